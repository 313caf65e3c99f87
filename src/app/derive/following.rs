//! The quotations of the person followed, from the oldest document to the newest.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::library::{DateBasis, DocId, EntityId, Library, QuoteRef};

/// What `]` and `[` go through.
#[derive(Clone, Debug, Default)]
pub struct Followed {
    /// In order of dates, and in text order within a document.
    pub quotations: Vec<QuoteRef>,
    /// How many doubtful ones are left out.
    pub left_out: usize,
    in_document: BTreeMap<DocId, usize>,
}

/// Where a document stands in time: undated ones come last. A file's own time says nothing about its article.
fn moment(library: &Library, doc: DocId) -> (NaiveDate, DocId) {
    let day = library
        .document(doc)
        .and_then(|document| document.date)
        .filter(|date| date.basis != DateBasis::FileTime)
        .map_or(NaiveDate::MAX, |date| date.day);
    (day, doc)
}

impl Followed {
    /// Gathers the quotations of an entity.
    pub(super) fn new(library: &Library, entity: Option<EntityId>, doubtful: bool) -> Self {
        let mut followed = Self::default();
        let Some((id, entity)) = entity.and_then(|id| Some((id, library.entities.get(id)?))) else {
            return followed;
        };
        let mut documents: Vec<_> = entity
            .documents
            .iter()
            .filter(|(_, tally)| tally.quotations > 0)
            .map(|(doc, _)| *doc)
            .collect();
        documents.sort_by_key(|&doc| moment(library, doc));
        for doc in documents {
            let before = followed.quotations.len();
            for (at, is_doubtful) in library.entities.said(id, doc) {
                if is_doubtful && !doubtful {
                    followed.left_out += 1;
                } else {
                    followed.quotations.push(at);
                }
            }
            followed
                .in_document
                .insert(doc, followed.quotations.len() - before);
        }
        followed
    }

    /// How many of them a document holds.
    pub fn in_document(&self, doc: DocId) -> usize {
        self.in_document.get(&doc).copied().unwrap_or(0)
    }

    /// How many documents hold any.
    pub fn documents(&self) -> usize {
        self.in_document
            .values()
            .filter(|&&count| count > 0)
            .count()
    }

    /// The place of a quotation among them, counted from 0.
    pub fn place(&self, at: QuoteRef) -> Option<usize> {
        self.quotations
            .iter()
            .position(|&quotation| quotation == at)
    }

    /// How many of them stand before a byte of a document in the order of time.
    pub fn before(&self, library: &Library, doc: DocId, byte: u32) -> usize {
        let here = (moment(library, doc), byte);
        self.quotations.partition_point(|&at| {
            let start = library
                .quotation(at)
                .map_or(0, |quotation| quotation.span.start);
            (moment(library, at.doc), start) < here
        })
    }
}
