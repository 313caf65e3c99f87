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

/// From a column to a place further right, with this pen in hand.
pub(super) fn forward(from: u16, to: Position, next: Option<&Buffer>, pen: Option<Pen>) -> String {
    let jump = match to.x - from {
        1 => "\x1b[C".to_owned(),
        columns => format!("\x1b[{columns}C"),
    };
    // The other half of a wide character is no blank.
    let half = from.checked_sub(1).and_then(|x| next?.cell((x, to.y)));
    if half.is_some_and(|cell| cell.symbol().width() > 1) {
        return jump;
    }
    let mut again = String::new();
    for x in from..to.x {
        let cell = next.and_then(|next| next.cell((x, to.y)));
        let Some(cell) = cell.filter(|cell| pen.is_some_and(|pen| can_write(pen, cell))) else {
            return jump;
        };
        again.push_str(cell.symbol());
        if again.len() > jump.len() {
            return jump;
        }
    }
    again
}

/// Whether a cell can be written with this pen.
fn can_write(pen: Pen, cell: &Cell) -> bool {
    let same = Pen::of(cell) == pen;
    (same || (is_blank(cell) && pen.is_unseen_on_blanks()))
        && is_plain(cell.symbol())
        && fit::symbol(cell.symbol()) == cell.symbol()
}

/// To a place of the screen.
pub(super) fn absolute(to: Position) -> String {
    match (to.x, to.y) {
        (0, 0) => "\x1b[H".to_owned(),
        (0, y) => format!("\x1b[{}H", y + 1),
        (x, y) => format!("\x1b[{};{}H", y + 1, x + 1),
    }
}

/// So many columns to the left.
pub(super) fn backward(columns: u16) -> String {
    match columns {
        0..=3 => "\x08".repeat(usize::from(columns)),
        columns => format!("\x1b[{columns}D"),
    }
}
