//! What the documents of a library tell together, worked out once all of them are analysed.

use super::novelty::told;
use super::{Copies, Library, Origins, Statements};

/// Everything that needs a look at all documents and takes time in a large library.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// One utterance as several documents report it.
    pub statements: Statements,
    /// Who cites whom.
    pub origins: Origins,
    /// Which documents are copies of a fuller one.
    pub copies: Copies,
    /// What each document tells, as numbers that can be kept from one visit to the next.
    pub told: Vec<Vec<u64>>,
}

impl Gathered {
    /// Works all of it out.
    pub fn of(library: &Library) -> Self {
        Self {
            statements: Statements::gather(library),
            origins: Origins::gather(library),
            copies: Copies::gather(library),
            told: library.ids().map(|doc| told(library, doc)).collect(),
        }
    }
}
