//! The ledger: one row for each statement of the library, the first to appear first; `/` filters it while typing.

use crate::app::{Action, App, Edit, Key, KeyCode, Line, Place, Size};
use crate::library::{Library, Needle, Placed, QuoteRef, Statement, StatementId, Statements};

use super::{
    ChainPage, List, Motion, Overlay, Panel, Step, Variants, closes, copied, leave_for,
    leaves_prompt,
};

/// From this height of its content on, the row under the cursor is told more of below the list.
const FOOT_FROM: u16 = 9;
/// The rows of that, with a blank one above.
const FOOT: u16 = 3;

/// Which statements are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listed {
    /// All.
    #[default]
    All,
    /// Those that two outlets or more report.
    Shared,
    /// Those that are worded differently, or given to different people, from report to report.
    Differing,
}

impl Listed {
    const ALL: [Self; 3] = [Self::All, Self::Shared, Self::Differing];

    /// What is listed instead after one more key, or one less.
    fn turned(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|one| *one == self);
        let at = at.unwrap_or_default().cast_signed() + by;
        Self::ALL[at.rem_euclid(Self::ALL.len().cast_signed()).cast_unsigned()]
    }

    /// What is listed, in words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Shared => "2+ outlets",
            Self::Differing => "≠ differing",
        }
    }

    /// What one more key lists.
    #[must_use]
    pub fn next(self) -> Self {
        self.turned(1)
    }

    const fn holds(self, placed: Placed) -> bool {
        match self {
            Self::All => true,
            Self::Shared => placed.shared,
            Self::Differing => placed.differing,
        }
    }
}

/// The state of the ledger.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// Which statements are listed at all.
    pub listed: Listed,
    /// The words that a statement must hold to be shown.
    pub filter: Line,
    /// Whether the reader is typing them.
    pub typing: bool,
    /// The statements shown, in order. Kept, because finding them anew for every frame would be felt in a large library.
    pub shown: Vec<StatementId>,
    /// The cursor in `shown`.
    pub list: List,
}

impl Ledger {
    /// All statements, with the cursor on that of the current quotation.
    pub(super) fn open(app: &App) -> Self {
        let mut ledger = Self::default();
        ledger.find(app);
        let here = super::current_quotation(app).and_then(|at| statements(app)?.of(at));
        if let Some(index) = ledger.shown.iter().position(|id| Some(*id) == here) {
            ledger.go(app, Motion::Rows(index.cast_signed()));
        }
        ledger
    }

    /// Where it stands.
    pub fn panel(&self, size: Size) -> Panel {
        let panel = Panel::tall(size, 116);
        let panel = if self.typing || !self.filter.text().is_empty() {
            panel.with_prompt()
        } else {
            panel.with_margin()
        };
        let foot = if panel.body.height >= FOOT_FROM {
            FOOT
        } else {
            0
        };
        panel.with_foot(foot)
    }

    /// The statement under the cursor.
    pub fn selected(&self) -> Option<StatementId> {
        let at = self.list.cursor(self.shown.len())?;
        self.shown.get(at).copied()
    }

    /// Finds anew what is shown.
    pub(super) fn find(&mut self, app: &App) {
        let Some(statements) = statements(app) else {
            self.shown.clear();
            return;
        };
        let words = self.needles();
        let holds = |id: StatementId| {
            let statement = statements.get(id);
            statement.is_some_and(|statement| holds(&app.library, statement, &words))
        };
        let order = statements.by_appearance().iter();
        self.shown = order
            .filter(|placed| self.listed.holds(**placed))
            .map(|placed| placed.id)
            .filter(|id| words.is_empty() || holds(*id))
            .collect();
    }

    fn needles(&self) -> Vec<Needle> {
        let words = self.filter.text().split_whitespace();
        words.filter_map(Needle::new).collect()
    }

    /// Leaves out what more letters no longer fit: only what was shown is looked at again.
    fn narrow(&mut self, app: &App) {
        let words = self.needles();
        if let Some(statements) = statements(app) {
            self.shown.retain(|id| {
                let statement = statements.get(*id);
                statement.is_some_and(|statement| holds(&app.library, statement, &words))
            });
        }
    }

    pub(super) fn key(&mut self, app: &mut App, key: Key) -> Step {
        if matches!(key.code, KeyCode::Tab | KeyCode::BackTab) {
            let by = if key.code == KeyCode::Tab { 1 } else { -1 };
            return self.turn(app, by);
        }
        if self.typing {
            return self.type_key(app, key);
        }
        let action = app.keymap.action(key);
        if self.is_narrowed() && action == Some(Action::Cancel) {
            self.filter = Line::default();
            self.listed = Listed::All;
            self.stay_at_selected(app);
            return Step::STAY;
        }
        if closes(app, key, Action::Statements) {
            return Step::CLOSE;
        }
        if key.code == KeyCode::Enter {
            return self.enter(app);
        }
        match action {
            Some(Action::Search) => self.typing = true,
            Some(Action::Variants) => return self.variants(app),
            Some(Action::Copy) => {
                let statement = self.selected().and_then(|id| statements(app)?.get(id));
                let first = statement.and_then(Statement::first);
                return copied(app, first);
            }
            Some(Action::Chain) => {
                let list = Overlay::Ledger(self.clone());
                return ChainPage::open_over(app, self.selected(), list);
            }
            _ => {
                if let Some(motion) = Motion::of(&app.keymap, key) {
                    self.go(app, motion);
                }
            }
        }
        Step::STAY
    }

    /// Whether fewer than all statements are listed.
    pub fn is_narrowed(&self) -> bool {
        self.listed != Listed::All || !self.filter.text().is_empty()
    }

    /// Lists more or fewer of the statements.
    fn turn(&mut self, app: &App, by: isize) -> Step {
        self.listed = self.listed.turned(by);
        self.stay_at_selected(app);
        Step::STAY
    }

    /// Finds anew what is shown, with the cursor on the same statement if it is still there.
    fn stay_at_selected(&mut self, app: &App) {
        let before = self.selected();
        self.typed(app);
        let at = self.shown.iter().position(|id| Some(*id) == before);
        if let Some(at) = at {
            self.go(app, Motion::Rows(at.cast_signed()));
        }
    }

    /// A key while the reader types: Enter keeps the filter, Esc takes it away.
    fn type_key(&mut self, app: &App, key: Key) -> Step {
        if leaves_prompt(key) {
            self.typing = false;
            self.filter = Line::default();
            self.typed(app);
        } else if key.code == KeyCode::Enter {
            self.typing = false;
        } else if let Some(motion) = Motion::beside_prompt(key) {
            self.go(app, motion);
        } else {
            let before = self.filter.text().to_owned();
            if self.filter.key(key) == Edit::Changed {
                if !before.is_empty() && self.filter.text().starts_with(&before) {
                    self.list = List::default();
                    self.narrow(app);
                } else {
                    self.typed(app);
                }
            }
        }
        Step::STAY
    }

    pub(super) fn paste(&mut self, app: &App, text: &str) -> Step {
        if self.typing {
            self.filter.insert(text);
            self.typed(app);
        }
        Step::STAY
    }

    fn typed(&mut self, app: &App) {
        self.list = List::default();
        self.find(app);
    }

    /// Goes to the place where the statement appeared first.
    fn enter(&self, app: &mut App) -> Step {
        let first = self
            .selected()
            .and_then(|id| statements(app)?.get(id)?.first());
        match first {
            Some(at) => Step::Close(go_to(app, at)),
            None => Step::STAY,
        }
    }

    fn variants(&self, app: &mut App) -> Step {
        let Some(id) = self.selected() else {
            return Step::STAY;
        };
        let mut variants = Variants::of(id);
        variants.behind = Some(Box::new(Overlay::Ledger(self.clone())));
        app.overlay = Some(Overlay::Variants(variants));
        Step::CLOSE
    }

    pub(super) fn go(&mut self, app: &App, motion: Motion) {
        let height = self.panel(app.size).body.height;
        self.list.go(motion, self.shown.len(), height, |_| 1);
    }

    pub(super) fn click(&mut self, app: &mut App, row: u16) -> Step {
        let height = self.panel(app.size).body.height;
        match self.list.at(row, self.shown.len(), height, |_| 1) {
            Some(item) if item == self.list.selected => self.enter(app),
            Some(item) => {
                self.list.selected = item;
                Step::STAY
            }
            None => Step::STAY,
        }
    }
}

/// The statements of the library, once they are worked out.
pub fn statements(app: &App) -> Option<&Statements> {
    app.derived
        .gathered
        .as_deref()
        .map(|gathered| &gathered.statements)
}

/// Goes to a quotation.
pub(super) fn go_to(app: &mut App, at: QuoteRef) -> Vec<crate::app::Effect> {
    let byte = app
        .library
        .quotation(at)
        .map_or(0, |quotation| quotation.span.start);
    leave_for(
        app,
        Place {
            doc: at.doc,
            byte,
            quote: Some(byte),
        },
    )
}

/// Whether each word stands in a report of the statement, with the paragraph around it, or in the name of its speaker.
fn holds(library: &Library, statement: &Statement, words: &[Needle]) -> bool {
    let speaker = statement.speaker.map_or("", |at| {
        let entity = library.speaker(at).and_then(|id| library.entities.get(id));
        entity.map_or("", |entity| &entity.name)
    });
    words.iter().all(|word| {
        word.find(speaker).next().is_some()
            || statement.variants.iter().any(|variant| {
                let paragraph = paragraph(library, variant.at);
                word.find(paragraph).next().is_some()
            })
    })
}

fn paragraph(library: &Library, at: QuoteRef) -> &str {
    let found = library.document(at.doc).zip(library.quotation(at));
    found.map_or("", |(document, quotation)| {
        crate::app::excerpt::block(document, quotation.span.start)
            .unwrap_or(quotation.span)
            .of(&document.text)
    })
}
