//! A list with a cursor, of items that may take several rows.

use crate::app::{Action, Key, KeyCode, Keymap};

/// The cursor of a list, and how far it is scrolled. Both count items from 0 and are clamped where they are used, so
/// that a list may shrink at any time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The item under the cursor.
    pub selected: usize,
    /// The first item shown, unless the cursor would be out of sight.
    pub top: usize,
}

/// A way of moving the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// So many items down; up when negative.
    Rows(isize),
    /// So many pages down; up when negative.
    Pages(isize),
    /// So many half pages down; up when negative.
    HalfPages(isize),
    /// To the first item.
    Top,
    /// To the last item.
    Bottom,
}

impl Motion {
    /// The motion that a key asks for where letters are commands.
    pub fn of(keymap: &Keymap, key: Key) -> Option<Self> {
        Some(match keymap.action(key)? {
            Action::LineDown => Self::Rows(1),
            Action::LineUp => Self::Rows(-1),
            Action::PageDown => Self::Pages(1),
            Action::PageUp => Self::Pages(-1),
            Action::HalfPageDown => Self::HalfPages(1),
            Action::HalfPageUp => Self::HalfPages(-1),
            Action::Top => Self::Top,
            Action::Bottom => Self::Bottom,
            _ => return None,
        })
    }

    /// The motion that a key asks for where letters are typed.
    pub const fn beside_prompt(key: Key) -> Option<Self> {
        Some(match (key.code, key.ctrl, key.alt) {
            (KeyCode::Down, false, false) | (KeyCode::Char('n' | 'j'), true, false) => {
                Self::Rows(1)
            }
            (KeyCode::Up, false, false) | (KeyCode::Char('p' | 'k'), true, false) => Self::Rows(-1),
            (KeyCode::PageDown, false, false) => Self::Pages(1),
            (KeyCode::PageUp, false, false) => Self::Pages(-1),
            _ => return None,
        })
    }

    /// The item that the motion leads to from item `from`, in a list of `len` items of which `page` are shown.
    pub fn from(self, from: usize, len: usize, page: usize) -> usize {
        let page = isize::try_from(page.max(1)).unwrap_or(isize::MAX);
        let by = |rows: isize| from.saturating_add_signed(rows);
        let to = match self {
            Self::Rows(rows) => by(rows),
            Self::Pages(pages) => by(pages.saturating_mul(page)),
            Self::HalfPages(halves) => by(halves.saturating_mul((page / 2).max(1))),
            Self::Top => 0,
            Self::Bottom => len,
        };
        to.min(len.saturating_sub(1))
    }
}

impl List {
    /// The item under the cursor of a list that now has `len` items; none when it is empty.
    pub fn cursor(&self, len: usize) -> Option<usize> {
        (len > 0).then(|| self.selected.min(len - 1))
    }

    /// Moves the cursor in a list of `len` items, of which each takes `rows(item)` of the `height` rows on screen.
    pub fn go(&mut self, motion: Motion, len: usize, height: u16, rows: impl Fn(usize) -> u16) {
        let Some(selected) = self.cursor(len) else {
            *self = Self::default();
            return;
        };
        let page = self.shown(len, height, &rows).len();
        self.selected = motion.from(selected, len, page);
        self.top = first_shown(self.top, self.selected, height, rows);
    }

    /// The items that are at least partly on a screen of `height` rows.
    pub fn shown(
        &self,
        len: usize,
        height: u16,
        rows: impl Fn(usize) -> u16,
    ) -> std::ops::Range<usize> {
        let Some(selected) = self.cursor(len) else {
            return 0..0;
        };
        let first = first_shown(self.top, selected, height, &rows);
        let mut left = height;
        let mut end = first;
        while end < len && left > 0 {
            left = left.saturating_sub(rows(end).max(1));
            end += 1;
        }
        first..end
    }

    /// The item that stands `row` rows below the upper edge.
    pub fn at(
        &self,
        row: u16,
        len: usize,
        height: u16,
        rows: impl Fn(usize) -> u16,
    ) -> Option<usize> {
        let mut left = row;
        for item in self.shown(len, height, &rows) {
            let taken = rows(item).max(1);
            if left < taken {
                return Some(item);
            }
            left -= taken;
        }
        None
    }
}

/// The first item shown so that the whole of item `selected` is on screen, as near to `top` as may be. Looks only at
/// items that are on screen, however long the list is.
pub fn first_shown(top: usize, selected: usize, height: u16, rows: impl Fn(usize) -> u16) -> usize {
    if selected <= top {
        return selected;
    }
    let mut first = selected;
    let mut left = height.saturating_sub(rows(selected).max(1));
    while first > top {
        let taken = rows(first - 1).max(1);
        if taken > left {
            break;
        }
        left -= taken;
        first -= 1;
    }
    first
}

/// The first row shown after a motion through `rows` rows without a cursor, of which `height` are on screen.
pub(super) fn scroll(top: usize, motion: Motion, rows: usize, height: u16) -> usize {
    let height = usize::from(height);
    // What moves is the first row, so the last place to go to is one screen before the end.
    let places = (rows + 1).saturating_sub(height).max(1);
    motion.from(top.min(places - 1), places, height)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Moves through ten items of the given height on a screen of six rows; gives cursor and items shown.
    fn check(motions: &[Motion], rows: u16, (selected, items): (usize, std::ops::Range<usize>)) {
        let mut list = List::default();
        for &motion in motions {
            list.go(motion, 10, 6, |_| rows);
        }
        let shown = list.shown(10, 6, |_| rows);
        assert_eq!(list.selected, selected, "{motions:?} {rows}");
        assert_eq!(shown, items, "{motions:?} {rows}");
    }

    #[test]
    fn the_cursor_stays_in_sight() {
        use Motion::{Bottom, HalfPages, Pages, Rows, Top};
        check(&[], 1, (0, 0..6));
        check(&[Rows(5)], 1, (5, 0..6));
        check(&[Rows(6)], 1, (6, 1..7));
        check(&[Rows(6), Rows(-5)], 1, (1, 1..7));
        check(&[Rows(6), Rows(-6)], 1, (0, 0..6));
        check(&[Bottom], 1, (9, 4..10));
        check(&[Bottom, Top], 1, (0, 0..6));
        check(&[Pages(1)], 1, (6, 1..7));
        check(&[HalfPages(1)], 1, (3, 0..6));
        check(&[Pages(9)], 2, (9, 7..10));
        check(&[Rows(-3)], 2, (0, 0..3));
        check(&[Rows(2)], 20, (2, 2..3));
        check(&[Rows(isize::MAX), Rows(isize::MIN)], 1, (0, 0..6));
    }

    #[test]
    fn an_empty_or_invisible_list_is_harmless() {
        let mut list = List {
            selected: 7,
            top: 5,
        };
        assert_eq!(list.cursor(3), Some(2));
        assert_eq!(list.shown(3, 0, |_| 1), 2..2);
        list.go(Motion::Rows(1), 0, 0, |_| 0);
        assert_eq!(list, List::default());
        assert_eq!(list.at(0, 0, 5, |_| 1), None);
    }

    #[test]
    fn a_click_finds_the_item_under_it() {
        let list = List::default();
        for (row, expected) in [(0, Some(0)), (1, Some(0)), (2, Some(1)), (7, None)] {
            assert_eq!(list.at(row, 10, 6, |_| 2), expected, "{row}");
        }
    }
}
