//! Finding a document by its title, or a person or organization by name, to open it or to correct something with it.

use crate::app::fuzzy::{Fuzzy, best};
use crate::app::update::{self, corrections};
use crate::app::{App, Edit, Key, KeyCode, Line, Place};
use crate::engine::EntityKind;
use crate::library::{DocId, Document, Entity, EntityId, Name, QuoteRef, Repair};

use super::{
    List, Motion, Moves, Overlay, Panel, Review, Step, Window, leave_for, leaves_prompt,
    open_person,
};

/// At most this many of the best are listed.
const MOST: usize = 200;

/// What a finder looks for, and what becomes of what was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// Documents by title, outlet and date, to open one.
    Documents,
    /// People and organizations by name, alias and role, to open a page.
    People,
    /// Whoever really said a quotation.
    Speaker(QuoteRef),
    /// The same, asked by a review that goes on with the next quotation afterwards.
    Review(QuoteRef, Box<Review>),
    /// The person or organization that this one is the same as.
    Same(EntityId),
    /// The person or organization that this one is never the same as.
    Different(EntityId),
}

impl Purpose {
    /// The quotation whose speaker is asked for.
    const fn quotation(&self) -> Option<QuoteRef> {
        match self {
            Self::Speaker(at) | Self::Review(at, _) => Some(*at),
            _ => None,
        }
    }

    /// Whom it makes no sense to choose.
    const fn left_out(&self) -> Option<EntityId> {
        match self {
            Self::Same(person) | Self::Different(person) => Some(*person),
            _ => None,
        }
    }
}

/// One thing found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A document.
    Document(DocId),
    /// A person or organization.
    Entity(EntityId),
    /// Somebody of the kind named, by the name that is typed.
    New(EntityKind),
    /// Nobody who is known.
    Nobody,
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
    pub purpose: Purpose,
    /// What is typed.
    pub line: Line,
    /// What fits. Kept, because finding it anew for every frame would be felt in a large library.
    pub found: Found,
    /// The cursor in it.
    pub list: List,
}

impl Finder {
    /// A finder with nothing typed yet.
    pub(super) fn open(app: &App, purpose: Purpose) -> Self {
        let mut finder = Self {
            purpose,
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

    /// Offers the name as it is typed, and nobody.
    fn offer_others(&mut self) {
        let others: &[Wanted] = if self.line.text().trim().is_empty() {
            &[Wanted::Nobody]
        } else {
            &[
                Wanted::New(EntityKind::Person),
                Wanted::New(EntityKind::Organization),
                Wanted::Nobody,
            ]
        };
        self.found.best.extend(others);
    }

    /// The thing under the cursor.
    pub fn selected(&self) -> Option<Wanted> {
        let at = self.list.cursor(self.found.best.len())?;
        self.found.best.get(at).copied()
    }

    fn typed(&mut self, app: &App) {
        self.list = List::default();
        self.find(app);
    }

    /// Does what the finder was opened for.
    fn choose(&self, app: &mut App, wanted: Wanted) -> Step {
        let chosen = match wanted {
            Wanted::Document(doc) => return open_document(app, doc),
            Wanted::Entity(person) => corrections::name(app, person),
            Wanted::New(kind) => Some(Name {
                name: self.line.text().trim().to_owned(),
                kind,
            }),
            Wanted::Nobody => None,
        };
        match (&self.purpose, wanted, chosen) {
            (Purpose::Speaker(at), _, chosen) => {
                Step::Close(corrections::speaker(app, *at, chosen))
            }
            (Purpose::Review(at, next), _, chosen) => {
                let effects = corrections::speaker(app, *at, chosen);
                if next.at < next.queue.len() {
                    app.overlay = Some(Overlay::Review((**next).clone()));
                }
                Step::Close(effects)
            }
            (Purpose::Same(one), _, Some(other)) => {
                Step::Close(corrections::of_names(app, *one, |one| Repair::Same {
                    one,
                    other: other.clone(),
                }))
            }
            (Purpose::Different(one), _, Some(other)) => {
                let one = corrections::name(app, *one);
                Step::Close(corrections::corrected(
                    one.map(|one| Repair::Different { one, other }),
                ))
            }
            (Purpose::Documents | Purpose::People, Wanted::Entity(person), _) => {
                update::select_person(app, person);
                Step::Close(open_person(app, person))
            }
            _ => Step::CLOSE,
        }
    }

    /// Closes the finder; a review that asked goes on where it was.
    fn leave(&self, app: &mut App) -> Step {
        if let Purpose::Review(_, next) = &self.purpose {
            let mut review = (**next).clone();
            review.at = review.at.saturating_sub(1);
            app.overlay = Some(Overlay::Review(review));
        }
        Step::CLOSE
    }
}

impl Window for Finder {
    fn panel(&self, app: &App) -> Panel {
        Panel::short(app.size, 78, 20).with_prompt()
    }

    fn takes_words(&self) -> bool {
        true
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        if leaves_prompt(key) {
            return self.leave(app);
        }
        let follows = key.code == KeyCode::Tab || (key.ctrl && key.code == KeyCode::Char('f'));
        match (self.selected(), key.code) {
            (Some(_), KeyCode::Enter) => return self.enter(app),
            (Some(Wanted::Entity(person)), _) if follows && self.purpose == Purpose::People => {
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

    fn paste(&mut self, app: &mut App, text: &str) -> Step {
        self.line.insert(text);
        self.typed(app);
        Step::STAY
    }

    /// Finds what fits now.
    fn find(&mut self, app: &App) {
        let mut fuzzy = Fuzzy::new(self.line.text());
        let (best, all) = if self.purpose == Purpose::Documents {
            let scored = app.library.ids().filter_map(|id| {
                let document = app.library.document(id)?;
                let score = fuzzy.score(&Self::document_words(document))?;
                Some(((score, 0), Wanted::Document(id)))
            });
            best(scored, MOST)
        } else {
            let left_out = self.purpose.left_out();
            let scored = app.library.entities.iter().filter_map(|(id, entity)| {
                let score = fuzzy.score(&Self::entity_words(entity))?;
                // Of equal matches, those come first who are quoted and named most.
                let weight = entity
                    .quotations
                    .saturating_mul(1000)
                    .saturating_add(entity.mentions.min(999));
                (Some(id) != left_out).then_some(((score, weight), Wanted::Entity(id)))
            });
            best(scored, MOST)
        };
        self.found = Found { best, all };
        if self.purpose.quotation().is_some() {
            self.offer_others();
        }
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Cursor(&mut self.list)
    }

    fn items(&self, _app: &App) -> usize {
        self.found.best.len()
    }

    fn enter(&mut self, app: &mut App) -> Step {
        match self.selected() {
            Some(wanted) => self.choose(app, wanted),
            None => Step::STAY,
        }
    }
}

/// Opens a document at its beginning.
fn open_document(app: &mut App, doc: DocId) -> Step {
    Step::Close(leave_for(
        app,
        Place {
            doc,
            byte: 0,
            quote: None,
        },
    ))
}
