//! A trained tagger: which words name a person, an organization, a place or something else.
//!
//! A linear-chain conditional random field (Lafferty et al. 2001) over the stretches of a sentence that hold
//! capitals, with hashed features. `examples/train` makes the weights; `assets/README.md` says from what.

mod clues;
mod decoder;
mod features;
mod forms;
mod kept;
pub mod lists;
mod model;
mod reading;
mod segments;

use std::ops::Range;

use super::tokens::Tokens;
use super::{Block, BlockKind, Lexicon, Span};
pub use decoder::{Decoder, Transitions, may_follow};
pub use kept::Tagging;
pub use model::{COARSE, HEADER, Model, WORD_SLOT, Word, fingerprint, place, word_fingerprint};
use reading::Reading;

/// 0 for outside; then two for each kind: 1, 3, 5, 7 begin a name of that kind, 2, 4, 6, 8 continue it.
pub type Label = u8;

/// How many labels there are.
pub const LABELS: usize = 9;

/// Whether the label continues a name.
fn continues(label: Label) -> bool {
    label > 0 && label.is_multiple_of(2)
}

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A place.
    Place,
    /// Something else: a people, an event, a work.
    Other,
}

impl Kind {
    fn of(label: Label) -> Option<Self> {
        match label {
            1 | 2 => Some(Self::Person),
            3 | 4 => Some(Self::Organization),
            5 | 6 => Some(Self::Place),
            7 | 8 => Some(Self::Other),
            _ => None,
        }
    }
}

/// A name that the tagger found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tagged {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// What it means.
    pub(crate) kind: Kind,
}

/// The names of one document, in text order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tags(Vec<Tagged>);

impl Tags {
    /// Tags all tokens.
    pub(crate) fn find(tokens: &Tokens) -> Self {
        let model = Model::new(model::BUNDLED);
        let reading = Reading::of(tokens, &model);
        let labels = reading.labels(&model);
        let mut names: Vec<Tagged> = Vec::new();
        for index in reading
            .segments
            .iter()
            .flat_map(|segment| segment.tokens.clone())
        {
            let label = labels[index];
            match names.last_mut() {
                Some(name) if continues(label) => name.tokens.end = index + 1,
                _ => names.extend(Kind::of(label).map(|kind| Tagged {
                    tokens: index..index + 1,
                    kind,
                })),
            }
        }
        Self(names)
    }

    /// The first name that ends behind the token.
    pub(crate) fn at(&self, token: usize) -> Option<&Tagged> {
        let place = self.0.partition_point(|name| name.tokens.end <= token);
        self.0.get(place)
    }

    /// What the tokens name, if they are the whole of one name or lie inside one.
    pub(crate) fn kind(&self, tokens: &Range<usize>) -> Option<Kind> {
        self.at(tokens.start)
            .filter(|name| name.tokens.start <= tokens.start && tokens.end <= name.tokens.end)
            .map(|name| name.kind)
    }

    /// The name of this kind that starts at the token.
    pub(crate) fn starting_at(&self, token: usize, kind: Kind) -> Option<&Tagged> {
        self.at(token)
            .filter(|name| name.tokens.start == token && name.kind == kind)
    }
}

/// The bytes where each token of a segment starts, and its features: what training learns from.
pub type Example = Vec<(u32, Vec<u64>)>;

/// The segments of a text as the tagger sees them; of `model` only the words count.
pub fn examples(text: &str, blocks: &[Block], model: &Model) -> Vec<Example> {
    let tokens = Tokens::new(text, blocks, Lexicon::bundled());
    let reading = Reading::of(&tokens, model);
    reading
        .segments
        .iter()
        .map(|segment| {
            let features = |index: usize| {
                let start = tokens.get(index).map_or(0, |token| token.span.start);
                (start, reading.features(segment, index))
            };
            segment.tokens.clone().map(features).collect()
        })
        .collect()
}

/// The labels that a model gives, for each segment of the text, beside the byte where each token starts.
pub fn labels(text: &str, blocks: &[Block], model: &Model) -> Vec<Vec<(u32, Label)>> {
    let tokens = Tokens::new(text, blocks, Lexicon::bundled());
    let reading = Reading::of(&tokens, model);
    let labels = reading.labels(model);
    let of = |index: usize| {
        let start = tokens.get(index).map_or(0, |token| token.span.start);
        (start, labels[index])
    };
    let segments = reading.segments.iter();
    segments
        .map(|segment| segment.tokens.clone().map(of).collect())
        .collect()
}

/// The hash by which a model knows a name of a list, and that of its first word when it has several.
pub fn key(name: &str) -> Option<(u64, Option<u64>)> {
    let block = Block {
        kind: BlockKind::Paragraph,
        span: Span::new(0, name.len()),
    };
    segments::key(&Tokens::new(name, &[block], Lexicon::bundled()))
}

/// The word without a possessive ending.
fn base(word: &str) -> &str {
    // Most words do not end so.
    if !word.ends_with(['s', 'S']) {
        return word;
    }
    let owner = &word[..word.len() - 1];
    owner.strip_suffix(['\'', '’']).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::blocks;

    /// The names of the text with their kinds.
    fn tagged(text: &str) -> String {
        let tokens = Tokens::new(text, &blocks(text), Lexicon::bundled());
        let found = Tags::find(&tokens).0;
        let show = |name: &Tagged| {
            let words = tokens.span(name.tokens.start, name.tokens.end).of(text);
            format!("{:?}: {words}", name.kind)
        };
        found.iter().map(show).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn names_are_told_apart_by_what_stands_around_them() {
        let text = "Senator Maria Holloway of Ohio criticized the Global Energy Agency on Monday.";
        assert_eq!(
            tagged(text),
            "Person: Maria Holloway, Place: Ohio, Organization: Global Energy Agency"
        );
    }

    #[test]
    fn the_sums_of_words_are_those_of_their_features() {
        let text = "Mayor Ada Orr told NLC’s Bo Hale in Lund. Orr left for al-Orr.";
        let blocks = blocks(text);
        let model = Model::new(model::BUNDLED);
        let mut decoder = Decoder::default();
        let found = labels(text, &blocks, &model);
        for (segment, found) in examples(text, &blocks, &model).iter().zip(found) {
            decoder.clear();
            for (_, features) in segment {
                let mut score = [0; LABELS];
                for &feature in features {
                    model.add(feature, &mut score);
                }
                decoder.push(score);
            }
            let mut labels = vec![0; segment.len()];
            let transitions = Transitions::of(|from, to| model.transition(from, to));
            decoder.decode(&transitions, &mut labels);
            let found: Vec<Label> = found.into_iter().map(|(_, label)| label).collect();
            assert_eq!(labels, found);
        }
    }
}
