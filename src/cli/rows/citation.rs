//! One outlet that a document names as its origin, as a row.

use serde::Serialize;

use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::engine::{BlockKind, Span};
use crate::library::{DocId, Library, Origin, Origins};

use super::{Article, Place};

/// One citation.
#[derive(Debug, Serialize)]
pub(crate) struct CitationRow<'l> {
    #[serde(flatten)]
    article: Article<'l>,
    cites: &'l str,
    way: &'static str,
    in_library: usize,
    words: &'l str,
    #[serde(flatten)]
    place: Place,
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
            article: Article::of(document),
            cites: &origin.outlet,
            way: origin.way.name(),
            in_library: origins.documents(&origin.outlet).len(),
            words: block
                .map_or(origin.span, |block| block.span)
                .of(&document.text),
            place: Place::new(doc, origin.span),
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
            self.article.day(),
            self.article.outlet.unwrap_or_default().to_owned(),
            self.article.document.to_owned(),
            self.cites.to_owned(),
            self.way.to_owned(),
            match self.in_library {
                0 => "no".to_owned(),
                1 => "1 document".to_owned(),
                some => format!("{some} documents"),
            },
        ]
    }

    fn places(&self) -> Vec<(DocId, Span)> {
        vec![self.place.parts()]
    }
}
