//! An entity while its documents are being counted.

use super::ledger::{Entry, Ledger};
use super::{Entity, Tally};
use crate::engine::EntityKind;
use crate::library::corrections::Names;
use crate::library::{DocId, Name};

/// What the documents say about one entity. Words are told by their numbers in the ledger.
pub(super) struct Counts {
    kind: EntityKind,
    names: Vec<(u32, u32)>,
    forms: Vec<(u32, u32)>,
    roles: Vec<(u32, u32)>,
    documents: Vec<(DocId, Tally)>,
}

impl Counts {
    pub(super) const fn new(kind: EntityKind) -> Self {
        Self {
            kind,
            names: Vec::new(),
            forms: Vec::new(),
            roles: Vec::new(),
            documents: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, doc: DocId, entry: &Entry) {
        let name = Ledger::word_of(entry.name);
        count(&mut self.names, name);
        count(&mut self.forms, name);
        for alias in entry.aliases.clone() {
            count(&mut self.forms, alias);
        }
        if let Some(role) = entry.role() {
            count(&mut self.roles, role);
        }
        let tally = self.tally(doc);
        tally.mentions += entry.mentions;
        tally.quotations += entry.quoted();
    }

    /// The counts of the document read last.
    fn tally(&mut self, doc: DocId) -> &mut Tally {
        if self.documents.last().is_none_or(|(last, _)| *last != doc) {
            self.documents.push((doc, Tally::default()));
        }
        let last = self.documents.len() - 1;
        &mut self.documents[last].1
    }

    pub(super) fn finish(mut self, ledger: &Ledger, said: &Names) -> Entity {
        // A full name serves better than a surname that more documents may use.
        let longest = |name: &str| name.split(' ').count().min(2);
        let kind = self.kind;
        let chosen = |name: &str| {
            said.is_chosen(&Name {
                name: name.to_owned(),
                kind,
            })
        };
        // Desks leave accents out, and none adds one; `Leonard` is fuller than `Len`.
        let first_name = |name: &str| name.find(' ').unwrap_or_default();
        self.names.sort_by_cached_key(|(name, count)| {
            let name = ledger.word(*name);
            let shortness = 2 - longest(name);
            let brevity = match kind {
                EntityKind::Person => usize::MAX - first_name(name),
                EntityKind::Organization => 0,
            };
            (
                !chosen(name),
                shortness,
                u32::MAX - count,
                name.is_ascii(),
                brevity,
            )
        });
        let name = self.names.first().map(|(name, _)| *name);
        self.forms.sort_by_key(|(_, count)| u32::MAX - count);
        let aliases = self.forms.iter().filter(|(form, _)| Some(*form) != name);
        let role = self.roles.iter().min_by_key(|(_, count)| u32::MAX - count);
        // Lists that grew have room for more, and there are as many entries as names in all documents.
        self.documents.shrink_to_fit();
        let sum =
            |count: fn(&Tally) -> u32| self.documents.iter().map(|(_, tally)| count(tally)).sum();
        Entity {
            name: name.map_or("", |name| ledger.word(name)).to_owned(),
            kind: self.kind,
            role: role.map(|(role, _)| ledger.word(*role).to_owned()),
            aliases: aliases
                .map(|(form, _)| ledger.word(*form).to_owned())
                .collect(),
            mentions: sum(|tally| tally.mentions),
            quotations: sum(|tally| tally.quotations),
            documents: self.documents,
        }
    }
}

/// Counts a word in a list that stays short.
fn count(list: &mut Vec<(u32, u32)>, word: u32) {
    match list.iter_mut().find(|(known, _)| *known == word) {
        Some((_, count)) => *count += 1,
        None => list.push((word, 1)),
    }
}
