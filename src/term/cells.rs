//! Cells as bytes: what changed on the screen, collected until the frame is whole.

use std::io::{self, Write as _};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr;

use crate::app::fit;

use super::pen::Pen;

/// Begins a frame that the terminal shows only when it is whole.
const BEGIN: &[u8] = b"\x1b[?2026h";
/// Ends such a frame.
const END: &[u8] = b"\x1b[?2026l";

/// Runs of blanks from this length on are erased rather than written.
const ERASE_FROM: u16 = 9;

/// A backend of ratatui that writes into memory.
///
/// It leaves out every byte that changes nothing, so that a frame equal to the last one is empty. It never asks the
/// terminal anything: the size is what the program believes it is, and the cursor is where it was put.
#[derive(Debug)]
pub struct CellWriter {
    bytes: Vec<u8>,
    size: Size,
    cursor_shown: bool,
    /// Where the cursor was left for the reader to see; none when drawing has moved it.
    cursor: Option<Position>,
    pen: Pen,
    /// Where the next character would go; none when that is not certain.
    at: Option<Position>,
    /// Blanks in plain style that have been asked for and not yet written.
    blanks: u16,
}

impl CellWriter {
    /// A writer for a terminal of this size, whose cursor is hidden and whose style is plain.
    pub fn new(size: Size) -> Self {
        Self {
            bytes: BEGIN.to_vec(),
            size,
            cursor_shown: false,
            cursor: None,
            pen: Pen::PLAIN,
            at: None,
            blanks: 0,
        }
    }

    /// Tells the writer that the terminal has another size now.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
    }

    /// Forgets what the terminal is believed to show: its cursor is hidden now, its style plain.
    pub fn forget(&mut self) {
        self.cursor_shown = false;
        self.cursor = None;
        self.at = None;
    }

    /// The bytes of the frame between the marks of a synchronized update; nothing when nothing changed.
    pub fn frame(&mut self) -> Option<&[u8]> {
        if self.bytes.len() == BEGIN.len() {
            return None;
        }
        self.bytes.extend_from_slice(END);
        Some(&self.bytes)
    }

    /// Forgets the frame; the next one begins.
    pub fn begin(&mut self) {
        self.bytes.truncate(BEGIN.len());
    }

    /// Writes one cell, or remembers it as a blank.
    fn cell(&mut self, x: u16, y: u16, cell: &Cell) {
        let here = Position { x, y };
        let pen = Pen::of(cell);
        let blank = pen == Pen::PLAIN && cell.symbol() == " ";
        let follows = self
            .at
            .is_some_and(|at| at.y == y && at.x.checked_add(self.blanks) == Some(x));
        if blank && follows {
            self.blanks += 1;
            if x + 1 == self.size.width {
                self.erase_to_end();
            }
            return;
        }
        self.flush_blanks();
        self.move_to(here);
        if blank {
            self.blanks = 1;
            return;
        }
        self.pen.change_to(pen, &mut self.bytes);
        // The text of a document is data: whatever the view lets through, no byte of it may command the terminal.
        let symbol = fit::symbol(cell.symbol());
        self.bytes.extend_from_slice(symbol.as_bytes());
        // Terminals do not agree on the width of some characters, so the cursor is put anew after each that is not plain.
        let plain = symbol.len() == 1 || (symbol.chars().count() == 1 && symbol.width() == 1);
        self.at = (plain && x + 1 < self.size.width).then_some(Position { x: x + 1, y });
    }

    /// Writes the blanks that were asked for, as spaces or as an erasure.
    fn flush_blanks(&mut self) {
        let (blanks, Some(at)) = (self.blanks, self.at) else {
            return;
        };
        if blanks == 0 {
            return;
        }
        self.blanks = 0;
        self.pen.change_to(Pen::PLAIN, &mut self.bytes);
        if blanks >= ERASE_FROM {
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
        self.pen.change_to(Pen::PLAIN, &mut self.bytes);
        self.bytes.extend_from_slice(b"\x1b[K");
    }

    /// Moves the cursor by the shortest sequence known.
    fn move_to(&mut self, to: Position) {
        match self.at {
            Some(at) if at == to => {}
            Some(at) if at.y == to.y && at.x < to.x => match to.x - at.x {
                1 => self.bytes.extend_from_slice(b"\x1b[C"),
                columns => self.put(format_args!("\x1b[{columns}C")),
            },
            Some(at) if to.x == 0 && to.y == at.y + 1 => self.bytes.extend_from_slice(b"\r\n"),
            _ if to.x == 0 => self.put(format_args!("\x1b[{}H", to.y + 1)),
            _ => self.put(format_args!("\x1b[{};{}H", to.y + 1, to.x + 1)),
        }
        self.at = Some(to);
        self.cursor = None;
    }

    /// Adds formatted text to the frame.
    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to memory does not fail.
        let _ = self.bytes.write_fmt(text);
    }
}

impl Backend for CellWriter {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.cell(x, y, cell);
        }
        self.flush_blanks();
        // Every frame begins with a plain pen and an unknown place, so that a terminal that was written to by somebody
        // else is wrong for one frame at most.
        self.pen.change_to(Pen::PLAIN, &mut self.bytes);
        self.at = None;
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor_shown {
            self.bytes.extend_from_slice(b"\x1b[?25l");
            self.cursor_shown = false;
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if !self.cursor_shown {
            self.bytes.extend_from_slice(b"\x1b[?25h");
            self.cursor_shown = true;
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or(Position::ORIGIN))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.cursor != Some(position) {
            self.move_to(position);
            self.at = None;
            self.cursor = Some(position);
        }
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.bytes.extend_from_slice(match clear_type {
            ClearType::All => b"\x1b[2J",
            ClearType::AfterCursor => b"\x1b[J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[K",
        });
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
