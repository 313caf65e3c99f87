//! All keys, by group; `/` filters them while typing.

use crate::app::{Action, App, Edit, Key, KeyCode, Line, Size};

use super::{Motion, Panel, Step, closes, leaves_prompt, list::scroll};

/// From this width of its content on, the help stands in two columns.
const TWO_COLUMNS_FROM: u16 = 84;

/// The state of the help.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Help {
    /// The words that an entry must hold to be shown; none while the reader is not filtering.
    pub filter: Option<Line>,
    /// The first row shown, counted from 0.
    pub top: usize,
}

/// One row of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// The heading of a group.
    Group(&'static str),
    /// An action with its keys.
    Entry(Action),
    /// Room between groups.
    Blank,
}

impl Help {
    /// Where it stands.
    pub fn panel(&self, size: Size) -> Panel {
        let panel = Panel::tall(size, 112);
        match self.filter {
            Some(_) => panel.with_prompt(),
            None => panel,
        }
    }

    /// The rows in one column or two, for a content of this width.
    pub fn columns(&self, app: &App, width: u16) -> Vec<Vec<HelpRow>> {
        let groups = self.groups(app);
        let join = |groups: &[Vec<HelpRow>]| groups.join(&HelpRow::Blank);
        if width < TWO_COLUMNS_FROM {
            return vec![join(&groups)];
        }
        // The groups stay whole and in order; the split that gives the shortest help wins.
        (1..=groups.len())
            .map(|split| vec![join(&groups[..split]), join(&groups[split..])])
            .min_by_key(|columns| columns.iter().map(Vec::len).max())
            .unwrap_or_default()
    }

    /// How many entries the filter leaves.
    pub fn found(&self, app: &App) -> usize {
        self.groups(app).iter().map(|group| group.len() - 1).sum()
    }

    fn groups(&self, app: &App) -> Vec<Vec<HelpRow>> {
        let mut groups: Vec<Vec<HelpRow>> = Vec::new();
        for &action in Action::ALL
            .iter()
            .filter(|&&action| self.shows(app, action))
        {
            let heading = HelpRow::Group(action.group());
            match groups.last_mut() {
                Some(group) if group.first() == Some(&heading) => {
                    group.push(HelpRow::Entry(action));
                }
                _ => groups.push(vec![heading, HelpRow::Entry(action)]),
            }
        }
        groups
    }

    fn shows(&self, app: &App, action: Action) -> bool {
        let Some(filter) = &self.filter else {
            return true;
        };
        let keys = app.keymap.shown(action);
        let all = format!("{} {} {}", action.name(), action.help(), action.group()).to_lowercase();
        filter.text().split_whitespace().all(|word| {
            all.contains(&word.to_lowercase()) || keys.split(' ').any(|key| key == word)
        })
    }

    pub(super) fn key(&mut self, app: &App, key: Key) -> Step {
        let Some(filter) = &mut self.filter else {
            return self.command(app, key);
        };
        if leaves_prompt(key) {
            *self = Self::default();
        } else if let Some(motion) = Motion::beside_prompt(key) {
            self.go(app, motion);
        } else if filter.key(key) == Edit::Changed {
            self.top = 0;
        }
        Step::STAY
    }

    fn command(&mut self, app: &App, key: Key) -> Step {
        let action = app.keymap.action(key);
        if closes(app, key) || action == Some(Action::Help) {
            return Step::CLOSE;
        }
        if action == Some(Action::Search) || key.code == KeyCode::Char('/') {
            self.filter = Some(Line::default());
            self.top = 0;
        } else if let Some(motion) = Motion::of(&app.keymap, key) {
            self.go(app, motion);
        }
        Step::STAY
    }

    pub(super) fn paste(&mut self, text: &str) -> Step {
        if let Some(filter) = &mut self.filter {
            filter.insert(text);
            self.top = 0;
        }
        Step::STAY
    }

    pub(super) fn go(&mut self, app: &App, motion: Motion) {
        let body = self.panel(app.size).body;
        let columns = self.columns(app, body.width);
        let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
        self.top = scroll(self.top, motion, rows, body.height);
    }
}
