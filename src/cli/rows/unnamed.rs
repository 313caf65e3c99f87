//! One attribution that rests only on people without a name, as a row.

use serde::Serialize;

use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::engine::Span;
use crate::library::{DocId, Library, QuoteRef, Statements};

use super::{Article, Place};

/// One attribution.
#[derive(Debug, Serialize)]
pub(crate) struct UnnamedRow<'l> {
    #[serde(flatten)]
    article: Article<'l>,
    source: &'l str,
    words: &'l str,
    statement: Option<String>,
    #[serde(flatten)]
    place: Place,
}

impl<'l> UnnamedRow<'l> {
    /// The row of a quotation; none when its source is not such people.
    pub(crate) fn new(library: &'l Library, statements: &Statements, at: QuoteRef) -> Option<Self> {
        let document = library.document(at.doc)?;
        let span = library.quotation(at)?.span;
        Some(Self {
            article: Article::of(document),
            source: library.source_words(at)?,
            words: span.of(&document.text),
            statement: statements.of(at).map(|id| id.to_string()),
            place: Place::new(at.doc, span),
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
            self.article.outlet.unwrap_or_default().to_owned(),
            self.article.day(),
            self.source.to_owned(),
            self.words.to_owned(),
            self.article.document.to_owned(),
        ]
    }

    fn places(&self) -> Vec<(DocId, Span)> {
        vec![self.place.parts()]
    }
}
