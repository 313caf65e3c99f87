//! All keys, by group; `/` filters them while typing.

use unicode_width::UnicodeWidthStr;

use crate::app::derive::wrap::wrap;
use crate::app::{Action, App, Edit, Key, KeyCode, Line};

use super::{Motion, Moves, Panel, Step, Window, closes, leaves_prompt};

/// From this width of its content on, the help stands in two columns.
const TWO_COLUMNS_FROM: u16 = 88;
/// Columns of cells between two columns of the help.
pub const GAP: u16 = 4;
/// Columns of cells between keys and words.
const BETWEEN: u16 = 2;

/// The state of the help.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Help {
    /// The words that an entry must hold to be shown; none while the reader is not filtering.
    pub filter: Option<Line>,
    /// The first row shown, counted from 0.
    pub top: usize,
}

/// One row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// The heading of a group.
    Group(&'static str),
    /// Keys and what they do, or the rest of either.
    Entry {
        /// The keys.
        keys: String,
        /// What they do.
        words: String,
    },
    /// Room between groups.
    Blank,
}

/// The help set to a width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HelpPage {
    /// One column or two.
    pub columns: Vec<Vec<HelpRow>>,
    /// The width of each, in cells.
    pub width: u16,
    /// Where the words begin in each, in cells.
    pub words: u16,
}

impl HelpPage {
    /// The rows of the longest column.
    pub fn rows(&self) -> usize {
        self.columns.iter().map(Vec::len).max().unwrap_or(0)
    }
}

impl Help {
    /// The help set in one column or two, for a content of this width. Nothing of it is cut off.
    pub fn page(&self, app: &App, width: u16) -> HelpPage {
        let count = if width < TWO_COLUMNS_FROM { 1 } else { 2 };
        let column = width.saturating_sub(GAP * (count - 1)) / count;
        let words = (column * 2 / 5).min(if count == 1 { 24 } else { 16 });
        let groups: Vec<_> = self
            .groups(app)
            .into_iter()
            .map(|(name, actions)| {
                let mut rows = vec![HelpRow::Group(name)];
                rows.extend(
                    actions
                        .into_iter()
                        .flat_map(|a| entry(app, a, column, words)),
                );
                rows
            })
            .collect();
        let join = |groups: &[Vec<HelpRow>]| groups.join(&HelpRow::Blank);
        let columns = if count == 1 {
            vec![join(&groups)]
        } else {
            // The groups stay whole and in order; the split that gives the shortest help wins.
            (1..=groups.len())
                .map(|split| vec![join(&groups[..split]), join(&groups[split..])])
                .min_by_key(|columns| columns.iter().map(Vec::len).max())
                .unwrap_or_default()
        };
        HelpPage {
            columns,
            width: column,
            words,
        }
    }

    /// How many entries the filter leaves.
    pub fn found(&self, app: &App) -> usize {
        let groups = self.groups(app);
        groups.iter().map(|(_, actions)| actions.len()).sum()
    }

    fn groups(&self, app: &App) -> Vec<(&'static str, Vec<Action>)> {
        let mut groups: Vec<(&'static str, Vec<Action>)> = Vec::new();
        for &action in Action::ALL
            .iter()
            .filter(|&&action| self.shows(app, action))
        {
            match groups.last_mut() {
                Some((name, actions)) if *name == action.group() => actions.push(action),
                _ => groups.push((action.group(), vec![action])),
            }
        }
        groups
    }

    /// Whether the filter, if there is one, leaves the action.
    pub fn shows(&self, app: &App, action: Action) -> bool {
        let Some(filter) = &self.filter else {
            return true;
        };
        let keys = app.keymap.shown(action);
        let all = format!("{} {} {}", action.name(), action.help(), action.group()).to_lowercase();
        filter.text().split_whitespace().all(|word| {
            all.contains(&word.to_lowercase()) || keys.split(' ').any(|key| key == word)
        })
    }

    fn command(&mut self, app: &App, key: Key) -> Step {
        let action = app.keymap.action(key);
        if closes(app, key, Action::Help) {
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
}

impl Window for Help {
    fn panel(&self, app: &App) -> Panel {
        let panel = Panel::tall(app.size, 116);
        match self.filter {
            Some(_) => panel.with_prompt(),
            None => panel.with_margin(),
        }
    }

    fn takes_words(&self) -> bool {
        self.filter.is_some()
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
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

    fn paste(&mut self, _app: &mut App, text: &str) -> Step {
        if let Some(filter) = &mut self.filter {
            filter.insert(text);
            self.top = 0;
        }
        Step::STAY
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Rows(&mut self.top)
    }

    fn items(&self, app: &App) -> usize {
        self.page(app, self.panel(app).body.width).rows()
    }
}

/// The rows of one action in a column of this width, where the words begin at `words`.
fn entry(app: &App, action: Action, column: u16, words: u16) -> Vec<HelpRow> {
    let shown = match app.keymap.keys(action) {
        [] => "no key".to_owned(),
        _ => app.keymap.shown(action),
    };
    let keys = packed(&shown, words.saturating_sub(BETWEEN));
    let help = wrap(action.help(), 0, column.saturating_sub(words));
    (0..keys.len().max(help.len()))
        .map(|row| HelpRow::Entry {
            keys: keys.get(row).cloned().unwrap_or_default(),
            words: help
                .get(row)
                .map_or("", |span| span.of(action.help()))
                .to_owned(),
        })
        .collect()
}

/// The keys in rows of a width; a key is never broken.
fn packed(keys: &str, width: u16) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for key in keys.split(' ') {
        match rows.last_mut() {
            Some(row) if row.width() + 1 + key.width() <= usize::from(width) => {
                row.push(' ');
                row.push_str(key);
            }
            _ => rows.push(key.to_owned()),
        }
    }
    rows
}
