//! Copies through the terminal (OSC 52), so that it works over SSH.

use std::env;

/// The longest text that can be copied, in bytes. Several terminals drop a sequence of more than 100,000 bytes, and
/// its base 64 takes four bytes for three.
pub const LARGEST_COPY: usize = 74_000;

/// The text is longer than [`LARGEST_COPY`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too long to copy: {length} bytes, and terminals take {LARGEST_COPY}")]
pub struct TooLong {
    /// The length of the text in bytes.
    pub length: usize,
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
pub(super) fn sequence(text: &str, around: Multiplexer) -> Result<Vec<u8>, TooLong> {
    if text.len() > LARGEST_COPY {
        return Err(TooLong { length: text.len() });
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
    fn a_text_that_terminals_drop_is_refused() {
        assert!(sequence(&"a".repeat(LARGEST_COPY), Multiplexer::None).is_ok());
        assert_eq!(
            sequence(&"a".repeat(LARGEST_COPY + 1), Multiplexer::None),
            Err(TooLong { length: 74_001 })
        );
    }
}
