//! The quotations of a document with their speakers, decided one after the other.

use super::super::{QuotationKind, Rule, Span};
use super::after::{after, line_below};
use super::attribution::{Attribution, Surroundings, words_of};
use super::before::{before, wide};
use super::chain::chain;
use super::events::events;
use super::features::Features;
use super::kinds::{described, kind};
use super::marks::{Ending, Marked};
use super::page::Page;
use super::pronouns::History;
use super::resolve::resolve;
use super::source::Voice;

/// A piece of quoted text with what was decided about it.
#[derive(Clone, Debug)]
pub(super) struct Decided {
    pub(super) piece: Marked,
    pub(super) kind: QuotationKind,
    /// What the model of titles, terms and irony looked at.
    pub(super) features: Features,
    pub(super) voice: Option<Voice>,
    pub(super) source: Option<Span>,
    pub(super) cue: Option<Span>,
    pub(super) rule: Rule,
    /// The last quotation of this paragraph, up to this one, whose speaker is known.
    pub(super) paragraph_speaker: Option<usize>,
}

/// Decides on every piece in text order, and returns the speech events of the document too.
pub(super) fn decide(page: &Page, pieces: &[Marked]) -> (Vec<Decided>, History) {
    let events = events(page);
    let mut events = events.into_iter().peekable();
    let mut history = History::default();
    let singles = pieces.iter().filter(|piece| piece.single).count();
    let single_is_minor = singles * 2 < pieces.len();
    let twice = said_twice(page, pieces);
    let mut decided: Vec<Decided> = Vec::with_capacity(pieces.len());
    for (index, piece) in pieces.iter().enumerate() {
        let start = piece.span.start;
        while let Some((verb, source)) = events.next_if(|&(verb, _)| page.start(verb) < start) {
            if let Some(voice) = resolve(page, source, &history) {
                history.add(page.start(verb), voice);
            }
        }
        let around = Surroundings::of(page, pieces, index);
        let mut one = decide_one(page, piece, &around, &decided, &history);
        one.features = described(page, piece, &around, one.rule, twice[index]);
        one.kind = kind(
            page,
            piece,
            &around,
            one.rule,
            one.features,
            piece.single && single_is_minor,
        );
        if let Some(voice) = one.voice {
            history.add(start, voice);
        }
        decided.push(one);
    }
    for (verb, source) in events {
        if let Some(voice) = resolve(page, source, &history) {
            history.add(page.start(verb), voice);
        }
    }
    fill_back(page, &mut decided);
    (decided, history)
}

/// For each piece, whether the same words stand in quotation marks elsewhere in the document.
fn said_twice(page: &Page, pieces: &[Marked]) -> Vec<bool> {
    let words = |piece: &Marked| words_of(piece.span.of(page.text())).trim_end_matches([',', '.']);
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by_key(|&index| words(&pieces[index]));
    let mut twice = vec![false; pieces.len()];
    for pair in order.windows(2) {
        if words(&pieces[pair[0]]) == words(&pieces[pair[1]]) {
            twice[pair[0]] = true;
            twice[pair[1]] = true;
        }
    }
    twice
}

fn decide_one(
    page: &Page,
    piece: &Marked,
    around: &Surroundings,
    decided: &[Decided],
    history: &History,
) -> Decided {
    let attribution = attribute(page, piece, around);
    let mut one = Decided {
        piece: *piece,
        kind: QuotationKind::Mixed,
        features: Features::default(),
        voice: attribution.and_then(|found| resolve(page, found.source, history)),
        source: attribution.map(|found| found.source.span(page)),
        cue: attribution
            .and_then(|found| found.cue)
            .map(|(first, end)| page.tokens.span(first, end)),
        rule: attribution.map_or(Rule::None, |found| found.rule),
        paragraph_speaker: None,
    };
    if one.voice.is_none() {
        let link = chain(page, piece, around, decided, history);
        one.rule = link.as_ref().map_or(Rule::None, |link| link.rule);
        one.voice = link.as_ref().map(|link| link.voice);
        let from = link.as_ref().and_then(|link| decided.get(link.from?));
        one.source = link
            .and_then(|link| link.source)
            .map(|source| source.span(page))
            .or_else(|| from.and_then(|from| from.source));
        one.cue = from.and_then(|from| from.cue);
    }
    one.paragraph_speaker = if one.voice.is_some() {
        Some(decided.len())
    } else {
        decided
            .last()
            .filter(|before| before.piece.block == piece.block)
            .and_then(|before| before.paragraph_speaker)
    };
    one
}

fn attribute(page: &Page, piece: &Marked, around: &Surroundings) -> Option<Attribution> {
    let right = match piece.ending {
        Ending::Closed => after(page, around),
        Ending::RunsOn => line_below(page, piece.block),
    };
    right
        .or_else(|| before(page, around))
        .or_else(|| wide(page, around))
}

/// `“No.” “Never,” Orr said.`: the first quotation takes the speaker of the second.
fn fill_back(page: &Page, decided: &mut [Decided]) {
    for index in (1..decided.len()).rev() {
        let (head, tail) = decided.split_at_mut(index);
        let (Some(first), Some(second)) = (head.last_mut(), tail.first()) else {
            continue;
        };
        let weak = first.voice.is_none()
            || matches!(first.rule, Rule::PreviousParagraph | Rule::LastSpeaker);
        let sure = second.voice.is_some()
            && matches!(
                second.rule,
                Rule::After | Rule::AfterAnyVerb | Rule::LaterInParagraph
            );
        let adjacent = if first.piece.ending == Ending::RunsOn {
            first.piece.block + 1 == second.piece.block
        } else {
            first.piece.block == second.piece.block && nothing_between(page, first, second)
        };
        if weak && sure && adjacent {
            first.voice = second.voice;
            first.source = second.source;
            first.cue = second.cue;
            first.rule = Rule::LaterInParagraph;
        }
    }
}

fn nothing_between(page: &Page, first: &Decided, second: &Decided) -> bool {
    let gap = Span {
        start: first.piece.span.end,
        end: second.piece.span.start,
    };
    !gap.of(page.text()).contains(char::is_alphanumeric)
}
