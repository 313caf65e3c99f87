//! Whether confidence means something: of the attributions given 0.9, about nine in ten should be right.

use std::collections::HashMap;

use onrecord::engine::Rule;

/// Bins of confidence between 0 and 1.
const BINS: usize = 10;

/// An attribution: its stated confidence and whether it is right.
pub(crate) type Stated = (f64, bool);

/// The attributions of one range of confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Bin {
    pub(crate) count: usize,
    pub(crate) right: usize,
    /// The sum of what was stated.
    stated: f64,
}

impl Bin {
    /// The mean of what was stated.
    pub(crate) fn stated(&self) -> f64 {
        self.stated / self.count.max(1) as f64
    }

    /// The share that is right.
    pub(crate) fn share(&self) -> f64 {
        self.right as f64 / self.count.max(1) as f64
    }
}

/// Ten bins of equal width.
pub(crate) fn bins(all: &[Stated]) -> [Bin; BINS] {
    let mut bins = [Bin::default(); BINS];
    for (stated, right) in all {
        let above = |at: &usize| *stated >= *at as f64 / BINS as f64;
        let at = (1..BINS).take_while(above).count();
        bins[at].count += 1;
        bins[at].right += usize::from(*right);
        bins[at].stated += stated;
    }
    bins
}

/// The expected calibration error: how far each bin is off, weighed by its size (Naeini, Cooper and Hauskrecht 2015).
pub(crate) fn expected_error(all: &[Stated]) -> f64 {
    let off = bins(all).map(|bin| bin.count as f64 * (bin.stated() - bin.share()).abs());
    off.iter().sum::<f64>() / all.len().max(1) as f64
}

/// The share that each rule got right, drawn a little towards that of all rules where there are few examples.
pub(crate) fn shares(all: &[(Rule, bool)]) -> HashMap<Rule, f64> {
    /// So many examples of the mean are added.
    const PRIOR: f64 = 5.0;
    let right = all.iter().filter(|(_, right)| *right).count();
    let mean = right as f64 / all.len().max(1) as f64;
    let mut counts: HashMap<Rule, (f64, f64)> = HashMap::new();
    for (rule, right) in all {
        let count = counts.entry(*rule).or_default();
        count.0 += f64::from(u8::from(*right));
        count.1 += 1.0;
    }
    let share = |(right, count): (f64, f64)| (right + PRIOR * mean) / (count + PRIOR);
    counts
        .into_iter()
        .map(|(rule, count)| (rule, share(count)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stated_is_compared_with_what_is_right() {
        let all: Vec<Stated> = (0..10).map(|number| (0.9, number < 8)).collect();
        assert!((expected_error(&all) - 0.1).abs() < 1e-9);
        let honest: Vec<Stated> = (0..10).map(|number| (0.8, number < 8)).collect();
        assert!(expected_error(&honest) < 1e-9);
    }

    #[test]
    fn few_examples_move_a_rule_little() {
        let mut all = vec![(Rule::After, true); 90];
        all.extend([(Rule::After, false); 10]);
        all.push((Rule::Wide, false));
        let shares = shares(&all);
        assert!((shares[&Rule::After] - 0.9).abs() < 0.01);
        assert!(shares[&Rule::Wide] > 0.7);
    }
}
