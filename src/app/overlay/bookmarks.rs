//! What the reader marked: bookmarks and notes, in the order of the library; `/` filters them while typing.

use crate::app::export::{Marked, Noted};
use crate::app::{Action, App, Change, Edit, Effect, Key, KeyCode, Line, Place, excerpt, update};
use crate::engine::Span;
use crate::library::{DocId, Needle, QuoteRef};

use super::ask::Ask;
use super::{List, Motion, Overlay, Panel, Step, closes, leave_for, leaves_prompt};

/// The rows of a bookmark: the document, the words, and room.
const BOOKMARK_ROWS: u16 = 3;
/// The rows of a note: what it says too.
const NOTE_ROWS: u16 = 4;

/// One thing that the reader marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A bookmark.
    Bookmark(Place),
    /// The note with this id, and where its words stand; nowhere when they are gone.
    Note(String, Option<(DocId, Span)>),
}

/// The state of the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bookmarks {
    /// The words, or tags, that an entry must hold to be shown.
    pub filter: Line,
    /// Whether the reader is typing them.
    pub typing: bool,
    /// What is shown. Kept, because looking for the words of notes for every frame would be felt.
    pub entries: Vec<Entry>,
    /// The cursor in it.
    pub list: List,
}

impl Bookmarks {
    /// The list of what there is; none when there is nothing.
    pub(super) fn open(app: &App) -> Option<Self> {
        let mut list = Self::default();
        list.find(app);
        (!list.entries.is_empty()).then_some(list)
    }

    /// Where it stands.
    pub fn panel(&self, app: &App) -> Panel {
        let rows = self.entries.iter().map(|entry| usize::from(entry.rows()));
        let panel = Panel::tall(app.size, 90);
        let panel = if self.is_filtered() {
            panel.with_prompt()
        } else {
            panel.with_margin()
        };
        panel.fitting(rows.sum())
    }

    /// Whether only some are shown, or may be in a moment.
    pub fn is_filtered(&self) -> bool {
        self.typing || !self.filter.text().is_empty()
    }

    /// Finds anew what is shown.
    pub(super) fn find(&mut self, app: &App) {
        let words: Vec<Needle> = self
            .filter
            .text()
            .split_whitespace()
            .filter_map(Needle::new)
            .collect();
        self.entries = entries(app);
        self.entries.retain(|entry| entry.holds(app, &words));
    }

    pub(super) fn key(&mut self, app: &mut App, key: Key) -> Step {
        if self.typing {
            return self.type_key(app, key);
        }
        let action = app.keymap.action(key);
        if self.is_filtered() && action == Some(Action::Cancel) {
            self.filter = Line::default();
            self.typed(app);
            return Step::STAY;
        }
        if closes(app, key, Action::Bookmarks) {
            return Step::CLOSE;
        }
        match (self.selected(), key.code, action) {
            (Some(entry), KeyCode::Enter, _) => return entry.clone().enter(app),
            (Some(entry), KeyCode::Char('d') | KeyCode::Delete, _) if !key.ctrl => {
                return self.remove(app, entry.clone());
            }
            (Some(entry @ Entry::Bookmark(_)), _, Some(Action::Bookmark)) => {
                return self.remove(app, entry.clone());
            }
            (Some(entry), _, Some(Action::Note)) => return entry.clone().write(app),
            (_, _, Some(Action::Search)) => self.typing = true,
            (_, _, Some(Action::Undo)) => {
                let effects = update::act(app, Action::Undo, None);
                self.find(app);
                return Step::Stay(effects);
            }
            _ => {
                if let Some(motion) = Motion::of(&app.keymap, key) {
                    self.go(app, motion);
                }
            }
        }
        Step::STAY
    }

    /// A key while the reader types: Enter keeps the filter, Esc takes it away.
    fn type_key(&mut self, app: &App, key: Key) -> Step {
        if leaves_prompt(key) {
            self.typing = false;
            self.filter = Line::default();
            self.typed(app);
        } else if key.code == KeyCode::Enter {
            self.typing = false;
        } else if let Some(motion) = Motion::beside_prompt(key) {
            self.go(app, motion);
        } else if self.filter.key(key) == Edit::Changed {
            self.typed(app);
        }
        Step::STAY
    }

    pub(super) fn paste(&mut self, app: &App, text: &str) -> Step {
        if self.typing {
            self.filter.insert(text);
            self.typed(app);
        }
        Step::STAY
    }

    fn typed(&mut self, app: &App) {
        self.list = List::default();
        self.find(app);
    }

    fn selected(&self) -> Option<&Entry> {
        self.entries.get(self.list.cursor(self.entries.len())?)
    }

    /// Takes an entry away. A note goes when its line of the log is taken back.
    fn remove(&mut self, app: &mut App, entry: Entry) -> Step {
        let place = match entry {
            Entry::Note(id, _) => return Step::Stay(vec![Effect::TakeBack(vec![id])]),
            Entry::Bookmark(place) => place,
        };
        update::set_bookmark(app, place, false);
        let before = true;
        app.changes.push(Change::Bookmark { place, before });
        let undo = app.keymap.keys(Action::Undo).first();
        let hint = undo.map_or(String::new(), |key| format!("; {key} brings it back"));
        app.say(format!("The bookmark is taken away{hint}"));
        self.find(app);
        Step::STAY
    }

    /// The entries on screen.
    pub fn shown(&self, app: &App) -> std::ops::Range<usize> {
        let height = self.panel(app).body.height;
        self.list
            .shown(self.entries.len(), height, |at| self.rows(at))
    }

    fn rows(&self, at: usize) -> u16 {
        self.entries.get(at).map_or(BOOKMARK_ROWS, Entry::rows)
    }

    pub(super) fn go(&mut self, app: &App, motion: Motion) {
        let height = self.panel(app).body.height;
        let mut list = self.list;
        list.go(motion, self.entries.len(), height, |at| self.rows(at));
        self.list = list;
    }

    pub(super) fn click(&mut self, app: &mut App, row: u16) -> Step {
        let height = self.panel(app).body.height;
        let at = self
            .list
            .at(row, self.entries.len(), height, |at| self.rows(at));
        match at {
            Some(item) if item == self.list.selected => match self.entries.get(item) {
                Some(entry) => entry.clone().enter(app),
                None => Step::STAY,
            },
            Some(item) => {
                self.list.selected = item;
                Step::STAY
            }
            None => Step::STAY,
        }
    }
}

impl Entry {
    /// The rows that it takes.
    pub const fn rows(&self) -> u16 {
        match self {
            Self::Bookmark(_) => BOOKMARK_ROWS,
            Self::Note(..) => NOTE_ROWS,
        }
    }

    /// The document and the words meant, if they are there: of a bookmark the quotation's sentence, else the sentence that
    /// begins there.
    pub fn words(&self, app: &App) -> Option<(DocId, Span)> {
        match self {
            Self::Note(_, place) => *place,
            Self::Bookmark(place) => Some((place.doc, sentence(app, *place))),
        }
    }

    /// Where the entry lies in the library; what is gone lies behind everything.
    fn order(&self) -> (bool, Option<(DocId, u32)>) {
        let place = match self {
            Self::Bookmark(place) => Some((place.doc, place.byte)),
            Self::Note(_, place) => place.map(|(doc, span)| (doc, span.start)),
        };
        (place.is_none(), place)
    }

    /// Whether each word stands in the note, in the words meant, or in the document's title or outlet.
    fn holds(&self, app: &App, words: &[Needle]) -> bool {
        if words.is_empty() {
            return true;
        }
        let note = match self {
            Self::Note(id, _) => app.library.annotation(id),
            Self::Bookmark(_) => None,
        };
        let mut texts: Vec<&str> = note
            .iter()
            .flat_map(|note| [note.text, note.words])
            .collect();
        let place = self.words(app);
        if let Some((document, span)) =
            place.and_then(|(doc, span)| Some((app.library.document(doc)?, span)))
        {
            texts.extend([span.of(&document.text), document.heading()]);
            texts.extend(document.outlet.as_deref());
        }
        words
            .iter()
            .all(|word| texts.iter().any(|text| word.find(text).next().is_some()))
    }

    fn enter(self, app: &mut App) -> Step {
        let place = match self {
            Self::Bookmark(place) => place,
            Self::Note(_, Some((doc, span))) => Place {
                doc,
                byte: span.start,
                quote: Some(span.start),
            },
            Self::Note(_, None) => {
                app.refuse("The words of this note are not in these articles any more");
                return Step::STAY;
            }
        };
        Step::Close(leave_for(app, place))
    }

    /// Opens the line for the note at this place.
    fn write(self, app: &mut App) -> Step {
        let place = match self {
            Self::Bookmark(_) => marked(app, &self).map(|marked| (marked.doc, marked.span)),
            Self::Note(_, place) => place,
        };
        let Some((doc, span)) = place else {
            app.refuse("The words of this note are not in these articles any more");
            return Step::STAY;
        };
        app.overlay = Some(Overlay::Ask(Ask::note(app, doc, span)));
        Step::CLOSE
    }
}

/// Everything that the reader marked, in the order of the library.
fn entries(app: &App) -> Vec<Entry> {
    let bookmarks = app.bookmarks.iter().map(|place| Entry::Bookmark(*place));
    let notes = app.library.annotations();
    let notes = notes
        .iter()
        .map(|note| Entry::Note(note.id.to_owned(), note.place));
    let mut all: Vec<Entry> = bookmarks.chain(notes).collect();
    all.sort_by_key(Entry::order);
    all
}

/// Everything that the reader marked, to write it down.
pub fn noted(app: &App) -> Vec<Noted> {
    entries(app)
        .iter()
        .map(|entry| noted_one(app, entry))
        .collect()
}

pub(super) fn noted_one(app: &App, entry: &Entry) -> Noted {
    Noted {
        passage: marked(app, entry),
        note: match entry {
            Entry::Note(id, _) => Some(id.clone()),
            Entry::Bookmark(_) => None,
        },
    }
}

/// The passage meant: the quotation that begins there, else the words.
fn marked(app: &App, entry: &Entry) -> Option<Marked> {
    let (doc, span) = entry.words(app)?;
    let start = match entry {
        Entry::Bookmark(place) => place.quote,
        Entry::Note(..) => Some(span.start),
    };
    let found = app.library.analysis(doc);
    let quotations = found.map_or(&[][..], |found| &found.quotations);
    let quotation = start
        .and_then(|start| quotations.iter().position(|one| one.span.start == start))
        .and_then(|index| {
            let index = index as u32;
            Marked::quotation(&app.library, QuoteRef { doc, index })
        });
    Some(quotation.unwrap_or(Marked {
        doc,
        span,
        quotation: None,
    }))
}

/// The sentence of the quotation at a bookmark, else the sentence that begins there.
fn sentence(app: &App, place: Place) -> Span {
    let Some(document) = app.library.document(place.doc) else {
        return Span::default();
    };
    let found = app.library.analysis(place.doc);
    let quotation = place.quote.and_then(|start| {
        let quotations = &found?.quotations;
        quotations.iter().find(|found| found.span.start == start)
    });
    if let Some(quotation) = quotation {
        return excerpt::around(document, quotation);
    }
    let start = place.byte as usize;
    excerpt::sentences(document, Span::new(start, start + 1))
}
