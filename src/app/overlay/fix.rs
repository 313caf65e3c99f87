//! What can be corrected about the thing under the cursor: one letter each.

use crate::app::update::corrections;
use crate::app::{Action, App, Effect, Key, KeyCode, Pane};
use crate::engine::EntityKind;
use crate::library::{DocId, EntityId, QuoteRef, Repair};

use super::ask::{Ask, Fact};
use super::split::Split;
use super::{
    Finder, List, Motion, Moves, Overlay, Panel, Purpose, Step, Window, closes, current_quotation,
};

/// What is corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The current quotation, and the document that it stands in.
    Quotation(QuoteRef),
    /// A person or organization.
    Person(EntityId),
    /// A document.
    Document(DocId),
}

/// One thing that can be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Who said it.
    Speaker,
    /// Whether it is a quotation.
    Quotation,
    /// Two are one.
    Merge,
    /// One is two.
    Split,
    /// The name.
    Rename,
    /// Person or organization.
    Kind,
    /// The name is none.
    NoName,
    /// Two are never one.
    Different,
    /// The day.
    Date,
    /// Who published it.
    Outlet,
    /// The headline.
    Title,
}

/// The state of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is corrected.
    pub subject: Subject,
    /// The cursor in [`Fix::choices`].
    pub list: List,
}

impl Fix {
    /// The menu for what is under the cursor: in the right pane the person, else the current quotation, else the document.
    pub(super) fn open(app: &App) -> Option<Self> {
        let person = app.people.selected.filter(|_| app.focus == Pane::People);
        let quotation = current_quotation(app).filter(|_| app.focus == Pane::Article);
        let document = match app.focus {
            Pane::Documents => app.documents.selected,
            Pane::Article | Pane::People => app.article.doc,
        };
        let subject = person
            .map(Subject::Person)
            .or(quotation.map(Subject::Quotation))
            .or(document.map(Subject::Document))?;
        Some(Self {
            subject,
            list: List::default(),
        })
    }

    /// What can be corrected, with the letter that asks for it.
    pub const fn choices(&self) -> &'static [(char, Choice)] {
        match self.subject {
            Subject::Quotation(_) => &[
                ('a', Choice::Speaker),
                ('x', Choice::Quotation),
                ('d', Choice::Date),
                ('o', Choice::Outlet),
                ('t', Choice::Title),
            ],
            Subject::Person(_) => &[
                ('m', Choice::Merge),
                ('s', Choice::Split),
                ('r', Choice::Rename),
                ('o', Choice::Kind),
                ('x', Choice::NoName),
                ('d', Choice::Different),
            ],
            Subject::Document(_) => &[
                ('d', Choice::Date),
                ('o', Choice::Outlet),
                ('t', Choice::Title),
            ],
        }
    }

    /// What a choice says.
    pub fn words(&self, app: &App, choice: Choice) -> String {
        match choice {
            Choice::Speaker => "Somebody else said it …".to_owned(),
            Choice::Quotation => match self.quotation(app) {
                Some(false) => "It is a quotation after all".to_owned(),
                _ => "It is no quotation".to_owned(),
            },
            Choice::Merge => "Is the same as …".to_owned(),
            Choice::Split => "Is two: mark the places that name the other …".to_owned(),
            Choice::Rename => "Is called otherwise …".to_owned(),
            Choice::Kind => match self.person(app).map(|name| name.kind) {
                Some(EntityKind::Organization) => "Is a person".to_owned(),
                _ => "Is an organization".to_owned(),
            },
            Choice::NoName => "Is not a name".to_owned(),
            Choice::Different => "Is never the same as …".to_owned(),
            Choice::Date => "The document is of another day …".to_owned(),
            Choice::Outlet => "The document is from another outlet …".to_owned(),
            Choice::Title => "The document has another title …".to_owned(),
        }
    }

    /// What is corrected, by its name.
    pub fn title(&self, app: &App) -> String {
        match self.subject {
            Subject::Quotation(_) => "Correct this quotation".to_owned(),
            Subject::Person(_) => {
                let name = self.person(app).map(|name| name.name);
                format!("Correct {}", name.unwrap_or_default())
            }
            Subject::Document(_) => "Correct this document".to_owned(),
        }
    }

    fn person(&self, app: &App) -> Option<crate::library::Name> {
        match self.subject {
            Subject::Person(person) => corrections::name(app, person),
            _ => None,
        }
    }

    /// Whether the quotation counts as one.
    fn quotation(&self, app: &App) -> Option<bool> {
        match self.subject {
            Subject::Quotation(at) => app
                .library
                .quotation(at)
                .map(crate::engine::Quotation::is_speech),
            _ => None,
        }
    }

    fn document(&self, app: &App) -> Option<DocId> {
        match self.subject {
            Subject::Quotation(at) => Some(at.doc),
            Subject::Document(doc) => Some(doc),
            Subject::Person(_) => app.article.doc,
        }
    }

    fn choose(&self, app: &mut App, choice: Choice) -> Step {
        match self.subject {
            Subject::Quotation(at) => match choice {
                Choice::Speaker => {
                    return next(app, |app| {
                        Overlay::Finder(Finder::open(app, Purpose::Speaker(at)))
                    });
                }
                Choice::Quotation => {
                    return Step::Close(crate::app::update::act(app, Action::NoQuotation, None));
                }
                _ => {}
            },
            Subject::Person(person) => return choose_of_person(app, person, choice),
            Subject::Document(_) => {}
        }
        let fact = match choice {
            Choice::Date => Fact::Date,
            Choice::Outlet => Fact::Outlet,
            _ => Fact::Title,
        };
        match self.document(app) {
            Some(doc) => next(app, |app| Overlay::Ask(Ask::about(app, doc, fact))),
            None => Step::CLOSE,
        }
    }
}

impl Window for Fix {
    fn panel(&self, app: &App) -> Panel {
        let rows = self.choices().len();
        Panel::short(app.size, 64, 16).with_margin().fitting(rows)
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        let chosen = match key.code {
            KeyCode::Enter => self
                .list
                .cursor(self.choices().len())
                .map(|at| self.choices()[at].1),
            KeyCode::Char(letter) if !key.ctrl && !key.alt => {
                let mut choices = self.choices().iter();
                choices.find_map(|&(own, choice)| (own == letter).then_some(choice))
            }
            _ => None,
        };
        if let Some(choice) = chosen {
            return self.choose(app, choice);
        }
        if closes(app, key, Action::Correct) {
            return Step::CLOSE;
        }
        if let Some(motion) = Motion::of(&app.keymap, key) {
            self.go(app, motion);
        }
        Step::STAY
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Cursor(&mut self.list)
    }

    fn items(&self, _app: &App) -> usize {
        self.choices().len()
    }

    fn click(&mut self, app: &mut App, row: u16) -> Step {
        let height = self.panel(app).body.height;
        let Some(item) = self.list.at(row, self.choices().len(), height, |_| 1) else {
            return Step::STAY;
        };
        self.choose(app, self.choices()[item].1)
    }
}

fn choose_of_person(app: &mut App, person: EntityId, choice: Choice) -> Step {
    let effects = match choice {
        Choice::Merge => {
            return next(app, |app| {
                Overlay::Finder(Finder::open(app, Purpose::Same(person)))
            });
        }
        Choice::Different => {
            return next(app, |app| {
                Overlay::Finder(Finder::open(app, Purpose::Different(person)))
            });
        }
        Choice::Split => return next(app, |app| Overlay::Split(Split::of(app, person))),
        Choice::Rename => return next(app, |app| Overlay::Ask(Ask::name(app, person))),
        Choice::Kind => corrections::of_names(app, person, |name| Repair::Kind {
            kind: corrections::other_kind(name.kind),
            name,
        }),
        Choice::NoName => corrections::of_names(app, person, |name| Repair::NoName { name }),
        _ => Vec::<Effect>::new(),
    };
    Step::Close(effects)
}

/// Makes way for another overlay.
fn next(app: &mut App, overlay: impl FnOnce(&App) -> Overlay) -> Step {
    app.overlay = Some(overlay(app));
    Step::CLOSE
}
