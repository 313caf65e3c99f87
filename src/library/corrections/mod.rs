//! What the reader knows better than the engine: kept as a log beside the articles, replayed over every analysis.
//!
//! Findings and corrections never mix. An analysis that a correction touches is kept as the engine made it, and the
//! corrected one is made from it anew whenever the log changes; so taking a correction back leaves no trace, and a new
//! version of the engine meets the same corrections.

mod anchor;
mod annotations;
mod apply;
mod homes;
mod log;
mod names;
mod record;
mod store;
#[cfg(test)]
mod tests;
mod wording;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use crate::engine::{Analysis, Span};

use super::{DateBasis, Dated, DocId, Document, Library, Problem};

pub use anchor::Anchor;
pub use annotations::{Annotation, tags};
use homes::Homes;
pub use log::Log;
pub(super) use names::Names;
pub use record::{Correction, Name, Repair};
use store::Store;

/// The corrections of a library, and what they have changed in it.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    /// Every correction.
    log: Log,
    /// The folder that the paths of documents count from.
    root: PathBuf,
    /// Where the log stands on the disk.
    store: Store,
    names: Names,
    /// Where the documents are whose files have other names than the log says.
    homes: Homes,
    /// How often what holds, or what it acts on, has changed; notes left aside.
    revision: usize,
    /// The analyses that a correction touches, as the engine made them.
    found: BTreeMap<DocId, Arc<Analysis>>,
    /// What documents that were corrected say about themselves, by their keys.
    stated: BTreeMap<String, Stated>,
}

/// What a document says about itself.
#[derive(Clone, Debug)]
struct Stated {
    title: Option<String>,
    date: Option<Dated>,
    outlet: Option<String>,
}

/// What can be corrected of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Facts<'d> {
    pub(crate) title: Option<&'d str>,
    pub(crate) date: Option<Dated>,
    pub(crate) outlet: Option<&'d str>,
}

/// What became of a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is in force.
    Applied,
    /// Its document, or its words, are not in the library any more: it is kept, and changes nothing.
    Lost,
    /// Somebody who did not know of it said otherwise later: that holds.
    Outvoted,
}

impl Corrections {
    /// The corrections that stand beside the articles in `root`, or in the reader's data folder; those of the bundled
    /// library when there is no folder. What cannot be read of them comes as problems.
    pub(super) fn load(root: Option<&Path>) -> (Self, Vec<Problem>) {
        let store = Store::of(root);
        let (lines, problems) = store.load();
        let corrections = Self {
            root: root.unwrap_or(Path::new("")).to_owned(),
            store,
            ..Self::of(Log::of(lines))
        };
        (corrections, problems)
    }

    /// The corrections of a library that is no folder: these lines, and those of the reader's own data folder that were made in
    /// the library called so. What cannot be read comes as problems.
    pub(crate) fn shared(mut lines: Vec<Correction>, name: &str) -> (Self, Vec<Problem>) {
        let store = Store::called(name);
        let (own, problems) = store.load();
        lines.extend(own);
        let corrections = Self {
            store,
            ..Self::of(Log::of(lines))
        };
        (corrections, problems)
    }

    fn of(log: Log) -> Self {
        Self {
            names: Names::of(&log),
            log,
            ..Self::default()
        }
    }

    /// Every correction.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// A number that changes whenever a correction that acts on the findings comes in.
    pub const fn revision(&self) -> usize {
        self.revision
    }

    /// Adds a line to the log on the disk, on the disk before this returns: beside the articles where that is allowed, else
    /// in the reader's data folder. Notes have a file of their own, so that they need not be shared with the corrections.
    ///
    /// # Errors
    ///
    /// When neither place can be written; says why, and that the line is not kept.
    pub fn keep(&self, line: &Correction) -> Result<(), String> {
        let file = if self.is_about_notes(line) {
            store::NOTES
        } else {
            store::CORRECTIONS
        };
        self.store.append(line, file)
    }

    /// What the reader said about names.
    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// How the log calls a document: by its path below the library's folder, with `/` between folders.
    pub fn key(&self, document: &Document) -> String {
        self.key_of(&document.path)
    }

    /// How the log calls what stands at this path.
    pub(crate) fn key_of(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.root);
        let parts = below.unwrap_or(path).components();
        let parts: Vec<_> = parts
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        parts.join("/")
    }

    /// The ids of what a change takes the place of.
    fn replaced_by(&self, change: &Repair, by: &str) -> Vec<String> {
        match change {
            // Whoever writes about a passage again means the same note; colleagues keep theirs.
            Repair::Note { .. } => self.notes_of(by, change),
            _ => self.log.about(change),
        }
    }

    /// The line that takes back the correction with this id.
    pub fn undo(&self, id: &str, now: DateTime<Utc>, by: &str) -> Correction {
        self.stamped(Repair::Undo, vec![id.to_owned()], None, now, by)
    }

    fn stamped(
        &self,
        change: Repair,
        replaces: Vec<String>,
        fingerprint: Option<String>,
        now: DateTime<Utc>,
        by: &str,
    ) -> Correction {
        // What replaces another line is later than that, whatever the clock says.
        let last = self
            .log
            .all()
            .last()
            .map(|line| line.at + TimeDelta::milliseconds(1));
        let at = last.map_or(now, |last| last.max(now));
        let mut line = Correction {
            id: String::new(),
            at,
            by: by.to_owned(),
            replaces,
            fingerprint,
            change,
        };
        let words = serde_json::to_string(&line).unwrap_or_default();
        line.id = number(words.as_bytes());
        line
    }

    /// The corrections about places of a document.
    fn about(&self, key: &str) -> Vec<&Correction> {
        let lines = self.log.in_force();
        lines
            .filter(|line| !self.is_about_notes(line))
            .filter(|line| line.change.place().is_some() && self.document_of(line) == Some(key))
            .collect()
    }

    /// The keys of the documents whose date, outlet or title is corrected, or was.
    fn documents_with_facts(&self) -> HashSet<String> {
        let lines = self.log.in_force();
        let facts = lines.filter(|line| line.change.place().is_none());
        let corrected = facts.filter_map(|line| self.document_of(line).map(str::to_owned));
        corrected.chain(self.stated.keys().cloned()).collect()
    }

    /// The corrections in force of dates, outlets and titles, the earliest first.
    pub(crate) fn facts(&self) -> impl Iterator<Item = &Correction> {
        let lines = self.log.in_force();
        lines.filter(|line| line.change.place().is_none() && line.change.document().is_some())
    }

    /// What a document says about itself, whatever is corrected of that.
    pub(crate) fn stated<'d>(&'d self, document: &'d Document) -> Facts<'d> {
        let corrected = (!self.stated.is_empty()).then(|| self.stated.get(&self.key(document)));
        match corrected.flatten() {
            Some(stated) => Facts {
                title: stated.title.as_deref(),
                date: stated.date,
                outlet: stated.outlet.as_deref(),
            },
            None => Facts {
                title: document.title.as_deref(),
                date: document.date,
                outlet: document.outlet.as_deref(),
            },
        }
    }

    /// The folder of the library in the reader's own data; none without a home.
    pub(super) fn own_folder(&self) -> Option<&Path> {
        self.store.own()
    }

    /// Has the reader's own data of this library in a folder.
    #[cfg(test)]
    pub(super) fn keep_in(&mut self, folder: PathBuf) {
        self.store.set_own(folder);
    }

    /// The documents whose findings are corrected.
    pub(crate) fn corrected(&self) -> Vec<DocId> {
        self.found.keys().copied().collect()
    }

    /// Counts a change of what corrections act on.
    pub(super) const fn revise(&mut self) {
        self.revision += 1;
    }

    /// Corrects a document that has come anew: what it said about itself before counts no longer.
    pub(super) fn correct_anew(&mut self, document: &mut Document) {
        self.stated.remove(&self.key(document));
        self.correct_facts(document);
    }

    /// Forgets what the engine found in a document that is gone, or has another text now. Returns it.
    pub(super) fn forget(&mut self, doc: DocId) -> Option<Arc<Analysis>> {
        self.found.remove(&doc)
    }

    /// Corrects date, outlet and title of a document, from what it says about itself.
    pub(super) fn correct_facts(&mut self, document: &mut Document) {
        let key = self.key(document);
        let about = self.log.in_force();
        let about = about.filter(|line| line.change.place().is_none());
        let about: Vec<&Repair> = about
            .filter(|line| self.document_of(line) == Some(&key))
            .map(|line| &line.change)
            .collect();
        if about.is_empty() && !self.stated.contains_key(&key) {
            return;
        }
        let stated = self.stated.entry(key).or_insert_with(|| Stated {
            title: document.title.clone(),
            date: document.date,
            outlet: document.outlet.clone(),
        });
        document.title.clone_from(&stated.title);
        document.date = stated.date;
        document.outlet.clone_from(&stated.outlet);
        for change in about {
            match change {
                Repair::Date { day, .. } => {
                    document.date = day.map(|day| Dated {
                        day,
                        basis: DateBasis::Corrected,
                    });
                }
                Repair::Outlet { outlet, .. } => document.outlet.clone_from(outlet),
                Repair::Title { title, .. } => document.title.clone_from(title),
                _ => {}
            }
        }
    }
}

/// A number of sixteen hexadecimal digits that stays the same on every machine and in every version (FNV-1a, 64 bits).
fn number(bytes: &[u8]) -> String {
    let number = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |number, &byte| {
            (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{number:016x}")
}

impl Library {
    /// Takes in what the engine found in a document, corrected as the reader has corrected it. Entities are not merged anew.
    pub fn receive(&mut self, doc: DocId, found: Arc<Analysis>) {
        let Some(document) = self.documents.get(doc.0 as usize) else {
            return;
        };
        let key = self.corrections.key(document);
        let lines = self.corrections.about(&key);
        let corrected = apply::corrected(&document.text, &found, &self.corrections.names, &lines);
        let Some(slot) = self.analyses.get_mut(doc.0 as usize) else {
            return;
        };
        if let Some(corrected) = corrected {
            self.entities.write(doc, Some(&corrected));
            *slot = Arc::new(corrected).into();
            self.corrections.found.insert(doc, found);
        } else {
            self.entities.write(doc, Some(&found));
            *slot = found.into();
            self.corrections.found.remove(&doc);
        }
    }

    /// Takes in corrections. The order of the documents stays until the library is opened again; entities are not merged
    /// anew. Corrections that are known already change nothing, and notes change no finding.
    pub fn correct(&mut self, lines: Vec<Correction>) {
        let mut added: Vec<Correction> = Vec::new();
        for line in lines {
            if self.corrections.log.add(line.clone()) && !self.corrections.is_about_notes(&line) {
                added.push(line);
            }
        }
        if added.is_empty() {
            return;
        }
        self.corrections.revision += 1;
        let names = Names::of(&self.corrections.log);
        let before = std::mem::replace(&mut self.corrections.names, names);
        if before != self.corrections.names {
            self.entities.outdate();
        }
        self.corrections.settle(&self.documents);
        self.correct_facts();
        for doc in self.concerned(&added, &before) {
            let found = self.corrections.found.get(&doc).cloned();
            if let Some(found) = found.or_else(|| self.found(doc).cloned()) {
                self.receive(doc, found);
            }
        }
    }

    /// The documents whose findings new lines may change: for one about a name those that name it. `before` is what the reader
    /// had said about names.
    fn concerned(&self, added: &[Correction], before: &Names) -> Vec<DocId> {
        let mut by_name = false;
        let log = &self.corrections.log;
        let (mut keys, mut seen) = (HashSet::new(), HashSet::new());
        let mut waiting: Vec<&Correction> = added.iter().collect();
        while let Some(line) = waiting.pop() {
            if !seen.insert(&line.id) {
                continue;
            }
            // What was replaced may hold no more, or again.
            waiting.extend(line.replaces.iter().filter_map(|id| log.get(id)));
            match (self.corrections.document_of(line), &line.change) {
                (Some(key), _) => {
                    keys.insert(key);
                }
                (None, Repair::Undo) => {}
                (None, _) => by_name = true,
            }
        }
        let mut concerned: Vec<DocId> = keys
            .into_iter()
            .filter_map(|key| self.document_called(key))
            .collect();
        if by_name {
            // What stands in the ledger of one that is corrected is not what was found.
            concerned.extend(self.corrections.found.keys());
            let changed = before.changed(&self.corrections.names);
            concerned.extend(self.entities.naming(&changed));
        }
        concerned.sort_unstable();
        concerned.dedup();
        concerned
    }

    /// Corrects what documents say about themselves. Most are left alone, and none is copied for it if no line is about any.
    pub(super) fn correct_facts(&mut self) {
        let keys = self.corrections.documents_with_facts();
        if keys.is_empty() {
            return;
        }
        for document in Arc::make_mut(&mut self.documents) {
            if keys.contains(&self.corrections.key(document)) {
                self.corrections.correct_facts(document);
            }
        }
    }

    /// Merges the people and organizations of all documents analysed so far anew.
    pub fn merge(&mut self) {
        self.entities.rebuild(self.corrections.names());
    }

    /// What became of a correction that nobody took back.
    pub fn standing(&self, line: &Correction) -> Standing {
        if self
            .corrections
            .log
            .outvoted()
            .any(|other| other.id == line.id)
        {
            Standing::Outvoted
        } else if line.change.document().is_none() || self.place_of(line).is_some() {
            Standing::Applied
        } else {
            Standing::Lost
        }
    }

    /// Where the words stand that a correction is about; the beginning of a document for one that is about the whole. Nowhere
    /// when document or words are gone, or when it is about a name.
    pub fn place_of(&self, line: &Correction) -> Option<(DocId, Span)> {
        let doc = self.document_called(self.corrections.document_of(line)?)?;
        let span = match line.change.place() {
            Some(place) => place.find(&self.document(doc)?.text)?,
            None => Span::default(),
        };
        Some((doc, span))
    }

    /// The anchor of a span of a document.
    pub fn anchor(&self, doc: DocId, span: Span) -> Option<Anchor> {
        let document = self.document(doc)?;
        let key = self.corrections.key(document);
        Some(Anchor::of(&key, &document.text, span))
    }
}
