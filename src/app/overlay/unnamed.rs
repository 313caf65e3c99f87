//! Everything that rests only on people without a name, by outlet and date.

use crate::app::{Action, App, Key};
use crate::library::Unnamed;

use super::chain::gathered;
use super::statements::go_to;
use super::{Asked, List, Moves, Panel, Step, Window, asked};

/// The state of the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnnamedPage {
    /// The attributions. Kept, because finding them anew for every frame would be felt in a large library.
    pub found: Vec<Unnamed>,
    /// The outlet of each, for the headings.
    pub outlets: Vec<String>,
    /// The cursor in `found`.
    pub list: List,
}

impl UnnamedPage {
    /// All of them.
    pub(super) fn open(app: &App) -> Self {
        let mut page = Self::default();
        page.find(app);
        page
    }

    /// Whether the outlet's name stands above the attribution.
    pub fn heads(&self, item: usize) -> bool {
        item == 0 || self.outlets.get(item) != self.outlets.get(item - 1)
    }

    /// The rows that it takes with what stands above it.
    pub fn rows(&self, item: usize) -> u16 {
        match (self.heads(item), item) {
            (true, 0) => 3,
            (true, _) => 4,
            (false, _) => 2,
        }
    }

    /// How many outlets there are.
    pub fn count(&self) -> usize {
        (0..self.found.len())
            .filter(|&item| self.heads(item))
            .count()
    }
}

impl Window for UnnamedPage {
    fn panel(&self, app: &App) -> Panel {
        Panel::tall(app.size, 116).with_margin()
    }

    fn exports(&self) -> bool {
        true
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        match asked(app, key, Action::Unnamed) {
            Asked::Close => return Step::CLOSE,
            Asked::Enter => return self.enter(app),
            Asked::Go(motion) => self.go(app, motion),
            Asked::Nothing => {}
        }
        Step::STAY
    }

    /// Finds them anew.
    fn find(&mut self, app: &App) {
        self.found = gathered(app).map_or(Vec::new(), |gathered| gathered.unnamed.clone());
        let outlet = |unnamed: &Unnamed| {
            let document = app.library.document(unnamed.at.doc);
            let outlet = document.and_then(|document| document.outlet.clone());
            outlet.unwrap_or_else(|| "Outlet not known".to_owned())
        };
        self.outlets = self.found.iter().map(outlet).collect();
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Cursor(&mut self.list)
    }

    fn items(&self, _app: &App) -> usize {
        self.found.len()
    }

    fn rows_of(&self, _app: &App, item: usize) -> u16 {
        self.rows(item)
    }

    fn enter(&mut self, app: &mut App) -> Step {
        let at = self.list.cursor(self.found.len());
        match at.and_then(|at| self.found.get(at)) {
            Some(unnamed) => Step::Close(go_to(app, unnamed.at)),
            None => Step::STAY,
        }
    }
}
