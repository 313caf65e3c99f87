//! `onrecord chronology`: what was said, by date, with how sure each date is.

use std::process::ExitCode;

use crate::app::export::Marked;

use super::arguments::QuotesArguments;
use super::errors::Error;
use super::output::print;
use super::rows::EventRow;
use super::{filter, open, statements};

/// Prints each statement of which a quotation was asked for where it appeared first, the oldest on top.
pub(crate) fn run(arguments: &QuotesArguments) -> Result<ExitCode, Error> {
    arguments.selection.scope.check()?;
    let opened = open::analysed(&arguments.library)?;
    let library = &opened.library;
    let found = filter::select(library, &arguments.selection, "chronology")?;
    let gathered = opened.gathered();
    let gathered = &gathered.statements;
    let mut rows: Vec<EventRow<'_>> = statements::asked(&found, gathered)
        .into_iter()
        .filter_map(|id| {
            let first = gathered.get(id)?.first()?;
            EventRow::new(library, gathered, Marked::quotation(library, first)?)
        })
        .collect();
    rows.sort_by_key(|row| row.order);
    let title = arguments.selection.title("Chronology");
    print(&title, &rows, &opened, arguments.format)?;
    if rows.is_empty() {
        return Err(found.nothing(&arguments.selection, "chronology"));
    }
    Ok(ExitCode::SUCCESS)
}
