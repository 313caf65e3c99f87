//! `onrecord quotes`: one row for each quotation.

use std::process::ExitCode;

use super::arguments::QuotesArguments;
use super::errors::Error;
use super::filter;
use super::open;
use super::output::print;
use super::rows::QuotationRow;

/// Prints the quotations that were asked for.
pub(crate) fn run(arguments: &QuotesArguments) -> Result<ExitCode, Error> {
    arguments.selection.scope.check()?;
    let opened = open::analysed(&arguments.library)?;
    let library = &opened.library;
    let found = filter::select(library, &arguments.selection, "quotes")?;
    let gathered = opened.gathered();
    let statements = &gathered.statements;
    let rows: Vec<QuotationRow<'_>> = found
        .quotations
        .iter()
        .filter_map(|at| QuotationRow::new(library, statements, *at))
        .collect();
    let title = arguments.selection.title("Quotations");
    print(&title, &rows, &opened, arguments.format)?;
    if rows.is_empty() {
        return Err(found.nothing(&arguments.selection, "quotes"));
    }
    Ok(ExitCode::SUCCESS)
}
