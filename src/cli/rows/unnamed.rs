//! One attribution that rests only on people without a name, as a row.

use chrono::NaiveDate;
use serde::Serialize;

use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::cli::wording;
use crate::engine::Span;
use crate::library::{Dated, DocId, Library, QuoteRef, Statements};

/// One attribution.
#[derive(Debug, Serialize)]
pub(crate) struct UnnamedRow<'l> {
    #[serde(skip)]
    at: QuoteRef,
    outlet: Option<&'l str>,
    date: Option<NaiveDate>,
    date_basis: &'static str,
    #[serde(skip)]
    dated: Option<Dated>,
    source: &'l str,
    words: &'l str,
    document: &'l str,
    path: String,
    statement: Option<String>,
    start: u32,
    end: u32,
}

impl<'l> UnnamedRow<'l> {
    /// The row of a quotation; none when its source is not such people.
    pub(crate) fn new(library: &'l Library, statements: &Statements, at: QuoteRef) -> Option<Self> {
        let document = library.document(at.doc)?;
        let span = library.quotation(at)?.span;
        Some(Self {
            at,
            outlet: document.outlet.as_deref(),
            date: document.date.map(|dated| dated.day),
            date_basis: wording::basis(document.date),
            dated: document.date,
            source: library.source_words(at)?,
            words: span.of(&document.text),
            document: &document.name,
            path: document.path.display().to_string(),
            statement: statements.of(at).map(|id| id.to_string()),
            start: span.start,
            end: span.end,
        })
    }
}

impl Record for UnnamedRow<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::words("outlet", 12, 2),
        Column::words("date", 11, 3),
        Column::words("source", 20, 0),
        Column::words("words", 27, 1),
        Column::words("document", 12, 4),
    ];
    const FIELDS: &'static [&'static str] = &[
        "outlet",
        "date",
        "date_basis",
        "source",
        "words",
        "document",
        "path",
        "statement",
        "start",
        "end",
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.outlet.unwrap_or_default().to_owned(),
            wording::day(self.dated),
            self.source.to_owned(),
            self.words.to_owned(),
            self.document.to_owned(),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.outlet.unwrap_or_default().to_owned(),
            wording::plain_day(self.date),
            self.date_basis.to_owned(),
            self.source.to_owned(),
            self.words.to_owned(),
            self.document.to_owned(),
            self.path.clone(),
            self.statement.clone().unwrap_or_default(),
            self.start.to_string(),
            self.end.to_string(),
        ]
    }
    fn places(&self) -> Vec<(DocId, Span)> {
        let (start, end) = (self.start, self.end);
        vec![(self.at.doc, Span { start, end })]
    }
}
