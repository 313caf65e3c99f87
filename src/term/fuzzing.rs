//! What the fuzz target `input` looks at. Built for fuzzing, and for the test that what was found stays mended.

use super::decoder::Decoder;
use super::sequence::Input;
use crate::app::KeyCode;

/// Reads bytes as those of a terminal, all at once and cut in two where the first of them says.
///
/// # Panics
///
/// Where that makes a difference, and over a key that is a control character.
pub fn input(bytes: &[u8]) {
    let Some((&at, bytes)) = bytes.split_first() else {
        return;
    };
    let (one, two) = bytes.split_at(usize::from(at).min(bytes.len()));
    let whole = heard(&[bytes]);
    // Alt and a key come together: what follows a lone Esc is another key.
    if one.last() != Some(&0x1b) {
        assert_eq!(heard(&[one, two]), whole, "cut after {} bytes", one.len());
    }
    for input in whole {
        if let Input::Key(key) = input
            && let KeyCode::Char(letter) = key.code
        {
            assert!(!letter.is_control(), "{key:?} is no letter");
        }
    }
}

fn heard(parts: &[&[u8]]) -> Vec<Input> {
    let mut decoder = Decoder::default();
    let mut heard: Vec<Input> = parts.iter().flat_map(|part| decoder.push(part)).collect();
    heard.extend(decoder.give_up());
    heard
}

#[cfg(test)]
mod tests {
    use std::fs;

    #[test]
    fn every_seed_holds() {
        for seed in fs::read_dir("fuzz/seeds/input").unwrap() {
            super::input(&fs::read(seed.unwrap().path()).unwrap());
        }
    }
}
