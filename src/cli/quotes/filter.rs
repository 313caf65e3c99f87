//! Which quotations were asked for.

use std::collections::BTreeSet;

use crate::cli::days::Days;
use crate::cli::fold::words;
use crate::engine::QuotationKind;
use crate::library::{Document, EntityId, Library, QuoteRef};

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

/// The quotations, and what was left out of them.
#[derive(Debug, Default)]
pub(in crate::cli) struct Found {
    /// In library order, then as they stand in the text.
    pub(in crate::cli) quotations: Vec<QuoteRef>,
    /// Attributions to the speaker asked for that are too weak.
    pub(super) doubtful: usize,
    /// Documents without a date, where days were asked for.
    pub(super) undated: usize,
    /// Who of those asked for is quoted at all.
    pub(super) speakers: BTreeSet<EntityId>,
}

impl Filter {
    /// The quotations that pass, in library order and then as they stand in the text.
    pub(super) fn select(&self, library: &Library) -> Found {
        let mut found = Found::default();
        for doc in library.ids() {
            match library.document(doc).map(|document| self.when(document)) {
                Some(When::Inside) => {
                    for at in library.speech_in(doc) {
                        self.sort(library, at, &mut found);
                    }
                }
                Some(When::Undated) => found.undated += 1,
                Some(When::Outside) | None => {}
            }
        }
        found
    }

    /// Takes the quotation in, counts it as doubtful, or passes it over.
    fn sort(&self, library: &Library, at: QuoteRef, found: &mut Found) {
        let Some(quotation) = library.quotation(at) else {
            return;
        };
        let of_kind = self.kinds.is_empty() || self.kinds.contains(&quotation.kind);
        if !of_kind || !self.is_about(library, at) {
            return;
        }
        if let Some(by) = &self.by {
            let Some(speaker) = library.speaker(at).filter(|id| by.contains(id)) else {
                return;
            };
            found.speakers.insert(speaker);
            if quotation.is_doubtful() && self.doubtful == Doubtful::LeftOut {
                found.doubtful += 1;
                return;
            }
        }
        found.quotations.push(at);
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
    fn is_about(&self, library: &Library, at: QuoteRef) -> bool {
        if self.about.is_empty() {
            return true;
        }
        let (Some(document), Some(quotation)) = (library.document(at.doc), library.quotation(at))
        else {
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
