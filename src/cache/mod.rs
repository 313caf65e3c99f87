//! What has been worked out about a library, kept in an `SQLite` file under `$XDG_CACHE_HOME/onrecord/`, so that opening it
//! again neither reads nor analyses what has not changed.
//!
//! There is one file for each library, because people, statements and the search belong to a library: it can be handed to
//! another tool as it is, deleting it costs that library alone, and two libraries never wait for each other's writes. The file
//! is a copy of what the articles say. It may be deleted at any time, also while it is open, and whatever is wrong with it costs
//! time and nothing else: a damaged file is replaced, and where no file can be written the program works without.
//!
//! [`Cache::read`] stands in for [`crate::library::read`], [`Cache::survey`] and [`Cache::findings`] for the engine. What was worked out
//! anew is handed to a thread that writes it down ([`Cache::keep`]). What comes out is the same as without a cache, byte for byte:
//! a file counts as unchanged when its size and time of change are, or else its hash; findings are good while the text is the
//! same, the engine is the same, and the other documents answer the same to what the engine asks of them
//! ([`Question`](crate::engine::Question)).

mod database;
mod files;
mod findings;
pub(crate) mod hash;
mod known;
mod list;
mod shelf;
mod tables;
#[cfg(test)]
mod tests;
mod whole;
mod writer;

use std::collections::HashSet;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use serde::Serialize;

use crate::library::{Document, Gathered, Input, Library, Listing, Outcome};
use crate::store;

use self::files::{Change, Files};
use self::shelf::Reader;
use self::tables::Tables;
use self::writer::Writer;

pub(crate) use self::files::may_be_read;
pub use self::known::Seen;
pub use self::whole::{Kept, Tell, analysed};
pub use self::writer::Found;

/// Raised whenever the same file may give another document than before, or the same findings other statements, origins or copies.
/// With [`crate::engine::VERSION`] it tells what is still good.
pub(crate) const LIBRARY: u32 = 2;

/// The cache of one library.
#[derive(Debug)]
pub struct Cache {
    reader: Arc<Reader>,
    writer: Writer,
    file: PathBuf,
    /// What is known of the files, once somebody asks.
    known: OnceLock<Files>,
    roots: Vec<(PathBuf, PathBuf)>,
    /// What is to be written about files, as far as they have been read.
    changes: Mutex<Vec<Change>>,
    /// The state of the files in the cache that its findings are complete for.
    complete: bool,
    /// Whether it is seen as it was when it was opened.
    held: bool,
    /// How often the files had changed when it was opened.
    generation: i64,
    /// Whether they have become complete since.
    finished: AtomicBool,
    /// Whether [`Self::library`] has brought everything back.
    recalled: AtomicBool,
    /// Whether files have changed since, so that the library is not the one any more that opening it again gives.
    renewed: AtomicBool,
}

/// What opening a cache came to.
#[derive(Debug)]
pub struct Opened {
    /// The cache; none where it cannot be used.
    pub cache: Option<Cache>,
    /// What the reader should hear, in one line.
    pub remark: Option<String>,
}

/// The folder for caches: `onrecord` in `$XDG_CACHE_HOME`, else in `~/.cache`; none when the environment names neither. `var`
/// reads the environment.
pub fn folder(var: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    store::base(var, "XDG_CACHE_HOME", ".cache")
}

impl Cache {
    /// Opens the cache of the library at these paths in `folder`, and makes it when there is none. A library that is not made of
    /// files has no cache.
    pub fn open(folder: &Path, paths: &[PathBuf]) -> Opened {
        if paths.is_empty() || paths.iter().all(|path| path == Path::new("-")) {
            return Opened {
                cache: None,
                remark: None,
            };
        }
        let key = store::library_key(paths);
        let file = folder.join(file_name(&key));
        let (opened, remark) = database::open(folder, &file, &key);
        Opened {
            cache: opened.and_then(|opened| Self::with(opened, &file, paths)),
            remark,
        }
    }

    fn with(opened: database::Opened, file: &Path, paths: &[PathBuf]) -> Option<Self> {
        let reader = Reader::open(file)?;
        let held = opened.complete && reader.hold(opened.generation);
        let writer = Writer::start(opened.connection, opened.generation)?;
        let roots = store::roots(paths).into_iter();
        Some(Self {
            reader: Arc::new(reader),
            writer,
            file: file.to_owned(),
            known: OnceLock::new(),
            roots: roots
                .map(|root| (root.path, PathBuf::from(root.full)))
                .collect(),
            changes: Mutex::default(),
            complete: opened.complete,
            held,
            generation: opened.generation,
            finished: AtomicBool::new(false),
            recalled: AtomicBool::new(false),
            renewed: AtomicBool::new(false),
        })
    }

    /// What is in a file: what is known, if it has not changed, else what the importers say.
    pub fn read(&self, input: &Input) -> Outcome {
        let (outcome, change) = files::read(self, input);
        if let Some(change) = change {
            self.lock().push(change);
        }
        outcome
    }

    /// Writes down what was read since the last time. Files that the listing does not name any more are forgotten. Must be called
    /// after all files have been read and before findings are asked for.
    pub fn settle(&mut self, listing: &Listing) {
        let known = self.known.take().unwrap_or_default();
        let inputs = listing.inputs.iter();
        let there: HashSet<String> = inputs.filter_map(|input| self.full(&input.path)).collect();
        let gone = known.iter().filter(|file| !there.contains(&file.path));
        let gone: Vec<i64> = gone.map(|file| file.id).collect();
        let changes = std::mem::take(&mut *self.lock());
        let is_new = !gone.is_empty() || changes.iter().any(Change::is_new);
        self.complete &= !is_new;
        if is_new || changes.iter().any(Change::dates) {
            self.held = false;
            self.reader.release();
        }
        self.writer.files(changes, gone);
    }

    /// Whether the findings of all documents are in the cache and good.
    pub const fn is_complete(&self) -> bool {
        self.complete
    }

    /// Hands on what was found in a document, to be written.
    pub fn keep(&self, document: &Document, found: Found) {
        self.writer.found(hash::of_content(document), found);
    }

    /// Says that everything found in the library has been handed on.
    pub fn finish(&self) {
        if !self.complete && !self.finished.swap(true, Ordering::Relaxed) {
            self.writer.complete();
        }
    }

    /// Whether [`Self::library`] has brought everything back, so that nothing of it is to be written.
    pub fn has_recalled(&self) -> bool {
        self.recalled.load(Ordering::Relaxed)
    }

    /// Hands on what [`Self::library`] brings back, of a library of which everything is known.
    pub fn remember(&self, library: &Library) {
        // Until it is handed on no file may change.
        let _changes = self.lock();
        if self.knows_all() {
            self.remember_library(library);
        }
    }

    /// What the documents of the library tell together, if it was worked out before and nothing has changed since.
    pub fn gathered(&self, library: &Library) -> Option<Gathered> {
        let state = self.complete.then(|| self.state(library))?;
        tables::gathered(&self.reader, self.generation, &state)
    }

    /// Has the people, quotations and statements of the library written: for other tools, and for [`Self::gathered`]. Of a library
    /// of which not everything is known nothing is told.
    pub fn tell(&self, library: &Library, gathered: &Arc<Gathered>) {
        let _changes = self.lock();
        if self.knows_all() {
            let paths = library
                .documents
                .iter()
                .map(|document| self.full(&document.path));
            self.writer.tables(Tables {
                library: library.clone(),
                gathered: Arc::clone(gathered),
                paths: paths.collect(),
                state: self.state(library),
            });
        }
    }

    /// Whether everything found in the library as it was opened has been handed on.
    fn knows_all(&self) -> bool {
        (self.complete || self.finished.load(Ordering::Relaxed))
            && !self.renewed.load(Ordering::Relaxed)
    }

    /// Hashes of what the reader has corrected, and of the documents in their order.
    fn state(&self, library: &Library) -> String {
        let mut order = String::new();
        for document in library.documents.iter() {
            order.push_str(&self.full(&document.path).unwrap_or_default());
            // A file may have changed since it was read.
            let _ = writeln!(order, " {:x}", document.fingerprint);
        }
        let order = hash::in_words(hash::of_bytes(order.as_bytes()));
        format!("{} {order}", known::hash_of_all(&library.corrections))
    }

    /// Waits until everything that was handed on is written.
    pub fn close(self) {
        self.writer.finish();
    }

    /// The full path of a file; none for one whose name is not UTF-8, which is read anew each time.
    fn full(&self, path: &Path) -> Option<String> {
        let full = self.roots.iter().find_map(|(given, full)| {
            let below = path.strip_prefix(given).ok()?;
            Some(if below.as_os_str().is_empty() {
                full.clone()
            } else {
                full.join(below)
            })
        });
        full?.into_os_string().into_string().ok()
    }

    /// What is known of the files.
    fn known(&self) -> &Files {
        self.known.get_or_init(|| {
            let files = self.reader.with(|connection| Ok(Files::load(connection)));
            files.and_then(Result::ok).unwrap_or_else(|| {
                // Everything is read anew, and the next time the file is too.
                let _ = database::remove(&self.file);
                Files::default()
            })
        })
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Change>> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn json(value: &(impl Serialize + ?Sized)) -> String {
    // Nothing that is kept has a key that is no text, which is all that can fail.
    serde_json::to_string(value).unwrap_or_default()
}

/// A value that is a word in JSON, without its quotation marks.
fn word(value: &impl Serialize) -> String {
    json(value).trim_matches('"').to_owned()
}

/// The name of a library's file: the name of its folder for people, and a hash of the whole key to tell it from others.
fn file_name(key: &str) -> String {
    let name = key.rsplit('/').next().unwrap_or_default();
    let plain = name.chars().map(|mark| {
        if mark.is_ascii_alphanumeric() {
            mark
        } else {
            '-'
        }
    });
    let name: String = plain.take(40).collect();
    let digits = hash::in_words(hash::of_bytes(key.as_bytes()));
    format!("{name}-{}.db", &digits[..12])
}
