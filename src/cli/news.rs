//! `onrecord news`: what is new since the last visit, one row each. It is no visit itself.

use std::process::ExitCode;

use crate::app::overlay::NewsPage;

use super::arguments::EntitiesArguments;
use super::errors::Error;
use super::open;
use super::output::print;
use super::rows::NewsRow;

/// Prints what is new, kind by kind.
pub(crate) fn run(arguments: &EntitiesArguments) -> Result<ExitCode, Error> {
    let opened = open::analysed(&arguments.library)?;
    let mut app = opened.remembered();
    if app.keeper.visits.over.is_empty() {
        return Err(Error::Nothing(
            "news: you have not read these articles yet; open them once, and what comes later is new"
                .to_owned(),
        ));
    }
    app.derived.gathered = Some(opened.gathered());
    let page = NewsPage::open(&app).map_err(|why| Error::Nothing(format!("news: {why}")))?;
    let rows: Vec<NewsRow<'_>> = page
        .entries
        .iter()
        .filter_map(|one| NewsRow::new(&opened.library, one))
        .collect();
    print(&page.title(&app), &rows, &opened, arguments.format)?;
    Ok(ExitCode::SUCCESS)
}
