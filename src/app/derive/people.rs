//! People and organizations in the order of the right pane, and their rows.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::engine::EntityKind;
use crate::library::{DocId, Entity, EntityId, Library, Tally};

/// The order of the right pane: those with a colour, then those in the article shown, then all others; within each,
/// speakers first, by what they say in the library, and then by mentions.
#[derive(Clone, Debug, Default)]
pub struct PeopleList {
    people: Vec<EntityId>,
    organizations: Vec<EntityId>,
}

/// One row of the right pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleRow {
    /// Between people and organizations.
    Blank,
    /// The heading of the organizations; that of the people is the pane's own.
    Organizations,
    /// A person or organization.
    Entity(EntityId),
}

/// What a document holds of an entity.
pub fn tally(entity: &Entity, doc: Option<DocId>) -> Tally {
    doc.and_then(|doc| {
        let index = entity
            .documents
            .binary_search_by_key(&doc, |(doc, _)| *doc)
            .ok()?;
        Some(entity.documents.get(index)?.1)
    })
    .unwrap_or_default()
}

impl PeopleList {
    /// Orders the entities of the library for a document.
    pub(super) fn new(library: &Library, speakers: &[EntityId], doc: Option<DocId>) -> Self {
        let here = present(library, doc);
        let mut keyed: Vec<_> = library
            .entities
            .iter()
            .filter(|(_, entity)| entity.mentions > 0 || entity.quotations > 0)
            .map(|(id, entity)| {
                let tier = match speakers.iter().position(|&speaker| speaker == id) {
                    Some(mark) => mark,
                    None if here.contains(&id) => speakers.len(),
                    None => speakers.len() + 1,
                };
                let weight = (Reverse(entity.quotations), Reverse(entity.mentions));
                ((tier, weight, &entity.name, id), entity.kind)
            })
            .collect();
        keyed.sort_unstable_by_key(|&(key, _)| key);
        let mut list = Self::default();
        for ((.., id), kind) in keyed {
            match kind {
                EntityKind::Person => list.people.push(id),
                EntityKind::Organization => list.organizations.push(id),
            }
        }
        list
    }

    /// How many people and organizations there are.
    pub fn len(&self) -> usize {
        self.people.len() + self.organizations.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entity at a place of the order.
    pub fn at(&self, place: usize) -> Option<EntityId> {
        match place.checked_sub(self.people.len()) {
            None => self.people.get(place),
            Some(place) => self.organizations.get(place),
        }
        .copied()
    }

    /// The place of an entity in the order.
    pub fn place(&self, entity: EntityId) -> Option<usize> {
        self.people
            .iter()
            .chain(&self.organizations)
            .position(|&id| id == entity)
    }

    /// How many rows all of them take.
    pub fn height(&self) -> usize {
        let heading = if self.organizations.is_empty() { 0 } else { 2 };
        self.len() + heading
    }

    /// The row of the entity at a place.
    pub fn row_of(&self, place: usize) -> usize {
        let heading = if place < self.people.len() { 0 } else { 2 };
        place + heading
    }

    /// What stands in a row.
    pub fn row(&self, row: usize) -> Option<PeopleRow> {
        let people = self.people.len();
        if let Some(&id) = self.people.get(row) {
            return Some(PeopleRow::Entity(id));
        }
        match row - people {
            _ if self.organizations.is_empty() => None,
            0 => Some(PeopleRow::Blank),
            1 => Some(PeopleRow::Organizations),
            below => self
                .organizations
                .get(below - 2)
                .map(|&id| PeopleRow::Entity(id)),
        }
    }

    /// Whether a row stands below the heading of the organizations.
    pub fn is_organization(&self, row: usize) -> bool {
        row > self.people.len() + 1
    }
}

/// The entities that a document names.
fn present(library: &Library, doc: Option<DocId>) -> BTreeSet<EntityId> {
    let Some((doc, analysis)) = doc.and_then(|doc| Some((doc, library.analysis(doc)?))) else {
        return BTreeSet::new();
    };
    (0..analysis.entities.len() as u32)
        .filter_map(|local| library.entities.of(doc, crate::engine::LocalId(local)))
        .collect()
}
