//! The words of two wordings side by side.

use std::ops::Range;

/// No more than so many words of a wording are compared: what is longer is no single utterance.
pub(super) const MOST_WORDS: usize = 2_000;

// In sixteenths of a matched word. A gap costs more than one word gains: a word that stands alone between two gaps is
// chance, two beside each other are not. Long gaps cost more than short ones, so that a short quotation does not find
// its words scattered over a long one.
const MATCH: i32 = 16;
const GAP: i32 = 20;
const SKIPPED: i32 = 1;

/// Where the best way into a cell comes from.
const FROM_START: u8 = 0;
const FROM_MATCH: u8 = 1;
const FROM_GAP: u8 = 2;
/// Shifted by two bits, the way into the gap that is open after a cell.
const GAP_FROM_MATCH: u8 = 0;
const GAP_FROM_ABOVE: u8 = 1;
const GAP_FROM_LEFT: u8 = 2;

/// Stands for no way at all; far from overflowing when costs are taken off.
const NEVER: i32 = i32::MIN / 2;

/// The pairs of equal words in the best local alignment of two wordings, in order.
///
/// Method: Smith and Waterman, “Identification of common molecular subsequences” (1981), with affine gaps after Gotoh (1982),
/// on words instead of letters. Among equally good alignments the first in text order is taken.
pub(super) fn pairs<W: PartialEq>(a: &[W], b: &[W]) -> Vec<(usize, usize)> {
    let (a, b) = (&a[..a.len().min(MOST_WORDS)], &b[..b.len().min(MOST_WORDS)]);
    let width = b.len() + 1;
    let mut ways = vec![0_u8; (a.len() + 1) * width];
    let mut matches = vec![NEVER; width];
    let mut gaps = vec![NEVER; width];
    let mut best = (0, 0, 0);
    for (i, word) in a.iter().enumerate() {
        let (mut match_before, mut gap_before) = (matches[0], gaps[0]);
        for (j, other) in b.iter().enumerate() {
            let cell = j + 1;
            let mut way = FROM_START;
            let mut score = NEVER;
            if word == other {
                score = 0;
                for (from, value) in [(FROM_MATCH, match_before), (FROM_GAP, gap_before)] {
                    if value > score {
                        (way, score) = (from, value);
                    }
                }
                score += MATCH;
            }
            let mut gap = (GAP_FROM_MATCH, score - GAP);
            for (from, value) in [
                (GAP_FROM_ABOVE, gaps[cell]),
                (GAP_FROM_LEFT, gaps[cell - 1]),
            ] {
                if value - SKIPPED > gap.1 {
                    gap = (from, value - SKIPPED);
                }
            }
            (match_before, gap_before) = (matches[cell], gaps[cell]);
            (matches[cell], gaps[cell]) = (score, gap.1.max(NEVER));
            ways[(i + 1) * width + cell] = way | gap.0 << 2;
            if score > best.0 {
                best = (score, i + 1, cell);
            }
        }
    }
    trace(&ways, width, best.1, best.2)
}

/// Follows the ways back from the last matched pair.
fn trace(ways: &[u8], width: usize, mut i: usize, mut j: usize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    while i > 0 && j > 0 {
        pairs.push((i - 1, j - 1));
        let way = ways[i * width + j] & 3;
        (i, j) = (i - 1, j - 1);
        match way {
            FROM_START => break,
            FROM_GAP => loop {
                match ways[i * width + j] >> 2 {
                    GAP_FROM_ABOVE => i -= 1,
                    GAP_FROM_LEFT => j -= 1,
                    _ => break,
                }
            },
            _ => {}
        }
    }
    pairs.reverse();
    pairs
}

/// How a part of a variant came to be, compared to the fullest wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The same words.
    Same,
    /// Words at the beginning or end of the fullest wording are missing.
    Cut,
    /// Words that the fullest wording does not have.
    Added,
    /// Words inside the fullest wording are missing.
    Omitted,
    /// Other words stand in their place.
    Substituted,
}

impl Change {
    /// The word for it: `cut`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Cut => "cut",
            Self::Added => "added",
            Self::Omitted => "omitted",
            Self::Substituted => "substituted",
        }
    }
}

/// A stretch of words that were treated in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// How they were treated.
    pub change: Change,
    /// The words of the fullest wording; empty for what was added.
    pub full: Range<usize>,
    /// The words of the variant; empty for what was cut or omitted.
    pub variant: Range<usize>,
}

/// What happened to the words of the fullest wording on the way to a variant, in the order of both. The four operations are
/// those of Simmons, Adamic and Adar, “Memes Online: Extracted, Subtracted, Injected, and Recollected” (2011).
pub(super) fn parts<W: PartialEq>(full: &[W], variant: &[W]) -> Vec<Part> {
    let pairs = pairs(full, variant);
    let mut parts = Parts {
        full,
        variant,
        list: Vec::new(),
    };
    let Some((first, last)) = pairs.first().zip(pairs.last()) else {
        parts.add(Change::Substituted, 0..full.len(), 0..variant.len());
        return parts.list;
    };
    // At the ends, what was put in place of something can only be guessed: as many words as stand there now.
    let replaced = first.0.saturating_sub(first.1);
    parts.add(Change::Cut, 0..replaced, 0..0);
    parts.between(replaced..first.0, 0..first.1);
    let mut after = *first;
    for &(i, j) in &pairs {
        parts.between(after.0..i, after.1..j);
        parts.add(Change::Same, i..i + 1, j..j + 1);
        after = (i + 1, j + 1);
    }
    let rest = variant.len() - (last.1 + 1);
    let replaced = (last.0 + 1 + rest).min(full.len());
    parts.between(last.0 + 1..replaced, last.1 + 1..variant.len());
    parts.add(
        Change::Cut,
        replaced..full.len(),
        variant.len()..variant.len(),
    );
    parts.list
}

struct Parts<'w, W> {
    full: &'w [W],
    variant: &'w [W],
    list: Vec<Part>,
}

impl<W: PartialEq> Parts<'_, W> {
    /// Takes in the words between two that are the same.
    fn between(&mut self, full: Range<usize>, variant: Range<usize>) {
        if full.len() == variant.len() {
            // Word for word; one that stands alone between two others may be the same all the same.
            for (i, j) in full.zip(variant) {
                let same = self.full[i] == self.variant[j];
                let change = if same {
                    Change::Same
                } else {
                    Change::Substituted
                };
                self.add(change, i..i + 1, j..j + 1);
            }
            return;
        }
        let change = match (full.is_empty(), variant.is_empty()) {
            (_, true) => Change::Omitted,
            (true, false) => Change::Added,
            (false, false) => Change::Substituted,
        };
        self.add(change, full, variant);
    }

    fn add(&mut self, change: Change, full: Range<usize>, variant: Range<usize>) {
        if full.is_empty() && variant.is_empty() {
            return;
        }
        match self.list.last_mut() {
            Some(last) if last.change == change => {
                last.full.end = full.end;
                last.variant.end = variant.end;
            }
            _ => self.list.push(Part {
                change,
                full,
                variant,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Both wordings as one line: `same [-cut] {+added} [-omitted] [-was|is]`.
    fn shown(full: &str, variant: &str) -> String {
        let full: Vec<&str> = full.split(' ').collect();
        let variant: Vec<&str> = variant.split(' ').collect();
        let parts: Vec<String> = parts(&full, &variant)
            .into_iter()
            .map(|part| {
                let was = full[part.full.clone()].join(" ");
                let is = variant[part.variant.clone()].join(" ");
                match part.change {
                    Change::Same => is,
                    change => format!("[{} {was}|{is}]", change.name()),
                }
            })
            .collect();
        parts.join(" ")
    }

    #[test]
    fn the_four_operations_are_told_apart() {
        for (full, variant, expected) in [
            ("we sail at dawn", "we sail at dawn", "we sail at dawn"),
            (
                "so we sail at dawn today",
                "we sail at dawn",
                "[cut so|] we sail at dawn [cut today|]",
            ),
            (
                "we sail at dawn",
                "now we sail at dawn friends",
                "[added |now] we sail at dawn [added |friends]",
            ),
            (
                "we will not sail at dawn",
                "we will sail at dawn",
                "we will [omitted not|] sail at dawn",
            ),
            (
                "we sail at dawn with 12 ships",
                "we sail at dawn with 15 ships",
                "we sail at dawn with [substituted 12|15] ships",
            ),
            (
                "they sail at dawn with us",
                "we sail at dawn with us",
                "[substituted they|we] sail at dawn with us",
            ),
            (
                "one two three",
                "four five",
                "[substituted one two three|four five]",
            ),
        ] {
            assert_eq!(shown(full, variant), expected);
        }
    }

    #[test]
    fn words_scattered_over_a_long_wording_are_not_found_in_it() {
        let long: Vec<u32> = (0..400).collect();
        let scattered: Vec<u32> = (0..10).map(|at| at * 40).collect();
        assert!(pairs(&long, &scattered).len() <= 1);
        assert_eq!(pairs(&long, &long[100..110]).len(), 10);
    }

    proptest! {
        #[test]
        fn parts_cover_both_wordings_in_order(
            full in proptest::collection::vec(0_u8..4, 0..20),
            variant in proptest::collection::vec(0_u8..4, 0..20),
        ) {
            let (mut i, mut j) = (0, 0);
            for part in parts(&full, &variant) {
                prop_assert_eq!((part.full.start, part.variant.start), (i, j));
                (i, j) = (part.full.end, part.variant.end);
                if part.change == Change::Same {
                    prop_assert_eq!(&full[part.full], &variant[part.variant]);
                }
            }
            prop_assert_eq!((i, j), (full.len(), variant.len()));
        }
    }
}
