//! What all overlays are painted with: frame, rows, prompts and marked words.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span as Words};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::app;
use crate::app::derive::wrap::scrub;
use crate::app::overlay::{Filter, Panel};
use crate::engine::Span;
use crate::view::letter;
use crate::view::theme::Theme;

/// A word with its style.
pub(super) type Run<'a> = Words<'a>;

/// A run of words that no control character of a document gets through.
pub(super) fn run(words: &str, style: Style) -> Run<'_> {
    Words::styled(scrub(words), style)
}

/// Empties the place of an overlay and writes its title, a note on the right and its keys.
pub(super) fn panel(
    panel: Panel,
    (title, note): (&str, &str),
    keys: &[(&str, &str)],
    theme: &Theme,
    buf: &mut Buffer,
) {
    let outer = panel.outer.intersection(buf.area);
    clear(outer, theme, buf);
    if outer.is_empty() {
        return;
    }
    if panel.framed {
        frame(outer, theme, buf);
    }
    let margin = if panel.framed { 2 } else { 0 };
    let top = Rect {
        x: outer.x + margin,
        width: outer.width.saturating_sub(2 * margin),
        height: 1,
        ..outer
    };
    spread(
        top,
        vec![
            run(" ", theme.text),
            run(title, theme.title),
            run(" ", theme.text),
        ],
        match note {
            "" => Vec::new(),
            note => vec![
                run(" ", theme.dim),
                run(note, theme.dim),
                run(" ", theme.dim),
            ],
        },
        buf,
    );
    if outer.height > 1 {
        let bottom = Rect {
            y: outer.bottom() - 1,
            ..top
        };
        let width = usize::from(bottom.width).saturating_sub(1);
        let keys = key_hints(keys, width, theme);
        if keys.len() > 1 {
            put(bottom, keys, buf);
        }
    }
}

/// What Enter does in lists of places.
pub(super) const GO_THERE: (&str, &str) = ("enter", "go there");

/// A key and what it does.
type Hint<'a> = (&'a str, &'a str);

/// The keys of an overlay with what they do, as many as fit. That Enter goes to what is under the cursor, as in every list,
/// makes room for another key where there is one.
fn key_hints<'a>(keys: &[Hint<'a>], width: usize, theme: &Theme) -> Vec<Run<'a>> {
    let room = width.saturating_sub(2);
    let keys: Vec<Hint> = keys
        .iter()
        .copied()
        .filter(|(key, _)| !key.is_empty())
        .collect();
    let others: Vec<Hint> = keys
        .iter()
        .copied()
        .filter(|hint| *hint != GO_THERE)
        .collect();
    let (all, others) = (fitting(&keys, room), fitting(&others, room));
    let shown = if others.len() >= all.len() {
        others
    } else {
        all
    };
    let mut hints = vec![run(" ", theme.dim)];
    for (key, what) in shown {
        let between = if hints.len() > 1 { BETWEEN } else { "" };
        hints.extend([
            run(between, theme.rule),
            run(key, theme.text),
            run(" ", theme.dim),
            run(what, theme.dim),
        ]);
    }
    hints.push(run(" ", theme.dim));
    hints
}

/// Stands between two hints.
const BETWEEN: &str = " · ";

/// Those that fit side by side into so many columns; the last one, which closes, is left out last.
fn fitting<'a>(hints: &[Hint<'a>], mut room: usize) -> Vec<Hint<'a>> {
    let taken_by = |(key, what): &Hint| key.width() + 1 + what.width();
    let mut shown: Vec<Hint> = Vec::new();
    for (index, hint) in hints.iter().enumerate() {
        let kept_free = match hints.last() {
            Some(last) if index + 1 < hints.len() => BETWEEN.width() + taken_by(last),
            _ => 0,
        };
        let between = if shown.is_empty() { 0 } else { BETWEEN.width() };
        let taken = between + taken_by(hint);
        if taken + kept_free <= room {
            room -= taken;
            shown.push(*hint);
        }
    }
    shown
}

fn clear(area: Rect, theme: &Theme, buf: &mut Buffer) {
    for y in area.top()..area.bottom() {
        // A wide glyph that begins beside the panel would reach into it.
        if let Some(left) = area.x.checked_sub(1)
            && let Some(cell) = buf.cell_mut((left, y))
            && cell.symbol().width() > 1
        {
            cell.set_symbol(" ");
        }
        for x in area.left()..area.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(theme.text);
            }
        }
    }
}

fn frame(area: Rect, theme: &Theme, buf: &mut Buffer) {
    let (left, right) = (area.x, area.right().saturating_sub(1));
    let (top, bottom) = (area.y, area.bottom().saturating_sub(1));
    let mut set = |x, y, symbol| {
        if let Some(cell) = buf.cell_mut((x, y)) {
            cell.set_symbol(symbol).set_style(theme.rule);
        }
    };
    for x in left..=right {
        set(x, top, "─");
        set(x, bottom, "─");
    }
    for y in top..=bottom {
        set(left, y, "│");
        set(right, y, "│");
    }
    set(left, top, "╭");
    set(right, top, "╮");
    set(left, bottom, "╰");
    set(right, bottom, "╯");
}

/// Writes runs into a row, shortened where they do not fit.
pub(super) fn put(row: Rect, runs: Vec<Run>, buf: &mut Buffer) {
    let row = row.intersection(buf.area);
    if row.is_empty() {
        return;
    }
    let runs = shortened(runs, usize::from(row.width));
    // Nothing of what stood there before shines through, such as the look of the frame.
    for x in row.x
        ..row
            .x
            .saturating_add(width_of(&runs) as u16)
            .min(row.right())
    {
        if let Some(cell) = buf.cell_mut((x, row.y)) {
            cell.reset();
        }
    }
    buf.set_line(row.x, row.y, &Line::from(runs), row.width);
}

/// Writes runs at both ends of a row. The right ones give way when fewer than a third of the row would be left.
pub(super) fn spread(row: Rect, left: Vec<Run>, right: Vec<Run>, buf: &mut Buffer) {
    let row = row.intersection(buf.area);
    let taken = width_of(&right) as u16;
    if right.is_empty() || taken > row.width / 3 * 2 {
        put(row, left, buf);
        return;
    }
    let before = Rect {
        width: row.width - taken,
        ..row
    };
    let after = Rect {
        x: row.x + before.width,
        width: taken,
        ..row
    };
    put(before, left, buf);
    put(after, right, buf);
}

/// The columns that runs take.
pub(super) fn width_of(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.content.width()).sum()
}

/// The runs cut to a width, with an ellipsis when something is missing.
fn shortened(runs: Vec<Run>, width: usize) -> Vec<Run> {
    if width_of(&runs) <= width {
        return runs;
    }
    let mut left = width.saturating_sub(1);
    let mut kept = Vec::new();
    for run in runs {
        let mut end = 0;
        let mut full = false;
        for letter in run.content.graphemes(true) {
            let taken = letter.width();
            if taken > left {
                full = true;
                break;
            }
            left -= taken;
            end += letter.len();
        }
        let style = run.style;
        let words = run.content[..end]
            .trim_end_matches(|c| full && c == ' ')
            .to_owned();
        kept.push(Words::styled(words, style));
        if full {
            kept.push(Words::styled("…", style));
            break;
        }
    }
    kept
}

/// A row of the content, counted from its upper edge; empty when it is not on screen.
pub(super) fn row(body: Rect, index: u16) -> Rect {
    if index < body.height {
        Rect {
            y: body.y + index,
            height: 1,
            ..body
        }
    } else {
        Rect::default()
    }
}

/// Lays the look of the row under the cursor over a row, with one column of margin on either side.
pub(super) fn select(row: Rect, theme: &Theme, buf: &mut Buffer) {
    let wide = Rect {
        x: row.x.saturating_sub(1),
        width: row.width.saturating_add(2),
        ..row
    };
    if row.is_empty() {
        return;
    }
    for at in wide.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(at) {
            let reversed = cell.modifier.contains(Modifier::REVERSED);
            cell.set_style(theme.selected);
            if theme.selected.add_modifier.contains(Modifier::REVERSED) {
                // Reversed colours would cut the row into blocks. What is marked by reversing keeps standing out: twice
                // reversed is not reversed.
                cell.fg = Color::Reset;
                cell.modifier.remove(Modifier::DIM);
                cell.modifier.set(Modifier::REVERSED, !reversed);
            }
        }
    }
}

/// Writes the row of a filter: the line to type into, or what is kept of it.
pub(super) fn filter(row: Rect, filter: &Filter, hint: &str, theme: &Theme, buf: &mut Buffer) {
    if filter.typing {
        prompt(row, ("/ ", hint), &filter.line, theme, buf);
    } else {
        let kept = vec![run("/ ", theme.dim), run(filter.line.text(), theme.dim)];
        put(row, kept, buf);
    }
}

/// Writes the line to type into, with its cursor always in sight.
pub(super) fn prompt(
    row: Rect,
    (sign, hint): (&str, &str),
    line: &app::Line,
    theme: &Theme,
    buf: &mut Buffer,
) {
    let row = row.intersection(buf.area);
    if row.is_empty() {
        return;
    }
    let room = usize::from(row.width).saturating_sub(sign.width() + 1);
    let (before, after) = line.text().split_at(line.cursor());
    // From the left, letters go out of sight until the cursor is in it.
    let mut start = 0;
    for (at, letter) in before.grapheme_indices(true) {
        if before[at..].width() <= room {
            break;
        }
        start = at + letter.len();
    }
    let style = if line.is_offered() {
        theme.text.patch(theme.selected)
    } else {
        theme.text
    };
    let mut letters = after.graphemes(true);
    let (under, rest) = match letters.next() {
        Some(letter) => (letter, letters.as_str()),
        None => (" ", ""),
    };
    let mut runs = vec![
        run(sign, theme.dim),
        run(&before[start..], style),
        run(under, theme.text.add_modifier(Modifier::REVERSED)),
        run(rest, style),
    ];
    if line.text().is_empty() {
        runs.push(run(hint, theme.dim));
    }
    put(row, runs, buf);
}

/// Words with the letters that matched underlined. Places are bytes of `words`.
pub(super) fn marked<'a>(words: &'a str, places: &[Range<usize>], style: Style) -> Vec<Run<'a>> {
    let matched = style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
    let mut runs = Vec::new();
    let mut after = 0;
    for place in places {
        let (Some(before), Some(hit)) = (words.get(after..place.start), words.get(place.clone()))
        else {
            break;
        };
        runs.push(run(before, style));
        runs.push(run(hit, matched));
        after = place.end;
    }
    runs.push(run(words.get(after..).unwrap_or_default(), style));
    runs
}

/// A line of a text with some parts in styles of their own. Later parts lie over earlier ones.
pub(super) fn styled<'a>(
    text: &'a str,
    line: Span,
    base: Style,
    parts: &[(Span, Style)],
) -> Vec<Run<'a>> {
    let mut cuts = vec![line.start, line.end];
    for (part, _) in parts {
        cuts.extend([part.start, part.end]);
    }
    cuts.retain(|cut| (line.start..=line.end).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|ends| {
            let span = Span {
                start: ends[0],
                end: ends[1],
            };
            let style = parts
                .iter()
                .filter(|(part, _)| part.overlaps(span))
                .fold(base, |style, (_, patch)| style.patch(*patch));
            run(span.of(text), style)
        })
        .collect()
}

/// Which of so many rows are on screen, where that is not all of them.
pub(super) fn position(top: usize, height: u16, rows: usize) -> String {
    if rows <= usize::from(height) {
        return String::new();
    }
    let last = (top + usize::from(height)).min(rows);
    format!("{}–{last} of {rows}", top + 1)
}

/// The mark of a speaker: a bar and a letter in the speaker's colour, or two blanks.
pub(super) fn speaker_mark(mark: Option<usize>, theme: &Theme) -> Vec<Run<'static>> {
    let Some(index) = mark else {
        return vec![run("   ", theme.text)];
    };
    let style = theme.speaker(mark);
    vec![
        run("▎", style),
        Words::styled(letter(index).to_string(), style),
        run(" ", style),
    ]
}
