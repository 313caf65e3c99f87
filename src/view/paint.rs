//! Words into cells.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::app::derive::wrap::scrub;

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
    let clean = scrub(words.trim());
    if clean.width() <= usize::from(room) {
        return clean.into_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for letter in clean.graphemes(true) {
        used += letter.width();
        if used > usize::from(room) {
            break;
        }
        kept.push_str(letter);
    }
    if room == 0 {
        return String::new();
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// Words with their styles, to be written one after the other.
#[derive(Debug, Default)]
pub(super) struct Runs(Vec<(String, Style)>);

impl Runs {
    /// Adds words at the end.
    pub(super) fn push(&mut self, words: impl Into<String>, style: Style) {
        self.0.push((words.into(), style));
    }

    /// Columns of all the words.
    pub(super) fn width(&self) -> u16 {
        self.0
            .iter()
            .fold(0, |sum: u16, (words, _)| sum.saturating_add(width(words)))
    }

    /// Writes them up to, but without, the column `end`, and returns the column after them. What does not fit is cut
    /// with `…`.
    pub(super) fn draw(&self, buf: &mut Buffer, at: Position, end: u16) -> u16 {
        let mut x = at.x;
        for (words, style) in &self.0 {
            let room = end.saturating_sub(x);
            let here = Position { x, y: at.y };
            if width(words) <= room {
                x = text(buf, here, end, words, *style);
            } else {
                let leading = words.len() - words.trim_start().len();
                let shown = format!(
                    "{}{}",
                    &words[..leading],
                    cut(words, room.saturating_sub(leading as u16))
                );
                return text(buf, here, end, &shown, *style);
            }
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_to_columns_not_letters() {
        for (words, room, expected) in [
            ("short", 5, "short"),
            ("longer words", 8, "longer…"),
            ("港は静かだ", 6, "港は…"),
            ("港は静かだ", 1, "…"),
            ("anything", 0, ""),
        ] {
            assert_eq!(cut(words, room), expected);
        }
    }
}
