//! What is new since a visit: statements, changed wordings, people, edited articles, and the articles that add nothing.

use chrono::NaiveDateTime;

use crate::app::derive::head::counted;
use crate::app::memory::Since;
use crate::app::{Action, App, Key, Place};
use crate::library::{Novelty, StatementId, first_mention};

use super::statements::{go_to, statements};
use super::{
    Asked, ChainPage, List, Moves, Overlay, Panel, Step, Variants, Window, asked, copied, leave_for,
};

/// From this height of its content on there are blank rows around the summary.
const ROOMY: u16 = 10;

/// The state of the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewsPage {
    /// Since which visit: 0 is the last one, higher numbers lead back.
    pub back: usize,
    /// When that visit was over.
    pub when: NaiveDateTime,
    /// What is new, kind by kind. Kept, because finding it anew for every frame would be felt in a large library.
    pub entries: Vec<Novelty>,
    /// How many documents are new or edited.
    pub documents: usize,
    /// The cursor in `entries`.
    pub list: List,
}

impl NewsPage {
    /// What is new since the last visit; where that is nothing, since the last one after which something came.
    ///
    /// # Errors
    ///
    /// When there is nothing to show; says why.
    pub fn open(app: &App) -> Result<Self, String> {
        if !app.keeper.keeps {
            return Err("Nothing is kept of your visits, so nobody knows what is new".to_owned());
        }
        if app.keeper.visits.seen.is_none() {
            let soon = "It is still being looked up what was there before; ask again in a moment";
            return Err(soon.to_owned());
        }
        let Some(last) = app.keeper.visits.over.first() else {
            let first = "This is your first visit; the next one shows what is new since then";
            return Err(first.to_owned());
        };
        let page = app.quiet_visits().and_then(|back| Self::since(app, back));
        page.ok_or_else(|| format!("Nothing is new since {}", moment(last.when)))
    }

    /// What is new since this visit; nothing when there was none.
    fn since(app: &App, back: usize) -> Option<Self> {
        let Since { when, known } = app.since(back)?;
        let statements = statements(app)?;
        Some(Self {
            back,
            when,
            documents: app.library.len() - known.documents.len(),
            entries: Novelty::of(&app.library, statements, &known),
            list: List::default(),
        })
    }

    /// All of it in one line: `11 articles: 3 new statements, 1 changed wording, 8 articles add nothing`.
    pub fn summary(&self) -> String {
        let count = |kind: Kind| {
            self.entries
                .iter()
                .filter(|one| Kind::of(one) == kind)
                .count()
        };
        let some = |kind, what| {
            Some(count(kind))
                .filter(|some| *some > 0)
                .map(|some| counted(some, what))
        };
        let silent = count(Kind::Silent);
        let silent = match silent {
            0 => None,
            1 => Some("1 adds nothing".to_owned()),
            some => Some(format!("{some} add nothing")),
        };
        let parts = [
            some(Kind::Statement, "new statement"),
            some(Kind::Wording, "changed wording"),
            some(Kind::Person, "new name"),
            some(Kind::Edited, "edited article"),
            silent,
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        format!(
            "{}: {}",
            counted(self.documents, "article"),
            parts.join(", ")
        )
    }

    /// Since when it is new, in words.
    pub fn title(&self, app: &App) -> String {
        let when = moment(self.when);
        let later = self.back.checked_sub(1);
        let later = later.and_then(|back| app.keeper.visits.over.get(back));
        match later.filter(|_| app.quiet_visits() == Some(self.back)) {
            Some(visit) => format!("Nothing since {}; new since {when}", moment(visit.when)),
            None => format!("New since {when}"),
        }
    }

    /// What stands above an entry, if it is the first of its kind, with how many there are.
    pub fn heading(&self, item: usize) -> Option<(&'static str, usize)> {
        let own = Kind::of(self.entries.get(item)?);
        let before = item.checked_sub(1).and_then(|at| self.entries.get(at));
        if before.is_some_and(|before| Kind::of(before) == own) {
            return None;
        }
        let all = self.entries.iter().filter(|entry| Kind::of(entry) == own);
        Some((own.name(), all.count()))
    }

    /// The rows that an entry takes with what stands above it.
    pub fn rows(&self, item: usize) -> u16 {
        match (self.heading(item), item) {
            (Some(_), 0) => 2,
            (Some(_), _) => 3,
            (None, _) => 1,
        }
    }

    fn selected(&self) -> Option<Novelty> {
        let at = self.list.cursor(self.entries.len())?;
        self.entries.get(at).copied()
    }

    /// The statement under the cursor.
    fn statement(&self) -> Option<StatementId> {
        match self.selected()? {
            Novelty::Statement(id, _) | Novelty::Wording(id, _) => Some(id),
            _ => None,
        }
    }

    /// Shows what is new since another visit.
    fn turn(&mut self, app: &mut App, back: Option<usize>) -> Step {
        match back.map(|back| Self::since(app, back)) {
            Some(Some(page)) => *self = page,
            Some(None) => app.refuse("There was no visit before, or it is not known any more"),
            None => app.refuse("That is your last visit"),
        }
        Step::STAY
    }

    /// Shows the wordings of the statement under the cursor.
    fn variants(&self, app: &mut App) -> Step {
        let Some(id) = self.statement() else {
            return Step::STAY;
        };
        let mut variants = Variants::of(id);
        variants.behind = Some(Box::new(Overlay::News(self.clone())));
        app.overlay = Some(Overlay::Variants(variants));
        Step::CLOSE
    }

    fn copy(&self, app: &mut App) -> Step {
        match self.selected() {
            Some(Novelty::Statement(_, at) | Novelty::Wording(_, at)) => copied(app, Some(at)),
            _ => Step::STAY,
        }
    }
}

impl Window for NewsPage {
    fn panel(&self, app: &App) -> Panel {
        let panel = Panel::tall(app.size, 116);
        match panel.body.height {
            ..ROOMY => panel.with_head(1),
            _ => panel.with_margin().with_head(2),
        }
    }

    fn exports(&self) -> bool {
        true
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        match app.keymap.action(key) {
            Some(Action::Variants) => return self.variants(app),
            Some(Action::Chain) => {
                let list = Overlay::News(self.clone());
                return ChainPage::open_over(app, self.statement(), list);
            }
            Some(Action::Copy) => return self.copy(app),
            Some(Action::PaneLeft) => return self.turn(app, Some(self.back + 1)),
            Some(Action::PaneRight) => return self.turn(app, self.back.checked_sub(1)),
            _ => {}
        }
        match asked(app, key, Action::News) {
            Asked::Close => return Step::CLOSE,
            Asked::Enter => return self.enter(app),
            Asked::Go(motion) => self.go(app, motion),
            Asked::Nothing => {}
        }
        Step::STAY
    }

    /// Finds it anew.
    fn find(&mut self, app: &App) {
        let list = self.list;
        *self = Self::since(app, self.back).unwrap_or_default();
        self.list = list;
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Cursor(&mut self.list)
    }

    fn items(&self, _app: &App) -> usize {
        self.entries.len()
    }

    fn rows_of(&self, _app: &App, item: usize) -> u16 {
        self.rows(item)
    }

    fn enter(&mut self, app: &mut App) -> Step {
        let place = |doc, byte| Place {
            doc,
            byte,
            quote: None,
        };
        let place = match self.selected() {
            None => return Step::STAY,
            Some(Novelty::Statement(_, at) | Novelty::Wording(_, at)) => {
                return Step::Close(go_to(app, at));
            }
            Some(Novelty::Person(id, doc)) => {
                let first = first_mention(&app.library, id, doc);
                place(doc, first.unwrap_or_default())
            }
            Some(Novelty::Edited(doc) | Novelty::Silent(doc)) => place(doc, 0),
        };
        Step::Close(leave_for(app, place))
    }
}

/// The kinds of what is new, in the order of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Statement,
    Wording,
    Person,
    Edited,
    Silent,
}

impl Kind {
    const fn of(entry: &Novelty) -> Self {
        match entry {
            Novelty::Statement(..) => Self::Statement,
            Novelty::Wording(..) => Self::Wording,
            Novelty::Person(..) => Self::Person,
            Novelty::Edited(_) => Self::Edited,
            Novelty::Silent(_) => Self::Silent,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Statement => "New statements",
            Self::Wording => "Changed wordings",
            Self::Person => "New people",
            Self::Edited => "Edited articles",
            Self::Silent => "Articles that add nothing",
        }
    }
}

/// A day and a time: `Tue 13 May 2031, 18:40`.
pub fn moment(when: NaiveDateTime) -> String {
    when.format("%a %-d %b %Y, %H:%M").to_string()
}
