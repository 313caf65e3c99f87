//! Draws the command palette.

use ratatui::buffer::Buffer;

use crate::app::App;
use crate::app::fuzzy::Fuzzy;
use crate::app::overlay::{Command, Palette, Panel};
use crate::view::theme::Theme;

use super::paint::{self, run};

/// The names of the commands take so many columns.
const NAMES: usize = 20;

pub(super) fn draw(app: &App, palette: &Palette, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let keys = [("↑↓", "choose"), ("enter", "run"), ("esc", "close")];
    paint::panel(panel, ("Commands", ""), &keys, theme, buf);
    if let Some(row) = panel.prompt {
        paint::prompt(row, (": ", " a command"), &palette.line, theme, buf);
    }
    let found = palette.found();
    let shown = palette.list.shown(found.len(), panel.body.height, |_| 1);
    let cursor = palette.list.cursor(found.len());
    let mut fuzzy = Fuzzy::new(palette.line.text());
    let first = shown.start;
    for at in shown {
        let Some(&command) = found.get(at) else { break };
        let row = paint::row(panel.body, (at - first) as u16);
        let mut left = paint::marked(command.name(), &fuzzy.places(command.name()), theme.text);
        let room = NAMES.saturating_sub(command.name().len()).max(2);
        left.push(
            run(&" ".repeat(room), theme.text)
                .content
                .into_owned()
                .into(),
        );
        left.push(run(command.help(), theme.dim));
        let keys = match command {
            Command::Act(action) => app.keymap.shown(action),
            Command::Theme(_) => String::new(),
        };
        let right = match keys.as_str() {
            "" => Vec::new(),
            keys => vec![run("  ", theme.dim), run(keys, theme.dim)],
        };
        paint::spread(row, left, right, buf);
        if cursor == Some(at) {
            paint::select(row, theme, buf);
        }
    }
    if found.is_empty() {
        let nothing = run("No command fits these letters", theme.dim);
        paint::put(paint::row(panel.body, 0), vec![nothing], buf);
    }
}
