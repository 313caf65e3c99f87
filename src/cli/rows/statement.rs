//! One utterance as a row.

use chrono::NaiveDate;
use serde::Serialize;

use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::cli::speaker::{SpeakerKind, speaker};
use crate::cli::wording;
use crate::engine::Span;
use crate::library::{
    Compared, Dated, DocId, Library, Statement, StatementId, Telling, Variant, Wording, appeared,
    words_of,
};

use super::words;

/// One utterance.
#[derive(Debug, Serialize)]
pub(crate) struct StatementRow<'l> {
    /// Its place in the list by date.
    #[serde(skip)]
    pub(crate) order: (NaiveDate, StatementId),
    #[serde(skip)]
    dated: Option<Dated>,
    statement: String,
    speaker: Option<&'l str>,
    speaker_kind: SpeakerKind,
    words: &'l str,
    outlets: usize,
    documents: usize,
    first_date: Option<NaiveDate>,
    first_date_basis: &'static str,
    first_outlet: Option<&'l str>,
    first_document: &'l str,
    differs: bool,
    tells: Vec<&'static str>,
    disputed: bool,
    variants: Vec<Reported<'l>>,
}

/// One quotation that reports it.
#[derive(Debug, Serialize)]
struct Reported<'l> {
    date: Option<NaiveDate>,
    date_basis: &'static str,
    outlet: Option<&'l str>,
    document: &'l str,
    path: String,
    speaker: Option<&'l str>,
    dissents: bool,
    words: &'l str,
    wording: &'static str,
    difference: Option<String>,
    #[serde(skip)]
    doc: DocId,
    start: u32,
    end: u32,
}

impl<'l> StatementRow<'l> {
    /// The row of an utterance; none when nobody reports it.
    pub(crate) fn new(
        library: &'l Library,
        id: StatementId,
        statement: &Statement,
    ) -> Option<Self> {
        let first = library.document(statement.first()?.doc)?;
        let (speaker, speaker_kind) = match statement.speaker {
            Some(at) => speaker(library, at),
            None => (None, SpeakerKind::Unknown),
        };
        Some(Self {
            order: (
                appeared(library, statement.first()?.doc).unwrap_or(NaiveDate::MAX),
                id,
            ),
            dated: first.date,
            statement: id.to_string(),
            speaker,
            speaker_kind,
            words: words(library, statement.fullest()?),
            outlets: statement.outlets(library),
            documents: statement.documents().len(),
            first_date: first.date.map(|dated| dated.day),
            first_date_basis: wording::basis(first.date),
            first_outlet: first.outlet.as_deref(),
            first_document: &first.name,
            differs: statement.differs(),
            tells: statement.tells().iter().map(Telling::name).collect(),
            disputed: statement.is_disputed(),
            variants: statement
                .variants
                .iter()
                .filter_map(|variant| Reported::new(library, statement, variant))
                .collect(),
        })
    }
}

impl<'l> Reported<'l> {
    fn new(library: &'l Library, of: &Statement, variant: &Variant) -> Option<Self> {
        let document = library.document(variant.at.doc)?;
        let span = library.quotation(variant.at)?.span;
        Some(Self {
            date: document.date.map(|dated| dated.day),
            date_basis: wording::basis(document.date),
            outlet: document.outlet.as_deref(),
            document: &document.name,
            path: document.path.display().to_string(),
            speaker: speaker(library, variant.at).0,
            dissents: variant.dissents,
            words: words(library, variant.at),
            wording: match variant.wording {
                Wording::Same => "same",
                Wording::Cut => "cut",
                Wording::Differs | Wording::Tells(_) => "differs",
            },
            difference: difference(library, of, variant),
            doc: variant.at.doc,
            start: span.start,
            end: span.end,
        })
    }
}

/// How the words of a report differ from the fullest ones, where something else is said: `We will [omitted: not] sail`.
fn difference(library: &Library, of: &Statement, variant: &Variant) -> Option<String> {
    if !variant.wording.differs() {
        return None;
    }
    let full = of.fullest()?;
    let texts = (
        &library.document(full.doc)?.text,
        &library.document(variant.at.doc)?.text,
    );
    let (was, is) = (words_of(library, full), words_of(library, variant.at));
    let compared = Compared::new((texts.0, &was), (texts.1, &is));
    Some(super::aligned(&compared))
}

impl Record for StatementRow<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::words("first seen", 11, 2),
        Column::words("speaker", 14, 1),
        Column::words("words", 27, 0),
        Column::numbers("outlets", 7, 3),
        Column::words("≠", 2, 4),
        Column::words("first in", 12, 5),
    ];
    const FIELDS: &'static [&'static str] = &[
        "statement",
        "speaker",
        "speaker_kind",
        "words",
        "outlets",
        "documents",
        "first_date",
        "first_date_basis",
        "first_outlet",
        "first_document",
        "differs",
        "tells",
        "disputed",
    ];

    fn cells(&self) -> Vec<String> {
        let doubt = if self.disputed { "? " } else { "" };
        vec![
            wording::day(self.dated),
            format!("{doubt}{}", self.speaker.unwrap_or("unknown")),
            self.words.to_owned(),
            self.outlets.to_string(),
            match (self.differs, self.tells.is_empty()) {
                (false, _) => String::new(),
                (true, true) => "≠".to_owned(),
                (true, false) => "≠!".to_owned(),
            },
            self.first_outlet.unwrap_or(self.first_document).to_owned(),
        ]
    }

    fn places(&self) -> Vec<(DocId, Span)> {
        let place = |report: &Reported<'_>| {
            let (start, end) = (report.start, report.end);
            (report.doc, Span { start, end })
        };
        self.variants.iter().map(place).collect()
    }

    /// Every report whose words differ.
    fn remarks(&self) -> Vec<String> {
        let differs = |report: &Reported<'_>| {
            let difference = report.difference.as_deref()?;
            let source = report.outlet.unwrap_or(report.document);
            Some(format!("{source}: {difference}"))
        };
        self.variants.iter().filter_map(differs).collect()
    }
}
