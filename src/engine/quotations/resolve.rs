//! From the words of a source to who is meant.

use super::super::Gender;
use super::clauses::subject;
use super::page::{Page, REACH};
use super::phrases::{is_people, is_plural};
use super::pronouns::{History, pronoun};
use super::roles::phrase;
use super::source::{Source, Voice, Who};
use super::words::Class;

/// Who the source means; none for a pronoun that nothing explains.
pub(super) fn resolve(page: &Page, source: Source, history: &History) -> Option<Voice> {
    match source.who {
        Who::Entity(id) => Some(Voice::Entity(id)),
        Who::Pronoun => {
            unnamed_teller(page, source.first).or_else(|| pronoun(page, source.first, history))
        }
        Who::Phrase { head } => Some(phrase(page, source.first, source.end, head, history)),
    }
}

/// `A woman told reporters she heard`, `Neighbours said they wanted`: the pronoun right behind a verb of saying means its
/// subject, whom no mention names.
fn unnamed_teller(page: &Page, at: usize) -> Option<Voice> {
    let several = page.lower(at) == "they";
    let gender = match page.pronoun_gender(at) {
        None if several => Gender::Unknown,
        gender => gender?,
    };
    let floor = at.saturating_sub(REACH);
    let between = |token: usize| {
        page.is_any(
            token,
            &["that", "him", "her", "them", "me", "us", "reporters"],
        )
    };
    let verb = (floor..at).rev().find(|&token| !between(token))?;
    let reports = verb + 3 > at && page.has(verb, Class::THATLESS | Class::HEARER);
    if !reports || page.quoted(verb) {
        return None;
    }
    let start = page.sentence_start(verb, floor);
    let source = subject(page, verb, start)?;
    let Who::Phrase { head } = source.who else {
        return None;
    };
    let own = page.gender_of(head);
    let fits = own == gender || own == Gender::Unknown || several;
    let definite = page.is_any(source.first, &["the", "his", "her", "their", "its", "this"]);
    (fits && !definite && is_people(page, head) && is_plural(page, head) == several)
        .then(|| Voice::Unnamed(page.tokens.span(source.first, source.end)))
}
