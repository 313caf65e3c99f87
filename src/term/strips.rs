//! The strips of a screen that change by themselves, such as panes side by side.
//!
//! What changes is written strip by strip, each from its top to its bottom: its colours and its left edge stay in hand from
//! row to row, and what stands between two panes is not passed over in every row.

use ratatui::buffer::{Buffer, Cell};
use unicode_width::UnicodeWidthStr;

/// A column parts two strips when at most one of so many changed rows changes it: a headline and a status line may cross.
const CROSSING: usize = 8;

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
    let width = usize::from(next.area.width);
    let mut counts = vec![0_usize; width];
    let (mut rows, mut last) = (0, None);
    for &(x, y, _) in changes {
        if let Some(count) = counts.get_mut(usize::from(x)) {
            *count += 1;
        }
        rows += usize::from(last != Some(y));
        last = Some(y);
    }
    let mut strip = 0;
    let mut parted = false;
    let mut strips = Vec::with_capacity(width);
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
