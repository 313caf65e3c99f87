//! A shared library opened with all findings at once, for commands that answer and end.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::engine::Analysis;
use crate::library::{Document, Library, analyze_all, parallel};

use super::address::Address;
use super::error::Error;
use super::push::Tell;
use super::reading::{Found, HELD, open};

/// How many findings come at once.
pub const PART: usize = 250;

/// The library at an address, all of it analysed; and what the reader should hear, in one line.
///
/// # Errors
///
/// When the server cannot be reached or does not let us in, or there is nothing to read.
pub fn analysed(address: &Address, tell: Tell) -> Result<(Library, Option<String>), Error> {
    let opened = open(address, HELD)?;
    let mut library = opened.library;
    let known = opened
        .found
        .is_complete
        .then(|| recall(address, &library, &opened.found, tell));
    let Some(known) = known.transpose()?.flatten() else {
        analyze_all(&mut library);
        return Ok((library, Some(opened.found.remark().to_owned())));
    };
    for (doc, analysis) in library.ids().zip(known) {
        library.receive(doc, Arc::new(analysis));
    }
    library.merge();
    Ok((library, None))
}

/// What is known of all documents; none unless it is known of every one.
fn recall(
    address: &Address,
    library: &Library,
    found: &Found,
    tell: Tell,
) -> Result<Option<Vec<Analysis>>, Error> {
    let documents: Vec<&Document> = library.documents.iter().collect();
    let parts: Vec<&[&Document]> = documents.chunks(PART).collect();
    let done = AtomicUsize::new(0);
    let known = parallel::map(&parts, |part| {
        let known = found.analyses(address, part);
        let done = done.fetch_add(part.len(), Ordering::Relaxed) + part.len();
        tell("opening", done, documents.len());
        known
    });
    let mut all = Vec::with_capacity(documents.len());
    for part in known.into_iter().flatten() {
        all.extend(part?);
    }
    let whole = all.len() == documents.len();
    Ok(all
        .into_iter()
        .collect::<Option<Vec<_>>>()
        .filter(|_| whole))
}
