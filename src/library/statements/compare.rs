//! Two wordings of one utterance side by side, and what tells in their differences.

use std::ops::Range;

use super::align::{Change, Part, parts};
use super::words::{self, Telling, Tellings, Word};

/// Two wordings side by side.
#[derive(Clone, Debug)]
pub struct Compared<'w> {
    full: (&'w str, &'w [Word]),
    variant: (&'w str, &'w [Word]),
    /// What happened to the words, in order.
    pub parts: Vec<Part>,
}

impl<'w> Compared<'w> {
    /// Compares a variant to the fullest wording; each is given as the text that it stands in, and its words.
    pub fn new(full: (&'w str, &'w [Word]), variant: (&'w str, &'w [Word])) -> Self {
        let folded = |words: &'w [Word]| -> Vec<&'w str> {
            words.iter().map(|word| word.folded.as_str()).collect()
        };
        Self {
            full,
            variant,
            parts: parts(&folded(full.1), &folded(variant.1)),
        }
    }

    /// The kinds of numbers, negations, modal verbs and names that the two do not have in common where they differ. What is
    /// merely cut away is no difference.
    pub fn tells(&self) -> Tellings {
        self.parts
            .iter()
            .filter(|part| !matches!(part.change, Change::Same | Change::Cut))
            .flat_map(|part| self.told_by(part))
            .collect()
    }

    /// The words of a part, as the fullest wording has them.
    pub fn was(&self, part: &Part) -> &'w str {
        stretch(self.full, &part.full)
    }

    /// The words of a part as the variant has them.
    pub fn is(&self, part: &Part) -> &'w str {
        stretch(self.variant, &part.variant)
    }

    /// What tells in one part.
    pub fn told_by(&self, part: &Part) -> Vec<Telling> {
        let told = |(text, words): (&str, &[Word]), range: &Range<usize>| {
            let mut told: Vec<_> = range
                .clone()
                .flat_map(|at| words::telling(text, words, at))
                .collect();
            told.sort_unstable();
            told
        };
        let (was, is) = (
            told(self.full, &part.full),
            told(self.variant, &part.variant),
        );
        let only = |one: &[(Telling, String)], other: &[(Telling, String)]| {
            one.iter()
                .filter(|told| !other.contains(told))
                .map(|(kind, _)| *kind)
                .collect::<Vec<_>>()
        };
        let mut kinds = [only(&was, &is), only(&is, &was)].concat();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }
}

/// The text from the first of some words to the last.
fn stretch<'w>((text, words): (&'w str, &[Word]), range: &Range<usize>) -> &'w str {
    let words = words.get(range.clone()).unwrap_or_default();
    let ends = words.first().zip(words.last());
    let stretch =
        ends.and_then(|(first, last)| text.get(first.span.start as usize..last.span.end as usize));
    stretch.unwrap_or_default()
}
