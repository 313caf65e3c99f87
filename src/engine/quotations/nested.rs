//! Quotations inside quotations with a speaker of their own: `“Ann Orr told me, ‘Go home,’” said Ben Dahl.`

use super::super::Span;
use super::clauses::{bare, subject};
use super::marks::Marked;
use super::page::Page;
use super::single_marks::inside;
use super::source::{Source, Voice, Who};
use super::words::Class;

/// How many tokens may stand between the inner verb of saying and the inner marks: `told all of us`.
const HEARER: usize = 4;

/// Longer quotations are not looked into: pieces of that length are a text that forgot its closing mark.
const LONGEST: usize = 600;

/// A quotation inside another, of a person who is named there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nested {
    pub(super) span: Span,
    pub(super) voice: Voice,
    pub(super) source: Source,
    /// The token of the verb of saying.
    pub(super) verb: usize,
}

/// The quotations inside this one whose speaker is named in it. What the outer speaker quotes of himself, or of nobody in
/// particular, stays a part of what he says.
pub(super) fn nested(page: &Page, outer: &Marked) -> Vec<Nested> {
    let (start, end) = (page.at(outer.span.start), page.at(outer.span.end));
    if end.saturating_sub(start) > LONGEST {
        return Vec::new();
    }
    inside(page.text(), outer)
        .into_iter()
        .filter_map(|span| spoken(page, span, start, end))
        .collect()
}

/// The inner quotation with its speaker; the outer one has the tokens `start` up to `end`.
fn spoken(page: &Page, span: Span, start: usize, end: usize) -> Option<Nested> {
    let (first, after) = (page.at(span.start), page.at(span.end));
    let (verb, source) = introduced(page, first, start).or_else(|| closed(page, after, end))?;
    let voice = match source.who {
        Who::Entity(id) if !page.is_organization(id) => Voice::Entity(id),
        Who::Pronoun => Voice::Entity(meant(page, source.first, start)?),
        _ => return None,
    };
    Some(Nested {
        span,
        voice,
        source,
        verb,
    })
}

/// `Ann Orr told us, ‘…’`
fn introduced(page: &Page, first: usize, start: usize) -> Option<(usize, Source)> {
    let last = first
        .checked_sub(1)
        .filter(|&last| page.is_mark(last, ",:"))?;
    let verb = (start.max(last.saturating_sub(HEARER))..last)
        .rev()
        .find(|&token| says(page, token))?;
    let sentence = page.sentence_start(verb, start);
    let opens = (sentence..verb).find(|&token| page.is_word(token))?;
    Some((verb, subject(page, verb, opens)?))
}

/// `‘…,’ Ann Orr said`
fn closed(page: &Page, after: usize, end: usize) -> Option<(usize, Source)> {
    let source = bare(page, after).filter(|source| source.end < end)?;
    says(page, source.end).then_some((source.end, source))
}

fn says(page: &Page, token: usize) -> bool {
    page.has(token, Class::SPEECH)
        && !page.has(token, Class::PARTICIPLE)
        && !page.is_noun_here(token)
}

/// Whom `he` or `she` means, when the outer quotation names one person of that gender before.
fn meant(page: &Page, pronoun: usize, start: usize) -> Option<super::super::LocalId> {
    let gender = page.pronoun_gender(pronoun)?;
    page.mentions_before(pronoun)
        .take_while(|mention| mention.first >= start)
        .find(|mention| {
            page.cast.is_human(mention.entity) && page.cast.gender(mention.entity) == gender
        })
        .map(|mention| mention.entity)
}
