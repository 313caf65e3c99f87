//! The plain list of documents: what the reader gives where there is no screen.

use std::process::ExitCode;

use serde::Serialize;

use crate::library::{Document, Library};

use super::arguments::Format;
use super::errors::{Error, say};
use super::format::{self, Record};
use super::open;
use super::output::{Page, output};
use super::reader::Options;
use super::table::Column;
use super::wording;

/// Prints the documents as a plain list.
pub(crate) fn print(options: &Options) -> Result<ExitCode, Error> {
    for problem in &options.problems {
        say(problem);
    }
    let library = open::opened(&options.paths)?;
    open::say_problems(&library);
    let rows = rows(&library);
    format::write(&rows, Format::Table, Page::of_output(), &mut output())?;
    Ok(ExitCode::SUCCESS)
}

fn rows(library: &Library) -> Vec<Row<'_>> {
    library
        .documents
        .iter()
        .map(|document| Row { document })
        .collect()
}

/// One document of the list.
#[derive(Debug)]
struct Row<'l> {
    document: &'l Document,
}

impl Serialize for Row<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.fields())
    }
}

impl Record for Row<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::words("date", 11, 1),
        Column::words("title", 30, 0),
        Column::words("outlet", 10, 3),
        Column::words("path", 20, 2),
    ];
    const FIELDS: &'static [&'static str] = &["date", "title", "outlet", "path"];

    fn cells(&self) -> Vec<String> {
        self.fields()
    }

    fn fields(&self) -> Vec<String> {
        let document = self.document;
        vec![
            wording::day(document.date),
            document.heading().to_owned(),
            document.outlet.clone().unwrap_or_default(),
            document.path.display().to_string(),
        ]
    }
}
