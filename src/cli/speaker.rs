//! Who said a quotation, in the words that all commands print.

use serde::Serialize;

use crate::engine::{EntityKind, Speaker};
use crate::library::{Library, QuoteRef};

/// What kind of speaker it is, in the words of JSON and CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SpeakerKind {
    /// One human being with a name.
    Person,
    /// A body with a name.
    Organization,
    /// Somebody without a name.
    Unnamed,
    /// Nobody knows.
    Unknown,
}

impl From<EntityKind> for SpeakerKind {
    fn from(kind: EntityKind) -> Self {
        match kind {
            EntityKind::Person => Self::Person,
            EntityKind::Organization => Self::Organization,
        }
    }
}

/// The speaker's full name across the library, or the words of the source for somebody unnamed; none when unknown.
pub(crate) fn speaker(library: &Library, at: QuoteRef) -> (Option<&str>, SpeakerKind) {
    if let Some(entity) = library.speaker(at).and_then(|id| library.entities.get(id)) {
        return (Some(&entity.name), entity.kind.into());
    }
    match library.quotation(at).map(|quotation| &quotation.speaker) {
        // Before the entities are merged a document's own name serves.
        Some(Speaker::Entity(local)) => library
            .analysis(at.doc)
            .and_then(|analysis| analysis.entity(*local))
            .map_or((None, SpeakerKind::Unknown), |entity| {
                (Some(&entity.name), entity.kind.into())
            }),
        Some(Speaker::Unnamed(words)) => (Some(words), SpeakerKind::Unnamed),
        Some(Speaker::Unknown) | None => (None, SpeakerKind::Unknown),
    }
}
