//! `onrecord unnamed`: one row for each attribution that rests only on people without a name.

use std::process::ExitCode;

use chrono::NaiveDate;
use serde::Serialize;

use crate::library::{Dated, Library, Statements, Unnamed};

use super::arguments::EntitiesArguments;
use super::errors::Error;
use super::format::{self, Record};
use super::open;
use super::output::{Page, output};
use super::table::Column;
use super::wording;

/// Prints them by outlet and date.
pub(crate) fn run(arguments: &EntitiesArguments) -> Result<ExitCode, Error> {
    let library = open::analysed(&arguments.library)?;
    let statements = Statements::gather(&library);
    let found = library.unnamed(&statements);
    let rows: Vec<Row<'_>> = found
        .iter()
        .filter_map(|unnamed| Row::new(&library, &statements, *unnamed))
        .collect();
    format::write(&rows, arguments.format, Page::of_output(), &mut output())?;
    if rows.is_empty() {
        return Err(Error::Nothing(
            "unnamed: whoever is quoted in these articles has a name; open others".to_owned(),
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// One attribution.
#[derive(Debug, Serialize)]
struct Row<'l> {
    outlet: Option<&'l str>,
    date: Option<NaiveDate>,
    date_basis: &'static str,
    #[serde(skip)]
    dated: Option<Dated>,
    source: &'l str,
    words: &'l str,
    document: &'l str,
    path: String,
    statement: Option<String>,
    start: u32,
    end: u32,
}

impl<'l> Row<'l> {
    fn new(library: &'l Library, statements: &Statements, unnamed: Unnamed) -> Option<Self> {
        let document = library.document(unnamed.at.doc)?;
        let span = library.quotation(unnamed.at)?.span;
        Some(Self {
            outlet: document.outlet.as_deref(),
            date: document.date.map(|dated| dated.day),
            date_basis: wording::basis(document.date),
            dated: document.date,
            source: library.source_words(unnamed.at)?,
            words: span.of(&document.text),
            document: &document.name,
            path: document.path.display().to_string(),
            statement: statements.of(unnamed.at).map(|id| id.to_string()),
            start: span.start,
            end: span.end,
        })
    }
}

impl Record for Row<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::words("outlet", 12, 2),
        Column::words("date", 11, 3),
        Column::words("source", 20, 0),
        Column::words("words", 27, 1),
        Column::words("document", 12, 4),
    ];
    const FIELDS: &'static [&'static str] = &[
        "outlet",
        "date",
        "date_basis",
        "source",
        "words",
        "document",
        "path",
        "statement",
        "start",
        "end",
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.outlet.unwrap_or_default().to_owned(),
            wording::day(self.dated),
            self.source.to_owned(),
            self.words.to_owned(),
            self.document.to_owned(),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.outlet.unwrap_or_default().to_owned(),
            wording::plain_day(self.date),
            self.date_basis.to_owned(),
            self.source.to_owned(),
            self.words.to_owned(),
            self.document.to_owned(),
            self.path.clone(),
            self.statement.clone().unwrap_or_default(),
            self.start.to_string(),
            self.end.to_string(),
        ]
    }
}
