//! Subjects behind what stands between them and their verb: appositions and relative clauses.

use super::super::page::Page;
use super::super::phrases::noun_phrase;
use super::super::source::{Source, Who};
use super::super::words::Class;
use super::ending::{first_title, phrase_ending_at};
use super::{bare, entity, first_phrase};

/// The subject of a verb that a comma stands before: the name that the apposition explains.
pub(super) fn before_apposition(
    page: &Page,
    start: usize,
    comma: usize,
    verb: usize,
) -> Option<Source> {
    let mut second_best = None;
    // In `He came with Ann Orr, who said` the clause is about her.
    let clause = page.lower(comma + 1) == "who";
    for token in start..comma {
        let Some(mention) = page.mention(token) else {
            continue;
        };
        let explained = mention.end <= comma
            && page.is_mark(mention.end, ",(")
            && !mention.possessive
            && (clause && mention.end == comma || !hangs(page, token, start));
        if !explained {
            continue;
        }
        if page.cast.is_human(mention.entity) {
            return Some(entity(mention.entity, token, mention.end));
        }
        second_best = second_best.or(Some(entity(mention.entity, token, mention.end)));
    }
    if let Some(name) = between_commas(page, start, comma) {
        return Some(name);
    }
    if let Some(body) = body_between_commas(page, start, comma) {
        return Some(body);
    }
    if let Some(phrase) = behind_place(page, start, comma) {
        return Some(phrase);
    }
    match first_phrase(page, start, verb) {
        Some(first) if first.is_somebody() => Some(first),
        first => second_best.or(first),
    }
}

/// Whether a name hangs on a word before it: `by the Dunmore Institute`, `and Ann Orr`.
fn hangs(page: &Page, name: usize, start: usize) -> bool {
    let name = first_title(page, name, start);
    let article = name > start && page.lower(name - 1) == "the";
    let Some(before) = name.checked_sub(1 + usize::from(article)) else {
        return false;
    };
    before >= start && (page.has(before, Class::PREPOSITION) || page.lower(before) == "and")
}

/// `a woman in Dunmore, Ohio, told him`: the phrase before a place, an age or a party between commas.
fn behind_place(page: &Page, start: usize, comma: usize) -> Option<Source> {
    let opening = (start.max(comma.saturating_sub(4))..comma)
        .rev()
        .find(|&token| page.mark(token) == ',')?;
    let plain = |token: usize| {
        page.capitalized(token) && page.mention(token).is_none() || page.is_number(token)
    };
    let last = opening.checked_sub(1).filter(|&last| last > start)?;
    (opening + 1..comma)
        .all(plain)
        .then(|| phrase_ending_at(page, last, start, opening))
        .flatten()
}

/// `The mayor’s lawyer, Ann Orr, said`: the name that fills the apposition.
fn between_commas(page: &Page, start: usize, comma: usize) -> Option<Source> {
    (start.max(comma.saturating_sub(5))..comma)
        .rev()
        .filter(|&token| {
            token > start
                && page.mark(token - 1) == ','
                && page.mention(token).is_some_and(|mention| {
                    mention.end == comma && !page.is_organization(mention.entity)
                })
        })
        .find_map(|token| bare(page, token))
}

/// `The firm behind it, Orrhaven, said`: the name of the body that the phrase before the comma describes.
fn body_between_commas(page: &Page, start: usize, comma: usize) -> Option<Source> {
    let name = (start.max(comma.saturating_sub(5)) + 1..comma).find(|&token| {
        page.mark(token - 1) == ','
            && page.mention(token).is_some_and(|name| {
                name.end == comma && !name.possessive && page.is_organization(name.entity)
            })
    })?;
    let described = noun_phrase(page, start, name)?;
    let body = matches!(described.who, Who::Phrase { head } if page.has(head, Class::BODY_NOUN));
    body.then(|| bare(page, name)).flatten()
}

/// `Ann Orr, an agent of the harbour said`: the full name before an explanation that no comma closes. `Orr, one aide said` is
/// about Orr.
pub(super) fn explained_by(page: &Page, at: usize, start: usize) -> Option<Source> {
    let comma = at
        .checked_sub(1)
        .filter(|&comma| comma > start && page.mark(comma) == ',')?;
    if !page.is_any(at, &["a", "an", "the"]) {
        return None;
    }
    (start.max(comma.saturating_sub(5))..comma)
        .find(|&token| {
            page.mention(token).is_some_and(|name| {
                name.end == comma
                    && name.end > token + 1
                    && !name.possessive
                    && page.cast.is_human(name.entity)
            }) && (start..token)
                .all(|title| page.has(title, Class::TITLE) || page.mark(title) == '.')
        })
        .and_then(|token| bare(page, token))
}

/// Whom `who` means: `four sources familiar with the matter who said`.
pub(super) fn antecedent(page: &Page, who: usize, start: usize) -> Option<Source> {
    let from = start.max(who.saturating_sub(8));
    let noun = (from..who)
        .rev()
        .take_while(|&token| !page.is_mark(token, ",;:"))
        .find(|&token| {
            page.has(token, Class::SPEAKER_NOUN)
                || page
                    .mention(token)
                    .is_some_and(|name| page.cast.is_human(name.entity))
        })?;
    if let Some(name) = bare(page, noun) {
        return Some(name);
    }
    let first = (from..noun)
        .rev()
        .take_while(|&token| page.is_word(token) || page.is_number(token))
        .take_while(|&token| !page.has(token, Class::PREPOSITION | Class::CLAUSE | Class::VERB))
        .last()
        .unwrap_or(noun);
    noun_phrase(page, first, who).or_else(|| noun_phrase(page, noun, who))
}

/// How long a clause about the subject may be.
const CLAUSE_WORDS: usize = 12;

/// `An aide who briefed Ann Orr said`: whom a clause that ends at `last` describes.
pub(super) fn described_by_clause(page: &Page, last: usize, start: usize) -> Option<Source> {
    let who = (start.max(last.saturating_sub(CLAUSE_WORDS))..last)
        .rev()
        .take_while(|&token| !page.is_mark(token, ",;:()—–\"“”") && !page.quoted(token))
        .find(|&token| page.has(token, Class::CLAUSE) || page.is_any(token, &["who", "that"]))
        .filter(|&token| page.lower(token) == "who")?;
    let acts = (who + 1..last).find(|&token| !page.has(token, Class::BETWEEN))?;
    // What somebody who reports says has a subject of its own.
    let plain = page.is_word(acts)
        && !page.capitalized(acts)
        && !page.has(acts, Class::THATLESS | Class::PRONOUN | Class::DETERMINER);
    plain.then(|| antecedent(page, who, start)).flatten()
}
