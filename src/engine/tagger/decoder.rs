//! The best sequence of labels for a segment (Viterbi).

use super::{LABELS, Label};

/// Less than any sum of weights.
const NEVER: i32 = i32::MIN / 2;

/// Whether a label may stand behind another, or first.
pub fn may_follow(from: Option<Label>, to: Label) -> bool {
    !super::continues(to) || from.is_some_and(|from| from == to || from + 1 == to)
}

/// The weights of labels one behind another, and of first labels. What may not follow has `NEVER`.
pub struct Transitions {
    first: [i32; LABELS],
    /// For each label those of the labels before it.
    behind: [[i32; LABELS]; LABELS],
}

impl Transitions {
    /// The weights of a label behind another, or first.
    pub fn of(weight: impl Fn(Option<Label>, Label) -> i32) -> Self {
        let allowed = |from: Option<Label>, to: usize| {
            let to = to as Label;
            if may_follow(from, to) {
                weight(from, to)
            } else {
                NEVER
            }
        };
        let behind = |to: usize| std::array::from_fn(|from| allowed(Some(from as Label), to));
        Self {
            first: std::array::from_fn(|to| allowed(None, to)),
            behind: std::array::from_fn(behind),
        }
    }
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

    /// Writes the best sequence to `labels`.
    pub fn decode(&mut self, transitions: &Transitions, labels: &mut [Label]) {
        self.origins.clear();
        let mut current = [NEVER; LABELS];
        for (index, score) in self.scores.iter().enumerate() {
            let mut next = [NEVER; LABELS];
            let mut origin = [0; LABELS];
            for (to, behind) in transitions.behind.iter().enumerate() {
                if index == 0 {
                    if transitions.first[to] != NEVER {
                        next[to] = transitions.first[to] + score[to];
                    }
                    continue;
                }
                for (from, (&before, &weight)) in current.iter().zip(behind).enumerate() {
                    if weight != NEVER && before + weight + score[to] > next[to] {
                        next[to] = before + weight + score[to];
                        origin[to] = from as Label;
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
        decoder.decode(&Transitions::of(|_, _| 0), &mut labels);
        assert_eq!(labels, [1, 2]);
    }
}
