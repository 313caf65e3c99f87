//! The shortest bytes that move the cursor from one place of the screen to another.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr as _;

use crate::app::fit;

use super::pen::Pen;

/// Whether nothing is seen in a cell.
pub(super) fn is_blank(cell: &Cell) -> bool {
    Pen::of(cell) == Pen::PLAIN && cell.symbol() == " "
}

/// Whether all terminals agree that a sign is one column wide.
pub(super) fn is_plain(symbol: &str) -> bool {
    if let [b' '..=b'~'] = symbol.as_bytes() {
        return true;
    }
    let mut characters = symbol.chars();
    let one =
        characters.next().is_some_and(|sign| !sign.is_control()) && characters.next().is_none();
    one && (symbol.len() == 1 || symbol.width() == 1)
}

/// The bytes of a move: so few that they need no memory of their own, for a frame weighs thousands of ways.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Way {
    bytes: [u8; Self::LONGEST],
    length: u8,
}

impl Way {
    /// Room for every way there is: the longest brings back a place and goes down four rows and along one, 18 bytes.
    const LONGEST: usize = 31;

    /// The way with these bytes.
    pub(super) fn of(bytes: &str) -> Self {
        Self::default().and(bytes)
    }

    /// The way, and then these bytes.
    pub(super) fn and(mut self, bytes: &str) -> Self {
        self.add(bytes.as_bytes());
        self
    }

    fn add(&mut self, bytes: &[u8]) {
        let from = self.len();
        let room = self.bytes.get_mut(from..from + bytes.len());
        debug_assert!(room.is_some(), "no way is so long");
        if let Some(room) = room {
            room.copy_from_slice(bytes);
            self.length += bytes.len() as u8;
        }
    }

    /// The way, and then this number in decimal digits.
    pub(super) fn and_number(self, number: u16) -> Self {
        let rest = match number / 10 {
            0 => self,
            more => self.and_number(more),
        };
        let digit = usize::from(number % 10);
        rest.and(&"0123456789"[digit..=digit])
    }

    /// This way, and then another.
    pub(super) fn then(mut self, next: Self) -> Self {
        self.add(next.as_bytes());
        self
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len()).unwrap_or_default()
    }

    pub(super) fn len(&self) -> usize {
        usize::from(self.length)
    }
}

/// From a column to a place further right, with this pen in hand.
pub(super) fn forward(from: u16, to: Position, next: Option<&Buffer>, pen: Option<Pen>) -> Way {
    let jump = match to.x - from {
        1 => Way::of("\x1b[C"),
        columns => Way::of("\x1b[").and_number(columns).and("C"),
    };
    // What stands there is a byte for each column at least.
    if usize::from(to.x - from) > jump.len() {
        return jump;
    }
    let first = Position { x: from, y: to.y };
    if next.is_some_and(|next| is_half(next, first)) {
        return jump;
    }
    let mut again = Way::default();
    for x in from..to.x {
        let cell = next.and_then(|next| next.cell((x, to.y)));
        let Some(cell) = cell.filter(|cell| pen.is_some_and(|pen| can_write(pen, cell))) else {
            return jump;
        };
        again = again.and(cell.symbol());
        if again.len() > jump.len() {
            return jump;
        }
    }
    again
}

/// Whether a cell is the other half of a wide character, and so no blank whatever it holds.
pub(super) fn is_half(buffer: &Buffer, at: Position) -> bool {
    let before = at.x.checked_sub(1).and_then(|x| buffer.cell((x, at.y)));
    before.is_some_and(|cell| cell.symbol().len() > 1 && cell.symbol().width() > 1)
}

/// Whether a cell can be written with this pen.
fn can_write(pen: Pen, cell: &Cell) -> bool {
    let same = Pen::of(cell) == pen;
    (same || (is_blank(cell) && pen.is_unseen_on_blanks()))
        && is_plain(cell.symbol())
        && fit::symbol(cell.symbol()) == cell.symbol()
}

/// To a place of the screen.
pub(super) fn absolute(to: Position) -> Way {
    let way = Way::of("\x1b[");
    let place = match (to.x, to.y) {
        (0, 0) => way,
        (0, y) => way.and_number(y + 1),
        (x, y) => way.and_number(y + 1).and(";").and_number(x + 1),
    };
    place.and("H")
}

/// So many line feeds, at most four.
pub(super) fn feeds(rows: u16) -> &'static str {
    "\n\n\n\n".get(..usize::from(rows)).unwrap_or_default()
}

/// So many columns to the left.
pub(super) fn backward(columns: u16) -> Way {
    match "\x08\x08\x08".get(..usize::from(columns)) {
        Some(steps) => Way::of(steps),
        None => Way::of("\x1b[").and_number(columns).and("D"),
    }
}
