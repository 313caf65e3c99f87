//! What the words in quotation marks are like.

use super::super::page::Page;
use super::super::words::Class;
use super::features::{Feature, Features};
use super::{Case, Look};

/// Pronouns of people who speak for themselves.
const FIRST_PERSON: &[&str] = &[
    "i", "we", "my", "our", "me", "us", "you", "your", "i'm", "we're", "i've", "let's",
];

/// How many tokens are looked at.
const MOST: usize = 60;

/// Describes the words.
pub(super) fn inside(case: &Case, look: &Look, all: &mut Features) {
    use Feature as F;
    let (page, around) = (case.page, case.around);
    let tokens = around.quote..around.after;
    let count = |test: &dyn Fn(usize) -> bool| {
        tokens
            .clone()
            .take(MOST)
            .filter(|&token| test(token))
            .count()
            .min(31) as u8
    };
    let lowered = count(&|token| {
        page.is_word(token) && !page.capitalized(token) && page.lower(token).len() > 3
    });
    let first = tokens.clone().find(|&token| is_spoken(page, token));
    let last = tokens
        .clone()
        .rev()
        .take(MOST)
        .find(|&token| is_spoken(page, token));
    for (feature, value) in [
        (F::WordCount, look.count as u8),
        (F::Capitals, count(&|token| page.capitalized(token))),
        (F::Lowered, lowered),
        (
            F::AllCapitals,
            u8::from(look.first.is_uppercase() && lowered == 0),
        ),
        (F::FirstUpper, u8::from(look.first.is_uppercase())),
        (F::EndMark, end_mark(look.words)),
        (F::OpensWith, first.map_or(0, |token| sort(page, token))),
        (F::ClosesWith, last.map_or(0, |token| sort(page, token))),
        (F::NamesSomebody, names_somebody(page, first, last)),
        (
            F::Verbs,
            count(&|token| page.has(token, Class::PASSIVE | Class::AFTER_SUBJECT | Class::VERB)),
        ),
        (
            F::FirstPersons,
            count(&|token| page.is_any(token, FIRST_PERSON)),
        ),
        (F::Pronouns, count(&|token| page.has(token, Class::PRONOUN))),
        (
            F::Articles,
            count(&|token| page.is_any(token, &["the", "a", "an"])),
        ),
        (F::Adverbs, count(&|token| page.has(token, Class::BETWEEN))),
        (
            F::Prepositions,
            count(&|token| page.has(token, Class::PREPOSITION)),
        ),
        (
            F::Contractions,
            count(&|token| page.lower(token).contains('\'')),
        ),
        (F::Numbers, count(&|token| page.is_number(token))),
        (F::Hyphens, count(&|token| page.lower(token).contains('-'))),
    ] {
        all.set(feature, value);
    }
}

fn is_spoken(page: &Page, token: usize) -> bool {
    page.is_word(token) || page.is_number(token)
}

/// How the words end: with a comma 1, a full stop 2, a question or cry 3, broken off 4.
fn end_mark(words: &str) -> u8 {
    match words.chars().next_back() {
        Some(',') => 1,
        Some('.') => 2,
        Some('?' | '!') => 3,
        Some('…' | '—' | '-') => 4,
        _ => 0,
    }
}

/// What sort of word it is, those that stand in sentences above those that stand in names.
fn sort(page: &Page, token: usize) -> u8 {
    if page.has(token, Class::PRONOUN) || page.is_any(token, FIRST_PERSON) {
        8
    } else if page.has(token, Class::AFTER_SUBJECT | Class::PASSIVE) {
        7
    } else if page.has(token, Class::CLAUSE) {
        6
    } else if page.has(token, Class::DETERMINER) {
        5
    } else if page.has(token, Class::PREPOSITION) {
        4
    } else if page.has(token, Class::VERB | Class::BETWEEN) {
        3
    } else if page.capitalized(token) {
        0
    } else {
        1 + u8::from(page.lower(token).ends_with("ing") || page.lower(token).ends_with("ed"))
    }
}

/// Whether the words are a name, 2, or begin with one, 1.
fn names_somebody(page: &Page, first: Option<usize>, last: Option<usize>) -> u8 {
    let (Some(first), Some(last)) = (first, last) else {
        return 0;
    };
    page.mention(first)
        .map_or(0, |mention| 1 + u8::from(mention.end > last))
}
