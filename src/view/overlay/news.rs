//! Draws what is new since the last visit.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::derive::wrap::cut;
use crate::app::overlay::{NewsPage, Panel, statements};
use crate::app::{Action, App};
use crate::library::{DocId, Novelty, QuoteRef, StatementId};
use crate::view::theme::Theme;

use super::everywhere::draw_head;
use super::paint::{self, run};
use super::statements::{speaker, words};

/// Columns for a name, and at most so many for where it stands.
const NAME: usize = 20;
const SOURCE: usize = 24;
/// In rows that are narrower, each gets two thirds.
const WIDE: u16 = 80;

pub(super) fn draw(app: &App, page: &NewsPage, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let variants = app.keymap.shown(Action::Variants);
    let export = app.keymap.keys(Action::Export).first();
    let export = export.map_or(String::new(), ToString::to_string);
    let keys = [
        paint::GO_THERE,
        (variants.as_str(), "wordings"),
        ("←→", "since another visit"),
        (export.as_str(), "write down"),
        ("esc", "close"),
    ];
    paint::panel(panel, (&page.title(app), ""), &keys, theme, buf);
    let summary = page.summary();
    paint::put(
        paint::row(panel.head, 0),
        vec![run(&summary, theme.dim)],
        buf,
    );
    let body = panel.body;
    let all = page.entries.len();
    let cursor = page.list.cursor(all);
    let mut y = 0;
    for at in page.list.shown(all, body.height, |item| page.rows(item)) {
        let rows = page.rows(at);
        if let Some((name, count)) = page.heading(at) {
            let count = count.to_string();
            let heading = vec![
                run(name, theme.title),
                run("  ", theme.dim),
                run(&count, theme.dim),
            ];
            paint::put(paint::row(body, y + rows - 2), heading, buf);
        }
        let row = paint::row(body, y + rows - 1);
        if let Some(entry) = page.entries.get(at) {
            draw_entry(app, *entry, row, theme, buf);
        }
        if cursor == Some(at) {
            paint::select(row, theme, buf);
        }
        y += rows;
    }
}

fn draw_entry(app: &App, entry: Novelty, row: Rect, theme: &Theme, buf: &mut Buffer) {
    match entry {
        Novelty::Statement(id, at) | Novelty::Wording(id, at) => {
            draw_said(app, (id, at), row, theme, buf);
        }
        Novelty::Person(id, doc) => {
            let entity = app.library.entities.get(id);
            let name = entity.map_or("", |entity| &entity.name);
            let role = entity.and_then(|entity| entity.role.as_deref());
            let role = role.map_or(String::new(), |role| format!("  {role}"));
            let left = vec![run(name, theme.text), run(&role, theme.dim)];
            let source = source(app, doc, row.width);
            paint::spread(row, left, vec![run(&source, theme.dim)], buf);
        }
        Novelty::Edited(doc) | Novelty::Silent(doc) => {
            if let Some(document) = app.library.document(doc) {
                draw_head(document, row, theme, buf);
            }
        }
    }
}

/// Who, the words of the new report, and where it stands.
fn draw_said(
    app: &App,
    (id, at): (StatementId, QuoteRef),
    row: Rect,
    theme: &Theme,
    buf: &mut Buffer,
) {
    let statement = statements(app).and_then(|all| all.get(id));
    let who = statement.map_or(String::new(), |one| speaker(&app.library, one));
    let name = fit(NAME, row.width);
    let who = cut(&who, name);
    let pad = " ".repeat(name.saturating_sub(who.width()) + 1);
    let said = words(&app.library, at);
    let left = vec![
        run(&who, theme.heading),
        run(&pad, theme.text),
        run(&said, theme.text),
    ];
    let source = format!("  {}", source(app, at.doc, row.width));
    paint::spread(row, left, vec![run(&source, theme.dim)], buf);
}

/// The outlet of a document, else its name, in a row of this width.
fn source(app: &App, doc: DocId, width: u16) -> String {
    let document = app.library.document(doc);
    document.map_or(String::new(), |document| {
        let source = document.outlet.as_ref().unwrap_or(&document.name);
        cut(source, fit(SOURCE, width))
    })
}

const fn fit(columns: usize, width: u16) -> usize {
    if width < WIDE {
        columns * 2 / 3
    } else {
        columns
    }
}
