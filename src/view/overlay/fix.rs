//! Draws what can be corrected here.

use ratatui::buffer::Buffer;

use crate::app::App;
use crate::app::overlay::{Fix, Panel};
use crate::view::theme::Theme;

use super::paint::{self, Run, run};

pub(super) fn draw(app: &App, fix: Fix, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let title = fix.title(app);
    let keys = [("j k", "choose"), ("enter", "correct"), ("esc", "close")];
    paint::panel(panel, (&title, ""), &keys, theme, buf);
    let choices = fix.choices();
    let shown = fix.list.shown(choices.len(), panel.body.height, |_| 1);
    let cursor = fix.list.cursor(choices.len());
    for (index, at) in (0..).zip(shown) {
        let (letter, choice) = choices[at];
        let row = paint::row(panel.body, index);
        let words = fix.words(app, choice);
        let runs = vec![
            Run::styled(letter.to_string(), theme.heading),
            run("  ", theme.text),
            run(&words, theme.text),
        ];
        paint::put(row, runs, buf);
        if cursor == Some(at) {
            paint::select(row, theme, buf);
        }
    }
}
