//! The ledger: one row for each statement of the library, the first to appear first; `/` filters it while typing.

use std::sync::Arc;

use crate::app::{Action, App, Effect, Key, KeyCode, Medium, Place, Sieve};
use crate::library::{Gathered, Haystack, Placed, QuoteRef, Statement, StatementId, Statements};

use super::filter::{Filter, Typed};
use super::{
    ChainPage, List, Motion, Moves, Overlay, Panel, Step, Variants, Window, closes, copied,
    leave_for,
};

/// From this height of its content on, the row under the cursor is told more of below the list.
const FOOT_FROM: u16 = 9;
/// The rows of that, with a blank one above.
const FOOT: u16 = 3;
/// So few reports are looked through before the next frame is due.
const FEW: usize = 1_000;

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

/// Which statements hold the words of the filter, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq)]
enum Holding {
    /// All, because there are no words.
    #[default]
    All,
    /// It is to be asked for; only some `among` these.
    Wanted { among: Option<Arc<[StatementId]>> },
    /// It has been asked for. What is shown is what was there before, or the first of them.
    Asked,
    /// These.
    Known(Arc<[StatementId]>),
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

    /// Whether it is being looked which statements hold the words.
    pub const fn is_looking(&self) -> bool {
        matches!(self.holding, Holding::Wanted { .. } | Holding::Asked)
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

    /// Finds out which statements hold the words: at once where they are few, or where nobody could be told later; else it
    /// asks, and what was shown stays until there is an answer.
    fn look(&mut self, app: &App, among: Option<Arc<[StatementId]>>) {
        let words = self.filter.needles();
        let Some(statements) = statements(app).filter(|_| !words.is_empty()) else {
            self.holding = Holding::All;
            return self.show(app);
        };
        if statements.reports() > FEW && app.medium == Medium::Screen {
            self.holding = Holding::Wanted { among };
            return;
        }
        let library = &app.library;
        let text = |doc| {
            library
                .document(doc)
                .map_or_else(Arc::default, |one| one.text.share())
        };
        let haystack = Haystack::of(library, statements);
        let found = haystack.seek(&words, among.as_deref(), text, |_| true);
        self.holding = Holding::Known(found.unwrap_or_default().into());
        self.show(app);
    }

    /// What is to be asked for, once.
    fn ask(&mut self) -> Option<Sieve> {
        let Holding::Wanted { among } = &mut self.holding else {
            return None;
        };
        let sieve = Sieve {
            words: self.filter.line.text().to_owned(),
            among: among.take(),
        };
        self.holding = Holding::Asked;
        Some(sieve)
    }

    /// Takes in which statements hold the words; not yet all of them, unless it is the whole answer.
    fn answer(&mut self, app: &App, words: &str, found: &Arc<[StatementId]>, whole: bool) {
        if self.holding != Holding::Asked || self.filter.line.text() != words {
            return;
        }
        self.holding = Holding::Known(Arc::clone(found));
        self.show(app);
        if !whole {
            self.holding = Holding::Asked;
        }
    }

    /// Shows those of the statements that are listed and hold the words, with the cursor at its goal, if that is one of them.
    fn show(&mut self, app: &App) {
        let order = statements(app).map_or(&[][..], Statements::by_appearance);
        let listed = |placed: &&Placed| self.listed.holds(**placed);
        let mut ids = order.iter().filter(listed).map(|placed| placed.id);
        self.shown = match &self.holding {
            Holding::Known(found) => {
                // Both are in the same order.
                let mut found = found.iter().copied().peekable();
                let all = order
                    .iter()
                    .filter(|placed| found.next_if_eq(&placed.id).is_some());
                all.filter(listed).map(|placed| placed.id).collect()
            }
            _ => ids.by_ref().collect(),
        };
        self.list = List::default();
        let goal = self.goal.and_then(|at| statements(app)?.of(at));
        let at = self.shown.iter().position(|id| Some(*id) == goal);
        if let Some(at) = at {
            self.go(app, Motion::Rows(at.cast_signed()));
        }
    }

    /// The same, to come back to. Answers do not reach it meanwhile: it asks again.
    fn set_aside(&self) -> Self {
        let mut aside = self.clone();
        if aside.holding == Holding::Asked {
            aside.holding = Holding::Wanted { among: None };
        }
        aside
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

/// What the open overlay wants looked for in the statements.
pub(in crate::app) fn sifting(app: &mut App) -> Option<Effect> {
    match &mut app.overlay {
        Some(Overlay::Ledger(ledger)) => ledger.ask().map(Effect::Sift),
        _ => None,
    }
}

/// Takes in which statements hold the words that were asked for.
pub(in crate::app) fn sifted(
    app: &mut App,
    gathered: &Arc<Gathered>,
    words: &str,
    (found, whole): (&Arc<[StatementId]>, bool),
) {
    let now = app.derived.gathered.as_ref();
    if !now.is_some_and(|now| Arc::ptr_eq(now, gathered)) {
        return;
    }
    if let Some(Overlay::Ledger(mut ledger)) = app.overlay.take_if(is_ledger) {
        ledger.answer(app, words, found, whole);
        app.overlay = Some(Overlay::Ledger(ledger));
    }
}

const fn is_ledger(overlay: &mut Overlay) -> bool {
    matches!(overlay, Overlay::Ledger(_))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::{press, report};
    use crate::app::{Event, News, Size, update};
    use crate::library::{Library, analyze_all};

    /// The program with so many statements that it does not look through them itself.
    fn large() -> App {
        let said = |number: usize| {
            let what = if number % 100 == 7 {
                "barrels"
            } else {
                "crates"
            };
            format!("“We counted {number} {what} that day,” Ida Brandt said.")
        };
        let texts: Vec<(String, String)> = (0..FEW + 100)
            .map(said)
            .collect::<Vec<_>>()
            .chunks(50)
            .enumerate()
            .map(|(at, part)| (format!("a{at:02}"), part.join("\n\n")))
            .collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(a, b)| (&**a, &**b)).collect();
        let mut library = Library::of_texts("pier", &texts);
        analyze_all(&mut library);
        let gathered = Arc::new(Gathered::of(&library));
        let mut app = App::default();
        let (width, height) = (120, 40);
        update(&mut app, Event::Resize(Size { width, height }));
        report(&mut app, News::Opened(Box::new(library)));
        let corrections = 0;
        report(
            &mut app,
            News::Gathered {
                gathered,
                corrections,
            },
        );
        app
    }

    fn asked(effects: &[Effect]) -> Option<Sieve> {
        effects.iter().rev().find_map(|effect| match effect {
            Effect::Sift(sieve) => Some(sieve.clone()),
            _ => None,
        })
    }

    /// Answers that these of the statements hold the words, counted by first appearance.
    fn answer(app: &mut App, words: &str, found: &[usize], whole: bool) {
        let gathered = app.derived.gathered.clone().unwrap();
        let order = gathered.statements.by_appearance();
        let found = found.iter().map(|at| order[*at].id).collect();
        let words = words.to_owned();
        let news = News::Sifted {
            gathered: Arc::clone(&gathered),
            words,
            found,
            whole,
        };
        report(app, news);
    }

    fn shown(app: &App) -> usize {
        match &app.overlay {
            Some(Overlay::Ledger(ledger)) => ledger.shown.len(),
            _ => 0,
        }
    }

    #[test]
    fn many_statements_are_looked_through_elsewhere() {
        let mut app = large();
        let effects = press(&mut app, "S/bar");
        let all = shown(&app);
        assert!(all > FEW, "{all}");
        let sieve = asked(&effects).unwrap();
        assert_eq!((sieve.words.as_str(), sieve.among), ("bar", None));
        // Of what is not asked for any more nothing is taken in.
        answer(&mut app, "ba", &[1], true);
        assert_eq!(shown(&app), all);
        answer(&mut app, "bar", &[1], false);
        assert_eq!(shown(&app), 1);
        answer(&mut app, "bar", &[1, 5, 6], true);
        assert_eq!(shown(&app), 3);
        // More letters leave fewer of these.
        let sieve = asked(&press(&mut app, "r")).unwrap();
        assert_eq!((sieve.words.as_str(), shown(&app)), ("barr", 3));
        assert_eq!(sieve.among.map(|among| among.len()), Some(3));
        answer(&mut app, "barr", &[5], true);
        // The wordings of one of them lead back to the list, which asks again only if it has no answer yet.
        assert_eq!(asked(&press(&mut app, "<enter>v<esc>")), None);
        assert_eq!(shown(&app), 1);
        let effects = press(&mut app, "/e<enter>v<esc>");
        let last = effects.last();
        assert!(matches!(last, Some(Effect::Sift(_))), "{last:?}");
        // Without words all are there again, at once.
        press(&mut app, "<esc>");
        assert_eq!(shown(&app), all);
    }
}
