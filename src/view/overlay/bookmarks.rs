//! Draws the bookmarks.

use ratatui::buffer::Buffer;

use crate::app::overlay::{BOOKMARK_ROWS, Bookmarks, Panel};
use crate::app::{Action, App};
use crate::view::theme::Theme;

use super::everywhere::draw_head;
use super::paint::{self, run};

pub(super) fn draw(app: &App, bookmarks: Bookmarks, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let all = app.bookmarks.len();
    let undo = app.keymap.shown(Action::Undo);
    let keys = [
        ("enter", "go there"),
        ("d", "take away"),
        (undo.as_str(), "undo"),
        ("esc", "close"),
    ];
    let note = all.to_string();
    paint::panel(panel, ("Bookmarks", &note), &keys, theme, buf);
    let shown = bookmarks
        .list
        .shown(all, panel.body.height, |_| BOOKMARK_ROWS);
    let first = shown.start;
    let cursor = bookmarks.list.cursor(all);
    let listed = app.bookmarks.iter().enumerate();
    for (at, &place) in listed.skip(first).take(shown.len()) {
        let y = (at - first) as u16 * BOOKMARK_ROWS;
        let Some(document) = app.library.document(place.doc) else {
            continue;
        };
        let (head, words) = (paint::row(panel.body, y), paint::row(panel.body, y + 1));
        draw_head(document, head, theme, buf);
        let span = Bookmarks::words(app, place);
        let quoted = run(span.of(&document.text), theme.text);
        paint::put(words, vec![quoted], buf);
        if cursor == Some(at) {
            paint::select(head, theme, buf);
            paint::select(words, theme, buf);
        }
    }
    if all == 0 {
        let nothing = run("There are no bookmarks any more", theme.dim);
        paint::put(paint::row(panel.body, 0), vec![nothing], buf);
    }
}
