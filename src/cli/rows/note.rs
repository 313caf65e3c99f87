//! One passage that the reader marked, with what they wrote about it, as a row.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::app::export::Noted;
use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::cli::speaker::speaker;
use crate::cli::wording;
use crate::engine::Span;
use crate::library::{Dated, DocId, Library, tags};

/// One passage.
#[derive(Debug, Serialize)]
pub(crate) struct NoteRow<'l> {
    date: Option<NaiveDate>,
    date_basis: &'static str,
    #[serde(skip)]
    dated: Option<Dated>,
    speaker: Option<&'l str>,
    words: &'l str,
    note: Option<&'l str>,
    tags: Vec<&'l str>,
    by: Option<&'l str>,
    written: Option<DateTime<Utc>>,
    outlet: Option<&'l str>,
    document: &'l str,
    path: Option<String>,
    #[serde(skip)]
    doc: Option<DocId>,
    start: Option<u32>,
    end: Option<u32>,
}

impl<'l> NoteRow<'l> {
    /// The row of a passage. One whose words are gone from the articles keeps them, without a place.
    pub(crate) fn new(library: &'l Library, noted: &Noted) -> Option<Self> {
        let note = noted.note.as_deref();
        let note = note.and_then(|id| library.annotation(id));
        let passage = noted.passage;
        let document = passage.and_then(|passage| library.document(passage.doc));
        let place = document.zip(passage);
        let (words, name) = match (place, &note) {
            (Some((document, passage)), _) => (passage.span.of(&document.text), &*document.name),
            (None, Some(note)) => (note.words, note.document),
            (None, None) => return None,
        };
        let text = note.as_ref().map(|note| note.text);
        Some(Self {
            date: document.and_then(|document| Some(document.date?.day)),
            date_basis: wording::basis(document.and_then(|document| document.date)),
            dated: document.and_then(|document| document.date),
            speaker: passage
                .and_then(|passage| passage.quotation)
                .and_then(|at| speaker(library, at).0),
            words,
            note: text,
            tags: tags(text.unwrap_or_default()).collect(),
            by: note.as_ref().map(|note| note.by),
            written: note.as_ref().map(|note| note.at),
            outlet: document.and_then(|document| document.outlet.as_deref()),
            document: name,
            path: document.map(|document| document.path.display().to_string()),
            doc: place.map(|(_, passage)| passage.doc),
            start: place.map(|(_, passage)| passage.span.start),
            end: place.map(|(_, passage)| passage.span.end),
        })
    }
}

impl Record for NoteRow<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::words("date", 11, 3),
        Column::words("speaker", 14, 2),
        Column::words("words", 27, 0),
        Column::words("note", 20, 1),
        Column::words("document", 12, 4),
        Column::words("outlet", 10, 5),
    ];
    const FIELDS: &'static [&'static str] = &[
        "date",
        "date_basis",
        "speaker",
        "words",
        "note",
        "tags",
        "by",
        "written",
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
            self.note.unwrap_or_default().to_owned(),
            self.document.to_owned(),
            self.outlet.unwrap_or_default().to_owned(),
        ]
    }

    fn places(&self) -> Vec<(DocId, Span)> {
        let span = self.start.zip(self.end);
        let span = span.map(|(start, end)| Span { start, end });
        self.doc.zip(span).into_iter().collect()
    }
}
