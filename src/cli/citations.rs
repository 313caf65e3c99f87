//! `onrecord citations`: one row for each outlet that a document names as its origin.

use std::process::ExitCode;

use super::arguments::ScopedArguments;
use super::errors::Error;
use super::filter::Scope;
use super::open;
use super::output::print;
use super::rows::CitationRow;

/// Prints who cites whom, in library order.
pub(crate) fn run(arguments: &ScopedArguments) -> Result<ExitCode, Error> {
    arguments.scope.check()?;
    let opened = open::analysed(&arguments.library)?;
    let library = &opened.library;
    let scope = Scope::new(library, &arguments.scope)?;
    let gathered = opened.gathered();
    let origins = &gathered.origins;
    let articles = scope.articles(library, "citations");
    let rows: Vec<CitationRow<'_>> = articles
        .inside
        .into_iter()
        .flat_map(|doc| origins.of(doc).iter().map(move |origin| (doc, origin)))
        .filter(|(doc, origin)| scope.is_about(library, *doc, origin.span))
        .filter_map(|(doc, origin)| CitationRow::new(library, origins, doc, origin))
        .collect();
    let title = arguments.scope.title("Citations");
    print(&title, &rows, &opened, arguments.format)?;
    if rows.is_empty() {
        return Err(Error::Nothing(
            "citations: no outlet is named as an origin in these articles; ask for less or open others".to_owned(),
        ));
    }
    Ok(ExitCode::SUCCESS)
}
