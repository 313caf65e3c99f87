//! Whole numbers in as few bytes as they need: seven bits in each, the lowest first; the eighth says whether more follow (LEB128).

/// The most bytes that a number takes.
const LONGEST: usize = 5;

/// Adds a number to bytes.
pub(crate) fn put(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes the first number off the bytes; none, and nothing off, where they begin with none.
pub(crate) fn take(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for (at, byte) in bytes.iter().enumerate().take(LONGEST) {
        number |= u32::from(byte & 0x7f) << (7 * at);
        if *byte < 0x80 {
            *bytes = &bytes[at + 1..];
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let all = [0, 1, 127, 128, 300, 1 << 14, u32::MAX - 1, u32::MAX];
        let mut bytes = Vec::new();
        for number in all {
            put(&mut bytes, number);
        }
        let mut rest = &bytes[..];
        for number in all {
            assert_eq!(take(&mut rest), Some(number));
        }
        assert!(rest.is_empty());
        for cut in [&[][..], &[0x80], &[0xff; 9]] {
            let mut rest = cut;
            assert_eq!((take(&mut rest), rest), (None, cut));
        }
    }
}
