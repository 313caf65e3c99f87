//! A change as a sentence for the reader.

use crate::engine::EntityKind;

use super::record::{Name, Repair};

/// So many characters of a quotation are repeated.
const WORDS: usize = 48;

impl Repair {
    /// What the change says, without a full stop: `Ida Holm said “It sails tomorrow,”`.
    pub fn sentence(&self) -> String {
        let words = || {
            self.place()
                .map_or_else(String::new, |place| short(&place.words))
        };
        match self {
            Self::Speaker { speaker, .. } => match speaker {
                Some(name) => format!("{} said {}", name.name, words()),
                None => format!("Nobody knows who said {}", words()),
            },
            Self::Unsure { .. } => format!("It is open who said {}", words()),
            Self::Quotation { is: true, .. } => format!("{} is a quotation", words()),
            Self::Quotation { is: false, .. } => format!("{} is no quotation", words()),
            Self::Same { one, other } => format!("{} is {}", one.name, other.name),
            Self::Different { one, other } => {
                format!("{} and {} are never the same", one.name, other.name)
            }
            Self::Rename { name, to } => format!("{} is called {to}", name.name),
            Self::Kind { name, kind } => match kind {
                EntityKind::Person => format!("{} is a person", name.name),
                EntityKind::Organization => format!("{} is an organization", name.name),
            },
            Self::NoName { name } => format!("{} is not a name", name.name),
            Self::Mention { place, name } => mention(&place.words, &place.document, name),
            Self::Date { document, day } => match day {
                Some(day) => format!("{document} is of {day}"),
                None => format!("The day of {document} is not known"),
            },
            Self::Outlet { document, outlet } => match outlet {
                Some(outlet) => format!("{document} was published by {outlet}"),
                None => format!("The outlet of {document} is not known"),
            },
            Self::Title { document, title } => match title {
                Some(title) => format!("{document} is titled {}", short(title)),
                None => format!("{document} has no title"),
            },
            Self::Note { text, .. } => format!("Noted: {}", short(text)),
            Self::Undo => "An earlier correction is taken back".to_owned(),
        }
    }
}

fn mention(words: &str, document: &str, name: &Name) -> String {
    format!("{} in {document} is {}", short(words), name.name)
}

/// The beginning of some words, in one line.
fn short(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= WORDS {
        return line;
    }
    let kept: String = line.chars().take(WORDS).collect();
    format!("{}…", kept.trim_end())
}
