//! The style the terminal writes in, changed with as few bytes as possible.

use std::io::Write as _;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Colours and attributes as the terminal has them now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    /// What `CSI m` sets.
    pub(super) const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// The pen that a cell is written with.
    pub(super) fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Whether a blank written or erased with this pen looks like any other.
    pub(super) fn is_unseen_on_blanks(self) -> bool {
        let seen = Modifier::REVERSED
            .union(Modifier::UNDERLINED)
            .union(Modifier::CROSSED_OUT);
        self.bg == Color::Reset && !self.modifier.intersects(seen)
    }

    /// Writes what gives the terminal this pen where it has the pen `before`: the difference, or a reset and all of this one,
    /// whichever is shorter. Where nobody knows what pen it has, it is the latter.
    pub(super) fn follow(self, before: Option<Self>, out: &mut Vec<u8>) {
        if before == Some(self) {
            return;
        }
        out.extend_from_slice(b"\x1b[");
        let whole = out.len();
        // An empty parameter means 0, so `CSI ;1m` is a reset and bold.
        Self::PLAIN.difference(self, out);
        if let Some(before) = before {
            let change = out.len();
            before.difference(self, out);
            // It goes without the empty parameter.
            if out.len() <= change + (change - whole) {
                out.drain(whole..=change);
            } else {
                out.truncate(change);
            }
        }
        out.push(b'm');
    }

    /// Adds the parameters of `CSI m` that lead from this pen to `next`, with a semicolon before each.
    fn difference(self, next: Self, codes: &mut Vec<u8>) {
        let mut put = |code: &str| {
            codes.push(b';');
            codes.extend_from_slice(code.as_bytes());
        };
        let mut kept = self.modifier;
        for &(lost, off) in OFF {
            if self.modifier.intersects(lost) && !next.modifier.contains(self.modifier & lost) {
                // One code ends both bold and dim, and one both kinds of blinking.
                kept.remove(lost);
                put(off);
            }
        }
        for &(modifier, on) in ON {
            if next.modifier.contains(modifier) && !kept.contains(modifier) {
                put(on);
            }
        }
        if self.fg != next.fg {
            put_color(next.fg, 30, codes);
        }
        if self.bg != next.bg {
            put_color(next.bg, 40, codes);
        }
    }
}

/// Attributes and what ends them.
const OFF: &[(Modifier, &str)] = &[
    (Modifier::BOLD.union(Modifier::DIM), "22"),
    (Modifier::ITALIC, "23"),
    (Modifier::UNDERLINED, "24"),
    (Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK), "25"),
    (Modifier::REVERSED, "27"),
    (Modifier::HIDDEN, "28"),
    (Modifier::CROSSED_OUT, "29"),
];

/// Attributes and what begins them.
const ON: &[(Modifier, &str)] = &[
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::SLOW_BLINK, "5"),
    (Modifier::RAPID_BLINK, "6"),
    (Modifier::REVERSED, "7"),
    (Modifier::HIDDEN, "8"),
    (Modifier::CROSSED_OUT, "9"),
];

/// Adds the parameter for a colour, with a semicolon before it; `base` is 30 for the letters and 40 for the ground.
fn put_color(color: Color, base: u16, codes: &mut Vec<u8>) {
    let number = match color {
        Color::Reset => 9,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(_) | Color::Rgb(..) => 8,
    };
    // Writing to memory does not fail.
    let _ = match color {
        Color::Indexed(index) => write!(codes, ";{};5;{index}", base + number),
        Color::Rgb(red, green, blue) => {
            write!(codes, ";{};2;{red};{green};{blue}", base + number)
        }
        _ => write!(codes, ";{}", base + number),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pen(fg: Color, modifier: Modifier) -> Pen {
        Pen {
            fg,
            bg: Color::Reset,
            modifier,
        }
    }

    #[test]
    fn a_change_of_style_takes_the_shorter_way() {
        let bold = Modifier::BOLD;
        let plain = Modifier::empty();
        for (from, to, expected) in [
            (Some(Pen::PLAIN), Pen::PLAIN, ""),
            (Some(Pen::PLAIN), pen(Color::Yellow, plain), "\x1b[33m"),
            (Some(Pen::PLAIN), pen(Color::DarkGray, bold), "\x1b[1;90m"),
            (Some(pen(Color::Yellow, bold)), Pen::PLAIN, "\x1b[m"),
            (
                Some(pen(Color::Yellow, plain)),
                pen(Color::Cyan, plain),
                "\x1b[36m",
            ),
            (
                Some(pen(Color::Yellow, bold)),
                pen(Color::Cyan, plain),
                "\x1b[;36m",
            ),
            (
                Some(pen(Color::Reset, Modifier::BOLD.union(Modifier::DIM))),
                pen(Color::Reset, bold),
                "\x1b[;1m",
            ),
            (
                Some(Pen::PLAIN),
                pen(Color::Indexed(208), plain),
                "\x1b[38;5;208m",
            ),
            (
                Some(Pen::PLAIN),
                pen(Color::Rgb(1, 20, 255), plain),
                "\x1b[38;2;1;20;255m",
            ),
            (None, Pen::PLAIN, "\x1b[m"),
            (None, pen(Color::Yellow, plain), "\x1b[;33m"),
        ] {
            let mut out = Vec::new();
            to.follow(from, &mut out);
            assert_eq!(String::from_utf8_lossy(&out), expected);
        }
    }
}
