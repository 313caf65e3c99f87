//! One line of a chronology: when, how sure that is, who, what, and where it stands.

use chrono::NaiveDate;
use serde::Serialize;

use crate::app::export::Marked;
use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::cli::speaker::speaker;
use crate::cli::wording;
use crate::engine::Span;
use crate::library::{DocId, Library, Statements, appeared};

use super::{Article, Place};

/// One line of a chronology.
#[derive(Debug, Serialize)]
pub(crate) struct EventRow<'l> {
    /// Its place in the list by date.
    #[serde(skip)]
    pub(crate) order: (NaiveDate, DocId, u32),
    #[serde(flatten)]
    article: Article<'l>,
    date_confidence: &'static str,
    who: Option<&'l str>,
    what: &'l str,
    source: &'l str,
    /// How many outlets report it; none for words that are no quotation.
    outlets: Option<usize>,
    statement: Option<String>,
    #[serde(flatten)]
    place: Place,
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
        let article = Article::of(document);
        let id = quotation.and_then(|at| statements.of(at));
        let statement = id.and_then(|id| statements.get(id));
        Some(Self {
            order: (
                appeared(library, doc).unwrap_or(NaiveDate::MAX),
                doc,
                span.start,
            ),
            date_confidence: wording::confidence(document.date),
            who: quotation.and_then(|at| speaker(library, at).0),
            what: span.of(&document.text),
            source: article.source(),
            article,
            outlets: statement.map(|statement| statement.outlets(library)),
            statement: id.map(|id| id.to_string()),
            place: Place::new(doc, span),
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
        let sure = match self.article.dated {
            None => self.date_confidence.to_owned(),
            Some(_) => format!("{} ({})", self.date_confidence, self.article.date_basis),
        };
        vec![
            self.article.day(),
            sure,
            self.who.unwrap_or_default().to_owned(),
            self.what.to_owned(),
            self.source.to_owned(),
        ]
    }

    fn places(&self) -> Vec<(DocId, Span)> {
        vec![self.place.parts()]
    }
}
