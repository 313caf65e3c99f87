//! Cells as bytes: what changed on the screen, collected until the frame is whole.

#[cfg(test)]
mod model;
mod moves;
#[cfg(test)]
mod tests;

use std::io::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Size};

use crate::app::fit;

use super::pen::Pen;
use super::scroll::{Band, Margins};
use super::strips::{self, Change};
use super::ways::{is_blank, is_plain};

/// Begins a frame that the terminal shows only when it is whole.
const BEGIN: &[u8] = b"\x1b[?2026h";
/// Ends such a frame.
const END: &[u8] = b"\x1b[?2026l";
/// A frame of no more bytes arrives in one piece; marks would only make it longer.
const UNMARKED: usize = 128;

/// The bytes of a row that is not uncommonly long.
const ROOM: usize = 256;

/// Runs of blanks from this length on are erased rather than written, when something follows in the row.
const ERASE_FROM: u16 = 9;
/// The same for runs behind which nothing follows.
const ERASE_LAST_FROM: u16 = 5;

/// The writer of frames.
///
/// It leaves out every byte that changes nothing, so that a frame equal to the last one is empty. It never asks the
/// terminal anything: the size is what the program believes it is.
#[derive(Clone, Debug)]
pub(super) struct CellWriter {
    bytes: Vec<u8>,
    size: Size,
    /// The style in hand, also from one frame to the next; none when that is not certain.
    pen: Option<Pen>,
    /// Where the next character would go; none when that is not certain.
    at: Option<Position>,
    /// Blanks in plain style that have been asked for and not yet written.
    blanks: u16,
    /// The place and the pen that the terminal has been told to remember in this frame (DECSC).
    saved: Option<Saved>,
    /// The first and the last row that the terminal scrolls, if they are not those of the screen. They stay set from frame
    /// to frame: whoever scrolls once scrolls on.
    margins: Option<(u16, u16)>,
    sides: Sides,
    /// Whether the terminal shows a marked frame only when it is whole.
    marks: bool,
    /// Whether the terminal knows no more than a VT100 did.
    early: bool,
}

/// A place that the terminal remembers, and the pen with it.
type Saved = (Position, Option<Pen>);

/// Margins on the sides (DECLRMM).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sides {
    /// The terminal has none, as far as is known.
    Unknown,
    /// The terminal has them.
    Offered,
    /// The terminal has been told that they will be used.
    Used,
}

impl CellWriter {
    /// A writer for a terminal whose cursor is hidden.
    pub(super) fn new() -> Self {
        Self {
            bytes: BEGIN.to_vec(),
            size: Size::default(),
            pen: None,
            at: None,
            blanks: 0,
            saved: None,
            margins: None,
            sides: Sides::Unknown,
            marks: false,
            early: false,
        }
    }

    /// The same for a terminal that knows no more than a VT100 did: it erases to the end of a row, but no part of one.
    pub(super) fn early() -> Self {
        Self {
            early: true,
            ..Self::new()
        }
    }

    /// Begins a frame for a screen of this size.
    pub(super) fn begin(&mut self, size: Size) {
        self.bytes.truncate(BEGIN.len());
        self.size = size;
        self.blanks = 0;
        self.saved = None;
    }

    /// Forgets where the last frame left the cursor, and with which pen.
    pub(super) fn forget_place(&mut self) {
        self.at = None;
        self.pen = None;
    }

    /// The bytes of the frame, between the marks of a synchronized update where the terminal knows them, unless it is very
    /// short; none when nothing changed.
    pub(super) fn frame(&mut self) -> Option<&[u8]> {
        let written = self.bytes.len() - BEGIN.len();
        if written == 0 {
            return None;
        }
        if written <= UNMARKED || !self.marks {
            return self.bytes.get(BEGIN.len()..);
        }
        self.bytes.extend_from_slice(END);
        Some(&self.bytes)
    }

    /// Empties the screen, whatever it shows and wherever it scrolls.
    pub(super) fn clear(&mut self) {
        self.margins = None;
        if self.sides == Sides::Used {
            self.sides = Sides::Offered;
        }
        self.at = None;
        self.pen = None;
        self.take_up(Pen::PLAIN);
        self.bytes.extend_from_slice(b"\x1b[r\x1b[2J");
    }

    /// The terminal knows the marks of a synchronized update.
    pub(super) fn allow_marks(&mut self) {
        self.marks = true;
    }

    /// The terminal has margins on the sides too.
    pub(super) fn allow_sides(&mut self) {
        if self.sides == Sides::Unknown {
            self.sides = Sides::Offered;
        }
    }

    /// What the terminal can shift.
    pub(super) fn margins(&self) -> Margins {
        Margins {
            rows: self.margins,
            sides: self.sides != Sides::Unknown,
        }
    }

    /// Has the terminal shift a band of rows; the rows that come in are empty.
    pub(super) fn shift(&mut self, band: Band) {
        self.prepare_for_blanks();
        let margins = (band.top, band.bottom);
        if self.margins != Some(margins) {
            match band.top {
                0 => self.put(format_args!("\x1b[;{}r", band.bottom + 1)),
                top => self.put(format_args!("\x1b[{};{}r", top + 1, band.bottom + 1)),
            }
            self.margins = Some(margins);
            self.at = None;
        }
        let whole = band.left == 0 && band.right + 1 == self.size.width;
        if !whole {
            if self.sides != Sides::Used {
                self.sides = Sides::Used;
                self.bytes.extend_from_slice(b"\x1b[?69h");
            }
            self.put(format_args!("\x1b[{};{}s", band.left + 1, band.right + 1));
            self.at = None;
        }
        let times = usize::from(band.up.unsigned_abs());
        // Line feeds and their reverse scroll on every terminal, where not all know SU and SD.
        let (row, feed): (u16, &[u8]) = if band.up > 0 {
            (band.bottom, b"\n")
        } else {
            (band.top, b"\x1bM")
        };
        self.move_to(
            Position {
                x: band.left,
                y: row,
            },
            None,
        );
        self.bytes.extend(feed.repeat(times));
        if !whole {
            // They are for this shift alone: between them the cursor would move otherwise.
            self.bytes.extend_from_slice(b"\x1b[s");
            self.at = None;
        }
    }

    /// Writes what turns one picture into the next: row by row, or in another order if that is shorter.
    pub(super) fn draw(&mut self, shown: &Buffer, next: &Buffer) {
        let rows = shown.diff(next);
        let mut orders = strips::reordered(&rows, shown, next);
        orders.push(rows);
        let ways = orders.iter().map(|changes| self.shortest(changes, next));
        if let Some(way) = ways.min_by_key(|way| way.bytes.len()) {
            *self = way;
        }
    }

    /// The shortest way to write these cells in this order. Whether it pays to have the terminal remember a place shows only
    /// some rows later, so all that it may remember is followed: from row to row, the shortest way to each.
    fn shortest(&self, changes: &[Change], next: &Buffer) -> Self {
        let mut ways = vec![self.branch()];
        for row in changes.chunk_by(|one, other| one.1 == other.1) {
            let Some((first, rest)) = row.split_first() else {
                continue;
            };
            let mut grown: Vec<Self> = Vec::with_capacity(2 * ways.len());
            for mut way in ways {
                let mut saving = way.branch();
                saving.first_of_row(first, next, true);
                way.first_of_row(first, next, false);
                grown.extend([way, saving]);
            }
            grown.sort_by_key(|way| way.bytes.len());
            ways = Vec::with_capacity(grown.len());
            for way in grown {
                if ways.iter().all(|known: &Self| known.saved != way.saved) {
                    ways.push(way);
                }
            }
            write_rest(rest, next, &mut ways);
        }
        for way in &mut ways {
            way.flush_blanks(None);
        }
        let shortest = ways.into_iter().min_by_key(|way| way.bytes.len());
        shortest.unwrap_or_else(|| self.clone())
    }

    /// Another way that begins like this one, with room for what follows.
    fn branch(&self) -> Self {
        let mut bytes = Vec::with_capacity(self.bytes.len() + ROOM);
        bytes.extend_from_slice(&self.bytes);
        Self { bytes, ..*self }
    }

    /// Writes the first cell of a row; has the terminal remember its place if asked.
    fn first_of_row(&mut self, &(x, y, cell): &Change, next: &Buffer, saves: bool) {
        self.cell(x, y, cell, next, saves);
        let is_near = |place: Position| y >= place.y && y - place.y < moves::NEAR;
        self.saved = self.saved.filter(|(place, _)| is_near(*place));
    }

    /// What the bytes of the rest of a row depend on, once its first cell is written.
    fn state(&self) -> (Option<Position>, Option<Pen>, u16) {
        (self.at, self.pen, self.blanks)
    }

    /// Writes one cell, or remembers it as a blank; has the terminal remember its place if asked.
    fn cell(&mut self, x: u16, y: u16, cell: &Cell, next: &Buffer, saves: bool) {
        let here = Position { x, y };
        let pen = Pen::of(cell);
        let blank = is_blank(cell);
        if blank && let Some(blanks) = self.blanks_to(here, next) {
            self.blanks = blanks + 1;
            if x + 1 == self.size.width {
                self.erase_to_end();
            }
            return;
        }
        self.flush_blanks(Some(here));
        self.move_to(here, Some(next));
        if !blank {
            self.take_up(pen);
        }
        if saves {
            self.bytes.extend_from_slice(b"\x1b7");
            self.saved = Some((here, self.pen));
        }
        if blank {
            self.blanks = 1;
        } else {
            self.write(cell, here);
        }
    }

    /// How many blanks there are before a place of the row; none when something else stands between.
    fn blanks_to(&self, to: Position, next: &Buffer) -> Option<u16> {
        let at = self.at.filter(|at| at.y == to.y)?;
        let from = at.x.checked_add(self.blanks)?;
        let all = (from..to.x).all(|x| is_blank(&next[(x, to.y)]));
        (from <= to.x && all).then(|| to.x - at.x)
    }

    /// Writes the sign of a cell in the pen that is in hand.
    fn write(&mut self, cell: &Cell, Position { x, y }: Position) {
        // The text of a document is data: whatever the view lets through, no byte of it may command the terminal.
        let symbol = fit::symbol(cell.symbol());
        self.bytes.extend_from_slice(symbol.as_bytes());
        // Terminals do not agree on the width of some characters, so the cursor is put anew after each that is not plain.
        self.at =
            (is_plain(&symbol) && x + 1 < self.size.width).then_some(Position { x: x + 1, y });
    }

    /// Writes the blanks that were asked for, as spaces or as an erasure; `to` is where writing goes on.
    fn flush_blanks(&mut self, to: Option<Position>) {
        let (blanks, Some(at)) = (self.blanks, self.at) else {
            return;
        };
        if blanks == 0 {
            return;
        }
        self.blanks = 0;
        self.prepare_for_blanks();
        let last = to.is_none_or(|to| to.y != at.y);
        let erase_from = if last { ERASE_LAST_FROM } else { ERASE_FROM };
        if blanks >= erase_from && !self.early {
            self.put(format_args!("\x1b[{blanks}X"));
        } else {
            self.bytes
                .extend(std::iter::repeat_n(b' ', usize::from(blanks)));
            let x = at.x + blanks;
            self.at = (x < self.size.width).then_some(Position { x, y: at.y });
        }
    }

    /// Erases from the cursor to the end of the row; only blanks stand there.
    fn erase_to_end(&mut self) {
        self.blanks = 0;
        self.prepare_for_blanks();
        self.bytes.extend_from_slice(b"\x1b[K");
    }

    /// Lays a pen aside that would be seen on blanks.
    fn prepare_for_blanks(&mut self) {
        if !self.pen.is_some_and(Pen::is_unseen_on_blanks) {
            self.take_up(Pen::PLAIN);
        }
    }

    /// Changes the pen in hand for this one.
    fn take_up(&mut self, pen: Pen) {
        pen.follow(self.pen, &mut self.bytes);
        self.pen = Some(pen);
    }

    /// Adds formatted text to the frame.
    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to memory does not fail.
        let _ = self.bytes.write_fmt(text);
    }
}

/// Writes the rest of a row by every way. It goes on from cell to cell, never from the place remembered, so that from the same
/// state on all ways write the same: it is worked out once.
fn write_rest(rest: &[Change], next: &Buffer, ways: &mut [CellWriter]) {
    let mut known: Option<(_, Vec<u8>, _)> = None;
    for way in ways {
        let (state, from) = (way.state(), way.bytes.len());
        if let Some((_, written, after)) = known.as_ref().filter(|(known, ..)| *known == state) {
            way.bytes.extend_from_slice(written);
            (way.at, way.pen, way.blanks) = *after;
            continue;
        }
        let saved = way.saved.take();
        for &(x, y, cell) in rest {
            way.cell(x, y, cell, next, false);
        }
        way.saved = saved;
        known = Some((state, way.bytes[from..].to_vec(), way.state()));
    }
}
