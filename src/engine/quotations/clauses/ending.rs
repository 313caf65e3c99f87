//! Subjects found by their last word, which stands right before the verb.

use super::super::page::Page;
use super::super::phrases::noun_phrase;
use super::super::source::{Source, Who};
use super::super::words::Class;
use super::bare;
use super::insets::explained_by;

/// How long a name may be: `the Department for Roads, Canals and Inland Harbours`.
const NAME_WORDS: usize = 10;

/// The name whose last token is `last`, unless it hangs on a preposition.
pub(super) fn name_ending_at(page: &Page, last: usize, start: usize) -> Option<Source> {
    let from = start.max(last.saturating_sub(NAME_WORDS));
    let at = (from..=last).rev().find(|&token| {
        page.mention(token)
            .is_some_and(|mention| mention.end == last + 1)
    })?;
    // `of the former agent of President Ann Orr`: the preposition stands before the title.
    let first = first_title(page, at, start);
    if let Some(member) = member_of(page, first, start) {
        return Some(member);
    }
    // `an aide to both Orrs`, `a lawyer for the Dunmore Port Authority`
    let before = first - usize::from(first > start && page.has(first - 1, Class::DETERMINER));
    // `Speaker of the House Ann Orr`
    let office = before + 1 == first
        && before > start + 1
        && page.lower(before - 1) == "of"
        && page.has(before - 2, Class::TITLE)
        && page.capitalized(before - 2);
    let hangs = before > start
        && !office
        && page.is_any(
            before - 1,
            &[
                "to", "of", "for", "with", "by", "in", "at", "from", "on", "than", "about",
            ],
        );
    if hangs {
        return None;
    }
    bare(page, at)
}

/// How many words of titles may stand before a name.
const TITLE_WORDS: usize = 6;

/// Where the titles of the name at token `name` begin.
pub(super) fn first_title(page: &Page, name: usize, start: usize) -> usize {
    let mut first = name;
    while first > start.max(name.saturating_sub(TITLE_WORDS)) && is_title_word(page, first, name) {
        first -= 1;
    }
    first
}

/// Whether the word before token `first` belongs to the titles of the name at `name`: `Transport` in `Transport Minister Orr`.
fn is_title_word(page: &Page, first: usize, name: usize) -> bool {
    let word = first - 1;
    let modifies = first < name
        && page.is_word(word)
        && page.capitalized(word)
        && !page.starts_sentence(word)
        && page.mention(word).is_none();
    page.has(word, Class::TITLE) || page.mark(word) == '.' && !page.ends_sentence(word) || modifies
}

/// A phrase without a name that ends at `last`: looks for its first word.
pub(super) fn phrase_ending_at(
    page: &Page,
    last: usize,
    start: usize,
    verb: usize,
) -> Option<Source> {
    // In `the Department for Roads, Canals and Harbours` a comma belongs to the name.
    let from = start.max(last.saturating_sub(NAME_WORDS));
    let name =
        (from..last).find(|&token| page.mention(token).is_some_and(|name| name.end == last + 1));
    for token in (start.max(last.saturating_sub(15))..=name.unwrap_or(last)).rev() {
        if page.is_mark(token, ",;:") {
            return None;
        }
        // In `people with knowledge of the matter` the last article does not begin the subject.
        let inner = token > start && is_inside(page, token - 1);
        let begins = token == start
            || !inner
                && page.is_any(
                    token,
                    &[
                        "the", "a", "an", "one", "another", "some", "several", "many", "his",
                        "her", "their", "its",
                    ],
                )
            || page.is_any(token - 1, &["but", "and", "while", "as", "when"]);
        if begins && let Some(found) = noun_phrase(page, token, verb) {
            return explained_by(page, token, start).or(Some(found));
        }
    }
    None
}

/// A subject without an article that fills its clause: `Harbour pilots said`, `21 percent of voters said`.
pub(super) fn bare_phrase(page: &Page, last: usize, start: usize) -> Option<Source> {
    let begins = |token: usize| {
        token == start || page.is_mark(token - 1, ",;:—–\"”") || page.has(token - 1, Class::CLAUSE)
    };
    let mut head = None;
    for token in (start.max(last.saturating_sub(9))..=last).rev() {
        let fits = (page.is_word(token) || page.is_number(token) || page.mark(token) == '%')
            && !page.has(
                token,
                Class::AFTER_SUBJECT | Class::PRONOUN | Class::BETWEEN,
            )
            && !page.is_any(token, &["to", "and"])
            && (!page.has(token, Class::SPEECH)
                || page.has(token, Class::OFTEN_NOUN)
                || is_of_the_state(page, token))
            && (page.capitalized(token) || !page.lower(token).ends_with("ed"));
        if !fits {
            return None;
        }
        if page.is_any(token, &["of", "for", "in", "at", "from", "with"]) {
            if token == last {
                return None;
            }
            head = None;
        } else if head.is_none() {
            head = Some(token);
        }
        if begins(token) {
            let about_a_number = page.is_number(token + 1);
            let opens_otherwise = page.has(
                token,
                Class::PREPOSITION | Class::CLAUSE | Class::BETWEEN | Class::VERB,
            );
            let first_is_noun = about_a_number || !opens_otherwise || is_of_the_state(page, token);
            return head.filter(|_| first_is_noun).map(|head| Source {
                who: Who::Phrase { head },
                first: token,
                end: last + 1,
            });
        }
    }
    None
}

/// `state television`, `state prosecutors`: no verb of saying.
fn is_of_the_state(page: &Page, token: usize) -> bool {
    page.lower(token) == "state"
        && page.is_word(token + 1)
        && !page.has(
            token + 1,
            Class::DETERMINER | Class::PRONOUN | Class::PREPOSITION,
        )
}

/// `Dr. Ann Orr of the University of Dunmore said`: the person whose body begins at `body`.
fn member_of(page: &Page, body: usize, start: usize) -> Option<Source> {
    let article = body > start && page.lower(body - 1) == "the";
    let belongs = body.checked_sub(1 + usize::from(article))?;
    if belongs <= start || !page.is_any(belongs, &["of", "at", "from", "with"]) {
        return None;
    }
    let person = page.mentions_before(belongs).next()?;
    let whole = person.end == belongs && person.first >= start && !person.possessive;
    (whole && page.cast.is_human(person.entity))
        .then(|| bare(page, person.first))
        .flatten()
}

/// Whether the word makes what follows a part of a longer phrase: `protesters marching through the streets`.
fn is_inside(page: &Page, before: usize) -> bool {
    page.is_any(
        before,
        &[
            "of", "with", "in", "for", "at", "from", "to", "by", "on", "about", "over", "through",
            "into", "across", "outside", "inside", "near", "around", "under", "between", "among",
        ],
    )
}
