//! A linear-chain conditional random field, learned by stochastic gradient ascent with `AdaGrad` steps (Duchi, Hazan and Singer
//! 2011).
//!
//! Corpora whose labels machines made have a copy of every feature of their own (Daumé 2007): what they say beyond the
//! others goes into the copies, which do not ship.

use std::collections::{BTreeMap, HashMap};

use onrecord::engine::tagger::{LABELS, Label, Model, examples, may_follow};

use crate::corpus::Corpus;
use crate::exponential::exp;
use crate::text::Joined;

/// How often every segment is seen.
const ROUNDS: usize = 8;
/// The weights after each round from this one on are averaged (Polyak and Juditsky 1992).
const AVERAGED_FROM: usize = 4;
/// The length of a step.
const RATE: f32 = 0.02;
/// Features of fewer tokens are left out.
const RAREST: u32 = 3;

/// One segment: the features of all tokens in one row, where each token’s begin, and the labels.
struct Segment {
    features: Vec<u32>,
    starts: Vec<u32>,
    labels: Vec<Label>,
}

impl Segment {
    fn of(&self, token: usize) -> &[u32] {
        &self.features[self.starts[token] as usize..self.starts[token + 1] as usize]
    }
}

/// What is learned from.
pub(crate) struct Examples {
    segments: Vec<Segment>,
    /// The hash of each feature by its number; copies have none.
    pub(crate) features: Vec<Option<u64>>,
}

/// A sentence as it is read: whether its labels are silver, the hashes of the features of each token, the label of each.
type Raw = (bool, Vec<Vec<u64>>, Vec<Label>);

impl Examples {
    /// The documents whose number in their corpus `takes`; `words` is a model with words alone.
    pub(crate) fn gather(corpora: &[Corpus], words: &[u8], takes: impl Fn(usize) -> bool) -> Self {
        let model = Model::new(words);
        let mut raw: Vec<Raw> = Vec::new();
        for corpus in corpora {
            let numbered = corpus.documents.iter().enumerate();
            for (_, document) in numbered.filter(|(number, _)| takes(*number)) {
                let joined = Joined::of(document);
                for example in examples(&joined.text, &joined.blocks, &model) {
                    let labels = joined.labels(example.iter().map(|(start, _)| *start));
                    let features = example.into_iter().map(|(_, features)| features);
                    raw.push((corpus.is_silver(), features.collect(), labels));
                }
            }
        }
        let numbers = Numbers::of(&raw);
        let segments = raw
            .iter()
            .map(|(silver, tokens, labels)| {
                let mut segment = Segment {
                    features: Vec::new(),
                    starts: vec![0],
                    labels: labels.clone(),
                };
                for features in tokens {
                    for feature in features {
                        segment.features.extend(numbers.shared.get(feature));
                        if *silver {
                            segment.features.extend(numbers.copies.get(feature));
                        }
                    }
                    segment.starts.push(segment.features.len() as u32);
                }
                segment
            })
            .collect();
        Self {
            segments,
            features: numbers.features,
        }
    }

    /// How many segments there are.
    pub(crate) fn segments(&self) -> usize {
        self.segments.len()
    }
}

struct Numbers {
    shared: HashMap<u64, u32>,
    copies: HashMap<u64, u32>,
    features: Vec<Option<u64>>,
}

impl Numbers {
    /// Numbers the features that are frequent enough, in order of their hashes.
    fn of(raw: &[Raw]) -> Self {
        let mut counts: HashMap<u64, (u32, u32)> = HashMap::new();
        for (silver, tokens, _) in raw {
            for feature in tokens.iter().flatten() {
                let (all, copied) = counts.entry(*feature).or_default();
                *all += 1;
                *copied += u32::from(*silver);
            }
        }
        let counts: BTreeMap<u64, (u32, u32)> = counts.into_iter().collect();
        let mut numbers = Self {
            shared: HashMap::new(),
            copies: HashMap::new(),
            features: Vec::new(),
        };
        for (&feature, _) in counts.iter().filter(|(_, (all, _))| *all >= RAREST) {
            numbers
                .shared
                .insert(feature, numbers.features.len() as u32);
            numbers.features.push(Some(feature));
        }
        for (&feature, _) in counts.iter().filter(|(_, (_, copied))| *copied >= RAREST) {
            numbers
                .copies
                .insert(feature, numbers.features.len() as u32);
            numbers.features.push(None);
        }
        numbers
    }
}

/// What was learned.
pub(crate) struct Weights {
    /// For each feature one weight a label.
    pub(crate) features: Vec<[f32; LABELS]>,
    /// From label to label; the last row is for the first label.
    pub(crate) transitions: [[f32; LABELS]; LABELS + 1],
}

struct State {
    weights: Weights,
    /// The sums of squared gradients, which shorten the steps.
    squares: Vec<[f32; LABELS]>,
    transition_squares: [[f32; LABELS]; LABELS + 1],
}

/// Learns the weights.
pub(crate) fn learn(examples: &Examples) -> Weights {
    let mut state = State {
        weights: Weights::zero(examples.features.len()),
        squares: vec![[0.0; LABELS]; examples.features.len()],
        transition_squares: [[0.0; LABELS]; LABELS + 1],
    };
    let mut sum = Weights::zero(examples.features.len());
    let mut order: Vec<usize> = (0..examples.segments.len()).collect();
    let mut random: u64 = 20_150_101;
    for round in 1..=ROUNDS {
        shuffle(&mut order, &mut random);
        let doubt: f64 = order
            .iter()
            .map(|&place| f64::from(state.see(&examples.segments[place])))
            .sum();
        println!("round {round}: {doubt:.0} labels doubted");
        if round >= AVERAGED_FROM {
            sum.add(&state.weights);
        }
    }
    sum
}

impl Weights {
    fn zero(features: usize) -> Self {
        Self {
            features: vec![[0.0; LABELS]; features],
            transitions: [[0.0; LABELS]; LABELS + 1],
        }
    }

    /// Adds the share of one round to the average.
    fn add(&mut self, other: &Self) {
        let share = 1.0 / (ROUNDS - AVERAGED_FROM + 1) as f32;
        let rows = self.features.iter_mut().zip(&other.features);
        for (row, other) in rows.chain(self.transitions.iter_mut().zip(&other.transitions)) {
            for (sum, weight) in row.iter_mut().zip(other) {
                *sum += share * weight;
            }
        }
    }
}

/// The probabilities of one segment, up to a factor for each token (forward and backward; Rabiner 1989).
struct Chances {
    /// e to the score of each label.
    own: Vec<[f32; LABELS]>,
    forward: Vec<[f32; LABELS]>,
    backward: Vec<[f32; LABELS]>,
    /// e to the weight of each transition; 0 for those that may not be.
    moves: [[f32; LABELS]; LABELS + 1],
}

impl Chances {
    fn of(weights: &Weights, segment: &Segment) -> Self {
        let length = segment.labels.len();
        let moves = std::array::from_fn(|from| {
            std::array::from_fn(|to| {
                let label = (from < LABELS).then_some(from as Label);
                if may_follow(label, to as Label) {
                    exp(weights.transitions[from][to])
                } else {
                    0.0
                }
            })
        });
        let own: Vec<[f32; LABELS]> = (0..length)
            .map(|token| {
                let mut sum = [0.0; LABELS];
                for &feature in segment.of(token) {
                    for (sum, weight) in sum.iter_mut().zip(&weights.features[feature as usize]) {
                        *sum += weight;
                    }
                }
                let highest = sum.iter().copied().fold(f32::MIN, f32::max);
                sum.map(|score| exp(score - highest))
            })
            .collect();
        let mut chances = Self {
            own,
            forward: vec![[0.0; LABELS]; length],
            backward: vec![[1.0; LABELS]; length],
            moves,
        };
        chances.pass();
        chances
    }

    fn pass(&mut self) {
        let length = self.own.len();
        for token in 0..length {
            let mut sum = [0.0; LABELS];
            for (to, sum) in sum.iter_mut().enumerate() {
                let reached = match token.checked_sub(1) {
                    None => self.moves[LABELS][to],
                    Some(before) => (0..LABELS)
                        .map(|from| self.forward[before][from] * self.moves[from][to])
                        .sum(),
                };
                *sum = reached * self.own[token][to];
            }
            self.forward[token] = scaled(sum);
        }
        for token in (0..length.saturating_sub(1)).rev() {
            let mut sum = [0.0; LABELS];
            for (from, sum) in sum.iter_mut().enumerate() {
                *sum = (0..LABELS)
                    .map(|to| {
                        self.moves[from][to]
                            * self.own[token + 1][to]
                            * self.backward[token + 1][to]
                    })
                    .sum();
            }
            self.backward[token] = scaled(sum);
        }
    }

    /// How likely each label of the token is.
    fn labels(&self, token: usize) -> [f32; LABELS] {
        scaled(std::array::from_fn(|label| {
            self.forward[token][label] * self.backward[token][label]
        }))
    }

    /// How likely each pair of labels is, of the token before and of this.
    fn pairs(&self, token: usize) -> [[f32; LABELS]; LABELS] {
        let pairs: [[f32; LABELS]; LABELS] = std::array::from_fn(|from| {
            std::array::from_fn(|to| {
                self.forward[token - 1][from]
                    * self.moves[from][to]
                    * self.own[token][to]
                    * self.backward[token][to]
            })
        });
        let sum: f32 = pairs.iter().flatten().sum();
        pairs.map(|row| row.map(|pair| pair / sum))
    }
}

fn scaled(row: [f32; LABELS]) -> [f32; LABELS] {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 {
        row.map(|value| value / sum)
    } else {
        [1.0 / LABELS as f32; LABELS]
    }
}

/// Chances smaller than this teach nothing.
const LEAST: f32 = 1e-4;

impl State {
    /// Learns from one segment; returns how many labels were doubted.
    fn see(&mut self, segment: &Segment) -> f32 {
        let chances = Chances::of(&self.weights, segment);
        let mut doubted = 0.0;
        for (token, &right) in segment.labels.iter().enumerate() {
            let mut gradient = chances
                .labels(token)
                .map(|chance| if chance > LEAST { -chance } else { 0.0 });
            gradient[usize::from(right)] += 1.0;
            if gradient[usize::from(right)] > LEAST {
                doubted += gradient[usize::from(right)];
                for &feature in segment.of(token) {
                    let feature = feature as usize;
                    step(
                        &mut self.weights.features[feature],
                        &mut self.squares[feature],
                        &gradient,
                    );
                }
            }
        }
        self.see_transitions(segment, &chances);
        doubted
    }

    fn see_transitions(&mut self, segment: &Segment, chances: &Chances) {
        let mut gradient = [[0.0_f32; LABELS]; LABELS + 1];
        gradient[LABELS] = chances.labels(0).map(|chance| -chance);
        gradient[LABELS][usize::from(segment.labels[0])] += 1.0;
        for token in 1..segment.labels.len() {
            for (row, pairs) in gradient.iter_mut().zip(chances.pairs(token)) {
                for (sum, pair) in row.iter_mut().zip(pairs) {
                    *sum -= pair;
                }
            }
            let (from, to) = (segment.labels[token - 1], segment.labels[token]);
            gradient[usize::from(from)][usize::from(to)] += 1.0;
        }
        for (row, gradient) in gradient.iter().enumerate() {
            step(
                &mut self.weights.transitions[row],
                &mut self.transition_squares[row],
                gradient,
            );
        }
    }
}

fn step(weights: &mut [f32; LABELS], squares: &mut [f32; LABELS], gradient: &[f32; LABELS]) {
    for label in 0..LABELS {
        squares[label] += gradient[label] * gradient[label];
        weights[label] += RATE * gradient[label] / (squares[label].sqrt() + 0.1);
    }
}

/// Fisher and Yates, with the generator xorshift64.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        order.swap(last, (*random % (last as u64 + 1)) as usize);
    }
}
