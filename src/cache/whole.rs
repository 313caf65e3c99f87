//! A library opened and analysed at once, for commands that answer and end.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::engine::Analysis;
use crate::library::{self, Gathered, Library, Listing, OpenError, parallel};

use super::{Cache, Found};

/// Hears of every document that is done: what is being done, how many of how many.
pub type Tell<'t> = &'t (dyn Fn(&'static str, usize, usize) + Sync);

/// What a command has of the cache while it answers. What is new is in the cache when this is dropped.
#[derive(Debug, Default)]
pub struct Kept {
    cache: Option<Cache>,
    /// What the reader should hear, in one line.
    pub remark: Option<String>,
}

impl Kept {
    /// That of a library that has no cache, with what the reader should hear.
    pub const fn without_cache(remark: Option<String>) -> Self {
        Self {
            cache: None,
            remark,
        }
    }

    /// What the documents of the library tell together: as it was worked out before, or else now.
    pub fn gathered(&self, library: &Library) -> Arc<Gathered> {
        let known = self
            .cache
            .as_ref()
            .and_then(|cache| cache.gathered(library));
        known.map_or_else(
            || {
                library.hold_findings();
                let gathered = Arc::new(Gathered::of(library));
                if let Some(cache) = &self.cache {
                    cache.tell(library, &gathered);
                }
                gathered
            },
            Arc::new,
        )
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if let Some(cache) = self.cache.take() {
            cache.close();
        }
    }
}

/// The library at these paths, all of it analysed, with what its cache in the folder `caches` knows.
///
/// # Errors
/// When a path does not exist, or nothing at the paths can be read.
pub fn analysed(
    caches: Option<&Path>,
    paths: &[PathBuf],
    tell: Tell,
) -> Result<(Library, Kept), OpenError> {
    let opened = caches.map(|folder| Cache::open(folder, paths));
    let (cache, remark) = opened.map_or((None, None), |opened| (opened.cache, opened.remark));
    let mut kept = Kept { cache, remark };
    let listing = Listing::of(paths)?;
    if let Some(cache) = &kept.cache
        && cache.is_complete()
        && cache.is_current(&listing)
        && let Some(library) = cache.library(paths)
    {
        return Ok((library, kept));
    }
    let read = Stage::new("reading", listing.inputs.len(), tell);
    let outcomes = library::read_all(&listing.inputs, |input| {
        let outcome = match &kept.cache {
            Some(cache) => cache.read(input),
            None => library::read(input),
        };
        read.step();
        outcome
    });
    if let Some(cache) = &mut kept.cache {
        cache.settle(&listing);
        // The bytes are what they were, whatever the times tell.
        if let Some(library) = cache.library(paths) {
            return Ok((library, kept));
        }
    }
    let mut library = library::assemble(listing, outcomes)?;
    match &kept.cache {
        None => {
            analyze(None, &mut library, tell);
        }
        Some(cache) => {
            if !recall(cache, &mut library, tell) && analyze(Some(cache), &mut library, tell) {
                cache.finish();
                cache.remember(&library);
            }
        }
    }
    Ok((library, kept))
}

/// One stage of the work, and whom to tell.
struct Stage<'t> {
    name: &'static str,
    done: AtomicUsize,
    all: usize,
    tell: Tell<'t>,
}

impl<'t> Stage<'t> {
    fn new(name: &'static str, all: usize, tell: Tell<'t>) -> Self {
        Self {
            name,
            done: AtomicUsize::new(0),
            all,
            tell,
        }
    }

    fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        (self.tell)(self.name, done, self.all);
    }
}

/// Takes all findings from the cache; whether they are all there.
fn recall(cache: &Cache, library: &mut Library, tell: Tell) -> bool {
    if !cache.is_complete() {
        return false;
    }
    let stage = Stage::new("opening", library.documents.len(), tell);
    let found = parallel::map(&library.documents, |document| {
        stage.step();
        cache.complete_findings(document)
    });
    let found: Option<Vec<Arc<Analysis>>> = found.into_iter().map(Option::flatten).collect();
    let Some(found) = found else {
        return false;
    };
    for (doc, analysis) in library.ids().zip(found) {
        library.receive(doc, analysis);
    }
    library.merge();
    cache.remember(library);
    true
}

/// Analyses what the cache does not know; whether nothing broke down.
fn analyze(cache: Option<&Cache>, library: &mut Library, tell: Tell) -> bool {
    let all = library.documents.len();
    let (names, quotations) = (
        Stage::new("reading names", all, tell),
        Stage::new("finding quotations", all, tell),
    );
    library::analyze_all_by(
        library,
        |document| {
            names.step();
            let Some(cache) = cache else {
                return library::survey(document, &|_| true);
            };
            cache.survey(document).unwrap_or_else(|| {
                let survey = library::survey(document, &|_| true);
                cache.keep(document, Found::Survey(survey.clone()));
                survey
            })
        },
        |document, background| {
            quotations.step();
            let Some(cache) = cache else {
                return Arc::new(library::analyze(document, background, &|_| true));
            };
            if let Some(known) = cache.findings(document, background) {
                return known;
            }
            let background = background.noting();
            let analysis = Arc::new(library::analyze(document, &background, &|_| true));
            cache.keep(document, Found::of(&analysis, &background));
            analysis
        },
    )
}
