//! All corrections that nobody took back, the latest first.

use crate::app::{Action, App, Effect, Key, KeyCode, Place};
use crate::library::Standing;

use super::{Asked, List, Moves, Panel, Step, Window, asked, leave_for};

/// The rows of one correction: what it says, and who said it when.
pub const CORRECTION_ROWS: u16 = 2;

/// The state of the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CorrectionList {
    /// The ids of the corrections, and what became of each. Kept, because looking for their words in the texts for every
    /// frame would be felt.
    pub entries: Vec<(String, Standing)>,
    /// The cursor in them.
    pub list: List,
}

impl CorrectionList {
    /// The list of what there is now; none when there is nothing.
    pub(super) fn open(app: &App) -> Option<Self> {
        let mut list = Self::default();
        list.find(app);
        (!list.entries.is_empty()).then_some(list)
    }

    fn selected(&self) -> Option<&str> {
        let at = self.list.cursor(self.entries.len())?;
        self.entries.get(at).map(|(id, _)| id.as_str())
    }

    fn take_back(&self) -> Step {
        let id = self.selected().map(str::to_owned);
        let effect = id.map(|id| Effect::TakeBack(vec![id]));
        Step::Stay(effect.into_iter().collect())
    }

    /// Has a correction whose words are gone hold for the article in which they stand now.
    fn take_along(&self, app: &mut App) -> Step {
        let log = app.library.corrections.log();
        let Some(line) = self.selected().and_then(|id| log.get(id)) else {
            return Step::STAY;
        };
        if app.library.standing(line) != Standing::Lost {
            app.refuse("This correction is where it belongs");
            return Step::STAY;
        }
        let Some((doc, change)) = app.library.elsewhere(line) else {
            app.refuse(
                "Its words, and those around them, stand in no other article, or in several",
            );
            return Step::STAY;
        };
        let name = app
            .library
            .document(doc)
            .map_or("", |document| document.heading());
        app.say(format!("It holds for “{name}” from now on"));
        Step::Stay(vec![Effect::Correct(vec![change])])
    }
}

impl Window for CorrectionList {
    fn panel(&self, app: &App) -> Panel {
        let rows = self.entries.len() * usize::from(CORRECTION_ROWS);
        Panel::tall(app.size, 90).with_margin().fitting(rows)
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        if key == Key::plain(KeyCode::Char('x')) {
            return self.take_back();
        }
        if key == Key::plain(KeyCode::Char('t')) {
            return self.take_along(app);
        }
        match asked(app, key, Action::Corrections) {
            Asked::Close => return Step::CLOSE,
            Asked::Enter => return self.enter(app),
            Asked::Go(motion) => self.go(app, motion),
            Asked::Nothing => {}
        }
        Step::STAY
    }

    /// Finds anew what there is.
    fn find(&mut self, app: &App) {
        let lines = app.library.corrections.log().standing().rev();
        // Notes have a list of their own.
        let lines = lines.filter(|line| !app.library.corrections.is_about_notes(line));
        let entries = lines.map(|line| (line.id.clone(), app.library.standing(line)));
        self.entries = entries.collect();
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Cursor(&mut self.list)
    }

    fn items(&self, _app: &App) -> usize {
        self.entries.len()
    }

    fn rows_of(&self, _app: &App, _item: usize) -> u16 {
        CORRECTION_ROWS
    }

    /// Goes to the place that the correction is about.
    fn enter(&mut self, app: &mut App) -> Step {
        let line = self
            .selected()
            .and_then(|id| app.library.corrections.log().get(id));
        let place = line.and_then(|line| app.library.place_of(line));
        let Some((doc, span)) = place else {
            app.refuse("This correction is about no place in these documents");
            return Step::STAY;
        };
        Step::Close(leave_for(
            app,
            Place {
                doc,
                byte: span.start,
                quote: Some(span.start),
            },
        ))
    }
}
