//! People and organizations across documents: one entity for one person.

mod forms;
mod ledger;
mod pages;
mod tally;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use crate::engine::{Analysis, EntityKind, LocalId, Tie};
use forms::Forms;
pub use ledger::Ledger;
use tally::Counts;

use super::corrections::Names;
use super::{DocId, Name, QuoteRef};

/// A person or organization of the library. An id stays the same while more documents arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// A person or organization across all documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The full name: the form that most documents use.
    pub name: String,
    /// Person or organization.
    pub kind: EntityKind,
    /// The role most documents give.
    pub role: Option<String>,
    /// Other forms of the name, those of most documents first.
    pub aliases: Vec<String>,
    /// How many times all documents name it.
    pub mentions: u32,
    /// How many quotations of it all documents hold.
    pub quotations: u32,
    /// The documents that name it, in library order, with mentions and quotations in each.
    pub documents: Vec<(DocId, Tally)>,
}

impl Entity {
    /// Why one of its aliases means it.
    pub fn tie(&self, alias: &str) -> Tie {
        Tie::between(self.kind, &self.name, alias)
    }

    /// Takes in that a document holds another number of its quotations than before.
    fn recount(&mut self, doc: DocId, before: u32, now: u32) {
        let count = |count: u32| (count + now).saturating_sub(before);
        self.quotations = count(self.quotations);
        let own = self.documents.binary_search_by_key(&doc, |(doc, _)| *doc);
        if let Some((_, tally)) = own.ok().and_then(|at| self.documents.get_mut(at)) {
            tally.quotations = count(tally.quotations);
        }
    }
}

/// Counts within one document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many times the document names it.
    pub mentions: u32,
    /// How many of its quotations the document holds.
    pub quotations: u32,
}

/// The entities of a library. A copy shares all of it.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    /// What the documents say.
    ledger: Arc<Ledger>,
    list: Arc<Vec<Slot>>,
    bindings: Arc<Bindings>,
    /// The id that every name got when it was first seen; it is never taken back.
    by_key: Arc<HashMap<String, EntityId>>,
    /// Whether the ledger, or what the reader said about names, has changed since.
    stale: bool,
}

/// Which entity of the library each entity of a document is.
#[derive(Clone, Debug, Default)]
struct Bindings {
    /// Of all documents, one after the other.
    ids: Vec<EntityId>,
    /// Where those of each document begin; at the end, where the last ones end.
    starts: Vec<u32>,
}

impl Bindings {
    fn of(&self, doc: DocId) -> &[EntityId] {
        let at = doc.0 as usize;
        let ends = self.starts.get(at).zip(self.starts.get(at + 1));
        let own = ends.and_then(|(start, end)| self.ids.get(*start as usize..*end as usize));
        own.unwrap_or_default()
    }
}

/// What an id means after the latest rebuild.
#[derive(Clone, Debug, Default)]
enum Slot {
    /// An entity of its own.
    Entity(Box<Entity>),
    /// A name that turned out to mean another entity, such as a lone surname.
    Merged(EntityId),
    /// No document names it any more.
    #[default]
    Gone,
}

impl Entities {
    /// The entities of a library whose documents have been read for names before.
    pub(super) fn of_ledger(ledger: Ledger, names: &Names) -> Self {
        let mut entities = Self {
            ledger: Arc::new(ledger),
            stale: true,
            ..Self::default()
        };
        entities.rebuild(names);
        entities
    }

    /// What the documents say: enough to work out all the rest anew.
    pub(crate) fn ledger(&self) -> &Arc<Ledger> {
        &self.ledger
    }

    /// Writes down what was found in a document, or that nothing is known of it any more. Until the next [`Self::rebuild`] the
    /// entities stay what they were, unless nothing but some quotations has come to others.
    pub(super) fn write(&mut self, doc: DocId, analysis: Option<&Analysis>) {
        let ledger = Arc::make_mut(&mut self.ledger);
        let page = analysis.map(|analysis| ledger.page(analysis));
        if ledger.has(doc, page.as_ref()) {
            return;
        }
        let known: Vec<_> = ledger.entries(doc).map(|entry| entry.quoted()).collect();
        let is_alike = !self.stale
            && known.len() == self.bindings.of(doc).len()
            && page
                .as_ref()
                .is_some_and(|page| ledger.names_alike(doc, page));
        ledger.set(doc, page.as_ref());
        if !is_alike {
            self.stale = true;
            return;
        }
        let list = Arc::make_mut(&mut self.list);
        let ids = self.bindings.of(doc).iter();
        for ((id, before), entry) in ids.zip(known).zip(self.ledger.entries(doc)) {
            if let Some(Slot::Entity(entity)) = list.get_mut(id.0 as usize) {
                entity.recount(doc, before, entry.quoted());
            }
        }
    }

    /// Says that the reader has said something about names.
    pub(super) fn outdate(&mut self) {
        self.stale = true;
    }

    /// Merges the entities of all documents analysed so far, if anything has changed. Ids given before stay what they were.
    ///
    /// A wrong merge costs the reader more than a missed one: full names join when first names and initials agree, a lone
    /// surname joins only the one usual bearer, organizations join by name, known alias or acronym. What the reader said about
    /// names stands above all that.
    pub(super) fn rebuild(&mut self, names: &Names) {
        if !std::mem::take(&mut self.stale) {
            return;
        }
        let (forms, seen, starts) = self.forms();
        let hubs = forms.merge(names.different());
        let ids = self.number(&forms, &hubs);
        let bindings = Bindings {
            ids: seen.iter().map(|&form| ids[hubs[form as usize]]).collect(),
            starts,
        };
        let mut counts: Vec<Option<Counts>> = Vec::new();
        counts.resize_with(self.by_key.len(), || None);
        for doc in (0..self.ledger.len() as u32).map(DocId) {
            for (entry, id) in self.ledger.entries(doc).zip(bindings.of(doc)) {
                counts[id.0 as usize]
                    .get_or_insert_with(|| Counts::new(Ledger::kind(entry.name)))
                    .add(doc, &entry);
            }
        }
        let finish = |counts: Option<Counts>| {
            counts.map_or(Slot::Gone, |counts| {
                Slot::Entity(Box::new(counts.finish(&self.ledger, names)))
            })
        };
        let mut list: Vec<Slot> = counts.into_iter().map(finish).collect();
        for (form, &hub) in hubs.iter().enumerate() {
            let own = self.by_key.get(&forms.list[form].key).copied();
            if let Some(own) = own.filter(|&own| own != ids[hub]) {
                list[own.0 as usize] = Slot::Merged(ids[hub]);
            }
        }
        // A thread may still read what was there before.
        self.list = Arc::new(list);
        self.bindings = Arc::new(bindings);
    }

    /// All names, which of them each entity of each document has, and where those of each document begin.
    fn forms(&mut self) -> (Forms, Vec<u32>, Vec<u32>) {
        let ledger = Arc::make_mut(&mut self.ledger);
        let mut forms = Forms::default();
        let mut places: Vec<Option<u32>> = vec![None; ledger.names()];
        let (mut seen, mut starts) = (Vec::new(), Vec::new());
        let mut names = Vec::new();
        for doc in (0..ledger.len() as u32).map(DocId) {
            starts.push(seen.len() as u32);
            names.clear();
            names.extend(ledger.entries(doc).map(|entry| entry.name));
            for &name in &names {
                if places.len() <= name as usize {
                    places.resize(name as usize + 1, None);
                }
                let form = *places[name as usize]
                    .get_or_insert_with(|| forms.add(ledger.form(name)) as u32);
                forms.count(form as usize);
                seen.push(form);
            }
        }
        starts.push(seen.len() as u32);
        (forms, seen, starts)
    }

    /// The id of every hub; other forms get one too, so that they keep it should they ever stand alone.
    fn number(&mut self, forms: &Forms, hubs: &[usize]) -> Vec<EntityId> {
        let mut own = Vec::with_capacity(forms.list.len());
        for form in &forms.list {
            let known = self.by_key.get(&form.key).copied();
            own.push(known.unwrap_or_else(|| {
                let next = EntityId(self.by_key.len() as u32);
                Arc::make_mut(&mut self.by_key).insert(form.key.clone(), next);
                next
            }));
        }
        // Among full names that mean one person the oldest id stays.
        let mut ids = own.clone();
        for (form, &hub) in hubs.iter().enumerate() {
            if forms.is_full(form) {
                ids[hub] = ids[hub].min(own[form]);
            }
        }
        ids
    }

    /// The entity with this id, or the one it was merged into.
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        match self.list.get(id.0 as usize)? {
            Slot::Entity(entity) => Some(entity),
            Slot::Merged(other) => match self.list.get(other.0 as usize)? {
                Slot::Entity(entity) => Some(entity),
                _ => None,
            },
            Slot::Gone => None,
        }
    }

    /// The library's entity behind an entity of one document.
    pub fn of(&self, doc: DocId, local: LocalId) -> Option<EntityId> {
        self.bindings.of(doc).get(local.0 as usize).copied()
    }

    /// All entities with their ids, in no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.list
            .iter()
            .enumerate()
            .filter_map(|(index, slot)| match slot {
                Slot::Entity(entity) => Some((EntityId(index as u32), &**entity)),
                _ => None,
            })
    }

    /// The quotations of an entity in a document, in text order, and whether each is doubtful.
    pub fn said(&self, id: EntityId, doc: DocId) -> Vec<(QuoteRef, bool)> {
        let own = self.ledger.entries(doc).zip(self.bindings.of(doc));
        let own = own.filter(|(_, bound)| **bound == id);
        let mut said: Vec<(QuoteRef, bool)> = own
            .flat_map(|(entry, _)| entry.quotations().collect::<Vec<_>>())
            .map(|(index, doubtful)| (QuoteRef { doc, index }, doubtful))
            .collect();
        said.sort_unstable();
        said
    }

    /// The documents that quote somebody without a name, whom they call by words that `fits` accepts.
    pub(super) fn with_unnamed(&self, fits: impl Fn(&str) -> bool) -> Vec<DocId> {
        self.ledger.with_unnamed(fits)
    }

    /// The documents in which one of these names was found.
    pub(super) fn naming(&self, names: &[Name]) -> Vec<DocId> {
        self.ledger.naming(names)
    }
}
