//! What moved on the screen: the band of rows that the terminal can shift by itself, instead of being sent anew. Where the
//! terminal has margins on the sides as well, the band may be a pane between others.
//!
//! The idea is that of curses' scroll optimisation: rows are told apart by a hash, and the shift that most of them
//! have made is taken if it saves anything.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};

use ratatui::buffer::{Buffer, Cell};

use super::strips;

/// What a shift costs in bytes, roughly: its margins, where the cursor must go, and the line feeds.
const COST: usize = 16;
/// What moving the margins costs of that.
const MARGINS: usize = 8;
/// What margins on the sides cost beside that.
const SIDES: usize = 16;
/// Fewer changed rows than these are sent as they are.
const FEWEST: usize = 3;

/// Rows to shift, between two columns. All ends count, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Band {
    pub(super) top: u16,
    pub(super) bottom: u16,
    pub(super) left: u16,
    pub(super) right: u16,
    /// How many rows the content moves up; down when negative. Never 0, never more than the band is high.
    pub(super) up: i16,
}

/// What of a screen the terminal can shift.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Margins {
    /// The first and the last row that it scrolls already, if they are not those of the screen: to move them costs bytes.
    pub(super) rows: Option<(u16, u16)>,
    /// Whether it can shift less than whole rows.
    pub(super) sides: bool,
}

/// The shift that brings the screen nearest to `next`; none when sending what differs costs no more. Both buffers have the
/// same size.
pub(super) fn find(shown: &Buffer, next: &Buffer, margins: Margins) -> Option<Band> {
    let last = shown.area.width.checked_sub(1)?;
    let whole = Rows::new(shown, next, (0, last)).best(margins.rows, COST);
    let pane = || {
        let columns = strips::busiest(shown, next)?;
        Rows::new(shown, next, columns).best(margins.rows, COST + SIDES)
    };
    let pane = margins.sides.then(pane).flatten();
    let best = [whole, pane].into_iter().flatten();
    best.max_by_key(|(_, saved)| *saved).map(|(band, _)| band)
}

/// The rows of two frames, between two columns.
struct Rows<'b> {
    old: Vec<&'b [Cell]>,
    new: Vec<&'b [Cell]>,
    old_hashes: Vec<u64>,
    new_hashes: Vec<u64>,
    columns: (u16, u16),
}

impl<'b> Rows<'b> {
    fn new(shown: &'b Buffer, next: &'b Buffer, columns: (u16, u16)) -> Self {
        let width = usize::from(shown.area.width).max(1);
        let between = usize::from(columns.0)..usize::from(columns.1) + 1;
        let rows = |buffer: &'b Buffer| -> Vec<&'b [Cell]> {
            let rows = buffer.content.chunks(width);
            rows.map(|row| row.get(between.clone()).unwrap_or_default())
                .collect()
        };
        let (old, new) = (rows(shown), rows(next));
        let hashes = |rows: &[&[Cell]]| rows.iter().map(|row| hash(row)).collect();
        Self {
            old_hashes: hashes(&old),
            new_hashes: hashes(&new),
            old,
            new,
            columns,
        }
    }

    /// The best band, if it saves more than it costs, and how many cells it saves then. `margins` are the rows that the
    /// terminal scrolls already.
    fn best(&self, margins: Option<(u16, u16)>, cost: usize) -> Option<(Band, usize)> {
        let rows = self.old_hashes.iter().zip(&self.new_hashes);
        if rows.filter(|(old, new)| old != new).count() < FEWEST {
            return None;
        }
        let bands = self.bands(self.likeliest()?).into_iter();
        let (best, saved) = bands.max_by_key(|(_, saved)| *saved)?;
        let kept = margins.map(|(top, bottom)| Band {
            top,
            bottom,
            ..best
        });
        let enough = |band: &Band| {
            self.saved(*band)
                .is_some_and(|kept| kept + MARGINS >= saved)
        };
        let left = saved.checked_sub(cost).filter(|left| *left > 0)?;
        Some((kept.filter(enough).unwrap_or(best), left))
    }

    /// How far most of the changed rows have moved up; none when no row has moved. Blank rows do not tell.
    fn likeliest(&self) -> Option<i16> {
        let blank = Cell::default();
        let mut votes = BTreeMap::<_, usize>::new();
        for (row, new) in self.new_hashes.iter().enumerate() {
            let tells = self.old_hashes.get(row) != Some(new)
                && self.new[row].iter().any(|cell| *cell != blank);
            for (before, old) in self.old_hashes.iter().enumerate() {
                if tells && old == new {
                    let up = before.cast_signed() - row.cast_signed();
                    *votes.entry(up).or_default() += 1;
                }
            }
        }
        let most = votes.into_iter().max_by_key(|(_, votes)| *votes);
        most.and_then(|(up, _)| i16::try_from(up).ok())
    }

    /// The bands in which every row but those that come in is one that stood `up` rows below it, each with the cells that
    /// it saves.
    fn bands(&self, up: i16) -> Vec<(Band, usize)> {
        let mut bands = Vec::new();
        let mut first = None;
        for row in 0..=self.new.len() {
            let moved = self.stood(row, up).is_some();
            match (first, moved) {
                (None, true) => first = Some(row),
                (Some(start), false) => {
                    bands.extend(self.band(start, row - 1, up));
                    first = None;
                }
                _ => {}
            }
        }
        bands
    }

    /// The old row that the new one is.
    fn stood(&self, row: usize, up: i16) -> Option<usize> {
        let before = row.checked_add_signed(isize::from(up))?;
        let same = self.new_hashes.get(row)? == self.old_hashes.get(before)?;
        same.then_some(before)
    }

    /// The band for the new rows from `first` to `last`, and what it saves.
    fn band(&self, first: usize, last: usize, up: i16) -> Option<(Band, usize)> {
        let by = usize::from(up.unsigned_abs());
        let (top, bottom) = if up > 0 {
            (first, last + by)
        } else {
            (first.checked_sub(by)?, last)
        };
        let band = Band {
            top: top as u16,
            bottom: bottom as u16,
            left: self.columns.0,
            right: self.columns.1,
            up,
        };
        Some((band, self.saved(band)?))
    }

    /// How many cells fewer have to be sent once the band is shifted; none when they would be more.
    fn saved(&self, band: Band) -> Option<usize> {
        let all = usize::from(band.top)..=usize::from(band.bottom);
        let without: usize = all
            .clone()
            .map(|row| differing(self.old.get(row), self.new.get(row)))
            .sum();
        let with: usize = all
            .clone()
            .map(|row| {
                let before = row.checked_add_signed(isize::from(band.up));
                let before = before.filter(|before| all.contains(before));
                differing(
                    before.and_then(|before| self.old.get(before)),
                    self.new.get(row),
                )
            })
            .sum();
        // Line feeds are bytes too.
        without.checked_sub(with + usize::from(band.up.unsigned_abs()))
    }
}

/// How many cells of the new row would have to be sent; the old one is empty when there is none.
fn differing(old: Option<&&[Cell]>, new: Option<&&[Cell]>) -> usize {
    let blank = Cell::default();
    let old = old.into_iter().flat_map(|row| row.iter());
    let new = new.into_iter().flat_map(|row| row.iter());
    let old = old.chain(std::iter::repeat(&blank));
    new.zip(old).filter(|(new, old)| new != old).count()
}

fn hash(row: &[Cell]) -> u64 {
    BuildHasherDefault::<RowHasher>::default().hash_one(row)
}

/// One multiplication for each part of a cell: every frame hashes all cells twice. Rows that are wrongly taken for the same cost
/// bytes and nothing else.
#[derive(Default)]
struct RowHasher(u64);

impl Hasher for RowHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..part.len()].copy_from_slice(part);
            self.write_u64(u64::from_le_bytes(eight));
        }
    }

    fn write_u8(&mut self, part: u8) {
        self.write_u64(part.into());
    }

    fn write_u16(&mut self, part: u16) {
        self.write_u64(part.into());
    }

    fn write_u64(&mut self, part: u64) {
        let mixed = (self.0.rotate_left(5) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn write_isize(&mut self, part: isize) {
        self.write_u64(part.cast_unsigned() as u64);
    }

    fn write_usize(&mut self, part: usize) {
        self.write_u64(part as u64);
    }
}

/// Does to the picture of the screen what the terminal does to the screen.
pub(super) fn shift(shown: &mut Buffer, band: Band) {
    let rows = band.top..=band.bottom;
    let height = rows.len();
    let by = usize::from(band.up.unsigned_abs()).min(height);
    for at in 0..height {
        // From the end that the content moves to, so that nothing is overwritten before it has moved.
        let at = if band.up > 0 { at } else { height - 1 - at };
        let from = if band.up > 0 {
            at.checked_add(by).filter(|from| *from < height)
        } else {
            at.checked_sub(by)
        };
        for x in band.left..=band.right {
            let place = |at: usize| (x, band.top + at as u16);
            let moved = from.and_then(|from| shown.cell(place(from)).cloned());
            if let Some(cell) = shown.cell_mut(place(at)) {
                *cell = moved.unwrap_or_default();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &[&str], new: &[&str], expected: Option<(u16, u16, i16)>) {
        let (old, new) = (
            Buffer::with_lines(old.iter().copied()),
            Buffer::with_lines(new.iter().copied()),
        );
        let found = find(&old, &new, Margins::default());
        assert_eq!(found.map(|band| (band.top, band.bottom, band.up)), expected);
    }

    #[test]
    fn a_pane_is_shifted_between_its_neighbours_where_the_terminal_can() {
        let row = |pane: &str, at: usize| format!("left {at}│{pane:41}│right {at}");
        let screen = |panes: [&str; 4]| {
            let rows = panes.into_iter().zip(0..).map(|(pane, at)| row(pane, at));
            Buffer::with_lines(rows.collect::<Vec<_>>())
        };
        let (old, new) = (
            screen([ONE, TWO, THREE, FOUR]),
            screen([TWO, THREE, FOUR, FIVE]),
        );
        assert_eq!(find(&old, &new, Margins::default()), None);
        let sides = Margins {
            sides: true,
            ..Margins::default()
        };
        let found = find(&old, &new, sides).unwrap();
        assert_eq!((found.top, found.bottom, found.up), (0, 3, 1));
        assert!(found.left >= 7 && found.right < 50, "{found:?}");
        let mut shown = old.clone();
        shift(&mut shown, found);
        let differing = shown.diff(&new);
        assert!(differing.iter().all(|(_, y, _)| *y == 3), "{differing:?}");
    }

    const ONE: &str = "the first line of the text that is read";
    const TWO: &str = "another line, and this one is the second";
    const THREE: &str = "a third one, about something else       ";
    const FOUR: &str = "the last line that anybody could want    ";
    const FIVE: &str = "still more to read, once it comes in     ";
    const FOOT: &str = "status                                   ";

    #[test]
    fn a_text_that_moves_is_shifted_and_the_status_stays() {
        check(
            &[ONE, TWO, THREE, FOUR, FOOT],
            &[TWO, THREE, FOUR, FIVE, FOOT],
            Some((0, 3, 1)),
        );
        check(
            &[TWO, THREE, FOUR, FIVE, FOOT],
            &[ONE, TWO, THREE, FOUR, FOOT],
            Some((0, 3, -1)),
        );
        check(
            &["head", ONE, TWO, THREE, FOUR, FOOT],
            &["head", THREE, FOUR, FIVE, ONE, FOOT],
            Some((1, 4, 2)),
        );
    }

    #[test]
    fn what_does_not_move_is_not_shifted() {
        check(&[ONE, TWO, THREE], &[ONE, TWO, THREE], None);
        check(&[ONE, TWO, THREE], &[FOUR, FIVE, FOOT], None);
        check(&["a", "b", "c", "d"], &["b", "c", "d", "e"], None);
    }

    #[test]
    fn the_picture_shifts_as_the_screen_does() {
        let mut shown = Buffer::with_lines(["1", "2", "3", "4"]);
        let band = |top, bottom, up| Band {
            top,
            bottom,
            left: 0,
            right: 0,
            up,
        };
        shift(&mut shown, band(0, 2, 1));
        assert_eq!(shown, Buffer::with_lines(["2", "3", " ", "4"]));
        shift(&mut shown, band(1, 3, -2));
        assert_eq!(shown, Buffer::with_lines(["2", " ", " ", "3"]));
    }
}
