//! Tables of words that lie in the program as they are used, and are read in place.

use super::layout::{self, SLOT};

/// One table; `N` is the length of its entries in bytes. `layout.rs` says how it lies.
#[derive(Debug)]
pub(super) struct Packed<const N: usize> {
    pub(super) slots: &'static [[u8; SLOT]],
    pub(super) entries: &'static [[u8; N]],
    pub(super) text: &'static str,
}

/// The table of this name that the build has written.
macro_rules! packed {
    ($name:literal) => {
        Packed {
            slots: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".slots"))
                .as_chunks()
                .0,
            entries: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".entries"))
                .as_chunks()
                .0,
            text: include_str!(concat!(env!("OUT_DIR"), "/", $name, ".text")),
        }
    };
}
pub(super) use packed;

impl<const N: usize> Packed<N> {
    /// The number of the entry of a word; 0 if it is not known.
    pub(super) fn number(&self, word: &str) -> u16 {
        let hash = layout::hash(word);
        let mark = layout::mark(hash);
        let start = layout::place(hash, self.slots.len());
        let (front, back) = self.slots.split_at_checked(start).unwrap_or_default();
        let ends = |&[low, high, first, second]: &[u8; SLOT]| {
            let number = u16::from_le_bytes([low, high]);
            let found = number == 0 || [first, second] == mark && self.is(number, word);
            found.then_some(number)
        };
        let found = back.iter().find_map(ends);
        found.or_else(|| front.iter().find_map(ends)).unwrap_or(0)
    }

    /// The entry with this number, the empty one if there is none.
    pub(super) fn entry(&self, number: u16) -> &'static [u8; N] {
        self.entries.get(usize::from(number)).unwrap_or(&[0; N])
    }

    /// The entry of a word, the empty one if it is not known.
    pub(super) fn of(&self, word: &str) -> &'static [u8; N] {
        self.entry(self.number(word))
    }

    /// The word of the entry with this number.
    pub(super) fn word(&self, number: u16) -> &'static str {
        let place = self.entry(number).first_chunk();
        place.map_or("", |&place| self.text(place))
    }

    /// The words at a place of the text.
    pub(super) fn text(&self, [a, b, c, length]: [u8; 4]) -> &'static str {
        let start = u32::from_le_bytes([a, b, c, 0]) as usize;
        let text = self.text.get(start..start + usize::from(length));
        text.unwrap_or_default()
    }

    fn is(&self, number: u16, word: &str) -> bool {
        let entry = self.entry(number);
        usize::from(entry[3]) == word.len() && self.word(number) == word
    }
}
