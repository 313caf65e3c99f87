//! Reported speech without quotation marks: `Orr said the bridge was safe.`

use super::super::{BlockKind, Span};
use super::clauses::subject;
use super::page::Page;
use super::phrases::noun_phrase;
use super::source::Source;
use super::words::Class;

/// Longer sentences are lists or tables.
const SENTENCE_WORDS: usize = 160;

/// Words said, by whom, and the token range of the words of saying.
pub(super) struct Reported {
    pub(super) content: Span,
    pub(super) source: Source,
    pub(super) cue: (usize, usize),
}

/// Finds reported speech in the sentences that hold no quotation marks. `marked` stands in text order.
pub(super) fn indirect(page: &Page, marked: &[Span]) -> Vec<Reported> {
    let mut found = Vec::new();
    for block in 0..page.blocks.len() as u32 {
        if page.block_kind(block) != BlockKind::Paragraph {
            continue;
        }
        let (start, end) = page.block_tokens(block);
        let mut first = start;
        for token in start + 1..=end {
            if token == end || page.starts_sentence(token) {
                found.extend(sentence(page, first, token, marked));
                first = token;
            }
        }
    }
    found
}

fn sentence(page: &Page, start: usize, end: usize, marked: &[Span]) -> Option<Reported> {
    let whole = page.tokens.span(start, end);
    let next_mark = marked.partition_point(|span| span.end <= whole.start);
    let is_marked = marked
        .get(next_mark)
        .is_some_and(|span| span.overlaps(whole));
    if end - start < 4 || end - start > SENTENCE_WORDS || is_marked {
        return None;
    }
    for token in start..end {
        let found = if page.lower(token) == "according" && page.lower(token + 1) == "to" {
            according(page, start, token, end)
        } else if token > start && is_report(page, token) {
            by_verb(page, start, token, end)
        } else {
            None
        };
        if found.is_some() {
            return found;
        }
    }
    (start + 2..end)
        .filter(|&token| is_added(page, token))
        .find_map(|token| added(page, start, token, end))
}

/// `…, saying (that) …` after a main clause that reports nothing.
fn is_added(page: &Page, token: usize) -> bool {
    page.has(token, Class::PARTICIPLE)
        && page.has(token, Class::REPORTING)
        && page.mark(token - 1) == ','
}

fn added(page: &Page, start: usize, verb: usize, end: usize) -> Option<Reported> {
    let content = opening(page, verb, end)?;
    let source = subject(page, verb, start)?;
    Some(Reported {
        content,
        source,
        cue: (verb, verb + 1),
    })
}

fn is_report(page: &Page, token: usize) -> bool {
    let reports = page.has(token, Class::REPORTING)
        || (page.has(token, Class::SPEECH) && page.lower(token + 1) == "that");
    reports
        && !page.has(token, Class::PARTICIPLE)
        && !page.is_noun_here(token)
        && page.lower(token - 1) != "to"
}

/// `Orr said (that) …`, or `…, Orr said.`
fn by_verb(page: &Page, start: usize, verb: usize, end: usize) -> Option<Reported> {
    let passive = page.lower(verb + 1) == "by"
        || (start..verb)
            .rev()
            .take(3)
            .any(|token| page.has(token, Class::PASSIVE));
    let source = subject(page, verb, start).filter(|_| !passive)?;
    let cue = (verb, verb + 1);
    inserted(page, start, source, verb, end)
        .or_else(|| closing(page, start, verb, end))
        .or_else(|| opening(page, verb, end))
        .map(|content| Reported {
            content,
            source,
            cue,
        })
}

/// The sentence around `, she said later,`.
fn inserted(page: &Page, start: usize, source: Source, verb: usize, end: usize) -> Option<Span> {
    let opens = source.first > start && page.mark(source.first - 1) == ',';
    let closes = (verb + 1..end.min(verb + 4)).any(|token| page.mark(token) == ',');
    let last = if page.is_mark(end - 1, ".!?") {
        end - 1
    } else {
        end
    };
    (opens && closes && source.end <= verb).then(|| page.tokens.span(start, last))
}

/// The words before `, Orr said.`
fn closing(page: &Page, start: usize, verb: usize, end: usize) -> Option<Span> {
    if verb + 8 < end || page.mark(verb - 1) == ',' {
        return None;
    }
    let comma = (start + 3..verb)
        .rev()
        .take(8)
        .find(|&token| page.mark(token) == ',')?;
    let closes = verb + 1 >= end || page.is_mark(verb + 1, ".,") || verb + 6 >= end;
    closes.then(|| page.tokens.span(start, comma))
}

/// The words after `Orr said (that)`.
fn opening(page: &Page, verb: usize, end: usize) -> Option<Span> {
    let mut at = verb + 1;
    if page.has(verb, Class::HEARER) {
        let that = (at..end.min(at + 8)).find(|&token| page.lower(token) == "that");
        at = that
            .or_else(|| noun_phrase(page, at, end).map(|hearer| hearer.end))
            .unwrap_or(at);
    } else if let Some(that) = (at..end.min(at + 8)).find(|&token| page.lower(token) == "that") {
        at = that;
    }
    let introduced = page.lower(at) == "that" || page.has(verb, Class::THATLESS);
    let last = if page.is_mark(end - 1, ".!?") {
        end - 1
    } else {
        end
    };
    (at + 2 < end && introduced && !page.is_mark(at, ".,")).then(|| page.tokens.span(at, last))
}

/// `According to Orr, …`, `…, according to Orr.`
fn according(page: &Page, start: usize, at: usize, end: usize) -> Option<Reported> {
    let source = noun_phrase(page, at + 2, end)?;
    let content = if at == start {
        let comma = (source.end..end).find(|&token| page.mark(token) == ',')?;
        let last = if page.is_mark(end - 1, ".!?") {
            end - 1
        } else {
            end
        };
        (comma + 2 < end).then(|| page.tokens.span(comma + 1, last))?
    } else if page.mark(at - 1) == ',' {
        page.tokens.span(start, at - 1)
    } else {
        page.tokens.span(start, at)
    };
    (!content.is_empty()).then_some(Reported {
        content,
        source,
        cue: (at, at + 2),
    })
}
