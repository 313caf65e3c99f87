//! All corrections that nobody took back, the latest first.

use crate::app::{Action, App, Effect, Key, KeyCode, Place};
use crate::library::{Correction, Standing};

use super::{List, Motion, Panel, Step, closes, leave_for};

/// The rows of one correction: what it says, and who said it when.
pub const CORRECTION_ROWS: u16 = 2;

/// The state of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CorrectionList {
    /// The cursor in [`CorrectionList::entries`].
    pub list: List,
}

impl CorrectionList {
    /// Where it stands.
    pub fn panel(app: &App) -> Panel {
        let rows = Self::entries(app).len() * usize::from(CORRECTION_ROWS);
        Panel::tall(app.size, 90).with_margin().fitting(rows)
    }

    /// The corrections with what became of each.
    pub fn entries(app: &App) -> Vec<(&Correction, Standing)> {
        let log = app.library.corrections.log();
        let mut lines: Vec<&Correction> = log.in_force().chain(log.outvoted()).collect();
        lines.sort_by(|one, other| (other.at, &other.id).cmp(&(one.at, &one.id)));
        let standing = |line| (line, app.library.standing(line));
        lines.into_iter().map(standing).collect()
    }

    pub(super) fn key(&mut self, app: &mut App, key: Key) -> Step {
        if key == Key::plain(KeyCode::Char('x')) {
            return self.take_back(app);
        }
        if key.code == KeyCode::Enter {
            return self.enter(app);
        }
        if closes(app, key, Action::Corrections) {
            return Step::CLOSE;
        }
        if let Some(motion) = Motion::of(&app.keymap, key) {
            self.go(app, motion);
        }
        Step::STAY
    }

    fn selected(self, app: &App) -> Option<&Correction> {
        let entries = Self::entries(app);
        let at = self.list.cursor(entries.len())?;
        entries.get(at).map(|(line, _)| *line)
    }

    fn take_back(self, app: &App) -> Step {
        let id = self.selected(app).map(|line| line.id.clone());
        Step::Stay(
            id.map(|id| Effect::TakeBack(vec![id]))
                .into_iter()
                .collect(),
        )
    }

    /// Goes to the place that the correction is about.
    fn enter(self, app: &mut App) -> Step {
        let place = self.selected(app).and_then(|line| {
            let key = line.change.document()?;
            app.library.ids().find_map(|doc| {
                let document = app.library.document(doc)?;
                let own = app.library.corrections.key(document) == key;
                let span = || match line.change.place() {
                    Some(place) => place.find(&document.text).map(|span| span.start),
                    None => Some(0),
                };
                own.then(span)?.map(|byte| (doc, byte))
            })
        });
        let Some((doc, byte)) = place else {
            app.refuse("This correction is about no place in these documents");
            return Step::STAY;
        };
        Step::Close(leave_for(
            app,
            Place {
                doc,
                byte,
                quote: Some(byte),
            },
        ))
    }

    pub(super) fn go(&mut self, app: &App, motion: Motion) {
        let height = Self::panel(app).body.height;
        let len = Self::entries(app).len();
        self.list.go(motion, len, height, |_| CORRECTION_ROWS);
    }

    pub(super) fn click(&mut self, app: &mut App, row: u16) -> Step {
        let height = Self::panel(app).body.height;
        let len = Self::entries(app).len();
        match self.list.at(row, len, height, |_| CORRECTION_ROWS) {
            Some(item) if item == self.list.selected => self.enter(app),
            Some(item) => {
                self.list.selected = item;
                Step::STAY
            }
            None => Step::STAY,
        }
    }
}
