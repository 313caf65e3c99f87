//! Turns of interviews and transcripts, where a name and a colon do the work of quotation marks: `ORR: We left at noon.`

use super::super::{BlockKind, LocalId, Span};
use super::marks::Marked;
use super::page::Page;
use super::phrases::noun_phrase;
use super::source::Who;
use crate::engine::hashing::HashMap;

/// The longest label of a turn, in tokens: `SEN. ADA M. ORR (D-Md.):`.
const LABEL: usize = 12;

/// Fewer turns are no transcript.
const TURNS: usize = 3;

/// How many paragraphs without a label may stand between two turns and belong to the first.
const GOES_ON: u32 = 3;

/// How many paragraphs above the first turn say whom an interview is with.
const INTRODUCTION: u32 = 3;

/// The words of one paragraph of a turn, and whose they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) content: Span,
    pub(super) speaker: LocalId,
    /// The words that name the speaker; none where a turn goes on in another paragraph.
    pub(super) source: Option<Span>,
}

/// Who speaks a turn, as its label says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Label {
    Named(LocalId),
    /// `A:` in an interview.
    Answer,
    /// A question, or somebody without a name: `MODERATOR:`.
    Other(String),
}

/// A paragraph that begins with a label: tokens `start` up to the `colon` and on to `end`.
struct Labelled {
    block: u32,
    label: Label,
    start: usize,
    colon: usize,
    end: usize,
}

/// The turns of a transcript whose speaker has a name. Turns in quotation marks are found like other quotations and left out.
pub(super) fn turns(page: &Page, pieces: &[Marked]) -> Vec<Turn> {
    let mut labelled: Vec<Labelled> = (0..page.blocks.len() as u32)
        .filter_map(|block| labelled(page, block))
        .collect();
    if labelled.len() < TURNS {
        return Vec::new();
    }
    name_labels(page, &mut labelled);
    if !is_transcript(&labelled) {
        return Vec::new();
    }
    let interviewed = interviewed(page, labelled[0].block);
    let mut found = Vec::new();
    for (index, turn) in labelled.iter().enumerate() {
        let speaker = match turn.label {
            Label::Named(id) => Some(id),
            Label::Answer => interviewed,
            Label::Other(_) => None,
        };
        let Some(speaker) = speaker else { continue };
        let label = page.tokens.span(turn.start, turn.colon);
        let mut add = |first: usize, end: usize, source: Option<Span>| {
            let content = page.tokens.span(first, end);
            if !content.is_empty() && !is_marked(content, pieces) {
                found.push(Turn {
                    content,
                    speaker,
                    source,
                });
            }
        };
        add(turn.colon + 1, turn.end, Some(label));
        let next = labelled
            .get(index + 1)
            .map_or(turn.block + 1, |next| next.block);
        if next - turn.block <= GOES_ON + 1 {
            for block in (turn.block + 1..next).filter(|&block| is_paragraph(page, block)) {
                let (first, end) = page.block_tokens(block);
                if is_speech(page, first, end) {
                    add(first, end, None);
                }
            }
        }
    }
    found
}

/// `ORR:`, where the text has `Ada Orr`: the label means her.
fn name_labels(page: &Page, labelled: &mut [Labelled]) {
    let people = page.cast.people_by_name();
    for turn in labelled {
        if let Label::Other(words) = &turn.label
            && let Some(&Some(id)) = people.get(words)
        {
            turn.label = Label::Named(id);
        }
    }
}

/// Whether somebody comes back after somebody else has spoken: a list of names with remarks is no transcript.
fn is_transcript(labelled: &[Labelled]) -> bool {
    let mut times: HashMap<&Label, usize> = HashMap::default();
    for turn in labelled {
        *times.entry(&turn.label).or_default() += 1;
    }
    times.len() > 1 && times.values().any(|&times| times > 1)
}

fn is_paragraph(page: &Page, block: u32) -> bool {
    page.block_kind(block) == BlockKind::Paragraph
}

/// Whether words are spoken: no number alone, and no `(BEGIN VIDEO CLIP)`.
fn is_speech(page: &Page, first: usize, end: usize) -> bool {
    let small = |token: usize| page.word(token).chars().any(char::is_lowercase);
    first < end && !page.is_mark(first, "([") && (first..end).any(small)
}

fn labelled(page: &Page, block: u32) -> Option<Labelled> {
    if !matches!(
        page.block_kind(block),
        BlockKind::Paragraph | BlockKind::Subhead
    ) {
        return None;
    }
    let (start, end) = page.block_tokens(block);
    let colon = (start + 1..end.min(start + LABEL)).find(|&token| page.mark(token) == ':')?;
    if !is_speech(page, colon + 1, end) || (start..colon).any(|token| page.quoted(token)) {
        return None;
    }
    let label = label(page, start, colon)?;
    Some(Labelled {
        block,
        label,
        start,
        colon,
        end,
    })
}

fn label(page: &Page, start: usize, colon: usize) -> Option<Label> {
    if colon == start + 1 {
        match page.lower(start) {
            "a" | "answer" => return Some(Label::Answer),
            "q" | "question" => return Some(Label::Other("q".to_owned())),
            _ => {}
        }
    }
    // A name with its titles, and no more: `SEN. ORR`, `Ada Orr (D)`.
    if let Some(source) = noun_phrase(page, start, colon)
        && let Who::Entity(id) = source.who
    {
        let whole =
            source.end == colon || page.mark(source.end) == '(' && page.mark(colon - 1) == ')';
        return (whole && !page.is_organization(id)).then_some(Label::Named(id));
    }
    let capitalized =
        (start..colon).all(|token| page.capitalized(token) || page.mark(token) == '.');
    if !capitalized {
        return None;
    }
    let words = page.tokens.span(start, colon).of(page.text());
    Some(Label::Other(words.to_lowercase()))
}

/// Whom an interview is with: the only person named in the paragraphs above its first turn, else in the title.
fn interviewed(page: &Page, first_turn: u32) -> Option<LocalId> {
    let only = |from: usize, until: usize| {
        let mut people = page
            .mentions_before(until)
            .take_while(|mention| mention.first >= from)
            .filter(|mention| page.cast.is_human(mention.entity))
            .map(|mention| mention.entity);
        let one = people.next()?;
        people.all(|other| other == one).then_some(one)
    };
    let until = page.block_tokens(first_turn).0;
    let above = page.block_tokens(first_turn.saturating_sub(INTRODUCTION)).0;
    only(above, until).or_else(|| only(0, until))
}

/// Whether the turn opens with quotation marks or lies in them.
fn is_marked(content: Span, pieces: &[Marked]) -> bool {
    let after = pieces.partition_point(|piece| piece.span.end <= content.start);
    pieces
        .get(after)
        .is_some_and(|piece| piece.span.start <= content.start)
}
