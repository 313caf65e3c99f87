//! What is wrong with a query, and where.

use std::fmt;
use std::ops::Range;

/// Why a query cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The place in the query, in bytes.
    pub at: Range<usize>,
    /// What is wrong there and what to do, as half a sentence.
    pub why: String,
}

impl Fault {
    pub(super) fn new(at: Range<usize>, why: impl Into<String>) -> Self {
        Self {
            at,
            why: why.into(),
        }
    }

    /// The query on one line, and below it a mark under the place.
    pub fn shown(&self, query: &str) -> String {
        let before = query.get(..self.at.start).unwrap_or(query);
        let place = query.get(self.at.clone()).unwrap_or_default();
        let blank = " ".repeat(before.chars().count());
        format!(
            "{query}\n{blank}{}",
            "^".repeat(place.chars().count().max(1))
        )
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for Fault {}
