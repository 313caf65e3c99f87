//! A library as it was when everything in it was known last, without a look at its folder; and what has changed there since.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;

use crate::library::{self, Input, Library, Listing, Outcome, parallel};

use super::files::{self, Change, Stat};
use super::list::{self, Listed, Root, as_given};
use super::shelf::Reader;
use super::tables::{self, Remembered};
use super::{Cache, hash, json};

/// The size and the time of the last change of a file, in bytes and in nanoseconds since 1970; a time that no file has where the
/// file may have changed again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// In bytes.
    pub length: u64,
    /// In nanoseconds since 1970.
    pub changed: i64,
}

impl Cache {
    /// The library at these paths as it was when everything in it was known last: the reader sees it before anybody has looked
    /// whether it is still so. None when not everything is known.
    pub fn library(&self, paths: &[PathBuf]) -> Option<Library> {
        if !self.complete || !self.held || !paths.iter().all(|path| path.exists()) {
            return None;
        }
        let listing = Listing::unread(paths);
        let order = order(&listing.corrections);
        let names = hash_of_all(&listing.corrections);
        let (known, list) = thread::scope(|scope| {
            let known = || {
                let reader = Reader::open(&self.file)?;
                reader.hold(self.generation).then_some(())?;
                tables::ledger(&reader, self.generation, &names)
            };
            let known = scope.spawn(move || parallel::guarded(known).flatten());
            let list = list::read(&self.reader, self.generation, &order, &self.roots);
            (known.join().ok().flatten(), list)
        });
        let ((ledger, corrected), list) = known.zip(list)?;
        let mut library = Library::listed(listing, list.documents);
        library.skipped = list.skipped;
        for problem in list.problems {
            if !library.problems.contains(&problem) {
                library.problems.push(problem);
            }
        }
        let is_whole = library.recall(ledger, &corrected);
        self.recalled.store(is_whole, Ordering::Relaxed);
        is_whole.then_some(library)
    }

    /// How each file was when it was read last.
    pub fn seen(&self) -> Vec<(PathBuf, Seen)> {
        let roots: Vec<Root> = self.roots.iter().filter_map(Root::of).collect();
        let stats = self.reader.with(files::stats).unwrap_or_default();
        let stats = stats.into_iter().filter_map(|(path, stat)| {
            let seen = Seen {
                length: stat.size.unsigned_abs(),
                changed: stat.changed,
            };
            Some((as_given(&roots, &path)?, seen))
        });
        stats.collect()
    }

    /// Whether the files of a listing are those that were read last, as far as their sizes and times tell.
    pub fn is_current(&self, listing: &Listing) -> bool {
        let known = self.reader.with(files::stats).unwrap_or_default();
        let known: HashMap<String, Stat> = known.into_iter().collect();
        let same = parallel::map(&listing.inputs, |input| {
            let path = input.is_file().then(|| self.full(&input.path)).flatten();
            let now = path.and_then(|path| Some((files::stat(&input.path)?, known.get(&path)?)));
            now.is_some_and(|(now, known)| now == *known) && files::may_be_read(&input.path)
        });
        same.len() == known.len() && same.into_iter().all(|same| same == Some(true))
    }

    /// What is in a file that has changed since it was read. [`Self::renew`] writes it down.
    pub fn read_anew(&self, input: &Input) -> Outcome {
        let (outcome, change) = files::read_anew(self, input);
        if let Some(change) = change {
            self.lock().push(change);
        }
        outcome
    }

    /// Writes down what [`Self::read_anew`] has read, and that files are gone.
    pub fn renew<'p>(&self, gone: impl IntoIterator<Item = &'p Path>) {
        let mut waiting = self.lock();
        let mut changes = std::mem::take(&mut *waiting);
        let gone = gone.into_iter().filter_map(|path| self.full(path));
        changes.extend(gone.map(|path| Change::Gone { path }));
        if !changes.is_empty() {
            self.renewed.store(true, Ordering::Relaxed);
        }
        self.writer.files(changes, Vec::new());
        drop(waiting);
    }

    /// Hands on what [`Self::library`] brings back, of a library of which everything is known.
    pub(super) fn remember_library(&self, library: &Library) {
        self.writer.ledger(Remembered {
            ledger: Arc::clone(library.entities.ledger()),
            corrected: library.corrections.corrected(),
            state: hash_of_all(&library.corrections),
        });
        let documents = library.documents.iter();
        let paths: Option<Vec<String>> = documents.map(|one| self.full(&one.path)).collect();
        let problems = library.problems.iter();
        let troubled: Option<Vec<String>> = problems.map(|one| self.full(&one.path)).collect();
        if let Some((paths, troubled)) = paths.zip(troubled) {
            self.writer.list(Listed {
                library: library.clone(),
                paths,
                troubled,
                state: order(&library.corrections),
            });
        }
    }
}

/// What the order of the documents depends on beside the files, as a hash.
fn order(corrections: &library::Corrections) -> String {
    let facts: Vec<_> = corrections.facts().collect();
    hash::in_words(hash::of_bytes(json(&facts).as_bytes()))
}

/// A hash of all that the reader has corrected.
pub(super) fn hash_of_all(corrections: &library::Corrections) -> String {
    hash::in_words(hash::of_bytes(json(corrections.log().all()).as_bytes()))
}
