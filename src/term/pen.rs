//! The style the terminal writes in, changed with as few bytes as possible.

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
        // An empty parameter means 0, so `CSI ;1m` is a reset and bold.
        let mut codes = String::with_capacity(ROOM);
        Self::PLAIN.difference(self, &mut codes);
        if let Some(before) = before {
            let mut difference = String::with_capacity(ROOM);
            before.difference(self, &mut difference);
            // Without the empty parameter.
            let difference = difference.split_off(difference.len().min(1));
            if difference.len() < codes.len() {
                codes = difference;
            }
        }
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(codes.as_bytes());
        out.push(b'm');
    }

    /// Adds the parameters of `CSI m` that lead from this pen to `next`, with a semicolon before each.
    fn difference(self, next: Self, codes: &mut String) {
        let mut put = |code: &str| {
            codes.push(';');
            codes.push_str(code);
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
            put(&color(next.fg, 30));
        }
        if self.bg != next.bg {
            put(&color(next.bg, 40));
        }
    }
}

/// Bytes that the parameters of nearly every change fit in.
const ROOM: usize = 32;

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

/// The parameter for a colour; `base` is 30 for the letters and 40 for the ground.
fn color(color: Color, base: u16) -> String {
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
        Color::Indexed(index) => return format!("{};5;{index}", base + 8),
        Color::Rgb(red, green, blue) => return format!("{};2;{red};{green};{blue}", base + 8),
    };
    (base + number).to_string()
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
