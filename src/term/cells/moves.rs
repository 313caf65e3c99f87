//! The moves of the cursor, each by the shortest way known.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::CellWriter;
use crate::term::pen::Pen;
use crate::term::ways::{Way, absolute, backward, feeds, forward, is_blank, is_half};

/// So many rows at most below a place that the terminal remembers are reached from it.
pub(super) const NEAR: u16 = 4;

/// Bytes that nearly every change of the pen fits in.
const PEN: usize = 32;

impl CellWriter {
    /// Moves the cursor by the shortest way known. Where what stands on the way is known, writing it again may be it.
    pub(super) fn move_to(&mut self, to: Position, next: Option<&Buffer>) {
        if self.at == Some(to) {
            return;
        }
        if let Some(near) = next.and_then(|next| self.near(to, next)) {
            self.at = Some(to);
            self.bytes.extend_from_slice(near.as_bytes());
            return;
        }
        let mut way = absolute(to);
        if let Some(at) = self.at {
            for other in self.relative(at, to, next).into_iter().flatten() {
                if other.len() < way.len() {
                    way = other;
                }
            }
        }
        self.at = Some(to);
        if let Some((below, pen)) = next.and_then(|next| self.below_saved(to, next, way.len())) {
            self.pen = pen;
            way = below;
        }
        self.bytes.extend_from_slice(way.as_bytes());
    }

    /// The way over a blank or two between words, than which there is no shorter one if the pen stays: most ways are such.
    fn near(&self, to: Position, next: &Buffer) -> Option<Way> {
        let at = self.at.filter(|at| at.y == to.y && at.x < to.x)?;
        let pen = self.pen.filter(|&pen| pen == Pen::of(&next[to]))?;
        let blanks = "  ".get(..usize::from(to.x - at.x))?;
        let over_blanks = pen.is_unseen_on_blanks()
            && (at.x..to.x).all(|x| is_blank(&next[(x, to.y)]))
            && !is_half(next, at);
        if over_blanks {
            return Some(Way::of(blanks));
        }
        Some(forward(at.x, to, Some(next), self.pen)).filter(|way| way.len() <= blanks.len())
    }

    /// The way down from the place that the terminal remembers, and the pen that it brings back; none when it is no shorter
    /// than `most` bytes, with what it then takes to have the pen for the cell there.
    fn below_saved(&self, to: Position, next: &Buffer, most: usize) -> Option<(Way, Option<Pen>)> {
        let (saved, pen) = self.saved?;
        let down =
            to.y.checked_sub(saved.y)
                .filter(|down| (1..=NEAR).contains(down))?;
        if self.is_parted(saved.y, to.y) {
            return None;
        }
        let along = match saved.x.checked_sub(to.x) {
            Some(back) => backward(back),
            None => forward(saved.x, to, Some(next), pen),
        };
        let way = Way::of("\x1b8").and(feeds(down)).then(along);
        let cell = &next[(to.x, to.y)];
        let mut bytes = Vec::with_capacity(PEN);
        let mut changed = |from: Option<Pen>| {
            bytes.clear();
            if !is_blank(cell) || !from.is_some_and(Pen::is_unseen_on_blanks) {
                Pen::of(cell).follow(from, &mut bytes);
            }
            bytes.len()
        };
        let most = most + changed(self.pen);
        (way.len() < most && way.len() + changed(pen) < most).then_some((way, pen))
    }

    /// Ways that lean on where the cursor is: along the row, or up and down to another.
    fn relative(&self, at: Position, to: Position, next: Option<&Buffer>) -> [Option<Way>; 2] {
        let along = |from: u16| match from.checked_sub(to.x) {
            Some(back) => backward(back),
            None => forward(from, to, next, self.pen),
        };
        let from_edge = |rows: u16| Way::of("\r").and(feeds(rows)).then(along(0));
        let vertical = |rows: u16, letter: &str| {
            let way = Way::of("\x1b[").and_number(rows).and(letter);
            way.then(along(at.x))
        };
        if at.y == to.y {
            return [Some(along(at.x)), Some(from_edge(0))];
        }
        if self.is_parted(at.y, to.y) {
            return [None, None];
        }
        match to.y.checked_sub(at.y) {
            Some(down @ 1..=4) => {
                let beside = Way::of(feeds(down)).then(along(at.x));
                [Some(from_edge(down)), Some(beside)]
            }
            Some(down) => [Some(vertical(down, "B")), None],
            None => match at.y - to.y {
                1 => [Some(Way::of("\x1b[A").then(along(at.x))), None],
                up => [Some(vertical(up, "A")), None],
            },
        }
    }

    /// Whether an edge of the margins lies between two rows: the cursor stops there, and a line feed would scroll.
    fn is_parted(&self, from: u16, to: u16) -> bool {
        self.margins.is_some_and(|(top, bottom)| {
            (from <= bottom && bottom < to) || (to < top && top <= from)
        })
    }
}
