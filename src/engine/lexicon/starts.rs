//! What names of several words begin with, so that most words of a text need no further look.

use super::table::Table;

/// The first letters of names, up to the first character that is no letter or digit, each with the number of tokens that the
/// longest name which begins so may take.
#[derive(Debug, Default)]
pub(super) struct Starts(Table<usize>);

impl Starts {
    /// The starts of these names.
    pub(super) fn of(names: impl Iterator<Item = &'static str>) -> Self {
        let mut starts = Self::default();
        names.for_each(|name| starts.add(name));
        starts
    }

    pub(super) fn add(&mut self, name: &'static str) {
        // Words, and every mark between them.
        let tokens = 1 + 2 * name.chars().filter(|mark| !mark.is_alphanumeric()).count();
        let longest = self.0.slot(start(name), 0);
        *longest = tokens.max(*longest);
    }

    /// How many tokens a name takes at most that begins as `words` do; 0 when there is none.
    pub(super) fn reach(&self, words: &str) -> usize {
        self.0.get(start(words)).unwrap_or(0)
    }
}

fn start(words: &str) -> &str {
    let end = words.find(|mark: char| !mark.is_alphanumeric());
    &words[..end.unwrap_or(words.len())]
}
