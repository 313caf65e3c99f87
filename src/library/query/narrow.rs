//! What the people and organizations of a library can tell of a query: which documents may hold it.

use std::collections::HashSet;

use crate::library::{DocId, EntityId, Library};

use super::{Condition, Node, Query, Said};

/// Documents of a library.
pub(super) struct Documents(Vec<bool>);

impl Documents {
    fn of(library: &Library, documents: impl IntoIterator<Item = DocId>) -> Self {
        let mut all = vec![false; library.documents.len()];
        for doc in documents {
            if let Some(slot) = all.get_mut(doc.0 as usize) {
                *slot = true;
            }
        }
        Self(all)
    }

    pub(super) fn holds(&self, doc: DocId) -> bool {
        self.0.get(doc.0 as usize).copied().unwrap_or(false)
    }

    fn join(mut self, other: &Self, join: fn(bool, bool) -> bool) -> Self {
        for (one, other) in self.0.iter_mut().zip(&other.0) {
            *one = join(*one, *other);
        }
        self
    }
}

/// The documents outside of which the query is found nowhere; none where it may be anywhere. `names` are those who bear the names
/// of the query.
pub(super) fn narrowed(
    library: &Library,
    query: &Query,
    names: &[HashSet<EntityId>],
) -> Option<Documents> {
    let inside = Inside {
        library,
        query,
        names,
    };
    inside.of(&query.root)
}

struct Inside<'q> {
    library: &'q Library,
    query: &'q Query,
    names: &'q [HashSet<EntityId>],
}

impl Inside<'_> {
    fn of(&self, node: &Node) -> Option<Documents> {
        match node {
            Node::Person(name) | Node::Organization(name) => {
                Some(Documents::of(self.library, self.naming(*name)))
            }
            Node::Quotation(conditions) => {
                let each = conditions.iter().filter_map(|one| self.quoting(one));
                each.reduce(|one, other| one.join(&other, |one, other| one && other))
            }
            Node::All(nodes) => {
                let each = nodes.iter().filter_map(|node| self.of(node));
                each.reduce(|one, other| one.join(&other, |one, other| one && other))
            }
            Node::Any(nodes) => {
                let each: Option<Vec<Documents>> = nodes.iter().map(|node| self.of(node)).collect();
                let each = each?.into_iter();
                each.reduce(|one, other| one.join(&other, |one, other| one || other))
            }
            Node::Words(_) | Node::Near(..) | Node::Outlet(_) | Node::Date(..) | Node::Not(_) => {
                None
            }
        }
    }

    /// The documents that name somebody who bears the name.
    fn naming(&self, name: usize) -> impl Iterator<Item = DocId> + '_ {
        let bearers = self.names.get(name).into_iter().flatten();
        let bearers = bearers.filter_map(|id| self.library.entities.get(*id));
        bearers.flat_map(|entity| entity.documents.iter().map(|(doc, _)| *doc))
    }

    /// The documents that quote somebody of the name that a condition asks for.
    fn quoting(&self, condition: &Condition) -> Option<Documents> {
        let Said::By(name) = condition.said else {
            return None;
        };
        if !condition.is_met {
            return None;
        }
        let phrase = self.query.names.get(name)?;
        let entities = &self.library.entities;
        let unnamed = entities.with_unnamed(|words| phrase.is_in_name(words));
        Some(Documents::of(
            self.library,
            self.naming(name).chain(unnamed),
        ))
    }
}
