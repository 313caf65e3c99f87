//! People and organizations across documents: one entity for one person.

mod forms;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use crate::engine::{Analysis, EntityKind, LocalId, Speaker, Tie};
use forms::Forms;

use super::corrections::Names;
use super::{Bindings, DocId, Name};

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
    list: Arc<Vec<Slot>>,
    bindings: Arc<Bindings>,
    /// The id that every name got when it was first seen; it is never taken back.
    by_key: Arc<HashMap<String, EntityId>>,
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
    /// Merges the entities of all documents analysed so far. Ids given before stay what they were.
    ///
    /// A wrong merge costs the reader more than a missed one: full names join when first names and initials agree, a lone
    /// surname joins only the one usual bearer, organizations join by name, known alias or acronym. What the reader said about
    /// names stands above all that.
    pub(super) fn rebuild(&mut self, analyses: &[Option<Arc<Analysis>>], names: &Names) {
        let mut forms = Forms::default();
        let read: Vec<(usize, &Analysis, Vec<usize>)> = analyses
            .iter()
            .enumerate()
            .filter_map(|(doc, analysis)| {
                let found = analysis.as_deref()?;
                Some((doc, found, forms.read(found)))
            })
            .collect();
        let hubs = forms.merge(names.different());
        let ids = self.number(&forms, &hubs);
        let mut gathered: Vec<Option<Gathered>> = Vec::new();
        gathered.resize_with(self.by_key.len(), || None);
        let mut bindings = Bindings::with_capacity(self.bindings.len());
        for (doc, analysis, seen) in &read {
            let doc = DocId(*doc as u32);
            for (local, &form) in seen.iter().enumerate() {
                let id = ids[hubs[form]];
                bindings.insert((doc, LocalId(local as u32)), id);
                let entity = &analysis.entities[local];
                gathered[id.0 as usize]
                    .get_or_insert_with(|| Gathered::new(entity.kind))
                    .add(doc, entity);
            }
            count_quotations(doc, analysis, &bindings, &mut gathered);
        }
        let mut list: Vec<Slot> = gathered
            .into_iter()
            .map(|gathered| {
                gathered.map_or(Slot::Gone, |gathered| {
                    Slot::Entity(Box::new(gathered.finish(names)))
                })
            })
            .collect();
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
        self.bindings.get(&(doc, local)).copied()
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
}

/// An entity while its documents are being read.
struct Gathered<'a> {
    kind: EntityKind,
    names: Vec<(&'a str, u32)>,
    forms: Vec<(&'a str, u32)>,
    roles: Vec<(&'a str, u32)>,
    documents: Vec<(DocId, Tally)>,
}

impl<'a> Gathered<'a> {
    fn new(kind: EntityKind) -> Self {
        Self {
            kind,
            names: Vec::new(),
            forms: Vec::new(),
            roles: Vec::new(),
            documents: Vec::new(),
        }
    }

    fn add(&mut self, doc: DocId, entity: &'a crate::engine::LocalEntity) {
        count(&mut self.names, &entity.name);
        count(&mut self.forms, &entity.name);
        for alias in &entity.aliases {
            count(&mut self.forms, alias);
        }
        if let Some(role) = &entity.role {
            count(&mut self.roles, role);
        }
        self.tally(doc).mentions += entity.mentions.len() as u32;
    }

    fn quote(&mut self, doc: DocId) {
        self.tally(doc).quotations += 1;
    }

    /// The counts of the document read last.
    fn tally(&mut self, doc: DocId) -> &mut Tally {
        if self.documents.last().is_none_or(|(last, _)| *last != doc) {
            self.documents.push((doc, Tally::default()));
        }
        let last = self.documents.len() - 1;
        &mut self.documents[last].1
    }

    fn finish(mut self, said: &Names) -> Entity {
        // A full name serves better than a surname that more documents may use.
        let longest = |name: &str| name.split(' ').count().min(2);
        let kind = self.kind;
        let chosen = |name: &str| {
            said.is_chosen(&Name {
                name: name.to_owned(),
                kind,
            })
        };
        // Desks leave accents out, and none adds one.
        self.names.sort_by_cached_key(|(name, count)| {
            let shortness = 2 - longest(name);
            (!chosen(name), shortness, u32::MAX - count, name.is_ascii())
        });
        let name = self.names.first().map_or("", |(name, _)| *name).to_owned();
        self.forms.sort_by_key(|(_, count)| u32::MAX - count);
        let aliases = self.forms.iter().map(|(form, _)| (*form).to_owned());
        let role = self
            .roles
            .iter()
            .min_by_key(|(_, count)| u32::MAX - count)
            .map(|(role, _)| (*role).to_owned());
        Entity {
            aliases: aliases.filter(|alias| *alias != name).collect(),
            name,
            kind: self.kind,
            role,
            mentions: self.documents.iter().map(|(_, tally)| tally.mentions).sum(),
            quotations: self
                .documents
                .iter()
                .map(|(_, tally)| tally.quotations)
                .sum(),
            documents: self.documents,
        }
    }
}

fn count_quotations(
    doc: DocId,
    analysis: &Analysis,
    bindings: &Bindings,
    gathered: &mut [Option<Gathered>],
) {
    for quotation in analysis.speech() {
        let Speaker::Entity(local) = quotation.speaker else {
            continue;
        };
        let id = bindings.get(&(doc, local));
        if let Some(Some(entity)) = id.and_then(|id| gathered.get_mut(id.0 as usize)) {
            entity.quote(doc);
        }
    }
}

/// Counts a word in a list that stays short.
fn count<'a>(list: &mut Vec<(&'a str, u32)>, word: &'a str) {
    match list.iter_mut().find(|(known, _)| *known == word) {
        Some((_, count)) => *count += 1,
        None => list.push((word, 1)),
    }
}
