//! What every row says about the document that it comes from, and about the place in it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::cli::wording;
use crate::engine::Span;
use crate::library::{Dated, DocId, Document};

/// The document that a row comes from.
#[derive(Debug, Serialize)]
pub(super) struct Article<'l> {
    date: Option<NaiveDate>,
    pub(super) date_basis: &'static str,
    #[serde(skip)]
    pub(super) dated: Option<Dated>,
    pub(super) outlet: Option<&'l str>,
    pub(super) document: &'l str,
    pub(super) path: String,
}

impl<'l> Article<'l> {
    pub(super) fn of(document: &'l Document) -> Self {
        Self {
            date: document.date.map(|dated| dated.day),
            date_basis: wording::basis(document.date),
            dated: document.date,
            outlet: document.outlet.as_deref(),
            document: &document.name,
            path: document.path.display().to_string(),
        }
    }

    /// Its day for the table.
    pub(super) fn day(&self) -> String {
        wording::day(self.dated)
    }

    /// Who published it; where that is not known, its name.
    pub(super) fn source(&self) -> &'l str {
        self.outlet.unwrap_or(self.document)
    }
}

/// A place in the text of a document, in bytes.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Place {
    #[serde(skip)]
    doc: DocId,
    start: u32,
    end: u32,
}

impl Place {
    pub(super) const fn new(doc: DocId, span: Span) -> Self {
        Self {
            doc,
            start: span.start,
            end: span.end,
        }
    }

    pub(super) const fn parts(self) -> (DocId, Span) {
        let Self { doc, start, end } = self;
        (doc, Span { start, end })
    }
}
