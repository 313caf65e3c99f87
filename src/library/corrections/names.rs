//! What the reader has said about names, apart from any place.

use std::collections::{HashMap, HashSet};

use super::Log;
use super::record::{Name, Repair};

/// The names that mean something else than was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::library) struct Names {
    /// What a name that was found means now; nothing, when it is no name.
    meant: HashMap<Name, Option<Name>>,
    /// Names chosen by the reader: they are shown, however seldom the articles use them.
    chosen: HashSet<Name>,
    /// Pairs that are never one.
    different: Vec<(Name, Name)>,
}

impl Names {
    pub(super) fn of(log: &Log) -> Self {
        let mut names = Self::default();
        let mut found = HashSet::new();
        for line in log.in_force() {
            match &line.change {
                Repair::Rename { name, to } => {
                    found.insert(name);
                    names.chosen.insert(Name {
                        name: to.clone(),
                        kind: name.kind,
                    });
                }
                Repair::Same { one, other } => {
                    found.insert(one);
                    names.chosen.insert(other.clone());
                }
                Repair::Kind { name, .. } | Repair::NoName { name } => {
                    found.insert(name);
                }
                Repair::Different { one, other } => {
                    names.different.push((one.clone(), other.clone()));
                }
                _ => {}
            }
        }
        let meant = found
            .into_iter()
            .map(|name| (name.clone(), follow(log, name)));
        names.meant = meant.collect();
        names
    }

    /// The names that mean something else here than there.
    pub(super) fn changed(&self, other: &Self) -> Vec<Name> {
        let all: HashSet<&Name> = self.meant.keys().chain(other.meant.keys()).collect();
        let all = all.into_iter();
        all.filter(|name| self.meant.get(name) != other.meant.get(name))
            .cloned()
            .collect()
    }

    /// Two names that are never one.
    #[cfg(test)]
    pub(in crate::library) fn apart(one: Name, other: Name) -> Self {
        Self {
            different: vec![(one, other)],
            ..Self::default()
        }
    }

    /// What a name means: itself, another one, or nothing.
    pub(super) fn meant(&self, name: Name) -> Option<Name> {
        match self.meant.get(&name) {
            Some(meant) => meant.clone(),
            None => Some(name),
        }
    }

    /// Whether every name means what was found.
    pub(super) fn is_empty(&self) -> bool {
        self.meant.is_empty()
    }

    /// Whether the reader chose this name for somebody.
    pub(in crate::library) fn is_chosen(&self, name: &Name) -> bool {
        self.chosen.contains(name)
    }

    /// The pairs that are never one person or organization.
    pub(in crate::library) fn different(&self) -> &[(Name, Name)] {
        &self.different
    }
}

/// Follows a name through everything that was said about it, in the order in which it was said.
fn follow(log: &Log, name: &Name) -> Option<Name> {
    let mut now = name.clone();
    for line in log.in_force() {
        match &line.change {
            Repair::Rename { name, to } if *name == now => now.name.clone_from(to),
            Repair::Same { one, other } if *one == now => now.clone_from(other),
            Repair::Kind { name, kind } if *name == now => now.kind = *kind,
            Repair::NoName { name } if *name == now => return None,
            _ => {}
        }
    }
    Some(now)
}
