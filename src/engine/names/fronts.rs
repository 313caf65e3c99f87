//! What stands in front of a name and is no part of it: peoples, places, titles.

use super::super::tokens::Tokens;
use super::words::{base, is_acronym, is_initial};
use super::{runs, titles};
use crate::engine::Lexicon;

/// How many words at the front describe the person: peoples and places before a first name.
pub(super) fn skipped_front(tokens: &Tokens, lexicon: &Lexicon, name: &[usize]) -> usize {
    let mut skip = 0;
    while skip + 1 < name.len() {
        let word = base(tokens.word(name[skip]));
        let first_name = lexicon.first_name_rank(word) >= 3;
        let describes = lexicon.is_people(word)
            || (skip == 0
                && matches!(
                    word,
                    "State"
                        | "Staff"
                        | "House"
                        | "Defense"
                        | "Treasury"
                        | "Labor"
                        | "Commerce"
                        | "Energy"
                        | "Education"
                        | "Interior"
                        | "Transportation"
                        | "Agriculture"
                ))
            || (lexicon.is_place(word) && !first_name)
            || (is_acronym(word) && name.len() - skip > 2 && !is_initial(word));
        if !describes || (first_name && name.len() - skip <= 2) {
            break;
        }
        skip += 1;
    }
    // More words than a name has, and a common first name among them: the name starts there.
    let rest = &name[skip..];
    if rest.len() >= 3 && lexicon.first_name(base(tokens.word(rest[0]))).is_none() {
        for at in 1..rest.len() - 1 {
            if lexicon.first_name_rank(base(tokens.word(rest[at]))) >= 3
                && !is_initial(tokens.word(rest[at - 1]))
            {
                return skip + at;
            }
        }
    }
    skip
}

/// `Secretary of State Ada Hale`: the first token of a title that goes on behind `of`.
pub(super) fn title_of(tokens: &Tokens, lexicon: &Lexicon, first: usize) -> Option<usize> {
    let mut before = first.checked_sub(1)?;
    if tokens.lower(before) == "the" {
        before = before.checked_sub(1)?;
    }
    if tokens.lower(before) != "of" {
        return None;
    }
    let mut title = before.checked_sub(1)?;
    if !titles::is_title(lexicon, tokens.lower(title)) || !runs::same_line(tokens, title, first) {
        return None;
    }
    while title > 0
        && runs::same_line(tokens, title - 1, title)
        && tokens.get(title - 1).is_some_and(|token| token.capitalized)
        && !lexicon.is_function_word(tokens.lower(title - 1))
        && titles::leading(tokens, lexicon, &[title - 1, title, first]) > 1
    {
        title -= 1;
    }
    Some(title)
}

/// The first token of a lower-case title right before the name: `campaign spokesman Ada Orr`, `Sen. Orr`.
pub(super) fn lower_case_title(tokens: &Tokens, lexicon: &Lexicon, first: usize) -> usize {
    let mut start = first;
    let same = |index: usize| {
        tokens.get(index).map(|token| (token.block, token.quoted))
            == tokens.get(first).map(|token| (token.block, token.quoted))
    };
    let Some(before) = first.checked_sub(1) else {
        return start;
    };
    if !same(before) {
        return start;
    }
    if tokens.word(before) == "." && before > 0 && titles::is_abbreviation(tokens.lower(before - 1))
    {
        return before - 1;
    }
    if !titles::is_title(lexicon, tokens.lower(before))
        || tokens
            .get(before)
            .is_some_and(|token| token.capitalized && !token.starts_sentence)
    {
        return start;
    }
    start = before;
    while start > 0 && same(start - 1) {
        let lower = tokens.lower(start - 1);
        let joins = lexicon.is_title_modifier(lower) || titles::is_title(lexicon, lower);
        if !joins || tokens.get(start - 1).is_some_and(|token| token.capitalized) {
            break;
        }
        start -= 1;
    }
    start
}
