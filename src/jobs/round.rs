//! One round: read the files, survey all documents, analyse them.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::app::{News, Report};
use crate::cache::{Cache, Found};
use crate::engine::{Analysis, Background, Survey};
use crate::library::{
    self, DocId, Document, Library, Listing, Outcome, STANDARD_INPUT, Step, parallel,
};

use super::Control;
use super::count::Count;
use super::inventory::{Inventory, Stamp};
use super::living::Stir;
use super::stage::{Kind, Stage};

/// Why nothing can be read.
pub(super) const ALL_BROKE_DOWN: &str =
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

/// A library that has been opened.
struct Begun {
    library: Library,
    /// Whether all that is found in it is known.
    known: bool,
    /// How each of its files was when it was read; none where that was in an earlier session.
    stamps: Option<Vec<(PathBuf, Stamp)>>,
}

/// The work of one round, and whom to tell.
pub(super) struct Round {
    pub(super) number: u32,
    pub(super) control: Arc<Control>,
    pub(super) engine: Engine,
    pub(super) tell: Arc<dyn Fn(Report) + Send + Sync>,
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

    /// Does everything, and tells it; then goes on with what changes in the files until the round is over.
    pub(super) fn run(&self, paths: &[PathBuf], stirs: &Receiver<Stir>) {
        if let Some(mut library) = parallel::guarded(|| library::glance(paths)).flatten()
            && let Some(document) = Arc::make_mut(&mut library.documents).pop()
        {
            self.tell(News::Glanced(Box::new(document)));
        }
        // What the workers do is guarded article by article; this is for what is done with all of them at once.
        match parallel::guarded(|| self.open(paths)) {
            None => self.tell(News::CannotOpen(ALL_BROKE_DOWN.to_owned())),
            Some(Ok(begun)) => {
                let documents = Arc::clone(&begun.library.documents);
                let background = self.tell_library(begun.library, begun.known, &documents);
                self.tell(News::Finished);
                let stamps = begun.stamps.unwrap_or_else(|| self.seen());
                let inventory = Inventory::of(paths, stamps, &documents);
                if self.control.stopped.swap(false, Ordering::Relaxed) {
                    let known = background.as_ref().map(Background::noting);
                    let known = known.unwrap_or_default();
                    thread::scope(|scope| {
                        scope.spawn(|| self.serve_late(&documents, &known));
                        self.live(inventory, background, stirs);
                    });
                    return;
                }
                drop(documents);
                self.live(inventory, background, stirs);
            }
            Some(Err(error)) => self.tell(News::CannotOpen(error.to_string())),
        }
    }

    /// Tells what has been read, and what is found in it. Returns what the documents together tell about names; none where that
    /// was not needed.
    fn tell_library(
        &self,
        library: Library,
        is_known: bool,
        documents: &[Document],
    ) -> Option<Background> {
        if is_known {
            self.tell(News::Opened(Box::new(library)));
            return None;
        }
        self.tell(News::Imported {
            name: library.name,
            documents: library.documents,
            problems: library.problems,
            skipped: library.skipped,
            corrections: Box::new(library.corrections),
        });
        // The articles can be read even if not all of them are analysed.
        parallel::guarded(|| self.analyze(documents)).flatten()
    }

    /// The library: as it is known, or else read.
    fn open(&self, paths: &[PathBuf]) -> Result<Begun, library::OpenError> {
        #[cfg(debug_assertions)]
        crate::drill::begin();
        let mut files = paths
            .iter()
            .filter(|path| path.as_path() != Path::new(STANDARD_INPUT));
        let mut cache = files
            .all(|path| path.exists())
            .then(|| self.open_cache(paths))
            .flatten();
        if let Some(begun) = self.open_known(&mut cache, paths) {
            return Ok(begun);
        }
        let listing = Listing::of(paths)?;
        let count = Count::of_documents("reading", listing.inputs.len());
        let stamps = Mutex::new(Vec::with_capacity(listing.inputs.len()));
        let outcomes = library::read_all(&listing.inputs, |input| {
            // What is written while it is read looks changed afterwards.
            let stamp = Stamp::of(&input.path);
            let mut stamps = stamps.lock().unwrap_or_else(PoisonError::into_inner);
            stamps.push((input.path.clone(), stamp));
            drop(stamps);
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
        let stamps = stamps.into_inner().unwrap_or_else(PoisonError::into_inner);
        // A text that is so long would be held several times while it is written.
        let heavy = outcomes.iter().any(|outcome| outcome.longest() > HEAVY);
        if let Some(mut cache) = cache.take().filter(|_| !heavy) {
            cache.settle(&listing);
            // The bytes are what they were, whatever the times tell.
            let known = parallel::guarded(|| cache.library(paths)).flatten();
            let _ = self.control.cache.set(cache);
            if let Some(library) = known {
                return Ok(Begun {
                    library,
                    known: true,
                    stamps: Some(stamps),
                });
            }
        }
        library::assemble(listing, outcomes).map(|library| Begun {
            library,
            known: false,
            stamps: Some(stamps),
        })
    }

    /// The library as the cache knows it. What has changed since then is found when it is on the screen.
    fn open_known(&self, cache: &mut Option<Cache>, paths: &[PathBuf]) -> Option<Begun> {
        let library = parallel::guarded(|| cache.as_ref()?.library(paths)).flatten()?;
        let _ = self.control.cache.set(cache.take()?);
        Some(Begun {
            library,
            known: true,
            stamps: None,
        })
    }

    /// How the files were when they were read for the cache.
    fn seen(&self) -> Vec<(PathBuf, Stamp)> {
        let cache = self.control.cache.get();
        let seen = cache.map_or_else(Vec::new, Cache::seen).into_iter();
        seen.map(|(path, seen)| (path, Stamp::seen(seen))).collect()
    }

    fn open_cache(&self, paths: &[PathBuf]) -> Option<Cache> {
        let opened = Cache::open(self.control.caches.as_deref()?, paths);
        if let Some(remark) = opened.remark {
            self.tell(News::Remark(remark));
        }
        opened.cache
    }

    /// Analyses all documents. Returns what they together tell about names; none where that was not needed.
    pub(super) fn analyze(&self, documents: &[Document]) -> Option<Background> {
        // The newest document is what a new reader sees first.
        if self.control.urgent_is_empty() {
            self.control.ask(DocId(0));
        }
        let documents: Vec<&Document> = documents.iter().collect();
        if self.recall(&documents) {
            return None;
        }
        let alone = Background::default();
        let count = Count::new("reading names", &documents);
        let early = Stage::new(Kind::Early, self, numbered(&documents), &alone);
        let length: usize = documents.iter().map(|document| document.text.len()).sum();
        let serve_early = || {
            if length > SMALL {
                early.serve_urgent();
            }
        };
        let surveys = self.survey_all(&documents, &count, &serve_early);
        let background = Background::gather(&surveys);
        drop(surveys);

        let count = Count::new("finding quotations", &documents);
        let stage = Stage::new(Kind::Final(&count), self, numbered(&documents), &background);
        // Documents served early are served again: now the library is known.
        for doc in early.served() {
            self.control.ask(doc);
        }
        stage.run(&count);
        if let Some(cache) = self.control.cache.get()
            && stage.is_whole()
        {
            cache.finish();
        }
        drop(stage);
        Some(background)
    }

    /// What each document tells about names. Between two of them, and between the parts of a large one, others are served.
    pub(super) fn survey_all(
        &self,
        documents: &[&Document],
        count: &Count,
        serve: &(impl Fn() + Sync),
    ) -> Vec<Survey> {
        let surveys = parallel::map(documents, |document| {
            serve();
            if !self.control.goes_on() {
                return Survey::default();
            }
            let step = |bytes| {
                // The beginning of a large document comes long before its end is known.
                serve();
                self.tell_if_due(count, count.part(bytes));
                self.control.goes_on()
            };
            let survey = parallel::guarded(|| self.survey(document, &step));
            self.tell_if_due(count, count.document());
            survey.unwrap_or_default()
        });
        surveys.into_iter().flatten().collect()
    }

    /// Analyses what the reader asks for after the work was stopped, until the round is over.
    pub(super) fn serve_late(&self, documents: &[Document], background: &Background) {
        let documents: Vec<&Document> = documents.iter().collect();
        let count = Count::of_documents("finding quotations", documents.len());
        let stage = Stage::new(Kind::Final(&count), self, numbered(&documents), background);
        while !self.control.is_cancelled() {
            stage.serve_urgent();
            self.control.wait();
        }
    }

    /// Takes all findings from the cache; whether they were all there.
    fn recall(&self, documents: &[&Document]) -> bool {
        let Some(cache) = self.control.cache.get().filter(|cache| cache.is_complete()) else {
            return false;
        };
        let count = Count::of_documents("opening", documents.len());
        let nothing = Background::default();
        let stage = Stage::new(Kind::Known(cache), self, numbered(documents), &nothing);
        stage.run(&count);
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

    pub(super) fn tell_if_due(&self, count: &Count, due: bool) {
        if due {
            self.tell(count.news());
        }
    }

    pub(super) fn tell(&self, news: News) {
        if !self.control.is_cancelled() {
            (self.tell)(Report {
                round: self.number,
                news,
            });
        }
    }
}

/// All documents with their ids.
fn numbered<'d>(documents: &[&'d Document]) -> Vec<(DocId, &'d Document)> {
    let ids = (0..).map(DocId);
    ids.zip(documents.iter().copied()).collect()
}
