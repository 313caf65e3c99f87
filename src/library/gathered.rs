//! What the documents of a library tell together, worked out once all of them are analysed.

use serde::{Deserialize, Serialize};

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
}

/// Hears of every part of the comparison of all documents that is done; whether the next is wanted.
pub(crate) type Stretch<'p> = &'p (dyn Fn() -> bool + Sync);

/// Whoever does not hear of the parts wants all of them.
pub(crate) const ALL: Stretch = &|| true;

impl Gathered {
    /// In how many parts it is worked out, for each document.
    pub(crate) const PARTS: usize = 5;

    /// Works all of it out.
    pub fn of(library: &Library) -> Self {
        Self::in_parts(library, ALL).unwrap_or_default()
    }

    /// The same, part by part; none when one was not wanted.
    pub(crate) fn in_parts(library: &Library, part: Stretch) -> Option<Self> {
        let statements = Statements::gather_in_parts(library, part)?;
        let origins = Origins::gather_in_parts(library, part)?;
        Some(Self {
            unnamed: library.unnamed(&statements),
            statements,
            origins,
            copies: Copies::gather_in_parts(library, part)?,
        })
    }
}
