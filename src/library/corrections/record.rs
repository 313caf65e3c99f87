//! One correction, as a line of the log keeps it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::engine::EntityKind;

use super::Anchor;

/// A person or organization by its full name. Names, not numbers, stand in the log: they mean the same for everybody and
/// for every version of the engine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Name {
    /// The full name: `Mara Lindqvist`.
    pub name: String,
    /// Person or organization.
    pub kind: EntityKind,
}

/// What the reader knows better.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Repair {
    /// These words were said by somebody; by nobody who can be told when there is no speaker.
    Speaker {
        /// The quotation.
        place: Anchor,
        /// Who said it.
        speaker: Option<Name>,
    },
    /// The reader looked at the attribution and could not decide. It changes nothing but the review, which asks no more.
    Unsure {
        /// The quotation.
        place: Anchor,
    },
    /// These words are a quotation, or are none.
    Quotation {
        /// The words.
        place: Anchor,
        /// Whether they are one.
        is: bool,
    },
    /// Two names mean one person or organization, known by the second name.
    Same {
        /// The name that is given up.
        one: Name,
        /// The name that stays.
        other: Name,
    },
    /// Two names never mean the same person or organization.
    Different {
        /// One.
        one: Name,
        /// The other.
        other: Name,
    },
    /// A person or organization is called otherwise.
    Rename {
        /// The name found.
        name: Name,
        /// The name to show.
        to: String,
    },
    /// What was taken for a person is an organization, or the other way round.
    Kind {
        /// The name found.
        name: Name,
        /// What it is.
        kind: EntityKind,
    },
    /// Words that were taken for a name are none.
    NoName {
        /// The words.
        name: Name,
    },
    /// One place of a text names somebody else than was found.
    Mention {
        /// The place.
        place: Anchor,
        /// Whom it names.
        name: Name,
    },
    /// The day of a document; none when it is not known.
    Date {
        /// The document, by its path below the library.
        document: String,
        /// The day.
        day: Option<NaiveDate>,
    },
    /// The outlet of a document; none when it is not known.
    Outlet {
        /// The document, by its path below the library.
        document: String,
        /// The outlet.
        outlet: Option<String>,
    },
    /// The title of a document; none when it has no headline.
    Title {
        /// The document, by its path below the library.
        document: String,
        /// The title.
        title: Option<String>,
    },
    /// What the reader writes about a passage. It changes nothing of what was found.
    Note {
        /// The passage.
        place: Anchor,
        /// What is written; words that begin with `#` are tags.
        text: String,
    },
    /// The correction that this one replaces is taken back, and nothing stands in its place.
    Undo,
}

/// One line of the log: a change with who made it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Sixteen hexadecimal digits that no other correction has.
    pub id: String,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Who made it, as the system calls them.
    pub by: String,
    /// The earlier corrections that its author saw and that it takes the place of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<String>,
    /// That of the text of the document that it is about, as sixteen hexadecimal digits: see [`crate::library::fingerprint`]. A
    /// file that was renamed is known by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// What it changes.
    #[serde(flatten)]
    pub change: Repair,
}

impl Correction {
    /// The same line for a library in which documents are called otherwise: `name` tells how, where it knows.
    pub(crate) fn called(&self, name: impl Fn(&str) -> Option<String>) -> Self {
        let mut line = self.clone();
        if let Some(document) = line.change.document_mut()
            && let Some(other) = name(document)
        {
            *document = other;
        }
        line
    }
}

/// What a change is about. Two changes about one thing cannot both hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Target {
    Speaker(Anchor),
    Quotation(Anchor),
    Mention(Anchor),
    Pair(Name, Name),
    /// The name itself: what it is called, its kind, whether it is one.
    Called(Name),
    Kind(Name),
    Exists(Name),
    Date(String),
    Outlet(String),
    Title(String),
}

impl Repair {
    /// What the change is about; nothing for one that only takes back.
    pub(super) fn target(&self) -> Option<Target> {
        Some(match self {
            Self::Speaker { place, .. } | Self::Unsure { place } => Target::Speaker(place.clone()),
            Self::Quotation { place, .. } => Target::Quotation(place.clone()),
            Self::Mention { place, .. } => Target::Mention(place.clone()),
            Self::Same { one, other } | Self::Different { one, other } => {
                let (first, second) = if one <= other {
                    (one, other)
                } else {
                    (other, one)
                };
                Target::Pair(first.clone(), second.clone())
            }
            Self::Rename { name, .. } => Target::Called(name.clone()),
            Self::Kind { name, .. } => Target::Kind(name.clone()),
            Self::NoName { name } => Target::Exists(name.clone()),
            Self::Date { document, .. } => Target::Date(document.clone()),
            Self::Outlet { document, .. } => Target::Outlet(document.clone()),
            Self::Title { document, .. } => Target::Title(document.clone()),
            // Of several notes on one passage each holds.
            Self::Note { .. } | Self::Undo => return None,
        })
    }

    /// The place in a text that the change is about, if it is about one.
    pub fn place(&self) -> Option<&Anchor> {
        match self {
            Self::Speaker { place, .. }
            | Self::Unsure { place }
            | Self::Quotation { place, .. }
            | Self::Mention { place, .. }
            | Self::Note { place, .. } => Some(place),
            _ => None,
        }
    }

    /// The name of the document that the change is about, to be changed.
    pub(super) fn document_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Date { document, .. }
            | Self::Outlet { document, .. }
            | Self::Title { document, .. } => Some(document),
            Self::Speaker { place, .. }
            | Self::Unsure { place }
            | Self::Quotation { place, .. }
            | Self::Mention { place, .. }
            | Self::Note { place, .. } => Some(&mut place.document),
            _ => None,
        }
    }

    /// The document that the change is about, if it is about a single one.
    pub fn document(&self) -> Option<&str> {
        match self {
            Self::Date { document, .. }
            | Self::Outlet { document, .. }
            | Self::Title { document, .. } => Some(document),
            _ => self.place().map(|place| place.document.as_str()),
        }
    }
}
