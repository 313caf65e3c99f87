//! The places that name one person or organization, to mark those that mean another.

use std::collections::BTreeSet;

use crate::app::{Action, App, Key, KeyCode, excerpt};
use crate::engine::{LocalId, Span};
use crate::library::{DocId, EntityId};

use super::ask::Ask;
use super::{List, Motion, Moves, Overlay, Panel, Step, Window, closes};

/// The rows of one place: the document, and the words around it.
pub const PLACE_ROWS: u16 = 2;

/// The state of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// Whose places they are.
    pub person: EntityId,
    /// Every place that names them, in the order of the library.
    pub places: Vec<(DocId, Span)>,
    /// The marked ones, as indices of `places`.
    pub marked: BTreeSet<usize>,
    /// The cursor in `places`.
    pub list: List,
}

impl Split {
    pub(super) fn of(app: &App, person: EntityId) -> Self {
        let entity = app.library.entities.get(person);
        let documents = entity.map_or(&[][..], |entity| &entity.documents);
        let places = documents.iter().flat_map(|&(doc, _)| {
            let found = app.library.analysis(doc);
            let locals = found.map_or(&[][..], |found| &found.entities);
            let of_person = locals.iter().zip(0..).filter(move |&(_, index)| {
                app.library.entities.of(doc, LocalId(index)) == Some(person)
            });
            let mut spans: Vec<Span> = of_person
                .flat_map(|(local, _)| local.mentions.clone())
                .collect();
            spans.sort_unstable();
            spans.into_iter().map(move |span| (doc, span))
        });
        Self {
            person,
            places: places.collect(),
            marked: BTreeSet::new(),
            list: List::default(),
        }
    }

    /// The sentence around a place.
    pub fn words(app: &App, doc: DocId, span: Span) -> Span {
        let document = app.library.document(doc);
        document.map_or(span, |document| excerpt::sentences(document, span))
    }

    /// Marks the place under the cursor, or takes its mark away.
    fn mark(&mut self) {
        if let Some(at) = self.list.cursor(self.places.len())
            && !self.marked.remove(&at)
        {
            self.marked.insert(at);
        }
    }
}

impl Window for Split {
    fn panel(&self, app: &App) -> Panel {
        let rows = self.places.len() * usize::from(PLACE_ROWS);
        Panel::tall(app.size, 90).with_margin().fitting(rows)
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        if key.code == KeyCode::Enter {
            return self.enter(app);
        }
        if key == Key::plain(KeyCode::Char(' ')) {
            self.mark();
            self.go(app, Motion::Rows(1));
            return Step::STAY;
        }
        if closes(app, key, Action::Correct) {
            return Step::CLOSE;
        }
        if let Some(motion) = Motion::of(&app.keymap, key) {
            self.go(app, motion);
        }
        Step::STAY
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Cursor(&mut self.list)
    }

    fn items(&self, _app: &App) -> usize {
        self.places.len()
    }

    fn rows_of(&self, _app: &App, _item: usize) -> u16 {
        PLACE_ROWS
    }

    /// Asks whom the marked places name.
    fn enter(&mut self, app: &mut App) -> Step {
        // Where none is marked, the one under the cursor is meant.
        let here = self.list.cursor(self.places.len());
        let here = here.filter(|_| self.marked.is_empty());
        let meant = self.marked.iter().copied().chain(here);
        let places = meant.filter_map(|at| self.places.get(at).copied());
        app.overlay = Some(Overlay::Ask(Ask::mentions(
            app,
            self.person,
            places.collect(),
        )));
        Step::CLOSE
    }

    fn click(&mut self, app: &mut App, row: u16) -> Step {
        let height = self.panel(app).body.height;
        if let Some(item) = self.list.at(row, self.places.len(), height, |_| PLACE_ROWS) {
            self.list.selected = item;
            self.mark();
        }
        Step::STAY
    }
}
