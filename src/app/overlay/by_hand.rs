//! A text to copy by hand with the terminal's own selection, where its clipboard is out of reach: nothing stands beside it.

use ratatui::layout::Rect;

use crate::app::derive::wrap::{scrub, wrap};
use crate::app::{Action, App, Effect, Key, Size};
use crate::engine::Span;

use super::{Motion, Panel, Step, list::scroll, read_on};

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
    /// Where it stands: on the whole screen, from the first column on, so that a selection takes nothing else.
    pub fn panel(size: Size) -> Panel {
        let rows = size.height.saturating_sub(3);
        Panel {
            outer: Rect::new(0, 0, size.width, size.height),
            body: Rect::new(0, size.height.min(2), size.width, rows),
            ..Panel::default()
        }
    }

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

    pub(super) fn key(&mut self, app: &App, key: Key) -> Step {
        match read_on(app, key, Action::Copy, |motion| self.go(app, motion)) {
            Step::Close(_) => Step::Close(Self::mouse(app, true)),
            stay @ Step::Stay(_) => stay,
        }
    }

    pub(super) fn go(&mut self, app: &App, motion: Motion) {
        let body = Self::panel(app.size).body;
        let (_, rows) = self.rows(body.width);
        self.top = scroll(self.top, motion, rows.len(), body.height);
    }
}
