//! The picture on the terminal and the next one: what a frame has to send, and nothing else.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};

use super::cells::CellWriter;
use super::pen::Pen;
use super::scroll;

/// Two pictures and the writer of what differs between them.
#[derive(Debug)]
pub struct Canvas {
    /// What the terminal shows.
    shown: Buffer,
    /// What it is to show.
    next: Buffer,
    cells: CellWriter,
    /// Whether it is uncertain what the terminal shows.
    anew: bool,
}

impl Canvas {
    /// A canvas for a terminal that shows nobody knows what. The first frame clears it.
    pub fn new() -> Self {
        Self {
            shown: Buffer::default(),
            next: Buffer::default(),
            cells: CellWriter::new(),
            anew: true,
        }
    }

    /// The same for a terminal that knows no more than a VT100 did.
    pub fn early() -> Self {
        Self {
            cells: CellWriter::early(),
            ..Self::new()
        }
    }

    /// Forgets what the terminal shows: the next frame begins with an empty screen.
    pub fn forget(&mut self) {
        self.anew = true;
    }

    /// Forgets where the cursor is: somebody else may have moved it since the last frame.
    pub fn forget_place(&mut self) {
        self.cells.forget_place();
    }

    /// The terminal shows a marked frame only when it is whole (synchronized update, mode 2026).
    pub fn allow_marks(&mut self) {
        self.cells.allow_marks();
    }

    /// The terminal has margins on its sides too (DECSLRM), so that it can shift a pane between others.
    pub fn allow_sides(&mut self) {
        self.cells.allow_sides();
    }

    /// Draws a picture on a screen of this size. Returns the bytes that make the terminal show it, as one frame; none when
    /// it shows it already.
    pub fn draw(&mut self, size: Size, picture: impl FnOnce(&mut Buffer)) -> Option<&[u8]> {
        let area = Rect::new(0, 0, size.width, size.height);
        self.anew |= self.shown.area != area;
        self.next.resize(area);
        self.next.reset();
        picture(&mut self.next);
        plain_blanks(&mut self.next);
        self.cells.begin(size);
        if std::mem::take(&mut self.anew) {
            self.cells.clear();
            self.shown.resize(area);
            self.shown.reset();
        } else if let Some(band) = scroll::find(&self.shown, &self.next, self.cells.margins()) {
            self.cells.shift(band);
            scroll::shift(&mut self.shown, band);
        }
        self.cells.draw(&self.shown, &self.next);
        std::mem::swap(&mut self.shown, &mut self.next);
        self.cells.frame()
    }
}

impl Default for Canvas {
    fn default() -> Self {
        Self::new()
    }
}

/// A blank has no letters to colour: whatever cannot be seen on it is taken away, so that it equals an erased one.
fn plain_blanks(buffer: &mut Buffer) {
    let blank = Cell::default();
    for cell in &mut buffer.content {
        let unseen = cell.symbol() == " " && Pen::of(cell).is_unseen_on_blanks();
        if unseen && *cell != blank {
            cell.reset();
        }
    }
}
