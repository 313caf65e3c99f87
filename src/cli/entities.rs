//! `onrecord people` and `onrecord organizations`: one row for each of them.

use std::process::ExitCode;

use serde::Serialize;

use crate::engine::EntityKind;
use crate::library::{Entity, Library};

use super::arguments::EntitiesArguments;
use super::errors::Error;
use super::format::{self, Record};
use super::open;
use super::output::{Page, output};
use super::table::Column;

/// Prints the people or the organizations of the library.
pub(crate) fn run(kind: EntityKind, arguments: &EntitiesArguments) -> Result<ExitCode, Error> {
    let library = open::analysed(&arguments.library)?;
    let rows = rows(&library, kind);
    format::write(&rows, arguments.format, Page::of_output(), &mut output())?;
    if rows.is_empty() {
        let (command, what) = match kind {
            EntityKind::Person => ("people", "person"),
            EntityKind::Organization => ("organizations", "organization"),
        };
        return Err(Error::Nothing(format!(
            "{command}: no {what} is named in these articles; open others"
        )));
    }
    Ok(ExitCode::SUCCESS)
}

/// The entities of one kind, those quoted most often first, then those named most often.
fn rows(library: &Library, kind: EntityKind) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = library
        .entities
        .iter()
        .filter(|(_, entity)| entity.kind == kind && !entity.documents.is_empty())
        .map(|(_, entity)| Row::new(entity))
        .collect();
    rows.sort_by(|a, b| {
        (b.quotations, b.mentions)
            .cmp(&(a.quotations, a.mentions))
            .then_with(|| a.name.cmp(b.name))
    });
    rows
}

/// One person or organization.
#[derive(Debug, Serialize)]
struct Row<'l> {
    name: &'l str,
    role: Option<&'l str>,
    quotations: u32,
    mentions: u32,
    documents: usize,
    aliases: &'l [String],
}

impl<'l> Row<'l> {
    fn new(entity: &'l Entity) -> Self {
        Self {
            name: &entity.name,
            role: entity.role.as_deref(),
            quotations: entity.quotations,
            mentions: entity.mentions,
            documents: entity.documents.len(),
            aliases: &entity.aliases,
        }
    }
}

impl Record for Row<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::words("name", 16, 0),
        Column::words("role", 12, 4),
        Column::numbers("quotations", 10, 1),
        Column::numbers("mentions", 8, 2),
        Column::numbers("documents", 9, 3),
    ];
    const FIELDS: &'static [&'static str] = &[
        "name",
        "role",
        "quotations",
        "mentions",
        "documents",
        "aliases",
    ];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.fields();
        cells.truncate(Self::COLUMNS.len());
        cells
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.name.to_owned(),
            self.role.unwrap_or_default().to_owned(),
            self.quotations.to_string(),
            self.mentions.to_string(),
            self.documents.to_string(),
            self.aliases.join("; "),
        ]
    }
}
