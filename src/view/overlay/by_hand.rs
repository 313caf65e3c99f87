//! Draws a text to copy by hand.

use ratatui::buffer::Buffer;

use crate::app::overlay::{ByHand, Panel};
use crate::view::theme::Theme;

use super::paint::{self, run};

pub(super) fn draw(by_hand: &ByHand, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let keys = [("j k", "scroll"), ("esc", "close")];
    let title = ("Copy with the mouse or the terminal's keys", &*by_hand.why);
    paint::panel(panel, title, &keys, theme, buf);
    let (text, rows) = by_hand.rows(panel.body.width);
    let last = rows.len().saturating_sub(usize::from(panel.body.height));
    let shown = rows.iter().skip(by_hand.top.min(last));
    for (index, row) in (0..panel.body.height).zip(shown) {
        let line = paint::row(panel.body, index);
        paint::put(line, vec![run(row.of(&text), theme.text)], buf);
    }
}
