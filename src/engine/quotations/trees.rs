//! Boosted oblivious trees over small numbers, read in place.

mod layout;

use layout::{LEAVES, QUESTIONS, SHARE, TREE};

/// So many things are judged side by side: one instruction compares a value of each.
const LANES: usize = 16;
/// As many values may be asked for as a byte can number.
const ROWS: usize = 256;

/// Trees whose answers add up, and what their probabilities are worth. `layout.rs` says how they lie.
pub(super) struct Trees<'a> {
    /// The names of the values that are asked for.
    pub(super) names: &'a str,
    /// A tree asks the same questions on every way; the answers number its leaves.
    pub(super) boosted: &'a [[u8; TREE]],
    /// Upper ends of ranges of probability, with the share that was right in each.
    pub(super) shares: &'a [[u8; SHARE]],
    /// The score above which the answer is yes, for trees that decide by themselves.
    pub(super) threshold: [u8; 4],
}

/// The trees of this name that the build has written.
macro_rules! trees {
    ($name:literal) => {{
        use crate::engine::quotations::trees::Trees;
        Trees {
            names: include_str!(concat!(env!("OUT_DIR"), "/", $name, ".names")),
            boosted: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".trees"))
                .as_chunks()
                .0,
            shares: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".shares"))
                .as_chunks()
                .0,
            threshold: *include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".threshold")),
        }
    }};
}
pub(super) use trees;

/// Where each value that the trees ask for stands among those of a thing; none that has no such value.
pub(super) struct Places(Vec<Option<usize>>);

impl Places {
    /// Finds them among the names of all values.
    pub(super) fn of(trees: &Trees, names: &(impl Iterator<Item = &'static str> + Clone)) -> Self {
        let asked = trees.names.lines();
        Self(
            asked
                .map(|name| names.clone().position(|known| known == name))
                .collect(),
        )
    }
}

impl Trees<'_> {
    /// The sum of the answers for a thing with these values.
    pub(super) fn score(&self, places: &Places, value: impl Fn(usize) -> u8) -> f32 {
        let mut values = [0; ROWS];
        for (slot, place) in values.iter_mut().zip(&places.0) {
            *slot = place.map_or(0, &value);
        }
        let answers = self.boosted.iter().map(|tree| answer(tree, &values));
        answers.sum()
    }

    /// The same for each of several things, given by all their values, in their order.
    pub(super) fn scores<'v>(
        &self,
        places: &Places,
        things: impl Iterator<Item = &'v [u8]>,
        mut take: impl FnMut(f32),
    ) {
        let mut things = things.peekable();
        let mut rows = [[0; LANES]; ROWS];
        while things.peek().is_some() {
            let mut count = 0;
            for thing in things.by_ref().take(LANES) {
                for (row, place) in rows.iter_mut().zip(&places.0) {
                    let value = place.and_then(|place| thing.get(place));
                    row[count] = value.copied().unwrap_or(0);
                }
                count += 1;
            }
            let mut sums = [0.0; LANES];
            for tree in self.boosted {
                add_answers(tree, &rows, &mut sums[..count]);
            }
            sums[..count].iter().copied().for_each(&mut take);
        }
    }

    /// Whether a score says yes.
    pub(super) fn says_yes(&self, score: f32) -> bool {
        score > f32::from_le_bytes(self.threshold)
    }

    /// The share of right answers among those with this probability.
    pub(super) fn share(&self, probability: f32) -> f32 {
        let mut shares = self.shares.iter().map(|&[a, b, c, d, e, f, g, h]| {
            (
                f32::from_le_bytes([a, b, c, d]),
                f32::from_le_bytes([e, f, g, h]),
            )
        });
        shares
            .clone()
            .find(|&(end, _)| probability <= end)
            .or_else(|| shares.next_back())
            .map_or(probability, |(_, share)| share)
    }
}

/// The questions of a tree, as the numbers of what they ask for and what that must exceed, and its leaves.
fn parts(tree: &[u8; TREE]) -> (&[[u8; 2]], &[[u8; 4]; LEAVES]) {
    let (questions, leaves) = tree.split_at(QUESTIONS);
    let leaves = leaves.as_chunks().0.first_chunk();
    (questions.as_chunks().0, leaves.unwrap_or(&[[0; 4]; LEAVES]))
}

/// The answer of a tree for what has these values.
fn answer(tree: &[u8; TREE], values: &[u8; ROWS]) -> f32 {
    let (questions, leaves) = parts(tree);
    let answers = questions
        .iter()
        .map(|&[which, above]| values[usize::from(which)] > above);
    let number = (0..)
        .zip(answers)
        .fold(0, |number, (level, yes)| number | usize::from(yes) << level);
    f32::from_le_bytes(leaves[number % LEAVES])
}

/// Adds the answers of a tree for several things, each a column of `rows`.
fn add_answers(tree: &[u8; TREE], rows: &[[u8; LANES]; ROWS], sums: &mut [f32]) {
    let (questions, leaves) = parts(tree);
    let mut numbers = [0_u8; LANES];
    for (level, &[which, above]) in questions.iter().enumerate() {
        let yes = 1 << level;
        for (number, &value) in numbers.iter_mut().zip(&rows[usize::from(which)]) {
            // Written so that all columns are compared at once.
            *number |= if value > above { yes } else { 0 };
        }
    }
    for (sum, &number) in sums.iter_mut().zip(&numbers) {
        *sum += f32::from_le_bytes(leaves[usize::from(number) % LEAVES]);
    }
}

#[cfg(test)]
mod tests {
    use super::layout::{DEPTH, LEAVES, Parts};
    use super::{LANES, Places, Trees};

    #[test]
    fn answers_add_up_and_unknown_names_say_no() {
        let leaves = |yes: &str| {
            let mut all = vec!["0"; LEAVES];
            all[1] = yes;
            all.join("\t")
        };
        let end = "\tEnd>9".repeat(DEPTH - 1);
        let file = format!(
            "# a comment\ntree\tWords>2{end}\t{}\ntree\tNobody>0{end}\t{}\nthreshold\t1.5\nshare\t0.5\t0.4\nshare\t1\t0.9\n",
            leaves("2"),
            leaves("4"),
        );
        let parts = Parts::of(&file).unwrap();
        let trees = Trees {
            names: &parts.names,
            boosted: parts.trees.as_chunks().0,
            shares: parts.shares.as_chunks().0,
            threshold: parts.threshold,
        };
        let places = Places::of(&trees, &["Words", "End"].into_iter());
        // More than are judged side by side.
        let things: Vec<[u8; 2]> = (0..LANES as u8 + 3).map(|words| [words, 0]).collect();
        let mut scores = Vec::new();
        let all = things.iter().map(<[u8; 2]>::as_slice);
        trees.scores(&places, all, |score| scores.push(score));
        assert_eq!(scores.len(), things.len());
        for (thing, score) in things.iter().zip(scores) {
            assert_eq!(trees.says_yes(score), thing[0] > 2, "{thing:?}: {score}");
            let alone = trees.score(&places, |which| thing[which]);
            assert_eq!(alone.to_bits(), score.to_bits());
        }
        for (probability, share) in [(0.2, 0.4_f32), (0.7, 0.9), (1.1, 0.9)] {
            assert!((trees.share(probability) - share).abs() < 0.01);
        }
    }

    #[test]
    fn lines_that_lack_something_make_no_trees() {
        for line in ["tree\tWords>2", "tree\tWords", "share\t0.5", "threshold\tx"] {
            assert!(Parts::of(line).is_err(), "{line}");
        }
    }
}
