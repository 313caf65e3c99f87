//! Draws all keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::overlay::{GAP, Help, HelpRow, Panel};
use crate::app::{Action, App};
use crate::view::theme::Theme;

use super::paint::{self, run};

pub(super) fn draw(app: &App, help: &Help, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let page = help.page(app, panel.body.width);
    let top = help
        .top
        .min(page.rows().saturating_sub(usize::from(panel.body.height)));
    let note = match &help.filter {
        Some(_) => format!("{} of {}", help.found(app), Action::ALL.len()),
        None => paint::position(top, panel.body.height, page.rows()),
    };
    let filter = app.keymap.shown(Action::Search);
    let keys: &[(&str, &str)] = match help.filter {
        Some(_) => &[("↑↓", "scroll"), ("esc", "all keys")],
        None => &[("j k", "scroll"), (&filter, "filter"), ("esc", "close")],
    };
    paint::panel(panel, ("Keys", &note), keys, theme, buf);
    if let (Some(row), Some(filter)) = (panel.prompt, &help.filter) {
        paint::prompt(row, ("/ ", ""), filter, theme, buf);
    }
    for (index, column) in (0..).zip(&page.columns) {
        let area = Rect {
            x: panel.body.x + index * (page.width + GAP),
            width: page.width,
            ..panel.body
        };
        let rows = column.get(top..).unwrap_or_default();
        for (at, row) in (0..area.height).zip(rows) {
            draw_row(row, paint::row(area, at), page.words, theme, buf);
        }
    }
    if help.filter.is_some() && page.rows() == 0 {
        let nothing = run("No key or command fits these words", theme.dim);
        paint::put(paint::row(panel.body, 0), vec![nothing], buf);
    }
}

fn draw_row(row: &HelpRow, line: Rect, words_at: u16, theme: &Theme, buf: &mut Buffer) {
    match row {
        HelpRow::Blank => {}
        HelpRow::Group(name) => paint::put(line, vec![run(name, theme.title)], buf),
        HelpRow::Entry { keys, words } => {
            let right = Rect {
                x: line.x + words_at,
                width: line.width.saturating_sub(words_at),
                ..line
            };
            paint::put(line, vec![run(keys, theme.text)], buf);
            paint::put(right, vec![run(words, theme.dim)], buf);
        }
    }
}
