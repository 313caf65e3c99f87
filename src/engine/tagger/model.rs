//! The words and weights of the tagger, read in place from the bytes that ship with the program.
//!
//! The file: the number of slots for words and for weights (two `u32`); 90 weights of transitions (`i16`: 81 from label to
//! label, 9 for the first label of a segment); the slots of the words, 10 bytes each: a fingerprint (`u32`, 0 in an empty
//! slot), the lists (24 bits), the habit (8 bits) and the cluster (`u16`); then for every slot of the weights a fingerprint (`u16`, 0 in an empty
//! slot), and after all of these for every slot one `i8` for each label. All numbers are little-endian. The search for a slot
//! begins at the place that the upper half of a hash gives and ends at an empty slot. Most features that are asked for are not
//! there: their search touches the fingerprints alone, which a processor keeps near.

use super::{LABELS, Label};

/// Bytes of the slot of one word.
pub const WORD_SLOT: usize = 10;
/// How many low bits of a cluster tell apart the groups of one group of groups.
pub const COARSE: u32 = 10;
/// Bytes before the first slot.
pub const HEADER: usize = 8 + 2 * (LABELS * LABELS + LABELS);

/// The slot where the search for a hash begins.
pub fn place(hash: u64, slots: usize) -> usize {
    (((hash >> 32) * slots as u64) >> 32) as usize
}

/// How many features are looked up side by side.
const AT_ONCE: usize = 32;

/// The fingerprint of a feature.
pub fn fingerprint(feature: u64) -> u16 {
    feature as u16 | 1
}

/// The fingerprint of a word or phrase.
pub fn word_fingerprint(word: u64) -> u32 {
    word as u32 | 1
}

/// What the model knows about a word or a phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The lists it is on, one bit each.
    pub lists: u32,
    /// How often running text writes it with a small letter: 0 unknown, 1 never, up to 5 always.
    pub habit: u8,
    /// The group of words that are used alike, 0 for none; the bits from [`COARSE`] on are those of its own group.
    pub cluster: u16,
}

/// A trained model. Bytes that are no model know nothing.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    transitions: &'a [u8],
    words: &'a [[u8; WORD_SLOT]],
    fingerprints: &'a [[u8; 2]],
    weights: &'a [[u8; LABELS]],
}

/// The model that the program ships.
pub(super) static BUNDLED: &[u8] = include_bytes!("../../../assets/models/names.bin");

impl<'a> Model<'a> {
    /// Reads a model; nothing is copied.
    pub fn new(bytes: &'a [u8]) -> Self {
        let (header, slots) = bytes.split_at_checked(HEADER).unwrap_or_default();
        let (counts, transitions) = header.split_at_checked(8).unwrap_or_default();
        let count = |at: usize| match counts.get(at..at + 4) {
            Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]) as usize,
            _ => 0,
        };
        let words = count(0).saturating_mul(WORD_SLOT);
        let (words, rest) = slots.split_at_checked(words).unwrap_or_default();
        let fingerprints = count(4).saturating_mul(2);
        let (fingerprints, weights) = rest.split_at_checked(fingerprints).unwrap_or_default();
        Self {
            transitions,
            words: words.as_chunks().0,
            fingerprints: fingerprints.as_chunks().0,
            weights: weights.as_chunks().0,
        }
    }

    /// What is known about the word or phrase with this hash.
    pub(super) fn word(&self, hash: u64) -> Option<Word> {
        let wanted = word_fingerprint(hash).to_le_bytes();
        let start = place(hash, self.words.len());
        let (front, back) = self.words.split_at_checked(start)?;
        let ends = |slot: &&[u8; WORD_SLOT]| slot[..4] == wanted || slot[..4] == [0; 4];
        let slot = back.iter().find(ends).or_else(|| front.iter().find(ends))?;
        let &[a, b, c, d, first, second, third, habit, low, high] = slot;
        ([a, b, c, d] == wanted).then(|| Word {
            lists: u32::from_le_bytes([first, second, third, 0]),
            habit,
            cluster: u16::from_le_bytes([low, high]),
        })
    }

    /// Adds the weights of features to the scores of the labels.
    ///
    /// The table is larger than the caches that are near a processor: the first slots of all features are fetched before any of
    /// them is looked at, so that none waits for another.
    pub(super) fn add_all(&self, features: &[u64], scores: &mut [i32; LABELS]) {
        for some in features.chunks(AT_ONCE) {
            let mut slots = [[0; 2]; AT_ONCE];
            for (slot, &feature) in slots.iter_mut().zip(some) {
                let at = place(feature, self.fingerprints.len());
                *slot = self.fingerprints.get(at).copied().unwrap_or_default();
            }
            for (slot, &feature) in slots.iter().zip(some) {
                if *slot != [0; 2] {
                    self.add(feature, scores);
                }
            }
        }
    }

    /// Adds the weights of one feature.
    pub(super) fn add(&self, feature: u64, scores: &mut [i32; LABELS]) {
        let wanted = fingerprint(feature).to_le_bytes();
        let start = place(feature, self.fingerprints.len());
        let Some((front, back)) = self.fingerprints.split_at_checked(start) else {
            return;
        };
        let ends = |slot: &[u8; 2]| *slot == wanted || *slot == [0; 2];
        let behind = back.iter().position(ends).map(|far| start + far);
        let Some(at) = behind.or_else(|| front.iter().position(ends)) else {
            return;
        };
        if self.fingerprints[at] != wanted {
            return;
        }
        let weights = self.weights.get(at).into_iter().flatten();
        for (score, weight) in scores.iter_mut().zip(weights) {
            *score += i32::from(weight.cast_signed());
        }
    }

    /// The weight of label `to` behind `from`, or at the start of a segment.
    pub(super) fn transition(&self, from: Option<Label>, to: Label) -> i32 {
        let row = from.map_or(LABELS, usize::from);
        let at = 2 * (row * LABELS + usize::from(to));
        match self.transitions.get(at..at + 2) {
            Some(&[low, high]) => i32::from(i16::from_le_bytes([low, high])),
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_bytes_are_a_model_that_knows_nothing() {
        let mut scores = [0; LABELS];
        Model::new(&[]).add(7, &mut scores);
        assert_eq!(scores, [0; LABELS]);
        assert_eq!(Model::new(&[1, 2]).transition(None, 1), 0);
        assert_eq!(Model::new(&[9; HEADER + 5]).word(7), None);
    }
}
