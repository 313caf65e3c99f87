//! The ledger: one row for each statement of the library, the first to appear first; `/` filters it while typing.

mod holding;

use std::sync::Arc;

use crate::app::{Action, App, Effect, Key, KeyCode, Place};
use crate::library::{Placed, QuoteRef, Statement, StatementId, Statements};

use self::holding::Holding;

use super::filter::{Filter, Typed};
use super::{
    ChainPage, List, Motion, Moves, Overlay, Panel, Step, Variants, Window, closes, copied,
    leave_for,
};

pub(in crate::app) use self::holding::{sifted, sifting};

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
    pub filter: Filter,
    /// The statements shown, in order. Kept, because finding them anew for every frame would be felt in a large library.
    pub shown: Vec<StatementId>,
    /// The cursor in `shown`.
    pub list: List,
    /// Which statements hold the words.
    holding: Holding,
    /// The report under the cursor, to go back to when it is known which statements hold the words.
    goal: Option<QuoteRef>,
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

    /// The statement under the cursor.
    pub fn selected(&self) -> Option<StatementId> {
        let at = self.list.cursor(self.shown.len())?;
        self.shown.get(at).copied()
    }

    /// Whether fewer than all statements are listed.
    pub fn is_narrowed(&self) -> bool {
        self.listed != Listed::All || !self.filter.line.text().is_empty()
    }

    /// Lists more or fewer of the statements.
    fn turn(&mut self, app: &App, by: isize) -> Step {
        self.listed = self.listed.turned(by);
        self.goal = self.here(app);
        self.show(app);
        Step::STAY
    }

    /// The first report of the statement under the cursor.
    fn here(&self, app: &App) -> Option<QuoteRef> {
        statements(app)?.get(self.selected()?)?.first()
    }

    /// A key while the reader types.
    fn type_key(&mut self, app: &App, key: Key) -> Step {
        match self.filter.key(key) {
            Typed::Changed => self.typed(app, None),
            Typed::Narrowed => {
                let among = match &self.holding {
                    Holding::Known(found) => Some(Arc::clone(found)),
                    _ => None,
                };
                self.typed(app, among);
            }
            Typed::Go(motion) => self.go(app, motion),
            Typed::Nothing => {}
        }
        Step::STAY
    }

    /// Other words are typed: the list begins anew.
    fn typed(&mut self, app: &App, among: Option<Arc<[StatementId]>>) {
        self.goal = None;
        self.look(app, among);
    }

    /// Shows those of the statements that are listed and hold the words, with the cursor at its goal, if that is one of them.
    fn show(&mut self, app: &App) {
        let order = statements(app).map_or(&[][..], Statements::by_appearance);
        let listed = |placed: &&Placed| self.listed.holds(**placed);
        self.shown = match &self.holding {
            Holding::Known(found) => {
                // Both are in the same order.
                let mut found = found.iter().copied().peekable();
                let all = order
                    .iter()
                    .filter(|placed| found.next_if_eq(&placed.id).is_some());
                all.filter(listed).map(|placed| placed.id).collect()
            }
            _ => order
                .iter()
                .filter(listed)
                .map(|placed| placed.id)
                .collect(),
        };
        self.list = List::default();
        let goal = self.goal.and_then(|at| statements(app)?.of(at));
        let at = self.shown.iter().position(|id| Some(*id) == goal);
        if let Some(at) = at {
            self.go(app, Motion::Rows(at.cast_signed()));
        }
    }

    fn variants(&self, app: &mut App) -> Step {
        let Some(id) = self.selected() else {
            return Step::STAY;
        };
        let mut variants = Variants::of(id);
        variants.behind = Some(Box::new(Overlay::Ledger(self.set_aside())));
        app.overlay = Some(Overlay::Variants(variants));
        Step::CLOSE
    }
}

impl Window for Ledger {
    fn panel(&self, app: &App) -> Panel {
        let panel = Panel::tall(app.size, 116);
        let panel = if self.filter.is_on() {
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

    fn takes_words(&self) -> bool {
        self.filter.typing
    }

    fn exports(&self) -> bool {
        true
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        if matches!(key.code, KeyCode::Tab | KeyCode::BackTab) {
            let by = if key.code == KeyCode::Tab { 1 } else { -1 };
            return self.turn(app, by);
        }
        if self.filter.typing {
            return self.type_key(app, key);
        }
        let action = app.keymap.action(key);
        if self.is_narrowed() && action == Some(Action::Cancel) {
            self.goal = self.here(app);
            self.filter = Filter::default();
            self.listed = Listed::All;
            self.look(app, None);
            return Step::STAY;
        }
        if closes(app, key, Action::Statements) {
            return Step::CLOSE;
        }
        if key.code == KeyCode::Enter {
            return self.enter(app);
        }
        match action {
            Some(Action::Search) => self.filter.typing = true,
            Some(Action::Variants) => return self.variants(app),
            Some(Action::Copy) => {
                let statement = self.selected().and_then(|id| statements(app)?.get(id));
                let first = statement.and_then(Statement::first);
                return copied(app, first);
            }
            Some(Action::Chain) => {
                let list = Overlay::Ledger(self.set_aside());
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

    fn paste(&mut self, app: &mut App, text: &str) -> Step {
        if self.filter.paste(text) {
            self.typed(app, None);
        }
        Step::STAY
    }

    /// Finds anew what is shown, with the cursor on the same statement. Other statements may have the numbers of those shown.
    fn find(&mut self, app: &App) {
        self.shown.clear();
        self.look(app, None);
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Cursor(&mut self.list)
    }

    fn items(&self, _app: &App) -> usize {
        self.shown.len()
    }

    /// Goes to the place where the statement appeared first.
    fn enter(&mut self, app: &mut App) -> Step {
        let first = self
            .selected()
            .and_then(|id| statements(app)?.get(id)?.first());
        match first {
            Some(at) => Step::Close(go_to(app, at)),
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
pub(super) fn go_to(app: &mut App, at: QuoteRef) -> Vec<Effect> {
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
