//! The search in all documents, while typing.

use crate::app::{App, Edit, Key, KeyCode, Line, Pane, update};
use crate::library::{Fault, Hit, Query};

use super::{List, Motion, Moves, Panel, Step, Window, leaves_prompt};

/// The search ends after so many hits and says so.
pub const MOST_HITS: usize = 500;
/// From so many letters on it searches: one letter stands everywhere.
const LETTERS: usize = 2;
/// Saves the search, or forgets it.
const SAVE: Key = Key {
    code: KeyCode::Char('s'),
    ctrl: true,
    alt: false,
};

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
    /// What is wrong with the query.
    pub fault: Option<Fault>,
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
            fault: None,
            list: List::default(),
        };
        everywhere.find(app);
        everywhere
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
        if self.hits.is_empty() {
            return 1;
        }
        match (self.heads(hit), hit) {
            (true, 0) => 2,
            (true, _) => 3,
            (false, _) => 1,
        }
    }

    /// The searches that were saved, which are offered while nothing is typed.
    pub fn saved<'a>(&self, app: &'a App) -> &'a [String] {
        if self.line.text().is_empty() {
            &app.typed.saved
        } else {
            &[]
        }
    }

    /// Whether what is typed is among the searches that were saved.
    pub fn is_saved(&self, app: &App) -> bool {
        app.typed
            .saved
            .iter()
            .any(|saved| saved == self.line.text())
    }

    /// How many rows the list has that the cursor goes through.
    pub fn len(&self, app: &App) -> usize {
        self.hits.len().max(self.saved(app).len())
    }

    /// Keeps the search for later, or forgets it.
    fn save(&self, app: &mut App) {
        let words = self.line.text();
        if words.is_empty() || self.fault.is_some() {
            return;
        }
        if self.is_saved(app) {
            app.typed.saved.retain(|saved| saved != words);
            app.say("The search is no longer saved");
        } else {
            app.typed.saved.push(words.to_owned());
            app.say("The search is saved: it is offered while nothing is typed");
        }
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
}

impl Window for Everywhere {
    fn panel(&self, app: &App) -> Panel {
        Panel::tall(app.size, 112).with_prompt()
    }

    fn takes_words(&self) -> bool {
        true
    }

    fn exports(&self) -> bool {
        true
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        if leaves_prompt(key) {
            self.remember(app);
            return Step::CLOSE;
        }
        if key.code == KeyCode::Enter {
            return self.enter(app);
        }
        if key == SAVE {
            self.save(app);
        } else if let Some(motion) = Motion::beside_prompt(key) {
            self.go(app, motion);
        } else if self.line.key(key) == Edit::Changed {
            self.typed(app);
        }
        Step::STAY
    }

    fn paste(&mut self, app: &mut App, text: &str) -> Step {
        self.line.insert(text);
        self.typed(app);
        Step::STAY
    }

    /// Finds what is typed anew.
    fn find(&mut self, app: &App) {
        self.hits.clear();
        self.more = false;
        self.fault = None;
        if !self.is_searching() {
            return;
        }
        match Query::typed(self.line.text()) {
            Ok(None) => {}
            Ok(Some(query)) => {
                let sought = app.library.seek(&query, MOST_HITS);
                self.hits = sought.hits;
                self.more = sought.more;
            }
            Err(fault) => self.fault = Some(fault),
        }
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Cursor(&mut self.list)
    }

    fn items(&self, app: &App) -> usize {
        self.len(app)
    }

    fn rows_of(&self, _app: &App, item: usize) -> u16 {
        self.rows(item)
    }

    /// Goes to the hit under the cursor; `n` and `N` go on from there. A saved search is taken up.
    fn enter(&mut self, app: &mut App) -> Step {
        let at = self.list.cursor(self.len(app));
        if let Some(saved) = at.and_then(|at| self.saved(app).get(at)).cloned() {
            self.line = Line::default();
            return self.paste(app, &saved);
        }
        let Some(&hit) = at.and_then(|at| self.hits.get(at)) else {
            return Step::STAY;
        };
        self.remember(app);
        app.focus = Pane::Article;
        let words = self.line.text().trim();
        let everywhere = self.hits.clone().into();
        Step::Close(update::search::enter(app, words, &everywhere, hit))
    }
}
