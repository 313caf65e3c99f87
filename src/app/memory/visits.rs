//! Visits: which documents were there before, and which have come since.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDateTime;

use crate::app::App;
use crate::library::{DocId, Gathered, Known};

use super::keys;
use super::{DocKey, Note};

/// The time since a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// When the reader left.
    pub when: NaiveDateTime,
    /// What was known then of the open library.
    pub known: Known,
}

impl App {
    /// The time since a visit: 0 is the last one, higher numbers lead back. None where there was no such visit.
    pub fn since(&self, back: usize) -> Option<Since> {
        let visits = &self.keeper.visits;
        let visit = visits.over.get(back)?;
        let seen = || visits.seen.iter().filter(|one| one.visit <= visit.number);
        let texts: HashSet<u64> = seen().map(|one| one.doc.fingerprint).collect();
        let paths: HashSet<&str> = seen().map(|one| &*one.doc.path).collect();
        let mut known = Known::default();
        let mut there = HashSet::new();
        for (doc, key) in keys_of(self) {
            there.insert(key.fingerprint);
            // A file that was renamed is known by its text; one whose text is another was edited.
            if texts.contains(&key.fingerprint) {
                known.documents.insert(doc);
            } else if paths.contains(&*key.path) {
                known.edited.insert(doc);
            }
        }
        let gone = seen().filter(|one| !there.contains(&one.doc.fingerprint));
        known.told = gone
            .flat_map(|one| one.told.iter().flatten().copied())
            .collect();
        Some(Since {
            when: visit.when,
            known,
        })
    }

    /// After how many visits nothing has come any more: 0 when something has come since the last one. None when nothing has
    /// come since any.
    pub(crate) fn quiet_visits(&self) -> Option<usize> {
        let mut first: HashMap<u64, i64> = HashMap::new();
        for one in &self.keeper.visits.seen {
            let visit = first.entry(one.doc.fingerprint).or_insert(one.visit);
            *visit = one.visit.min(*visit);
        }
        let documents = self.library.documents.iter();
        let came = documents.map(|one| first.get(&one.fingerprint).copied().unwrap_or(i64::MAX));
        let last = came.max()?;
        let mut visits = self.keeper.visits.over.iter();
        visits.position(|visit| visit.number < last)
    }

    /// How many documents have come or been edited since the last visit, and when that was; none when there was none.
    pub(crate) fn news_count(&self) -> Option<(usize, NaiveDateTime)> {
        let since = self.since(0)?;
        let documents = self.library.documents.len() - since.known.documents.len();
        Some((documents, since.when))
    }
}

/// Takes note of the documents that are there and were not before.
pub(crate) fn meet(app: &mut App) {
    if !app.keeper.keeps {
        return;
    }
    let seen: HashMap<&DocKey, bool> = app
        .keeper
        .visits
        .seen
        .iter()
        .map(|one| (&one.doc, one.told.is_some()))
        .collect();
    let (mut new, mut untold) = (Vec::new(), BTreeSet::new());
    for (doc, key) in keys_of(app) {
        let told = seen.get(&key).copied();
        if told != Some(true) {
            untold.insert(doc);
        }
        if told.is_none() {
            new.push(key);
        }
    }
    app.keeper.untold = untold;
    // Also when nothing is new: the visit has begun.
    app.note(Some(Note::Seen(new)));
}

/// Takes note of what the documents tell that have not been worked out before.
pub(crate) fn tell(app: &mut App, gathered: &Gathered) {
    let untold = std::mem::take(&mut app.keeper.untold);
    let told: Vec<_> = untold
        .into_iter()
        .filter_map(|doc| {
            Some((
                keys::key(app, doc)?,
                gathered.told.get(doc.0 as usize)?.clone(),
            ))
        })
        .collect();
    if !told.is_empty() {
        app.note(Some(Note::Told(told)));
    }
}

fn keys_of(app: &App) -> impl Iterator<Item = (DocId, DocKey)> + '_ {
    let ids = app.library.ids();
    ids.filter_map(|doc| Some((doc, keys::key(app, doc)?)))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::app::fixture::app;
    use crate::app::memory::{Seen, Visit, Visits};

    fn visit(number: u32) -> Visit {
        let day = NaiveDate::from_ymd_opt(2031, 5, number).unwrap();
        Visit {
            number: number.into(),
            when: day.and_hms_opt(18, 40, 0).unwrap(),
        }
    }

    fn seen(doc: DocKey, visit: i64, told: &[u64]) -> Seen {
        Seen {
            doc,
            visit,
            told: Some(told.to_vec()),
        }
    }

    #[test]
    fn each_visit_knew_what_had_come_by_then() {
        let mut app = app(120, 40);
        let mut keys: Vec<DocKey> = keys_of(&app).map(|(_, key)| key).collect();
        keys[1].path = "moved.txt".to_owned();
        keys[2].fingerprint = 7;
        app.keeper.visits = Visits {
            over: vec![visit(2), visit(1)],
            seen: vec![
                seen(keys[0].clone(), 1, &[1]),
                seen(keys[1].clone(), 2, &[2]),
                seen(keys[2].clone(), 2, &[3]),
            ],
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
        let rest: Vec<_> = keys_of(&app)
            .skip(2)
            .map(|(_, key)| seen(key, 2, &[]))
            .collect();
        app.keeper.visits.seen.extend(rest);
        assert_eq!(app.quiet_visits(), Some(1));
        app.keeper.visits.over.truncate(1);
        assert_eq!(app.quiet_visits(), None);
    }
}
