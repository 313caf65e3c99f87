//! What is known of the files of an open library: enough to tell what has changed in them.

mod files;
mod stamp;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Local, NaiveDate};

use crate::cache::may_be_read;
use crate::library::{
    DocId, Document, Input, Listing, Outcome, Renewal, STANDARD_INPUT, documents_of, fingerprint,
    own_name,
};

use self::files::{File, Files};
pub(super) use self::stamp::Stamp;

/// What may have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Touched {
    /// Anything at all.
    pub(super) everything: bool,
    /// What lies at these paths, or below them.
    pub(super) paths: Vec<PathBuf>,
    /// What is still being written, and left alone for now.
    pub(super) writing: BTreeSet<PathBuf>,
}

/// What is known of the files, and of the documents in them.
#[derive(Debug, Default)]
pub(super) struct Inventory {
    /// What the reader named.
    paths: Vec<PathBuf>,
    files: Files,
    /// By their ids.
    documents: Vec<Known>,
    /// Whether nobody has looked yet what has changed since the cache saw the files.
    is_from_cache: bool,
    /// The documents whose files are gone.
    absent: BTreeSet<DocId>,
    /// The fingerprints of their names.
    names: HashSet<u64>,
    /// The days on which documents were published, each once.
    days: BTreeSet<NaiveDate>,
}

/// What tells a document from others.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// The number of its path.
    path: u64,
    fingerprint: u64,
    /// The fingerprint of its address on the web.
    address: Option<u64>,
}

impl Known {
    fn of(document: &Document) -> Self {
        Self {
            path: path_number(&document.path),
            fingerprint: document.fingerprint,
            address: document.address.as_deref().map(fingerprint),
        }
    }

    /// Whether this is the same document, as far as one thing tells.
    fn is(&self, now: &Self, tie: Tie) -> bool {
        match tie {
            Tie::TextAndPlace => self.fingerprint == now.fingerprint && self.path == now.path,
            Tie::Text => self.fingerprint == now.fingerprint,
            Tie::Address => self.address.is_some() && self.address == now.address,
            Tie::Place => self.path == now.path,
        }
    }
}

/// What makes two documents one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tie {
    TextAndPlace,
    Text,
    Address,
    Place,
}

impl Tie {
    /// All, the surest first.
    const ALL: [Self; 4] = [Self::TextAndPlace, Self::Text, Self::Address, Self::Place];
}

/// The files that have changed.
#[derive(Debug, Default)]
struct Changed {
    read: Vec<Input>,
    vanished: Vec<PathBuf>,
}

impl Inventory {
    /// What is known when all files have been read. What the reader named and what is no file, such as standard input, is not
    /// looked at again.
    pub(super) fn of(
        paths: &[PathBuf],
        stamps: Vec<(PathBuf, Stamp)>,
        documents: &[Document],
    ) -> Self {
        let lasting = |path: &&PathBuf| {
            // What is gone already may come back.
            let is_lasting = path.is_dir() || path.is_file() || !path.exists();
            path.as_path() != Path::new(STANDARD_INPUT) && is_lasting
        };
        let mut inventory = Self {
            is_from_cache: stamps.iter().any(|(_, stamp)| stamp.is_partial()),
            paths: paths.iter().filter(lasting).cloned().collect(),
            files: stamps.into_iter().collect(),
            ..Self::default()
        };
        for (doc, document) in (0..).map(DocId).zip(documents) {
            if let Some(file) = inventory.file_of(document) {
                file.documents.push(doc);
            }
            inventory.note(document);
        }
        inventory
    }

    /// What the reader named.
    pub(super) fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// Whether a path that the reader named is that of a file.
    pub(super) fn is_file(&self, path: &Path) -> bool {
        self.files.contains(path)
    }

    /// The file that holds a document: some are within others.
    fn file_of(&mut self, document: &Document) -> Option<&mut File> {
        let mut within = document.file().ancestors();
        let path = if self.files.contains(&document.path) {
            &*document.path
        } else {
            within.find(|path| self.files.contains(path))?
        };
        self.files.get_mut(path)
    }

    /// Remembers a document that gets the next id.
    fn note(&mut self, document: &Document) {
        self.documents.push(Known::of(document));
        self.remember(document);
    }

    fn remember(&mut self, document: &Document) {
        self.names.insert(fingerprint(&document.name));
        self.days.extend(document.date.map(|date| date.day));
    }

    /// Looks at what was touched, has `read` read the files that have changed, and returns what came of it with the documents
    /// that have not been analysed yet, in the order of their ids.
    pub(super) fn look(
        &mut self,
        touched: &Touched,
        read: impl FnOnce(&[Input]) -> Vec<Outcome>,
    ) -> (Renewal, Vec<(DocId, Document)>) {
        let mut changed = self.changed(touched);
        changed
            .read
            .retain(|input| !touched.writing.contains(&input.path));
        let stamps: Vec<Stamp> = changed
            .read
            .iter()
            .map(|input| Stamp::of(&input.path))
            .collect();
        let outcomes = read(&changed.read);
        let mut loose = Loose::default();
        let mut renewal = Renewal {
            at: Local::now().fixed_offset(),
            is_from_before: std::mem::take(&mut self.is_from_cache),
            ..Renewal::default()
        };
        for path in changed.vanished {
            let mut file = self.files.remove(&path).unwrap_or_default();
            loose.left.extend(file.documents.take());
            renewal.read.push(path);
        }
        for ((input, stamp), outcome) in changed.read.into_iter().zip(stamps).zip(outcomes) {
            self.take(&input.path, stamp, outcome, &mut loose, &mut renewal);
        }
        self.settle(loose, &mut renewal);
        let unread = self.unread(&renewal);
        self.absent.extend(renewal.gone.iter().copied());
        for (doc, document) in &renewal.replaced {
            self.absent.remove(doc);
            self.documents[doc.0 as usize] = Known::of(document);
        }
        (renewal, unread)
    }

    /// The documents of which nothing is known yet.
    fn unread(&self, renewal: &Renewal) -> Vec<(DocId, Document)> {
        let first = self.documents.len() - renewal.arrived.len();
        let arrived = (first as u32..)
            .map(DocId)
            .zip(renewal.arrived.iter().cloned());
        let replaced = renewal.replaced.iter().filter(|(doc, document)| {
            let known = &self.documents[doc.0 as usize];
            known.fingerprint != document.fingerprint || self.absent.contains(doc)
        });
        let mut unread: Vec<_> = replaced.cloned().collect();
        unread.sort_by_key(|(doc, _)| *doc);
        unread.extend(arrived);
        unread
    }

    /// Which files are not what they were. What lies below a folder that is gone as a whole stays: it may come back.
    fn changed(&self, touched: &Touched) -> Changed {
        let mut changed = Changed::default();
        if touched.everything {
            let there: Vec<PathBuf> = self
                .paths
                .iter()
                .filter(|path| path.exists())
                .cloned()
                .collect();
            // The bundled library is that of no path.
            let listing = match there.as_slice() {
                [] => return changed,
                there => Listing::of(there).unwrap_or_default(),
            };
            self.compare(listing.inputs, None, &mut changed);
            return changed;
        }
        for path in &touched.paths {
            match fs::metadata(path) {
                Ok(found) if found.is_dir() && self.is_within(path) => {
                    let below = Listing::below(path).inputs;
                    self.compare(below, Some(path), &mut changed);
                }
                Ok(found) if found.is_file() => {
                    if let Some(input) = self.input(path) {
                        changed.read.extend(self.differs(&input).then_some(input));
                    }
                }
                Ok(_) => {}
                Err(_) => changed
                    .vanished
                    .extend(self.vanished(Some(path), &HashSet::new())),
            }
        }
        // A folder and what lies in it may both have been touched.
        changed.read.sort_by(|one, other| one.path.cmp(&other.path));
        changed.read.dedup_by(|one, other| one.path == other.path);
        changed.vanished.sort();
        changed.vanished.dedup();
        changed
    }

    /// Compares what is known below a path, or everywhere, with the files that are there.
    fn compare(&self, inputs: Vec<Input>, below: Option<&Path>, changed: &mut Changed) {
        let there: HashSet<&OsStr> = inputs.iter().map(|input| input.path.as_os_str()).collect();
        changed.vanished.extend(self.vanished(below, &there));
        let differs = |input: &Input| self.differs(input);
        changed.read.extend(inputs.into_iter().filter(differs));
    }

    /// The known files at a path and below it, or everywhere, that are not there any more.
    fn vanished(&self, below: Option<&Path>, there: &HashSet<&OsStr>) -> Vec<PathBuf> {
        let known = self.files.below(below);
        let gone = known.filter(|path| {
            !there.contains(path.as_os_str()) && !path.exists() && !self.is_lost(path)
        });
        gone.map(Path::to_owned).collect()
    }

    /// Whether a file has to be read. One that is new and empty is about to be written.
    fn differs(&self, input: &Input) -> bool {
        let found = fs::metadata(&input.path).ok();
        let Some(known) = self.files.get(&input.path) else {
            return found.is_some_and(|found| found.len() > 0);
        };
        let now = found.as_ref().map_or_else(Stamp::default, Stamp::from);
        // What the cache has of a file is no sign that it may still be read.
        !known.stamp.is_still(now) || known.stamp.is_partial() && !may_be_read(&input.path)
    }

    /// A file as it would be listed; none for one that is not of this library.
    fn input(&self, path: &Path) -> Option<Input> {
        if self.paths.iter().any(|named| named == path) {
            return Some(Input::named(path));
        }
        self.is_within(path).then(|| Input::found(path))
    }

    /// Whether a path lies in a folder that the reader named, or is one, and nothing on the way is hidden.
    fn is_within(&self, path: &Path) -> bool {
        self.paths.iter().any(|root| {
            path.strip_prefix(root).is_ok_and(|below| {
                let mut parts = below.components();
                parts.all(|part| !part.as_os_str().as_encoded_bytes().starts_with(b"."))
            }) && !root.is_file()
        })
    }

    /// Whether the folder is gone through which a file came here.
    fn is_lost(&self, path: &Path) -> bool {
        let mut roots = self.paths.iter().filter(|root| path.starts_with(root));
        roots.all(|root| root != path && !root.exists())
    }

    /// Takes in what a file holds now.
    fn take(
        &mut self,
        path: &Path,
        stamp: Stamp,
        outcome: Outcome,
        loose: &mut Loose,
        renewal: &mut Renewal,
    ) {
        let is_new = !self.files.contains(path);
        self.files.get_or_add(path).stamp = stamp;
        renewal.read.push(path.to_owned());
        match outcome {
            // What was read of it before stays: it may be mended.
            Outcome::Failed(problem) => renewal.problems.push(problem),
            Outcome::Unread => {}
            Outcome::Skipped => renewal.skipped += usize::from(is_new),
            Outcome::Read(batch) => {
                let days: Vec<NaiveDate> = self.days.iter().copied().collect();
                let (documents, problems, skipped) = documents_of(batch, &days);
                renewal.problems.extend(problems);
                renewal.skipped += if is_new { skipped } else { 0 };
                self.take_documents(path, documents, loose, renewal);
            }
        }
    }

    /// Finds out which of the documents of a file are which of those that it held before: those with the same text, else with
    /// the same address, else at the same place if it holds as many as before.
    fn take_documents(
        &mut self,
        file: &Path,
        documents: Vec<Document>,
        loose: &mut Loose,
        renewal: &mut Renewal,
    ) {
        let mut before = self
            .files
            .get_mut(file)
            .map(|file| file.documents.take())
            .unwrap_or_default();
        let as_many = before.len() == documents.len();
        let known = documents.iter().map(Known::of).collect::<Vec<_>>();
        let mut open: Vec<Option<(Known, Document)>> =
            known.into_iter().zip(documents).map(Some).collect();
        let mut kept = Vec::new();
        for tie in Tie::ALL {
            if tie == Tie::Place && !as_many {
                break;
            }
            before.retain(|&doc| {
                let known = &self.documents[doc.0 as usize];
                let found = open
                    .iter_mut()
                    .find(|now| now.as_ref().is_some_and(|(now, _)| known.is(now, tie)));
                let Some((_, document)) = found.and_then(Option::take) else {
                    return true;
                };
                kept.push(doc);
                renewal.replaced.push((doc, document));
                false
            });
        }
        if let Some(file) = self.files.get_mut(file) {
            file.documents = kept.into();
        }
        loose.left.extend(before);
        let new = open.into_iter().flatten();
        loose
            .new
            .extend(new.map(|(_, document)| (file.to_owned(), document)));
    }

    /// Finds out which of the documents that nobody knows are which of those that are missed: a file that was renamed, or is
    /// there again.
    fn settle(&mut self, loose: Loose, renewal: &mut Renewal) {
        let mut missed: BTreeSet<DocId> = self.absent.clone();
        missed.extend(&loose.left);
        let by = |key: fn(&Known) -> u64| -> HashMap<u64, DocId> {
            let keyed = missed.iter().rev();
            keyed
                .map(|&doc| (key(&self.documents[doc.0 as usize]), doc))
                .collect()
        };
        let by_text = by(|known| known.fingerprint);
        let by_path = by(|known| known.path);
        let mut taken: HashSet<DocId> = HashSet::new();
        for (file, mut document) in loose.new {
            let path = path_number(&document.path);
            let same = [by_text.get(&document.fingerprint), by_path.get(&path)];
            let known = same.into_iter().flatten().find(|doc| !taken.contains(doc));
            let doc = known.copied().unwrap_or(DocId(self.documents.len() as u32));
            let stays = known.is_some_and(|doc| self.documents[doc.0 as usize].path == path);
            if !stays {
                document.name = own_name(&document.path, |name| {
                    self.names.contains(&fingerprint(name))
                });
            }
            self.files.get_or_add(&file).documents.push(doc);
            if known.is_some() {
                taken.insert(doc);
                self.remember(&document);
                renewal.replaced.push((doc, document));
            } else {
                self.note(&document);
                renewal.arrived.push(document);
            }
        }
        renewal.gone = loose
            .left
            .into_iter()
            .filter(|doc| !taken.contains(doc))
            .collect();
    }
}

/// A number for a path.
fn path_number(path: &Path) -> u64 {
    fingerprint(&path.to_string_lossy())
}

/// Documents that have no place yet, and places that have lost their documents.
#[derive(Debug, Default)]
struct Loose {
    /// With the file of each.
    new: Vec<(PathBuf, Document)>,
    left: Vec<DocId>,
}
