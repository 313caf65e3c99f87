//! Draws all keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::overlay::{Help, HelpRow, Panel};
use crate::app::{Action, App};
use crate::view::theme::Theme;

use super::paint::{self, run};

/// Columns between two columns of the help.
const GAP: u16 = 4;

pub(super) fn draw(app: &App, help: &Help, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let note = match &help.filter {
        Some(_) => format!("{} of {}", help.found(app), Action::ALL.len()),
        None => String::new(),
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
    let columns = help.columns(app, panel.body.width);
    let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
    let top = help
        .top
        .min(rows.saturating_sub(usize::from(panel.body.height)));
    let count = columns.len() as u16;
    let width = panel
        .body
        .width
        .saturating_sub(GAP * count.saturating_sub(1))
        / count.max(1);
    for (index, column) in (0..).zip(&columns) {
        let area = Rect {
            x: panel.body.x + index * (width + GAP),
            width,
            ..panel.body
        };
        draw_column(app, column.get(top..).unwrap_or_default(), area, theme, buf);
    }
    if help.filter.is_some() && rows == 0 {
        paint::put(
            paint::row(panel.body, 0),
            vec![run("No key or command fits these words", theme.dim)],
            buf,
        );
    }
}

fn draw_column(app: &App, rows: &[HelpRow], area: Rect, theme: &Theme, buf: &mut Buffer) {
    let widest = Action::ALL
        .iter()
        .map(|&action| app.keymap.shown(action).width())
        .max()
        .unwrap_or(0);
    let keys_width = (widest as u16).min(area.width / 3).max(6);
    for (index, row) in (0..area.height).zip(rows) {
        let line = paint::row(area, index);
        match row {
            HelpRow::Blank => {}
            HelpRow::Group(name) => paint::put(line, vec![run(name, theme.title)], buf),
            HelpRow::Entry(action) => {
                let shown = app.keymap.shown(*action);
                let keys = if shown.is_empty() {
                    run("·", theme.dim)
                } else {
                    run(&shown, theme.text)
                };
                let left = Rect {
                    width: keys_width.min(line.width),
                    ..line
                };
                paint::put(left, vec![keys], buf);
                let right = Rect {
                    x: line.x + left.width + 2,
                    width: line.width.saturating_sub(left.width + 2),
                    ..line
                };
                paint::put(right, vec![run(action.help(), theme.dim)], buf);
            }
        }
    }
}
