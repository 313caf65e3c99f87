//! The model that weighs candidates: boosted oblivious trees, learned by `examples/train_speakers`.

use std::sync::OnceLock;

use super::super::trees::{Places, Trees, trees};
use super::Candidate;
use super::scene::Scene;
use super::traits::Trait;

/// Who is the likeliest.
pub(in super::super) struct Ranking {
    /// The indices of the candidates with the probability of each, the likeliest first.
    pub(in super::super) order: Vec<(usize, f32)>,
    /// How likely it is that nobody of them said it.
    pub(in super::super) nobody: f32,
}

/// Ranks the candidates of one quotation.
pub(in super::super) fn rank(candidates: &[Candidate], scene: &Scene) -> Ranking {
    let traits = scene.nobody();
    let mut nobody = None;
    let mut order: Vec<(usize, f32)> = Vec::with_capacity(candidates.len());
    let all = candidates.iter().map(|candidate| candidate.traits.values());
    let all = std::iter::once(traits.values()).chain(all);
    MODEL.scores(places(), all, |score| match nobody {
        None => nobody = Some(score),
        Some(_) => order.push((order.len(), score)),
    });
    let nobody = nobody.unwrap_or_default();
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
    MODEL.share(probability)
}

/// Finds what the trees ask for, so that the first quotation does not wait for it.
pub(in super::super) fn prepare() {
    places();
}

/// The trees that the program ships.
static MODEL: Trees = trees!("speakers");

fn places() -> &'static Places {
    static PLACES: OnceLock<Places> = OnceLock::new();
    PLACES.get_or_init(|| Places::of(&MODEL, &Trait::ALL.iter().map(|&(_, name)| name)))
}
