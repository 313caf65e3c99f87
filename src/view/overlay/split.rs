//! Draws the places that name one person, with those marked that name another.

use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use crate::app::App;
use crate::app::derive::head::counted;
use crate::app::overlay::{PLACE_ROWS, Panel, Split};
use crate::view::theme::Theme;

use super::everywhere::draw_head;
use super::paint::{self, run};

pub(super) fn draw(app: &App, split: &Split, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let name = app.library.entities.get(split.person);
    let title = format!(
        "Which of these is not {}?",
        name.map_or("", |entity| &entity.name)
    );
    let note = format!("{} marked", counted(split.marked.len(), "place"));
    let keys = [
        ("space", "mark"),
        ("enter", "name the other"),
        ("esc", "close"),
    ];
    paint::panel(panel, (&title, &note), &keys, theme, buf);
    let all = split.places.len();
    let shown = split.list.shown(all, panel.body.height, |_| PLACE_ROWS);
    let first = shown.start;
    let cursor = split.list.cursor(all);
    for at in shown {
        let (doc, span) = split.places[at];
        let Some(document) = app.library.document(doc) else {
            continue;
        };
        let y = (at - first) as u16 * PLACE_ROWS;
        let (head, words) = (paint::row(panel.body, y), paint::row(panel.body, y + 1));
        draw_head(document, head, theme, buf);
        let sign = if split.marked.contains(&at) {
            "✓ "
        } else {
            "  "
        };
        let named = theme
            .text
            .add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        let mut runs = vec![run(sign, theme.heading)];
        let line = Split::words(app, doc, span);
        runs.extend(paint::styled(
            &document.text,
            line,
            theme.text,
            &[(span, named)],
        ));
        paint::put(words, runs, buf);
        if cursor == Some(at) {
            paint::select(head, theme, buf);
            paint::select(words, theme, buf);
        }
    }
}
