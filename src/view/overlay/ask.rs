//! Draws the line that a correction is typed into, in place of the status line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::overlay::{Ask, Panel};
use crate::app::{App, Tone};
use crate::view::theme::Theme;

use super::paint::{self, run};

pub(super) fn draw(app: &App, ask: &Ask, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let Some(row) = panel.prompt.filter(|row| !row.is_empty()) else {
        return;
    };
    paint::panel(panel, ("", ""), &[], theme, buf);
    let refused = app
        .notice
        .as_ref()
        .filter(|notice| notice.tone == Tone::Refused);
    let note = refused.map_or("enter keeps it  esc leaves it ", |notice| &notice.text);
    let width = note.width() as u16;
    let width = if width <= row.width / 3 * 2 { width } else { 0 };
    let left = Rect {
        x: row.x + u16::from(row.width > 4),
        width: row.width.saturating_sub(width + 2),
        ..row
    };
    paint::prompt(left, (ask.label(), ""), &ask.line, theme, buf);
    if width > 0 {
        let right = Rect {
            x: row.right() - width,
            width,
            ..row
        };
        paint::put(right, vec![run(note, theme.dim)], buf);
    }
}
