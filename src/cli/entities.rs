//! `onrecord people` and `onrecord organizations`: one row for each of them.

use std::process::ExitCode;

use crate::engine::EntityKind;
use crate::library;

use super::arguments::EntitiesArguments;
use super::errors::Error;
use super::open;
use super::output::print;
use super::rows::EntityRow;

/// Prints the people or the organizations of the library, those quoted most often first, then those named most often.
pub(crate) fn run(kind: EntityKind, arguments: &EntitiesArguments) -> Result<ExitCode, Error> {
    let opened = open::analysed(&arguments.library)?;
    let entities = opened.library.entities.iter().map(|(_, entity)| entity);
    let mut found: Vec<&library::Entity> = entities
        .filter(|entity| entity.kind == kind && !entity.documents.is_empty())
        .collect();
    found.sort_by(|a, b| {
        (b.quotations, b.mentions)
            .cmp(&(a.quotations, a.mentions))
            .then_with(|| a.name.cmp(&b.name))
    });
    let rows: Vec<EntityRow<'_>> = found.into_iter().map(EntityRow::new).collect();
    let (command, title, what) = match kind {
        EntityKind::Person => ("people", "People", "person"),
        EntityKind::Organization => ("organizations", "Organizations", "organization"),
    };
    print(title, &rows, &opened, arguments.format)?;
    if rows.is_empty() {
        return Err(Error::Nothing(format!(
            "{command}: no {what} is named in these articles; open others"
        )));
    }
    Ok(ExitCode::SUCCESS)
}
