//! What a copy adds to the fullest article, what it leaves out, and what it words differently.

use crate::app::{Action, App, Key};
use crate::library::{Compared, DocId, Document, Likeness, Paragraph, Word, compare, words};

use super::chain::gathered;
use super::list::scroll;
use super::variants::{pieces, set, split};
use super::{Look, Moves, Panel, Piece, Step, Window, read_on};

/// The state of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Compare {
    /// The copy, or the document that shares text.
    pub doc: DocId,
    /// What it has to do with the fuller one.
    pub likeness: Likeness,
    /// The first row shown, counted from 0.
    pub top: usize,
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
    /// The document shown beside the one that it is a copy of, or shares text with.
    pub(super) fn open(app: &App) -> Option<Self> {
        let doc = app.article.doc?;
        let copies = &gathered(app)?.copies;
        let likeness = copies.of(doc).or_else(|| copies.shares(doc))?;
        Some(Self {
            doc,
            likeness,
            top: 0,
        })
    }

    fn widest(app: &App) -> Panel {
        Panel::tall(app.size, 92).with_margin()
    }

    /// The rows at a width: what the desk added, what it worded differently, what it left out.
    pub fn rows(&self, app: &App, width: u16) -> Vec<CompareRow> {
        let documents = app
            .library
            .document(self.doc)
            .zip(app.library.document(self.likeness.to));
        let Some((copy, full)) = documents else {
            return Vec::new();
        };
        let found = compare(copy, full);
        let width = usize::from(width);
        let mut rows = Vec::new();
        let plain = |document: &Document, place: crate::engine::Span| {
            split(place.of(&document.text), Look::Same)
        };
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
        part("Left out", left_out.collect());
        if rows.is_empty() {
            rows.push(CompareRow::Heading(
                "Not a word is added, changed or left out".to_owned(),
            ));
        }
        rows
    }
}

impl Window for Compare {
    fn panel(&self, app: &App) -> Panel {
        let panel = Self::widest(app);
        panel.fitting(self.rows(app, panel.body.width).len())
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
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
