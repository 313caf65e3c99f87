//! One thing that is new since a visit, as a row.

use serde::Serialize;

use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::cli::speaker::speaker;
use crate::engine::Span;
use crate::library::{DocId, Library, Novelty, QuoteRef, StatementId, first_mention};

use super::Article;

/// One thing that is new.
#[derive(Debug, Serialize)]
pub(crate) struct NewsRow<'l> {
    new: &'static str,
    #[serde(flatten)]
    article: Article<'l>,
    who: Option<&'l str>,
    /// The words said; of an article its title.
    what: Option<&'l str>,
    source: &'l str,
    #[serde(skip)]
    doc: DocId,
    statement: Option<String>,
    start: Option<u32>,
    end: Option<u32>,
}

impl<'l> NewsRow<'l> {
    /// The row of one thing; none when what it is about is not in the library.
    pub(crate) fn new(library: &'l Library, novelty: &Novelty) -> Option<Self> {
        match *novelty {
            Novelty::Statement(id, at) => Self::said(library, "statement", (id, at)),
            Novelty::Wording(id, at) => Self::said(library, "wording", (id, at)),
            Novelty::Person(id, doc) => {
                let start = first_mention(library, id, doc);
                Some(Self {
                    who: Some(&library.entities.get(id)?.name),
                    what: None,
                    start,
                    end: start,
                    ..Self::article(library, "person", doc)?
                })
            }
            Novelty::Edited(doc) => Self::article(library, "edited article", doc),
            Novelty::Silent(doc) => Self::article(library, "article that adds nothing", doc),
        }
    }

    fn article(library: &'l Library, new: &'static str, doc: DocId) -> Option<Self> {
        let document = library.document(doc)?;
        let article = Article::of(document);
        Some(Self {
            new,
            who: None,
            what: Some(document.heading()),
            source: article.source(),
            article,
            doc,
            statement: None,
            start: None,
            end: None,
        })
    }

    fn said(
        library: &'l Library,
        new: &'static str,
        (id, at): (StatementId, QuoteRef),
    ) -> Option<Self> {
        let span = library.quotation(at)?.span;
        Some(Self {
            who: speaker(library, at).0,
            what: Some(super::words(library, at)),
            statement: Some(id.to_string()),
            start: Some(span.start),
            end: Some(span.end),
            ..Self::article(library, new, at.doc)?
        })
    }
}

impl Record for NewsRow<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::words("new", 10, 1),
        Column::words("date", 11, 3),
        Column::words("who", 14, 2),
        Column::words("what", 27, 0),
        Column::words("source", 12, 1),
    ];
    const FIELDS: &'static [&'static str] = &[
        "new",
        "date",
        "date_basis",
        "who",
        "what",
        "source",
        "document",
        "path",
        "statement",
        "start",
        "end",
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.new.to_owned(),
            self.article.day(),
            self.who.unwrap_or_default().to_owned(),
            self.what.unwrap_or_default().to_owned(),
            self.source.to_owned(),
        ]
    }

    fn places(&self) -> Vec<(DocId, Span)> {
        let place = self.start.zip(self.end);
        let place = place.map(|(start, end)| (self.doc, Span { start, end }));
        place
            .into_iter()
            .filter(|(_, span)| span.start < span.end)
            .collect()
    }
}
