//! Which document a correction is about now that its file may have another name.
//!
//! A line names its document by the path, and says which text stood there: see [`fingerprint`](crate::library::fingerprint).
//! A file that was renamed or moved is known by that text again. A text that was edited stays with its path, and what stands in
//! several files alike with none: a correction is never applied to something else.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::super::{DocId, Document, Library, Standing};
use super::{Correction, Corrections, Repair};

/// The keys of the documents that lines are about, by their ids, for those that name another one.
pub(super) type Homes = HashMap<String, String>;

impl Corrections {
    /// Finds the documents again whose files have other names.
    pub(in crate::library) fn settle(&mut self, documents: &[Document]) {
        let moved = self.log.standing().filter_map(|line| {
            let home = self.home(line, documents)?;
            Some((line.id.clone(), home))
        });
        self.homes = moved.collect();
    }

    /// The key of the document that has the line's text, unless the line names it, or one like it, already.
    fn home(&self, line: &Correction, documents: &[Document]) -> Option<String> {
        let named = line.change.document()?;
        let text = u64::from_str_radix(line.fingerprint.as_deref()?, 16).ok()?;
        let mut same = documents
            .iter()
            .filter(|document| document.fingerprint == text)
            .map(|document| self.key(document));
        let home = same.next()?;
        let others: Vec<String> = same.collect();
        let is_there = home == named || others.iter().any(|key| key == named);
        (!is_there && others.is_empty()).then_some(home)
    }

    /// The key of the document that a line is about.
    pub(super) fn document_of<'l>(&'l self, line: &'l Correction) -> Option<&'l str> {
        let home = self.homes.get(&line.id).map(String::as_str);
        home.or_else(|| line.change.document())
    }
}

impl Library {
    /// A change as a line of the log, made `now` by somebody. It takes the place of what holds about the same thing.
    pub fn line(&self, change: Repair, now: DateTime<Utc>, by: &str) -> Correction {
        let doc = change.document().and_then(|key| self.document_called(key));
        let document = doc.and_then(|doc| self.document(doc));
        let fingerprint = document.map(|document| format!("{:016x}", document.fingerprint));
        let mut replaces = self.corrections.replaced_by(&change, by);
        let moved = self.corrections.log.standing().filter(|line| {
            !replaces.contains(&line.id)
                && line.change.is_about(&change)
                && (self.corrections.homes.contains_key(&line.id)
                    || self.standing(line) == Standing::Lost)
        });
        let moved: Vec<String> = moved.map(|line| line.id.clone()).collect();
        replaces.extend(moved);
        self.corrections
            .stamped(change, replaces, fingerprint, now, by)
    }

    /// The document that the log calls so.
    pub(in crate::library) fn document_called(&self, key: &str) -> Option<DocId> {
        let path = self.corrections.root.join(key);
        let mut ids = self.ids();
        ids.find(|doc| self.document(*doc).is_some_and(|one| one.path == path))
    }

    /// The only document in which the words of a correction stand with all that stood around them, and the change as one about
    /// that document; for one whose own document, or words, are gone.
    pub fn elsewhere(&self, line: &Correction) -> Option<(DocId, Repair)> {
        let place = line.change.place()?;
        if self.standing(line) != Standing::Lost {
            return None;
        }
        let sought = [&*place.before, &place.words, &place.after].concat();
        let holds = |doc: &DocId| {
            let document = self.document(*doc);
            document.is_some_and(|one| {
                memchr::memmem::find(one.text.as_bytes(), sought.as_bytes()).is_some()
            })
        };
        let mut found = self.ids().filter(holds);
        let doc = found.next().filter(|_| found.next().is_none())?;
        let key = self.corrections.key(self.document(doc)?);
        Some((doc, line.change.moved(&key)))
    }
}

impl Repair {
    /// The same change, about another document.
    fn moved(&self, key: &str) -> Self {
        let mut moved = self.clone();
        if let Some(document) = moved.document_mut() {
            key.clone_into(document);
        }
        moved
    }

    /// Whether two changes are about one thing, but for the name of the document.
    fn is_about(&self, other: &Self) -> bool {
        let key = other.document();
        key.is_some_and(|key| {
            self.moved(key)
                .target()
                .is_some_and(|one| Some(one) == other.target())
        })
    }
}
