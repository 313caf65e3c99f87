//! Copies through the terminal (OSC 52), so that it works over SSH.

use std::env;
use std::ffi::OsString;

/// The longest text that can be copied, in bytes. Several terminals drop a sequence of more than 100,000 bytes, and
/// its base 64 takes four bytes for three.
pub const LARGEST_COPY: usize = 74_000;

/// Why a text cannot be put on the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotCopied {
    /// It is longer than [`LARGEST_COPY`].
    #[error("too long to copy: {length} bytes, and terminals take {LARGEST_COPY}")]
    TooLong {
        /// The length of the text in bytes.
        length: usize,
    },
    /// The terminal is known to take no copies from programs.
    #[error("this terminal takes no copies from programs")]
    Refused,
}

/// Whether the terminal is known to refuse copies. Most say nothing about it; then it is worth trying.
pub(super) fn refuses(around: Multiplexer, var: impl Fn(&str) -> Option<OsString>) -> bool {
    // What stands behind a multiplexer is not known.
    if around != Multiplexer::None {
        return false;
    }
    let is = |name: &str, test: &dyn Fn(&str) -> bool| {
        let value = var(name);
        value.is_some_and(|value| value.to_str().is_some_and(test))
    };
    // The Linux console and terminals of glass have no clipboard; Terminal.app and VTE (GNOME Terminal and its kin) keep
    // theirs to themselves.
    is("TERM", &|term| term == "linux" || term.starts_with("vt"))
        || is("TERM_PROGRAM", &|program| program == "Apple_Terminal")
        || is("VTE_VERSION", &|version| !version.is_empty())
}

/// A program between ours and the terminal, which must be asked to let a sequence through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Multiplexer {
    /// None.
    None,
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
}

/// GNU screen takes strings of at most 768 bytes.
const SCREEN_CHUNK: usize = 760;

impl Multiplexer {
    /// The one around this process.
    pub(super) fn around() -> Self {
        if env::var_os("TMUX").is_some() {
            Self::Tmux
        } else if env::var_os("STY").is_some() {
            Self::Screen
        } else {
            Self::None
        }
    }
}

/// The bytes that put `text` on the clipboard.
pub(super) fn sequence(text: &str, around: Multiplexer) -> Result<Vec<u8>, NotCopied> {
    if text.len() > LARGEST_COPY {
        return Err(NotCopied::TooLong { length: text.len() });
    }
    let copy = format!("\x1b]52;c;{}\x07", base64(text.as_bytes()));
    Ok(match around {
        Multiplexer::None => copy.into_bytes(),
        // tmux either understands the sequence itself or lets it through when wrapped, depending on its settings.
        // Copying the same words twice does no harm.
        Multiplexer::Tmux => {
            let inner = copy.replace('\x1b', "\x1b\x1b");
            format!("{copy}\x1bPtmux;{inner}\x1b\\").into_bytes()
        }
        Multiplexer::Screen => copy
            .as_bytes()
            .chunks(SCREEN_CHUNK)
            .flat_map(|chunk| [b"\x1bP", chunk, b"\x1b\\"].concat())
            .collect(),
    })
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let word = (0..3).fold(0_u32, |word, place| {
            word << 8 | u32::from(three.get(place).copied().unwrap_or_default())
        });
        for place in 0..4 {
            if place > three.len() {
                out.push('=');
            } else {
                let digit = word >> (18 - 6 * place) & 63;
                out.push(char::from(DIGITS[digit as usize]));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_that_of_the_standard() {
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
            ("“é”", "4oCcw6nigJ0="),
        ] {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }

    #[test]
    fn a_copy_is_wrapped_for_the_program_in_between() {
        let check = |around, expected: &str| {
            let bytes = sequence("foo", around).unwrap();
            assert_eq!(String::from_utf8_lossy(&bytes), expected);
        };
        check(Multiplexer::None, "\x1b]52;c;Zm9v\x07");
        check(
            Multiplexer::Tmux,
            "\x1b]52;c;Zm9v\x07\x1bPtmux;\x1b\x1b]52;c;Zm9v\x07\x1b\\",
        );
        check(Multiplexer::Screen, "\x1bP\x1b]52;c;Zm9v\x07\x1b\\");
        let long = sequence(&"a".repeat(3000), Multiplexer::Screen).unwrap();
        assert!(
            long.split(|byte| *byte == b'\\')
                .all(|part| part.len() <= 768)
        );
    }

    #[test]
    fn terminals_without_a_clipboard_are_known() {
        for (around, name, value, expected) in [
            (Multiplexer::None, "TERM", "xterm-256color", false),
            (Multiplexer::None, "TERM", "linux", true),
            (Multiplexer::None, "TERM", "vt220", true),
            (Multiplexer::None, "VTE_VERSION", "7603", true),
            (Multiplexer::Tmux, "VTE_VERSION", "7603", false),
            (Multiplexer::None, "TERM_PROGRAM", "Apple_Terminal", true),
            (Multiplexer::None, "TERM_PROGRAM", "WezTerm", false),
        ] {
            let var = |asked: &str| (asked == name).then(|| OsString::from(value));
            assert_eq!(refuses(around, var), expected, "{name}={value}");
        }
    }

    #[test]
    fn a_text_that_terminals_drop_is_refused() {
        assert!(sequence(&"a".repeat(LARGEST_COPY), Multiplexer::None).is_ok());
        assert_eq!(
            sequence(&"a".repeat(LARGEST_COPY + 1), Multiplexer::None),
            Err(NotCopied::TooLong { length: 74_001 })
        );
    }
}
