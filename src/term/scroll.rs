//! What moved on the screen: the band of rows that the terminal can shift by itself, instead of being sent anew.
//!
//! The idea is that of curses' scroll optimisation: rows are told apart by a hash, and of all shifts the one is taken that
//! leaves the fewest cells to send.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use ratatui::buffer::{Buffer, Cell};

/// What a shift costs in bytes, roughly: its margins, where the cursor must go, and the line feeds.
const COST: usize = 16;
/// Fewer changed rows than these are sent as they are.
const FEWEST: usize = 3;

/// Rows to shift. Both ends count, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Band {
    pub(super) top: u16,
    pub(super) bottom: u16,
    /// How many rows the content moves up; down when negative. Never 0, never more than the band is high.
    pub(super) up: i16,
}

/// The shift that brings the screen nearest to `next`; none when sending what differs costs no more. Both buffers have the
/// same size.
pub(super) fn find(shown: &Buffer, next: &Buffer) -> Option<Band> {
    let width = usize::from(shown.area.width).max(1);
    let old: Vec<&[Cell]> = shown.content.chunks(width).collect();
    let new: Vec<&[Cell]> = next.content.chunks(width).collect();
    let changed = old.iter().zip(&new).filter(|(old, new)| old != new).count();
    if changed < FEWEST {
        return None;
    }
    let rows = Rows {
        old_hashes: old.iter().map(|row| hash(row)).collect(),
        new_hashes: new.iter().map(|row| hash(row)).collect(),
        old,
        new,
    };
    let highest = rows.new.len() as i16 - 1;
    let shifts = (1..=highest).flat_map(|by| [by, -by]);
    let bands = shifts.flat_map(|up| rows.bands(up));
    let best = bands.max_by_key(|(_, saved)| *saved)?;
    (best.1 > COST).then_some(best.0)
}

/// The rows of two frames.
struct Rows<'b> {
    old: Vec<&'b [Cell]>,
    new: Vec<&'b [Cell]>,
    old_hashes: Vec<u64>,
    new_hashes: Vec<u64>,
}

impl Rows<'_> {
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

    /// The band for the new rows from `first` to `last`, and how many cells fewer have to be sent.
    fn band(&self, first: usize, last: usize, up: i16) -> Option<(Band, usize)> {
        let by = usize::from(up.unsigned_abs());
        let (top, bottom) = if up > 0 {
            (first, last + by)
        } else {
            (first.checked_sub(by)?, last)
        };
        let incoming = if up > 0 {
            last + 1..=bottom
        } else {
            top..=first - 1
        };
        let without: usize = (top..=bottom).map(|row| self.differing(row)).sum();
        let with: usize = incoming.map(|row| written(self.new[row])).sum();
        let band = Band {
            top: top as u16,
            bottom: bottom as u16,
            up,
        };
        // Line feeds are bytes too.
        Some((band, without.checked_sub(with + by)?))
    }

    /// The cells of a row that would have to be sent.
    fn differing(&self, row: usize) -> usize {
        let cells = self.old[row].iter().zip(self.new[row]);
        cells.filter(|(old, new)| old != new).count()
    }
}

/// The cells of a row that are more than a blank.
fn written(row: &[Cell]) -> usize {
    let blank = Cell::default();
    row.iter().filter(|cell| **cell != blank).count()
}

fn hash(row: &[Cell]) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(row)
}

/// Does to the picture of the screen what the terminal does to the screen.
pub(super) fn shift(shown: &mut Buffer, band: Band) {
    let width = usize::from(shown.area.width);
    let rows = usize::from(band.top) * width..(usize::from(band.bottom) + 1) * width;
    let Some(cells) = shown.content.get_mut(rows) else {
        return;
    };
    let by = (usize::from(band.up.unsigned_abs()) * width).min(cells.len());
    let come_in = if band.up > 0 {
        cells.rotate_left(by);
        cells.len() - by..cells.len()
    } else {
        cells.rotate_right(by);
        0..by
    };
    for cell in &mut cells[come_in] {
        cell.reset();
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
        let found = find(&old, &new);
        assert_eq!(found.map(|band| (band.top, band.bottom, band.up)), expected);
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
        let band = |top, bottom, up| Band { top, bottom, up };
        shift(&mut shown, band(0, 2, 1));
        assert_eq!(shown, Buffer::with_lines(["2", "3", " ", "4"]));
        shift(&mut shown, band(1, 3, -2));
        assert_eq!(shown, Buffer::with_lines(["2", " ", " ", "3"]));
    }
}
