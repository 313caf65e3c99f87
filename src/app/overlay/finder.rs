//! Finding a document by its title, or a person or organization by name.

use crate::app::fuzzy::{Fuzzy, best};
use crate::app::{App, Edit, Key, KeyCode, Line, Place, Size, update};
use crate::library::{DocId, Document, Entity, EntityId};

use super::{List, Motion, Panel, Step, leave_for, leaves_prompt, open_person};

/// At most this many of the best are listed.
const MOST: usize = 200;

/// What a finder looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FinderKind {
    /// Documents by title, outlet and date.
    Documents,
    /// People and organizations by name, alias and role.
    People,
}

/// One thing found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A document.
    Document(DocId),
    /// A person or organization.
    Entity(EntityId),
}

/// The best of what fits, and how many fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best, at most 200.
    pub best: Vec<Wanted>,
    /// How many fit in all.
    pub all: usize,
}

/// The state of a finder.
#[derive(Clone, Debug, PartialEq)]
pub struct Finder {
    /// What it looks for.
    pub kind: FinderKind,
    /// What is typed.
    pub line: Line,
    /// What fits. Kept, because finding it anew for every frame would be felt in a large library.
    pub found: Found,
    /// The cursor in it.
    pub list: List,
}

impl Finder {
    /// Where it stands.
    pub fn panel(size: Size) -> Panel {
        Panel::short(size, 78, 20).with_prompt()
    }

    /// A finder with nothing typed yet.
    pub(super) fn open(app: &App, kind: FinderKind) -> Self {
        let mut finder = Self {
            kind,
            line: Line::default(),
            found: Found::default(),
            list: List::default(),
        };
        finder.find(app);
        finder
    }

    /// The words of a document that are matched: the title first, so that places in it are places of the title.
    pub fn document_words(document: &Document) -> String {
        let day = document.date.map(|date| date.day.to_string());
        let outlet = document.outlet.as_deref().unwrap_or_default();
        format!(
            "{} {outlet} {}",
            document.heading(),
            day.unwrap_or_default()
        )
    }

    /// The words of a person or organization that are matched: the name first.
    pub fn entity_words(entity: &Entity) -> String {
        let role = entity.role.as_deref().unwrap_or_default();
        format!("{} {role} {}", entity.name, entity.aliases.join(" "))
    }

    /// Finds what fits now.
    pub(super) fn find(&mut self, app: &App) {
        let mut fuzzy = Fuzzy::new(self.line.text());
        let (best, all) = match self.kind {
            FinderKind::Documents => {
                let scored = app.library.ids().filter_map(|id| {
                    let document = app.library.document(id)?;
                    let score = fuzzy.score(&Self::document_words(document))?;
                    Some(((score, 0), Wanted::Document(id)))
                });
                best(scored, MOST)
            }
            FinderKind::People => {
                let scored = app.library.entities.iter().filter_map(|(id, entity)| {
                    let score = fuzzy.score(&Self::entity_words(entity))?;
                    // Of equal matches, those come first who are quoted and named most.
                    let weight = entity
                        .quotations
                        .saturating_mul(1000)
                        .saturating_add(entity.mentions.min(999));
                    Some(((score, weight), Wanted::Entity(id)))
                });
                best(scored, MOST)
            }
        };
        self.found = Found { best, all };
    }

    /// The thing under the cursor.
    pub fn selected(&self) -> Option<Wanted> {
        let at = self.list.cursor(self.found.best.len())?;
        self.found.best.get(at).copied()
    }

    pub(super) fn key(&mut self, app: &mut App, key: Key) -> Step {
        if leaves_prompt(key) {
            return Step::CLOSE;
        }
        let follows = key.code == KeyCode::Tab || (key.ctrl && key.code == KeyCode::Char('f'));
        match (self.selected(), key.code) {
            (Some(wanted), KeyCode::Enter) => return enter(app, wanted),
            (Some(Wanted::Entity(person)), _) if follows => {
                update::select_person(app, person);
                update::follow(app, person);
                return Step::CLOSE;
            }
            _ => {}
        }
        if let Some(motion) = Motion::beside_prompt(key) {
            self.go(app, motion);
        } else if self.line.key(key) == Edit::Changed {
            self.typed(app);
        }
        Step::STAY
    }

    pub(super) fn paste(&mut self, app: &App, text: &str) -> Step {
        self.line.insert(text);
        self.typed(app);
        Step::STAY
    }

    fn typed(&mut self, app: &App) {
        self.list = List::default();
        self.find(app);
    }

    pub(super) fn go(&mut self, app: &App, motion: Motion) {
        let height = Self::height(app);
        self.list.go(motion, self.found.best.len(), height, |_| 1);
    }

    pub(super) fn click(&mut self, app: &mut App, row: u16) -> Step {
        let height = Self::height(app);
        let Some(item) = self.list.at(row, self.found.best.len(), height, |_| 1) else {
            return Step::STAY;
        };
        if item == self.list.selected
            && let Some(wanted) = self.selected()
        {
            return enter(app, wanted);
        }
        self.list.selected = item;
        Step::STAY
    }

    /// The rows of the list on screen.
    fn height(app: &App) -> u16 {
        Self::panel(app.size).body.height
    }
}

/// Opens what was found: a document at its beginning, a person's page.
fn enter(app: &mut App, wanted: Wanted) -> Step {
    match wanted {
        Wanted::Document(doc) => Step::Close(leave_for(
            app,
            Place {
                doc,
                byte: 0,
                quote: None,
            },
        )),
        Wanted::Entity(person) => {
            update::select_person(app, person);
            Step::Close(open_person(app, person))
        }
    }
}
