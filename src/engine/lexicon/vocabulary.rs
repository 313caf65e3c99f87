//! Every lower-case word of the lists, with all that they say about it: one look-up for each word of a text.

use super::frames::Frames;
use super::layout::{self, WORD};
use super::packed::{Packed, packed};
use super::{Gender, HeadKind, TitleKind, Verb};

/// A word of the lists by its number; 0 for one that they do not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordId(u16);

impl WordId {
    /// The number as an index.
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// What the lists say about one lower-case word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known(&'static [u8; WORD]);

impl Known {
    pub(crate) const TITLE_MODIFIER: u8 = list("title_modifiers");
    pub(crate) const CALENDAR: u8 = list("calendar");
    pub(crate) const FUNCTION_WORD: u8 = list("function_words");
    pub(crate) const ATTRIBUTION_NOUN: u8 = list("attribution_nouns");
    pub(crate) const ROLE_NOUN: u8 = list("role_nouns");
    pub(crate) const ORGANIZATION_NOUN: u8 = list("organization_nouns");
    pub(crate) const ADVERB: u8 = list("adverbs");

    /// Whether the word stands on this list.
    pub(crate) const fn is(self, list: u8) -> bool {
        self.0[11] & list != 0
    }

    /// The verb of saying that this is a form of.
    pub(crate) fn verb(self) -> Option<Verb> {
        let &[_, _, _, _, marks, low, high, lemma, of_lemma, ..] = self.0;
        let has = |mark: u8| marks & mark != 0;
        has(layout::VERB).then(|| Verb {
            lemma: WORDS.word(u16::from_le_bytes([lemma, of_lemma])),
            strong: has(layout::STRONG),
            event: has(layout::EVENT),
            reports: has(layout::REPORTS),
            takes_hearer: has(layout::TAKES_HEARER),
            frames: Frames::of_bits(u16::from_le_bytes([low, high])),
        })
    }

    /// Gender and kind of a title.
    pub(crate) fn title(self) -> Option<(Gender, TitleKind)> {
        let title = self.0[9].checked_sub(1)?;
        let kind = match title / 3 {
            0 => TitleKind::Honorific,
            1 => TitleKind::Office,
            _ => TitleKind::Occupation,
        };
        Some((gender(title % 3), kind))
    }

    /// What a capitalised run with this last word names.
    pub(crate) const fn head(self) -> Option<HeadKind> {
        match self.0[10] {
            0 => None,
            1 => Some(HeadKind::Body),
            2 => Some(HeadKind::Outlet),
            3 => Some(HeadKind::Place),
            4 => Some(HeadKind::Weak),
            _ => Some(HeadKind::Thing),
        }
    }
}

/// The bit of a list; 0, which no word has, if there is no such list.
const fn list(name: &str) -> u8 {
    let mut at = 0;
    while at < layout::LISTS.len() {
        if matches(layout::LISTS[at].as_bytes(), name.as_bytes()) {
            return 1 << at;
        }
        at += 1;
    }
    0
}

const fn matches(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// The gender with this number in the tables.
pub(super) const fn gender(number: u8) -> Gender {
    match number {
        1 => Gender::Masculine,
        2 => Gender::Feminine,
        _ => Gender::Unknown,
    }
}

/// Every lower-case word of the lists.
pub(super) static WORDS: Packed<WORD> = packed!("words");

impl Packed<WORD> {
    pub(super) fn id(&self, word: &str) -> WordId {
        WordId(self.number(word))
    }

    pub(super) fn known(&self, id: WordId) -> Known {
        Known(self.entry(id.0))
    }
}
