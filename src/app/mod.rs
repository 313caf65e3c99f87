//! The state of the program: one [`App`], changed in one place, [`update`], and drawn from one place, the view.

mod action;
mod effect;
mod event;
mod key;
pub mod layout;
mod overlay;
mod update;

use std::collections::BTreeSet;

use crate::library::{DocId, EntityId, Library};

pub use action::Action;
pub use effect::Effect;
pub use event::{Event, Mouse, MouseKind, News, Progress, Report, Size, Timer};
pub use key::{Key, KeyCode, UnknownKey};
pub use overlay::Overlay;
pub use update::update;

/// The three panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// The panes.
    #[default]
    Panes,
    /// The article alone.
    Reading,
}

/// The colours of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ThemeName {
    /// The terminal's own 16 colours on its own background.
    #[default]
    Ansi,
    /// For dark backgrounds, 256 colours.
    Dark,
    /// For light backgrounds, 256 colours.
    Light,
    /// No colour at all: bold, underline and marks only.
    Mono,
}

/// The order of the documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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
    /// The documents that the reader has opened.
    pub read: BTreeSet<DocId>,
}

/// The state of the centre pane.
#[derive(Clone, Debug, Default)]
pub struct ArticlePane {
    /// The document shown.
    pub doc: Option<DocId>,
    /// The byte of its text at the first row shown: it survives every resize.
    pub top: u32,
    /// The current quotation: its place in the analysis of the document shown.
    pub quotation: Option<u32>,
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

/// The whole state.
#[derive(Clone, Debug, Default)]
pub struct App {
    /// The documents and what was found in them.
    pub library: Library,
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
    /// What stands over the panes.
    pub overlay: Option<Overlay>,
    /// The last message.
    pub notice: Option<Notice>,
    /// How far long work has come; none when nothing runs.
    pub progress: Option<Progress>,
    /// The round of work whose reports count.
    pub round: u32,
    /// The colours.
    pub theme: ThemeName,
    /// Whether the program hears the mouse.
    pub mouse: bool,
    /// Whether the program should end.
    pub quit: bool,
}
