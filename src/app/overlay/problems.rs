//! Files that could not be opened, each with its reason.

use crate::app::derive::wrap::{scrub, wrap};
use crate::app::{Action, App, Key};

use super::{Moves, Panel, Step, Window, read_on};

/// The state of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// The first row shown, counted from 0.
    pub top: usize,
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemRow {
    /// A file.
    Path(String),
    /// A part of the reason why it could not be opened, or of what else there is to say.
    Reason(String),
    /// Room between files.
    Blank,
}

impl Problems {
    /// All rows, for a content of this width.
    pub fn rows(app: &App, width: u16) -> Vec<ProblemRow> {
        let mut rows = Vec::new();
        for problem in &app.library.problems {
            let path = problem.path.display().to_string();
            rows.extend(lines(&path, width).into_iter().map(ProblemRow::Path));
            let reason = lines(&problem.reason, width.saturating_sub(2));
            rows.extend(reason.into_iter().map(ProblemRow::Reason));
            rows.push(ProblemRow::Blank);
        }
        let skipped = match app.library.skipped {
            0 => return rows,
            1 => "1 hidden or binary file was passed over.".to_owned(),
            many => format!("{many} hidden and binary files were passed over."),
        };
        rows.extend(lines(&skipped, width).into_iter().map(ProblemRow::Reason));
        rows
    }
}

impl Window for Problems {
    fn panel(&self, app: &App) -> Panel {
        let panel = Panel::tall(app.size, 90).with_margin();
        panel.fitting(Self::rows(app, panel.body.width).len())
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        read_on(app, key, Action::Problems, |motion| self.go(app, motion))
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Rows(&mut self.top)
    }

    fn items(&self, app: &App) -> usize {
        Self::rows(app, self.panel(app).body.width).len()
    }
}

fn lines(text: &str, width: u16) -> Vec<String> {
    let text = scrub(text);
    wrap(&text, 0, width)
        .into_iter()
        .map(|line| line.of(&text).to_owned())
        .collect()
}
