//! A line to type a correction or a note into, in place of the status line.

use chrono::NaiveDate;

use crate::app::update::{byte_here, corrections};
use crate::app::{App, Effect, Key, KeyCode, Line, excerpt};
use crate::engine::Span;
use crate::library::{DocId, EntityId, Name, Repair, Shift};

use super::{Panel, Step, Window, current_quotation, leaves_prompt};

/// A fact about a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    /// The day of publication.
    Date,
    /// Who published it.
    Outlet,
    /// The headline.
    Title,
}

/// What the line is about.
#[derive(Clone, Debug, PartialEq)]
enum About {
    Document(DocId, Fact),
    Name(EntityId),
    Mentions(EntityId, Vec<(DocId, Span)>),
    /// The passage, and the id of the note that it has.
    Note(DocId, Span, Option<String>),
}

/// The state of the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// What is typed.
    pub line: Line,
    about: About,
}

impl Ask {
    /// Asks for a fact about a document; what is known stands in the line.
    pub(super) fn about(app: &App, doc: DocId, fact: Fact) -> Self {
        let document = app.library.document(doc);
        let known = document.and_then(|document| match fact {
            Fact::Date => document.date.map(|date| date.day.to_string()),
            Fact::Outlet => document.outlet.clone(),
            Fact::Title => document.title.clone(),
        });
        Self {
            line: Line::offering(&known.unwrap_or_default()),
            about: About::Document(doc, fact),
        }
    }

    /// The text of a document is another one. Whether the question still stands.
    pub(super) fn follow_text(&mut self, changed: DocId, shift: &Shift) -> bool {
        match &mut self.about {
            About::Note(doc, span, _) if *doc == changed => match shift.span(*span) {
                Some(moved) => {
                    *span = moved;
                    true
                }
                None => false,
            },
            About::Mentions(_, places) => places.iter().all(|(doc, _)| *doc != changed),
            _ => true,
        }
    }

    /// Asks for the name of a person or organization.
    pub(super) fn name(app: &App, person: EntityId) -> Self {
        Self {
            line: Line::offering(&known(app, person)),
            about: About::Name(person),
        }
    }

    /// Asks whom these places name, which were taken for `person`.
    pub(super) fn mentions(app: &App, person: EntityId, places: Vec<(DocId, Span)>) -> Self {
        Self {
            line: Line::offering(&known(app, person)),
            about: About::Mentions(person, places),
        }
    }

    /// Asks for a note on a passage; the one that it has stands in the line.
    pub(super) fn note(app: &App, doc: DocId, span: Span) -> Self {
        let notes = app.library.annotations();
        let known = notes.iter().find(|note| note.place == Some((doc, span)));
        Self {
            line: Line::offering(known.map_or("", |note| note.text)),
            about: About::Note(doc, span, known.map(|note| note.id.to_owned())),
        }
    }

    /// Asks for a note on the current quotation, else on the sentence at the top of the screen.
    pub(super) fn note_here(app: &App) -> Option<Self> {
        let doc = app.article.doc?;
        let quotation = current_quotation(app).and_then(|at| app.library.quotation(at));
        let span = if let Some(quotation) = quotation {
            quotation.span
        } else {
            let byte = byte_here(app) as usize;
            excerpt::sentences(app.library.document(doc)?, Span::new(byte, byte + 1))
        };
        Some(Self::note(app, doc, span))
    }

    /// What is asked for.
    pub const fn label(&self) -> &'static str {
        match self.about {
            About::Document(_, Fact::Date) => "day, as 2026-03-09: ",
            About::Document(_, Fact::Outlet) => "outlet: ",
            About::Document(_, Fact::Title) => "title: ",
            About::Name(_) => "name: ",
            About::Mentions(..) => "full name of the other: ",
            About::Note(..) => "note: ",
        }
    }

    /// What the line asks for; or why it cannot be.
    fn changes(&self, app: &App) -> Result<Vec<Effect>, &'static str> {
        let typed = self.line.text().trim();
        let some = (!typed.is_empty()).then(|| typed.to_owned());
        match &self.about {
            About::Document(doc, fact) => {
                let Some(document) = corrections::key(app, *doc) else {
                    return Ok(Vec::new());
                };
                let change = match fact {
                    Fact::Date => Repair::Date {
                        document,
                        day: day(typed)?,
                    },
                    Fact::Outlet => Repair::Outlet {
                        document,
                        outlet: some,
                    },
                    Fact::Title => Repair::Title {
                        document,
                        title: some,
                    },
                };
                Ok(corrections::corrected([change]))
            }
            About::Name(person) => {
                let to = some.ok_or("A name cannot be empty; esc leaves it as it is")?;
                let name = corrections::name(app, *person).filter(|name| name.name != to);
                Ok(corrections::corrected(
                    name.map(|name| Repair::Rename { name, to }),
                ))
            }
            About::Note(doc, span, known) => {
                let place = app.library.anchor(*doc, *span);
                Ok(match (some, known) {
                    (Some(text), _) => {
                        corrections::corrected(place.map(|place| Repair::Note { place, text }))
                    }
                    // An emptied note is taken away.
                    (None, Some(id)) => vec![Effect::TakeBack(vec![id.clone()])],
                    (None, None) => Vec::new(),
                })
            }
            About::Mentions(person, places) => {
                let typed = some.ok_or("The other needs a name; esc leaves it as it is")?;
                let one = corrections::name(app, *person);
                let one = one.filter(|one| one.name != typed);
                let one = one
                    .ok_or("The other needs a name of their own, such as one with a first name")?;
                let name = Name {
                    name: typed,
                    kind: one.kind,
                };
                let anchors = places
                    .iter()
                    .filter_map(|&(doc, span)| app.library.anchor(doc, span));
                Ok(corrections::corrected(anchors.map(|place| {
                    Repair::Mention {
                        place,
                        name: name.clone(),
                    }
                })))
            }
        }
    }
}

impl Window for Ask {
    fn panel(&self, app: &App) -> Panel {
        Panel::line(app.size)
    }

    fn takes_words(&self) -> bool {
        true
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        if leaves_prompt(key) {
            return Step::CLOSE;
        }
        if key.code == KeyCode::Enter {
            return match self.changes(app) {
                Ok(effects) => Step::Close(effects),
                Err(why) => {
                    app.refuse(why);
                    Step::STAY
                }
            };
        }
        self.line.key(key);
        Step::STAY
    }

    fn paste(&mut self, _app: &mut App, text: &str) -> Step {
        self.line.insert(text);
        Step::STAY
    }
}

fn known(app: &App, person: EntityId) -> String {
    corrections::name(app, person).map_or_else(String::new, |name| name.name)
}

/// The day that was typed; none for an empty line.
fn day(typed: &str) -> Result<Option<NaiveDate>, &'static str> {
    if typed.is_empty() {
        return Ok(None);
    }
    let day = typed.parse().map(Some);
    day.map_err(|_| "This is no day; type it as 2026-03-09, or nothing when it is not known")
}
