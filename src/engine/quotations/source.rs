//! Who a source names, before and after it is known who that is.

use super::super::{LocalId, Span};
use super::page::Page;

/// What kind of words a source is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// A name.
    Entity(LocalId),
    /// A pronoun: `she`.
    Pronoun,
    /// A noun phrase without a name: `one official`. `head` is the token of its main noun.
    Phrase { head: usize },
}

/// The words that name who said something: tokens `first` up to `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) who: Who,
    pub(super) first: usize,
    pub(super) end: usize,
}

impl Source {
    pub(super) fn span(self, page: &Page) -> Span {
        page.tokens.span(self.first, self.end)
    }

    /// Whether it is a name or a pronoun, something that surely stands for a person or body.
    pub(super) fn is_somebody(self) -> bool {
        !matches!(self.who, Who::Phrase { .. })
    }
}

/// Who a source turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// Somebody with a name.
    Entity(LocalId),
    /// Somebody without; the span holds the words.
    Unnamed(Span),
}
