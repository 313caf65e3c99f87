//! Tables and sets of words over compiled-in text: one pass to build, no copies of the words.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A multiplication for every eight bytes: short words hash in a few nanoseconds, and the lists ship with the program, so
/// nobody can feed it collisions.
#[derive(Clone, Copy, Default)]
pub(super) struct WordHasher(u64);

impl WordHasher {
    fn mix(&mut self, part: u64) {
        let mixed = (self.0 ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((eight, after)) = rest.split_first_chunk::<8>() {
            self.mix(u64::from_le_bytes(*eight));
            rest = after;
        }
        // Two reads that may overlap cover four bytes to seven; three cover one to three.
        let last = match (rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
            (Some(&first), Some(&last)) => {
                u64::from(u32::from_le_bytes(first)) | u64::from(u32::from_le_bytes(last)) << 32
            }
            _ => match *rest {
                [] => return,
                [one] => u64::from(one),
                [one, two] => u64::from(one) | u64::from(two) << 8,
                [one, two, three, ..] => {
                    u64::from(one) | u64::from(two) << 8 | u64::from(three) << 16
                }
            },
        };
        self.mix(last ^ (bytes.len() as u64) << 56);
    }

    /// The end mark that a string is hashed with; the length stands in the hash already.
    fn write_u8(&mut self, _: u8) {}
}

pub(super) type Build = BuildHasherDefault<WordHasher>;

/// What each word of a list means.
#[derive(Debug)]
pub(crate) struct Table<V>(HashMap<&'static str, V, Build>);

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<V: Copy> Table<V> {
    /// One word a line with its further fields after tabs.
    pub(crate) fn from_lines(text: &'static str, value: impl Fn(Fields) -> V) -> Self {
        let mut table = Self(HashMap::with_capacity_and_hasher(
            text.len() / 12,
            Build::default(),
        ));
        for mut fields in lines(text) {
            if let Some(word) = fields.next() {
                table.insert(word, value(fields));
            }
        }
        table
    }

    /// Adds a word; the first meaning of a word stays.
    pub(crate) fn insert(&mut self, word: &'static str, value: V) {
        if !word.is_empty() {
            self.0.entry(word).or_insert(value);
        }
    }

    /// A table with room for this many words.
    pub(crate) fn with_capacity(words: usize) -> Self {
        Self(HashMap::with_capacity_and_hasher(words, Build::default()))
    }

    /// What the word means, to be changed; `value` when it is new.
    pub(crate) fn slot(&mut self, word: &'static str, value: V) -> &mut V {
        self.0.entry(word).or_insert(value)
    }

    pub(crate) fn get(&self, word: &str) -> Option<V> {
        self.0.get(word).copied()
    }
}

/// The words of a list.
#[derive(Debug, Default)]
pub(super) struct Set(HashSet<&'static str, Build>);

impl Set {
    /// Words between blanks and line ends.
    pub(super) fn of_words(text: &'static str) -> Self {
        // Growing step by step would double the time: the words of a list are about eight bytes long.
        let mut set = HashSet::with_capacity_and_hasher(text.len() / 8, Build::default());
        set.extend(rows(text).flat_map(str::split_ascii_whitespace));
        Self(set)
    }

    /// One entry a line, which may hold blanks.
    pub(super) fn of_lines(text: &'static str) -> Self {
        Self(rows(text).collect())
    }

    pub(super) fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// The fields of each line, without comments.
pub(super) fn lines(text: &'static str) -> impl Iterator<Item = Fields> {
    rows(text).map(|line| Fields(Some(line)))
}

/// The fields of a line, between tabs.
pub(crate) struct Fields(Option<&'static str>);

impl Iterator for Fields {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        let rest = self.0.take()?;
        // Fields are too short for a search of many bytes at once to pay.
        let Some(at) = rest.bytes().position(|byte| byte == b'\t') else {
            return Some(rest);
        };
        let (field, rest) = rest.split_at(at);
        self.0 = rest.get(1..);
        Some(field)
    }
}

/// The lines that hold something, without comments.
pub(super) fn rows(text: &'static str) -> impl Iterator<Item = &'static str> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    ends.filter_map(move |end| {
        let row = text.get(start..end);
        start = end + 1;
        row.filter(|row| !row.is_empty() && !row.starts_with('#'))
    })
}
