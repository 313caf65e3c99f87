//! Words into cells.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::app::derive::wrap::{self, scrub};

/// Columns that the words take.
pub(super) fn width(words: &str) -> u16 {
    scrub(words).width().min(usize::from(u16::MAX)) as u16
}

/// Writes words up to, but without, the column `end`, and returns the column after them. What does not fit is cut.
pub(super) fn text(buf: &mut Buffer, at: Position, end: u16, words: &str, style: Style) -> u16 {
    let area = *buf.area();
    let room = end.min(area.right()).saturating_sub(at.x);
    if !area.contains(at) || room == 0 {
        return at.x;
    }
    let clean = scrub(words);
    buf.set_stringn(at.x, at.y, &*clean, usize::from(room), style)
        .0
}

/// The words cut to a width, with `…` where something is missing.
pub(super) fn cut(words: &str, room: u16) -> String {
    wrap::cut(&scrub(words.trim()), usize::from(room))
}

/// Words with their styles, to be written one after the other.
#[derive(Debug, Default)]
pub(super) struct Runs(Vec<Run>);

#[derive(Debug)]
struct Run {
    words: String,
    style: Style,
    /// Where room is short, the highest go first; 0 stays.
    dispensable: u8,
}

impl Runs {
    /// Adds words at the end.
    pub(super) fn push(&mut self, words: impl Into<String>, style: Style) {
        self.push_if_room(words, style, 0);
    }

    /// Adds words that may be left out; where room is short, those with the highest number go first.
    pub(super) fn push_if_room(&mut self, words: impl Into<String>, style: Style, dispensable: u8) {
        self.0.push(Run {
            words: words.into(),
            style,
            dispensable,
        });
    }

    /// Columns of all the words.
    pub(super) fn width(&self) -> u16 {
        self.width_of(u8::MAX)
    }

    /// Columns of the words that are never left out.
    pub(super) fn least_width(&self) -> u16 {
        self.width_of(0)
    }

    fn width_of(&self, dispensable: u8) -> u16 {
        let runs = self.0.iter();
        runs.filter(|run| run.dispensable <= dispensable)
            .fold(0, |sum: u16, run| sum.saturating_add(width(&run.words)))
    }

    /// The words without those that the room is too short for.
    pub(super) fn fitted(mut self, room: u16) -> Self {
        while self.width() > room {
            let most = self.0.iter().map(|run| run.dispensable).max().unwrap_or(0);
            if most == 0 {
                break;
            }
            self.0.retain(|run| run.dispensable < most);
        }
        self
    }

    /// Writes them up to, but without, the column `end`, and returns the column after them. What does not fit is cut
    /// with `…`.
    pub(super) fn draw(&self, buf: &mut Buffer, at: Position, end: u16) -> u16 {
        let mut x = at.x;
        for Run { words, style, .. } in &self.0 {
            let room = end.saturating_sub(x);
            let here = Position { x, y: at.y };
            if width(words) > room {
                let (blank, rest) = words.split_at(words.len() - words.trim_start().len());
                let rest = cut(rest, room.saturating_sub(blank.len() as u16));
                return text(buf, here, end, &format!("{blank}{rest}"), *style);
            }
            x = text(buf, here, end, words, *style);
        }
        x
    }
}

/// Writes words in the place of the rows of a pane that has none.
pub(super) fn instead(buf: &mut Buffer, rows: Rect, words: &str, style: Style) {
    let at = Position {
        x: rows.x + 1,
        y: rows.y,
    };
    text(buf, at, rows.right(), words, style);
}
