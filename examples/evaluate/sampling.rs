//! How sure a figure is: bootstrap by document, and folds.

/// Articles drawn for one interval.
const DRAWS: usize = 1_000;
const SEED: u64 = 0x5EED_0FAC_ADE5;

/// A small generator of pseudo-random numbers (xorshift64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

/// The 95 % interval of a figure: documents are drawn with replacement, a thousand times from a fixed seed (Efron 1979).
/// `figure` computes it for documents of these numbers.
pub(crate) fn interval(documents: usize, figure: impl Fn(&[usize]) -> f64) -> (f64, f64) {
    let mut dice = Dice(SEED);
    let mut figures: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let drawn: Vec<usize> = (0..documents).map(|_| dice.below(documents)).collect();
            figure(&drawn)
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    (figures[DRAWS / 40], figures[DRAWS - 1 - DRAWS / 40])
}

/// In how many parts the documents are cut to see over-fitting.
pub(crate) const FOLDS: usize = 5;

/// The part that a document belongs to.
pub(crate) const fn fold(document: usize) -> usize {
    document % FOLDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_holds_the_figure_and_comes_out_the_same_again() {
        let share = |drawn: &[usize]| {
            drawn.iter().filter(|number| **number < 50).count() as f64 / drawn.len() as f64
        };
        let (low, high) = interval(100, share);
        assert!(
            low < 0.45 && 0.55 < high && high - low < 0.25,
            "{low} to {high}"
        );
        assert_eq!((low.to_bits(), high.to_bits()), {
            let (low, high) = interval(100, share);
            (low.to_bits(), high.to_bits())
        });
    }
}
