//! Words and weights as the bytes that the engine reads.

use std::error::Error;

use onrecord::engine::tagger::{HEADER, LABELS, WORD_SLOT, fingerprint, place, word_fingerprint};

use crate::learn::Weights;
use crate::words::Words;

/// How many features the model keeps.
const KEPT: usize = 80_000;
/// The largest weight that a byte holds; larger ones are cut.
const LARGEST: f32 = 4.0;
/// Steps of a byte on either side of 0.
const STEPS: f32 = 127.0;

/// A model that knows words and weighs nothing.
pub(crate) fn words(words: &Words) -> Result<Vec<u8>, Box<dyn Error>> {
    model(
        words,
        &[],
        &Weights {
            features: Vec::new(),
            transitions: [[0.0; LABELS]; LABELS + 1],
        },
    )
}

/// The words, the transitions, and the features that weigh most, their weights as single bytes.
pub(crate) fn model(
    words: &Words,
    features: &[Option<u64>],
    weights: &Weights,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let rounded = |weight: f32| (weight * STEPS / LARGEST).round();
    let word_slots = words.len() + words.len() / 2 + 1;
    let kept = heaviest(features, weights);
    let weight_slots = slots(kept.len());
    let mut bytes = u32::try_from(word_slots)?.to_le_bytes().to_vec();
    bytes.extend(u32::try_from(weight_slots)?.to_le_bytes());
    for &weight in weights.transitions.iter().flatten() {
        bytes.extend((rounded(weight) as i16).to_le_bytes());
    }
    let mut table = vec![[0; WORD_SLOT]; word_slots];
    for (&hash, word) in words {
        let at = free(&table, place(hash, word_slots), |slot| slot[..4] == [0; 4]);
        let slot = &mut table[at];
        slot[..4].copy_from_slice(&word_fingerprint(hash).to_le_bytes());
        slot[4..7].copy_from_slice(&word.lists.to_le_bytes()[..3]);
        slot[7] = word.habit;
        slot[8..].copy_from_slice(&word.cluster.to_le_bytes());
    }
    bytes.extend(table.iter().flatten());
    let mut fingerprints = vec![[0; 2]; weight_slots];
    let mut table = vec![[0; LABELS]; weight_slots];
    for (hash, row) in kept {
        let at = free(&fingerprints, place(hash, weight_slots), |slot| {
            *slot == [0; 2]
        });
        fingerprints[at] = fingerprint(hash).to_le_bytes();
        for (byte, weight) in table[at].iter_mut().zip(row) {
            *byte = (rounded(weight).clamp(-STEPS, STEPS) as i8).cast_unsigned();
        }
    }
    bytes.extend(fingerprints.iter().flatten());
    bytes.extend(table.iter().flatten());
    debug_assert_eq!(
        bytes.len(),
        HEADER + word_slots * WORD_SLOT + weight_slots * (2 + LABELS)
    );
    Ok(bytes)
}

/// Half of a table stays empty, so that the search for what is not there ends soon. Words are searched for less often: a third
/// is enough there.
fn slots(entries: usize) -> usize {
    entries * 2 + 1
}

/// The first empty place of the table from `start` on.
fn free<T>(table: &[T], start: usize, is_empty: impl Fn(&T) -> bool) -> usize {
    let count = table.len();
    (start..start + count)
        .map(|at| at % count)
        .find(|&at| is_empty(&table[at]))
        .unwrap_or(start)
}

/// The features with the largest weights; of equal ones those with the smaller hash.
fn heaviest(features: &[Option<u64>], weights: &Weights) -> Vec<(u64, [f32; LABELS])> {
    let mut all: Vec<(f32, u64, [f32; LABELS])> = features
        .iter()
        .zip(&weights.features)
        .filter_map(|(hash, row)| {
            let largest = row
                .iter()
                .fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
            Some((largest, (*hash)?, *row))
        })
        .collect();
    all.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    all.truncate(KEPT);
    all.into_iter().map(|(_, hash, row)| (hash, row)).collect()
}
