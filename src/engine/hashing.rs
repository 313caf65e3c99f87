//! Maps and sets of what a document holds, with a hash that is quick on short words.
//!
//! It is seeded anew in every run: nobody who writes a document knows which words will meet in one place.

pub(crate) use foldhash::fast::RandomState;

/// A map by words or other small keys.
pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;

/// A set of words or other small keys.
pub(crate) type HashSet<K> = std::collections::HashSet<K, RandomState>;
