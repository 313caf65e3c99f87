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
        let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
        let first = letters.next().is_some_and(char::is_uppercase);
        let (mut upper, mut small) = (0, 0);
        for letter in letters {
            if letter.is_uppercase() {
                upper += 1;
            } else {
                small += 1;
            }
        }
        match (first, upper, small) {
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
        let ends = |count: usize| {
            let start = word.char_indices().rev().nth(count - 1);
            start.map_or(0, |(start, _)| text_hash(&word[start..]))
        };
        let begins = |count: usize| {
            let last = word.char_indices().nth(count - 1);
            last.map_or(0, |(last, letter)| {
                text_hash(&word[..last + letter.len_utf8()])
            })
        };
        Self {
            word: text_hash(word),
            lower,
            prefixes: [begins(2), begins(3), begins(4)],
            suffixes: [ends(2), ends(3), ends(4)],
            shape: shape(word),
            case,
            possessive: word.len() < whole.len(),
            lists: known.lists,
            habit: known.habit,
            cluster: known.cluster,
        }
    }
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

/// `Xx` for `Orr`, `X.X` for `U.S`, `X0` for `G20`.
fn shape(word: &str) -> u64 {
    let mut last = '\0';
    let mut hash = 0;
    for letter in word.chars() {
        let kind = match letter {
            _ if letter.is_uppercase() => 'X',
            _ if letter.is_alphabetic() => 'x',
            _ if letter.is_ascii_digit() => '0',
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
