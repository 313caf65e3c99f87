//! One passage that the reader marked or searched for, as a row.

use chrono::NaiveDate;
use serde::Serialize;

use crate::app::export::Marked;
use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::cli::speaker::speaker;
use crate::cli::wording;
use crate::engine::Span;
use crate::library::{Dated, DocId, Library};

/// One passage.
#[derive(Debug, Serialize)]
pub(crate) struct PassageRow<'l> {
    date: Option<NaiveDate>,
    date_basis: &'static str,
    #[serde(skip)]
    dated: Option<Dated>,
    speaker: Option<&'l str>,
    words: &'l str,
    outlet: Option<&'l str>,
    document: &'l str,
    path: String,
    #[serde(skip)]
    doc: DocId,
    start: u32,
    end: u32,
}

impl<'l> PassageRow<'l> {
    /// The row of a passage; none when there is no such document.
    pub(crate) fn new(library: &'l Library, marked: Marked) -> Option<Self> {
        let document = library.document(marked.doc)?;
        Some(Self {
            date: document.date.map(|dated| dated.day),
            date_basis: wording::basis(document.date),
            dated: document.date,
            speaker: marked.quotation.and_then(|at| speaker(library, at).0),
            words: marked.span.of(&document.text),
            outlet: document.outlet.as_deref(),
            document: &document.name,
            path: document.path.display().to_string(),
            doc: marked.doc,
            start: marked.span.start,
            end: marked.span.end,
        })
    }
}

impl Record for PassageRow<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::words("date", 11, 2),
        Column::words("speaker", 14, 1),
        Column::words("words", 27, 0),
        Column::words("document", 12, 3),
        Column::words("outlet", 10, 4),
    ];
    const FIELDS: &'static [&'static str] = &[
        "date",
        "date_basis",
        "speaker",
        "words",
        "outlet",
        "document",
        "path",
        "start",
        "end",
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            wording::day(self.dated),
            self.speaker.unwrap_or_default().to_owned(),
            self.words.to_owned(),
            self.document.to_owned(),
            self.outlet.unwrap_or_default().to_owned(),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            wording::plain_day(self.date),
            self.date_basis.to_owned(),
            self.speaker.unwrap_or_default().to_owned(),
            self.words.to_owned(),
            self.outlet.unwrap_or_default().to_owned(),
            self.document.to_owned(),
            self.path.clone(),
            self.start.to_string(),
            self.end.to_string(),
        ]
    }

    fn places(&self) -> Vec<(DocId, Span)> {
        let (start, end) = (self.start, self.end);
        vec![(self.doc, Span { start, end })]
    }
}
