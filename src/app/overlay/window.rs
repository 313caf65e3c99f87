//! What the keys, the wheel and the mouse find in an overlay, whichever it is.

use crate::app::{App, Key};

use super::list::scroll;
use super::{List, Motion, Panel, Step};

/// An overlay, for whatever reaches it. Most need only a part of this.
pub(super) trait Window {
    /// Where it stands.
    fn panel(&self, app: &App) -> Panel;

    /// Hears a key.
    fn key(&mut self, app: &mut App, key: Key) -> Step;

    /// Whether letters are typed into a line rather than being keys.
    fn takes_words(&self) -> bool {
        false
    }

    /// Hears pasted text. Where nothing is typed, pasting does nothing.
    fn paste(&mut self, _app: &mut App, _text: &str) -> Step {
        Step::STAY
    }

    /// Finds anew what it shows, after the library has changed. Those that keep nothing have nothing to find.
    fn find(&mut self, _app: &App) {}

    /// Whether what it shows can be written down.
    fn exports(&self) -> bool {
        false
    }

    /// What moves when the reader scrolls.
    fn moves(&mut self) -> Moves<'_> {
        Moves::Nothing
    }

    /// How many items it has to move through; rows, where there is no cursor.
    fn items(&self, _app: &App) -> usize {
        0
    }

    /// The rows that an item takes.
    fn rows_of(&self, _app: &App, _item: usize) -> u16 {
        1
    }

    /// Does what a list is for with the item under the cursor.
    fn enter(&mut self, _app: &mut App) -> Step {
        Step::STAY
    }

    /// Scrolls, or moves the cursor.
    fn go(&mut self, app: &App, motion: Motion) {
        let (items, height) = (self.items(app), self.panel(app).body.height);
        match self.moves() {
            Moves::Nothing => {}
            Moves::Rows(top) => *top = scroll(*top, motion, items, height),
            Moves::Cursor(list) => {
                let mut list = *list;
                list.go(motion, items, height, |item| self.rows_of(app, item));
                self.put(list);
            }
        }
    }

    /// Hears a click, `row` rows below the upper edge of its content: selects what stands there, and enters it when it was
    /// selected already.
    fn click(&mut self, app: &mut App, row: u16) -> Step {
        let (items, height) = (self.items(app), self.panel(app).body.height);
        let Moves::Cursor(list) = self.moves() else {
            return Step::STAY;
        };
        let mut list = *list;
        match list.at(row, items, height, |item| self.rows_of(app, item)) {
            Some(item) if item == list.selected => self.enter(app),
            Some(item) => {
                list.selected = item;
                self.put(list);
                Step::STAY
            }
            None => Step::STAY,
        }
    }

    /// Puts the cursor where it moved to.
    fn put(&mut self, moved: List) {
        if let Moves::Cursor(list) = self.moves() {
            *list = moved;
        }
    }
}

/// What moves when the reader scrolls.
pub(super) enum Moves<'a> {
    /// Nothing: all of it is on the screen.
    Nothing,
    /// The first row shown.
    Rows(&'a mut usize),
    /// The cursor of a list.
    Cursor(&'a mut List),
}
