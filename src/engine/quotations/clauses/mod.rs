//! Subjects: who does what a verb says.

mod ending;
mod insets;

use super::super::LocalId;
use super::page::{Page, REACH};
use super::phrases::{is_plural, is_text, noun_phrase};
use super::source::{Source, Who};
use super::words::Class;
use ending::{bare_phrase, name_ending_at, phrase_ending_at};
use insets::{antecedent, before_apposition, described_by_clause};

/// The subject of the verb at token `verb`, in the sentence that starts at `start`; none when the word turns out to be no
/// verb, as in `Orr’s harbour plan`.
pub(super) fn subject(page: &Page, verb: usize, start: usize) -> Option<Source> {
    let source = any_subject(page, verb, start)?;
    let helped = verb > start
        && (page.has(verb - 1, Class::BETWEEN)
            || page.is_any(verb - 1, &["to", "not", "who", "that", "which"]));
    let agrees = !page.has(verb, Class::BASE) || helped || !is_single(page, source);
    agrees.then_some(source)
}

/// Who speaks or acts in the sentence from `start` on: the subject of its verb of saying, else of the sentence.
pub(super) fn actor(page: &Page, start: usize, limit: usize) -> Option<Source> {
    let limit = limit.min(start + REACH);
    for token in start + 1..limit {
        if page.quoted(token) {
            continue;
        }
        if page.starts_sentence(token) {
            break;
        }
        if page.has(token, Class::SPEECH)
            && !page.has(token, Class::PARTICIPLE)
            && let Some(found) = subject(page, token, start)
        {
            return Some(found);
        }
    }
    noun_phrase(page, start, limit)
        .filter(|found| found.is_somebody())
        .or_else(|| first_phrase(page, start, limit).filter(|found| found.is_somebody()))
}

/// The first noun phrase of a stretch that can be a subject.
pub(super) fn first_phrase(page: &Page, start: usize, end: usize) -> Option<Source> {
    if page.is_any(start, OPENERS)
        && let Some(main) = after_opening(page, start, end)
    {
        return Some(main);
    }
    if !page.quoted(start)
        && let Some(found) = noun_phrase(page, start, end)
    {
        return Some(found);
    }
    for token in (start..end.min(start + REACH)).filter(|&token| !page.quoted(token)) {
        if let Some(mention) = page.mention(token)
            && !mention.possessive
            && !page.is_organization(mention.entity)
            && (token == start
                || !page.has(token - 1, Class::PREPOSITION)
                || page.lower(token - 1) == "as")
        {
            return Some(entity(mention.entity, token, mention.end));
        }
        if page.is_any(token, &["he", "she"]) {
            return Some(pronoun(token));
        }
        if page.mark(token) == ','
            && let Some(found) = noun_phrase(page, token + 1, end)
        {
            return Some(found);
        }
    }
    None
}

/// The mention at a token as a source.
pub(super) fn bare(page: &Page, at: usize) -> Option<Source> {
    page.mention(at)
        .map(|mention| entity(mention.entity, at, mention.end))
}

pub(super) fn entity(id: LocalId, first: usize, end: usize) -> Source {
    Source {
        who: Who::Entity(id),
        first,
        end,
    }
}

pub(super) fn pronoun(at: usize) -> Source {
    Source {
        who: Who::Pronoun,
        first: at,
        end: at + 1,
    }
}

/// Whether a source is surely one person or thing.
fn is_single(page: &Page, source: Source) -> bool {
    match source.who {
        Who::Entity(id) => !page.is_organization(id),
        Who::Pronoun => page.is_any(source.first, &["he", "she", "it"]),
        Who::Phrase { head } => {
            let one = page.is_any(source.first, &["a", "an", "one", "this", "that"]);
            let owned = page.is_any(source.first, &["his", "her", "their", "its", "my", "our"]);
            !is_plural(page, head) && (one || owned && !page.has(head, Class::BODY_NOUN))
        }
    }
}

fn any_subject(page: &Page, verb: usize, start: usize) -> Option<Source> {
    let start = start.max(verb.saturating_sub(REACH));
    let participle =
        page.has(verb, Class::PARTICIPLE) || (verb > start && page.lower(verb - 1) == "to");
    if page.has(verb, Class::PARTICIPLE) && verb > start + 2 && page.mark(verb - 1) == ',' {
        // `…, Orr said on Monday, adding …`
        let main = (start + 1..verb - 1).rev().find(|&token| {
            page.has(token, Class::SPEECH)
                && page.is_past(token)
                && !page.quoted(token)
                && page.lower(token - 1) != "who"
        });
        if let Some(found) = main.and_then(|main| subject(page, main, start)) {
            return Some(found);
        }
    }
    if participle {
        return named_right_before(page, verb, start).or_else(|| {
            (verb > start)
                .then(|| first_phrase(page, start, verb))
                .flatten()
        });
    }
    if verb > start && page.has(verb - 1, Class::PASSIVE) && page.lower(verb) != "said" {
        return agent(page, verb);
    }
    let mut last = back_over_adverbs(page, verb, start)?;
    if page.mark(last) == ',' {
        return before_apposition(page, start, last, verb);
    }
    if page.mark(last) == ')' {
        last = (start..last).rev().find(|&token| page.mark(token) == '(')?;
        last = last.checked_sub(1).filter(|&token| token >= start)?;
    }
    if page.lower(verb - 1) == "who"
        && let Some(people) = antecedent(page, verb - 1, start)
    {
        return Some(people);
    }
    if let Some(people) = described_by_clause(page, last, start) {
        return Some(people);
    }
    if let Some(name) = name_ending_at(page, last, start) {
        return Some(name);
    }
    if last > start && page.is_any(last, &["and", "but", "or", "then"]) {
        return first_phrase(page, start, verb);
    }
    if page.is_any(last, &["he", "she", "they", "it", "i", "we"]) {
        return Some(pronoun(last));
    }
    // `a report that warned of`, `the letter, which called it`
    if page.is_any(last, &["that", "which"])
        && let Some(text) = text_before(page, last, start)
    {
        return Some(text);
    }
    if page.is_any(last, &["who", "that", "which"])
        && let Some(name) = (start.max(last.saturating_sub(7))..last)
            .rev()
            .find_map(|token| bare(page, token))
    {
        return Some(name);
    }
    phrase_ending_at(page, last, start, verb)
        .or_else(|| bare_phrase(page, last, start))
        .or_else(|| first_phrase(page, start, verb))
}

/// The phrase for a text right before the word that opens a relative clause.
fn text_before(page: &Page, opening: usize, start: usize) -> Option<Source> {
    let comma = usize::from(page.mark(opening.wrapping_sub(1)) == ',');
    let noun = opening
        .checked_sub(1 + comma)
        .filter(|&noun| noun > start)?;
    let text = is_text(page, noun) && !page.has(noun, Class::WORDS_NOUN);
    (text && !page.capitalized(noun))
        .then(|| phrase_ending_at(page, noun, start, noun + 1))
        .flatten()
}

/// `with Ann Orr calling it`, `quoted Ann Orr as saying`.
fn named_right_before(page: &Page, verb: usize, start: usize) -> Option<Source> {
    if !page.has(verb, Class::PARTICIPLE) || verb <= start {
        return None;
    }
    let before = verb - usize::from(page.lower(verb - 1) == "as");
    let last = before.checked_sub(1).filter(|&last| last >= start)?;
    (start.max(last.saturating_sub(4))..=last)
        .rev()
        .filter(|&token| {
            page.mention(token)
                .is_some_and(|mention| mention.end == before)
        })
        .find_map(|token| bare(page, token))
}

/// Steps left over what stands between a subject and its verb; none when nothing is left of the sentence.
fn back_over_adverbs(page: &Page, verb: usize, start: usize) -> Option<usize> {
    let last = (start..verb).rev().find(|&token| {
        !page.has(token, Class::BETWEEN) && !page.is_any(token, &["not", "both", "who"])
    })?;
    let earliest = start + 1..=last;
    // `Orr on Wednesday called`, `Orr late last week called`, `Orr, the mayor, in May called`
    let time = earliest
        .rev()
        .take(TIME_WORDS)
        .filter(|&first| is_time(page, first, last))
        .last();
    Some(time.map_or(last, |first| first - 1))
}

/// How many words may say when, between a subject and its verb.
const TIME_WORDS: usize = 4;

/// Whether the words from one token to another, both included, say when: `on Wednesday`, `late last week`.
fn is_time(page: &Page, first: usize, last: usize) -> bool {
    let led = |token: usize| {
        page.is_any(
            token,
            &["on", "late", "early", "earlier", "last", "this", "in"],
        )
    };
    let day = page.capitalized(last) && page.lexicon.is_calendar(page.lower(last));
    let year = first < last && page.is_number(last);
    let span = first < last
        && page.is_any(last, &["week", "month", "year", "night", "weekend"])
        && page.is_any(last - 1, &["last", "this", "earlier"]);
    (day || year || span) && (first..last).all(led)
}

/// The agent of a passive: `was called “a disgrace” by Ann Orr`.
fn agent(page: &Page, verb: usize) -> Option<Source> {
    let by = (verb + 1..verb + 8).find(|&token| page.lower(token) == "by")?;
    noun_phrase(page, by + 1, by + 12)
}

/// Words that open a clause before the main one.
const OPENERS: &[&str] = &[
    "asked", "when", "while", "after", "if", "before", "as", "since", "because", "although",
    "though",
];

/// `Asked about Orr’s plan, Dahl shook his head and said`: the subject after the comma.
fn after_opening(page: &Page, start: usize, end: usize) -> Option<Source> {
    (start..end.min(start + REACH))
        .filter(|&token| page.mark(token) == ',')
        .find_map(|comma| {
            let source = noun_phrase(page, comma + 1, end).filter(|found| found.is_somebody())?;
            let acts = page.is_word(source.end)
                && !page.capitalized(source.end)
                && !page.has(source.end, Class::PREPOSITION)
                && page.lower(source.end) != "and";
            acts.then_some(source)
        })
}
