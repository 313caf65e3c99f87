//! Which quotations were asked for.

use std::collections::BTreeSet;

use crate::cli::days::Days;
use crate::cli::fold::words;
use crate::engine::QuotationKind;
use crate::library::{DocId, Document, EntityId, Library, QuoteRef};

use super::row::Row;

/// Whether doubtful attributions count when a speaker is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubtful {
    /// They do.
    Listed,
    /// They are only counted.
    LeftOut,
}

/// What was asked for. An empty list asks for nothing in particular.
#[derive(Debug)]
pub(super) struct Filter {
    pub(super) by: Option<Vec<EntityId>>,
    pub(super) about: Vec<String>,
    pub(super) since: Option<Days>,
    pub(super) until: Option<Days>,
    pub(super) kinds: Vec<QuotationKind>,
    pub(super) doubtful: Doubtful,
}

/// The rows, and what was left out of them.
#[derive(Debug, Default)]
pub(super) struct Found<'l> {
    pub(super) rows: Vec<Row<'l>>,
    /// Attributions to the speaker asked for that are too weak.
    pub(super) doubtful: usize,
    /// Documents without a date, where days were asked for.
    pub(super) undated: usize,
    /// Who of those asked for is quoted at all.
    pub(super) speakers: BTreeSet<EntityId>,
}

impl Filter {
    /// The quotations that pass, in library order and then as they stand in the text.
    pub(super) fn select<'l>(&self, library: &'l Library) -> Found<'l> {
        let mut found = Found::default();
        for doc in library.ids() {
            let Some(document) = library.document(doc) else {
                continue;
            };
            match self.when(document) {
                When::Inside => self.select_from(library, doc, document, &mut found),
                When::Undated => found.undated += 1,
                When::Outside => {}
            }
        }
        found
    }

    fn select_from<'l>(
        &self,
        library: &'l Library,
        doc: DocId,
        document: &'l Document,
        found: &mut Found<'l>,
    ) {
        let quotations = library
            .analysis(doc)
            .map_or(&[][..], |analysis| &analysis.quotations);
        for (index, quotation) in quotations.iter().enumerate() {
            let at = QuoteRef {
                doc,
                index: index as u32,
            };
            let of_kind = self.kinds.is_empty() || self.kinds.contains(&quotation.kind);
            if !quotation.is_speech() || !of_kind || !self.is_about(document, at, library) {
                continue;
            }
            if let Some(by) = &self.by {
                let Some(speaker) = library.speaker(at).filter(|id| by.contains(id)) else {
                    continue;
                };
                found.speakers.insert(speaker);
                if quotation.is_doubtful() && self.doubtful == Doubtful::LeftOut {
                    found.doubtful += 1;
                    continue;
                }
            }
            found.rows.extend(Row::new(library, document, at));
        }
    }

    /// Whether the document is from the days that were asked for.
    fn when(&self, document: &Document) -> When {
        if self.since.is_none() && self.until.is_none() {
            return When::Inside;
        }
        let Some(dated) = document.date else {
            return When::Undated;
        };
        let early = self.since.is_some_and(|since| dated.day < since.first);
        let late = self.until.is_some_and(|until| dated.day > until.last);
        if early || late {
            When::Outside
        } else {
            When::Inside
        }
    }

    /// Whether the paragraphs of the quotation hold a word that begins like each word asked for.
    fn is_about(&self, document: &Document, at: QuoteRef, library: &Library) -> bool {
        if self.about.is_empty() {
            return true;
        }
        let Some(quotation) = library.quotation(at) else {
            return false;
        };
        let around: Vec<String> = document
            .blocks
            .iter()
            .filter(|block| block.span.overlaps(quotation.span))
            .flat_map(|block| words(block.span.of(&document.text)))
            .collect();
        self.about
            .iter()
            .all(|asked| around.iter().any(|word| word.starts_with(asked.as_str())))
    }
}

/// Where a document lies among the days asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Inside,
    Outside,
    Undated,
}
