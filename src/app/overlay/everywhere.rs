//! The search in all documents, while typing.

use crate::app::{App, Edit, Key, KeyCode, Line, Place, Size, TextSearch};
use crate::library::{Hit, Needle};

use super::{List, Motion, Panel, Step, leave_for, leaves_prompt};

/// The search ends after so many hits and says so.
pub const MOST_HITS: usize = 500;
/// From so many letters on it searches: one letter stands everywhere.
const LETTERS: usize = 2;

/// The state of the search.
#[derive(Clone, Debug, PartialEq)]
pub struct Everywhere {
    /// What is typed.
    pub line: Line,
    /// Where it stands, document by document; at most [`MOST_HITS`]. Kept, because finding it anew for every frame would be
    /// felt in a large library.
    pub hits: Vec<Hit>,
    /// Whether there are more hits than these.
    pub more: bool,
    /// The cursor in `hits`.
    pub list: List,
}

impl Everywhere {
    /// A search that offers the words searched for last, with their hits.
    pub(super) fn open(app: &App) -> Self {
        let mut everywhere = Self {
            line: Line::offering(&app.typed.everywhere),
            hits: Vec::new(),
            more: false,
            list: List::default(),
        };
        everywhere.find(app);
        everywhere
    }

    /// Where it stands.
    pub fn panel(size: Size) -> Panel {
        Panel::tall(size, 112).with_prompt()
    }

    /// Whether enough is typed to search.
    pub fn is_searching(&self) -> bool {
        self.line.text().trim().chars().nth(LETTERS - 1).is_some()
    }

    /// How many documents hold a hit.
    pub fn documents(&self) -> usize {
        (0..self.hits.len()).filter(|&hit| self.heads(hit)).count()
    }

    /// Whether the hit is the first of its document, so that the document's title stands above it.
    pub fn heads(&self, hit: usize) -> bool {
        let doc = |index: usize| self.hits.get(index).map(|hit| hit.doc);
        hit == 0 || doc(hit) != doc(hit - 1)
    }

    /// The rows that a hit takes with the title above it.
    pub fn rows(&self, hit: usize) -> u16 {
        match (self.heads(hit), hit) {
            (true, 0) => 2,
            (true, _) => 3,
            (false, _) => 1,
        }
    }

    /// Finds the words anew.
    pub(super) fn find(&mut self, app: &App) {
        self.hits.clear();
        self.more = false;
        if !self.is_searching() {
            return;
        }
        let Some(needle) = Needle::new(self.line.text()) else {
            return;
        };
        self.hits = app.library.search(&needle, MOST_HITS + 1);
        self.more = self.hits.len() > MOST_HITS;
        self.hits.truncate(MOST_HITS);
    }

    pub(super) fn key(&mut self, app: &mut App, key: Key) -> Step {
        if leaves_prompt(key) {
            self.remember(app);
            return Step::CLOSE;
        }
        if key.code == KeyCode::Enter {
            return self.enter(app);
        }
        if let Some(motion) = Motion::beside_prompt(key) {
            self.go(app, motion);
        } else if self.line.key(key) == Edit::Changed {
            self.typed(app);
        }
        Step::STAY
    }

    pub(super) fn paste(&mut self, app: &App, text: &str) -> Step {
        self.line.insert(text);
        self.typed(app);
        Step::STAY
    }

    fn typed(&mut self, app: &App) {
        self.list = List::default();
        self.find(app);
    }

    fn remember(&self, app: &mut App) {
        if !self.line.text().is_empty() {
            self.line.text().clone_into(&mut app.typed.everywhere);
        }
    }

    /// Goes to the hit under the cursor; `n` and `N` go on from there.
    fn enter(&self, app: &mut App) -> Step {
        let at = self.list.cursor(self.hits.len());
        let Some(&hit) = at.and_then(|at| self.hits.get(at)) else {
            return Step::STAY;
        };
        self.remember(app);
        let place = Place {
            doc: hit.doc,
            byte: hit.span.start,
            quote: None,
        };
        let effects = leave_for(app, place);
        if let Some(document) = app.library.document(hit.doc) {
            let words = self.line.text().trim();
            let needle = Needle::new(words);
            let hits: Vec<_> = needle
                .iter()
                .flat_map(|needle| needle.find(&document.text))
                .collect();
            app.article.search = Some(TextSearch {
                words: words.to_owned(),
                current: hits.iter().position(|&span| span == hit.span),
                hits,
            });
        }
        Step::Close(effects)
    }

    pub(super) fn go(&mut self, app: &App, motion: Motion) {
        let height = Self::panel(app.size).body.height;
        let mut list = self.list;
        list.go(motion, self.hits.len(), height, |hit| self.rows(hit));
        self.list = list;
    }

    pub(super) fn click(&mut self, app: &mut App, row: u16) -> Step {
        let height = Self::panel(app.size).body.height;
        let at = self
            .list
            .at(row, self.hits.len(), height, |hit| self.rows(hit));
        match at {
            Some(hit) if hit == self.list.selected => self.enter(app),
            Some(hit) => {
                self.list.selected = hit;
                Step::STAY
            }
            None => Step::STAY,
        }
    }
}
