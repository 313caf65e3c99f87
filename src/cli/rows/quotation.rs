//! One quotation as a row.

use chrono::NaiveDate;
use serde::Serialize;

use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::cli::speaker::{SpeakerKind, speaker};
use crate::cli::wording;
use crate::engine::{DOUBTFUL_BELOW, QuotationKind, Rule, Span};
use crate::library::{Dated, DocId, Library, QuoteRef, Statements};

/// One quotation.
#[derive(Debug, Serialize)]
pub(crate) struct QuotationRow<'l> {
    #[serde(skip)]
    at: QuoteRef,
    date: Option<NaiveDate>,
    date_basis: &'static str,
    #[serde(skip)]
    dated: Option<Dated>,
    speaker: Option<&'l str>,
    speaker_kind: SpeakerKind,
    kind: QuotationKind,
    words: &'l str,
    document: &'l str,
    title: Option<&'l str>,
    path: String,
    outlet: Option<&'l str>,
    confidence: f32,
    rule: Rule,
    statement: Option<String>,
    start: u32,
    end: u32,
}

impl<'l> QuotationRow<'l> {
    /// The row of a quotation; none when there is no such quotation.
    pub(crate) fn new(library: &'l Library, statements: &Statements, at: QuoteRef) -> Option<Self> {
        let document = library.document(at.doc)?;
        let quotation = library.quotation(at)?;
        let (speaker, speaker_kind) = speaker(library, at);
        Some(Self {
            at,
            date: document.date.map(|dated| dated.day),
            date_basis: wording::basis(document.date),
            dated: document.date,
            speaker,
            speaker_kind,
            kind: quotation.kind,
            words: quotation.span.of(&document.text),
            document: &document.name,
            title: document.title.as_deref(),
            path: document.path.display().to_string(),
            outlet: document.outlet.as_deref(),
            confidence: quotation.confidence,
            rule: quotation.rule,
            statement: statements.of(at).map(|id| id.to_string()),
            start: quotation.span.start,
            end: quotation.span.end,
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
        let doubt = if self.confidence < DOUBTFUL_BELOW && self.speaker.is_some() {
            "? "
        } else {
            ""
        };
        vec![
            wording::day(self.dated),
            format!("{doubt}{}", self.speaker.unwrap_or("unknown")),
            wording::kind(self.kind).to_owned(),
            self.words.to_owned(),
            self.document.to_owned(),
            self.outlet.unwrap_or_default().to_owned(),
            format!("{:.0}%", self.confidence * 100.0),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            wording::plain_day(self.date),
            self.date_basis.to_owned(),
            self.speaker.unwrap_or_default().to_owned(),
            self.speaker_kind.name().to_owned(),
            wording::kind(self.kind).to_owned(),
            self.words.to_owned(),
            self.document.to_owned(),
            self.title.unwrap_or_default().to_owned(),
            self.path.clone(),
            self.outlet.unwrap_or_default().to_owned(),
            self.confidence.to_string(),
            self.rule.name().to_owned(),
            self.statement.clone().unwrap_or_default(),
            self.start.to_string(),
            self.end.to_string(),
        ]
    }
    fn places(&self) -> Vec<(DocId, Span)> {
        let (start, end) = (self.start, self.end);
        vec![(self.at.doc, Span { start, end })]
    }
}
