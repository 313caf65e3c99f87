//! What the engine has read off a document when it looked for names, and need not read again when it looks for quotations.

use std::sync::{Mutex, PoisonError};

use crate::engine::Tagging;

/// The names that were found in each segment of a document, from its survey to its analysis; a copy of the document has none.
/// Documents are equal whatever is kept of them.
#[derive(Debug, Default)]
pub struct Tagged(Mutex<Vec<Option<Tagging>>>);

impl Tagged {
    /// Keeps the names of all segments; none of one over which the engine broke down.
    pub(super) fn keep(&self, segments: Vec<Option<Tagging>>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = segments;
    }

    /// Takes what was kept; nothing where nothing was.
    pub(super) fn take(&self) -> Vec<Option<Tagging>> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Clone for Tagged {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Tagged {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
