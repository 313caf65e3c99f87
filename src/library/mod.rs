//! What the reader has: documents from files, their dates and outlets, and the entities across all of them.

mod analyze;
mod bundled;
mod chain;
mod copies;
mod corrections;
mod dates;
mod days;
mod document;
mod drafts;
mod entities;
#[cfg(any(fuzzing, test))]
pub mod fuzzing;
mod gathered;
mod import;
mod list;
mod moment;
mod naming;
mod novelty;
mod open;
mod origins;
mod outlet;
mod paragraphs;
pub(crate) mod parallel;
mod passage;
mod query;
mod renewal;
mod search;
mod segments;
mod shelf;
mod shift;
mod statements;
mod tagged;
#[cfg(test)]
mod tests;
mod title;
mod unnamed;
mod versions;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::engine::{Analysis, Background, Quotation, Speaker};

pub(crate) use analyze::{BROKE_DOWN, analyze, analyze_all_by, survey};
pub use analyze::{analyze_all, analyze_draft};
pub use chain::{Chain, Held, Link, Node};
pub use copies::{Copies, Likeness};
pub use corrections::{
    Anchor, Annotation, Correction, Corrections, Log, Name, Repair, Standing, tags,
};
pub use days::Days;
pub(crate) use document::split_number;
pub use document::{DateBasis, Dated, Document, Metadata, fingerprint};
pub use drafts::{Checked, Verdict, check};
pub use entities::{Entities, Entity, EntityId, Ledger, Tally};
pub use gathered::Gathered;
pub(crate) use import::{PDF_ARGUMENT, links_in_feed, serve_pdf, words_in_file};
pub use list::{Input, Listing, STANDARD_INPUT};
pub use moment::Moment;
pub(crate) use naming::own_name;
pub use novelty::{Known, Novelty, first_mention, told};
pub(crate) use open::documents_of;
pub(crate) use open::{Batch, fetch, last_change, make, within};
pub use open::{Draft, OpenError, Outcome, assemble, glance, read, read_all};
pub use origins::{Origin, Origins, Way};
pub use paragraphs::{Paragraph, compare};
pub use passage::{Passage, words_from};
pub(crate) use query::words_in;
pub use query::{Fault, Query, Sieve, Sought};
pub use renewal::{Renewal, Renewed};
pub use search::{Hit, Needle};
pub(crate) use segments::{LARGE, Step};
pub use shelf::{Blocks, Findings, Shelf, Text, TextId};
pub use shift::Shift;
pub use statements::{
    Change, Compared, Haystack, Part, Placed, Statement, StatementId, Statements, Telling,
    Tellings, Variant, Word, Wording, appeared, words, words_of,
};
pub use tagged::Tagged;
pub(crate) use title::bounded;
pub use unnamed::Unnamed;
pub use versions::{Version, VersionFolder};

/// A document of the open library: its place in [`Library::documents`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocId(pub u32);

/// One quotation of one document: its place in [`Analysis::quotations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct QuoteRef {
    /// The document.
    pub doc: DocId,
    /// The place in its analysis.
    pub index: u32,
}

/// A file that could not be opened as a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// Why, as a sentence: `is not text: it holds NUL bytes`.
    pub reason: String,
}

/// The documents opened together, with what was found in them.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// How the library is called on the screen: the folder's name, or `seeds`.
    pub name: String,
    /// Every document by its id: in library order those that were there when the library was opened, behind them those that
    /// came later. [`Self::ids`] has the order, and leaves out those that are gone.
    /// Shared, as are the other large parts: a copy of a library for a thread costs next to nothing.
    pub documents: Arc<Vec<Document>>,
    /// The analysis of each document; none until it arrives. See [`Self::analysis`].
    analyses: Vec<Findings>,
    /// People and organizations across all documents analysed so far.
    pub entities: Entities,
    /// What the reader knows better.
    pub corrections: Corrections,
    /// Files that could not be opened.
    pub problems: Vec<Problem>,
    /// How many hidden and binary files were passed over.
    pub skipped: usize,
    /// The library order once documents have come or gone; until then that of `documents`.
    order: Option<Arc<[DocId]>>,
    /// The documents whose files are gone. Whoever reads one reads on.
    gone: BTreeSet<DocId>,
    /// What documents were before their files changed, the latest last.
    earlier: BTreeMap<DocId, Vec<Version>>,
}

impl Library {
    /// A library of documents in library order, not analysed yet.
    pub fn of_documents(
        name: String,
        documents: impl Into<Arc<Vec<Document>>>,
        problems: Vec<Problem>,
        skipped: usize,
    ) -> Self {
        let documents = documents.into();
        Self {
            name,
            analyses: vec![Findings::NONE; documents.len()],
            documents,
            problems,
            skipped,
            ..Self::default()
        }
    }

    /// A library of plain texts under the given names, as if each were a file of that name.
    ///
    /// Serves drafts and tests: nothing is read from the disk. Texts without a word are left out.
    pub fn of_texts(name: &str, texts: &[(&str, &str)]) -> Self {
        open::of_texts(name, texts)
    }

    /// The document with this id.
    pub fn document(&self, doc: DocId) -> Option<&Document> {
        self.documents.get(doc.0 as usize)
    }

    /// What was found in the document, once it has been analysed.
    pub fn analysis(&self, doc: DocId) -> Option<&Analysis> {
        self.found(doc).map(|found| &**found)
    }

    /// The same, to share.
    pub fn found(&self, doc: DocId) -> Option<&Arc<Analysis>> {
        let at = doc.0 as usize;
        let (found, document) = self.analyses.get(at).zip(self.documents.get(at))?;
        // What the cache has lost is found by the document's own words.
        found.get(|| Arc::new(analyze(document, &Background::default(), &|_| true)))
    }

    /// The same for one look: if it is not in memory, it is not afterwards.
    pub fn look(&self, doc: DocId) -> Option<Arc<Analysis>> {
        let found = self.analyses.get(doc.0 as usize)?;
        found.look().or_else(|| self.found(doc).cloned())
    }

    /// Whether the document has been analysed; what was found in it is not looked at.
    pub fn is_analysed(&self, doc: DocId) -> bool {
        let found = self.analyses.get(doc.0 as usize);
        found.is_some_and(Findings::is_known)
    }

    /// Whether what was found in the document is in memory.
    pub fn is_held(&self, doc: DocId) -> bool {
        let found = self.analyses.get(doc.0 as usize);
        found.is_some_and(Findings::are_held)
    }

    /// Brings the findings of all documents into memory, on several threads: who looks at all of them need not wait for each.
    pub fn hold_findings(&self) {
        parallel::map(&self.ids().collect::<Vec<_>>(), |doc| {
            self.analysis(*doc);
        });
    }

    /// Takes over what was worked out about all documents before, from the shelf that their texts are on: who is named in them,
    /// and which of them the reader has corrected. Whether it could be.
    pub(crate) fn recall(&mut self, ledger: Ledger, corrected: &[DocId]) -> bool {
        let found = self
            .documents
            .iter()
            .map(|document| document.text.findings());
        let Some(found) = found.collect::<Option<Vec<_>>>() else {
            return false;
        };
        self.analyses = found;
        self.entities = Entities::of_ledger(ledger, self.corrections.names());
        for &doc in corrected {
            if let Some(found) = self.found(doc).cloned() {
                self.receive(doc, found);
            }
        }
        self.merge();
        true
    }

    /// The quotation at this place.
    pub fn quotation(&self, at: QuoteRef) -> Option<&Quotation> {
        self.analysis(at.doc)?.quotations.get(at.index as usize)
    }

    /// The person or organization who said it, if it has a name.
    pub fn speaker(&self, at: QuoteRef) -> Option<EntityId> {
        match self.quotation(at)?.speaker {
            Speaker::Entity(local) => self.entities.of(at.doc, local),
            Speaker::Unnamed(_) | Speaker::Unknown => None,
        }
    }

    /// The quotations of a document that count as speech, in text order.
    pub fn speech_in(&self, doc: DocId) -> impl Iterator<Item = QuoteRef> + '_ {
        let quotations = self.analysis(doc).map(|analysis| &analysis.quotations);
        quotations
            .into_iter()
            .flatten()
            .zip(0..)
            .filter(|(quotation, _)| quotation.is_speech())
            .map(move |(_, index)| QuoteRef { doc, index })
    }

    /// The ids of all documents that are there, in library order: by date, newest first, by time where it is stated, undated
    /// documents last, then by path.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = DocId> + ExactSizeIterator + use<> {
        let order = self.order.clone();
        (0..self.len()).map(move |at| match &order {
            Some(order) => order[at],
            None => DocId(at as u32),
        })
    }

    /// All documents that are there, in library order.
    pub fn present(&self) -> impl Iterator<Item = (DocId, &Document)> {
        self.ids()
            .filter_map(|doc| Some((doc, self.document(doc)?)))
    }

    /// How many documents are there.
    pub fn len(&self) -> usize {
        self.order
            .as_ref()
            .map_or(self.documents.len(), |order| order.len())
    }

    /// Whether no document is there.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a document was before its file changed, the latest last; as far as it is known.
    pub fn earlier(&self, doc: DocId) -> &[Version] {
        self.earlier.get(&doc).map_or(&[], Vec::as_slice)
    }

    /// Whether the file of the document is gone.
    pub fn is_gone(&self, doc: DocId) -> bool {
        self.gone.contains(&doc)
    }
}

/// The last character boundary of `text` at or before `byte`.
pub(crate) fn floor(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
