//! Draws the files that could not be opened.

use ratatui::buffer::Buffer;

use crate::app::App;
use crate::app::derive::head::counted;
use crate::app::overlay::{Panel, ProblemRow, Problems};
use crate::view::theme::Theme;

use super::paint::{self, run};

pub(super) fn draw(app: &App, problems: Problems, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let note = counted(app.library.problems.len(), "file");
    let keys = [("j k", "scroll"), ("esc", "close")];
    paint::panel(panel, ("Could not be opened", &note), &keys, theme, buf);
    let rows = Problems::rows(app, panel.body.width);
    let top = problems
        .top
        .min(rows.len().saturating_sub(usize::from(panel.body.height)));
    for (index, row) in (0..panel.body.height).zip(rows.iter().skip(top)) {
        let runs = match row {
            ProblemRow::Path(path) => vec![run(path, theme.text)],
            ProblemRow::Reason(reason) => vec![run("  ", theme.dim), run(reason, theme.dim)],
            ProblemRow::Blank => continue,
        };
        paint::put(paint::row(panel.body, index), runs, buf);
    }
}
