//! A place in a text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 bytes in the text of one document.
///
/// Both ends lie on character boundaries of the text that the span was made for. Texts are at most 4 GiB long, which
/// importers see to.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span from byte `start` up to, but without, byte `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The same place as a range of indices.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words at this place; empty when the span was made for another text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether the span covers no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `byte` lies inside.
    pub const fn contains(self, byte: usize) -> bool {
        self.start as usize <= byte && byte < self.end as usize
    }

    /// Whether the whole of `other` lies inside.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_span_of_another_text_reads_as_nothing() {
        assert_eq!(Span::new(0, 3).of("“No”"), "“");
        assert_eq!(Span::new(1, 3).of("“No”"), "");
        assert_eq!(Span::new(5, 90).of("“No”"), "");
    }
}
