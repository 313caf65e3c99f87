//! One round: read the files, survey all documents, analyse them.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use crate::app::{Measure, News, Progress, Report};
use crate::cache::{Cache, Found};
use crate::engine::{Analysis, Background, Survey};
use crate::library::{self, DocId, Document, Library, Listing, Outcome, Step, parallel};

use super::Control;
use super::pace::Pace;

/// Why nothing can be read.
const ALL_BROKE_DOWN: &str =
    "the program broke down over these articles; open some of them at a time to find out which";

/// The names of a library of no more bytes are known before a document of it would be analysed by itself.
const SMALL: usize = 64 * 1024;

/// A library with a text of more bytes is not kept in a cache.
const HEAVY: usize = 16 * 1024 * 1024;

/// The two functions that may break down over a document.
#[derive(Clone, Copy)]
pub(super) struct Engine {
    pub(super) survey: fn(&Document, Step) -> Survey,
    pub(super) analyze: fn(&Document, &Background, Step) -> Analysis,
}

impl Engine {
    pub(super) const REAL: Self = Self {
        survey: library::survey,
        analyze,
    };
}

fn analyze(document: &Document, background: &Background, step: Step) -> Analysis {
    #[cfg(debug_assertions)]
    crate::drill::work(document);
    library::analyze(document, background, step)
}

/// The work of one round, and whom to tell.
pub(super) struct Round {
    number: u32,
    control: Arc<Control>,
    engine: Engine,
    tell: Arc<dyn Fn(Report) + Send + Sync>,
}

impl Round {
    pub(super) fn new(
        number: u32,
        control: Arc<Control>,
        engine: Engine,
        tell: Arc<dyn Fn(Report) + Send + Sync>,
    ) -> Self {
        Self {
            number,
            control,
            engine,
            tell,
        }
    }

    /// Does everything, and tells it.
    pub(super) fn run(&self, paths: &[PathBuf]) {
        if let Some(mut library) = parallel::guarded(|| library::glance(paths)).flatten()
            && let Some(document) = Arc::make_mut(&mut library.documents).pop()
        {
            self.tell(News::Glanced(Box::new(document)));
        }
        // What the workers do is guarded article by article; this is for what is done with all of them at once.
        match parallel::guarded(|| self.open(paths)) {
            None => self.tell(News::CannotOpen(ALL_BROKE_DOWN.to_owned())),
            Some(Ok(library)) => {
                let documents = Arc::clone(&library.documents);
                self.tell(News::Imported {
                    name: library.name,
                    documents: library.documents,
                    problems: library.problems,
                    skipped: library.skipped,
                    corrections: Box::new(library.corrections),
                });
                // The articles can be read even if not all of them are analysed.
                let known = parallel::guarded(|| self.analyze(&documents));
                self.tell(News::Finished);
                if self.control.stopped.swap(false, Ordering::Relaxed) {
                    self.serve_late(&documents, &known.flatten().unwrap_or_default());
                }
            }
            Some(Err(error)) => self.tell(News::CannotOpen(error.to_string())),
        }
    }

    fn open(&self, paths: &[PathBuf]) -> Result<Library, library::OpenError> {
        #[cfg(debug_assertions)]
        crate::drill::begin();
        let listing = Listing::of(paths)?;
        let mut cache = self.open_cache(paths);
        let count = Count::of_documents("reading", listing.inputs.len());
        let outcomes = library::read_all(&listing.inputs, |input| {
            if !self.control.goes_on() {
                return Outcome::Unread;
            }
            let outcome = match &cache {
                Some(cache) => cache.read(input),
                None => library::read(input),
            };
            self.tell_if_due(&count, count.document());
            outcome
        });
        // A text that is so long would be held several times while it is written.
        let heavy = outcomes.iter().any(|outcome| outcome.longest() > HEAVY);
        if let Some(mut cache) = cache.take().filter(|_| !heavy) {
            cache.settle(&listing);
            let _ = self.control.cache.set(cache);
        }
        library::assemble(listing, outcomes)
    }

    fn open_cache(&self, paths: &[PathBuf]) -> Option<Cache> {
        let opened = Cache::open(self.control.caches.as_deref()?, paths);
        if let Some(remark) = opened.remark {
            self.tell(News::Remark(remark));
        }
        opened.cache
    }

    /// Analyses all documents; returns what the library knows, unless all of it came from the cache.
    fn analyze(&self, documents: &[Document]) -> Option<Background> {
        // The newest document is what a new reader sees first.
        if self.control.urgent_is_empty() {
            self.control.ask(DocId(0));
        }
        if self.recall(documents) {
            return None;
        }
        let alone = Background::default();
        let count = Count::new("reading names", documents);
        let early = Stage::new(Kind::Early, self, documents, &alone);
        let length: usize = documents.iter().map(|document| document.text.len()).sum();
        let serve_early = || {
            if length > SMALL {
                early.serve_urgent();
            }
        };
        let surveys = parallel::map(documents, |document| {
            serve_early();
            if !self.control.goes_on() {
                return Survey::default();
            }
            let step = |bytes| {
                // The beginning of a large document comes long before its end is known.
                serve_early();
                self.tell_if_due(&count, count.part(bytes));
                self.control.goes_on()
            };
            let survey = parallel::guarded(|| self.survey(document, &step));
            self.tell_if_due(&count, count.document());
            survey.unwrap_or_default()
        });
        let background = Background::gather(surveys.iter().flatten());
        drop(surveys);

        let count = Count::new("finding quotations", documents);
        let stage = Stage::new(Kind::Final(&count), self, documents, &background);
        // Documents served early are served again: now the library is known.
        for doc in early.served() {
            self.control.ask(doc);
        }
        self.finish(&stage, &count);
        if let Some(cache) = self.control.cache.get()
            && stage.is_whole()
        {
            cache.finish();
        }
        Some(background)
    }

    /// Analyses what the reader asks for after the work was stopped, until the round is over.
    fn serve_late(&self, documents: &[Document], background: &Background) {
        let count = Count::of_documents("finding quotations", documents.len());
        let stage = Stage::new(Kind::Final(&count), self, documents, background);
        while !self.control.is_cancelled() {
            stage.serve_urgent();
            self.control.wait();
        }
    }

    /// Takes all findings from the cache; whether they were all there.
    fn recall(&self, documents: &[Document]) -> bool {
        let Some(cache) = self.control.cache.get().filter(|cache| cache.is_complete()) else {
            return false;
        };
        let count = Count::of_documents("opening", documents.len());
        let nothing = Background::default();
        let stage = Stage::new(Kind::Known(cache), self, documents, &nothing);
        self.finish(&stage, &count);
        stage.is_whole()
    }

    fn survey(&self, document: &Document, step: Step) -> Survey {
        let cache = self.control.cache.get();
        if let Some(known) = cache.and_then(|cache| cache.survey(document)) {
            step(document.text.len());
            return known;
        }
        let survey = (self.engine.survey)(document, step);
        if let Some(cache) = cache
            && self.control.goes_on()
        {
            cache.keep(document, Found::Survey(survey.clone()));
        }
        survey
    }

    /// Has all documents of a stage done, and tells them.
    fn finish(&self, stage: &Stage, count: &Count) {
        let ids: Vec<DocId> = (0..stage.documents.len() as u32).map(DocId).collect();
        parallel::map(&ids, |doc| {
            stage.serve_urgent();
            if !self.control.goes_on() {
                return;
            }
            if let Some(analysis) = stage.analyze(*doc) {
                stage.keep(*doc, analysis);
            }
            if count.document() {
                stage.tell_kept();
                self.tell(count.news());
            }
        });
        stage.tell_kept();
    }

    fn tell_if_due(&self, count: &Count, due: bool) {
        if due {
            self.tell(count.news());
        }
    }

    fn tell(&self, news: News) {
        if !self.control.is_cancelled() {
            (self.tell)(Report {
                round: self.number,
                news,
            });
        }
    }
}

/// Whether the library is known when documents are analysed.
#[derive(Clone, Copy)]
enum Kind<'r> {
    /// The findings of all documents are in the cache.
    Known(&'r Cache),
    /// Only documents on the screen are analysed, each by itself; of large ones only the beginning.
    Early,
    /// All documents are analysed with what the library knows, and counted.
    Final(&'r Count),
}

/// The analysis of documents with one background.
struct Stage<'r> {
    kind: Kind<'r>,
    round: &'r Round,
    documents: &'r [Document],
    background: &'r Background,
    taken: Vec<AtomicBool>,
    /// How many documents are done.
    done: AtomicUsize,
    kept: Mutex<Vec<(DocId, Arc<Analysis>)>>,
}

impl<'r> Stage<'r> {
    fn new(
        kind: Kind<'r>,
        round: &'r Round,
        documents: &'r [Document],
        background: &'r Background,
    ) -> Self {
        Self {
            kind,
            round,
            documents,
            background,
            taken: documents.iter().map(|_| AtomicBool::new(false)).collect(),
            done: AtomicUsize::new(0),
            kept: Mutex::default(),
        }
    }

    /// Whether every document is done.
    fn is_whole(&self) -> bool {
        self.done.load(Ordering::Relaxed) == self.documents.len()
    }

    /// Analyses the documents that the reader is waiting for, and tells each at once.
    fn serve_urgent(&self) {
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
        let at = doc.0 as usize;
        let document = self.documents.get(at)?;
        if self.taken.get(at)?.swap(true, Ordering::Relaxed) {
            return None;
        }
        let found = match self.kind {
            Kind::Known(cache) => cache.complete_findings(document).map(Arc::new),
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
            return Arc::new(known);
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
    fn served(&self) -> impl Iterator<Item = DocId> + '_ {
        let taken = self.taken.iter().zip(0..);
        taken
            .filter(|(taken, _)| taken.load(Ordering::Relaxed))
            .map(|(_, at)| DocId(at))
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

/// How much of one stage is done: documents are counted, or bytes where a document is large.
struct Count {
    stage: &'static str,
    done: AtomicUsize,
    all: usize,
    in_bytes: bool,
    begun: Instant,
    pace: Pace,
}

impl Count {
    fn new(stage: &'static str, documents: &[Document]) -> Self {
        let lengths = documents.iter().map(|document| document.text.len());
        if lengths.clone().any(|length| length > library::LARGE) {
            let all = lengths.sum();
            return Self {
                in_bytes: true,
                ..Self::of_documents(stage, all)
            };
        }
        Self::of_documents(stage, documents.len())
    }

    fn of_documents(stage: &'static str, all: usize) -> Self {
        Self {
            stage,
            done: AtomicUsize::new(0),
            all,
            in_bytes: false,
            begun: Instant::now(),
            pace: Pace::new(),
        }
    }

    /// Counts one more document; whether it is time to tell.
    fn document(&self) -> bool {
        self.add(usize::from(!self.in_bytes))
    }

    /// Counts a part of a document; whether it is time to tell.
    fn part(&self, bytes: usize) -> bool {
        self.in_bytes && self.add(bytes)
    }

    fn add(&self, done: usize) -> bool {
        self.done.fetch_add(done, Ordering::Relaxed);
        self.pace.is_due()
    }

    fn news(&self) -> News {
        let done = self.done.load(Ordering::Relaxed);
        let milliseconds = self.begun.elapsed().as_millis().max(1);
        let per_second = done as u128 * 1000 / milliseconds;
        News::Progress(Progress {
            stage: self.stage,
            done,
            all: self.all,
            measure: if self.in_bytes {
                Measure::Bytes
            } else {
                Measure::Documents
            },
            per_second: usize::try_from(per_second).unwrap_or(usize::MAX),
        })
    }
}
