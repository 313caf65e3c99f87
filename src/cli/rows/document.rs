//! One document as a row.

use chrono::NaiveDate;
use serde::Serialize;

use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::cli::wording;
use crate::library::{self, Dated, DocId, Library};

/// One document.
#[derive(Debug, Serialize)]
pub(crate) struct DocumentRow<'l> {
    date: Option<NaiveDate>,
    date_basis: &'static str,
    date_confidence: &'static str,
    #[serde(skip)]
    dated: Option<Dated>,
    title: &'l str,
    outlet: Option<&'l str>,
    byline: Option<&'l str>,
    /// None while it has not been analysed.
    quotations: Option<usize>,
    document: &'l str,
    path: String,
}

impl<'l> DocumentRow<'l> {
    /// The row of a document; none when there is no such document.
    pub(crate) fn new(library: &'l Library, doc: DocId) -> Option<Self> {
        let document: &library::Document = library.document(doc)?;
        Some(Self {
            date: document.date.map(|dated| dated.day),
            date_basis: wording::basis(document.date),
            date_confidence: wording::confidence(document.date),
            dated: document.date,
            title: document.heading(),
            outlet: document.outlet.as_deref(),
            byline: document.byline.as_deref(),
            quotations: library
                .analysis(doc)
                .map(|_| library.speech_in(doc).count()),
            document: &document.name,
            path: document.path.display().to_string(),
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
            wording::day(self.dated),
            self.title.to_owned(),
            self.outlet.unwrap_or_default().to_owned(),
            self.path.clone(),
        ]
    }

    fn fields(&self) -> Vec<String> {
        let quotations = self.quotations.map(|count| count.to_string());
        vec![
            wording::plain_day(self.date),
            self.date_basis.to_owned(),
            self.date_confidence.to_owned(),
            self.title.to_owned(),
            self.outlet.unwrap_or_default().to_owned(),
            self.byline.unwrap_or_default().to_owned(),
            quotations.unwrap_or_default(),
            self.document.to_owned(),
            self.path.clone(),
        ]
    }
}
