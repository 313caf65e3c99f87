//! A table of words that the program itself lists.

use crate::engine::hashing::HashMap;

/// What each word means.
#[derive(Debug)]
pub(crate) struct Table<V>(HashMap<&'static str, V>);

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<V: Copy> Table<V> {
    /// What the word means, to be changed; `value` when it is new.
    pub(crate) fn slot(&mut self, word: &'static str, value: V) -> &mut V {
        self.0.entry(word).or_insert(value)
    }

    pub(crate) fn get(&self, word: &str) -> Option<V> {
        self.0.get(word).copied()
    }
}
