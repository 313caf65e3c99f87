//! Draws the list of all corrections.

use ratatui::buffer::Buffer;

use crate::app::App;
use crate::app::overlay::{CORRECTION_ROWS, CorrectionList, Panel};
use crate::library::Standing;
use crate::view::theme::Theme;

use super::paint::{self, run};

pub(super) fn draw(
    app: &App,
    list: &CorrectionList,
    panel: Panel,
    theme: &Theme,
    buf: &mut Buffer,
) {
    let entries = &list.entries;
    let note = entries.len().to_string();
    let mut standings = entries.iter().map(|(_, standing)| *standing);
    let elsewhere = if standings.any(|one| one == Standing::Lost) {
        "t"
    } else {
        ""
    };
    let keys = [
        paint::GO_THERE,
        ("x", "take back"),
        (elsewhere, "look in other articles"),
        ("esc", "close"),
    ];
    paint::panel(panel, ("Corrections", &note), &keys, theme, buf);
    let shown = list
        .list
        .shown(entries.len(), panel.body.height, |_| CORRECTION_ROWS);
    let first = shown.start;
    let cursor = list.list.cursor(entries.len());
    for at in shown {
        let (id, standing) = &entries[at];
        let Some(line) = app.library.corrections.log().get(id) else {
            continue;
        };
        let y = (at - first) as u16 * CORRECTION_ROWS;
        let (head, about) = (paint::row(panel.body, y), paint::row(panel.body, y + 1));
        let sentence = line.change.sentence();
        let style = match standing {
            Standing::Applied => theme.text,
            Standing::Lost | Standing::Outvoted => theme.dim,
        };
        paint::put(head, vec![run(&sentence, style)], buf);
        let became = match standing {
            Standing::Applied => "",
            Standing::Lost => " · its words are not there any more",
            Standing::Outvoted => " · somebody said otherwise later",
        };
        let by = if line.by.is_empty() {
            "somebody"
        } else {
            &line.by
        };
        let told = format!("  {by}, {}{became}", line.at.format("%Y-%m-%d %H:%M UTC"));
        paint::put(about, vec![run(&told, theme.dim)], buf);
        if cursor == Some(at) {
            paint::select(head, theme, buf);
            paint::select(about, theme, buf);
        }
    }
    if entries.is_empty() {
        let nothing = run("There are no corrections any more", theme.dim);
        paint::put(paint::row(panel.body, 0), vec![nothing], buf);
    }
}
