//! Reported speech without quotation marks: `Orr said the bridge was safe.`
//!
//! A sentence is read in two steps. First the attributions that stand around or behind what they report: `…, Orr said.`,
//! `…, said Orr.`, `…, Orr said, …`, `…, according to Orr`. Then, from left to right, every verb of saying with the
//! construction that the word list allows it: `said (that) …`, `asked whether …`, `called for …`, `vowed to …`.

mod extent;
mod forward;
mod outer;

use super::super::{BlockKind, Span};
use super::page::Page;
use super::source::Source;
use super::words::Class;

/// Longer sentences are lists or tables.
const SENTENCE_WORDS: usize = 160;

/// Words said, by whom, and the token range of the words of saying.
pub(super) struct Reported {
    pub(super) content: Span,
    /// Who said them; none where the sentence leaves it out: `Asked whether …, she laughed.`
    pub(super) source: Option<Source>,
    pub(super) cue: (usize, usize),
}

/// A sentence without its last mark: tokens `start` up to `end`.
#[derive(Clone, Copy)]
struct Sentence<'a> {
    page: &'a Page<'a>,
    start: usize,
    end: usize,
}

/// What a rule found, in tokens.
#[derive(Clone, Copy)]
struct Found {
    first: usize,
    end: usize,
    source: Option<Source>,
    cue: (usize, usize),
}

/// Finds reported speech outside quotation marks, in text order. No two findings overlap, nor do they hold quotation marks.
pub(super) fn indirect(page: &Page) -> Vec<Reported> {
    let mut found = Vec::new();
    for block in 0..page.blocks.len() as u32 {
        if page.block_kind(block) != BlockKind::Paragraph {
            continue;
        }
        let (start, end) = page.block_tokens(block);
        let mut first = start;
        for token in start + 1..=end {
            let boundary = if token == end {
                Some(end)
            } else {
                sentence_boundary(page, first, token)
            };
            if let Some(boundary) = boundary {
                Sentence::new(page, first, boundary).reports(&mut found);
                first = boundary;
            }
        }
    }
    found
}

/// Where the sentence of the token begins, when it is the first of one: before the mark that opens a quotation. A sentence
/// inside a quotation is none of the reporter's.
fn sentence_boundary(page: &Page, floor: usize, token: usize) -> Option<usize> {
    if !page.starts_sentence(token) {
        return None;
    }
    if !page.quoted(token) {
        return Some(token);
    }
    let mark = (floor + 1..token)
        .rev()
        .find(|&before| {
            page.is_word(before) || page.is_number(before) || page.is_mark(before, ".!?,")
        })
        .map_or(token, |before| before + 1);
    (mark > floor && !page.quoted(mark - 1)).then_some(mark)
}

impl<'a> Sentence<'a> {
    fn new(page: &'a Page<'a>, start: usize, end: usize) -> Self {
        let closed = end > start + 1 && page.is_mark(end - 1, ".!?");
        Self {
            page,
            start: after_place(page, start, end),
            end: end - usize::from(closed),
        }
    }

    fn reports(self, found: &mut Vec<Reported>) {
        if self.end < self.start + 3 || self.end - self.start > SENTENCE_WORDS {
            return;
        }
        let mut at = self.start;
        if let Some(outer) = self.outer() {
            at = outer.end.max(outer.cue.1);
            self.push(outer, found);
        }
        while at < self.end {
            let next = self
                .forward(at)
                .filter(|next| self.is_plain(next.first, next.end));
            at = match next {
                Some(next) => {
                    self.push(next, found);
                    next.end.max(at + 1)
                }
                None => at + 1,
            };
        }
    }

    fn push(self, one: Found, found: &mut Vec<Reported>) {
        // `According to Orr, the bank “has failed”`: the quotation holds what is reported.
        let leads_up = self.page.quoted(one.end) || self.page.is_mark(one.end, "“\"‘");
        if leads_up && one.end <= one.first + 3 && !self.has_finite(one.first, one.end) {
            return;
        }
        // `She added that, “…”`, `The poll found that:`
        let says_nothing = self.page.lower(one.first) == "that"
            && !(one.first + 1..one.end)
                .any(|token| self.page.is_word(token) || self.page.is_number(token));
        if says_nothing {
            return;
        }
        found.push(Reported {
            content: self.page.tokens.span(one.first, one.end),
            source: one.source,
            cue: one.cue,
        });
    }

    /// Whether no quotation marks stand among these tokens.
    fn is_plain(self, first: usize, end: usize) -> bool {
        (first..end).all(|token| !self.page.quoted(token))
    }

    /// Whether a verb that tells something about a subject stands among these tokens.
    fn has_finite(self, first: usize, end: usize) -> bool {
        (first..end).any(|token| {
            let word = self.page.lower(token);
            self.page.has(token, Class::AFTER_SUBJECT | Class::PASSIVE)
                || FINITE.contains(&word)
                || word.ends_with("n't")
                || ["'s", "'re", "'ll", "'d", "'ve", "'m"]
                    .iter()
                    .any(|short| word.ends_with(short))
                || (word.len() > 4 && word.ends_with("ed") && !self.page.capitalized(token))
                || (self.page.has(token, Class::VERB) && !self.page.has(token, Class::PARTICIPLE))
        })
    }
}

/// Auxiliaries and a few verbs that no noun looks like.
const FINITE: &[&str] = &[
    "can", "could", "may", "might", "must", "shall", "should", "do", "does", "did", "am", "cannot",
    "went", "came", "made", "took", "gave", "got", "knew", "saw", "left", "met", "ran", "lost",
    "won", "paid", "sent", "kept", "felt", "led", "grew", "fell", "rose", "began", "became",
    "held", "stood", "needs", "makes", "takes", "gives", "gets", "goes", "comes", "knows",
    "remains", "seems", "need", "make", "take", "know", "want", "wants", "keep", "help", "helps",
];

/// A date line in front of the first sentence is no part of it: `DUNMORE — The mayor said …`
fn after_place(page: &Page, start: usize, end: usize) -> usize {
    let dash = (start + 1..end.min(start + 12)).find(|&token| page.is_mark(token, "—–―-"));
    let Some(dash) = dash else { return start };
    let place = (start..dash)
        .all(|token| !page.is_word(token) || page.capitalized(token) || page.is_number(token))
        && page
            .word(start)
            .chars()
            .all(|letter| !letter.is_lowercase());
    if place { dash + 1 } else { start }
}
