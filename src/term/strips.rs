//! The strips of a screen that change by themselves, such as panes side by side.
//!
//! What changes is written strip by strip, each from its top to its bottom: its colours and its left edge stay in hand from
//! row to row, and what stands between two panes is not passed over in every row.

use std::cmp::Reverse;

use ratatui::buffer::{Buffer, Cell};
use unicode_width::UnicodeWidthStr;

/// A column parts two strips when at most one of so many changed rows changes it: a headline and a status line may cross.
const CROSSING: usize = 8;

/// Columns that change belong to one pane if so few lie between them, such as those of marks and text.
const GAP: u16 = 4;

/// One cell to write.
pub(super) type Change<'b> = (u16, u16, &'b Cell);

/// The same changes in other orders: strip by strip, and with the last row, which may be a status line across all strips, after
/// the strip that comes nearest to it. None where there is only one strip. `rows` holds the changes row by row.
pub(super) fn reordered<'b>(
    rows: &[Change<'b>],
    shown: &Buffer,
    next: &Buffer,
) -> Vec<Vec<Change<'b>>> {
    let strips = strips(shown, next, rows);
    let strip = |x: u16| strips.get(usize::from(x)).copied().unwrap_or_default();
    let Some(&(.., last, _)) = rows.last().filter(|_| strips.last() > Some(&0)) else {
        return Vec::new();
    };
    let above = rows.iter().filter(|(_, y, _)| *y != last);
    let nearest = above.max_by_key(|&&(x, y, _)| (y, Reverse(x)));
    let nearest = nearest.map(|&(x, ..)| strip(x));
    let own = |&(x, ..): &Change| strip(x);
    let apart = |&(x, y, _): &Change| {
        let status = nearest.filter(|_| y == last);
        status.unwrap_or_else(|| strip(x))
    };
    // Within a strip the order of the rows stays.
    let mut orders = [rows.to_vec(), rows.to_vec()];
    orders[0].sort_by_key(own);
    orders[1].sort_by_key(apart);
    orders.into()
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

    /// The changed signs in the orders in which they may be written; nothing when there is one strip.
    fn check(old: &[&str], new: &[&str], expected: &[&str]) {
        let old = Buffer::with_lines(old.iter().copied());
        let new = Buffer::with_lines(new.iter().copied());
        let changes = reordered(&old.diff(&new), &old, &new);
        let signs = |all: &Vec<Change>| all.iter().map(|(.., cell)| cell.symbol()).collect();
        let signs: Vec<String> = changes.iter().map(signs).collect();
        assert_eq!(signs, expected, "{new:?}");
    }

    #[test]
    fn panes_are_written_one_after_the_other() {
        check(
            &["..|..", "..|..", "..|.."],
            &["ab|gh", "cd|ij", "ef|kl"],
            &["abcdefghijkl", "abcdefklghij"],
        );
        check(&["....", "...."], &["abcd", "efgh"], &[]);
        check(&["....", "...."], &["ab..", "cd.."], &[]);
    }

    #[test]
    fn a_status_line_comes_after_the_strip_that_ends_just_above_it() {
        let old = ["..|.."; 4];
        check(
            &old,
            &["ab|gh", "cd|ij", "..|kl", "ok|.."],
            &["abcdokghijkl", "abcdghijklok"],
        );
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
        let apart = ["ab".repeat(8), new[8].to_owned(), "cd".repeat(8)].concat();
        check(&old, &new, &[&expected, &apart]);
        check(
            &[".....", "....."],
            &["a日.b", "c日.d"],
            &["a日c日bd", "a日c日db"],
        );
    }
}
