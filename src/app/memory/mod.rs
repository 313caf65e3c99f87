//! What is kept from one session to the next, as data: no id that means nothing tomorrow, and no byte without the words
//! that stand there.
//!
//! A [`Memory`] comes in before the library is open and is taken up when it is; afterwards every change leaves `update` as
//! [`Note`]s. Both sides name documents by [`DocKey`]s.

mod keep;
mod keys;
mod recall;
#[cfg(test)]
mod tests;
mod visits;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::engine::EntityKind;
use crate::library::fingerprint;

use super::overlay::Typed;
use super::{Anchor, Order, Pane, Screen};

pub use keep::Keeper;
pub(crate) use keep::{Moved, notes};
pub use keys::Root;
pub(crate) use recall::{Names, recall, recall_people};
pub use visits::Since;
pub use visits::{Met, meet};
pub(crate) use visits::{met, told};

/// A document as it is known from one session to the next. One of the two parts may change.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocKey {
    /// Its path within the library.
    pub path: String,
    /// What its text is: see [`crate::library::fingerprint`].
    pub fingerprint: u64,
}

/// A place in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Spot {
    /// The document.
    pub doc: DocKey,
    /// A byte of its text.
    pub byte: u32,
    /// The byte where the quotation meant begins.
    pub quote: Option<u32>,
    /// The words that stand at the byte.
    pub words: String,
}

/// Where a document was left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// What stood at the first row.
    pub top: Anchor,
    /// The words that stood there.
    pub words: String,
}

/// A person or organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Somebody {
    /// The full name.
    pub name: String,
    /// Whether it is an organization.
    pub organization: bool,
}

impl Somebody {
    fn kind(&self) -> EntityKind {
        if self.organization {
            EntityKind::Organization
        } else {
            EntityKind::Person
        }
    }
}

/// A search in the article shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sought {
    /// The words.
    pub words: String,
    /// Where the current hit begins.
    pub byte: Option<u32>,
    /// Whether the search was for all documents.
    #[serde(default)]
    pub everywhere: bool,
}

/// Where the reader is, and how the library is shown. Of two readers the one who moved last decides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The document shown.
    pub doc: Option<DocKey>,
    /// The place in it.
    pub left: Left,
    /// The byte where the current quotation begins.
    pub quote: Option<u32>,
    /// Whom the reader follows.
    pub following: Option<Somebody>,
    /// Whether doubtful attributions count.
    pub doubtful: bool,
    /// The entry under the cursor of the right pane.
    pub selected: Option<Somebody>,
    /// The pane that has the keys.
    pub focus: Pane,
    /// Panes or the article alone.
    pub screen: Screen,
    /// The order of the documents.
    pub order: Order,
    /// The search in the article.
    pub search: Option<Sought>,
}

/// The way back and the way forward, the nearest place last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Way {
    /// Where `Ctrl-o` leads.
    pub back: Vec<Spot>,
    /// Where `Ctrl-i` leads.
    pub forward: Vec<Spot>,
}

/// One thing to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Where the reader is now.
    Session(Box<Session>),
    /// The way back and forward.
    Way(Way),
    /// What was typed into the searches.
    Typed(Typed),
    /// Whether a document counts as read.
    Read(DocKey, bool),
    /// Where a document was left.
    Left(DocKey, Left),
    /// Whether there is a bookmark at a place.
    Bookmark(Spot, bool),
    /// These documents are there, and have not been before.
    Seen(Vec<DocKey>),
    /// What these documents tell: see [`crate::library::told`].
    Told(Vec<(DocKey, Vec<u64>)>),
    /// The reader has left.
    Over,
    /// A document has another key now; nothing is known under this one any more.
    Gone(DocKey),
}

/// Everything that was written down about a library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// Where the reader was; none when the library was never open before.
    pub session: Option<Session>,
    /// The way back and forward.
    pub way: Way,
    /// What was typed into the searches.
    pub typed: Typed,
    /// Documents with their marks, those written last at the end.
    pub documents: Vec<Marks>,
    /// The bookmarks.
    pub bookmarks: Vec<Spot>,
    /// The visits that are over, the last one first.
    pub visits: Vec<Visit>,
}

impl Memory {
    /// The keys of all documents of which something is known.
    fn keys(&self) -> impl Iterator<Item = &DocKey> + Clone {
        let marks = self.documents.iter().map(|marks| &marks.doc);
        let spots = self.bookmarks.iter();
        let spots = spots.chain(&self.way.back).chain(&self.way.forward);
        let shown = self
            .session
            .iter()
            .filter_map(|session| session.doc.as_ref());
        marks.chain(spots.map(|spot| &spot.doc)).chain(shown)
    }
}

/// The visits that are over, and what was there at each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visits {
    /// The visits, the last one first.
    pub over: Vec<Visit>,
    /// The documents that were there at any of them, and at this one; none until that has been looked up.
    pub seen: Option<Vec<Seen>>,
}

/// A visit that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Later visits have higher numbers.
    pub number: i64,
    /// When the reader left, as the clock on the wall said.
    pub when: NaiveDateTime,
}

/// A document that was there, in little room: a library has many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The number of its path: see [`Self::number`].
    pub path: u64,
    /// The fingerprint of its text.
    pub text: u64,
    /// The number of the visit at which it was there first.
    pub visit: i64,
    /// Whether it was worked out what it told.
    pub is_told: bool,
    /// What it told, where the library has the text no more.
    pub told: Box<[u64]>,
}

impl Seen {
    /// The number that stands for a path within the library.
    pub fn number(path: &str) -> u64 {
        fingerprint(path)
    }
}

/// What is known about one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The document.
    pub doc: DocKey,
    /// Whether it counts as read; none where nothing was said about it.
    pub read: Option<bool>,
    /// Where it was left.
    pub left: Option<Left>,
}
