//! A person's page: every quotation of theirs by date, with outlet and context.

use std::ops::Range;

use chrono::NaiveDate;

use crate::app::derive::wrap::wrap;
use crate::app::{Action, App, Key, KeyCode, Place, excerpt, update};
use crate::engine::Span;
use crate::library::{DateBasis, DocId, EntityId, QuoteRef};

use super::{List, Motion, Panel, Step, Window, closes, copied, leave_for};

/// A quotation is shown with at most so many rows of context.
const MOST_ROWS: usize = 8;
/// Columns left of the words: the mark of the speaker and a blank.
pub const INDENT: u16 = 2;

/// The state of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonPage {
    /// Whose page it is.
    pub person: EntityId,
    /// The cursor in [`PersonPage::entries`].
    pub list: List,
}

/// One quotation on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The quotation.
    pub at: QuoteRef,
    /// Whether its speaker is doubtful.
    pub doubtful: bool,
    /// Whether the document's line stands above it.
    pub heads: bool,
    /// Whether the heading of the doubtful ones stands above it.
    pub parts: bool,
}

impl PersonPage {
    /// The page with the cursor on the current quotation, if it is theirs.
    pub(super) fn of(app: &App, person: EntityId) -> Self {
        let mut page = Self {
            person,
            list: List::default(),
        };
        let entries = page.entries(app);
        let here = super::current_quotation(app);
        if let Some(index) = entries.iter().position(|entry| Some(entry.at) == here) {
            page.move_to(app, &entries, Motion::Rows(index.cast_signed()));
        }
        page
    }

    /// Where it stands when it is full.
    fn widest(app: &App) -> Panel {
        let panel = Panel::tall(app.size, 104).with_margin();
        let head = match panel.body.height {
            12.. => 3,
            6.. => 1,
            _ => 0,
        };
        panel.with_head(head)
    }

    /// Every quotation of the person, the oldest first; doubtful ones at the end, if they are asked for.
    pub fn entries(&self, app: &App) -> Vec<Entry> {
        let (mut sure, mut doubtful) = (Vec::new(), Vec::new());
        for doc in self.documents(app) {
            for (at, is_doubtful) in app.library.entities.said(self.person, doc) {
                let list = if is_doubtful {
                    &mut doubtful
                } else {
                    &mut sure
                };
                list.push(Entry {
                    at,
                    doubtful: is_doubtful,
                    heads: list.last().is_none_or(|last: &Entry| last.at.doc != doc),
                    parts: false,
                });
            }
        }
        if app.doubtful {
            if let Some(first) = doubtful.first_mut() {
                first.parts = true;
            }
            sure.extend(doubtful);
        }
        sure
    }

    /// How many quotations are surely theirs, how many doubtful, and the first and last day of them all.
    pub fn sums(&self, app: &App) -> (usize, usize, Option<(NaiveDate, NaiveDate)>) {
        let (mut sure, mut doubtful) = (0, 0);
        let mut days: Option<(NaiveDate, NaiveDate)> = None;
        for doc in self.documents(app) {
            for (_, is_doubtful) in app.library.entities.said(self.person, doc) {
                if is_doubtful {
                    doubtful += 1;
                } else {
                    sure += 1;
                }
                if let Some(day) = day(app, doc) {
                    let (first, last) = days.unwrap_or((day, day));
                    days = Some((first.min(day), last.max(day)));
                }
            }
        }
        (sure, doubtful, days)
    }

    /// The documents with quotations of the person, the oldest first, undated ones last.
    fn documents(&self, app: &App) -> Vec<DocId> {
        let entity = app.library.entities.get(self.person);
        let mut documents: Vec<_> = entity
            .map_or(&[][..], |entity| &entity.documents)
            .iter()
            .filter(|(_, tally)| tally.quotations > 0)
            .map(|&(doc, _)| (day(app, doc).unwrap_or(NaiveDate::MAX), doc))
            .collect();
        documents.sort_unstable();
        documents.into_iter().map(|(_, doc)| doc).collect()
    }

    /// The words shown for an entry, line by line, on a page so many columns wide; and whether more of them were cut off.
    pub fn lines(app: &App, entry: Entry, width: u16) -> (Vec<Span>, bool) {
        let found = app
            .library
            .document(entry.at.doc)
            .zip(app.library.quotation(entry.at));
        let Some((document, quotation)) = found else {
            return (Vec::new(), false);
        };
        let whole = excerpt::around(document, quotation);
        let mut lines = wrap(
            whole.of(&document.text),
            whole.start,
            width.saturating_sub(INDENT),
        );
        let cut = lines.len() > MOST_ROWS;
        lines.truncate(MOST_ROWS);
        (lines, cut)
    }

    /// The rows that an entry takes, with what stands above it and the blank row below it.
    pub fn rows(app: &App, entry: Entry, width: u16) -> u16 {
        let above = u16::from(entry.heads) + 2 * u16::from(entry.parts);
        above + Self::lines(app, entry, width).0.len() as u16 + 1
    }

    /// The entries on screen.
    pub fn shown(&self, app: &App, entries: &[Entry]) -> Range<usize> {
        let body = self.panel(app).body;
        self.list
            .shown(entries.len(), body.height, Self::measure(app, entries))
    }

    fn measure<'a>(app: &'a App, entries: &'a [Entry]) -> impl Fn(usize) -> u16 + 'a {
        let width = Self::widest(app).body.width;
        move |item| {
            entries
                .get(item)
                .map_or(1, |&entry| Self::rows(app, entry, width))
        }
    }

    fn move_to(&mut self, app: &App, entries: &[Entry], motion: Motion) {
        let height = self.panel(app).body.height;
        self.list
            .go(motion, entries.len(), height, Self::measure(app, entries));
    }
}

impl Window for PersonPage {
    fn panel(&self, app: &App) -> Panel {
        let panel = Self::widest(app);
        let entries = self.entries(app);
        let measure = Self::measure(app, &entries);
        let mut rows = 0;
        for item in 0..entries.len() {
            if rows > usize::from(panel.body.height) {
                break;
            }
            rows += usize::from(measure(item));
        }
        panel.fitting(rows)
    }

    fn exports(&self) -> bool {
        true
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        let action = app.keymap.action(key);
        if closes(app, key, Action::PersonPage) {
            return Step::CLOSE;
        }
        if key.code == KeyCode::Enter {
            return self.enter(app);
        }
        match action {
            Some(Action::Follow) => {
                update::select_person(app, self.person);
                if app.following == Some(self.person) {
                    update::unfollow(app);
                } else {
                    update::follow(app, self.person);
                }
                return Step::STAY;
            }
            Some(Action::Copy) => {
                let entries = self.entries(app);
                let at = self.list.cursor(entries.len());
                let at = at.and_then(|at| entries.get(at)).map(|entry| entry.at);
                return copied(app, at);
            }
            Some(Action::Doubtful) => {
                let effects = update::act(app, Action::Doubtful, None);
                return Step::Stay(effects);
            }
            _ => {}
        }
        if let Some(motion) = Motion::of(&app.keymap, key) {
            self.go(app, motion);
        }
        Step::STAY
    }

    fn enter(&mut self, app: &mut App) -> Step {
        let entries = self.entries(app);
        let at = self.list.cursor(entries.len());
        let Some(entry) = at.and_then(|at| entries.get(at)) else {
            return Step::STAY;
        };
        let start = app
            .library
            .quotation(entry.at)
            .map_or(0, |quotation| quotation.span.start);
        Step::Close(leave_for(
            app,
            Place {
                doc: entry.at.doc,
                byte: start,
                quote: Some(start),
            },
        ))
    }

    fn go(&mut self, app: &App, motion: Motion) {
        let entries = self.entries(app);
        self.move_to(app, &entries, motion);
    }

    fn click(&mut self, app: &mut App, row: u16) -> Step {
        let entries = self.entries(app);
        let height = self.panel(app).body.height;
        let at = self
            .list
            .at(row, entries.len(), height, Self::measure(app, &entries));
        match at {
            Some(item) if item == self.list.selected => self.enter(app),
            Some(item) => {
                self.list.selected = item;
                Step::STAY
            }
            None => Step::STAY,
        }
    }
}

/// The day of a document; a file's own time says nothing about its article.
fn day(app: &App, doc: DocId) -> Option<NaiveDate> {
    let date = app.library.document(doc)?.date?;
    (date.basis != DateBasis::FileTime).then_some(date.day)
}
