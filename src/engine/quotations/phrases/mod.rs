//! Noun phrases that can be a subject: names with their titles, pronouns, `one senior official`.

mod common;
mod sorts;

use super::cast::Mention;
use super::page::Page;
use super::source::{Source, Who};
use super::words::Class;
use common::phrase;
pub(super) use sorts::{can_speak, is_count, is_people, is_plural, is_text};

/// How far a name may stand behind its titles.
const TITLE_WORDS: usize = 7;

/// What does not stand between the name of a body and that of its man or woman.
const NO_DESCRIPTION: Class = Class::of_any(&[
    Class::VERB,
    Class::PREPOSITION,
    Class::CLAUSE,
    Class::BETWEEN,
    Class::AFTER_SUBJECT,
    Class::DETERMINER,
    Class::PRONOUN,
]);

/// Nouns for what somebody is.
const OFFICE: Class = Class::of_any(&[Class::TITLE, Class::SPEAKER_NOUN]);

/// The noun phrase that starts at token `at` and ends before `limit`.
pub(super) fn noun_phrase(page: &Page, at: usize, limit: usize) -> Option<Source> {
    let limit = limit.min(page.tokens.len());
    if at >= limit {
        return None;
    }
    // `But Mayor Orr had an answer: “…”`
    if page.has(at, Class::CLAUSE)
        && page.starts_sentence(at)
        && let Some(start) = name_behind_titles(page, at + 1, limit)
    {
        return named(page, at + 1, start, limit);
    }
    if let Some(start) = name_behind_titles(page, at, limit) {
        return named(page, at, start, limit);
    }
    if page.lower(at) == "the"
        && page
            .mention(at + 1)
            .is_some_and(|body| !body.possessive && page.is_organization(body.entity))
        && let Some(body) = named(page, at, at + 1, limit)
    {
        return Some(body);
    }
    if page.has(at, Class::PRONOUN) {
        return Some(Source {
            who: Who::Pronoun,
            first: at,
            end: at + 1,
        });
    }
    if page.has(at, Class::PHRASE_START | Class::TITLE | Class::SPEAKER_NOUN) {
        return phrase(page, at, limit);
    }
    if describes_people(page, at, limit) {
        return phrase(page, at, limit);
    }
    speaking_place(page, at, limit)
}

/// `Estonia said`, `North Korea warned`: a state that speaks.
fn speaking_place(page: &Page, at: usize, limit: usize) -> Option<Source> {
    [2, 1]
        .into_iter()
        .map(|words| at + words)
        .find(|&end| {
            end < limit
                && (at..end).all(|token| page.is_word(token) && page.capitalized(token))
                && page.has(end, Class::SPEECH)
                && page
                    .lexicon
                    .is_place(page.tokens.span(at, end).of(page.text()))
        })
        .map(|end| Source {
            who: Who::Phrase { head: end - 1 },
            first: at,
            end,
        })
}

/// `federal prosecutors said`, `editorial writers noted`: people without an article, behind what describes them.
fn describes_people(page: &Page, at: usize, limit: usize) -> bool {
    let plain = |token: usize| {
        page.is_word(token) && !page.has(token, NO_DESCRIPTION | Class::PRONOUN | Class::BETWEEN)
    };
    (at + 1..limit.min(at + 4))
        .find(|&token| page.has(token, Class::SPEAKER_NOUN | Class::TITLE))
        .is_some_and(|noun| {
            is_plural(page, noun) && (at..noun).all(plain) && page.has(noun + 1, Class::SPEECH)
        })
}

/// The token at which the name of a phrase starts, when only titles stand before it.
fn name_behind_titles(page: &Page, at: usize, limit: usize) -> Option<usize> {
    if page.mention(at).is_some() && !page.has(at, Class::TITLE) {
        return Some(at);
    }
    let board = page.has(at, Class::BODY_NOUN) && page.has(at + 1, Class::TITLE);
    if !page.capitalized(at) && !page.has(at, Class::TITLE) && !board {
        return None;
    }
    for token in at..limit.min(at + TITLE_WORDS) {
        if page.mention(token).is_some() {
            // `Critics of Ann Orr` are not she.
            return Some(token).filter(|&name| name == at || page.lower(name - 1) != "of");
        }
        // `snapped board Chair Ann Orr`
        let body = page.has(token, Class::BODY_NOUN)
            && page.has(token + 1, Class::TITLE)
            && page.capitalized(token + 1);
        let among_titles = page.has(token, Class::TITLE | Class::AMONG_TITLES)
            || body
            || page.mark(token) == '.'
            || page.capitalized(token)
            || joins_titles(page, token, limit)
            || token > at && joins_titles(page, token - 1, limit);
        if !among_titles {
            return None;
        }
    }
    None
}

/// `lawyer and climate activist Ann Orr`: whether an `and` stands between two titles of the one person named behind it.
fn joins_titles(page: &Page, and: usize, limit: usize) -> bool {
    let title = |token: usize| is_people(page, token) && !page.capitalized(token);
    let Some(before) = and.checked_sub(1).filter(|_| page.lower(and) == "and") else {
        return false;
    };
    title(before)
        && !is_plural(page, before)
        && !page.has(and + 1, Class::DETERMINER | Class::PRONOUN)
        && person_of(page, and + 1, limit).is_some_and(|person| title(person.first - 1))
}

/// The phrase that starts at `at` with the name at token `start`.
fn named(page: &Page, at: usize, start: usize, limit: usize) -> Option<Source> {
    let mention = page.mention(start)?;
    let mut end = mention.end;
    if end < limit && page.mark(end) == '.' && page.is_any(end - 1, &["jr", "sr"]) {
        end += 1;
    }
    let whole = Source {
        who: Who::Entity(mention.entity),
        first: at,
        end,
    };
    if mention.possessive {
        return phrase(page, at, limit);
    }
    // A lone word that no body is known by may still be one: `said Navy Capt. Ann Orr`.
    let is_body = page.is_organization(mention.entity);
    if (is_body || mention.end == start + 1)
        && let Some(person) = person_of(page, end, limit)
        && (is_body || (end..person.first).any(|token| page.has(token, OFFICE)))
    {
        return Some(Source {
            who: Who::Entity(person.entity),
            first: at,
            end: person.end,
        });
    }
    if end < limit && !page.capitalized(end) {
        if page.has(end, Class::SPEAKER_NOUN) {
            return phrase(page, at, limit);
        }
        // In `the Orr campaign spokesman Ben Dahl` the first name only modifies.
        if page.has(end, Class::TITLE | Class::AMONG_TITLES) && !page.has(end, Class::PREPOSITION) {
            let named = (end..limit.min(end + 6)).find_map(|token| page.mention(token));
            return match named {
                Some(mention) => Some(Source {
                    who: Who::Entity(mention.entity),
                    first: at,
                    end: mention.end,
                }),
                None => phrase(page, at, limit),
            };
        }
    }
    Some(whole)
}

/// `Dunmore Radio host Ann Orr`: the person whose titles follow the name of a body.
fn person_of<'a>(page: &'a Page, end: usize, limit: usize) -> Option<&'a Mention> {
    for token in end..limit.min(end + 7) {
        let person = page
            .mention(token)
            .filter(|mention| !page.is_organization(mention.entity));
        if let Some(person) = person {
            return Some(person).filter(|person| !person.possessive);
        }
        let describes = page.has(token, OFFICE)
            || page.has(token, Class::AMONG_TITLES)
            || page.is_number(token)
            || page.mark(token) == '.' && !page.ends_sentence(token)
            || page.is_word(token) && !page.has(token, NO_DESCRIPTION);
        if !describes {
            return None;
        }
    }
    None
}
