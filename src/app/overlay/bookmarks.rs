//! The bookmarks, in the order of the library.

use crate::app::export::Marked;
use crate::app::{Action, App, Change, Key, KeyCode, Place, excerpt, update};
use crate::engine::Span;
use crate::library::QuoteRef;

use super::{List, Motion, Panel, Step, closes, leave_for};

/// The rows of one bookmark: the document, the words, and room.
pub const BOOKMARK_ROWS: u16 = 3;

/// The state of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bookmarks {
    /// The cursor in the bookmarks.
    pub list: List,
}

impl Bookmarks {
    /// Where it stands.
    pub fn panel(app: &App) -> Panel {
        let rows = app.bookmarks.len() * usize::from(BOOKMARK_ROWS);
        Panel::tall(app.size, 90).with_margin().fitting(rows)
    }

    /// The words that stand at a bookmark: the quotation's sentence, else the sentence that begins there.
    pub fn words(app: &App, place: Place) -> Span {
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

    /// The bookmarked passages, to write them down: the quotation, else the sentence.
    pub(super) fn marked(app: &App) -> Vec<Marked> {
        let marked = |place: &Place| {
            let found = app.library.analysis(place.doc);
            let quotations = found.map_or(&[][..], |found| &found.quotations);
            let at = place.quote.and_then(|start| {
                let index = quotations.iter().position(|one| one.span.start == start)?;
                let (doc, index) = (place.doc, index as u32);
                Marked::quotation(&app.library, QuoteRef { doc, index })
            });
            at.unwrap_or_else(|| Marked {
                doc: place.doc,
                span: Self::words(app, *place),
                quotation: None,
            })
        };
        app.bookmarks.iter().map(marked).collect()
    }

    pub(super) fn key(&mut self, app: &mut App, key: Key) -> Step {
        if closes(app, key, Action::Bookmarks) {
            return Step::CLOSE;
        }
        let action = app.keymap.action(key);
        let place = self.selected(app);
        match (place, key.code) {
            (Some(place), KeyCode::Enter) => return Step::Close(leave_for(app, place)),
            (Some(place), KeyCode::Char('d') | KeyCode::Delete) if !key.ctrl => {
                return remove(app, place);
            }
            (Some(place), _) if action == Some(Action::Bookmark) => return remove(app, place),
            _ => {}
        }
        if let Some(motion) = Motion::of(&app.keymap, key) {
            self.go(app, motion);
        } else if action == Some(Action::Undo) {
            return Step::Stay(update::act(app, Action::Undo, None));
        }
        Step::STAY
    }

    fn selected(&self, app: &App) -> Option<Place> {
        let at = self.list.cursor(app.bookmarks.len())?;
        app.bookmarks.iter().nth(at).copied()
    }

    pub(super) fn go(&mut self, app: &App, motion: Motion) {
        let height = Self::panel(app).body.height;
        self.list
            .go(motion, app.bookmarks.len(), height, |_| BOOKMARK_ROWS);
    }

    pub(super) fn click(&mut self, app: &mut App, row: u16) -> Step {
        let height = Self::panel(app).body.height;
        let at = self
            .list
            .at(row, app.bookmarks.len(), height, |_| BOOKMARK_ROWS);
        match at {
            Some(item) if item == self.list.selected => match self.selected(app) {
                Some(place) => Step::Close(leave_for(app, place)),
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

fn remove(app: &mut App, place: Place) -> Step {
    update::set_bookmark(app, place, false);
    app.changes.push(Change::Bookmark {
        place,
        before: true,
    });
    let undo = app.keymap.keys(Action::Undo).first();
    let hint = undo.map_or(String::new(), |key| format!("; {key} brings it back"));
    app.say(format!("The bookmark is taken away{hint}"));
    Step::STAY
}
