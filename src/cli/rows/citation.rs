//! One outlet that a document names as its origin, as a row.

use chrono::NaiveDate;
use serde::Serialize;

use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::cli::wording;
use crate::engine::{BlockKind, Span};
use crate::library::{Dated, DocId, Library, Origin, Origins};

/// One citation.
#[derive(Debug, Serialize)]
pub(crate) struct CitationRow<'l> {
    #[serde(skip)]
    doc: DocId,
    date: Option<NaiveDate>,
    date_basis: &'static str,
    #[serde(skip)]
    dated: Option<Dated>,
    outlet: Option<&'l str>,
    document: &'l str,
    path: String,
    cites: &'l str,
    way: &'static str,
    in_library: usize,
    words: &'l str,
    start: u32,
    end: u32,
}

impl<'l> CitationRow<'l> {
    /// The row of a citation; none when there is no such document.
    pub(crate) fn new(
        library: &'l Library,
        origins: &Origins,
        doc: DocId,
        origin: &'l Origin,
    ) -> Option<Self> {
        let document = library.document(doc)?;
        let block = document
            .blocks
            .iter()
            .find(|block| block.span.overlaps(origin.span) && block.kind != BlockKind::Header);
        Some(Self {
            doc,
            date: document.date.map(|dated| dated.day),
            date_basis: wording::basis(document.date),
            dated: document.date,
            outlet: document.outlet.as_deref(),
            document: &document.name,
            path: document.path.display().to_string(),
            cites: &origin.outlet,
            way: origin.way.name(),
            in_library: origins.documents(&origin.outlet).len(),
            words: block
                .map_or(origin.span, |block| block.span)
                .of(&document.text),
            start: origin.span.start,
            end: origin.span.end,
        })
    }
}

impl Record for CitationRow<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::words("date", 11, 3),
        Column::words("outlet", 14, 1),
        Column::words("document", 12, 4),
        Column::words("cites", 16, 0),
        Column::words("by its", 12, 2),
        Column::words("in the library", 14, 5),
    ];
    const FIELDS: &'static [&'static str] = &[
        "date",
        "date_basis",
        "outlet",
        "document",
        "path",
        "cites",
        "way",
        "in_library",
        "words",
        "start",
        "end",
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            wording::day(self.dated),
            self.outlet.unwrap_or_default().to_owned(),
            self.document.to_owned(),
            self.cites.to_owned(),
            self.way.to_owned(),
            match self.in_library {
                0 => "no".to_owned(),
                1 => "1 document".to_owned(),
                some => format!("{some} documents"),
            },
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            wording::plain_day(self.date),
            self.date_basis.to_owned(),
            self.outlet.unwrap_or_default().to_owned(),
            self.document.to_owned(),
            self.path.clone(),
            self.cites.to_owned(),
            self.way.to_owned(),
            self.in_library.to_string(),
            self.words.to_owned(),
            self.start.to_string(),
            self.end.to_string(),
        ]
    }
    fn places(&self) -> Vec<(DocId, Span)> {
        let (start, end) = (self.start, self.end);
        vec![(self.doc, Span { start, end })]
    }
}
