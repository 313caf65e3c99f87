//! The plain list of documents: what the reader gives where there is no screen.

use std::process::ExitCode;

use crate::app::export::Format;

use super::errors::{Error, say};
use super::open;
use super::output;
use super::reader::Options;
use super::rows::DocumentRow;

/// Prints the documents as a plain list.
pub(crate) fn print(options: &Options) -> Result<ExitCode, Error> {
    for problem in &options.problems {
        say(problem);
    }
    let opened = open::Opened::at(&options.place)?;
    let library = &opened.library;
    open::say_problems(library);
    let rows = library
        .ids()
        .filter_map(|doc| DocumentRow::new(library, doc));
    output::print(
        "Documents",
        &rows.collect::<Vec<_>>(),
        &opened,
        Format::Table,
    )?;
    Ok(ExitCode::SUCCESS)
}
