//! Reported speech outside quotation marks, which tells who speaks: `She said she had not been asked.`

use super::clauses::subject;
use super::page::Page;
use super::phrases::noun_phrase;
use super::source::{Source, Who};
use super::words::Class;

/// How far behind its verb a subject may end.
const PHRASE_WORDS: usize = 14;

/// Every verb outside quotation marks by which somebody says, hopes or denies something: its token and its subject.
pub(super) fn events(page: &Page) -> Vec<(usize, Source)> {
    let mut found: Vec<(usize, Source)> = Vec::new();
    let mut start = 0;
    for verb in 0..page.tokens.len() {
        let resumes = verb > 0 && page.quoted(verb - 1) && !page.quoted(verb);
        if page.starts_sentence(verb) || resumes {
            start = verb;
        }
        let skip = page.quoted(verb)
            || !page.has(verb, Class::EVENT)
            || page.has(verb, Class::PARTICIPLE)
            || page.is_noun_here(verb)
            || (verb > 0 && page.lower(verb - 1) == "to");
        if skip {
            continue;
        }
        let first = (start..verb)
            .find(|&token| !page.is_mark(token, ",—–-\"”'’.!?"))
            .unwrap_or(verb);
        let source =
            actor(page, verb, first).filter(|source| !matches!(source.who, Who::Phrase { .. }));
        let nested = |source: &Source| {
            let after_report = source.first > first
                && (page.lower(source.first - 1) == "that"
                    || page.has(source.first - 1, Class::SPEECH));
            after_report && found.last().is_some_and(|&(earlier, _)| earlier >= first)
        };
        if let Some(source) = source.filter(|source| !nested(source)) {
            found.push((verb, source));
        }
    }
    found
}

fn actor(page: &Page, verb: usize, start: usize) -> Option<Source> {
    let right = || noun_phrase(page, verb + 1, page.tokens.len().min(verb + PHRASE_WORDS));
    let after_comma = verb > start && page.mark(verb - 1) == ',';
    if after_comma
        && page.has(verb, Class::PLAIN)
        && let Some(source) = right().filter(|source| matches!(source.who, Who::Entity(_)))
        && !page.has(
            source.end,
            Class::VERB | Class::BETWEEN | Class::AFTER_SUBJECT,
        )
    {
        return Some(source);
    }
    let left = (verb > start).then(|| subject(page, verb, start)).flatten();
    left.or_else(|| {
        let inverted = verb == start || page.is_mark(verb - 1, ",”\"’");
        inverted.then(right).flatten()
    })
}
