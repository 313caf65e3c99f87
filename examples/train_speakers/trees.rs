//! Boosted oblivious trees for choices among candidates, or between yes and no where there is but one.

use std::ops::Range;
use std::panic::resume_unwind;
use std::thread;

/// Questions of a tree.
pub(crate) const DEPTH: usize = 5;
const LEAVES: usize = 1 << DEPTH;

/// Values of a trait are below this.
pub(crate) const BINS: usize = 32;

/// How strongly the leaves are held down.
const RIDGE: f64 = 6.0;

/// How much of each tree's answer is taken.
const RATE: f64 = 0.1;

/// The candidates of all choices, trait by trait, and who of them is right.
#[derive(Clone, Default)]
pub(crate) struct Data {
    pub(crate) columns: Vec<Vec<u8>>,
    pub(crate) right: Vec<bool>,
    pub(crate) choices: Vec<Choice>,
}

impl Data {
    /// The same without what these traits tell.
    pub(crate) fn without(&self, traits: Range<usize>) -> Self {
        let mut data = self.clone();
        for column in &mut data.columns[traits] {
            column.fill(0);
        }
        data
    }
}

/// One quotation: its candidates are the rows `first` up to `end`, the last of them the answer that nobody of them said it.
#[derive(Clone)]
pub(crate) struct Choice {
    pub(crate) article: usize,
    pub(crate) outlet: usize,
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// Whether the words beside it name the first candidate, so that nothing is weighed.
    pub(crate) told: bool,
    /// How it is reported, and how its source is worded, in the gold data.
    pub(crate) kind: String,
    pub(crate) form: String,
}

/// A tree asks the same questions on every way; the answers number its leaves.
pub(crate) struct Tree {
    /// A trait and the value that it must exceed.
    pub(crate) questions: [(usize, u8); DEPTH],
    pub(crate) leaves: [f64; LEAVES],
}

/// The number of the leaf that values lead to.
fn leaf(questions: &[(usize, u8); DEPTH], value: impl Fn(usize) -> u8) -> usize {
    let answers = questions.iter().enumerate();
    answers.fold(0, |number, (level, &(which, above))| {
        number | usize::from(value(which) > above) << level
    })
}

/// Learns `count` trees from the choices of these numbers.
pub(crate) fn train(data: &Data, chosen: &[usize], count: usize) -> Vec<Tree> {
    let rows: Vec<usize> = chosen
        .iter()
        .flat_map(|&number| data.choices[number].first..data.choices[number].end)
        .collect();
    let columns: Vec<Vec<u8>> = data
        .columns
        .iter()
        .map(|column| rows.iter().map(|&row| column[row]).collect())
        .collect();
    let right: Vec<bool> = rows.iter().map(|&row| data.right[row]).collect();
    let mut groups = Vec::new();
    let mut at = 0;
    for &number in chosen {
        let length = data.choices[number].end - data.choices[number].first;
        groups.push((at, at + length));
        at += length;
    }
    let mut scores = vec![0.0f64; rows.len()];
    (0..count)
        .map(|_| {
            let tree = grow(&columns, &slopes(&groups, &scores, &right));
            for (row, score) in scores.iter_mut().enumerate() {
                *score += tree.leaves[leaf(&tree.questions, |which| columns[which][row])];
            }
            tree
        })
        .collect()
}

/// First and second derivative of the log-likelihood of the right candidates, for the score of each row.
fn slopes(groups: &[(usize, usize)], scores: &[f64], right: &[bool]) -> Vec<(f64, f64)> {
    let mut slopes = vec![(0.0, 0.0); scores.len()];
    for &(first, end) in groups {
        if first + 1 == end {
            let share = yes(scores[first]);
            let wanted = f64::from(u8::from(right[first]));
            slopes[first] = (wanted - share, (share * (1.0 - share)).max(1e-6));
            continue;
        }
        let top = scores[first..end].iter().copied().fold(f64::MIN, f64::max);
        let weights: Vec<f64> = scores[first..end]
            .iter()
            .map(|score| (score - top).exp())
            .collect();
        let sum: f64 = weights.iter().sum();
        let good: f64 = weights
            .iter()
            .zip(&right[first..end])
            .filter(|(_, right)| **right)
            .map(|(weight, _)| weight)
            .sum();
        for (row, weight) in (first..end).zip(weights) {
            let share = weight / sum;
            let wanted = if right[row] { weight / good } else { 0.0 };
            slopes[row] = (wanted - share, (share * (1.0 - share)).max(1e-6));
        }
    }
    slopes
}

/// The probability of yes.
fn yes(score: f64) -> f64 {
    1.0 / (1.0 + (-score).exp())
}

/// The tree that fits the slopes best, question by question.
fn grow(columns: &[Vec<u8>], slopes: &[(f64, f64)]) -> Tree {
    let mut questions = [(0, u8::MAX); DEPTH];
    let mut places = vec![0u8; slopes.len()];
    for (level, question) in questions.iter_mut().enumerate() {
        let mut best = f64::MIN;
        for (which, column) in columns.iter().enumerate() {
            let sums = sums(column, &places, slopes, 1 << level);
            for above in 0..BINS - 1 {
                if let Some(gain) = gain(&sums, above)
                    && gain > best + 1e-12
                {
                    best = gain;
                    *question = (which, above as u8);
                }
            }
        }
        for (value, place) in columns[question.0].iter().zip(&mut places) {
            *place |= u8::from(*value > question.1) << level;
        }
    }
    let mut sums = [(0.0, 0.0); LEAVES];
    for (place, slope) in places.iter().zip(slopes) {
        let sum = &mut sums[usize::from(*place)];
        *sum = (sum.0 + slope.0, sum.1 + slope.1);
    }
    let leaves = sums.map(|(first, second)| RATE * first / (second + RIDGE));
    Tree { questions, leaves }
}

/// The sums of the slopes up to each value of a trait, leaf after leaf.
fn sums(
    column: &[u8],
    places: &[u8],
    slopes: &[(f64, f64)],
    leaves: usize,
) -> Vec<[(f64, f64); BINS]> {
    let mut sums = vec![[(0.0, 0.0); BINS]; leaves];
    for ((value, place), slope) in column.iter().zip(places).zip(slopes) {
        let sum = &mut sums[usize::from(*place)][usize::from(*value)];
        *sum = (sum.0 + slope.0, sum.1 + slope.1);
    }
    for leaf in &mut sums {
        for value in 1..BINS {
            let below = leaf[value - 1];
            leaf[value] = (leaf[value].0 + below.0, leaf[value].1 + below.1);
        }
    }
    sums
}

/// What a question gains; none when it parts nothing.
fn gain(sums: &[[(f64, f64); BINS]], above: usize) -> Option<f64> {
    let mut gain = 0.0;
    let mut parts = false;
    for leaf in sums {
        let (low, all) = (leaf[above], leaf[BINS - 1]);
        let high = (all.0 - low.0, all.1 - low.1);
        parts |= low.1 > 0.0 && high.1 > 1e-9;
        gain += low.0 * low.0 / (low.1 + RIDGE) + high.0 * high.0 / (high.1 + RIDGE);
    }
    parts.then_some(gain)
}

/// The probability of every row within its choice.
pub(crate) fn apply(data: &Data, trees: &[Tree]) -> Vec<f64> {
    let mut scores: Vec<f64> = (0..data.right.len())
        .map(|row| {
            let answers = trees
                .iter()
                .map(|tree| tree.leaves[leaf(&tree.questions, |which| data.columns[which][row])]);
            answers.sum()
        })
        .collect();
    for choice in &data.choices {
        let own = &mut scores[choice.first..choice.end];
        if let [score] = own {
            *score = yes(*score);
            continue;
        }
        let top = own.iter().copied().fold(f64::MIN, f64::max);
        let sum: f64 = own.iter().map(|score| (score - top).exp()).sum();
        for score in own {
            *score = (*score - top).exp() / sum;
        }
    }
    scores
}

/// The probability of each row by trees that have not seen its fold.
pub(crate) fn unseen(
    data: &Data,
    count: usize,
    fold: impl Fn(&Choice) -> usize + Sync,
) -> Vec<f64> {
    unseen_from(data, count, fold, |_| true)
}

/// The same by trees that learn from those choices of the other folds that `takes`.
pub(crate) fn unseen_from(
    data: &Data,
    count: usize,
    fold: impl Fn(&Choice) -> usize + Sync,
    takes: impl Fn(&Choice) -> bool + Sync,
) -> Vec<f64> {
    let folds = 1 + data.choices.iter().map(&fold).max().unwrap_or(0);
    let without = |held: usize| {
        let seen: Vec<usize> = (0..data.choices.len())
            .filter(|&number| fold(&data.choices[number]) != held && takes(&data.choices[number]))
            .collect();
        apply(data, &train(data, &seen, count))
    };
    let mut scores = vec![0.0; data.right.len()];
    thread::scope(|scope| {
        let without = &without;
        let learners: Vec<_> = (0..folds)
            .map(|held| scope.spawn(move || without(held)))
            .collect();
        for (held, learner) in learners.into_iter().enumerate() {
            let all = match learner.join() {
                Ok(all) => all,
                Err(reason) => resume_unwind(reason),
            };
            for choice in data.choices.iter().filter(|choice| fold(choice) == held) {
                scores[choice.first..choice.end].copy_from_slice(&all[choice.first..choice.end]);
            }
        }
    });
    scores
}

/// The likeliest candidate of a choice, and its probability.
pub(crate) fn best(choice: &Choice, scores: &[f64]) -> Option<(usize, f64)> {
    let candidates = if choice.told {
        choice.first..choice.first + 1
    } else {
        choice.first..choice.end - 1
    };
    candidates
        .map(|row| (row, scores[row]))
        .reduce(|best, one| if one.1 > best.1 { one } else { best })
}

/// Prints the lines `tree` of the file that the engine reads.
pub(crate) fn print(trees: &[Tree], names: &[&str]) {
    for tree in trees {
        let questions = tree.questions.iter();
        let questions = questions.map(|&(which, above)| format!("{}>{above}", names[which]));
        let leaves = tree.leaves.iter().map(|leaf| format!("{leaf:.3}"));
        let fields: Vec<String> = questions.chain(leaves).collect();
        println!("tree\t{}", fields.join("\t"));
    }
}
