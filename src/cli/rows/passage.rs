//! One place that a search has found, as a row.

use chrono::NaiveDate;
use serde::Serialize;

use crate::app::excerpt;
use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::cli::wording;
use crate::engine::Span;
use crate::library::{Dated, DocId, Hit, Library};

/// One place.
#[derive(Debug, Serialize)]
pub(crate) struct PassageRow<'l> {
    date: Option<NaiveDate>,
    date_basis: &'static str,
    #[serde(skip)]
    dated: Option<Dated>,
    outlet: Option<&'l str>,
    document: &'l str,
    path: String,
    words: &'l str,
    context: &'l str,
    #[serde(skip)]
    doc: DocId,
    start: u32,
    end: u32,
}

impl<'l> PassageRow<'l> {
    /// The row of a place, with the sentences around it.
    pub(crate) fn new(library: &'l Library, hit: Hit) -> Option<Self> {
        let document = library.document(hit.doc)?;
        Some(Self {
            date: document.date.map(|dated| dated.day),
            date_basis: wording::basis(document.date),
            dated: document.date,
            outlet: document.outlet.as_deref(),
            document: &document.name,
            path: document.path.display().to_string(),
            words: hit.span.of(&document.text),
            context: excerpt::sentences(document, hit.span).of(&document.text),
            doc: hit.doc,
            start: hit.span.start,
            end: hit.span.end,
        })
    }
}

impl Record for PassageRow<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::words("date", 11, 3),
        Column::words("words", 14, 2),
        Column::words("context", 40, 0),
        Column::words("document", 12, 1),
        Column::words("outlet", 10, 4),
    ];
    const FIELDS: &'static [&'static str] = &[
        "date",
        "date_basis",
        "outlet",
        "document",
        "path",
        "words",
        "context",
        "start",
        "end",
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            wording::day(self.dated),
            self.words.to_owned(),
            self.context.to_owned(),
            self.document.to_owned(),
            self.outlet.unwrap_or_default().to_owned(),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            wording::plain_day(self.date),
            self.date_basis.to_owned(),
            self.outlet.unwrap_or_default().to_owned(),
            self.document.to_owned(),
            self.path.clone(),
            self.words.to_owned(),
            self.context.to_owned(),
            self.start.to_string(),
            self.end.to_string(),
        ]
    }

    fn places(&self) -> Vec<(DocId, Span)> {
        let span = Span {
            start: self.start,
            end: self.end,
        };
        vec![(self.doc, span)]
    }
}
