//! Quotations without an attribution of their own: who goes on speaking.

use super::super::{BlockKind, Rule};
use super::attribution::Surroundings;
use super::candidates::Vote;
use super::clauses::actor;
use super::decided::Decided;
use super::marks::{Ending, Marked};
use super::page::{Page, REACH};
use super::phrases::can_speak;
use super::pronouns::History;
use super::resolve::resolve;
use super::source::{Source, Voice};

/// Who goes on, and how that is known.
pub(super) struct Link {
    pub(super) voice: Voice,
    pub(super) rule: Rule,
    /// The words that name the speaker, where this link found some.
    pub(super) source: Option<Source>,
    /// The quotation whose speaker goes on, as an index.
    pub(super) from: Option<usize>,
}

/// Every answer of what stands above the quotation, the likeliest first.
pub(super) fn chain(
    page: &Page,
    piece: &Marked,
    around: &Surroundings,
    decided: &[Decided],
    history: &History,
    answer: &mut impl FnMut(Vote, Link),
) {
    let mut add = |vote, found: Option<Link>| {
        if let Some(found) = found {
            answer(vote, found);
        }
    };
    let before = decided.last();
    if let Some(before) = before
        && before.piece.ending == Ending::RunsOn
        && before.piece.block + 1 == piece.block
    {
        add(
            Vote::Continued,
            inherited(decided, decided.len() - 1, Rule::Continued),
        );
    }
    let here = before
        .filter(|before| before.piece.block == piece.block)
        .and_then(|before| before.paragraph_speaker);
    if let Some(here) = here {
        add(
            Vote::SameParagraph,
            inherited(decided, here, Rule::SameParagraph),
        );
    }
    let words_before = (around.block_start..around.quote.min(around.block_start + 8))
        .any(|token| page.is_word(token) || page.is_number(token));
    if words_before {
        add(
            Vote::PreviousSentence,
            sentence_above(page, around.block_start, around.quote, history)
                .filter(|(_, voice)| matches!(voice, Voice::Entity(_)))
                .map(|(source, voice)| found(source, voice, Rule::PreviousSentence)),
        );
    } else {
        paragraph_above(page, piece, decided, history, &mut add);
    }
}

fn paragraph_above(
    page: &Page,
    piece: &Marked,
    decided: &[Decided],
    history: &History,
    add: &mut impl FnMut(Vote, Option<Link>),
) {
    if page.block_kind(piece.block) != BlockKind::Paragraph {
        return;
    }
    let Some(above) = page.paragraph_before(piece.block) else {
        return;
    };
    let (start, end) = page.block_tokens(above);
    let last_sentences = (start.max(end.saturating_sub(REACH))..end)
        .rev()
        .filter(|&token| page.starts_sentence(token) && !page.quoted(token))
        .take(2);
    for sentence in last_sentences {
        let limit = sentence_end(page, sentence, end);
        let spoken = actor(page, sentence, limit)
            .and_then(|source| Some((source, resolve(page, source, history)?)));
        if let Some((source, voice)) = spoken
            && (matches!(voice, Voice::Entity(_)) || !source.is_somebody())
            && can_speak(page, source)
        {
            add(
                Vote::PreviousParagraph,
                Some(found(source, voice, Rule::PreviousParagraph)),
            );
            break;
        }
    }
    if decided
        .last()
        .is_some_and(|before| before.piece.block == above)
    {
        add(
            Vote::LastSpeaker,
            inherited(decided, decided.len() - 1, Rule::LastSpeaker),
        );
    }
}

/// The subject of the nearest sentence between two tokens.
fn sentence_above(
    page: &Page,
    start: usize,
    end: usize,
    history: &History,
) -> Option<(Source, Voice)> {
    (start.max(end.saturating_sub(REACH))..end)
        .rev()
        .filter(|&token| page.starts_sentence(token) && !page.quoted(token))
        .take(4)
        .find_map(|sentence| {
            let source = actor(page, sentence, end)?;
            Some((source, resolve(page, source, history)?))
        })
}

fn sentence_end(page: &Page, start: usize, limit: usize) -> usize {
    (start + 1..limit.min(start + REACH))
        .find(|&token| page.starts_sentence(token))
        .unwrap_or(limit)
}

fn inherited(decided: &[Decided], from: usize, rule: Rule) -> Option<Link> {
    Some(Link {
        voice: decided.get(from)?.voice?,
        rule,
        source: None,
        from: Some(from),
    })
}

fn found(source: Source, voice: Voice, rule: Rule) -> Link {
    Link {
        voice,
        rule,
        source: Some(source),
        from: None,
    }
}
