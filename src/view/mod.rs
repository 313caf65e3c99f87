//! The state as cells. Nothing here changes anything.

mod article;
mod documents;
mod header;
mod headings;
mod overlay;
mod paint;
mod people;
pub mod plain;
mod status;
pub mod theme;

#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::layout::{SMALLEST, layout};
use crate::app::{Action, App, Key};

pub(crate) use status::progress;
pub use theme::Theme;

/// Draws the whole screen.
pub fn draw(app: &App, buf: &mut Buffer) {
    render(app, buf.area, buf);
}

/// Draws the whole screen into an area of cells.
pub(crate) fn render(app: &App, area: Rect, buf: &mut Buffer) {
    let theme = Theme::of(app.theme, app.background);
    buf.set_style(area, theme.text);
    let Some(layout) = layout(app.size, app.focus, app.screen) else {
        too_small(app, &theme, area, buf);
        return;
    };
    // For a moment the terminal may be smaller than the size last heard of.
    let inside = |rect: Rect| rect.intersection(area) == rect;
    if !inside(layout.header) || !inside(layout.status) {
        return;
    }
    if layout.header.height > 0 {
        header::draw(app, &theme, layout.header, buf);
    }
    if let Some(pane) = layout.documents {
        documents::draw(app, &theme, pane, buf);
        rule(&theme, pane.right(), pane, area, buf);
    }
    if let Some(pane) = layout.article {
        article::draw(app, &theme, pane, buf);
        if layout.people.is_some() {
            rule(&theme, pane.right(), pane, area, buf);
        }
    }
    if let Some(pane) = layout.people {
        people::draw(app, &theme, pane, buf);
    }
    status::draw(app, &theme, layout.status, buf);
    overlay::draw(app, &theme, buf);
}

/// The thin line on the right of a pane, if a pane follows there.
fn rule(theme: &Theme, x: u16, pane: Rect, area: Rect, buf: &mut Buffer) {
    for y in pane.top()..pane.bottom() {
        if x < area.right()
            && let Some(cell) = buf.cell_mut(Position { x, y })
        {
            cell.set_symbol("│").set_style(theme.rule);
        }
    }
}

/// A screen that cannot be read on says what it needs.
fn too_small(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let needed = format!("{}×{}", SMALLEST.width, SMALLEST.height);
    let quit = key_of(app, Action::Quit).map_or(String::new(), |key| format!("{key} leaves"));
    let lines = ["Too small".to_owned(), format!("needs {needed}"), quit];
    let shown = lines.len().min(usize::from(area.height));
    let top = area.y + (area.height - shown as u16) / 2;
    for (y, line) in (top..).zip(lines.iter().take(shown)) {
        let width = paint::width(line).min(area.width);
        let x = area.x + (area.width - width) / 2;
        paint::text(buf, Position { x, y }, area.right(), line, theme.text);
    }
}

/// The key that a hint names for an action.
fn key_of(app: &App, action: Action) -> Option<&Key> {
    app.keymap.keys(action).first()
}

/// The mark and the letter of a speaker's colour, counted from 0.
fn letter(mark: usize) -> char {
    char::from(b'a' + (mark.min(25) as u8))
}

/// The style of a speaker's mark.
fn mark_style(theme: &Theme, mark: Option<usize>) -> Style {
    match mark {
        Some(_) => theme.speaker(mark),
        None => theme.dim,
    }
}
