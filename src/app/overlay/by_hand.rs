//! A text to copy by hand with the terminal's own selection, where its clipboard is out of reach: nothing stands beside it.

use ratatui::layout::Rect;

use crate::app::derive::wrap::{scrub, wrap};
use crate::app::{Action, App, Effect, Key};
use crate::engine::Span;

use super::{Moves, Panel, Step, Window, read_on};

/// The state of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByHand {
    /// The text.
    pub text: String,
    /// Why it has to be copied by hand.
    pub why: String,
    /// The first row shown, counted from 0.
    pub top: usize,
}

impl ByHand {
    /// The text as it is shown, and its rows for a content of this width.
    pub fn rows(&self, width: u16) -> (String, Vec<Span>) {
        let text = scrub(&self.text).into_owned();
        let rows = wrap(&text, 0, width);
        (text, rows)
    }

    /// Gives the mouse to the terminal or takes it back, if the program hears it at all.
    pub(super) fn mouse(app: &App, heard: bool) -> Vec<Effect> {
        if app.mouse {
            vec![Effect::Mouse(heard)]
        } else {
            Vec::new()
        }
    }
}

impl Window for ByHand {
    /// Where it stands: on the whole screen, from the first column on, so that a selection takes nothing else.
    fn panel(&self, app: &App) -> Panel {
        let rows = app.size.height.saturating_sub(3);
        Panel {
            outer: Rect::new(0, 0, app.size.width, app.size.height),
            body: Rect::new(0, app.size.height.min(2), app.size.width, rows),
            ..Panel::default()
        }
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        match read_on(app, key, Action::Copy, |motion| self.go(app, motion)) {
            Step::Close(_) => Step::Close(Self::mouse(app, true)),
            stay @ Step::Stay(_) => stay,
        }
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Rows(&mut self.top)
    }

    fn items(&self, app: &App) -> usize {
        self.rows(self.panel(app).body.width).1.len()
    }
}
