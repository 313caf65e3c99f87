//! Quotations: the marks, the kind, and who said it.
//!
//! The order of the rules, and how far each may be trusted, was measured on articles with known speakers. What they have
//! in common: words right after a quotation are asked first, then the words before it, then what the paragraph and the
//! paragraph above say. A pronoun means the last speaker of its gender, unless somebody newer became the subject.

mod after;
mod attribution;
mod before;
mod candidates;
mod cast;
mod chain;
mod citations;
mod clauses;
mod decided;
mod events;
mod headings;
mod indirect;
mod kinds;
pub(crate) mod marks;
mod nested;
mod page;
mod phrases;
mod pronouns;
mod resolve;
mod roles;
mod single_marks;
mod source;
#[cfg(test)]
mod tests;
mod trees;
mod turns;
mod words;

use super::names::Names;
use super::tokens::Tokens;
use super::{Block, Citation, Lexicon, Quotation, QuotationKind, Rival, Rule, Span, Speaker};
use candidates::Trait;
use cast::Cast;
use decided::{Decided, Judge, decide};
use indirect::indirect;
use marks::Marked;
use page::Page;
use resolve::resolve;
use source::Voice;

/// Who may have said a text in quotation marks, for the program that trains the model.
#[derive(Clone, Debug)]
pub struct Weighing {
    /// The text with its marks.
    pub span: Span,
    /// Whether the words beside it name the first candidate, so that nothing is weighed.
    pub told: bool,
    /// Names or words of the candidates, with the values of their traits.
    pub candidates: Vec<(String, Vec<u8>)>,
    /// The traits of the answer that nobody of them said it.
    pub nobody: Vec<u8>,
}

/// Words before an unnamed speaker that say nothing about him.
const ARTICLES: &[&str] = &["the", "a", "an", "his", "her", "their", "its"];

/// Builds what is built once.
pub(super) fn prepare() {
    candidates::prepare();
    kinds::prepare();
}

/// Finds the quotations of a document with who said them, and the outlets it cites, both in text order. `pieces` are its
/// marked texts.
pub(crate) fn find(
    tokens: &Tokens,
    blocks: &[Block],
    pieces: &[Marked],
    names: &Names,
    lexicon: &Lexicon,
) -> (Vec<Quotation>, Vec<Citation>) {
    let cast = Cast::new(names);
    let page = Page::new(tokens, blocks, &cast, lexicon);
    (quotations(&page, pieces), citations::citations(&page))
}

/// The marked texts of a document with the features by which speech is told from titles, terms and irony.
pub(crate) fn described(
    tokens: &Tokens,
    blocks: &[Block],
    pieces: &[Marked],
    names: &Names,
    lexicon: &Lexicon,
) -> Vec<(Span, Vec<u8>)> {
    let cast = Cast::new(names);
    let page = Page::new(tokens, blocks, &cast, lexicon);
    let (decided, _) = decide(&page, pieces, Judge::Weights);
    decided
        .iter()
        .map(|one| (one.piece.span, one.features.values()))
        .collect()
}

/// The marked texts of a document with everybody who may have said them.
pub(crate) fn candidates(
    tokens: &Tokens,
    blocks: &[Block],
    pieces: &[Marked],
    names: &Names,
    lexicon: &Lexicon,
) -> Vec<Weighing> {
    let cast = Cast::new(names);
    let page = Page::new(tokens, blocks, &cast, lexicon);
    let (decided, _) = decide(&page, pieces, Judge::Rules);
    let name = |voice| match voice {
        Voice::Entity(id) => cast.name(id).to_owned(),
        Voice::Unnamed(span) => unnamed(span.of(page.text())),
    };
    decided
        .iter()
        .map(|one| Weighing {
            span: one.piece.span,
            told: one.told,
            candidates: one
                .candidates
                .iter()
                .map(|candidate| (name(candidate.voice), candidate.traits.values().to_vec()))
                .collect(),
            nobody: one.nobody.values().to_vec(),
        })
        .collect()
}

/// The names of the features of marked texts, in the order of their values.
pub fn feature_names() -> Vec<&'static str> {
    kinds::feature_names().collect()
}

/// The names of the traits of candidates, in the order of their values.
pub fn trait_names() -> Vec<&'static str> {
    Trait::ALL.iter().map(|&(_, name)| name).collect()
}

fn quotations(page: &Page, pieces: &[Marked]) -> Vec<Quotation> {
    let (mut decided, mut history) = decide(page, pieces, Judge::Weights);
    headings::same_words(page, &mut decided);
    let mut found: Vec<Quotation> = decided.iter().map(|one| quotation(page, one)).collect();
    found.extend(inner_quotations(page, &decided));
    let turns = turns::turns(page, pieces);
    history.sort();
    for reported in indirect(page) {
        let within = turns.partition_point(|turn| turn.content.end <= reported.content.start);
        // What is told in a turn is told by its speaker.
        if turns
            .get(within)
            .is_some_and(|turn| turn.content.overlaps(reported.content))
        {
            continue;
        }
        let voice = reported
            .source
            .and_then(|source| resolve(page, source, &history));
        found.push(Quotation {
            span: reported.content,
            kind: QuotationKind::Indirect,
            speaker: speaker(page, voice),
            source: reported.source.map(|source| source.span(page)),
            cue: Some(page.tokens.span(reported.cue.0, reported.cue.1)),
            rule: if voice.is_some() {
                Rule::Reported
            } else {
                Rule::None
            },
            confidence: voice.map_or(0.0, |_| Rule::Reported.confidence()),
            rivals: Vec::new(),
        });
    }
    found.extend(turns.into_iter().map(turn));
    found.sort_by_key(|quotation| quotation.span);
    found
}

/// The quotations that stand inside others.
fn inner_quotations<'p>(page: &'p Page, decided: &'p [Decided]) -> impl Iterator<Item = Quotation> {
    decided
        .iter()
        .filter(|outer| outer.kind != QuotationKind::Scare)
        .flat_map(|outer| nested::nested(page, &outer.piece))
        .map(|inner| Quotation {
            span: inner.span,
            kind: QuotationKind::Direct,
            speaker: speaker(page, Some(inner.voice)),
            source: Some(inner.source.span(page)),
            cue: Some(page.tokens.span(inner.verb, inner.verb + 1)),
            rule: Rule::Nested,
            confidence: Rule::Nested.confidence(),
            rivals: Vec::new(),
        })
}

fn turn(turn: turns::Turn) -> Quotation {
    Quotation {
        span: turn.content,
        kind: QuotationKind::Direct,
        speaker: Speaker::Entity(turn.speaker),
        source: turn.source,
        cue: None,
        rule: Rule::Turn,
        confidence: Rule::Turn.confidence(),
        rivals: Vec::new(),
    }
}

fn quotation(page: &Page, one: &Decided) -> Quotation {
    let scare = one.kind == QuotationKind::Scare;
    let rule = if scare || one.voice.is_none() {
        Rule::None
    } else {
        one.rule
    };
    let known = rule != Rule::None;
    Quotation {
        span: one.piece.span,
        kind: one.kind,
        speaker: speaker(page, one.voice.filter(|_| known)),
        source: one.source.filter(|_| known),
        cue: one.cue.filter(|_| known),
        rule,
        confidence: if known { one.confidence } else { 0.0 },
        rivals: if scare {
            Vec::new()
        } else {
            one.rivals
                .iter()
                .map(|&(voice, likelihood)| Rival {
                    speaker: speaker(page, Some(voice)),
                    likelihood,
                })
                .collect()
        },
    }
}

fn speaker(page: &Page, voice: Option<Voice>) -> Speaker {
    match voice {
        None => Speaker::Unknown,
        Some(Voice::Entity(id)) => Speaker::Entity(id),
        Some(Voice::Unnamed(span)) => Speaker::Unnamed(unnamed(span.of(page.text()))),
    }
}

/// The words for an unnamed speaker, without a leading article: `senior official`, but `one official`.
fn unnamed(words: &str) -> String {
    let mut words: Vec<&str> = words.split_whitespace().collect();
    let is_article = |word: &&str| {
        ARTICLES
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
    };
    if words.len() > 1 && words.first().is_some_and(is_article) {
        words.remove(0);
    }
    words.join(" ")
}
