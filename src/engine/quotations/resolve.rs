//! From the words of a source to who is meant.

use super::page::Page;
use super::pronouns::{History, pronoun};
use super::roles::phrase;
use super::source::{Source, Voice, Who};

/// Who the source means; none for a pronoun that nothing explains.
pub(super) fn resolve(page: &Page, source: Source, history: &History) -> Option<Voice> {
    match source.who {
        Who::Entity(id) => Some(Voice::Entity(id)),
        Who::Pronoun => pronoun(page, source.first, history),
        Who::Phrase { head } => Some(phrase(page, source.first, source.end, head, history)),
    }
}
