//! Visits: which documents were there before, and which have come since.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;

use crate::app::App;
use crate::library::{DocId, Document, Known, Library};

use super::keys::{self, Root};
use super::{DocKey, Note, Seen};

/// The time since a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// When the reader left.
    pub when: NaiveDateTime,
    /// What was known then of the open library.
    pub known: Known,
}

/// The documents of the open library beside those that were there at visits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// Those that were there at visits.
    pub seen: Vec<Seen>,
    /// The documents that were not.
    pub new: Vec<DocKey>,
    /// Those of which it was never worked out what they tell.
    pub untold: Vec<DocId>,
}

impl App {
    /// The time since a visit: 0 is the last one, higher numbers lead back. None where there was no such visit, or it has not
    /// been looked up yet.
    pub fn since(&self, back: usize) -> Option<Since> {
        let visits = &self.keeper.visits;
        let visit = visits.over.get(back)?;
        let seen = visits.seen.as_ref()?.iter();
        let seen = || seen.clone().filter(|one| one.visit <= visit.number);
        let texts: HashSet<u64> = seen().map(|one| one.text).collect();
        let paths: HashSet<u64> = seen().map(|one| one.path).collect();
        let mut known = Known::default();
        let mut there = HashSet::new();
        for (doc, document) in self.library.present() {
            there.insert(document.fingerprint);
            // A file that was renamed is known by its text; one whose text is another was edited.
            if texts.contains(&document.fingerprint) {
                known.documents.insert(doc);
            } else if paths.contains(&path_number(&self.keeper.roots, document)) {
                known.edited.insert(doc);
            }
        }
        let gone = seen().filter(|one| !there.contains(&one.text));
        known.told = gone.flat_map(|one| one.told.iter().copied()).collect();
        Some(Since {
            when: visit.when,
            known,
        })
    }

    /// After how many visits nothing has come any more: 0 when something has come since the last one. None when nothing has
    /// come since any.
    pub(crate) fn quiet_visits(&self) -> Option<usize> {
        let mut first: HashMap<u64, i64> = HashMap::new();
        for one in self.keeper.visits.seen.as_ref()? {
            let visit = first.entry(one.text).or_insert(one.visit);
            *visit = one.visit.min(*visit);
        }
        let documents = self.library.present();
        let came =
            documents.map(|(_, one)| first.get(&one.fingerprint).copied().unwrap_or(i64::MAX));
        let last = came.max()?;
        let mut visits = self.keeper.visits.over.iter();
        visits.position(|visit| visit.number < last)
    }

    /// How many documents have come or been edited since the last visit, and when that was; none when there was none.
    pub(crate) fn news_count(&self) -> Option<(usize, NaiveDateTime)> {
        let visit = self.keeper.visits.over.first()?;
        let seen = self.keeper.visits.seen.as_ref()?.iter();
        let seen = seen.filter(|one| one.visit <= visit.number);
        let texts: HashSet<u64> = seen.map(|one| one.text).collect();
        let documents = self.library.present();
        let new = documents.filter(|(_, document)| !texts.contains(&document.fingerprint));
        Some((new.count(), visit.when))
    }
}

/// Compares the documents of a library with those that were there at visits. It looks at every document, so it is done on a
/// thread.
pub fn meet(library: &Library, roots: &[Root], seen: Vec<Seen>) -> Met {
    let known = seen.iter().map(|one| ((one.path, one.text), one.is_told));
    let known: HashMap<(u64, u64), bool> = known.collect();
    let (mut new, mut untold) = (Vec::new(), Vec::new());
    for (doc, document) in library.present() {
        let told = known.get(&(path_number(roots, document), document.fingerprint));
        if told != Some(&true) {
            untold.push(doc);
        }
        if told.is_none() {
            new.push(DocKey {
                path: keys::path_within(roots, &document.path),
                fingerprint: document.fingerprint,
            });
        }
    }
    Met { seen, new, untold }
}

/// Takes note of the documents that are there and were not before.
pub(crate) fn met(app: &mut App, met: Met) {
    app.keeper.visits.seen = Some(met.seen);
    // Also when nothing is new: the visit has begun.
    app.note(Some(Note::Seen(met.new)));
}

/// Takes note of what documents tell.
pub(crate) fn told(app: &mut App, told: Vec<(DocId, Vec<u64>)>) {
    let told = told.into_iter();
    let told = told.filter_map(|(doc, told)| Some((keys::key(app, doc)?, told)));
    let told: Vec<_> = told.collect();
    app.note(Some(Note::Told(told)));
}

fn path_number(roots: &[Root], document: &Document) -> u64 {
    Seen::number(&keys::path_within(roots, &document.path))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::NaiveDate;

    use super::*;
    use crate::app::fixture::app;
    use crate::app::memory::{Visit, Visits};

    fn visit(number: u32) -> Visit {
        let day = NaiveDate::from_ymd_opt(2031, 5, number).unwrap();
        Visit {
            number: number.into(),
            when: day.and_hms_opt(18, 40, 0).unwrap(),
        }
    }

    fn seen(doc: &DocKey, visit: i64, told: &[u64]) -> Seen {
        Seen {
            path: Seen::number(&doc.path),
            text: doc.fingerprint,
            visit,
            is_told: true,
            told: told.into(),
        }
    }

    #[test]
    fn each_visit_knew_what_had_come_by_then() {
        let mut app = app(120, 40);
        let ids = app.library.ids();
        let mut keys: Vec<DocKey> = ids.filter_map(|doc| keys::key(&app, doc)).collect();
        keys[1].path = "moved.txt".to_owned();
        keys[2].fingerprint = 7;
        app.keeper.visits = Visits {
            over: vec![visit(2), visit(1)],
            seen: Some(vec![
                seen(&keys[0], 1, &[1]),
                seen(&keys[1], 2, &[2]),
                seen(&keys[2], 2, &[3]),
            ]),
        };
        let last = app.since(0).unwrap();
        assert_eq!(last.when, visit(2).when);
        assert_eq!(last.known.documents, BTreeSet::from([DocId(0), DocId(1)]));
        assert_eq!(last.known.edited, BTreeSet::from([DocId(2)]));
        assert_eq!(last.known.told, HashSet::from([3]));
        let first = app.since(1).unwrap();
        assert_eq!(first.known.documents, BTreeSet::from([DocId(0)]));
        assert!(first.known.edited.is_empty() && first.known.told.is_empty());
        assert_eq!(app.since(2), None);
        assert_eq!(app.quiet_visits(), Some(0));
        let ids = app.library.ids().skip(2);
        let rest: Vec<_> = ids
            .filter_map(|doc| Some(seen(&keys::key(&app, doc)?, 2, &[])))
            .collect();
        app.keeper.visits.seen.as_mut().unwrap().extend(rest);
        assert_eq!(app.quiet_visits(), Some(1));
        app.keeper.visits.over.truncate(1);
        assert_eq!(app.quiet_visits(), None);
    }
}
