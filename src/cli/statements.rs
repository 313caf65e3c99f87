//! `onrecord statements`: one row for each utterance, however many documents report it.

use std::collections::BTreeSet;
use std::process::ExitCode;

use crate::library::{StatementId, Statements};

use super::arguments::QuotesArguments;
use super::errors::Error;
use super::filter::{self, Found};
use super::open;
use super::output::print;
use super::rows::StatementRow;

/// Prints the statements of which a quotation was asked for, the first to appear first.
pub(crate) fn run(arguments: &QuotesArguments) -> Result<ExitCode, Error> {
    arguments.selection.scope.check()?;
    let opened = open::analysed(&arguments.library)?;
    let library = &opened.library;
    let found = filter::select(library, &arguments.selection, "statements")?;
    let gathered = opened.gathered();
    let statements = &gathered.statements;
    let mut rows: Vec<StatementRow<'_>> = asked(&found, statements)
        .into_iter()
        .filter_map(|id| StatementRow::new(library, id, statements.get(id)?))
        .collect();
    rows.sort_by_key(|row| row.order);
    let title = arguments.selection.title("Statements");
    print(&title, &rows, &opened, arguments.format)?;
    if rows.is_empty() {
        return Err(found.nothing(&arguments.selection, "statements"));
    }
    Ok(ExitCode::SUCCESS)
}

/// The statements that the quotations report.
pub(crate) fn asked(found: &Found, statements: &Statements) -> BTreeSet<StatementId> {
    let quotations = found.quotations.iter();
    quotations.filter_map(|at| statements.of(*at)).collect()
}
