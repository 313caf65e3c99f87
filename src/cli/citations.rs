//! `onrecord citations`: one row for each outlet that a document names as its origin.

use std::process::ExitCode;

use chrono::NaiveDate;
use serde::Serialize;

use crate::engine::BlockKind;
use crate::library::{Dated, DocId, Library, Origin, Origins};

use super::arguments::EntitiesArguments;
use super::errors::Error;
use super::format::{self, Record};
use super::open;
use super::output::{Page, output};
use super::table::Column;
use super::wording;

/// Prints who cites whom, in library order.
pub(crate) fn run(arguments: &EntitiesArguments) -> Result<ExitCode, Error> {
    let library = open::analysed(&arguments.library)?;
    let origins = Origins::gather(&library);
    let rows: Vec<Row<'_>> = library
        .ids()
        .flat_map(|doc| origins.of(doc).iter().map(move |origin| (doc, origin)))
        .filter_map(|(doc, origin)| Row::new(&library, &origins, doc, origin))
        .collect();
    format::write(&rows, arguments.format, Page::of_output(), &mut output())?;
    if rows.is_empty() {
        return Err(Error::Nothing(
            "citations: no outlet is named as an origin in these articles; open others".to_owned(),
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// One citation.
#[derive(Debug, Serialize)]
struct Row<'l> {
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

impl<'l> Row<'l> {
    fn new(
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

impl Record for Row<'_> {
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
}
