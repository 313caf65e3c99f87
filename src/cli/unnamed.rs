//! `onrecord unnamed`: one row for each attribution that rests only on people without a name.

use std::process::ExitCode;

use super::arguments::ScopedArguments;
use super::errors::Error;
use super::filter::Scope;
use super::open;
use super::output::print;
use super::rows::UnnamedRow;

/// Prints them by outlet and date.
pub(crate) fn run(arguments: &ScopedArguments) -> Result<ExitCode, Error> {
    arguments.scope.check()?;
    let opened = open::analysed(&arguments.library)?;
    let library = &opened.library;
    let scope = Scope::new(library, &arguments.scope)?;
    let articles = scope.articles(library, "unnamed");
    let gathered = opened.gathered();
    let statements = &gathered.statements;
    let asked = |at: &crate::library::QuoteRef| {
        let span = library.quotation(*at).map(|quotation| quotation.span);
        articles.inside.binary_search(&at.doc).is_ok()
            && span.is_some_and(|span| scope.is_about(library, at.doc, span))
    };
    let rows: Vec<UnnamedRow<'_>> = library
        .unnamed(statements)
        .into_iter()
        .map(|unnamed| unnamed.at)
        .filter(asked)
        .filter_map(|at| UnnamedRow::new(library, statements, at))
        .collect();
    let title = arguments.scope.title("Sources without a name");
    print(&title, &rows, &opened, arguments.format)?;
    if rows.is_empty() {
        return Err(Error::Nothing(
            "unnamed: whoever is quoted in these articles has a name; ask for less or open others"
                .to_owned(),
        ));
    }
    Ok(ExitCode::SUCCESS)
}
