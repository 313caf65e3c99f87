//! The wordings of one statement, each aligned word by word with the fullest one.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::app::{Action, App, Key};
use crate::library::{
    Change, Compared, QuoteRef, Statement, StatementId, Telling, Variant, Wording, words_of,
};

use super::statements::{go_to, statements};
use super::{Asked, List, Motion, Overlay, Panel, Step, Window, asked};

/// Columns left of the words.
const INDENT: u16 = 2;
/// Of words that are only missing at an end, so many are shown.
const CUT_SHOWN: usize = 4;
/// A variant is shown with at most so many rows.
const MOST_ROWS: usize = 24;

/// The state of the page.
#[derive(Clone, Debug)]
pub struct Variants {
    /// The statement.
    pub of: StatementId,
    /// The cursor in its variants: the fullest one, then the others by date.
    pub list: List,
    /// The list that it was opened from, which closing leads back to.
    pub behind: Option<Box<Overlay>>,
}

/// How a piece of a wording is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Words that the fullest wording has as well.
    Same,
    /// Words that are missing at an end.
    Cut,
    /// What was added, omitted or substituted.
    Changed,
    /// The same, where a number, a negation, a modal verb or a name is concerned.
    Tells,
}

/// Words that stand together in one row, and how they are meant.
pub type Piece = (String, Look);

impl Variants {
    /// The page of a statement.
    pub(super) fn of(id: StatementId) -> Self {
        Self {
            of: id,
            list: List::default(),
            behind: None,
        }
    }

    /// The page of the statement that the current quotation reports.
    pub(super) fn open(app: &App) -> Option<Self> {
        let at = super::current_quotation(app)?;
        let id = statements(app)?.of(at)?;
        let mut page = Self::of(id);
        let order = page.order(app);
        if let Some(index) = order.iter().position(|variant| variant.at == at) {
            page.go(app, Motion::Rows(index.cast_signed()));
        }
        Some(page)
    }

    fn widest(app: &App) -> Panel {
        Panel::tall(app.size, 104).with_margin()
    }

    /// The statement.
    pub fn statement<'a>(&self, app: &'a App) -> Option<&'a Statement> {
        statements(app)?.get(self.of)
    }

    /// The variants in the order of the page: the fullest wording, then the others by date.
    pub fn order<'a>(&self, app: &'a App) -> Vec<&'a Variant> {
        let Some(statement) = self.statement(app) else {
            return Vec::new();
        };
        let full = statement.variants.get(statement.fullest);
        let others = statement.variants.iter().enumerate();
        let others = others.filter(|(index, _)| *index != statement.fullest);
        full.into_iter()
            .chain(others.map(|(_, variant)| variant))
            .collect()
    }

    /// What was done to the fullest wording, in words: `cut, substituted (number)`.
    pub fn told(&self, app: &App, variant: &Variant) -> String {
        let Some(statement) = self.statement(app) else {
            return String::new();
        };
        if statement.fullest() == Some(variant.at) {
            return "the fullest wording".to_owned();
        }
        if variant.wording == Wording::Same {
            return "the same words".to_owned();
        }
        let mut changes: Vec<Change> = compared(app, statement, variant, |compared| {
            compared.parts.iter().map(|part| part.change).collect()
        })
        .unwrap_or_default();
        changes.retain(|change| *change != Change::Same);
        changes.sort_unstable();
        changes.dedup();
        let names: Vec<&str> = changes.iter().map(|change| change.name()).collect();
        let tells: Vec<&str> = match variant.wording {
            Wording::Tells(tells) => tells.iter().map(Telling::name).collect(),
            _ => Vec::new(),
        };
        match tells[..] {
            [] => names.join(", "),
            _ => format!("{} ({})", names.join(", "), tells.join(", ")),
        }
    }

    /// The words of an entry, row by row, beneath its heading; none where they are the fullest ones.
    pub fn lines(&self, app: &App, variant: &Variant, width: u16) -> Vec<Vec<Piece>> {
        let Some(statement) = self.statement(app) else {
            return Vec::new();
        };
        let full = statement.fullest() == Some(variant.at);
        if variant.wording == Wording::Same && !full {
            return Vec::new();
        }
        let pieces = if full {
            let found = app
                .library
                .document(variant.at.doc)
                .zip(app.library.quotation(variant.at));
            found.map_or(Vec::new(), |(document, quotation)| {
                split(quotation.span.of(&document.text), Look::Same)
            })
        } else {
            compared(app, statement, variant, pieces).unwrap_or_default()
        };
        let mut lines = set(pieces, usize::from(width.saturating_sub(INDENT)));
        if lines.len() > MOST_ROWS {
            lines.truncate(MOST_ROWS);
            lines.push(vec![("…".to_owned(), Look::Cut)]);
        }
        lines
    }

    /// The rows that an entry takes, with the blank one below it.
    fn rows(&self, app: &App, order: &[&Variant], item: usize, width: u16) -> u16 {
        let lines = order
            .get(item)
            .map_or(0, |variant| self.lines(app, variant, width).len() as u16);
        // Entries without words stand close together.
        let next_has_words = order
            .get(item + 1)
            .is_none_or(|variant| variant.wording != Wording::Same);
        1 + lines + u16::from(lines > 0 || next_has_words)
    }

    /// The entries on screen, each with its rows.
    pub fn shown(&self, app: &App) -> Vec<(usize, u16)> {
        let body = self.panel(app).body;
        let order = self.order(app);
        let width = Self::widest(app).body.width;
        let measure = |item| self.rows(app, &order, item, width);
        let shown: Range<usize> = self.list.shown(order.len(), body.height, measure);
        shown.map(|item| (item, measure(item))).collect()
    }
}

impl Window for Variants {
    fn panel(&self, app: &App) -> Panel {
        let panel = Self::widest(app);
        let order = self.order(app);
        let mut rows = 0;
        for item in 0..order.len() {
            if rows > usize::from(panel.body.height) {
                break;
            }
            rows += usize::from(self.rows(app, &order, item, panel.body.width));
        }
        panel.fitting(rows)
    }

    fn exports(&self) -> bool {
        true
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        match asked(app, key, Action::Variants) {
            Asked::Close => {
                app.overlay = self.behind.take().map(|overlay| *overlay);
                return Step::CLOSE;
            }
            Asked::Enter => return self.enter(app),
            Asked::Go(motion) => self.go(app, motion),
            Asked::Nothing => {}
        }
        Step::STAY
    }

    fn enter(&mut self, app: &mut App) -> Step {
        let order = self.order(app);
        let at = self.list.cursor(order.len());
        match at.and_then(|at| order.get(at)).map(|variant| variant.at) {
            Some(at) => Step::Close(go_to(app, at)),
            None => Step::STAY,
        }
    }

    fn go(&mut self, app: &App, motion: Motion) {
        let order = self.order(app);
        let height = self.panel(app).body.height;
        let width = Self::widest(app).body.width;
        let mut list = self.list;
        list.go(motion, order.len(), height, |item| {
            self.rows(app, &order, item, width)
        });
        self.list = list;
    }

    fn click(&mut self, app: &mut App, row: u16) -> Step {
        let mut left = row;
        for (item, rows) in self.shown(app) {
            if left < rows {
                if item == self.list.selected {
                    return self.enter(app);
                }
                self.list.selected = item;
                break;
            }
            left -= rows;
        }
        Step::STAY
    }
}

/// Compares a variant with the fullest wording.
fn compared<R>(
    app: &App,
    statement: &Statement,
    variant: &Variant,
    tell: impl FnOnce(&Compared<'_>) -> R,
) -> Option<R> {
    let full = statement.fullest()?;
    let text = |at: QuoteRef| app.library.document(at.doc).map(|document| &*document.text);
    let (was, is) = (
        words_of(&app.library, full),
        words_of(&app.library, variant.at),
    );
    let compared = Compared::new((text(full)?, &was), (text(variant.at)?, &is));
    Some(tell(&compared))
}

/// The variant with the operations written into it: `We will [omitted: not] sail [substituted: 12 → 15]`.
pub(super) fn pieces(compared: &Compared) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for part in &compared.parts {
        let (was, is) = (compared.was(part), compared.is(part));
        let look = match part.change {
            Change::Same => Look::Same,
            Change::Cut => Look::Cut,
            _ if compared.told_by(part).is_empty() => Look::Changed,
            _ => Look::Tells,
        };
        let shown = match part.change {
            Change::Same => is.to_owned(),
            Change::Cut if part.full.len() > CUT_SHOWN => {
                format!("[cut: {} words]", part.full.len())
            }
            Change::Cut => format!("[cut: {was}]"),
            Change::Added => format!("[added: {is}]"),
            Change::Omitted => format!("[omitted: {was}]"),
            Change::Substituted => format!("[substituted: {was} → {is}]"),
        };
        pieces.extend(split(&shown, look));
    }
    pieces
}

/// The words one by one, all with one look.
pub(super) fn split(words: &str, look: Look) -> Vec<Piece> {
    words
        .split_whitespace()
        .map(|word| (word.to_owned(), look))
        .collect()
}

/// Sets the words in rows of a width; neighbours with one look become one piece.
pub(super) fn set(words: Vec<Piece>, width: usize) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    let mut taken = 0;
    for (word, look) in words {
        let room = word.width() + usize::from(taken > 0);
        if lines.is_empty() || taken + room > width && taken > 0 {
            lines.push(Vec::new());
            taken = 0;
        }
        let Some(line) = lines.last_mut() else { break };
        let blank = if taken > 0 { " " } else { "" };
        taken += word.width() + blank.len();
        match line.last_mut() {
            Some((words, last)) if *last == look => {
                words.push_str(blank);
                words.push_str(&word);
            }
            // The blank behind a change is not part of it.
            Some(_) if look == Look::Same => line.push((format!("{blank}{word}"), look)),
            Some((words, _)) => {
                words.push_str(blank);
                line.push((word, look));
            }
            None => line.push((word, look)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_set_in_rows_with_their_looks() {
        let mut words = split("one two", Look::Same);
        words.extend(split("[omitted: three]", Look::Tells));
        words.extend(split("four", Look::Same));
        let shown: Vec<String> = set(words, 18)
            .iter()
            .map(|line| {
                let pieces: Vec<String> = line
                    .iter()
                    .map(|(words, look)| format!("{look:?} {words}"))
                    .collect();
                pieces.join("|")
            })
            .collect();
        assert_eq!(
            shown,
            ["Same one two |Tells [omitted:", "Tells three]|Same  four"]
        );
    }
}
