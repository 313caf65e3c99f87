//! Draws the prompt of the search in the article, in place of the status line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::App;
use crate::app::overlay::{Panel, SearchPrompt};
use crate::view::theme::Theme;

use super::paint::{self, run};

pub(super) fn draw(
    app: &App,
    prompt: &SearchPrompt,
    panel: Panel,
    theme: &Theme,
    buf: &mut Buffer,
) {
    let Some(row) = panel.prompt.filter(|row| !row.is_empty()) else {
        return;
    };
    paint::panel(
        Panel {
            outer: row,
            ..panel
        },
        ("", ""),
        &[],
        theme,
        buf,
    );
    let typed = !prompt.line.text().is_empty() && !prompt.line.is_offered();
    let found = match &app.article.search {
        Some(search) if typed && !search.hits.is_empty() => {
            let at = search.current.map_or(1, |current| current + 1);
            format!("{at}/{}  enter keeps  esc goes back ", search.hits.len())
        }
        _ if typed => "not in this article  esc goes back ".to_owned(),
        _ => "enter searches  esc goes back ".to_owned(),
    };
    let width = found.width() as u16;
    let note = if width * 2 <= row.width { width } else { 0 };
    let left = Rect {
        x: row.x + u16::from(row.width > 4),
        width: row.width.saturating_sub(note + 2),
        ..row
    };
    paint::prompt(left, ("/", " in this article"), &prompt.line, theme, buf);
    if note > 0 {
        let right = Rect {
            x: row.right() - note,
            width: note,
            ..row
        };
        paint::put(right, vec![run(&found, theme.dim)], buf);
    }
}
