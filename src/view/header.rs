//! The line at the top: what is open, and who is followed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::derive::head::counted;
use crate::app::update::followed_now;
use crate::app::{Action, App, Server};

use super::paint::Runs;
use super::{Theme, key_of, letter, mark_style};

pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let library = library(app, theme);
    // The name of whoever is followed matters more than what may be left out on the left.
    let room = area.width.saturating_sub(library.least_width() + 5);
    let followed =
        [Detail::Full, Detail::Name, Detail::Mark].map(|detail| followed(app, theme, detail));
    let [.., least] = &followed;
    let right = followed
        .iter()
        .find(|runs| runs.width() <= room)
        .unwrap_or(least);
    let at = |x| Position { x, y: area.y };
    let x = area.right().saturating_sub(right.width() + 1);
    right.draw(buf, at(x), area.right());
    let end = x.saturating_sub(2);
    library
        .fitted(end.saturating_sub(area.x + 1))
        .draw(buf, at(area.x + 1), end);
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
        format!(" · {}", counted(library.len(), "document")),
        theme.dim,
    );
    if app.server == Server::Away {
        runs.push(" · not connected", theme.refused);
    }
    if !library.problems.is_empty() {
        let key = key_of(app, Action::Problems).map_or(String::new(), |key| format!(" ({key})"));
        runs.push_if_room(" · ", theme.dim, 1);
        runs.push_if_room(
            format!("{}{key}", counted(library.problems.len(), "problem")),
            theme.refused,
            1,
        );
    }
    if library.skipped > 0 {
        let words = format!(" · {} passed over", library.skipped);
        runs.push_if_room(words, theme.dim, 2);
    }
    runs
}

/// How much is said about who is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Detail {
    /// Everything.
    Full,
    /// Mark, name and place.
    Name,
    /// Mark and place.
    Mark,
}

/// `following ▎b Mara Lindqvist  2 of 4`.
fn followed(app: &App, theme: &Theme, detail: Detail) -> Runs {
    let mut runs = Runs::default();
    let Some((id, entity)) = app
        .following
        .and_then(|id| Some((id, app.library.entities.get(id)?)))
    else {
        return runs;
    };
    let mark = app.speaker_mark(id);
    if detail == Detail::Full {
        runs.push("following ", theme.dim);
    }
    runs.push("▎", mark_style(theme, mark));
    if let Some(mark) = mark {
        runs.push(format!("{} ", letter(mark)), mark_style(theme, Some(mark)));
    }
    if detail == Detail::Mark {
        runs.push(position(app).replace(" of ", "/"), theme.dim);
    } else {
        runs.push(entity.name.clone(), theme.title);
        runs.push(format!("  {}", position(app)), theme.dim);
    }
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
