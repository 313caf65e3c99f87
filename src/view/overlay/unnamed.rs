//! Draws everything that rests only on people without a name.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::App;
use crate::app::derive::head::counted;
use crate::app::overlay::{Panel, UnnamedPage};
use crate::library::Unnamed;
use crate::view::theme::Theme;

use super::paint::{self, Run, run};
use super::statements::{WITH_YEAR, short_day, words};

pub(super) fn draw(app: &App, page: &UnnamedPage, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let keys = [("j k", "choose"), paint::GO_THERE, ("esc", "close")];
    let all = page.found.len();
    let note = format!(
        "{} in {}",
        counted(all, "attribution"),
        counted(page.count(), "outlet")
    );
    paint::panel(panel, ("Sources without a name", &note), &keys, theme, buf);
    let body = panel.body;
    let cursor = page.list.cursor(all);
    let mut y = 0;
    for at in page.list.shown(all, body.height, |item| page.rows(item)) {
        let rows = page.rows(at);
        let Some((unnamed, outlet)) = page.found.get(at).zip(page.outlets.get(at)) else {
            break;
        };
        if page.heads(at) {
            paint::put(
                paint::row(body, y + rows - 3),
                vec![run(outlet, theme.title)],
                buf,
            );
        }
        draw_entry(app, *unnamed, (body, y + rows - 2), theme, buf);
        if cursor == Some(at) {
            paint::select(paint::row(body, y + rows - 2), theme, buf);
            paint::select(paint::row(body, y + rows - 1), theme, buf);
        }
        y += rows;
    }
    if all == 0 {
        let nothing = run("Whoever is quoted here has a name", theme.dim);
        paint::put(paint::row(body, 0), vec![nothing], buf);
    }
}

/// Day and source in one row, what they say in the next.
fn draw_entry(
    app: &App,
    unnamed: Unnamed,
    (body, y): (Rect, u16),
    theme: &Theme,
    buf: &mut Buffer,
) {
    let day = app
        .library
        .document(unnamed.at.doc)
        .map_or_else(String::new, |document| short_day(document, WITH_YEAR));
    let pad = " ".repeat(13_usize.saturating_sub(day.width()));
    let source = app.library.source_words(unnamed.at).unwrap_or_default();
    let source: Vec<&str> = source.split_whitespace().collect();
    let source = source.join(" ");
    let first: Vec<Run> = vec![
        run(&day, theme.dim),
        run(&pad, theme.dim),
        run(&source, theme.text),
    ];
    paint::put(paint::row(body, y), first, buf);
    let said = words(&app.library, unnamed.at);
    let second = vec![run("             ", theme.dim), run(&said, theme.dim)];
    paint::put(paint::row(body, y + 1), second, buf);
}
