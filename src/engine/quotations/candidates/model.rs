//! The model that weighs candidates: boosted oblivious trees, learned by `examples/train_speakers.rs`.

use std::sync::OnceLock;

use super::Candidate;
use super::scene::Scene;
use super::traits::{Trait, Traits};

/// Levels of a tree.
const DEPTH: usize = 4;

/// A tree asks the same questions on every way; the answers number its leaves.
struct Tree {
    /// Trait and the value that it must exceed.
    questions: [(u8, u8); DEPTH],
    leaves: [f32; 1 << DEPTH],
}

struct Model {
    trees: Vec<Tree>,
    /// Upper ends of ranges of the model's probability, with the share that was right in each.
    shares: Vec<(f32, f32)>,
}

/// The indices of the candidates of one quotation with the probability of each, the likeliest first.
pub(in super::super) fn rank(candidates: &[Candidate], scene: &Scene) -> Vec<(usize, f32)> {
    let model = model();
    let nobody = model.score(&scene.nobody());
    let mut order: Vec<(usize, f32)> = candidates
        .iter()
        .enumerate()
        .map(|(at, candidate)| (at, model.score(&candidate.traits)))
        .collect();
    let top = order.iter().fold(nobody, |top, &(_, score)| top.max(score));
    let weight = |score: f32| (score - top).exp();
    let sum = weight(nobody) + order.iter().map(|&(_, score)| weight(score)).sum::<f32>();
    for (_, score) in &mut order {
        *score = weight(*score) / sum;
    }
    order.sort_by(|one, other| other.1.total_cmp(&one.1));
    order
}

/// The share of right answers among those that the model gives this probability.
pub(in super::super) fn confidence(probability: f32) -> f32 {
    let shares = &model().shares;
    shares
        .iter()
        .find(|&&(end, _)| probability <= end)
        .or(shares.last())
        .map_or(probability, |&(_, share)| share)
}

impl Model {
    fn score(&self, traits: &Traits) -> f32 {
        let leaf = |tree: &Tree| {
            let answers = tree.questions.iter().enumerate();
            let number = answers.fold(0, |number, (level, &(which, above))| {
                number | usize::from(traits.get(which.into()) > above) << level
            });
            tree.leaves.get(number).copied().unwrap_or_default()
        };
        self.trees.iter().map(leaf).sum()
    }
}

/// The trees that the program ships.
fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| parse(include_str!("../../../../assets/models/speakers.tsv")))
}

/// Reads the lines `tree`, four questions `Trait>value`, sixteen leaves; and `share`, end, share.
fn parse(lines: &str) -> Model {
    let mut model = Model {
        trees: Vec::new(),
        shares: Vec::new(),
    };
    for line in lines.lines() {
        let mut fields = line.split('\t');
        let kind = fields.next();
        if kind == Some("tree") {
            let mut tree = Tree {
                questions: [(0, u8::MAX); DEPTH],
                leaves: [0.0; 1 << DEPTH],
            };
            for (place, field) in tree.questions.iter_mut().zip(fields.by_ref()) {
                *place = question(field);
            }
            for (place, field) in tree.leaves.iter_mut().zip(fields) {
                *place = field.parse().unwrap_or(0.0);
            }
            model.trees.push(tree);
        } else if kind == Some("share") {
            let mut number = || fields.next().and_then(|field| field.parse().ok());
            if let (Some(end), Some(share)) = (number(), number()) {
                model.shares.push((end, share));
            }
        }
    }
    model
}

/// A question that nobody answers with yes when the file names an unknown trait.
fn question(field: &str) -> (u8, u8) {
    field
        .split_once('>')
        .and_then(|(name, above)| {
            let (which, _) = Trait::ALL.iter().find(|(_, known)| *known == name)?;
            Some((*which as u8, above.parse().ok()?))
        })
        .unwrap_or((0, u8::MAX))
}
