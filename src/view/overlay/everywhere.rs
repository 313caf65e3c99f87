//! Draws the search in all documents: every hit with the words around it, one below the other.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::app::App;
use crate::app::derive::head::counted;
use crate::app::derive::wrap::{scrub, wrap};
use crate::app::overlay::{Everywhere, MOST_HITS, Panel};
use crate::library::{Document, Fault, Hit};
use crate::view::theme::Theme;

use super::paint::{self, run};

pub(super) fn draw(
    app: &App,
    everywhere: &Everywhere,
    panel: Panel,
    theme: &Theme,
    buf: &mut Buffer,
) {
    let hits = &everywhere.hits;
    let note = match (everywhere.is_searching(), everywhere.more) {
        (false, _) => String::new(),
        (true, false) => format!(
            "{} in {}",
            counted(hits.len(), "hit"),
            counted(everywhere.documents(), "document")
        ),
        (true, true) => format!("the first {MOST_HITS} hits"),
    };
    let save = if everywhere.is_saved(app) {
        "forget"
    } else {
        "save"
    };
    let keys = [
        ("↑↓", "choose"),
        paint::GO_THERE,
        ("ctrl-s", save),
        ("esc", "close"),
    ];
    let title = ("Search in all documents", note.as_str());
    paint::panel(panel, title, &keys, theme, buf);
    if let Some(row) = panel.prompt {
        let hint = " words  \"a phrase\"  a OR b  NOT c  speaker:name  date:2026-03";
        paint::prompt(row, ("/ ", hint), &everywhere.line, theme, buf);
    }
    let body = panel.body;
    draw_saved(app, everywhere, body, theme, buf);
    if let Some(fault) = &everywhere.fault {
        draw_fault(fault, everywhere.line.text(), body, theme, buf);
    }
    let shown = everywhere
        .list
        .shown(hits.len(), body.height, |hit| everywhere.rows(hit));
    let cursor = everywhere.list.cursor(hits.len());
    let mut y = 0;
    for at in shown.clone() {
        let Some(&hit) = hits.get(at) else { break };
        let top = y;
        y += everywhere.rows(at);
        let Some(document) = app.library.document(hit.doc) else {
            continue;
        };
        let row = paint::row(body, y - 1);
        if everywhere.heads(at) && y - top >= 2 {
            draw_head(document, paint::row(body, y - 2), theme, buf);
        }
        draw_hit(document, hit, row, theme, buf);
        if cursor == Some(at) {
            paint::select(row, theme, buf);
        }
    }
    if hits.is_empty() && everywhere.is_searching() && everywhere.fault.is_none() {
        let nothing = run("Nothing in the documents is like this", theme.dim);
        paint::put(paint::row(body, 0), vec![nothing], buf);
    }
}

/// The searches that were saved, one a row.
fn draw_saved(app: &App, everywhere: &Everywhere, body: Rect, theme: &Theme, buf: &mut Buffer) {
    let saved = everywhere.saved(app);
    let shown = everywhere.list.shown(saved.len(), body.height, |_| 1);
    for (y, at) in shown.enumerate() {
        let row = paint::row(body, y as u16);
        let words = saved.get(at).map_or("", String::as_str);
        paint::put(
            row,
            vec![run("saved  ", theme.dim), run(words, theme.text)],
            buf,
        );
        if everywhere.list.cursor(saved.len()) == Some(at) {
            paint::select(row, theme, buf);
        }
    }
}

/// Where the query is wrong, and why.
fn draw_fault(fault: &Fault, query: &str, body: Rect, theme: &Theme, buf: &mut Buffer) {
    let part = |range: Range<usize>| query.get(range).unwrap_or_default();
    let place = vec![
        run(part(0..fault.at.start), theme.dim),
        run(part(fault.at.clone()), theme.refused),
        run(part(fault.at.end..query.len()), theme.dim),
    ];
    paint::put(paint::row(body, 0), place, buf);
    let why = wrap(&fault.why, 0, body.width);
    for (line, y) in why.iter().zip(1..body.height) {
        let words = run(line.of(&fault.why), theme.text);
        paint::put(paint::row(body, y), vec![words], buf);
    }
}

/// The line of a document above its hits.
pub(super) fn draw_head(document: &Document, row: Rect, theme: &Theme, buf: &mut Buffer) {
    let about = about(document);
    let right = match about.as_str() {
        "" => Vec::new(),
        about => vec![run("  ", theme.dim), run(about, theme.dim)],
    };
    paint::spread(row, vec![run(document.heading(), theme.title)], right, buf);
}

/// Outlet and day of a document, as far as they are known.
pub(super) fn about(document: &Document) -> String {
    let day = document.date.map(|date| {
        let sign = if date.basis.is_known() { "" } else { "~" };
        format!("{sign}{}", date.day.format("%-d %b %Y"))
    });
    let parts = [document.outlet.clone(), day];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}

/// One hit with the words around it. All hits begin in the same column, so that the eye runs down them.
fn draw_hit(document: &Document, hit: Hit, row: Rect, theme: &Theme, buf: &mut Buffer) {
    let text = &document.text;
    let around = document.block_at(hit.span.start).unwrap_or(hit.span);
    let room = usize::from(row.width / 3);
    let before = text
        .get(around.start.min(hit.span.start) as usize..hit.span.start as usize)
        .unwrap_or_default();
    let (before, cut) = tail(before, room);
    let sign = if cut { "… " } else { "" };
    let blank = " ".repeat(room.saturating_sub(before.width() + sign.width()));
    let after = text
        .get(hit.span.end as usize..around.end.max(hit.span.end) as usize)
        .unwrap_or_default();
    // Only as much as can be seen: a paragraph may be as long as a book.
    let mut end = after.len().min(usize::from(row.width) * 4);
    while !after.is_char_boundary(end) {
        end += 1;
    }
    let runs = vec![
        run(&blank, theme.text),
        run(sign, theme.dim),
        run(before, theme.text),
        run(hit.span.of(text), theme.text.patch(theme.search_hit)),
        run(&after[..end], theme.text),
    ];
    paint::put(row, runs, buf);
}

/// The last words that fit so many columns with an ellipsis before them, and whether something is missing.
fn tail(words: &str, width: usize) -> (&str, bool) {
    let mut taken = 0;
    let mut start = words.len();
    for (at, letter) in words.grapheme_indices(true).rev() {
        taken += scrub(letter).width();
        if taken > width {
            break;
        }
        start = at;
    }
    if start == 0 {
        return (words, false);
    }
    // What is cut is cut between words; the ellipsis needs two columns.
    let mut rest = &words[start..];
    while let Some(blank) = rest.find(char::is_whitespace) {
        rest = rest[blank..].trim_start();
        if rest.is_empty() || rest.width() + 2 <= width {
            break;
        }
    }
    let fits = rest.width() + 2 <= width;
    (if fits { rest } else { "" }, true)
}

#[cfg(test)]
mod tests {
    use super::tail;

    #[test]
    fn words_before_a_hit_are_cut_between_words() {
        for (words, width, expected) in [
            ("one two ", 8, ("one two ", false)),
            ("one two three ", 10, ("three ", true)),
            ("one two three ", 7, ("", true)),
            ("unbreakable", 5, ("", true)),
            ("港は 静か ", 7, ("静か ", true)),
            ("", 0, ("", false)),
        ] {
            assert_eq!(tail(words, width), expected, "{words} {width}");
        }
    }
}
