//! The left pane: the documents by day.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::derive::documents::ListRow;
use crate::app::derive::head::{counted, day_in_full, is_stop};
use crate::app::layout::content;
use crate::app::{App, Fresh, Pane, Screen};
use crate::library::{DateBasis, DocId, Document};

use super::paint::{self, Runs};
use super::{Theme, headings, letter, mark_style};

pub(super) fn draw(app: &App, theme: &Theme, pane: Rect, buf: &mut Buffer) {
    let rest = headings::draw(app, theme, Pane::Documents, "Documents", pane, buf);
    day_above(app, theme, rest, buf);
    let rows = content(pane, Screen::Panes);
    if app.derived.documents.is_empty() {
        let words = if app.library.name.is_empty() {
            "Reading the files …"
        } else {
            "No documents"
        };
        paint::instead(buf, rows, words, theme.dim);
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

/// The day of the first document shown, where its heading has scrolled away.
fn day_above(app: &App, theme: &Theme, rest: Rect, buf: &mut Buffer) {
    let list = &app.derived.documents;
    let top = app.documents.top;
    if !matches!(list.row(top), Some(ListRow::Title(_) | ListRow::About(_))) {
        return;
    }
    let day = list.day_of(top);
    let words = day.map_or_else(
        || "Undated".to_owned(),
        |day| day.format("%-d %b %Y").to_string(),
    );
    let x = rest.right().saturating_sub(paint::width(&words));
    if x >= rest.x {
        paint::text(
            buf,
            Position { x, y: rest.y },
            rest.right(),
            &words,
            theme.dim,
        );
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
    let sign = match (selected.is_some(), unread) {
        (true, _) => "›",
        (false, true) => "•",
        (false, false) => " ",
    };
    let at = |x| Position { x, y: line.y };
    paint::text(buf, at(line.x + 1), line.right(), sign, theme.unread);
    let room = line.width.saturating_sub(4);
    let copy = app
        .derived
        .gathered
        .as_ref()
        .is_some_and(|gathered| gathered.copies.of(doc).is_some());
    let heading = if copy {
        format!("└ {}", document.heading())
    } else {
        document.heading().to_owned()
    };
    let words = paint::cut(&heading, room);
    let style = theme.text.patch(selected.unwrap_or_default());
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
    let at = Position {
        x: line.x + 3,
        y: line.y,
    };
    let end = line.right().saturating_sub(1);
    let fresh = match app.documents.fresh.get(&doc) {
        Some(Fresh::New) => "new · ",
        Some(Fresh::Changed) => "changed · ",
        None => "",
    };
    let x = paint::text(buf, at, end, fresh, theme.unread);
    let at = Position { x, ..at };
    let room = end.saturating_sub(at.x);
    let found = app
        .library
        .analysis(doc)
        .map(|analysis| analysis.quotations.iter().filter(|q| is_stop(q)).count());
    let in_words = found.map_or_else(|| "…".to_owned(), |found| counted(found, "quotation"));
    let in_short = found.map_or_else(|| "…".to_owned(), |found| found.to_string());
    let followed = beside(app, theme, doc);
    // The counts matter more than a year or the end of a long name, and a doubtful day more than a word.
    let room_beside = |count: &str| {
        let taken = paint::width(count) + followed.width() + 3;
        room.saturating_sub(taken)
    };
    let outlet = || {
        let room = room_beside(&in_words);
        let outlet = document.outlet.as_deref()?;
        (room >= 5).then(|| (paint::cut(outlet, room), in_words.clone()))
    };
    let (known, count) = likely_day(document, room_beside(&in_words))
        .map(|day| (day, in_words.clone()))
        .or_else(|| Some((likely_day(document, room_beside(&in_short))?, in_short)))
        .or_else(outlet)
        .map_or((None, in_words.clone()), |(known, count)| {
            (Some(known), count)
        });
    let mut x = at.x;
    if let Some(known) = known {
        let words = format!("{known} · ");
        x = paint::text(buf, at, end, &words, theme.dim);
    }
    x = paint::text(buf, Position { x, ..at }, end, &count, theme.dim);
    followed.draw(buf, Position { x, ..at }, end);
}

/// What stands behind the count of quotations: whoever is followed, and how many copies are folded or unfolded.
fn beside(app: &App, theme: &Theme, doc: DocId) -> Runs {
    let mut runs = followed_here(app, theme, doc);
    let copies = app
        .derived
        .gathered
        .as_ref()
        .map_or(0, |gathered| gathered.copies.copies(doc).len());
    if copies > 0 {
        runs.push(" · ", theme.dim);
        runs.push(format!("+{copies}"), theme.text);
    }
    runs
}

/// ` · b 2`: the mark of whoever is followed, and how many of their quotations the document holds.
fn followed_here(app: &App, theme: &Theme, doc: DocId) -> Runs {
    let mut runs = Runs::default();
    let count = app.derived.followed.in_document(doc);
    if let Some(id) = app.following.filter(|_| count > 0) {
        let mark = app.speaker_mark(id);
        let name = mark.map_or('▎', letter);
        runs.push(" · ", theme.dim);
        runs.push(format!("{name} {count}"), mark_style(theme, mark));
    }
    runs
}

/// The day of a document whose date nobody states: `~ 2 Mar 2026`, without the year where the room is short.
fn likely_day(document: &Document, room: u16) -> Option<String> {
    let date = document.date.filter(|date| !date.basis.is_known())?;
    let doubt = match date.basis {
        DateBasis::FileTime => "?",
        _ => "",
    };
    ["~ %-d %b %Y", "~ %-d %b"]
        .map(|form| format!("{}{doubt}", date.day.format(form)))
        .into_iter()
        .find(|words| paint::width(words) <= room)
}
