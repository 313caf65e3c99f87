//! The best sequence of labels for a segment (Viterbi).

use super::{LABELS, Label};

/// Less than any sum of weights.
const NEVER: i32 = i32::MIN / 2;

/// Whether a label may stand behind another, or first.
pub fn may_follow(from: Option<Label>, to: Label) -> bool {
    !super::continues(to) || from.is_some_and(|from| from == to || from + 1 == to)
}

/// The scores of one segment’s tokens, with room that the next segment uses again.
#[derive(Default)]
pub struct Decoder {
    scores: Vec<[i32; LABELS]>,
    /// The best label before each label.
    origins: Vec<[Label; LABELS]>,
}

impl Decoder {
    /// Begins a segment.
    pub fn clear(&mut self) {
        self.scores.clear();
    }

    /// Adds the scores of the next token.
    pub fn push(&mut self, scores: [i32; LABELS]) {
        self.scores.push(scores);
    }

    /// Writes the best sequence to `labels`, given the weight of a label behind another or first.
    pub fn decode(
        &mut self,
        transition: impl Fn(Option<Label>, Label) -> i32,
        labels: &mut [Label],
    ) {
        self.origins.clear();
        let mut current = [NEVER; LABELS];
        for (index, score) in self.scores.iter().enumerate() {
            let mut next = [NEVER; LABELS];
            let mut origin = [0; LABELS];
            for to in 0..LABELS as Label {
                let place = usize::from(to);
                if index == 0 {
                    if may_follow(None, to) {
                        next[place] = transition(None, to) + score[place];
                    }
                    continue;
                }
                for from in (0..LABELS as Label).filter(|&from| may_follow(Some(from), to)) {
                    let sum =
                        current[usize::from(from)] + transition(Some(from), to) + score[place];
                    if sum > next[place] {
                        next[place] = sum;
                        origin[place] = from;
                    }
                }
            }
            self.origins.push(origin);
            current = next;
        }
        let mut label = (0..LABELS as Label)
            .rev()
            .max_by_key(|&label| current[usize::from(label)])
            .unwrap_or(0);
        for (slot, origin) in labels.iter_mut().zip(&self.origins).rev() {
            *slot = label;
            label = origin[usize::from(label)];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_continuation_needs_a_beginning_of_its_kind() {
        let mut decoder = Decoder::default();
        // Without the rule, label 2 would win both places.
        for _ in 0..2 {
            decoder.push([0, 1, 9, 0, 0, 0, 0, 0, 0]);
        }
        let mut labels = [9; 2];
        decoder.decode(|_, _| 0, &mut labels);
        assert_eq!(labels, [1, 2]);
    }
}
