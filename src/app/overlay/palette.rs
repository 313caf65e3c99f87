//! Commands by name: every action and every theme, found by a few of their letters.

use std::cmp::Reverse;

use crate::app::fuzzy::Fuzzy;
use crate::app::{Action, App, Edit, Effect, Key, KeyCode, Line, Medium, ThemeName, update};

use super::{List, Motion, Moves, Panel, Step, Window, leaves_prompt};

/// The state of the palette.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Palette {
    /// What is typed.
    pub line: Line,
    /// The cursor in [`Palette::found`].
    pub list: List,
}

/// Something that the palette can run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// An action of the table.
    Act(Action),
    /// `theme NAME`.
    Theme(ThemeName),
}

/// The themes with their names and what they are for.
const THEMES: [(ThemeName, &str, &str); 5] = [
    (
        ThemeName::Auto,
        "theme auto",
        "The terminal's own 16 colours, fit to its background",
    ),
    (
        ThemeName::Ansi,
        "theme ansi",
        "The terminal's own 16 colours, for any background",
    ),
    (
        ThemeName::Dark,
        "theme dark",
        "256 colours on a dark background",
    ),
    (
        ThemeName::Light,
        "theme light",
        "256 colours on a light background",
    ),
    (ThemeName::Mono, "theme mono", "No colours"),
];

/// Takes the next of the themes.
pub fn next_theme(app: &mut App) -> Vec<Effect> {
    if app.medium == Medium::Lines {
        app.refuse("Lines have no colours");
        return Vec::new();
    }
    let at = THEMES.iter().position(|(theme, ..)| *theme == app.theme);
    let next = at.map_or(0, |at| (at + 1) % THEMES.len());
    set_theme(app, THEMES[next].0);
    Vec::new()
}

fn set_theme(app: &mut App, theme: ThemeName) {
    app.theme = theme;
    let (name, help) = Command::theme(theme);
    app.say(format!("{name}: {help}"));
}

impl Command {
    /// Every command, in the order of the help screen.
    pub fn all() -> impl Iterator<Item = Self> {
        let actions = Action::ALL
            .iter()
            .copied()
            // They stand in the table for the keymap's sake; here they would close what is open or open it again.
            .filter(|action| !matches!(action, Action::Cancel | Action::Palette))
            .map(Self::Act);
        actions.chain(THEMES.map(|(theme, ..)| Self::Theme(theme)))
    }

    /// The name to type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Act(action) => action.name(),
            Self::Theme(theme) => Self::theme(theme).0,
        }
    }

    /// What it does, in a phrase.
    pub fn help(self) -> &'static str {
        match self {
            Self::Act(action) => action.help(),
            Self::Theme(theme) => Self::theme(theme).1,
        }
    }

    fn theme(theme: ThemeName) -> (&'static str, &'static str) {
        THEMES
            .iter()
            .find(|(name, ..)| *name == theme)
            .map_or(("theme", ""), |&(_, name, help)| (name, help))
    }
}

impl Palette {
    /// The commands that fit what is typed, the best first; all of them while nothing is typed.
    pub fn found(&self) -> Vec<Command> {
        let mut fuzzy = Fuzzy::new(self.line.text());
        let mut found: Vec<_> = Command::all()
            .enumerate()
            .filter_map(|(at, command)| {
                // A match in the name counts more than one in the help.
                let name = fuzzy.score(command.name()).map(|score| score * 2 + 1);
                let both = format!("{} {}", command.name(), command.help());
                let score = name.max(fuzzy.score(&both))?;
                Some((Reverse(score), at, command))
            })
            .collect();
        found.sort_by_key(|&(score, at, _)| (score, at));
        found.into_iter().map(|(.., command)| command).collect()
    }
}

impl Window for Palette {
    fn panel(&self, app: &App) -> Panel {
        Panel::short(app.size, 78, 20).with_prompt()
    }

    fn takes_words(&self) -> bool {
        true
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        if leaves_prompt(key) {
            return Step::CLOSE;
        }
        if key.code == KeyCode::Enter {
            return self.enter(app);
        }
        if let Some(motion) = Motion::beside_prompt(key) {
            self.go(app, motion);
        } else if self.line.key(key) == Edit::Changed {
            self.list = List::default();
        }
        Step::STAY
    }

    fn paste(&mut self, _app: &mut App, text: &str) -> Step {
        self.line.insert(text);
        self.list = List::default();
        Step::STAY
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Cursor(&mut self.list)
    }

    fn items(&self, _app: &App) -> usize {
        self.found().len()
    }

    fn enter(&mut self, app: &mut App) -> Step {
        let found = self.found();
        let Some(at) = self.list.cursor(found.len()) else {
            return Step::STAY;
        };
        match found.get(at) {
            Some(Command::Act(action)) => Step::Close(update::act(app, *action, None)),
            Some(&Command::Theme(theme)) => {
                set_theme(app, theme);
                Step::CLOSE
            }
            None => Step::STAY,
        }
    }
}
