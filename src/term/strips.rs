//! The strips of a screen that change by themselves, such as panes side by side.
//!
//! What changes is written strip by strip, each from its top to its bottom: its colours and its left edge stay in hand from
//! row to row, and what stands between two panes is not passed over in every row.

use ratatui::buffer::{Buffer, Cell};
use unicode_width::UnicodeWidthStr;

/// A column parts two strips when at most one of so many changed rows changes it: a headline and a status line may cross.
const CROSSING: usize = 8;

/// Columns that change belong to one pane if so few lie between them, such as those of marks and text.
const GAP: u16 = 4;

/// One cell to write.
pub(super) type Change<'b> = (u16, u16, &'b Cell);

/// The same changes strip by strip; none when there is only one strip. `rows` holds them row by row.
pub(super) fn reordered<'b>(
    rows: &[Change<'b>],
    shown: &Buffer,
    next: &Buffer,
) -> Option<Vec<Change<'b>>> {
    let strips = strips(shown, next, rows);
    if strips.last().is_none_or(|&last| last == 0) {
        return None;
    }
    let mut changes = rows.to_vec();
    // Within a strip the order of the rows stays.
    changes.sort_by_key(|&(x, ..)| strips.get(usize::from(x)).copied());
    Some(changes)
}

/// The strip of every column, counted from the left.
fn strips(shown: &Buffer, next: &Buffer, changes: &[Change]) -> Vec<u16> {
    let (counts, rows) = changes_in_columns(changes, next.area.width);
    let mut strip = 0;
    let mut parted = false;
    let mut strips = Vec::with_capacity(counts.len());
    for (x, &count) in (0..).zip(&counts) {
        let parts = count * CROSSING <= rows;
        // The halves of a wide character stay together.
        if parted && !parts && !is_halved(shown, x) && !is_halved(next, x) {
            strip += 1;
            parted = false;
        }
        parted |= parts && strip < u16::MAX;
        strips.push(strip);
    }
    strips
}

/// The first and the last column of the pane in which most cells change; none when nothing changes or a wide character
/// stands across its edge.
pub(super) fn busiest(shown: &Buffer, next: &Buffer) -> Option<(u16, u16)> {
    let changes = shown.diff(next);
    let (counts, rows) = changes_in_columns(&changes, next.area.width);
    let mut panes: Vec<Pane> = Vec::new();
    for (x, &count) in (0..).zip(&counts) {
        // A headline or a status line that goes on beyond a pane does not widen it.
        if count * CROSSING <= rows
            && panes
                .last()
                .is_none_or(|pane| count == 0 || pane.last + 1 < x)
        {
            continue;
        }
        match panes.last_mut() {
            Some(pane) if x - pane.last <= GAP => {
                pane.last = x;
                pane.changes += count;
            }
            _ => panes.push(Pane {
                first: x,
                last: x,
                changes: count,
            }),
        }
    }
    let pane = panes.into_iter().max_by_key(|pane| pane.changes)?;
    let cut = |x| is_halved(shown, x) || is_halved(next, x);
    (!cut(pane.first) && !cut(pane.last + 1)).then_some((pane.first, pane.last))
}

/// Columns side by side that change.
struct Pane {
    first: u16,
    last: u16,
    changes: usize,
}

/// How many cells change in each column, and in how many rows any does.
fn changes_in_columns(changes: &[Change], width: u16) -> (Vec<usize>, usize) {
    let mut counts = vec![0; usize::from(width)];
    let (mut rows, mut last) = (0, None);
    for &(x, y, _) in changes {
        if let Some(count) = counts.get_mut(usize::from(x)) {
            *count += 1;
        }
        rows += usize::from(last != Some(y));
        last = Some(y);
    }
    (counts, rows)
}

/// Whether a wide character reaches into this column from the left.
fn is_halved(buffer: &Buffer, x: u16) -> bool {
    let Some(before) = x.checked_sub(1) else {
        return false;
    };
    let mut rows = buffer.area.top()..buffer.area.bottom();
    rows.any(|y| buffer[(before, y)].symbol().width() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The changed signs in the order in which they are written, a bar between strips; nothing when there is one strip.
    fn check(old: &[&str], new: &[&str], expected: Option<&str>) {
        let old = Buffer::with_lines(old.iter().copied());
        let new = Buffer::with_lines(new.iter().copied());
        let changes = reordered(&old.diff(&new), &old, &new);
        let signs = changes.map(|all| all.iter().map(|(.., cell)| cell.symbol()).collect());
        let signs: Option<String> = signs;
        assert_eq!(signs.as_deref(), expected, "{new:?}");
    }

    #[test]
    fn panes_are_written_one_after_the_other() {
        check(
            &["..|..", "..|..", "..|.."],
            &["ab|gh", "cd|ij", "ef|kl"],
            Some("abcdefghijkl"),
        );
        check(&["....", "...."], &["abcd", "efgh"], None);
        check(&["....", "...."], &["ab..", "cd.."], None);
    }

    #[test]
    fn a_row_that_crosses_is_cut_and_a_wide_character_is_not() {
        let old = ["..|.."; 9];
        let mut new = ["ab|cd"; 9];
        new[8] = "vwxyz";
        let expected = [
            "ab".repeat(8).as_str(),
            "vwx",
            "cd".repeat(8).as_str(),
            "yz",
        ]
        .concat();
        check(&old, &new, Some(&expected));
        check(&[".....", "....."], &["a日.b", "c日.d"], Some("a日c日bd"));
    }
}
