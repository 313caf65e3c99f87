//! A terminal with margins on all sides, as far as the writer uses it. What it does follows xterm.
//!
//! It knows the sequences that the writer may send, and panics over every other one.

use ratatui::style::Color;

/// One cell: its sign, and how it is written.
pub(super) type Sign = (char, Ink);

/// What the writer's styles come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ink {
    pub(super) color: Color,
    pub(super) bold: bool,
    pub(super) reversed: bool,
}

/// The terminal. Rows and columns count from 0; margins are inside.
pub(super) struct Model {
    pub(super) rows: Vec<Vec<Sign>>,
    x: usize,
    y: usize,
    ink: Ink,
    vertical: (usize, usize),
    sides: Option<(usize, usize)>,
    /// Whether the next sign would begin a new row.
    full: bool,
    saved: (usize, usize, Ink),
}

const BLANK: Sign = (
    ' ',
    Ink {
        color: Color::Reset,
        bold: false,
        reversed: false,
    },
);

impl Model {
    pub(super) fn new(width: u16, height: u16) -> Self {
        let (width, height) = (usize::from(width), usize::from(height));
        Self {
            rows: vec![vec![BLANK; width]; height],
            x: 0,
            y: 0,
            ink: Ink::default(),
            vertical: (0, height - 1),
            sides: None,
            full: false,
            saved: (0, 0, Ink::default()),
        }
    }

    pub(super) fn process(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut signs = text.chars();
        while let Some(sign) = signs.next() {
            let full = std::mem::take(&mut self.full);
            match sign {
                '\n' => self.feed(),
                '\r' => self.x = self.left(),
                '\x08' => self.x = self.x.saturating_sub(1).max(self.left()),
                '\x1b' => match signs.next() {
                    Some('M') => self.feed_back(),
                    Some('7') => self.saved = (self.x, self.y, self.ink),
                    Some('8') => (self.x, self.y, self.ink) = self.saved,
                    Some('[') => {
                        let rest = signs.as_str();
                        let end = rest.find(|sign: char| sign.is_ascii_alphabetic()).unwrap();
                        self.command(&rest[..end], &rest[end..=end]);
                        signs = rest[end + 1..].chars();
                    }
                    other => panic!("Esc and {other:?}"),
                },
                sign => {
                    assert!(
                        !full && !sign.is_control(),
                        "{sign:?} at {},{}",
                        self.x,
                        self.y
                    );
                    self.rows[self.y][self.x] = (sign, self.ink);
                    self.full = self.x == self.right();
                    self.x = (self.x + 1).min(self.right());
                }
            }
        }
    }

    fn width(&self) -> usize {
        self.rows[0].len()
    }

    /// The margins on the sides; those of the screen when they are not in use.
    fn between(&self) -> (usize, usize) {
        self.sides.unwrap_or((0, self.width() - 1))
    }

    /// How far to the left the cursor may go.
    fn left(&self) -> usize {
        let (left, _) = self.between();
        if self.x >= left { left } else { 0 }
    }

    /// How far to the right.
    fn right(&self) -> usize {
        let (_, right) = self.between();
        if self.x <= right {
            right
        } else {
            self.width() - 1
        }
    }

    fn is_between(&self) -> bool {
        let (left, right) = self.between();
        (left..=right).contains(&self.x)
    }

    fn feed(&mut self) {
        if self.y != self.vertical.1 {
            self.y = (self.y + 1).min(self.rows.len() - 1);
        } else if self.is_between() {
            self.scroll(|at| at + 1);
        }
    }

    fn feed_back(&mut self) {
        if self.y != self.vertical.0 {
            self.y = self.y.saturating_sub(1);
        } else if self.is_between() {
            self.scroll(|at| at.wrapping_sub(1));
        }
    }

    /// Every row between the margins becomes what that row was; blank when it was none of them.
    fn scroll(&mut self, from: impl Fn(usize) -> usize) {
        let (top, bottom) = self.vertical;
        let (left, right) = self.between();
        let before = self.rows.clone();
        for y in top..=bottom {
            let from = Some(from(y)).filter(|from| (top..=bottom).contains(from));
            let row = &mut self.rows[y][left..=right];
            match from {
                Some(from) => row.copy_from_slice(&before[from][left..=right]),
                None => row.fill(BLANK),
            }
        }
    }

    fn command(&mut self, parameters: &str, last: &str) {
        let numbers: Vec<usize> = parameters
            .split(';')
            .map(|number| number.parse().unwrap_or_default())
            .collect();
        let number = |at: usize| numbers.get(at).copied().unwrap_or_default();
        let one = number(0).max(1);
        match (parameters, last) {
            ("?2026", "h" | "l") => {}
            ("?69", "h") => self.sides = Some((0, self.width() - 1)),
            ("2", "J") => self.rows.iter_mut().for_each(|row| row.fill(BLANK)),
            (_, "H") => {
                self.y = one - 1;
                self.x = number(1).max(1) - 1;
            }
            (_, "r") => {
                let bottom = if number(1) == 0 {
                    self.rows.len()
                } else {
                    number(1)
                };
                self.vertical = (one - 1, bottom - 1);
                (self.x, self.y) = (0, 0);
            }
            (_, "s") => {
                assert!(self.sides.is_some(), "margins on the sides are not in use");
                let right = if number(1) == 0 {
                    self.width()
                } else {
                    number(1)
                };
                self.sides = Some((one - 1, right - 1));
                (self.x, self.y) = (0, 0);
            }
            // The cursor stops at the margins that it stands between.
            (_, "A") => {
                let top = if self.y >= self.vertical.0 {
                    self.vertical.0
                } else {
                    0
                };
                self.y = self.y.saturating_sub(one).max(top);
            }
            (_, "B") => {
                let last = self.rows.len() - 1;
                let bottom = if self.y <= self.vertical.1 {
                    self.vertical.1
                } else {
                    last
                };
                self.y = (self.y + one).min(bottom);
            }
            (_, "C") => self.x = (self.x + one).min(self.right()),
            (_, "D") => self.x = self.x.saturating_sub(one).max(self.left()),
            (_, "X") => {
                let end = (self.x + one).min(self.width());
                self.rows[self.y][self.x..end].fill(BLANK);
            }
            ("", "K") => self.rows[self.y][self.x..].fill(BLANK),
            (_, "m") => numbers.iter().for_each(|code| self.style(*code)),
            other => panic!("the writer may not send {other:?}"),
        }
    }

    fn style(&mut self, code: usize) {
        match code {
            0 => self.ink = Ink::default(),
            1 => self.ink.bold = true,
            7 => self.ink.reversed = true,
            22 => self.ink.bold = false,
            27 => self.ink.reversed = false,
            33 => self.ink.color = Color::Yellow,
            39 => self.ink.color = Color::Reset,
            90 => self.ink.color = Color::DarkGray,
            other => panic!("style {other}"),
        }
    }
}
