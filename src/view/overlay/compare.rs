//! Draws what a copy adds to the fullest article, and what it leaves out.

use ratatui::buffer::Buffer;

use crate::app::App;
use crate::app::overlay::{Compare, CompareRow, Panel};
use crate::view::theme::Theme;

use super::paint::{self, Run, run};
use super::variants::style;

pub(super) fn draw(app: &App, page: &Compare, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let rows = page.rows(app, panel.body.width);
    let top = page
        .top
        .min(rows.len().saturating_sub(usize::from(panel.body.height)));
    let (title, note) = page.title(app, |document| {
        let outlet = document.outlet.clone();
        outlet.unwrap_or_else(|| document.name.clone())
    });
    let (at, all) = page.place(app);
    let note = if all > 1 {
        format!("{note} · {at} of {all}")
    } else {
        note
    };
    let mut keys = vec![("j k", "scroll"), ("esc", "close")];
    if all > 1 {
        keys.insert(1, ("tab", "beside something else"));
    }
    paint::panel(panel, (&title, &note), &keys, theme, buf);
    for (index, row) in (0..panel.body.height).zip(rows.iter().skip(top)) {
        let line = paint::row(panel.body, index);
        match row {
            CompareRow::Blank => {}
            CompareRow::Heading(words) => paint::put(line, vec![run(words, theme.title)], buf),
            CompareRow::Words(pieces) => {
                let runs: Vec<Run> = pieces
                    .iter()
                    .map(|(words, look)| run(words, style(*look, theme)))
                    .collect();
                paint::put(line, runs, buf);
            }
        }
    }
}
