//! The stretches of a sentence that may hold names: capitalised words and what stands between them.

use std::ops::Range;

use super::super::tokens::{TokenKind, Tokens};
use super::forms::{lower_hash, phrase_hash};
use super::lists::STARTS_PHRASE;
use super::model::Model;

/// Capitalised words of one sentence with nothing but a few words and marks between them that names hold. All other tokens are
/// in no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) tokens: Range<usize>,
    /// The sentence around it.
    pub(super) sentence: Range<usize>,
    /// How the sentence is written.
    pub(super) casing: Casing,
}

/// How a sentence is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Casing {
    /// As sentences are.
    Running,
    /// Nearly every word with a capital, as in headlines.
    Headline,
    /// Nearly every word in capitals.
    Shouted,
}

/// The longest gap inside a segment, in tokens: `Department of the Interior`, `Orr, Jr.`
const GAP: usize = 3;

/// The longest name of a list that is looked up, in tokens.
pub(super) const LONGEST: usize = 8;

/// All segments, in text order.
pub(super) fn find(tokens: &Tokens) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let mut end = start + 1;
        while !begins(tokens, end) && end < tokens.len() {
            end += 1;
        }
        cut(tokens, start..end, &mut segments);
        start = end;
    }
    segments
}

/// How many sentences there are, counted up to `enough`.
pub(super) fn sentences(tokens: &Tokens, enough: usize) -> usize {
    let starts = (1..tokens.len()).filter(|&index| begins(tokens, index));
    starts.take(enough).count() + 1
}

fn begins(tokens: &Tokens, index: usize) -> bool {
    tokens.get(index).is_some_and(|token| {
        let before = index.checked_sub(1).and_then(|before| tokens.get(before));
        token.starts_sentence || before.is_some_and(|before| before.block != token.block)
    })
}

/// Whether the token is a word with a capital, in front or inside: `Orr`, `al-Orr`.
pub(super) fn is_capital(tokens: &Tokens, index: usize) -> bool {
    tokens.get(index).is_some_and(|token| token.has_capital)
}

fn cut(tokens: &Tokens, sentence: Range<usize>, segments: &mut Vec<Segment>) {
    let casing = casing(tokens, sentence.clone());
    let mut open: Option<Range<usize>> = None;
    let mut close = |tokens: Range<usize>| {
        segments.push(Segment {
            tokens,
            sentence: sentence.clone(),
            casing,
        });
    };
    for index in sentence.clone() {
        if is_capital(tokens, index) {
            let start = open.map_or(index, |range| range.start);
            open = Some(start..index + 1);
        } else if let Some(range) =
            open.take_if(|range| index >= range.end + GAP || !joins(tokens, index))
        {
            close(range);
        }
    }
    if let Some(range) = open {
        close(range);
    }
}

/// Whether the token may stand inside a name: `Department of Works`, `Lund & Orr`, `Ada von Hale`.
fn joins(tokens: &Tokens, index: usize) -> bool {
    match tokens.get(index).map(|token| token.kind) {
        Some(TokenKind::Word) => matches!(
            tokens.lower(index),
            "of" | "and"
                | "the"
                | "for"
                | "in"
                | "on"
                | "at"
                | "to"
                | "a"
                | "de"
                | "von"
                | "van"
                | "der"
                | "den"
                | "di"
                | "da"
                | "du"
                | "des"
                | "del"
                | "la"
                | "le"
                | "al"
                | "el"
                | "y"
                | "e"
                | "et"
                | "en"
                | "und"
                | "bin"
                | "bint"
                | "ibn"
                | "ben"
                | "abu"
                | "dos"
                | "ter"
                | "ten"
                | "s"
        ),
        Some(TokenKind::Number) => true,
        Some(TokenKind::Mark) => matches!(
            tokens.word(index),
            "." | "," | "-" | "–" | "&" | "/" | "'" | "’" | "‘" | "\"" | "“" | "”"
        ),
        None => false,
    }
}

fn casing(tokens: &Tokens, sentence: Range<usize>) -> Casing {
    let (mut all, mut capital, mut shouted) = (0, 0, 0);
    for index in sentence {
        let Some(token) = tokens
            .get(index)
            .filter(|token| token.kind == TokenKind::Word)
        else {
            continue;
        };
        all += 1;
        if token.capitalized {
            capital += 1;
            let word = tokens.word(index);
            shouted += usize::from(word.len() > 1 && !word.chars().any(char::is_lowercase));
        }
    }
    if all < 3 || capital * 10 < all * 7 {
        Casing::Running
    } else if shouted * 10 >= all * 7 {
        Casing::Shouted
    } else {
        Casing::Headline
    }
}

/// For each token the lists that have a longer name standing over it: those it begins, then those it continues, 32 bits each.
pub(super) fn phrases(tokens: &Tokens, model: &Model, segments: &[Segment]) -> Vec<u64> {
    let mut phrases = vec![0; tokens.len()];
    for segment in segments {
        let mut at = segment.tokens.start;
        while at < segment.tokens.end {
            let Some((end, lists)) = longest(tokens, model, at..segment.tokens.end) else {
                at += 1;
                continue;
            };
            phrases[at] = u64::from(lists);
            phrases[at + 1..end].fill(u64::from(lists) << 32);
            at = end;
        }
    }
    phrases
}

/// The longest name of two words or more that begins with the first token: the token after it, and its lists.
fn longest(tokens: &Tokens, model: &Model, range: Range<usize>) -> Option<(usize, u32)> {
    if !is_capital(tokens, range.start) {
        return None;
    }
    let first = lower_hash(tokens, range.start);
    let starts = model
        .word(first)
        .is_some_and(|word| word.lists & STARTS_PHRASE != 0);
    if !starts {
        return None;
    }
    let mut hash = phrase_hash(0, first);
    let mut found = None;
    for index in range.start + 1..range.end.min(range.start + LONGEST) {
        if tokens.word(index) == "." {
            continue;
        }
        hash = phrase_hash(hash, lower_hash(tokens, index));
        if let Some(word) = model.word(hash) {
            found = Some((index + 1, word.lists));
        }
    }
    found
}

/// The hash by which a model knows a name of a list, and that of its first word when it has several.
pub(super) fn key(tokens: &Tokens) -> Option<(u64, Option<u64>)> {
    let words: Vec<u64> = (0..tokens.len())
        .filter(|&index| tokens.word(index) != ".")
        .map(|index| lower_hash(tokens, index))
        .collect();
    match words[..] {
        [word] => Some((word, None)),
        [first, ..] if words.len() <= LONGEST => {
            Some((words.into_iter().fold(0, phrase_hash), Some(first)))
        }
        _ => None,
    }
}
