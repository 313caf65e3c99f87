//! The model that weighs candidates: boosted oblivious trees, learned by `examples/train_speakers`.

use std::sync::OnceLock;

use super::super::trees::Trees;
use super::Candidate;
use super::scene::Scene;
use super::traits::{Trait, Traits};

/// Who is the likeliest.
pub(in super::super) struct Ranking {
    /// The indices of the candidates with the probability of each, the likeliest first.
    pub(in super::super) order: Vec<(usize, f32)>,
    /// How likely it is that nobody of them said it.
    pub(in super::super) nobody: f32,
}

/// Ranks the candidates of one quotation.
pub(in super::super) fn rank(candidates: &[Candidate], scene: &Scene) -> Ranking {
    let model = model();
    let score = |traits: &Traits| model.score(|which| traits.get(which));
    let nobody = score(&scene.nobody());
    let mut order: Vec<(usize, f32)> = candidates
        .iter()
        .enumerate()
        .map(|(at, candidate)| (at, score(&candidate.traits)))
        .collect();
    let top = order.iter().fold(nobody, |top, &(_, score)| top.max(score));
    let weight = |score: f32| (score - top).exp();
    let sum = weight(nobody) + order.iter().map(|&(_, score)| weight(score)).sum::<f32>();
    for (_, score) in &mut order {
        *score = weight(*score) / sum;
    }
    order.sort_by(|one, other| other.1.total_cmp(&one.1));
    Ranking {
        order,
        nobody: weight(nobody) / sum,
    }
}

/// The share of right answers among those that the model gives this probability.
pub(in super::super) fn confidence(probability: f32) -> f32 {
    model().share(probability)
}

/// Reads the trees, so that the first quotation does not wait for them.
pub(in super::super) fn prepare() {
    model();
}

/// The trees that the program ships.
fn model() -> &'static Trees {
    static MODEL: OnceLock<Trees> = OnceLock::new();
    MODEL.get_or_init(|| {
        let lines = include_str!("../../../../assets/models/speakers.tsv");
        Trees::parse(lines, |name| {
            let known = Trait::ALL.iter().find(|(_, known)| *known == name)?;
            Some(known.0 as u8)
        })
    })
}
