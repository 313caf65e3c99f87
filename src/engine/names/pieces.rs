//! Pieces: single names as they stand in the text.

use std::ops::Range;

use super::super::tagger::Kind;
use super::super::tokens::Tokens;
use super::words::{base, generation, is_initial};
use super::{bynames, organizations, runs};

/// One name as it stands in the text, not yet bound to anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    /// The tokens of the name’s words; initials and generations are among them.
    pub(super) words: Vec<usize>,
    /// The words that carry the name: no initials, no generation.
    pub(super) core: Vec<&'t str>,
    /// The tokens that the name covers, `Jr.` with its full stop included.
    pub(super) tokens: Range<usize>,
    /// The tokens of the title in front, empty when there is none.
    pub(super) title: Range<usize>,
    /// Whether the name owns or describes the noun behind it.
    pub(super) possessive: bool,
    /// The organization that the words are known to name.
    pub(super) organization: Option<organizations::Found>,
    /// What the tagger takes the words for.
    pub(super) tagged: Option<Kind>,
}

impl Piece<'_> {
    /// Whether it is one word that nothing but the tagger takes for an organization: it may be short for one.
    pub(super) fn is_lone_guess(&self) -> bool {
        let guessed = self
            .organization
            .as_ref()
            .is_some_and(|found| found.by == organizations::Shown::Tagger);
        guessed && self.words.len() == 1
    }

    /// `Jr.` and the like.
    pub(super) fn generation(&self, tokens: &Tokens) -> Option<&'static str> {
        let numbered = self.core.len() == self.words.len();
        self.words
            .iter()
            .filter(|_| !numbered)
            .find_map(|&word| generation(tokens.lower(word)))
    }

    /// The lower-case words of the title.
    pub(super) fn titles<'a>(&self, tokens: &'a Tokens) -> impl Iterator<Item = &'a str> {
        self.title.clone().map(|token| tokens.lower(token))
    }
}

/// The words that carry a name, of all its words.
pub(super) fn core<'t>(tokens: &Tokens<'t>, words: &[usize]) -> Vec<&'t str> {
    let mut core: Vec<&str> = words
        .iter()
        .filter(|&&word| generation(tokens.lower(word)).is_none())
        .map(|&word| base(tokens.word(word)))
        .collect();
    // `Karl V` is no name with an initial, nor `Karl II` the younger of two.
    if let [name, number] = words
        && bynames::is_number(tokens.word(*number))
        && tokens.word(*number + 1) != "."
    {
        return vec![base(tokens.word(*name)), tokens.word(*number)];
    }
    let full = core.iter().filter(|word| !is_initial(word)).count();
    // `J. Hale` is a full name; in `J. Ada Hale` and `Ada J. Hale` the initials do not count.
    if full == 1 && core.len() > 1 && core.last().is_some_and(|last| !is_initial(last)) {
        core.drain(1..core.len() - 1);
    } else if full < core.len() {
        core.retain(|word| !is_initial(word));
    }
    core
}

/// The words as one string.
pub(super) fn text(tokens: &Tokens, piece: &Piece) -> String {
    runs::text(tokens, &piece.words)
}
