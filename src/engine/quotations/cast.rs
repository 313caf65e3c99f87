//! The people and organizations of a document, as the rules of attribution ask for them.

use super::super::names::{Named, Names};
use super::super::{EntityKind, Gender, LocalId, Span};
use crate::engine::hashing::HashMap;

/// A place that names somebody: the tokens of the bare name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) entity: LocalId,
    /// Whether the name owns what follows: `Orr’s plan`.
    pub(super) possessive: bool,
    pub(super) span: Span,
}

/// Who is mentioned where, and what is known about them.
pub(super) struct Cast<'a> {
    names: &'a Names,
    mentions: Vec<Mention>,
}

impl<'a> Cast<'a> {
    pub(super) fn new(names: &'a Names) -> Self {
        let mentions = names
            .mentions()
            .iter()
            .map(|mention| Mention {
                first: mention.tokens.start,
                end: mention.tokens.end,
                entity: mention.entity,
                possessive: mention.possessive,
                span: mention.span,
            })
            .collect();
        Self { names, mentions }
    }

    /// Every mention, in text order.
    pub(super) fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    fn named(&self, id: LocalId) -> Option<&'a Named> {
        self.names.entity(id)
    }

    pub(super) fn name(&self, id: LocalId) -> &'a str {
        self.named(id).map_or("", |named| named.name.as_str())
    }

    pub(super) fn is_organization(&self, id: LocalId) -> bool {
        self.named(id)
            .is_some_and(|named| named.kind == EntityKind::Organization)
    }

    /// The people by their names and by the last words of those, in lower case; none where two people share one.
    pub(super) fn people_by_name(&self) -> HashMap<String, Option<LocalId>> {
        let mut people: HashMap<String, Option<LocalId>> = HashMap::default();
        let all = (0..).map(LocalId).zip(self.names.entities());
        for (id, named) in all.filter(|(_, named)| named.kind == EntityKind::Person) {
            let name = named.name.to_lowercase();
            let last = name.rsplit(' ').next().filter(|last| *last != name);
            for called in last.map(str::to_owned).into_iter().chain([name]) {
                people
                    .entry(called)
                    .and_modify(|one| *one = one.filter(|&known| known == id))
                    .or_insert(Some(id));
            }
        }
        people
    }

    /// Whether it publishes news.
    pub(super) fn is_outlet(&self, id: LocalId) -> bool {
        self.named(id).is_some_and(|named| named.outlet)
    }

    /// Whether something shows that the entity is a human being: a title, a first name, a verb of saying.
    pub(super) fn is_human(&self, id: LocalId) -> bool {
        self.named(id).is_some_and(|named| named.human)
    }

    pub(super) fn gender(&self, id: LocalId) -> Gender {
        self.named(id).map_or(Gender::Unknown, |named| named.gender)
    }

    /// Whether this document gives the person one of these roles.
    pub(super) fn has_role(&self, id: LocalId, roles: &[&str]) -> bool {
        self.named(id).is_some_and(|named| {
            named
                .roles
                .iter()
                .any(|role| roles.contains(&role.as_str()))
        })
    }

    /// Whether other documents of the library do.
    pub(super) fn has_role_elsewhere(&self, id: LocalId, roles: &[&str]) -> bool {
        self.named(id).is_some_and(|named| {
            named
                .roles_elsewhere
                .iter()
                .any(|role| roles.contains(&role.as_str()))
        })
    }
}
