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
        let mut codes = String::new();
        for code in Self::PLAIN.difference(self) {
            codes.push(';');
            codes.push_str(&code);
        }
        let difference = before.map(|before| before.difference(self).join(";"));
        if let Some(difference) = difference.filter(|difference| difference.len() < codes.len()) {
            codes = difference;
        }
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(codes.as_bytes());
        out.push(b'm');
    }

    /// The parameters of `CSI m` that lead from this pen to `next`.
    fn difference(self, next: Self) -> Vec<String> {
        let mut codes = Vec::new();
        let mut kept = self.modifier;
        for &(lost, off) in OFF {
            if self.modifier.intersects(lost) && !next.modifier.contains(self.modifier & lost) {
                // One code ends both bold and dim, and one both kinds of blinking.
                kept.remove(lost);
                codes.push(off.to_owned());
            }
        }
        for &(modifier, on) in ON {
            if next.modifier.contains(modifier) && !kept.contains(modifier) {
                codes.push(on.to_owned());
            }
        }
        if self.fg != next.fg {
            codes.push(color(next.fg, 30));
        }
        if self.bg != next.bg {
            codes.push(color(next.bg, 40));
        }
        codes
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

/// The parameter for a colour; `base` is 30 for the letters and 40 for the ground.
fn color(color: Color, base: u16) -> String {
    let dark = |offset: u16| (base + offset).to_string();
    let bright = |offset: u16| (base + 60 + offset).to_string();
    match color {
        Color::Reset => dark(9),
        Color::Black => dark(0),
        Color::Red => dark(1),
        Color::Green => dark(2),
        Color::Yellow => dark(3),
        Color::Blue => dark(4),
        Color::Magenta => dark(5),
        Color::Cyan => dark(6),
        Color::Gray => dark(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(index) => format!("{};5;{index}", base + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", base + 8),
    }
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
