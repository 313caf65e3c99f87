//! What the documents of a library tell together, worked out once all of them are analysed.

use serde::{Deserialize, Serialize};

use super::novelty::told;
use super::{Copies, Library, Origins, Statements, Unnamed};

/// Everything that needs a look at all documents and takes time in a large library.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Gathered {
    /// One utterance as several documents report it.
    pub statements: Statements,
    /// Who cites whom.
    pub origins: Origins,
    /// What rests only on people without a name.
    pub unnamed: Vec<Unnamed>,
    /// Which documents are copies of a fuller one.
    pub copies: Copies,
    /// What each document tells, as numbers that can be kept from one visit to the next.
    pub told: Vec<Vec<u64>>,
}

impl Gathered {
    /// In how many steps it is worked out.
    pub(crate) const STEPS: usize = 3;

    /// Works all of it out.
    pub fn of(library: &Library) -> Self {
        Self::in_steps(library, |_| ())
    }

    /// The same; `begin` hears which step begins, from 0.
    pub(crate) fn in_steps(library: &Library, begin: impl Fn(usize)) -> Self {
        begin(0);
        let statements = Statements::gather(library);
        begin(1);
        let origins = Origins::gather(library);
        begin(2);
        Self {
            unnamed: library.unnamed(&statements),
            statements,
            origins,
            copies: Copies::gather(library),
            told: library.ids().map(|doc| told(library, doc)).collect(),
        }
    }
}
