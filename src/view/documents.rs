//! The left pane: the documents by day.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::derive::documents::ListRow;
use crate::app::derive::head::{counted, day_in_full, is_stop};
use crate::app::layout::content;
use crate::app::{App, Pane, Screen};
use crate::library::{DateBasis, DocId, Document};

use super::paint::{self, Runs};
use super::{Theme, heading, letter, mark_style};

pub(super) fn draw(app: &App, theme: &Theme, pane: Rect, buf: &mut Buffer) {
    heading(app, theme, Pane::Documents, pane, "Documents", buf);
    let rows = content(pane, Screen::Panes);
    if app.derived.documents.is_empty() {
        let words = if app.progress.is_some() {
            "Reading the files …"
        } else {
            "No documents"
        };
        let at = Position {
            x: rows.x + 1,
            y: rows.y,
        };
        paint::text(buf, at, rows.right(), words, theme.dim);
        return;
    }
    for (y, row) in (rows.top()..rows.bottom()).zip(app.documents.top..) {
        let line = Rect {
            y,
            height: 1,
            ..rows
        };
        match app.derived.documents.row(row) {
            Some(ListRow::Day(day)) => {
                let words = day.map_or_else(|| "Undated".to_owned(), day_in_full);
                let at = Position { x: line.x + 1, y };
                paint::text(buf, at, line.right(), &words, theme.title);
            }
            Some(ListRow::Title(doc)) => title(app, theme, doc, line, buf),
            Some(ListRow::About(doc)) => about(app, theme, doc, line, buf),
            Some(ListRow::Blank) => {}
            None => break,
        }
    }
}

/// The row under the cursor is told by a sign and a style.
fn cursor(app: &App, theme: &Theme, doc: DocId) -> Option<Style> {
    (app.documents.selected == Some(doc)).then_some(if app.focus == Pane::Documents {
        theme.selected
    } else {
        theme.selected_idle
    })
}

fn title(app: &App, theme: &Theme, doc: DocId, line: Rect, buf: &mut Buffer) {
    let Some(document) = app.library.document(doc) else {
        return;
    };
    let unread = !app.documents.read.contains(&doc);
    let selected = cursor(app, theme, doc);
    let style = if unread { theme.unread } else { theme.text };
    let sign = match (selected.is_some(), unread) {
        (true, _) => "›",
        (false, true) => "•",
        (false, false) => " ",
    };
    let at = |x| Position { x, y: line.y };
    paint::text(buf, at(line.x + 1), line.right(), sign, theme.text);
    let room = line.width.saturating_sub(4);
    let words = paint::cut(document.heading(), room);
    let style = style.patch(selected.unwrap_or_default());
    paint::text(
        buf,
        at(line.x + 3),
        line.right().saturating_sub(1),
        &words,
        style,
    );
}

fn about(app: &App, theme: &Theme, doc: DocId, line: Rect, buf: &mut Buffer) {
    let Some(document) = app.library.document(doc) else {
        return;
    };
    let mut runs = Runs::default();
    if let Some(likely) = likely_day(document) {
        runs.push(format!("{likely} · "), theme.dim);
    }
    let count = app
        .library
        .analysis(doc)
        .map(|analysis| analysis.quotations.iter().filter(|q| is_stop(q)).count());
    let count = count.map_or_else(|| "…".to_owned(), |count| counted(count, "quotation"));
    let followed = app.derived.followed.in_document(doc);
    if let Some(outlet) = &document.outlet {
        // The counts matter more than the end of a long name.
        let rest = paint::width(&count) + if followed > 0 { 9 } else { 3 };
        let room = line.width.saturating_sub(4 + rest + runs.width());
        if room >= 6 {
            runs.push(format!("{} · ", paint::cut(outlet, room)), theme.dim);
        }
    }
    runs.push(count, theme.dim);
    if let Some(id) = app.following.filter(|_| followed > 0) {
        let mark = app.speaker_mark(id);
        let name = mark.map_or('▎', letter);
        runs.push(" · ", theme.dim);
        runs.push(format!("{name} {followed}"), mark_style(theme, mark));
    }
    let at = Position {
        x: line.x + 3,
        y: line.y,
    };
    runs.draw(buf, at, line.right().saturating_sub(1));
}

/// The day of a document whose date nobody states: `~ 2 Mar 2026`.
fn likely_day(document: &Document) -> Option<String> {
    let date = document.date.filter(|date| !date.basis.is_known())?;
    let unsure = if date.basis == DateBasis::FileTime {
        "?"
    } else {
        ""
    };
    Some(format!("~ {}{unsure}", date.day.format("%-d %b %Y")))
}
