//! The doubtful attributions, one by one: the most uncertain that most outlets carry come first.

use std::collections::{HashMap, HashSet};

use crate::app::derive::wrap::wrap;
use crate::app::update::corrections;
use crate::app::{Action, App, Effect, Key, KeyCode, Place, excerpt};
use crate::engine::{Quotation, Span, Speaker};
use crate::library::{DocId, Library, Name, QuoteRef, Repair};

use super::{Finder, Motion, Overlay, Panel, Purpose, Step, Window, closes, leave_for};

/// The rows of the words shown.
const MOST_ROWS: usize = 11;

/// The state of the review.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// The quotations to look at: document and first byte, the weightiest first. Places, because an answer may change what
    /// the document holds.
    pub queue: Vec<(DocId, u32)>,
    /// The one shown: its index in the queue.
    pub at: usize,
}

impl Review {
    /// What is doubtful now and was not answered before; none when there is nothing.
    pub(super) fn open(app: &App) -> Option<Self> {
        let queue = queue(app);
        (!queue.is_empty()).then_some(Self { queue, at: 0 })
    }

    /// The quotation shown; none when its place holds none any more.
    pub fn quotation(&self, app: &App) -> Option<QuoteRef> {
        let &(doc, start) = self.queue.get(self.at)?;
        let found = &app.library.analysis(doc)?.quotations;
        let index = found.iter().position(|one| one.span.start == start)?;
        Some(QuoteRef {
            doc,
            index: index as u32,
        })
    }

    /// What is asked about it.
    pub fn question(&self, app: &App) -> String {
        let Some((at, quotation)) = self.shown(app) else {
            return "Nothing is left to ask here".to_owned();
        };
        let entity = app
            .library
            .speaker(at)
            .and_then(|id| app.library.entities.get(id));
        match (entity, &quotation.speaker) {
            (Some(entity), _) => format!("Did {} say this?", entity.name),
            (None, Speaker::Unnamed(words)) => {
                format!("Did somebody unnamed (“{words}”) say this?")
            }
            (None, _) => "Nobody is named. Is that right?".to_owned(),
        }
    }

    /// The lines of text around the quotation, for a content of this width.
    pub fn lines(&self, app: &App, width: u16) -> Vec<Span> {
        let Some((at, quotation)) = self.shown(app) else {
            return Vec::new();
        };
        let Some(document) = app.library.document(at.doc) else {
            return Vec::new();
        };
        let whole = excerpt::around(document, quotation);
        let mut lines = wrap(whole.of(&document.text), whole.start, width);
        lines.truncate(MOST_ROWS);
        lines
    }

    fn shown<'a>(&self, app: &'a App) -> Option<(QuoteRef, &'a Quotation)> {
        let at = self.quotation(app)?;
        Some((at, app.library.quotation(at)?))
    }

    /// The review with the next one shown.
    fn next(&self) -> Self {
        Self {
            queue: self.queue.clone(),
            at: self.at + 1,
        }
    }

    /// Goes on after an answer; after the last one the review is over.
    fn answered(&mut self, effects: Vec<Effect>) -> Step {
        self.at += 1;
        if self.at < self.queue.len() {
            Step::Stay(effects)
        } else {
            Step::Close(effects)
        }
    }
}

impl Window for Review {
    fn panel(&self, app: &App) -> Panel {
        Panel::short(app.size, 86, 18).with_margin()
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        if let KeyCode::Char(letter) = key.code
            && !key.ctrl
            && !key.alt
            && let Some(at) = self.quotation(app)
        {
            match letter {
                'y' => return self.answered(confirm(app, at)),
                'n' => return self.answered(corrections::speaker(app, at, None)),
                'u' => return self.answered(unsure(app, at)),
                'a' => {
                    app.overlay = Some(Overlay::Finder(Finder::open(
                        app,
                        Purpose::Review(at, Box::new(self.next())),
                    )));
                    return Step::CLOSE;
                }
                _ => {}
            }
        }
        if key.code == KeyCode::Enter {
            return self.enter(app);
        }
        if closes(app, key, Action::Review) {
            return Step::CLOSE;
        }
        if let Some(motion) = Motion::of(&app.keymap, key) {
            self.go(app, motion);
        }
        Step::STAY
    }

    fn enter(&mut self, app: &mut App) -> Step {
        let Some(&(doc, byte)) = self.queue.get(self.at) else {
            return Step::CLOSE;
        };
        Step::Close(leave_for(
            app,
            Place {
                doc,
                byte,
                quote: Some(byte),
            },
        ))
    }

    fn go(&mut self, _app: &App, motion: Motion) {
        self.at = motion.from(self.at, self.queue.len(), 1);
    }
}

/// Says that the attribution found is right.
fn confirm(app: &App, at: QuoteRef) -> Vec<Effect> {
    let Some(quotation) = app.library.quotation(at) else {
        return Vec::new();
    };
    match app
        .library
        .speaker(at)
        .and_then(|id| corrections::name(app, id))
    {
        Some(name) => corrections::speaker(app, at, Some(name)),
        // A source without a name stays what it is.
        None if matches!(quotation.speaker, Speaker::Unnamed(_)) => unsure(app, at),
        None => corrections::speaker(app, at, None::<Name>),
    }
}

/// Says that the reader cannot tell; the review asks no more.
fn unsure(app: &App, at: QuoteRef) -> Vec<Effect> {
    let place = app
        .library
        .quotation(at)
        .and_then(|quotation| app.library.anchor(at.doc, quotation.span));
    corrections::corrected(place.map(|place| Repair::Unsure { place }))
}

/// The doubtful quotations that nobody has answered, by uncertainty times number of outlets.
fn queue(app: &App) -> Vec<(DocId, u32)> {
    let library = &app.library;
    let statement = |at| app.derived.gathered.as_ref()?.statements.of(at);
    let outlet = |doc: DocId| {
        let document = library.document(doc);
        document
            .and_then(|document| document.outlet.clone())
            .ok_or(doc)
    };
    let mut outlets: HashMap<_, HashSet<_>> = HashMap::new();
    for at in library.ids().flat_map(|doc| library.speech_in(doc)) {
        if let Some(statement) = statement(at) {
            outlets.entry(statement).or_default().insert(outlet(at.doc));
        }
    }
    let answered = answered(library);
    let mut queue: Vec<_> = library
        .ids()
        .flat_map(|doc| library.speech_in(doc))
        .filter_map(|at| {
            let quotation = library.quotation(at).filter(|one| one.is_doubtful())?;
            let start = quotation.span.start;
            if answered.contains(&(at.doc, start)) {
                return None;
            }
            let count = statement(at).and_then(|statement| outlets.get(&statement));
            let count = count.map_or(1, HashSet::len);
            let uncertain = 1.0 - f64::from(quotation.confidence);
            Some((uncertain * count as f64, at.doc, start))
        })
        .collect();
    // Equal weights keep the order of the library.
    queue.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
    queue
        .into_iter()
        .map(|(_, doc, start)| (doc, start))
        .collect()
}

/// Where somebody has said that it cannot be told.
fn answered(library: &Library) -> HashSet<(DocId, u32)> {
    let lines = library.corrections.log().in_force();
    lines
        .filter(|line| matches!(line.change, Repair::Unsure { .. }))
        .filter_map(|line| library.place_of(line))
        .map(|(doc, span)| (doc, span.start))
        .collect()
}
