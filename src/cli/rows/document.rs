//! One document as a row.

use serde::Serialize;

use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::cli::wording;
use crate::library::{DocId, Library};

use super::Article;

/// One document.
#[derive(Debug, Serialize)]
pub(crate) struct DocumentRow<'l> {
    #[serde(flatten)]
    article: Article<'l>,
    date_confidence: &'static str,
    title: &'l str,
    byline: Option<&'l str>,
    /// None while it has not been analysed.
    quotations: Option<usize>,
}

impl<'l> DocumentRow<'l> {
    /// The row of a document; none when there is no such document.
    pub(crate) fn new(library: &'l Library, doc: DocId) -> Option<Self> {
        let document = library.document(doc)?;
        Some(Self {
            date_confidence: wording::confidence(document.date),
            article: Article::of(document),
            title: document.heading(),
            byline: document.byline.as_deref(),
            quotations: library
                .analysis(doc)
                .map(|_| library.speech_in(doc).count()),
        })
    }
}

impl Record for DocumentRow<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::words("date", 11, 1),
        Column::words("title", 30, 0),
        Column::words("outlet", 10, 3),
        Column::words("path", 20, 2),
    ];
    const FIELDS: &'static [&'static str] = &[
        "date",
        "date_basis",
        "date_confidence",
        "title",
        "outlet",
        "byline",
        "quotations",
        "document",
        "path",
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.article.day(),
            self.title.to_owned(),
            self.article.outlet.unwrap_or_default().to_owned(),
            self.article.path.clone(),
        ]
    }
}
