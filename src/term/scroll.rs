//! What moved on the screen: the band of rows that the terminal can shift by itself, instead of being sent anew.
//!
//! The idea is that of curses' scroll optimisation: rows are told apart by a hash, and the shift that most of them
//! have made is taken if it saves anything.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use ratatui::buffer::{Buffer, Cell};

/// What a shift costs in bytes, roughly: its margins, where the cursor must go, and the line feeds.
const COST: usize = 16;
/// What moving the margins costs of that.
const MARGINS: usize = 8;
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
/// same size. `margins` are the first and the last row that the terminal scrolls already: to move them costs bytes as well.
pub(super) fn find(shown: &Buffer, next: &Buffer, margins: Option<(u16, u16)>) -> Option<Band> {
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
    let bands = rows.bands(rows.likeliest()?).into_iter();
    let (best, saved) = bands.max_by_key(|(_, saved)| *saved)?;
    let kept = margins.map(|(top, bottom)| Band {
        top,
        bottom,
        ..best
    });
    let enough = |band: &Band| {
        rows.saved(*band)
            .is_some_and(|kept| kept + MARGINS >= saved)
    };
    (saved > COST).then_some(kept.filter(enough).unwrap_or(best))
}

/// The rows of two frames.
struct Rows<'b> {
    old: Vec<&'b [Cell]>,
    new: Vec<&'b [Cell]>,
    old_hashes: Vec<u64>,
    new_hashes: Vec<u64>,
}

impl Rows<'_> {
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
        let found = find(&old, &new, None);
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
