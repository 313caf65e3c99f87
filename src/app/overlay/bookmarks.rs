//! What the reader marked: bookmarks and notes, in the order of the library; `/` filters them while typing, `t` by their tags.

use std::collections::BTreeSet;

use crate::app::export::{Marked, Noted};
use crate::app::{Action, App, Change, Effect, Key, KeyCode, Place, excerpt, update};
use crate::engine::Span;
use crate::library::{self, DocId, Needle, QuoteRef};

use super::ask::Ask;
use super::filter::{Filter, Typed};
use super::{List, Motion, Moves, Overlay, Panel, Step, Window, closes, leave_for};

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
    pub filter: Filter,
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

    /// Shows what has the next tag, by name; after the last one everything.
    fn next_tag(&mut self, app: &mut App) {
        let tags = tags(app);
        if tags.is_empty() {
            app.refuse("No note has a tag; a word with # is one");
            return;
        }
        let now = self.filter.line.text().strip_prefix('#');
        let next = match now {
            None => tags.first(),
            Some(now) => tags.iter().find(|tag| tag.as_str() > now),
        };
        let next = next.map(|tag| format!("#{tag}"));
        self.filter = Filter::default();
        self.filter.line.insert(&next.unwrap_or_default());
        self.typed(app);
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
}

impl Window for Bookmarks {
    fn panel(&self, app: &App) -> Panel {
        let rows = self.entries.iter().map(|entry| usize::from(entry.rows()));
        let panel = Panel::tall(app.size, 90);
        let panel = if self.filter.is_on() {
            panel.with_prompt()
        } else {
            panel.with_margin()
        };
        panel.fitting(rows.sum())
    }

    fn takes_words(&self) -> bool {
        self.filter.typing
    }

    fn exports(&self) -> bool {
        true
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        if self.filter.typing {
            match self.filter.key(key) {
                Typed::Changed | Typed::Narrowed => self.typed(app),
                Typed::Go(motion) => self.go(app, motion),
                Typed::Nothing => {}
            }
            return Step::STAY;
        }
        let action = app.keymap.action(key);
        if self.filter.is_on() && action == Some(Action::Cancel) {
            self.filter = Filter::default();
            self.typed(app);
            return Step::STAY;
        }
        if closes(app, key, Action::Bookmarks) {
            return Step::CLOSE;
        }
        match (self.selected(), key.code, action) {
            (_, KeyCode::Enter, _) => return self.enter(app),
            (Some(entry), KeyCode::Char('d') | KeyCode::Delete, _) if !key.ctrl => {
                return self.remove(app, entry.clone());
            }
            (Some(entry @ Entry::Bookmark(_)), _, Some(Action::Bookmark)) => {
                return self.remove(app, entry.clone());
            }
            (Some(entry), _, Some(Action::Note)) => return entry.clone().write(app),
            (_, _, Some(Action::Search)) => self.filter.typing = true,
            (_, KeyCode::Char('t'), _) if !key.ctrl && !key.alt => self.next_tag(app),
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

    fn paste(&mut self, app: &mut App, text: &str) -> Step {
        if self.filter.paste(text) {
            self.typed(app);
        }
        Step::STAY
    }

    fn find(&mut self, app: &App) {
        let words = self.filter.needles();
        self.entries = entries(app);
        self.entries.retain(|entry| entry.holds(app, &words));
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Cursor(&mut self.list)
    }

    fn items(&self, _app: &App) -> usize {
        self.entries.len()
    }

    fn rows_of(&self, _app: &App, item: usize) -> u16 {
        self.entries.get(item).map_or(BOOKMARK_ROWS, Entry::rows)
    }

    fn enter(&mut self, app: &mut App) -> Step {
        match self.selected() {
            Some(entry) => entry.clone().enter(app),
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

/// The tags of all notes, by name.
fn tags(app: &App) -> Vec<String> {
    let notes = app.library.annotations();
    let all = notes.iter().flat_map(|note| library::tags(note.text));
    let all: BTreeSet<&str> = all.collect();
    all.into_iter().map(str::to_owned).collect()
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
