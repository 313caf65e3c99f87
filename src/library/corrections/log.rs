//! All corrections of a library, and which of them hold.
//!
//! The log is a set: it grows only, and the order of its lines means nothing. So two logs that went different ways can be
//! put together in any order, by git's union merge or by hand, with the same result. What holds follows from the set alone:
//! a correction holds unless a later one that holds replaces it. Of two that hold about one thing, because neither author
//! knew of the other, the later one wins, and the reader is told.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::record::{Correction, Repair, Target};

/// The corrections of a library, each once, by the time they were made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Log {
    all: Vec<Correction>,
    /// The places in `all` of those that hold, in order.
    holding: Vec<usize>,
    /// The places in `all` of those that hold but lost against a later one about the same thing.
    outvoted: BTreeSet<usize>,
}

impl Log {
    /// The log with these lines.
    pub fn of(lines: impl IntoIterator<Item = Correction>) -> Self {
        let by_id: BTreeMap<_, _> = lines
            .into_iter()
            .map(|line| ((line.at, line.id.clone()), line))
            .collect();
        let mut ids = HashSet::new();
        let all: Vec<Correction> = by_id
            .into_values()
            .filter(|line| ids.insert(line.id.clone()))
            .collect();
        let mut log = Self {
            all,
            ..Self::default()
        };
        log.decide();
        log
    }

    /// Takes in one more line; whether it was new.
    pub fn add(&mut self, line: Correction) -> bool {
        if self.all.iter().any(|known| known.id == line.id) {
            return false;
        }
        let key = |line: &Correction| (line.at, line.id.clone());
        let at = self.all.partition_point(|known| key(known) < key(&line));
        self.all.insert(at, line);
        self.decide();
        true
    }

    /// Whether nobody has corrected anything.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Every line, the earliest first.
    pub fn all(&self) -> &[Correction] {
        &self.all
    }

    /// The corrections in force, the earliest first; of a conflict the one that won.
    pub fn in_force(&self) -> impl DoubleEndedIterator<Item = &Correction> {
        let holding = self.holding.iter();
        holding
            .filter(|at| !self.outvoted.contains(at))
            .filter_map(|&at| self.all.get(at))
    }

    /// The corrections that nobody took back, the earliest first; of a conflict both.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &Correction> {
        self.holding.iter().filter_map(|&at| self.all.get(at))
    }

    /// The correction with this id.
    pub fn get(&self, id: &str) -> Option<&Correction> {
        self.all.iter().find(|line| line.id == id)
    }

    /// The corrections that nobody took back but that a later one about the same thing contradicts.
    pub fn outvoted(&self) -> impl Iterator<Item = &Correction> {
        self.outvoted.iter().filter_map(|&at| self.all.get(at))
    }

    /// The ids of what holds about the same thing as this change: what a new correction replaces.
    pub fn about(&self, change: &Repair) -> Vec<String> {
        let target = change.target();
        self.standing()
            .filter(|line| target.is_some() && line.change.target() == target)
            .map(|line| line.id.clone())
            .collect()
    }

    /// Works out what holds.
    fn decide(&mut self) {
        // From the latest to the earliest: when a line is looked at, it is known whether what replaces it holds.
        let mut replaced: HashSet<&str> = HashSet::new();
        let mut holding = Vec::new();
        for (at, line) in self.all.iter().enumerate().rev() {
            if replaced.contains(line.id.as_str()) {
                continue;
            }
            replaced.extend(line.replaces.iter().map(String::as_str));
            if line.change != Repair::Undo {
                holding.push(at);
            }
        }
        holding.reverse();
        let mut last: HashMap<Target, usize> = HashMap::new();
        let mut outvoted = BTreeSet::new();
        for &at in &holding {
            let Some(target) = self.all[at].change.target() else {
                continue;
            };
            if let Some(before) = last.insert(target, at) {
                outvoted.insert(before);
            }
        }
        self.holding = holding;
        self.outvoted = outvoted;
    }
}
