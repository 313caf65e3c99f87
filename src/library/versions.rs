//! What an article was before its file changed.

use chrono::{DateTime, FixedOffset};

use super::Document;

/// An earlier text of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// The document as it was.
    pub document: Document,
    /// When it was found to be another one.
    pub until: DateTime<FixedOffset>,
}
