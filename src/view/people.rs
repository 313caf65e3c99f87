//! The right pane: people, then organizations.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::derive::people::{PeopleRow, tally};
use crate::app::layout::content;
use crate::app::{App, Pane, Screen};
use crate::library::EntityId;

use super::{Theme, headings, letter, mark_style, paint};

/// Columns of one number.
const NUMBER: u16 = 4;

pub(super) fn draw(app: &App, theme: &Theme, pane: Rect, buf: &mut Buffer) {
    let list = &app.derived.people;
    let top = app.people.top;
    // Scrolled past their heading, organizations keep it at the top of the pane.
    let words = if list.is_organization(top) {
        "Organizations"
    } else {
        "People"
    };
    let rest = headings::draw(app, theme, Pane::People, words, pane, buf);
    if rest.width > 2 * NUMBER {
        columns_heading(theme, pane, buf);
    }
    let rows = content(pane, Screen::Panes);
    if list.is_empty() {
        let words = if app.library.name.is_empty() || app.progress.is_some() {
            "Finding names …"
        } else {
            "Nobody named"
        };
        paint::instead(buf, rows, words, theme.dim);
        return;
    }
    for (y, row) in (rows.top()..rows.bottom()).zip(top..) {
        let line = Rect {
            y,
            height: 1,
            ..rows
        };
        match list.row(row) {
            Some(PeopleRow::Organizations) => {
                let at = Position { x: line.x + 1, y };
                paint::text(buf, at, line.right(), "Organizations", theme.heading);
            }
            Some(PeopleRow::Entity(id)) => entry(app, theme, id, line, buf),
            Some(PeopleRow::Blank) => {}
            None => break,
        }
    }
}

fn columns_heading(theme: &Theme, pane: Rect, buf: &mut Buffer) {
    number(theme.dim, pane, 1, "here", buf);
    number(theme.dim, pane, 0, "all", buf);
}

/// Writes a number, or the heading of a column of numbers, flush right; column 0 is the last one.
fn number(style: Style, line: Rect, column: u16, words: &str, buf: &mut Buffer) {
    let end = line.right().saturating_sub(1 + column * (NUMBER + 1));
    let at = Position {
        x: end.saturating_sub(paint::width(words)),
        y: line.y,
    };
    paint::text(buf, at, end, words, style);
}

fn entry(app: &App, theme: &Theme, id: EntityId, line: Rect, buf: &mut Buffer) {
    let Some(entity) = app.library.entities.get(id) else {
        return;
    };
    let mark = app.speaker_mark(id);
    let here = tally(entity, app.article.doc);
    let at = |x| Position { x, y: line.y };
    if let Some(mark) = mark {
        let words = format!("▎{}", letter(mark));
        paint::text(
            buf,
            at(line.x + 1),
            line.right(),
            &words,
            mark_style(theme, Some(mark)),
        );
    }
    let present = here.mentions > 0 || here.quotations > 0;
    let speaks = entity.quotations > 0;
    let style = if present { theme.text } else { theme.dim };
    let style = match (app.people.selected == Some(id), app.focus == Pane::People) {
        (true, true) => style.patch(theme.selected),
        (true, false) => style.patch(theme.selected_idle),
        (false, _) => style,
    };
    // Those who say nothing are counted by their mentions.
    let (here, all) = if speaks {
        (here.quotations, entity.quotations)
    } else {
        (here.mentions, entity.mentions)
    };
    let shown = |count: u32| match count {
        0 => String::new(),
        1..10_000 => count.to_string(),
        _ => format!("{}k", count / 1000),
    };
    let (here, all) = ((here, shown(here)), (all, shown(all)));
    // A long name may use what a short number leaves of its column.
    let name_at = line.x + 4;
    let end = line
        .right()
        .saturating_sub(3 + NUMBER + paint::width(&here.1));
    let name = paint::cut(&entity.name, end.saturating_sub(name_at));
    paint::text(buf, at(name_at), end, &name, style);
    // What is said stands out from what is merely named.
    let style = |count| {
        if speaks && count > 0 {
            theme.text
        } else {
            theme.dim
        }
    };
    number(style(here.0), line, 1, &here.1, buf);
    number(style(all.0), line, 0, &all.1, buf);
}
