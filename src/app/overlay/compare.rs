//! What a copy adds to the fullest article, what it leaves out, and what it words differently; the same for an article that has
//! changed, beside what it was.

use chrono::{DateTime, FixedOffset};

use crate::app::{Action, App, Key, KeyCode};
use crate::engine::Span;
use crate::library::{Compared, DocId, Document, Likeness, Paragraph, Word, compare, words};

use super::chain::gathered;
use super::list::scroll;
use super::variants::{pieces, set, split};
use super::{Look, Moves, Panel, Piece, Step, Window, read_on};

/// The state of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Compare {
    /// The document.
    pub doc: DocId,
    /// What it is shown beside.
    pub beside: Beside,
    /// The first row shown, counted from 0.
    pub top: usize,
}

/// What a document can be compared with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Beside {
    /// The fuller document that it is a copy of, or shares text with.
    Fuller(Likeness),
    /// What it was itself until this moment.
    Earlier(DateTime<FixedOffset>),
}

/// One row of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompareRow {
    /// A heading: `Added`.
    Heading(String),
    /// Words.
    Words(Vec<Piece>),
    /// Nothing.
    Blank,
}

impl Compare {
    /// The document shown beside what it was before it changed last, else beside the one that it is a copy of, or shares text
    /// with.
    pub(super) fn open(app: &App) -> Option<Self> {
        let doc = app.article.doc?;
        let beside = Self::all(app, doc).into_iter().next()?;
        Some(Self {
            doc,
            beside,
            top: 0,
        })
    }

    /// Everything that a document can be compared with: its earlier versions, the latest first, then a fuller document.
    fn all(app: &App, doc: DocId) -> Vec<Beside> {
        let earlier = app.library.earlier(doc).iter().rev();
        let fuller = gathered(app).and_then(|gathered| {
            let copies = &gathered.copies;
            copies.of(doc).or_else(|| copies.shares(doc))
        });
        let fuller = fuller.map(Beside::Fuller);
        let earlier = earlier.map(|version| Beside::Earlier(version.until));
        earlier.chain(fuller).collect()
    }

    /// How many things it can be compared with, and which of them is shown, counted from 1.
    pub fn place(&self, app: &App) -> (usize, usize) {
        let all = Self::all(app, self.doc);
        let at = all.iter().position(|beside| *beside == self.beside);
        (at.map_or(1, |at| at + 1), all.len())
    }

    /// The other document.
    fn other<'a>(&self, app: &'a App) -> Option<&'a Document> {
        match self.beside {
            Beside::Fuller(likeness) => app.library.document(likeness.to),
            Beside::Earlier(until) => {
                let mut earlier = app.library.earlier(self.doc).iter();
                let version = earlier.find(|version| version.until == until)?;
                Some(&version.document)
            }
        }
    }

    /// What is compared, and how much of it is the same or since when it is not; `name` names a document.
    pub fn title(&self, app: &App, name: impl Fn(&Document) -> String) -> (String, String) {
        let own = app
            .library
            .document(self.doc)
            .map_or_else(String::new, &name);
        match self.beside {
            Beside::Fuller(likeness) => {
                let other = app
                    .library
                    .document(likeness.to)
                    .map_or_else(String::new, &name);
                let share = format!("{:.0}% in common", likeness.share * 100.0);
                (format!("{own} beside {other}"), share)
            }
            Beside::Earlier(until) => (
                format!("{own} beside what it was"),
                until.format("until %-d %b %Y, %H:%M").to_string(),
            ),
        }
    }

    fn widest(app: &App) -> Panel {
        Panel::tall(app.size, 92).with_margin()
    }

    /// The rows at a width: what the desk added, what it worded differently, what it left out.
    pub fn rows(&self, app: &App, width: u16) -> Vec<CompareRow> {
        let documents = app.library.document(self.doc).zip(self.other(app));
        let Some((copy, full)) = documents else {
            return Vec::new();
        };
        let found = compare(copy, full);
        let width = usize::from(width);
        let mut rows = Vec::new();
        let plain = |document: &Document, place: Span| split(place.of(&document.text), Look::Same);
        let mut part = |heading: &str, paragraphs: Vec<Vec<Piece>>| {
            if paragraphs.is_empty() {
                return;
            }
            rows.push(CompareRow::Heading(heading.to_owned()));
            for words in paragraphs {
                rows.extend(set(words, width).into_iter().map(CompareRow::Words));
                rows.push(CompareRow::Blank);
            }
        };
        if let Some(pieces) = self.headline(copy, full) {
            part("Headline", vec![pieces]);
        }
        let added = found.iter().filter_map(|paragraph| match paragraph {
            Paragraph::Added(place) => Some(plain(copy, *place)),
            _ => None,
        });
        part("Added", added.collect());
        let reworded = found.iter().filter_map(|paragraph| match paragraph {
            Paragraph::Reworded {
                full: was,
                copy: is,
            } => {
                let (was, is): (Vec<Word>, Vec<Word>) =
                    (words(&full.text, *was), words(&copy.text, *is));
                Some(pieces(&Compared::new(
                    (&full.text, &was),
                    (&copy.text, &is),
                )))
            }
            _ => None,
        });
        part("Worded differently", reworded.collect());
        let left_out = found.iter().filter_map(|paragraph| match paragraph {
            Paragraph::LeftOut(place) => Some(plain(full, *place)),
            _ => None,
        });
        let gone = match self.beside {
            Beside::Fuller(_) => "Left out",
            Beside::Earlier(_) => "Taken out",
        };
        part(gone, left_out.collect());
        if rows.is_empty() {
            rows.push(CompareRow::Heading(
                "Not a word is added, changed or left out".to_owned(),
            ));
        }
        rows
    }

    /// How the headline of a document has changed.
    fn headline(&self, now: &Document, before: &Document) -> Option<Vec<Piece>> {
        let titles = [before, now].map(|document| document.title.clone().unwrap_or_default());
        if matches!(self.beside, Beside::Fuller(_)) || titles[0] == titles[1] {
            return None;
        }
        let [was, is] = &titles;
        let whole = |title: &str| words(title, Span::new(0, title.len()));
        Some(pieces(&Compared::new((was, &whole(was)), (is, &whole(is)))))
    }

    /// Shows it beside the next thing.
    fn turn(&mut self, app: &App) {
        let all = Self::all(app, self.doc);
        let (at, count) = self.place(app);
        if let Some(next) = all.get(at % count.max(1)) {
            (self.beside, self.top) = (*next, 0);
        }
    }
}

impl Window for Compare {
    fn panel(&self, app: &App) -> Panel {
        let panel = Self::widest(app);
        panel.fitting(self.rows(app, panel.body.width).len())
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        if key.code == KeyCode::Tab {
            self.turn(app);
            return Step::STAY;
        }
        let panel = self.panel(app);
        let rows = self.rows(app, panel.body.width).len();
        let top = &mut self.top;
        read_on(app, key, Action::Compare, |motion| {
            *top = scroll(*top, motion, rows, panel.body.height);
        })
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Rows(&mut self.top)
    }

    fn items(&self, app: &App) -> usize {
        self.rows(app, self.panel(app).body.width).len()
    }
}
