//! A labelled document as running text: tokens joined, cut again by the engine, labelled by where they start.

use onrecord::engine::tagger::Label;
use onrecord::engine::{Block, BlockKind, Span};

use crate::corpus::{Document, Sentence};

/// A document joined to running text.
#[derive(Default)]
pub(crate) struct Joined {
    pub(crate) text: String,
    /// Each sentence is one block.
    pub(crate) blocks: Vec<Block>,
    /// Where each token starts and the name it is in: the label that begins it, and a number of its own.
    starts: Vec<(u32, Option<(Label, usize)>)>,
}

impl Joined {
    pub(crate) fn of(document: &Document) -> Self {
        let mut joined = Self::default();
        let mut names = 0;
        for sentence in &document.sents {
            joined.add(sentence, &mut names);
        }
        joined
    }

    fn add(&mut self, sentence: &Sentence, names: &mut usize) {
        let start = self.text.len();
        let mut kind = None;
        let mut quoted = false;
        for (place, (word, tag)) in sentence.tok.iter().zip(&sentence.tag).enumerate() {
            if self.text.len() > start && is_spaced(&self.text, word, &mut quoted) {
                self.text.push(' ');
            }
            let new = tag.get(2..).and_then(label);
            if tag.starts_with("B-") || new != kind {
                *names += 1;
            }
            kind = new;
            // A title is no part of the name.
            let opens = self
                .starts
                .last()
                .is_none_or(|(_, name)| name.is_none_or(|(_, name)| name != *names));
            let goes_on = sentence
                .tag
                .get(place + 1)
                .is_some_and(|next| next == "I-PER");
            let lower = word.trim_end_matches('.').to_lowercase();
            let titled = opens && goes_on && new == Some(1) && is_title(&lower);
            let starts = kind.filter(|_| !titled).map(|kind| (kind, *names));
            self.starts.push((self.text.len() as u32, starts));
            self.text.push_str(word);
        }
        self.blocks.push(Block {
            kind: BlockKind::Paragraph,
            span: Span::new(start, self.text.len()),
        });
        self.text.push('\n');
    }

    /// The labels of tokens that start at these bytes, in text order.
    pub(crate) fn labels(&self, starts: impl Iterator<Item = u32>) -> Vec<Label> {
        let mut last = None;
        starts
            .map(|start| {
                let place = self.starts.partition_point(|(other, _)| *other <= start);
                let name = place.checked_sub(1).and_then(|place| self.starts[place].1);
                let continues = name.is_some() && name == last;
                last = name;
                name.map_or(0, |(kind, _)| kind + Label::from(continues))
            })
            .collect()
    }
}

/// Words that some corpora count to a name and the engine does not.
fn is_title(lower: &str) -> bool {
    const TITLES: &str = " mr mrs ms miss dr prof professor sir dame lord lady president vice-president prime premier \
        minister secretary chancellor senator sen rep governor gov mayor king queen prince princess pope cardinal \
        archbishop bishop rev general gen lt col colonel maj major capt captain sgt adm admiral judge chief ";
    TITLES.contains(&format!(" {lower} "))
}

fn label(kind: &str) -> Option<Label> {
    match kind {
        "PER" => Some(1),
        "ORG" => Some(3),
        "LOC" => Some(5),
        "MISC" => Some(7),
        _ => None,
    }
}

/// Whether a blank stands before the word in running text.
fn is_spaced(text: &str, word: &str, quoted: &mut bool) -> bool {
    if word == "\"" {
        *quoted = !*quoted;
        return *quoted;
    }
    let opened =
        text.ends_with(['(', '[', '“', '‘', '$', '#', '@']) || *quoted && text.ends_with('"');
    let closes = word.starts_with(['.', ',', ';', ':', '!', '?', ')', ']', '”', '’', '%'])
        || word.starts_with('\'') && word.len() > 1
        || word == "n't";
    !opened && !closes
}
