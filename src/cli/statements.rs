//! `onrecord statements`: one row for each utterance, however many documents report it.

use std::collections::HashSet;
use std::process::ExitCode;

use chrono::NaiveDate;
use serde::Serialize;

use crate::library::{
    Dated, Library, QuoteRef, Statement, StatementId, Statements, Telling, Variant, Wording,
    appeared,
};

use super::arguments::QuotesArguments;
use super::errors::Error;
use super::format::{self, Record};
use super::open;
use super::output::{Page, output};
use super::quotes;
use super::speaker::{SpeakerKind, speaker};
use super::table::Column;
use super::wording;

/// Prints the statements of which a quotation was asked for, the first to appear first.
pub(crate) fn run(arguments: &QuotesArguments) -> Result<ExitCode, Error> {
    quotes::check_days(arguments)?;
    let library = open::analysed(&arguments.library)?;
    let found = quotes::select(&library, arguments, "statements")?;
    let statements = Statements::gather(&library);
    let asked: HashSet<StatementId> = found
        .quotations
        .iter()
        .filter_map(|at| statements.of(*at))
        .collect();
    let mut rows: Vec<Row<'_>> = statements
        .iter()
        .filter(|(id, _)| asked.contains(id))
        .filter_map(|(id, statement)| Row::new(&library, id, statement))
        .collect();
    rows.sort_by_key(|row| (row.appeared.unwrap_or(NaiveDate::MAX), row.id));
    format::write(&rows, arguments.format, Page::of_output(), &mut output())?;
    if rows.is_empty() {
        return Err(Error::Nothing(quotes::nothing(
            &found,
            arguments,
            "statements",
        )));
    }
    Ok(ExitCode::SUCCESS)
}

/// One utterance.
#[derive(Debug, Serialize)]
struct Row<'l> {
    #[serde(skip)]
    id: StatementId,
    #[serde(skip)]
    appeared: Option<NaiveDate>,
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
    start: u32,
    end: u32,
}

impl<'l> Row<'l> {
    fn new(library: &'l Library, id: StatementId, statement: &Statement) -> Option<Self> {
        let first = library.document(statement.first()?.doc)?;
        let (speaker, speaker_kind) = match statement.speaker {
            Some(at) => speaker(library, at),
            None => (None, SpeakerKind::Unknown),
        };
        Some(Self {
            id,
            appeared: appeared(library, statement.first()?.doc),
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
            tells: statement.tells().into_iter().map(Telling::name).collect(),
            disputed: statement.is_disputed(),
            variants: statement
                .variants
                .iter()
                .filter_map(|variant| Reported::new(library, variant))
                .collect(),
        })
    }
}

impl<'l> Reported<'l> {
    fn new(library: &'l Library, variant: &Variant) -> Option<Self> {
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
            start: span.start,
            end: span.end,
        })
    }
}

fn words(library: &Library, at: QuoteRef) -> &str {
    let found = library.document(at.doc).zip(library.quotation(at));
    found.map_or("", |(document, quotation)| {
        quotation.span.of(&document.text)
    })
}

impl Record for Row<'_> {
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

    fn fields(&self) -> Vec<String> {
        vec![
            self.statement.clone(),
            self.speaker.unwrap_or_default().to_owned(),
            self.speaker_kind.name().to_owned(),
            self.words.to_owned(),
            self.outlets.to_string(),
            self.documents.to_string(),
            wording::plain_day(self.first_date),
            self.first_date_basis.to_owned(),
            self.first_outlet.unwrap_or_default().to_owned(),
            self.first_document.to_owned(),
            self.differs.to_string(),
            self.tells.join("; "),
            self.disputed.to_string(),
        ]
    }
}
