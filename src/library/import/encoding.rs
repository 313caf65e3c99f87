//! From bytes to text, whatever encoding they are in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Reason;

/// How many bytes from the first that is not ASCII are looked at to guess an encoding.
const SAMPLE: usize = 64 * 1024;
/// How many bytes from the start are looked at to tell text from other data.
const START: usize = 8 * 1024;
/// The text of a file. UTF-8 without a byte order mark stays as it is, byte for byte; a byte order mark is left out.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, Reason> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        if encoding != UTF_8 {
            return Ok(encoding
                .decode_without_bom_handling(&bytes[mark..])
                .0
                .into_owned());
        }
        return decode_bytes(bytes[mark..].to_vec());
    }
    if let Some(encoding) = unmarked_utf16(&bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes).0.into_owned());
    }
    decode_bytes(bytes)
}

/// The text of a page: UTF-8 where it is that, else in the encoding that the page states, else as [`decode`] finds it.
pub(super) fn decode_markup(bytes: Vec<u8>) -> Result<String, Reason> {
    let marked = Encoding::for_bom(&bytes).is_some() || unmarked_utf16(&bytes).is_some();
    if marked || std::str::from_utf8(&bytes).is_ok() {
        return decode(bytes);
    }
    match stated(&bytes) {
        Some(encoding) => Ok(encoding.decode_without_bom_handling(&bytes).0.into_owned()),
        None => decode(bytes),
    }
}

/// The text of bytes whose encoding is stated beside them: `windows-1252`. UTF-8 is believed before any statement.
pub(super) fn decode_labelled(bytes: Vec<u8>, label: &str) -> Result<String, Reason> {
    match Encoding::for_label(label.trim().as_bytes()) {
        Some(encoding) if std::str::from_utf8(&bytes).is_err() && encoding != UTF_8 => {
            Ok(encoding.decode_without_bom_handling(&bytes).0.into_owned())
        }
        _ => decode(bytes),
    }
}

/// The encoding that a page names in its first lines: `<meta charset="windows-1252">`, `<?xml … encoding="…"?>`.
fn stated(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(START)]).to_ascii_lowercase();
    let label = ["charset=", "encoding="].iter().find_map(|name| {
        let (_, rest) = start.split_once(name)?;
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        let end = rest.find(|mark: char| !mark.is_ascii_alphanumeric() && !"-_:".contains(mark))?;
        Some(rest[..end].to_owned())
    })?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // Bytes that could be read to find the statement are not UTF-16, and these are no UTF-8.
    (![UTF_8, UTF_16LE, UTF_16BE].contains(&encoding)).then_some(encoding)
}

fn decode_bytes(bytes: Vec<u8>) -> Result<String, Reason> {
    if memchr::memchr(0, &bytes).is_some() || is_noise(&bytes) {
        return Err(Reason::Binary);
    }
    String::from_utf8(bytes).or_else(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        if is_damaged_utf8(&bytes[valid.saturating_sub(SAMPLE / 2)..]) {
            return Ok(String::from_utf8_lossy(&bytes).into_owned());
        }
        let from = valid.saturating_sub(SAMPLE / 8);
        let sample = &bytes[from..bytes.len().min(valid + SAMPLE)];
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(sample, true);
        let encoding = detector.guess(None, Utf8Detection::Deny);
        Ok(encoding.decode_without_bom_handling(&bytes).0.into_owned())
    })
}

/// Whether the bytes are UTF-8 but for a few places: then those become `�`, and no other encoding is guessed.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes[..bytes.len().min(SAMPLE)].utf8_chunks() {
        good += chunk
            .valid()
            .chars()
            .filter(|mark| !mark.is_ascii())
            .count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 4 * bad
}

/// UTF-16 without a byte order mark: nearly every second byte of Western text is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(START)];
    if start.len() < 8 || bytes.len() % 2 == 1 {
        return None;
    }
    let zeros = |offset| {
        let every_second = start.iter().skip(offset).step_by(2);
        every_second.filter(|byte| **byte == 0).count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), start.len() / 2);
    if odd * 10 >= half * 8 && even * 20 < half {
        Some(UTF_16LE)
    } else if even * 10 >= half * 8 && odd * 20 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether control characters abound, as in packed data that happens to hold no zero.
fn is_noise(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(START)];
    let controls = start
        .iter()
        .filter(|byte| **byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b))
        .count();
    controls * 20 > start.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<&str, Reason>) {
        assert_eq!(decode(bytes.to_vec()), expected.map(str::to_owned));
    }

    #[test]
    fn unicode_in_its_forms() {
        check(
            "“Nein”, sagte Jörg.\r\n".as_bytes(),
            Ok("“Nein”, sagte Jörg.\r\n"),
        );
        check("\u{feff}“Nein”".as_bytes(), Ok("“Nein”"));
        let utf16 = |text: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(order).collect()
        };
        check(
            &utf16("\u{feff}“No” in Vell", u16::to_le_bytes),
            Ok("“No” in Vell"),
        );
        check(
            &utf16("\u{feff}“No” in Vell", u16::to_be_bytes),
            Ok("“No” in Vell"),
        );
        let plain = "The envoy did not say “no” in Vell.";
        check(&utf16(plain, u16::to_le_bytes), Ok(plain));
        check(&utf16(plain, u16::to_be_bytes), Ok(plain));
    }

    #[test]
    fn legacy_encodings_are_guessed() {
        check(
            b"\x93We will not go,\x94 said the mayor\x92s envoy in Vell. \x93Never.\x94",
            Ok("“We will not go,” said the mayor’s envoy in Vell. “Never.”"),
        );
        let russian = "Посол заявил журналистам, что переговоры провалились.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(russian);
        check(&bytes, Ok(russian));
    }

    #[test]
    fn one_damaged_place_does_not_spoil_the_rest() {
        check(
            b"\xe2\x80\x9cNo,\xe2\x80\x9d said J\xff\xc3\xb6rg. \xe2\x80\x9cNever.\xe2\x80\x9d",
            Ok("“No,” said J\u{fffd}örg. “Never.”"),
        );
    }

    #[test]
    fn what_is_no_text_is_refused() {
        check(b"\x7fELF\0\0\0\x01\x02 and more", Err(Reason::Binary));
        check(b"She spoke.\0", Err(Reason::Binary));
        check(&[1, 2, 3, 4, 5, 6, 7, 200, 201], Err(Reason::Binary));
    }
}
