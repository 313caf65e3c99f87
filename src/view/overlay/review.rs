//! Draws one doubtful attribution, what is asked about it, and the answers.

use ratatui::buffer::Buffer;

use crate::app::App;
use crate::app::overlay::{Panel, Review};
use crate::view::theme::Theme;

use super::everywhere::draw_head;
use super::paint::{self, run};

pub(super) fn draw(app: &App, review: &Review, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let note = format!("{} of {}", review.at + 1, review.queue.len());
    let keys = [
        ("y", "yes"),
        ("n", "no"),
        ("u", "unsure"),
        ("a", "somebody else"),
        ("j k", "next, before"),
        paint::GO_THERE,
        ("esc", "close"),
    ];
    paint::panel(panel, ("Who said it?", &note), &keys, theme, buf);
    let question = review.question(app);
    let row = |index| paint::row(panel.body, index);
    paint::put(row(0), vec![run(&question, theme.heading)], buf);
    let Some(at) = review.quotation(app) else {
        return;
    };
    let found = app.library.document(at.doc).zip(app.library.quotation(at));
    let Some((document, quotation)) = found else {
        return;
    };
    paint::put(row(1), vec![run(quotation.rule.why(), theme.dim)], buf);
    draw_head(document, row(3), theme, buf);
    let mark = app.library.speaker(at).and_then(|id| app.speaker_mark(id));
    let said = (quotation.span, theme.speaker(mark));
    for (index, line) in (4..).zip(review.lines(app, panel.body.width)) {
        let runs = paint::styled(&document.text, line, theme.text, &[said]);
        paint::put(row(index), runs, buf);
    }
}
