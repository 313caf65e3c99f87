//! One place that a search has found, as a row.

use serde::Serialize;

use crate::app::excerpt;
use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::engine::Span;
use crate::library::{DocId, Hit, Library};

use super::{Article, Place};

/// One place.
#[derive(Debug, Serialize)]
pub(crate) struct PassageRow<'l> {
    #[serde(flatten)]
    article: Article<'l>,
    words: &'l str,
    context: &'l str,
    #[serde(flatten)]
    place: Place,
}

impl<'l> PassageRow<'l> {
    /// The row of a place, with the sentences around it.
    pub(crate) fn new(library: &'l Library, hit: Hit) -> Option<Self> {
        let document = library.document(hit.doc)?;
        Some(Self {
            article: Article::of(document),
            words: hit.span.of(&document.text),
            context: excerpt::sentences(document, hit.span).of(&document.text),
            place: Place::new(hit.doc, hit.span),
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
            self.article.day(),
            self.words.to_owned(),
            self.context.to_owned(),
            self.article.document.to_owned(),
            self.article.outlet.unwrap_or_default().to_owned(),
        ]
    }

    fn places(&self) -> Vec<(DocId, Span)> {
        vec![self.place.parts()]
    }
}
