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

/// A wording that others are compared to.
pub(super) struct Indexed<'w, W> {
    words: &'w [W],
    /// The places of its words, equal ones beside each other.
    by_word: Vec<usize>,
}

impl<'w, W: Ord> Indexed<'w, W> {
    pub(super) fn new(words: &'w [W]) -> Self {
        let words = &words[..words.len().min(MOST_WORDS)];
        let mut by_word: Vec<usize> = (0..words.len()).collect();
        by_word.sort_unstable_by_key(|&place| (&words[place], place));
        Self { words, by_word }
    }

    /// The pairs of equal words in the best local alignment of another wording with this one, in order.
    ///
    /// Method: Smith and Waterman, “Identification of common molecular subsequences” (1981), with affine gaps after Gotoh (1982),
    /// on words instead of letters. Among equally good alignments the first in text order is taken.
    ///
    /// Of their table only the cells of equal words are looked at, few of all: what a gap costs follows from where it begins
    /// and ends.
    pub(super) fn pairs(&self, other: &[W]) -> Vec<(usize, usize)> {
        let mut table = Table {
            columns: vec![Column::default(); self.words.len()],
            pairs: Vec::new(),
            fresh: Vec::new(),
            best: (0, None),
        };
        for (row, word) in other.iter().take(MOST_WORDS).enumerate() {
            let places = &self.by_word;
            let first = places.partition_point(|&place| self.words[place] < *word);
            let equal = places[first..].iter().copied();
            table.add_row(row, equal.take_while(|&place| self.words[place] == *word));
        }
        table.trace()
    }
}

/// The pairs of equal words in the best local alignment of two wordings, in order: see [`Indexed::pairs`].
pub(super) fn pairs<W: Ord>(a: &[W], b: &[W]) -> Vec<(usize, usize)> {
    Indexed::new(b).pairs(a)
}

/// What it costs to skip all words up to this row and column.
fn raised(row: usize, column: usize) -> i32 {
    // Neither is more than `MOST_WORDS`.
    SKIPPED * i32::from((row + column) as u16)
}

/// The number of a pair in [`Table::pairs`].
type Number = u32;

/// Two equal words.
#[derive(Clone, Copy)]
struct Pair {
    row: u16,
    column: u16,
    /// The pair before it in the best alignment that ends with it.
    before: Option<Number>,
}

/// What the rows so far have in one column.
#[derive(Clone, Copy, Default)]
struct Column {
    /// The last pair, with the score of the best alignment that ends with it.
    last: Option<(Number, i32)>,
    /// The score with which the best gap begins, raised by its row and column so that it can be compared to others; and the
    /// first and the last pair at which so good a gap begins.
    reach: i32,
    best: Option<(Number, Number)>,
}

/// The alignments so far.
struct Table {
    columns: Vec<Column>,
    pairs: Vec<Pair>,
    /// The pairs of the row that is being added, with their scores.
    fresh: Vec<(Number, i32)>,
    /// The best score, and the pair that it ends with.
    best: (i32, Option<Number>),
}

impl Table {
    /// Adds the pairs of one word of the first wording with these words of the second, which are in order.
    fn add_row(&mut self, row: usize, columns: impl Iterator<Item = usize>) {
        let mut ahead = None;
        let mut passed = 0;
        for column in columns {
            let (mut score, mut before) = (0, None);
            if let Some(near) = column.checked_sub(1) {
                for column in passed..near {
                    ahead = self.better(ahead, column);
                }
                passed = passed.max(near);
                let beside = |&(pair, _): &(Number, i32)| self.row(pair) + 1 == row;
                if let Some((pair, sum)) = self.columns[near].last.filter(beside) {
                    (score, before) = (sum, Some(pair));
                }
                if let Some((reach, pair)) = self.nearest(ahead, near) {
                    let sum = reach - GAP - raised(row, near) + SKIPPED;
                    if sum > score {
                        (score, before) = (sum, Some(pair));
                    }
                }
            }
            self.fresh.push((self.pairs.len() as Number, score + MATCH));
            self.pairs.push(Pair {
                row: row as u16,
                column: column as u16,
                before,
            });
        }
        self.take_in(row);
    }

    fn row(&self, pair: Number) -> usize {
        usize::from(self.pairs[pair as usize].row)
    }

    /// The best beginning of a gap that ends in a later column: of equal ones that in the first row, and of these the last.
    fn better(&self, known: Option<(i32, Number)>, column: usize) -> Option<(i32, Number)> {
        let Column { reach, best, .. } = self.columns[column];
        let Some((first, _)) = best else {
            return known;
        };
        let keeps = known.is_some_and(|(most, pair)| {
            most > reach || most == reach && self.row(pair) < self.row(first)
        });
        if keeps { known } else { Some((reach, first)) }
    }

    /// The best beginning of a gap that ends in column `near`, given the best of those in the columns before it.
    fn nearest(&self, ahead: Option<(i32, Number)>, near: usize) -> Option<(i32, Number)> {
        let Column { reach, best, .. } = self.columns[near];
        match best {
            Some((_, last)) if ahead.is_none_or(|(most, _)| reach >= most) => Some((reach, last)),
            _ => ahead,
        }
    }

    /// Lets the later rows see the pairs of this one.
    fn take_in(&mut self, row: usize) {
        for (pair, score) in self.fresh.drain(..) {
            let at = usize::from(self.pairs[pair as usize].column);
            let reach = score + raised(row, at);
            let column = &mut self.columns[at];
            column.last = Some((pair, score));
            match &mut column.best {
                Some(_) if reach < column.reach => {}
                Some((_, last)) if reach == column.reach => *last = pair,
                best => (column.reach, *best) = (reach, Some((pair, pair))),
            }
            if score > self.best.0 {
                self.best = (score, Some(pair));
            }
        }
    }

    /// The pairs of the best alignment, in order.
    fn trace(&self) -> Vec<(usize, usize)> {
        let before = |pair: &Number| self.pairs[*pair as usize].before;
        let mut found: Vec<(usize, usize)> = std::iter::successors(self.best.1, before)
            .map(|pair| self.pairs[pair as usize])
            .map(|pair| (pair.row.into(), pair.column.into()))
            .collect();
        found.reverse();
        found
    }
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
pub(super) fn parts<W: Ord>(full: &[W], variant: &[W]) -> Vec<Part> {
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

impl<W: Ord> Parts<'_, W> {
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

    /// The same by the whole table of Gotoh, cell by cell.
    fn pairs_of_whole_table(a: &[u8], b: &[u8]) -> Vec<(usize, usize)> {
        const NEVER: i32 = i32::MIN / 2;
        let width = b.len() + 1;
        let mut matches = vec![(NEVER, ' '); width * (a.len() + 1)];
        let mut gaps = matches.clone();
        let mut best = (0, 0);
        for i in 1..=a.len() {
            for j in 1..width {
                let (at, up, left, corner) = (
                    i * width + j,
                    (i - 1) * width + j,
                    i * width + j - 1,
                    (i - 1) * width + j - 1,
                );
                if a[i - 1] == b[j - 1] {
                    matches[at] = (0, 'o');
                    for (from, value) in [('m', matches[corner].0), ('g', gaps[corner].0)] {
                        if value > matches[at].0 {
                            matches[at] = (value, from);
                        }
                    }
                    matches[at].0 += MATCH;
                }
                gaps[at] = (matches[at].0 - GAP, 'm');
                for (from, value) in [('u', gaps[up].0), ('l', gaps[left].0)] {
                    if value - SKIPPED > gaps[at].0 {
                        gaps[at] = (value - SKIPPED, from);
                    }
                }
                gaps[at].0 = gaps[at].0.max(NEVER);
                if matches[at].0 > best.0 {
                    best = (matches[at].0, at);
                }
            }
        }
        let mut found = Vec::new();
        let (mut at, mut open) = (best.1, best.0 > 0);
        while open {
            found.push((at / width - 1, at % width - 1));
            let way = matches[at].1;
            at = at - width - 1;
            while way == 'g' && gaps[at].1 != 'm' {
                at -= if gaps[at].1 == 'u' { width } else { 1 };
            }
            open = way != 'o';
        }
        found.reverse();
        found
    }

    proptest! {
        #[test]
        fn the_cells_of_equal_words_give_what_the_whole_table_gives(
            a in proptest::collection::vec(0_u8..12, 0..60),
            b in proptest::collection::vec(0_u8..12, 0..60),
        ) {
            prop_assert_eq!(pairs(&a, &b), pairs_of_whole_table(&a, &b));
            let (a, b): (Vec<u8>, Vec<u8>) =
                (a.iter().map(|word| word % 3).collect(), b.iter().map(|word| word % 3).collect());
            prop_assert_eq!(pairs(&a, &b), pairs_of_whole_table(&a, &b));
        }
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
