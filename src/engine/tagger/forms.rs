//! Word forms: what is the same wherever a word stands, looked up once for each form of a document.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::super::tokens::{TokenKind, Tokens};
use super::model::Model;

/// One word as written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Form {
    pub(super) word: u64,
    pub(super) lower: u64,
    /// Its first two to four letters.
    pub(super) prefixes: [u64; 3],
    /// Its last two to four letters.
    pub(super) suffixes: [u64; 3],
    pub(super) shape: u64,
    pub(super) case: Case,
    /// Whether it ends in `’s`.
    pub(super) possessive: bool,
    /// The word lists it is on, one bit each.
    pub(super) lists: u32,
    /// How often running text writes it small.
    pub(super) habit: u8,
    /// The words that it is used like, 0 if unknown.
    pub(super) cluster: u16,
}

/// Where the capitals of a token stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Case {
    /// Past the end of the sentence.
    #[default]
    None,
    /// No capital in front: `said`.
    Small,
    /// One letter: `J`.
    Letter,
    /// `Orr`.
    Initial,
    /// `NLC`.
    All,
    /// `McHale`, `al-Orr`.
    Mixed,
    Number,
    Mark,
}

impl Case {
    /// Whether a word of a name may look so.
    pub(super) fn is_capital(self) -> bool {
        matches!(self, Self::Letter | Self::Initial | Self::All | Self::Mixed)
    }

    fn of(word: &str) -> Self {
        let (mut first, mut upper, mut small) = (None, 0, 0);
        let mut count = |is_upper: bool| match first {
            None => first = Some(is_upper),
            Some(_) if is_upper => upper += 1,
            Some(_) => small += 1,
        };
        if word.is_ascii() {
            let letters = word.bytes().filter(u8::is_ascii_alphabetic);
            letters.for_each(|letter| count(letter.is_ascii_uppercase()));
        } else {
            let letters = word.chars().filter(|letter| letter.is_alphabetic());
            letters.for_each(|letter| count(letter.is_uppercase()));
        }
        match (first.unwrap_or_default(), upper, small) {
            (false, 0, _) => Self::Small,
            (true, 0, 0) => Self::Letter,
            (true, 0, _) => Self::Initial,
            (true, _, 0) => Self::All,
            _ => Self::Mixed,
        }
    }
}

impl Form {
    /// The form of token `index`.
    pub(super) fn of(tokens: &Tokens, model: &Model, index: usize) -> Self {
        let whole = tokens.word(index);
        let word = super::base(whole);
        let lower = lower_hash(tokens, index);
        let known = model.word(lower).unwrap_or_default();
        let case = match tokens.get(index).map(|token| token.kind) {
            None => Case::None,
            Some(TokenKind::Number) => Case::Number,
            Some(TokenKind::Mark) => Case::Mark,
            Some(TokenKind::Word) => Case::of(word),
        };
        Self {
            word: text_hash(word),
            lower,
            prefixes: [2, 3, 4].map(|count| first(word, count).map_or(0, text_hash)),
            suffixes: [2, 3, 4].map(|count| last(word, count).map_or(0, text_hash)),
            shape: shape(word),
            case,
            possessive: word.len() < whole.len(),
            lists: known.lists,
            habit: known.habit,
            cluster: known.cluster,
        }
    }
}

/// The first so many letters of a word that has so many.
fn first(word: &str, count: usize) -> Option<&str> {
    let end = if word.is_ascii() {
        count
    } else {
        let (at, letter) = word.char_indices().nth(count - 1)?;
        at + letter.len_utf8()
    };
    word.get(..end)
}

/// The last so many letters of a word that has so many.
fn last(word: &str, count: usize) -> Option<&str> {
    let start = if word.is_ascii() {
        word.len().checked_sub(count)?
    } else {
        word.char_indices().rev().nth(count - 1)?.0
    };
    word.get(start..)
}

/// The hash of the token in lower case, without a possessive ending: what the model knows words by.
pub(super) fn lower_hash(tokens: &Tokens, index: usize) -> u64 {
    text_hash(super::base(tokens.lower(index)))
}

/// The hash of several words, from the hash of the words so far and the next.
pub(super) fn phrase_hash(so_far: u64, next: u64) -> u64 {
    mix(so_far.rotate_left(7) ^ next)
}

/// Mixes all bits of a hash.
pub(super) fn mix(mut hash: u64) -> u64 {
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 29)
}

/// The hash of a text; all digits are alike.
pub(super) fn text_hash(text: &str) -> u64 {
    mix(text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        let byte = if byte.is_ascii_digit() { b'0' } else { byte };
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }))
}

/// A hash of a text for maps of one document, which no model knows: eight bytes at a time.
pub(super) fn quick_hash(text: &str) -> u64 {
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let parts = eights.iter().chain(std::iter::once(&last));
    parts.fold(text.len() as u64, |hash, part| {
        mix(hash.rotate_left(23) ^ u64::from_le_bytes(*part))
    })
}

/// `Xx` for `Orr`, `X.X` for `U.S`, `X0` for `G20`.
fn shape(word: &str) -> u64 {
    let mut last = '\0';
    let mut hash = 0;
    for letter in word.chars() {
        let kind = match letter {
            'a'..='z' => 'x',
            'A'..='Z' => 'X',
            '0'..='9' => '0',
            _ if letter.is_uppercase() => 'X',
            _ if letter.is_alphabetic() => 'x',
            other => other,
        };
        if kind != last {
            hash = mix(hash ^ u64::from(u32::from(kind)));
            last = kind;
        }
    }
    hash
}

/// For maps whose keys are hashes already.
#[derive(Clone, Copy, Default)]
pub(super) struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = mix(self.0 ^ u64::from(byte));
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// A map by hash.
pub(super) type ByHash<V> = HashMap<u64, V, BuildHasherDefault<Hashed>>;
