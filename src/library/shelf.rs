//! What of a document need not be in memory: its text and its blocks, which come when somebody looks at them.
//!
//! A library of a hundred thousand articles would take half a gigabyte, of which a reader sees a few kilobytes a minute. So a
//! [`Document`](super::Document) may hold its text in memory, or the place of it on a [`Shelf`]; whoever looks at it need not
//! know which. It comes like a page of memory that was swapped out: at the first look, and once.

use std::collections::HashSet;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use crate::engine::{Analysis, Block};

use super::Sieve;

/// A text and its blocks on a shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(pub i64);

/// Where texts are kept outside of memory. The same id gives the same text as long as the program runs.
pub trait Shelf: Send + Sync {
    /// The text; empty when the shelf has lost it.
    fn text(&self, id: TextId) -> Arc<str>;

    /// The parts of the text.
    fn blocks(&self, id: TextId) -> Arc<[Block]>;

    /// What was found in the text, with what the library knows; none when the shelf has lost it.
    fn findings(&self, id: TextId) -> Option<Arc<Analysis>>;

    /// The texts that meet the condition, by an index of their words; none where there is no index.
    fn holding(&self, sieve: &Sieve) -> Option<HashSet<TextId>>;
}

/// A part of a document that comes from a shelf at the first look.
struct Shelved<T: ?Sized> {
    held: OnceLock<Arc<T>>,
    place: Option<(Arc<dyn Shelf>, TextId)>,
}

impl<T: ?Sized> Shelved<T> {
    fn held(value: Arc<T>) -> Self {
        Self {
            held: OnceLock::from(value),
            place: None,
        }
    }

    fn at(shelf: Arc<dyn Shelf>, id: TextId) -> Self {
        Self {
            held: OnceLock::new(),
            place: Some((shelf, id)),
        }
    }

    fn at_hand(shelf: Arc<dyn Shelf>, id: TextId, value: Arc<T>) -> Self {
        Self {
            held: OnceLock::from(value),
            place: Some((shelf, id)),
        }
    }

    /// It, taken down by `take` if it is not there yet. What is on no shelf was there from the start.
    fn get(&self, take: impl FnOnce(&dyn Shelf, TextId) -> Arc<T>) -> &Arc<T>
    where
        Arc<T>: Default,
    {
        self.held.get_or_init(|| {
            let place = self.place.as_ref();
            place.map_or_else(Arc::default, |(shelf, id)| take(&**shelf, *id))
        })
    }

    /// The same without keeping it.
    fn look(&self, take: impl FnOnce(&dyn Shelf, TextId) -> Arc<T>) -> Arc<T>
    where
        Arc<T>: Default,
    {
        match (self.held.get(), &self.place) {
            (Some(held), _) => Arc::clone(held),
            (None, Some((place, id))) => take(&**place, *id),
            (None, None) => Arc::default(),
        }
    }

    /// Lets it go, if it can come again.
    fn put_back(&mut self) {
        if self.place.is_some() {
            self.held = OnceLock::new();
        }
    }
}

impl<T: ?Sized> Clone for Shelved<T> {
    fn clone(&self) -> Self {
        Self {
            held: self.held.clone(),
            place: self.place.clone(),
        }
    }
}

/// The text of a document.
#[derive(Clone)]
pub struct Text {
    letters: Shelved<str>,
    /// In bytes.
    length: usize,
    /// See [`Text::stamp`].
    stamp: OnceLock<[u8; 16]>,
}

impl Text {
    /// A text of so many bytes on a shelf.
    pub fn shelved(shelf: Arc<dyn Shelf>, id: TextId, length: usize) -> Self {
        Self {
            letters: Shelved::at(shelf, id),
            length,
            stamp: OnceLock::new(),
        }
    }

    /// A text on a shelf that has been taken down already.
    pub fn at_hand(shelf: Arc<dyn Shelf>, id: TextId, text: Arc<str>) -> Self {
        Self {
            length: text.len(),
            letters: Shelved::at_hand(shelf, id, text),
            stamp: OnceLock::new(),
        }
    }

    /// Its length in bytes, which is known without a look at it.
    pub const fn len(&self) -> usize {
        self.length
    }

    /// Whether it has no letter.
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The number by which a shelf knows the document, which `work` works out the first time.
    pub fn stamp(&self, work: impl FnOnce() -> [u8; 16]) -> [u8; 16] {
        *self.stamp.get_or_init(work)
    }

    /// Its place on a shelf; none for one that is in memory alone.
    pub fn id(&self) -> Option<TextId> {
        self.letters.place.as_ref().map(|(_, id)| *id)
    }

    /// What was found in it before, which its shelf has; none for one that is in memory alone.
    pub(super) fn findings(&self) -> Option<Findings> {
        let (from, id) = self.letters.place.as_ref()?;
        Some(Findings(Some(Shelved::at(Arc::clone(from), *id))))
    }

    /// The shelf that it is on.
    pub fn shelf(&self) -> Option<&dyn Shelf> {
        self.letters.place.as_ref().map(|(shelf, _)| &**shelf)
    }

    /// Whether it is in memory.
    pub fn is_held(&self) -> bool {
        self.letters.held.get().is_some()
    }

    /// The text as something to share.
    pub fn share(&self) -> Arc<str> {
        Arc::clone(self.letters.get(|shelf, id| shelf.text(id)))
    }

    /// The same for one look: if it is not in memory, it is not afterwards.
    pub fn look(&self) -> Arc<str> {
        self.letters.look(|shelf, id| shelf.text(id))
    }

    /// Lets it go from memory, if it can come again.
    pub fn put_back(&mut self) {
        self.letters.put_back();
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.letters.get(|shelf, id| shelf.text(id))
    }
}

impl<T: Into<Arc<str>>> From<T> for Text {
    fn from(text: T) -> Self {
        let text: Arc<str> = text.into();
        Self {
            length: text.len(),
            letters: Shelved::held(text),
            stamp: OnceLock::new(),
        }
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

/// The parts of a document's text.
#[derive(Clone)]
pub struct Blocks(Shelved<[Block]>);

impl Blocks {
    /// The parts of a text on a shelf.
    pub fn shelved(shelf: Arc<dyn Shelf>, id: TextId) -> Self {
        Self(Shelved::at(shelf, id))
    }

    /// They for one look: if they are not in memory, they are not afterwards.
    pub fn look(&self) -> Arc<[Block]> {
        self.0.look(|shelf, id| shelf.blocks(id))
    }

    /// Lets them go from memory, if they can come again.
    pub fn put_back(&mut self) {
        self.0.put_back();
    }
}

impl Deref for Blocks {
    type Target = [Block];

    fn deref(&self) -> &[Block] {
        self.0.get(|shelf, id| shelf.blocks(id))
    }
}

impl<'b> IntoIterator for &'b Blocks {
    type Item = &'b Block;
    type IntoIter = std::slice::Iter<'b, Block>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Into<Arc<[Block]>>> From<T> for Blocks {
    fn from(blocks: T) -> Self {
        Self(Shelved::held(blocks.into()))
    }
}

impl PartialEq for Blocks {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Blocks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

/// What was found in a document.
#[derive(Clone, Default)]
pub struct Findings(Option<Shelved<Analysis>>);

impl Findings {
    /// Of a document that is not analysed.
    pub const NONE: Self = Self(None);

    /// Whether the document is analysed.
    pub const fn is_known(&self) -> bool {
        self.0.is_some()
    }

    /// Whether they are in memory.
    pub fn are_held(&self) -> bool {
        let held = self.0.as_ref().map(|found| &found.held);
        held.is_some_and(|held| held.get().is_some())
    }

    /// They for one look: if they are not in memory, they are not afterwards. None when the document is not analysed, or its
    /// shelf has lost them.
    pub fn look(&self) -> Option<Arc<Analysis>> {
        let found = self.0.as_ref()?;
        match (found.held.get(), &found.place) {
            (Some(held), _) => Some(Arc::clone(held)),
            (None, Some((from, id))) => from.findings(*id),
            (None, None) => None,
        }
    }

    /// They, if the document is analysed. What a shelf has lost is found `again`.
    pub fn get(&self, again: impl FnOnce() -> Arc<Analysis>) -> Option<&Arc<Analysis>> {
        let found = self.0.as_ref()?;
        Some(found.get(|shelf, id| shelf.findings(id).unwrap_or_else(again)))
    }
}

impl From<Arc<Analysis>> for Findings {
    fn from(found: Arc<Analysis>) -> Self {
        Self(Some(Shelved::held(found)))
    }
}

impl fmt::Debug for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = self.0.as_ref().map(|found| found.held.get());
        f.debug_tuple("Findings").field(&held).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Counts how often something is taken down.
    #[derive(Default)]
    struct Counting(AtomicUsize);

    impl Shelf for Counting {
        fn text(&self, id: TextId) -> Arc<str> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Arc::from(format!("text {}", id.0))
        }

        fn blocks(&self, _: TextId) -> Arc<[Block]> {
            Arc::default()
        }

        fn findings(&self, _: TextId) -> Option<Arc<Analysis>> {
            None
        }

        fn holding(&self, _: &Sieve) -> Option<HashSet<TextId>> {
            None
        }
    }

    #[test]
    fn a_text_comes_at_the_first_look_and_again_after_it_was_put_back() {
        let shelf = Arc::new(Counting::default());
        let taken = || shelf.0.load(Ordering::Relaxed);
        let mut text = Text::shelved(shelf.clone(), TextId(7), 6);
        assert!(!text.is_held() && text.len() == 6 && taken() == 0);
        assert_eq!((&*text, text.len(), taken()), ("text 7", 6, 1));
        text.put_back();
        assert_eq!((&*text, taken()), ("text 7", 2));
        text.put_back();
        assert_eq!(
            (&*text.look(), taken(), text.is_held()),
            ("text 7", 3, false)
        );
        let mut own = Text::from("own");
        own.put_back();
        assert_eq!((&*own, own.id()), ("own", None));
    }
}
