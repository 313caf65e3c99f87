//! One line of a chronology: when, how sure that is, who, what, and where it stands.

use chrono::NaiveDate;
use serde::Serialize;

use crate::app::export::Marked;
use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::cli::speaker::speaker;
use crate::cli::wording;
use crate::engine::Span;
use crate::library::{Dated, DocId, Library, Statements, appeared};

/// One line of a chronology.
#[derive(Debug, Serialize)]
pub(crate) struct EventRow<'l> {
    /// Its place in the list by date.
    #[serde(skip)]
    pub(crate) order: (NaiveDate, DocId, u32),
    date: Option<NaiveDate>,
    date_confidence: &'static str,
    date_basis: &'static str,
    #[serde(skip)]
    dated: Option<Dated>,
    who: Option<&'l str>,
    what: &'l str,
    source: &'l str,
    /// How many outlets report it; none for words that are no quotation.
    outlets: Option<usize>,
    document: &'l str,
    path: String,
    statement: Option<String>,
    #[serde(skip)]
    doc: DocId,
    start: u32,
    end: u32,
}

impl<'l> EventRow<'l> {
    /// The line for a passage; none when there is no such document.
    pub(crate) fn new(
        library: &'l Library,
        statements: &Statements,
        marked: Marked,
    ) -> Option<Self> {
        let Marked {
            doc,
            span,
            quotation,
        } = marked;
        let document = library.document(doc)?;
        let id = quotation.and_then(|at| statements.of(at));
        let statement = id.and_then(|id| statements.get(id));
        Some(Self {
            order: (
                appeared(library, doc).unwrap_or(NaiveDate::MAX),
                doc,
                span.start,
            ),
            date: document.date.map(|dated| dated.day),
            date_confidence: wording::confidence(document.date),
            date_basis: wording::basis(document.date),
            dated: document.date,
            who: quotation.and_then(|at| speaker(library, at).0),
            what: span.of(&document.text),
            source: document.outlet.as_deref().unwrap_or(&document.name),
            outlets: statement.map(|statement| statement.outlets(library)),
            document: &document.name,
            path: document.path.display().to_string(),
            statement: id.map(|id| id.to_string()),
            doc,
            start: span.start,
            end: span.end,
        })
    }
}

impl Record for EventRow<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::words("date", 11, 1),
        Column::words("date is", 16, 3),
        Column::words("who", 14, 2),
        Column::words("what", 27, 0),
        Column::words("source", 12, 1),
    ];
    const FIELDS: &'static [&'static str] = &[
        "date",
        "date_confidence",
        "date_basis",
        "who",
        "what",
        "source",
        "outlets",
        "document",
        "path",
        "statement",
        "start",
        "end",
    ];

    fn cells(&self) -> Vec<String> {
        let sure = match self.dated {
            None => self.date_confidence.to_owned(),
            Some(_) => format!("{} ({})", self.date_confidence, self.date_basis),
        };
        vec![
            wording::day(self.dated),
            sure,
            self.who.unwrap_or_default().to_owned(),
            self.what.to_owned(),
            self.source.to_owned(),
        ]
    }

    fn fields(&self) -> Vec<String> {
        let outlets = self.outlets.map(|count| count.to_string());
        vec![
            wording::plain_day(self.date),
            self.date_confidence.to_owned(),
            self.date_basis.to_owned(),
            self.who.unwrap_or_default().to_owned(),
            self.what.to_owned(),
            self.source.to_owned(),
            outlets.unwrap_or_default(),
            self.document.to_owned(),
            self.path.clone(),
            self.statement.clone().unwrap_or_default(),
            self.start.to_string(),
            self.end.to_string(),
        ]
    }

    fn places(&self) -> Vec<(DocId, Span)> {
        let (start, end) = (self.start, self.end);
        vec![(self.doc, Span { start, end })]
    }
}
