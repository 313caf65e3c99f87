//! One document as the tagger sees it: its segments, its word forms, and what it says about them.

use super::super::tokens::Tokens;
use super::clues::{Clue, Clues};
use super::features::{self, HERE, OFFSETS, View};
use super::forms::{ByHash, Form, quick_hash};
use super::lists::{BODY, OUTLET};
use super::model::Model;
use super::segments::{self, Casing, Segment};
use super::{LABELS, Label};

/// The place of the form that stands for no word.
const NOTHING: u32 = 0;

/// What is read off a document before its tokens are labelled.
pub(super) struct Reading {
    pub(super) segments: Vec<Segment>,
    /// The form of each token near a capital, as an index of `forms`.
    of_token: Vec<u32>,
    /// The form of nothing first.
    forms: Vec<Form>,
    phrases: Vec<u64>,
    clues: Clues,
}

impl Reading {
    pub(super) fn of(tokens: &Tokens, model: &Model) -> Self {
        let segments = segments::find(tokens);
        let mut known: ByHash<u32> = ByHash::default();
        let mut of_token = vec![NOTHING; tokens.len()];
        let mut forms = vec![Form::default()];
        for segment in &segments {
            let start = segment.tokens.start.saturating_sub(HERE);
            let end = segment.tokens.end + HERE;
            let near = start.max(segment.sentence.start)..end.min(segment.sentence.end);
            for (index, slot) in near.clone().zip(&mut of_token[near]) {
                if *slot == NOTHING {
                    let form = known.entry(quick_hash(tokens.word(index)));
                    *slot = *form.or_insert_with(|| {
                        forms.push(Form::of(tokens, model, index));
                        forms.len() as u32 - 1
                    });
                }
            }
        }
        let phrases = segments::phrases(tokens, model, &segments);
        let clues = Clues::gather(tokens, &segments, |index| &forms[of_token[index] as usize]);
        Self {
            segments,
            of_token,
            forms,
            phrases,
            clues,
        }
    }

    fn form(&self, index: usize) -> &Form {
        &self.forms[self.of_token[index] as usize]
    }

    /// The forms around token `index`, as indexes.
    fn near(&self, segment: &Segment, index: usize) -> [u32; OFFSETS] {
        std::array::from_fn(|offset| {
            let near = (index + offset).checked_sub(HERE);
            near.filter(|near| segment.sentence.contains(near))
                .map_or(NOTHING, |near| self.of_token[near])
        })
    }

    fn view(&self, segment: &Segment, index: usize, near: [u32; OFFSETS]) -> View<'_> {
        let casing = match segment.casing {
            Casing::Running => 0,
            Casing::Headline => 1,
            Casing::Shouted => 2,
        };
        let form = self.form(index);
        let clue = if form.case.is_capital() {
            self.clues.of(segment, index, |index| self.form(index))
        } else {
            Clue::default()
        };
        View {
            forms: near.map(|form| &self.forms[form as usize]),
            setting: u64::from(index == segment.sentence.start) + 2 * casing,
            phrase: self.phrases[index],
            bodies: self.bodies(segment, index),
            clue,
        }
    }

    /// How far ahead in the segment a word for a body stands, and whether one stands behind.
    fn bodies(&self, segment: &Segment, index: usize) -> u64 {
        let is_body = |token: usize| self.form(token).lists & (BODY | OUTLET) != 0;
        let ahead = (index + 1..segment.tokens.end).take(6).position(is_body);
        let behind = (segment.tokens.start..index).rev().take(6).any(is_body);
        ahead.map_or(0, |far| 1 + far.min(3) as u64) * 2 + u64::from(behind)
    }

    /// All features of token `index`.
    pub(super) fn features(&self, segment: &Segment, index: usize) -> Vec<u64> {
        let mut found = Vec::new();
        let view = self.view(segment, index, self.near(segment, index));
        for (offset, form) in view.forms.into_iter().enumerate() {
            features::alone(form, offset, &mut |feature| found.push(feature));
        }
        features::together(&view, &mut |feature| found.push(feature));
        found
    }

    /// The most likely label of every token.
    pub(super) fn labels(&self, model: &Model) -> Vec<Label> {
        let mut labels = vec![0; self.of_token.len()];
        let mut sums = vec![Sums::default(); self.forms.len()];
        let transitions = super::Transitions::of(|from, to| model.transition(from, to));
        let mut decoder = super::Decoder::default();
        let mut features = Vec::new();
        for segment in &self.segments {
            decoder.clear();
            for index in segment.tokens.clone() {
                let near = self.near(segment, index);
                let mut score = [0; LABELS];
                for (offset, &form) in near.iter().enumerate() {
                    let form = form as usize;
                    let sum = sums[form].at(&self.forms[form], offset, model, &mut features);
                    for (score, sum) in score.iter_mut().zip(sum) {
                        *score += sum;
                    }
                }
                let view = self.view(segment, index, near);
                features.clear();
                features::together(&view, &mut |feature| features.push(feature));
                model.add_all(&features, &mut score);
                decoder.push(score);
            }
            decoder.decode(&transitions, &mut labels[segment.tokens.clone()]);
        }
        labels
    }
}

/// What one form adds to the scores of a token at each distance, added up when it is first asked for.
#[derive(Clone, Default)]
struct Sums {
    ready: u8,
    of: [[i32; LABELS]; OFFSETS],
}

impl Sums {
    fn at(
        &mut self,
        form: &Form,
        offset: usize,
        model: &Model,
        features: &mut Vec<u64>,
    ) -> &[i32; LABELS] {
        if self.ready >> offset & 1 == 0 {
            self.ready |= 1 << offset;
            features.clear();
            features::alone(form, offset, &mut |feature| features.push(feature));
            model.add_all(features, &mut self.of[offset]);
        }
        &self.of[offset]
    }
}
