//! Organizations that news name without explaining them, with their other names.

use super::layout::{self, ORGANIZATION};
use super::packed::{Packed, packed};

/// An organization of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KnownOrganization {
    /// The full name, with its article where it has one: `The Economist`.
    pub(crate) name: &'static str,
    /// Whether it publishes news.
    pub(crate) outlet: bool,
    /// Whether its name is an ordinary word too, so that the sentence has to show that the organization is meant: `Target`.
    pub(crate) ambiguous: bool,
}

/// Names and aliases without their article.
pub(super) static ORGANIZATIONS: Packed<ORGANIZATION> = packed!("organizations");

impl Packed<ORGANIZATION> {
    /// The organization with exactly this name or alias, with or without an article.
    pub(super) fn known(&self, words: &str) -> Option<KnownOrganization> {
        let number = self.number(layout::without_article(words));
        let &[_, _, _, _, a, b, c, length, marks] = self.entry(number);
        (number != 0).then(|| KnownOrganization {
            name: self.text([a, b, c, length]),
            outlet: marks & layout::OUTLET != 0,
            ambiguous: marks & layout::AMBIGUOUS != 0,
        })
    }
}
