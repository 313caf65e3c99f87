//! One quotation as a row.

use serde::Serialize;

use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::cli::speaker::{SpeakerKind, speaker};
use crate::cli::wording;
use crate::engine::{DOUBTFUL_BELOW, QuotationKind, Rule, Span};
use crate::library::{DocId, Library, QuoteRef, Statements};

use super::{Article, Place};

/// One quotation.
#[derive(Debug, Serialize)]
pub(crate) struct QuotationRow<'l> {
    #[serde(flatten)]
    article: Article<'l>,
    speaker: Option<&'l str>,
    speaker_kind: SpeakerKind,
    kind: QuotationKind,
    words: &'l str,
    title: Option<&'l str>,
    confidence: f64,
    rule: Rule,
    statement: Option<String>,
    #[serde(flatten)]
    place: Place,
}

impl<'l> QuotationRow<'l> {
    /// The row of a quotation; none when there is no such quotation.
    pub(crate) fn new(library: &'l Library, statements: &Statements, at: QuoteRef) -> Option<Self> {
        let document = library.document(at.doc)?;
        let quotation = library.quotation(at)?;
        let (speaker, speaker_kind) = speaker(library, at);
        Some(Self {
            article: Article::of(document),
            speaker,
            speaker_kind,
            kind: quotation.kind,
            words: quotation.span.of(&document.text),
            title: document.title.as_deref(),
            // Three decimals, which JSON and CSV then write alike.
            confidence: (f64::from(quotation.confidence) * 1000.0).round() / 1000.0,
            rule: quotation.rule,
            statement: statements.of(at).map(|id| id.to_string()),
            place: Place::new(at.doc, quotation.span),
        })
    }
}

impl Record for QuotationRow<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::words("date", 11, 2),
        Column::words("speaker", 14, 1),
        Column::words("kind", 8, 4),
        Column::words("words", 27, 0),
        Column::words("document", 12, 3),
        Column::words("outlet", 10, 5),
        Column::numbers("sure", 4, 6),
    ];
    const FIELDS: &'static [&'static str] = &[
        "date",
        "date_basis",
        "speaker",
        "speaker_kind",
        "kind",
        "words",
        "document",
        "title",
        "path",
        "outlet",
        "confidence",
        "rule",
        "statement",
        "start",
        "end",
    ];

    fn cells(&self) -> Vec<String> {
        let doubt = if self.confidence < f64::from(DOUBTFUL_BELOW) && self.speaker.is_some() {
            "? "
        } else {
            ""
        };
        vec![
            self.article.day(),
            format!("{doubt}{}", self.speaker.unwrap_or("unknown")),
            wording::kind(self.kind).to_owned(),
            self.words.to_owned(),
            self.article.document.to_owned(),
            self.article.outlet.unwrap_or_default().to_owned(),
            format!("{:.0}%", self.confidence * 100.0),
        ]
    }

    fn places(&self) -> Vec<(DocId, Span)> {
        vec![self.place.parts()]
    }
}
