//! `onrecord search`: the passages of all articles that a query asks for.

use std::process::ExitCode;

use crate::library::Query;

use super::arguments::SearchArguments;
use super::errors::{Error, show};
use super::open;
use super::output::print;
use super::rows::PassageRow;

/// Prints one row for each place that is found, in library order.
pub(crate) fn run(arguments: &SearchArguments) -> Result<ExitCode, Error> {
    let query = Query::parse(&arguments.query).map_err(|fault| {
        show(&fault.shown(&arguments.query));
        Error::Usage(format!("search: {fault}"))
    })?;
    let opened = open::analysed(&arguments.library)?;
    let library = &opened.library;
    let limit = arguments.limit.unwrap_or(usize::MAX);
    let sought = library.seek(&query, limit);
    let rows: Vec<PassageRow<'_>> = sought
        .hits
        .iter()
        .filter_map(|hit| PassageRow::new(library, *hit))
        .collect();
    let title = format!("Passages for {}", arguments.query.trim());
    print(&title, &rows, &opened, arguments.format)?;
    if rows.is_empty() {
        return Err(Error::Nothing(
            "search: nothing in the articles is like this; ask for less, or put OR between words"
                .to_owned(),
        ));
    }
    Ok(ExitCode::SUCCESS)
}
