//! The line at the top: what is open, and who is followed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::derive::head::counted;
use crate::app::layout::THREE_PANES_FROM;
use crate::app::update::followed_now;
use crate::app::{Action, App, Pane, Screen};

use super::paint::Runs;
use super::{Theme, key_of, letter, mark_style};

pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let followed = followed(app, theme);
    let room = area.width.saturating_sub(followed.width() + 1);
    let narrow = area.width < THREE_PANES_FROM && app.screen == Screen::Panes;
    let left = if narrow {
        tabs(app, theme)
    } else {
        library(app, theme)
    };
    let mut end = area.right();
    if !narrow || left.width() + 3 <= room {
        let at = Position {
            x: area.x + room,
            y: area.y,
        };
        if followed.width() > 0 && room > 12 {
            followed.draw(buf, at, area.right());
            end = at.x.saturating_sub(2);
        }
    } else if followed.width() > 0 {
        // Where both do not fit, the mark alone says that somebody is followed; the status line has the name.
        let short = short_followed(app, theme);
        let x = area.right().saturating_sub(short.width() + 1);
        short.draw(buf, Position { x, y: area.y }, area.right());
        end = x.saturating_sub(1);
    }
    left.draw(
        buf,
        Position {
            x: area.x + 1,
            y: area.y,
        },
        end,
    );
}

fn library(app: &App, theme: &Theme) -> Runs {
    let mut runs = Runs::default();
    runs.push("onrecord", theme.title);
    if app.library.name.is_empty() {
        return runs;
    }
    let library = &app.library;
    runs.push(format!("  {}", library.name), theme.text);
    runs.push(
        format!(" · {}", counted(library.documents.len(), "document")),
        theme.dim,
    );
    if !library.problems.is_empty() {
        let key = key_of(app, Action::Problems).map_or(String::new(), |key| format!(" ({key})"));
        runs.push(" · ", theme.dim);
        runs.push(
            format!("{}{key}", counted(library.problems.len(), "problem")),
            theme.refused,
        );
    }
    if library.skipped > 0 {
        runs.push(format!(" · {} passed over", library.skipped), theme.dim);
    }
    runs
}

/// The panes by their keys: on a narrow screen some of them are hidden.
fn tabs(app: &App, theme: &Theme) -> Runs {
    let mut runs = Runs::default();
    for (pane, action, name) in [
        (Pane::Documents, Action::Documents, "Documents"),
        (Pane::Article, Action::Article, "Article"),
        (Pane::People, Action::People, "People"),
    ] {
        let style = if app.focus == pane {
            theme.heading_focused
        } else {
            theme.dim
        };
        if pane != Pane::Documents {
            runs.push("   ", theme.text);
        }
        if let Some(key) = key_of(app, action) {
            runs.push(format!("{key} "), theme.dim);
        }
        runs.push(name, style);
    }
    runs
}

/// `following ▎b Mara Lindqvist  2 of 4`.
fn followed(app: &App, theme: &Theme) -> Runs {
    let mut runs = Runs::default();
    let Some((id, entity)) = app
        .following
        .and_then(|id| Some((id, app.library.entities.get(id)?)))
    else {
        return runs;
    };
    let mark = app.speaker_mark(id);
    runs.push("following ", theme.dim);
    runs.push("▎", mark_style(theme, mark));
    if let Some(mark) = mark {
        runs.push(format!("{} ", letter(mark)), mark_style(theme, Some(mark)));
    }
    runs.push(entity.name.clone(), theme.title);
    runs.push(format!("  {}", position(app)), theme.dim);
    runs
}

fn short_followed(app: &App, theme: &Theme) -> Runs {
    let mut runs = Runs::default();
    let mark = app.following.and_then(|id| app.speaker_mark(id));
    runs.push("▎", mark_style(theme, mark));
    if let Some(mark) = mark {
        runs.push(letter(mark).to_string(), mark_style(theme, Some(mark)));
    }
    runs.push(
        format!(" {}", position(app).replace(" of ", "/")),
        theme.dim,
    );
    runs
}

/// `2 of 4`, or `4 quotations` while none of them is current.
fn position(app: &App) -> String {
    let all = app.derived.followed.quotations.len();
    match followed_now(app) {
        Some(place) => format!("{} of {all}", place + 1),
        None => counted(all, "quotation"),
    }
}
