//! A library opened and analysed at once, for commands that answer and end.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::engine::Analysis;
use crate::library::{self, Gathered, Library, Listing, OpenError, parallel};

use super::{Cache, Found};

/// The library at these paths, all of it analysed, with what its cache in the folder `caches` knows; and what the reader should
/// hear, in one line. What is new is in the cache when this returns.
///
/// # Errors
/// When a path does not exist, or nothing at the paths can be read.
pub fn analysed(
    caches: Option<&Path>,
    paths: &[PathBuf],
) -> Result<(Library, Option<String>), OpenError> {
    let opened = caches.map(|folder| Cache::open(folder, paths));
    let (cache, remark) = opened.map_or((None, None), |opened| (opened.cache, opened.remark));
    let Some(mut cache) = cache else {
        let mut library = Library::open(paths)?;
        library::analyze_all(&mut library);
        return Ok((library, remark));
    };
    let listing = Listing::of(paths)?;
    let outcomes = library::read_all(&listing.inputs, |input| cache.read(input));
    cache.settle(&listing);
    let mut library = library::assemble(listing, outcomes)?;
    if !recall(&cache, &mut library) && analyze(&cache, &mut library) {
        cache.finish();
    }
    if cache.gathered(&library).is_none() {
        let gathered = Arc::new(Gathered::of(&library));
        cache.tell(&library, &gathered);
    }
    cache.close();
    Ok((library, remark))
}

/// Takes all findings from the cache; whether they are all there.
fn recall(cache: &Cache, library: &mut Library) -> bool {
    if !cache.is_complete() {
        return false;
    }
    let found = parallel::map(&library.documents, |document| {
        cache.complete_findings(document)
    });
    let found: Option<Vec<Analysis>> = found.into_iter().map(Option::flatten).collect();
    let Some(found) = found else {
        return false;
    };
    for (doc, analysis) in library.ids().zip(found) {
        library.receive(doc, Arc::new(analysis));
    }
    library.merge();
    true
}

/// Analyses what the cache does not know; whether nothing broke down.
fn analyze(cache: &Cache, library: &mut Library) -> bool {
    library::analyze_all_by(
        library,
        |document| {
            cache.survey(document).unwrap_or_else(|| {
                let survey = library::survey(document, &|_| true);
                cache.keep(document, Found::Survey(survey.clone()));
                survey
            })
        },
        |document, background| {
            if let Some(known) = cache.findings(document, background) {
                return Arc::new(known);
            }
            let background = background.noting();
            let analysis = Arc::new(library::analyze(document, &background, &|_| true));
            cache.keep(document, Found::of(&analysis, &background));
            analysis
        },
    )
}
