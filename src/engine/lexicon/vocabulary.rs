//! Every lower-case word of the lists, with all that they say about it: one look-up for each word of a text.

use super::table::Table;
use super::{Gender, HeadKind, TitleKind, Verb};

/// A word of the lists by its number; 0 for one that they do not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordId(u32);

impl WordId {
    /// The number as an index.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What the lists say about one lower-case word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known {
    /// The verb of saying that this is a form of.
    pub(crate) verb: Option<Verb>,
    /// Gender and kind of a title.
    pub(crate) title: Option<(Gender, TitleKind)>,
    /// What a capitalised run with this last word names.
    pub(crate) head: Option<HeadKind>,
    lists: u8,
}

impl Known {
    pub(crate) const TITLE_MODIFIER: u8 = 1;
    pub(crate) const CALENDAR: u8 = 1 << 1;
    pub(crate) const FUNCTION_WORD: u8 = 1 << 2;
    pub(crate) const ATTRIBUTION_NOUN: u8 = 1 << 3;
    pub(crate) const ROLE_NOUN: u8 = 1 << 4;
    pub(crate) const ORGANIZATION_NOUN: u8 = 1 << 5;
    pub(crate) const ADVERB: u8 = 1 << 6;

    /// Whether the word stands on this list.
    pub(crate) const fn is(&self, list: u8) -> bool {
        self.lists & list != 0
    }

    /// Puts the word on a list.
    pub(super) fn enlist(&mut self, list: u8) {
        self.lists |= list;
    }
}

/// The words and what is known about them.
#[derive(Debug)]
pub(super) struct Vocabulary {
    ids: Table<WordId>,
    words: Vec<&'static str>,
    known: Vec<Known>,
}

impl Default for Vocabulary {
    /// No word at all; number 0 is kept for those that are not known.
    fn default() -> Self {
        Self {
            ids: Table::with_capacity(WORDS),
            words: vec![""],
            known: vec![Known::default()],
        }
    }
}

/// About how many words the lists hold.
const WORDS: usize = 6000;

impl Vocabulary {
    /// Notes something about a word, which is added when it is new.
    pub(super) fn add(&mut self, word: &'static str, note: impl FnOnce(&mut Known)) {
        if word.is_empty() {
            return;
        }
        let id = self.ids.get(word).unwrap_or_else(|| {
            let id = WordId(self.words.len() as u32);
            self.ids.insert(word, id);
            self.words.push(word);
            self.known.push(Known::default());
            id
        });
        note(&mut self.known[id.index()]);
    }

    pub(super) fn id(&self, word: &str) -> WordId {
        self.ids.get(word).unwrap_or_default()
    }

    /// What is known about the word with this number.
    pub(super) fn known(&self, id: WordId) -> &Known {
        &self.known[id.index()]
    }

    pub(super) fn of(&self, word: &str) -> &Known {
        self.known(self.id(word))
    }

    /// The words in the order of their numbers, the first of them empty.
    pub(super) fn all(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }
}
