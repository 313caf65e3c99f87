//! One person or organization as a row.

use serde::Serialize;

use crate::cli::formats::Record;
use crate::cli::formats::table::Column;
use crate::cli::speaker::SpeakerKind;
use crate::library;

/// One person or organization.
#[derive(Debug, Serialize)]
pub(crate) struct EntityRow<'l> {
    name: &'l str,
    kind: SpeakerKind,
    role: Option<&'l str>,
    quotations: u32,
    mentions: u32,
    documents: usize,
    aliases: &'l [String],
}

impl<'l> EntityRow<'l> {
    /// The row of a person or organization.
    pub(crate) fn new(entity: &'l library::Entity) -> Self {
        Self {
            name: &entity.name,
            kind: entity.kind.into(),
            role: entity.role.as_deref(),
            quotations: entity.quotations,
            mentions: entity.mentions,
            documents: entity.documents.len(),
            aliases: &entity.aliases,
        }
    }
}

impl Record for EntityRow<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::words("name", 16, 0),
        Column::words("role", 12, 4),
        Column::numbers("quotations", 10, 1),
        Column::numbers("mentions", 8, 2),
        Column::numbers("documents", 9, 3),
    ];
    const FIELDS: &'static [&'static str] = &[
        "name",
        "kind",
        "role",
        "quotations",
        "mentions",
        "documents",
        "aliases",
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.name.to_owned(),
            self.role.unwrap_or_default().to_owned(),
            self.quotations.to_string(),
            self.mentions.to_string(),
            self.documents.to_string(),
        ]
    }
}
