//! What the trees reach, and the file that the engine reads.

use std::collections::BTreeMap;

use crate::trees::{self, Choice, Data, Tree, best};

/// Ranges of probability in the table of shares.
const RANGES: usize = 24;

/// Prints how many choices are right by the first rule that answers and by weighing, and how much the probabilities mean.
pub(crate) fn report(name: &str, data: &Data, scores: &[f64]) {
    let mut groups: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let mut bins = [(0usize, 0usize, 0.0f64); 10];
    for choice in &data.choices {
        let Choice { first, end, .. } = *choice;
        let answer = best(choice, scores);
        let right = answer.is_some_and(|(row, _)| data.right[row]);
        let by_rule = end - first > 1 && data.right[first];
        let keys = ["all", &choice.kind, &choice.form];
        for key in keys {
            let group = groups.entry(key.to_owned()).or_default();
            for (count, counts) in group.iter_mut().zip([true, by_rule, right]) {
                *count += usize::from(counts);
            }
        }
        if let Some((_, probability)) = answer {
            let at = (1..10).take_while(|&at| probability >= f64::from(at) / 10.0);
            let bin = &mut bins[at.count()];
            *bin = (bin.0 + 1, bin.1 + usize::from(right), bin.2 + probability);
        }
    }
    eprintln!("{name}");
    for (key, [all, by_rule, right]) in groups {
        let percent = |count: usize| 100.0 * count as f64 / all as f64;
        eprintln!(
            "    {key:10} {all:5}   first rule {:5.1}   weighed {:5.1}",
            percent(by_rule),
            percent(right)
        );
    }
    let mut off = 0.0;
    for (at, (all, right, stated)) in bins.into_iter().enumerate() {
        let count = all.max(1) as f64;
        let (stated, share) = (stated / count, right as f64 / count);
        off += all as f64 * (stated - share).abs();
        eprintln!(
            "    0.{at}   {all:5}   stated {:5.1}   right {:5.1}",
            100.0 * stated,
            100.0 * share
        );
    }
    eprintln!(
        "    expected calibration error {:.3}",
        off / data.choices.len() as f64
    );
}

/// Prints the file of the engine to the standard output.
pub(crate) fn print(trees: &[Tree], names: &[&str], shares: &[(f64, f64)]) {
    println!(
        "# trees by `examples/train_speakers`: five questions and thirty-two answers; then the share that is right up to a probability"
    );
    trees::print(trees, names);
    for (end, share) in shares {
        println!("share\t{end:.3}\t{share:.3}");
    }
}

/// Ranges of probability with the share that is right in each, made to rise (pool adjacent violators, Ayer et al. 1955).
pub(crate) fn shares(data: &Data, scores: &[f64]) -> Vec<(f64, f64)> {
    let mut all: Vec<(f64, bool)> = data
        .choices
        .iter()
        .filter_map(|choice| best(choice, scores))
        .map(|(row, probability)| (probability, data.right[row]))
        .collect();
    all.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut ranges: Vec<(f64, f64, f64)> = Vec::new();
    for part in all.chunks(all.len().div_ceil(RANGES).max(1)) {
        let right = part.iter().filter(|(_, right)| *right).count() as f64;
        let end = part.last().map_or(1.0, |(probability, _)| *probability);
        let mut range = (end, right, part.len() as f64);
        while let Some(before) = ranges.pop_if(|before| before.1 * range.2 >= range.1 * before.2) {
            range = (range.0, range.1 + before.1, range.2 + before.2);
        }
        ranges.push(range);
    }
    ranges
        .iter()
        .map(|&(end, right, count)| (end, right / count))
        .collect()
}
