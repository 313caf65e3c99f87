//! What of a table is to be written: the rows that are not there as they are to be.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

/// What makes a table what it is to be: first these rows go, then those come.
#[derive(Debug)]
pub(super) struct Difference<K, V> {
    /// The keys of rows that are there no more, or with other values.
    pub(super) gone: Vec<K>,
    /// Rows that are new, or have other values.
    pub(super) come: Vec<(K, V)>,
}

impl<K: Copy + Eq + Hash + Ord, V: PartialEq> Difference<K, V> {
    /// Between what is there and what is to be.
    pub(super) fn between(mut there: HashMap<K, V>, wanted: BTreeMap<K, V>) -> Self {
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        for (key, value) in wanted {
            match there.remove(&key) {
                Some(known) if known == value => {}
                Some(_) => {
                    gone.push(key);
                    come.push((key, value));
                }
                None => come.push((key, value)),
            }
        }
        gone.extend(there.into_keys());
        // In one order, so that two who write do not wait for each other.
        gone.sort_unstable();
        Self { gone, come }
    }
}

/// Numbers that stay what they were from one push to the next, so that few rows change.
#[derive(Debug)]
pub(super) struct Numbers<K> {
    known: HashMap<K, i64>,
    given: HashSet<i64>,
    next: i64,
}

impl<K: Eq + Hash> Numbers<K> {
    /// Those that things had before, by what they are known by.
    pub(super) fn known(known: HashMap<K, i64>) -> Self {
        Self {
            given: HashSet::new(),
            next: known.values().max().map_or(0, |last| last + 1),
            known,
        }
    }

    /// The number of one more thing: one that it was known by before and that nothing else has got, else a new one.
    pub(super) fn give(&mut self, known_by: impl IntoIterator<Item = K>) -> i64 {
        for name in known_by {
            let before = self.known.get(&name).copied();
            if let Some(before) = before.filter(|number| self.given.insert(*number)) {
                return before;
            }
        }
        self.next += 1;
        self.next - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_written() {
        let there = HashMap::from([(1, "a"), (2, "b"), (3, "c")]);
        let wanted = BTreeMap::from([(1, "a"), (2, "x"), (4, "d")]);
        let difference = Difference::between(there, wanted);
        assert_eq!(difference.gone, [2, 3]);
        assert_eq!(difference.come, [(2, "x"), (4, "d")]);
    }

    #[test]
    fn a_number_is_kept_and_given_once() {
        let known = HashMap::from([("anna", 4), ("ben", 7), ("benno", 7)]);
        let mut numbers = Numbers::known(known);
        assert_eq!(numbers.give(["gerda"]), 8);
        assert_eq!(numbers.give(["eva", "anna"]), 4);
        assert_eq!(numbers.give(["anna"]), 9);
        // What was one before may be two now.
        assert_eq!((numbers.give(["ben"]), numbers.give(["benno"])), (7, 10));
    }
}
