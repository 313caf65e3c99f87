//! Draws why the current quotation is attributed so.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::overlay::{Panel, Why, WhyRow};
use crate::engine::Span;
use crate::library::QuoteRef;
use crate::view::theme::Theme;

use super::paint::{self, run};

pub(super) fn draw(app: &App, why: Why, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let keys = [("j k", "scroll"), ("esc", "close")];
    paint::panel(panel, ("Why this speaker", ""), &keys, theme, buf);
    let (text, parts) = marks(app, theme);
    let rows = Why::rows(app, panel.body.width);
    let top = why
        .top
        .min(rows.len().saturating_sub(usize::from(panel.body.height)));
    for (index, row) in (0..panel.body.height).zip(rows.iter().skip(top)) {
        let line = paint::row(panel.body, index);
        match row {
            WhyRow::Blank => {}
            WhyRow::Label(label) => paint::put(line, vec![run(label, theme.dim)], buf),
            WhyRow::Fact(label, words) => {
                paint::put(line, vec![run(label, theme.dim)], buf);
                let beside = Why::labels(panel.body.width);
                let words_at = Rect {
                    x: line.x + beside,
                    width: line.width.saturating_sub(beside),
                    ..line
                };
                paint::put(words_at, vec![run(words, theme.text)], buf);
            }
            WhyRow::Text(span) => {
                paint::put(line, paint::styled(text, *span, theme.text, &parts), buf);
            }
        }
    }
}

/// The text of the article with the looks of the quotation, and of the words that attribute it.
fn marks<'a>(app: &'a App, theme: &Theme) -> (&'a str, Vec<(Span, Style)>) {
    let at = app.article.doc.zip(app.article.quotation);
    let found = at
        .map(|(doc, index)| QuoteRef { doc, index })
        .and_then(|at| {
            Some((
                app.library.document(at.doc)?,
                app.library.quotation(at)?,
                app.library.speaker(at),
            ))
        });
    let Some((document, quotation, speaker)) = found else {
        return ("", Vec::new());
    };
    let mark = speaker.and_then(|speaker| app.speaker_mark(speaker));
    let mut parts = vec![(quotation.span, theme.speaker(mark))];
    let named = theme
        .text
        .add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
    let words = [quotation.source, quotation.cue];
    parts.extend(words.into_iter().flatten().map(|span| (span, named)));
    (&document.text, parts)
}
