//! The state of the program: one [`App`], changed in one place, [`update()`], and drawn from one place, the view.

mod action;
mod copy;
pub mod derive;
mod effect;
mod event;
pub mod excerpt;
pub mod export;
pub mod fit;
#[cfg(test)]
pub(crate) mod fixture;
pub mod fuzzy;
mod jumps;
mod key;
mod keymap;
pub mod layout;
mod line;
mod link;
pub mod memory;
mod mouse;
pub mod overlay;
pub mod update;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::engine::Span;
use crate::library::{DocId, EntityId, Hit, Library, QuoteRef};

pub use action::{Action, keys_table};
pub use copy::dated;
pub use derive::Derived;
pub use effect::{Effect, Sieve};
pub use event::{
    Answer, Event, Measure, Mouse, MouseKind, News, Progress, Report, Sharing, Size, Timer,
    Watching,
};
pub use jumps::{Jumps, Place};
pub use key::{Key, KeyCode, UnknownKey};
pub use keymap::{Keymap, KeymapProblem};
pub use line::{Edit, Line};
pub use link::Link;
pub use overlay::Overlay;
pub use update::update;

/// The three panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pane {
    /// Left: the documents by date.
    #[default]
    Documents,
    /// Centre: the article.
    Article,
    /// Right: people and organizations.
    People,
}

/// What the screen shows beneath an overlay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Screen {
    /// The panes.
    #[default]
    Panes,
    /// The article alone.
    Reading,
}

/// On what the reader reads. Chosen at the start, for the whole session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Medium {
    /// A screen of cells that is drawn over and over.
    #[default]
    Screen,
    /// Lines, one after the other, of which none is ever taken back: for screen readers, braille displays and scripts.
    Lines,
}

/// The colours of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ThemeName {
    /// The terminal's own 16 colours, those that stand out from its background as soon as that is known.
    #[default]
    Auto,
    /// The terminal's own 16 colours, those that can be seen on any background.
    Ansi,
    /// For dark backgrounds, 256 colours.
    Dark,
    /// For light backgrounds, 256 colours.
    Light,
    /// No colour at all: bold, underline and marks only.
    Mono,
}

/// How bright the terminal is behind the letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Background {
    /// Darker than the letters.
    Dark,
    /// Brighter than the letters.
    Light,
}

/// Whether the server of a shared library can be reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Server {
    /// As far as is known, it can; or there is none.
    #[default]
    Here,
    /// It cannot. What is corrected waits on this machine.
    Away,
}

/// The order of the documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// The latest day on top.
    #[default]
    NewestFirst,
    /// The earliest day on top.
    OldestFirst,
}

/// The state of the left pane.
#[derive(Clone, Debug, Default)]
pub struct DocumentsPane {
    /// The document under the cursor.
    pub selected: Option<DocId>,
    /// The first row shown, counted from 0.
    pub top: usize,
    /// Which end of time stands on top.
    pub order: Order,
    /// The fullest articles whose copies stand beneath them.
    pub unfolded: BTreeSet<DocId>,
    /// The documents that the reader has opened.
    pub read: BTreeSet<DocId>,
    /// The documents that came or changed while the library was open, until the reader has been there.
    pub fresh: BTreeMap<DocId, Fresh>,
}

/// What is new about a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fresh {
    /// All of it.
    New,
    /// Its text.
    Changed,
}

/// What stands at the first row of the article. It survives every resize.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// A byte of the text: the line that holds it is the first line of text shown.
    pub byte: u32,
    /// How many of the rows above that line are shown too: blank rows and the head of the article. More than there are
    /// means all of them.
    pub above: u16,
}

impl Anchor {
    /// The beginning, with the headline.
    pub const START: Self = Self {
        byte: 0,
        above: u16::MAX,
    };
}

impl Default for Anchor {
    fn default() -> Self {
        Self::START
    }
}

/// Words searched for in the article shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextSearch {
    /// The words as typed.
    pub words: String,
    /// Where they stand, in text order.
    pub hits: Vec<Span>,
    /// The hit gone to last: its index in `hits`.
    pub current: Option<usize>,
    /// The hits in all documents, where the search was for those: `n` and `N` go through them.
    pub everywhere: Arc<[Hit]>,
}

/// The state of the centre pane.
#[derive(Clone, Debug, Default)]
pub struct ArticlePane {
    /// The document shown.
    pub doc: Option<DocId>,
    /// What stands at the first row.
    pub top: Anchor,
    /// The current quotation: its place in the analysis of the document shown.
    pub quotation: Option<u32>,
    /// The byte where the quotation begins that becomes current as soon as the findings name it.
    pub awaited: Option<u32>,
    /// The search in the text; `n` and `N` go through its hits while there is one.
    pub search: Option<TextSearch>,
    /// Where the reader left the other documents.
    pub left: BTreeMap<DocId, Anchor>,
}

/// The state of the right pane.
#[derive(Clone, Debug, Default)]
pub struct PeoplePane {
    /// The person or organization under the cursor.
    pub selected: Option<EntityId>,
    /// The first row shown, counted from 0.
    pub top: usize,
}

/// A message in the status line, shown until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether it is news or a refusal.
    pub tone: Tone,
}

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// A key could not act; the text says why.
    Refused,
}

/// A change that `u` takes back, with what was there before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A document was marked as read or unread.
    Read {
        /// The document.
        doc: DocId,
        /// Whether it counted as read before.
        before: bool,
    },
    /// A bookmark was set or taken away.
    Bookmark {
        /// The bookmark.
        place: Place,
        /// Whether it was there before.
        before: bool,
    },
    /// The order of the documents changed.
    Order(Order),
    /// Somebody was followed, or nobody any more.
    Following(Option<EntityId>),
    /// Doubtful attributions were counted or left out.
    Doubtful(bool),
    /// The corrections with these ids were made.
    Corrections(Vec<String>),
}

/// How many speakers have a colour and a letter of their own.
pub const SPEAKERS: usize = 6;

/// The whole state.
#[derive(Clone, Debug, Default)]
pub struct App {
    /// The documents and what was found in them.
    pub library: Library,
    /// On what the reader reads.
    pub medium: Medium,
    /// The terminal's size.
    pub size: Size,
    /// The pane that has the keys.
    pub focus: Pane,
    /// Panes or the article alone.
    pub screen: Screen,
    /// The left pane.
    pub documents: DocumentsPane,
    /// The centre pane.
    pub article: ArticlePane,
    /// The right pane.
    pub people: PeoplePane,
    /// Whose quotations `]` and `[` go through.
    pub following: Option<EntityId>,
    /// Whether `]` and `[` stop at doubtful attributions too.
    pub doubtful: bool,
    /// The people and organizations with a colour of their own: up to [`SPEAKERS`], the place is the colour.
    pub speakers: Vec<EntityId>,
    /// The way back.
    pub jumps: Jumps,
    /// The bookmarks, in the order of the library.
    pub bookmarks: BTreeSet<Place>,
    /// What `u` takes back, the latest last.
    pub changes: Vec<Change>,
    /// The digits of a count typed so far.
    pub count: Option<u32>,
    /// Orders that depend on the whole library.
    pub derived: Derived,
    /// What stands over the panes.
    pub overlay: Option<Overlay>,
    /// What the reader asked to see while it was still being worked out: it opens when it is known, unless another key comes.
    pub awaited: Option<Action>,
    /// What was typed last into each search.
    pub typed: overlay::Typed,
    /// The form in which rows were written last.
    pub export: export::Format,
    /// What was copied last.
    pub copied: Option<String>,
    /// The passage to open as soon as the documents are there.
    pub goal: Option<Link>,
    /// What is kept from one session to the next.
    pub keeper: memory::Keeper,
    /// Whether the server of a shared library can be reached.
    pub server: Server,
    /// The last message.
    pub notice: Option<Notice>,
    /// How far long work has come; none when nothing runs.
    pub progress: Option<Progress>,
    /// The round of work whose reports count.
    pub round: u32,
    /// Which key asks for what.
    pub keymap: Keymap,
    /// The colours.
    pub theme: ThemeName,
    /// How bright the terminal is; none while nobody has told.
    pub background: Option<Background>,
    /// Whether the program hears the mouse.
    pub mouse: bool,
    /// Whether the program should end.
    pub quit: bool,
    /// Why it ends before there was anything to read; said on the shell's screen.
    pub failure: Option<String>,
}

impl App {
    /// The colour and letter of a speaker, counted from 0; none for those who share the neutral one.
    pub fn speaker_mark(&self, entity: EntityId) -> Option<usize> {
        self.speakers.iter().position(|&speaker| speaker == entity)
    }

    /// The byte where the current quotation begins; also while the findings that name it have not arrived yet.
    pub fn quote(&self) -> Option<u32> {
        let Some(index) = self.article.quotation else {
            return self.article.awaited;
        };
        let doc = self.article.doc?;
        let quotation = self.library.quotation(QuoteRef { doc, index })?;
        Some(quotation.span.start)
    }

    /// Where the reader is: none while no document is open.
    pub fn here(&self) -> Option<Place> {
        Some(Place {
            doc: self.article.doc?,
            byte: self.article.top.byte,
            quote: self.quote(),
        })
    }

    /// Says in the status line that something was done.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            tone: Tone::Done,
        });
    }

    /// Says in the status line why a key could not act.
    pub fn refuse(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            tone: Tone::Refused,
        });
    }
}
