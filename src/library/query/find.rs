//! Finding a query in the documents of a library.

use std::collections::HashSet;

use crate::engine::{BlockKind, EntityKind, Quotation, Span, Speaker};
use crate::library::{DocId, Document, EntityId, Hit, Library, QuoteRef, TextId};

use super::narrow;
use super::term::Phrase;
use super::{Condition, Node, Query, Said, Sieve};

/// What a search came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sought {
    /// The places, in library order and then in text order.
    pub hits: Vec<Hit>,
    /// Whether there are more than were asked for.
    pub more: bool,
}

impl Library {
    /// Where the query is met: at most `limit` places.
    ///
    /// Each is the place of words, of a quotation or of a mention that the query asks for; the headline where it asks for nothing
    /// of the text.
    pub fn seek(&self, query: &Query, limit: usize) -> Sought {
        let names: Vec<HashSet<EntityId>> =
            query.names.iter().map(|name| bearers(self, name)).collect();
        let held = self.holding(&query.sieve());
        let may_hold = |document: &Document| match (&held, document.text.id()) {
            (Some(held), Some(id)) => held.contains(&id),
            _ => true,
        };
        let narrowed = narrow::narrowed(self, query, &names);
        let is_outside = |doc: DocId| narrowed.as_ref().is_some_and(|inside| !inside.holds(doc));
        let mut sought = Sought::default();
        for (doc, document) in self.present() {
            if is_outside(doc) || !may_hold(document) {
                continue;
            }
            let page = Page {
                library: self,
                doc,
                document,
                text: &document.text,
                query,
                names: &names,
            };
            let mut spans = Vec::new();
            if !page.meets(&query.root, &mut spans) {
                continue;
            }
            let room = limit - sought.hits.len();
            let spans = tidy(document, spans);
            sought.more = spans.len() > room;
            let hits = spans.into_iter().map(|span| Hit { doc, span });
            sought.hits.extend(hits.take(room));
            if sought.more {
                break;
            }
        }
        sought
    }

    /// The texts that may hold what is sought, where an index tells.
    fn holding(&self, sieve: &Sieve) -> Option<HashSet<TextId>> {
        if *sieve == Sieve::Any {
            return None;
        }
        let mut shelves = self.documents.iter().map(|document| document.text.shelf());
        shelves.find_map(|shelf| shelf)?.holding(sieve)
    }
}

/// Those who are called like this.
fn bearers(library: &Library, name: &Phrase) -> HashSet<EntityId> {
    let entities = library.entities.iter();
    entities
        .filter(|(_, entity)| {
            let mut forms = entity.aliases.iter().chain([&entity.name]);
            forms.any(|form| name.is_in_name(form))
        })
        .map(|(id, _)| id)
        .collect()
}

/// The places in text order, without those that lie in others; the headline where there is none.
fn tidy(document: &Document, mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.start, u32::MAX - span.end));
    let mut end = None;
    spans.retain(|span| {
        let inside = end.is_some_and(|end| span.end <= end);
        end = end.max(Some(span.end));
        !inside
    });
    if spans.is_empty() {
        let mut blocks = document.blocks.iter();
        let first = blocks.find(|block| block.kind != BlockKind::Header);
        spans.push(first.map_or(Span::default(), |block| block.span));
    }
    spans
}

/// One document, being looked at.
struct Page<'q> {
    library: &'q Library,
    doc: DocId,
    document: &'q Document,
    /// Where words are looked for: in all of it, or in a part.
    text: &'q str,
    query: &'q Query,
    names: &'q [HashSet<EntityId>],
}

impl Page<'_> {
    /// Whether the document meets this part of the query; adds the places that it asks for.
    fn meets(&self, node: &Node, spans: &mut Vec<Span>) -> bool {
        let before = spans.len();
        match node {
            Node::Words(phrase) => spans.extend(phrase.find(self.text)),
            Node::Near(phrases, within) => self.near(phrases, *within, spans),
            Node::Outlet(name) => {
                let outlet = self.document.outlet.as_deref();
                return outlet.is_some_and(|outlet| name.is_in_name(outlet));
            }
            Node::Date(first, last) => {
                let day = self.document.date.map(|dated| dated.day);
                return day.is_some_and(|day| {
                    first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
                });
            }
            Node::Person(name) => self.mentions(*name, EntityKind::Person, spans),
            Node::Organization(name) => self.mentions(*name, EntityKind::Organization, spans),
            Node::Quotation(conditions) => self.quotations(conditions, spans),
            Node::All(nodes) => {
                let all = nodes.iter().all(|node| self.meets(node, spans));
                if !all {
                    spans.truncate(before);
                }
                return all;
            }
            Node::Any(nodes) => {
                // Every part that is met adds its places.
                let met = nodes.iter().filter(|node| self.meets(node, spans));
                return met.count() > 0;
            }
            Node::Not(node) => return !self.meets(node, &mut Vec::new()),
        }
        spans.len() > before
    }

    fn near(&self, phrases: &[Phrase], within: usize, spans: &mut Vec<Span>) {
        let text = self.text;
        let mut rows: Vec<Vec<Span>> = Vec::new();
        for (at, phrase) in phrases.iter().enumerate() {
            let places: Vec<Span> = phrase.find(text).collect();
            if at == 0 {
                rows = places.into_iter().map(|place| vec![place]).collect();
                continue;
            }
            let mut longer = Vec::new();
            for row in &rows {
                for place in &places {
                    if row
                        .last()
                        .is_some_and(|last| is_near(text, *last, *place, within))
                    {
                        longer.push([row.as_slice(), &[*place]].concat());
                    }
                }
            }
            rows = longer;
        }
        spans.extend(rows.into_iter().flatten());
    }

    fn mentions(&self, name: usize, kind: EntityKind, spans: &mut Vec<Span>) {
        let Some(analysis) = self.library.analysis(self.doc) else {
            return;
        };
        for (entity, local) in analysis.entities.iter().zip(0..) {
            let id = self
                .library
                .entities
                .of(self.doc, crate::engine::LocalId(local));
            if entity.kind == kind && self.is_named(id, name) {
                spans.extend(&entity.mentions);
            }
        }
    }

    fn is_named(&self, id: Option<EntityId>, name: usize) -> bool {
        let names = self.names.get(name).zip(id);
        names.is_some_and(|(names, id)| names.contains(&id))
    }

    fn quotations(&self, conditions: &[Condition], spans: &mut Vec<Span>) {
        for at in self.library.speech_in(self.doc) {
            let Some(quotation) = self.library.quotation(at) else {
                continue;
            };
            let met = |condition: &Condition| {
                let met = match &condition.said {
                    Said::By(name) => self.is_by(at, quotation, *name),
                    Said::About(words) => {
                        let text = self.paragraph(quotation);
                        words.iter().all(|word| word.find(text).next().is_some())
                    }
                    Said::Beside(node) => {
                        let text = self.paragraph(quotation);
                        let paragraph = Page { text, ..*self };
                        paragraph.meets(node, &mut Vec::new())
                    }
                };
                met == condition.is_met
            };
            if conditions.iter().all(met) {
                spans.push(quotation.span);
            }
        }
    }

    /// The paragraphs in which a quotation stands.
    fn paragraph(&self, quotation: &Quotation) -> &str {
        let blocks = self.document.blocks.iter().map(|block| block.span);
        let mut around = blocks.filter(|block| block.overlaps(quotation.span));
        let first = around.next().unwrap_or(quotation.span);
        let last = around.next_back().unwrap_or(first);
        let whole = Span {
            start: first.start,
            end: last.end,
        };
        whole.of(&self.document.text)
    }

    fn is_by(&self, at: QuoteRef, quotation: &Quotation, name: usize) -> bool {
        match &quotation.speaker {
            Speaker::Entity(_) => self.is_named(self.library.speaker(at), name),
            Speaker::Unnamed(words) => {
                let name = self.query.names.get(name);
                name.is_some_and(|name| name.is_in_name(words))
            }
            Speaker::Unknown => false,
        }
    }
}

/// Whether at most so many words stand between two places, whichever comes first.
fn is_near(text: &str, one: Span, other: Span, within: usize) -> bool {
    let (first, second) = if one.start <= other.start {
        (one, other)
    } else {
        (other, one)
    };
    if second.start < first.end {
        return false;
    }
    let between = Span {
        start: first.end,
        end: second.start,
    };
    super::term::split(between.of(text))
        .take(within + 1)
        .count()
        <= within
}
