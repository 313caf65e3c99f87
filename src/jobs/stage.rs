//! One stage of a round: the same for many documents, those that the reader waits for first.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::News;
use crate::cache::{Cache, Found};
use crate::engine::{Analysis, Background};
use crate::library::{self, DocId, Document, parallel};

use super::count::Count;
use super::round::Round;

/// Whether the library is known when documents are analysed.
#[derive(Clone, Copy)]
pub(super) enum Kind<'r> {
    /// The findings of all documents are in the cache.
    Known(&'r Cache),
    /// Only documents on the screen are analysed, each by itself; of large ones only the beginning.
    Early,
    /// All documents are analysed with what the library knows, and counted.
    Final(&'r Count),
}

/// The analysis of documents with one background.
pub(super) struct Stage<'r> {
    kind: Kind<'r>,
    round: &'r Round,
    /// In the order of their ids.
    documents: Vec<(DocId, &'r Document)>,
    background: &'r Background,
    taken: Vec<AtomicBool>,
    /// How many documents are done.
    done: AtomicUsize,
    kept: Mutex<Vec<(DocId, Arc<Analysis>)>>,
}

impl<'r> Stage<'r> {
    /// A stage for documents in the order of their ids.
    pub(super) fn new(
        kind: Kind<'r>,
        round: &'r Round,
        documents: Vec<(DocId, &'r Document)>,
        background: &'r Background,
    ) -> Self {
        Self {
            kind,
            round,
            taken: documents.iter().map(|_| AtomicBool::new(false)).collect(),
            documents,
            background,
            done: AtomicUsize::new(0),
            kept: Mutex::default(),
        }
    }

    /// Analyses all documents on several threads. Nothing is told but what fails, before [`Self::run`].
    pub(super) fn prepare(&self) {
        parallel::map(&self.documents, |(doc, _)| {
            if self.round.control.goes_on()
                && let Some(analysis) = self.analyze(*doc)
            {
                self.keep(*doc, analysis);
            }
        });
    }

    /// Has all documents done on several threads, and tells them in batches.
    pub(super) fn run(&self, count: &Count) {
        parallel::map(&self.documents, |(doc, _)| {
            self.serve_urgent();
            if !self.round.control.goes_on() {
                return;
            }
            if let Some(analysis) = self.analyze(*doc) {
                self.keep(*doc, analysis);
            }
            if count.document() {
                self.tell_kept();
                self.round.tell(count.news());
            }
        });
        self.tell_kept();
    }

    /// Whether every document is done.
    pub(super) fn is_whole(&self) -> bool {
        self.done.load(Ordering::Relaxed) == self.documents.len()
    }

    /// Analyses the documents that the reader is waiting for, and tells each at once.
    pub(super) fn serve_urgent(&self) {
        while !self.round.control.is_cancelled()
            && let Some(doc) = self.round.control.next_urgent()
        {
            match self.analyze(doc) {
                Some(analysis) => self.round.tell(News::Analyzed(vec![(doc, analysis)])),
                // It may be done, but not told yet.
                None => self.tell_kept(),
            }
        }
    }

    /// The analysis of the document; none when another thread has taken it, or when the engine broke down over it.
    fn analyze(&self, doc: DocId) -> Option<Arc<Analysis>> {
        let found = self.documents.binary_search_by_key(&doc, |(doc, _)| *doc);
        let at = found.ok()?;
        let (_, document) = self.documents.get(at)?;
        if self.taken.get(at)?.swap(true, Ordering::Relaxed) {
            return None;
        }
        let found = match self.kind {
            Kind::Known(cache) => cache.complete_findings(document),
            _ => parallel::guarded(|| self.find(document)),
        };
        if found.is_some() {
            self.done.fetch_add(1, Ordering::Relaxed);
            return found;
        }
        // The final stage meets a document of the early one again, and tells then.
        if matches!(self.kind, Kind::Final(_)) {
            self.round.tell(News::Failed {
                doc,
                reason: library::BROKE_DOWN.to_owned(),
            });
        }
        None
    }

    /// What is in the document: what was found before, if that is still good, else what the engine finds.
    fn find(&self, document: &Document) -> Arc<Analysis> {
        let step = |bytes| self.goes_on(bytes);
        let engine = self.round.engine.analyze;
        let cache = self.round.control.cache.get();
        let Some(cache) = cache.filter(|_| matches!(self.kind, Kind::Final(_))) else {
            return Arc::new(engine(document, self.background, &step));
        };
        if let Some(known) = cache.findings(document, self.background) {
            step(document.text.len());
            return known;
        }
        let background = self.background.noting();
        let analysis = Arc::new(engine(document, &background, &step));
        // The findings of a large document that nobody waits for any more may end in its middle.
        if self.round.control.goes_on() {
            cache.keep(document, Found::of(&analysis, &background));
        }
        analysis
    }

    /// Counts a part that is done; whether the next is wanted.
    fn goes_on(&self, bytes: usize) -> bool {
        let Kind::Final(count) = self.kind else {
            return false;
        };
        self.round.tell_if_due(count, count.part(bytes));
        self.round.control.goes_on()
    }

    /// The documents that have been taken so far.
    pub(super) fn served(&self) -> impl Iterator<Item = DocId> + '_ {
        let taken = self.taken.iter().zip(&self.documents);
        taken
            .filter(|(taken, _)| taken.load(Ordering::Relaxed))
            .map(|(_, (doc, _))| *doc)
    }

    fn keep(&self, doc: DocId, analysis: Arc<Analysis>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push((doc, analysis));
    }

    /// Tells what was kept since the last time, in library order.
    fn tell_kept(&self) {
        let mut kept = {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *kept)
        };
        if !kept.is_empty() {
            kept.sort_by_key(|(doc, _)| *doc);
            self.round.tell(News::Analyzed(kept));
        }
    }
}
