//! Draws the bookmarks and notes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::overlay::{Bookmarked as Entry, Bookmarks, Panel};
use crate::app::{Action, App};
use crate::view::theme::Theme;

use super::everywhere::draw_head;
use super::paint::{self, run};

pub(super) fn draw(
    app: &App,
    bookmarks: &Bookmarks,
    panel: Panel,
    theme: &Theme,
    buf: &mut Buffer,
) {
    let (undo, filter, note) = (
        app.keymap.shown(Action::Undo),
        app.keymap.shown(Action::Search),
        app.keymap.shown(Action::Note),
    );
    let keys = if bookmarks.filter.typing {
        vec![("↑↓", "choose"), ("enter", "keep"), ("esc", "all")]
    } else {
        vec![
            paint::GO_THERE,
            ("d", "take away"),
            (note.as_str(), "write"),
            (filter.as_str(), "filter"),
            ("t", "tags"),
            (undo.as_str(), "undo"),
            (
                "esc",
                if bookmarks.filter.is_on() {
                    "all"
                } else {
                    "close"
                },
            ),
        ]
    };
    let count = bookmarks.entries.len().to_string();
    paint::panel(panel, ("Bookmarks and notes", &count), &keys, theme, buf);
    if let Some(row) = panel.prompt {
        paint::filter(row, &bookmarks.filter, " words or #tag", theme, buf);
    }
    draw_list(app, bookmarks, panel.body, theme, buf);
}

fn draw_list(app: &App, bookmarks: &Bookmarks, body: Rect, theme: &Theme, buf: &mut Buffer) {
    let mut y = 0;
    let cursor = bookmarks.list.cursor(bookmarks.entries.len());
    for at in bookmarks.shown(app) {
        let Some(entry) = bookmarks.entries.get(at) else {
            continue;
        };
        draw_entry(app, entry, body, y, theme, buf);
        if cursor == Some(at) {
            for row in y..y + entry.rows() - 1 {
                paint::select(paint::row(body, row), theme, buf);
            }
        }
        y += entry.rows();
    }
    if bookmarks.entries.is_empty() {
        let words = if bookmarks.filter.is_on() {
            "These words stand in no bookmark or note"
        } else {
            "There are no bookmarks and notes any more"
        };
        let nothing = run(words, theme.dim);
        paint::put(paint::row(body, 0), vec![nothing], buf);
    }
}

fn draw_entry(app: &App, entry: &Entry, body: Rect, y: u16, theme: &Theme, buf: &mut Buffer) {
    let (head, words) = (paint::row(body, y), paint::row(body, y + 1));
    let note = match entry {
        Entry::Note(id, _) => app.library.annotation(id),
        Entry::Bookmark(_) => None,
    };
    let meant = entry.words(app);
    let found = meant.and_then(|(doc, span)| Some((app.library.document(doc)?, span)));
    match (found, &note) {
        (Some((document, span)), _) => {
            draw_head(document, head, theme, buf);
            paint::put(words, vec![run(span.of(&document.text), theme.text)], buf);
        }
        (None, Some(note)) => {
            let gone = vec![
                run(note.document, theme.dim),
                run(" · its words are not there any more", theme.dim),
            ];
            paint::put(head, gone, buf);
            paint::put(words, vec![run(note.words, theme.dim)], buf);
        }
        (None, None) => {}
    }
    if let Some(note) = note {
        let by = if note.by.is_empty() {
            String::new()
        } else {
            format!("  {}", note.by)
        };
        let row = paint::row(body, y + 2);
        let text = vec![run("✎ ", theme.heading), run(note.text, theme.heading)];
        paint::spread(row, text, vec![run(&by, theme.dim)], buf);
    }
}
