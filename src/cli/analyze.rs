//! `onrecord analyze`: all findings as JSON, one object for each document. Other programs read it; its fields keep their meaning.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

use chrono::NaiveDate;
use serde::Serialize;

use crate::engine::{Analysis, EntityKind, LocalId, QuotationKind, Rule, Span, Tie};
use crate::library::{DocId, Document, EntityId, Library, Moment, QuoteRef, Statements};

use super::arguments::AnalyzeArguments;
use super::errors::Error;
use super::formats::json;
use super::open;
use super::output::output;
use super::speaker::{SpeakerKind, speaker};
use super::wording;

/// Prints one object for each document, in library order.
pub(crate) fn run(arguments: &AnalyzeArguments) -> Result<ExitCode, Error> {
    let opened = open::analysed(&arguments.library)?;
    let library = &opened.library;
    let texts = if arguments.with_text {
        Texts::Printed
    } else {
        Texts::LeftOut
    };
    let gathered = opened.gathered();
    let statements = &gathered.statements;
    let mut out = output();
    for object in library
        .ids()
        .filter_map(|doc| object(library, statements, doc, texts))
    {
        json::write_line(&object, &mut out)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Whether the objects carry the texts that their offsets point into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Texts {
    Printed,
    LeftOut,
}

/// One document with its findings.
#[derive(Debug, Serialize)]
struct Object<'l> {
    id: &'l str,
    path: String,
    title: Option<&'l str>,
    opening: &'l str,
    date: Option<NaiveDate>,
    date_basis: &'static str,
    outlet: Option<&'l str>,
    byline: Option<&'l str>,
    published: Option<Moment>,
    updated: Option<Moment>,
    address: Option<&'l str>,
    quotes: Vec<Quote<'l>>,
    entities: Vec<Named<'l>>,
    citations: Vec<Cited<'l>>,
    notes: Vec<Noted<'l>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'l str>,
}

#[derive(Debug, Serialize)]
struct Quote<'l> {
    #[serde(flatten)]
    span: Span,
    kind: QuotationKind,
    speaker: Option<&'l str>,
    speaker_kind: SpeakerKind,
    source: Option<Span>,
    cue: Option<Span>,
    confidence: f32,
    rule: Rule,
    statement: Option<String>,
}

#[derive(Debug, Serialize)]
struct Named<'l> {
    name: &'l str,
    kind: EntityKind,
    role: Option<&'l str>,
    aliases: Vec<&'l str>,
    /// Why each alias means it, in the order of the aliases.
    alias_reasons: Vec<&'static str>,
    mentions: Vec<Span>,
}

#[derive(Debug, Serialize)]
struct Cited<'l> {
    outlet: &'l str,
    #[serde(flatten)]
    span: Span,
}

#[derive(Debug, Serialize)]
struct Noted<'l> {
    #[serde(flatten)]
    span: Span,
    text: &'l str,
}

fn object<'l>(
    library: &'l Library,
    statements: &'l Statements,
    doc: DocId,
    texts: Texts,
) -> Option<Object<'l>> {
    let document = library.document(doc)?;
    let found = Findings {
        library,
        statements,
        doc,
        analysis: library.analysis(doc),
    };
    Some(Object {
        id: &document.name,
        path: document.path.display().to_string(),
        title: document.title.as_deref(),
        opening: &document.opening,
        date: document.date.map(|dated| dated.day),
        date_basis: wording::basis(document.date),
        outlet: document.outlet.as_deref(),
        byline: document.byline.as_deref(),
        published: document.published,
        updated: document.updated,
        address: document.address.as_deref(),
        quotes: found.quotes(),
        entities: found.entities(),
        citations: found.citations(),
        notes: found.notes(),
        text: text(document, texts),
    })
}

fn text(document: &Document, texts: Texts) -> Option<&str> {
    (texts == Texts::Printed).then_some(&*document.text)
}

/// What was found in one document. Nothing, when it has not been analysed.
struct Findings<'l> {
    library: &'l Library,
    statements: &'l Statements,
    doc: DocId,
    analysis: Option<&'l Analysis>,
}

impl<'l> Findings<'l> {
    fn quotes(&self) -> Vec<Quote<'l>> {
        let quotations = self
            .analysis
            .into_iter()
            .flat_map(|found| &found.quotations);
        quotations
            .zip(0..)
            .map(|(quotation, index)| {
                let at = QuoteRef {
                    doc: self.doc,
                    index,
                };
                let (speaker, speaker_kind) = speaker(self.library, at);
                Quote {
                    span: quotation.span,
                    kind: quotation.kind,
                    speaker,
                    speaker_kind,
                    source: quotation.source,
                    cue: quotation.cue,
                    confidence: quotation.confidence,
                    rule: quotation.rule,
                    statement: self.statements.of(at).map(|id| id.to_string()),
                }
            })
            .collect()
    }

    /// The entities in order of their first mention, under the names of the library. Two that the library knows as one are
    /// one here too.
    fn entities(&self) -> Vec<Named<'l>> {
        let mut named: Vec<Named<'l>> = Vec::new();
        let mut places: BTreeMap<EntityId, usize> = BTreeMap::new();
        let locals = self.analysis.into_iter().flat_map(|found| &found.entities);
        for (local, index) in locals.zip(0..) {
            let id = self.library.entities.of(self.doc, LocalId(index));
            let entity = id.and_then(|id| self.library.entities.get(id));
            let name = entity.map_or(local.name.as_str(), |entity| &entity.name);
            let fresh = named.len();
            let place = id.map_or(fresh, |id| *places.entry(id).or_insert(fresh));
            if place == fresh {
                named.push(Named {
                    name,
                    kind: entity.map_or(local.kind, |entity| entity.kind),
                    role: None,
                    aliases: Vec::new(),
                    alias_reasons: Vec::new(),
                    mentions: Vec::new(),
                });
            }
            let Some(one) = named.get_mut(place) else {
                continue;
            };
            let known = local.role.as_deref();
            one.role = one
                .role
                .or(known)
                .or_else(|| entity.and_then(|entity| entity.role.as_deref()));
            for form in [&local.name].into_iter().chain(&local.aliases) {
                if form != name && !one.aliases.contains(&form.as_str()) {
                    one.aliases.push(form);
                    one.alias_reasons
                        .push(Tie::between(one.kind, name, form).words());
                }
            }
            one.mentions.extend(&local.mentions);
            one.mentions.sort_unstable();
        }
        named
    }

    fn citations(&self) -> Vec<Cited<'l>> {
        let citations = self.analysis.into_iter().flat_map(|found| &found.citations);
        citations
            .map(|citation| Cited {
                outlet: &citation.outlet,
                span: citation.span,
            })
            .collect()
    }

    fn notes(&self) -> Vec<Noted<'l>> {
        let notes = self.analysis.into_iter().flat_map(|found| &found.notes);
        notes
            .map(|note| Noted {
                span: note.span,
                text: &note.text,
            })
            .collect()
    }
}
