//! The place of a quotation: its sentence, and what stands right before and behind it.

use super::super::page::{Page, REACH};
use super::super::source::{Source, Who};
use super::super::words::Class;
use super::gather::Question;
use super::traits::{Trait, Traits};

/// The place of a quotation.
pub(in super::super) struct Scene {
    /// The first token of the sentence that the quotation stands in, outside quotation marks.
    pub(super) sentence: usize,
    /// The token behind that sentence.
    pub(super) end: usize,
    /// Whether a sentence ends right before the quotation.
    pub(super) ended: bool,
    /// The words by which the first rule with an answer names the speaker.
    pub(super) first: Option<Source>,
    /// The traits that all candidates share.
    pub(super) place: Traits,
}

impl Scene {
    pub(super) fn of(question: &Question, first: Option<Source>) -> Self {
        let (page, around) = (question.page, question.around);
        let floor = around.block_start.max(around.quote.saturating_sub(REACH));
        let starts = |token: usize| page.starts_sentence(token) && !page.quoted(token);
        let sentence = (floor..around.quote)
            .rev()
            .find(|&token| starts(token))
            .unwrap_or(floor);
        let limit = around.block_end.min(around.after + REACH / 2);
        let skipped = usize::from(around.last != '.');
        let end = (around.after + skipped..limit)
            .find(|&token| starts(token))
            .unwrap_or(limit)
            .max(around.after);
        let ended = around.quote == around.block_start
            || page.is_mark(around.quote - 1, ".!?")
            || page.quoted(around.quote - 1)
                && around.quote > 1
                && page.is_mark(around.quote - 2, ".!?");
        let mut scene = Self {
            sentence,
            end,
            ended,
            first,
            place: Traits::default(),
        };
        scene.place = scene.look(question);
        scene
    }

    /// The traits of the answer that nobody of them said it.
    pub(in super::super) fn nobody(&self) -> Traits {
        let mut traits = self.place;
        traits.set(Trait::Nobody, 1);
        traits
    }

    /// What is known about the place alone.
    fn look(&self, question: &Question) -> Traits {
        let (page, around) = (question.page, question.around);
        let mut place = Traits::default();
        let words = around.quote.saturating_sub(self.sentence);
        let form = match self.first.map(|first| first.who) {
            None => 0,
            Some(Who::Entity(id)) => 1 + u8::from(page.is_organization(id)),
            Some(Who::Pronoun) => 3,
            Some(Who::Phrase { .. }) => 4,
        };
        let capital = (around.quote..around.quote + 3)
            .any(|token| page.is_word(token) && page.capitalized(token));
        let before = if self.ended {
            around.quote
        } else {
            self.sentence
        };
        for (which, value) in [
            (Trait::Mark, last_mark(around.last)),
            (Trait::Opens, if self.ended { 0 } else { 1 + level(words) }),
            (Trait::Ended, u8::from(self.ended)),
            (Trait::Preceded, preceded(question)),
            (Trait::Followed, followed(question)),
            (Trait::Long, level(around.after - around.quote)),
            (Trait::Capital, u8::from(capital)),
            (Trait::FirstForm, form),
            (Trait::CuesBefore, cues(page, before, around.quote)),
            (Trait::CuesBehind, cues(page, around.after, self.end)),
            (Trait::Myself, myself(page, around.quote, around.after)),
        ] {
            place.set(which, value);
        }
        place
    }
}

/// Whether the quoted words speak of one who speaks, 2, or of several, 1.
fn myself(page: &Page, quote: usize, after: usize) -> u8 {
    let any = |words: &[&str]| {
        (quote..after)
            .take(REACH / 2)
            .any(|token| page.is_any(token, words))
    };
    if any(&["i", "i'm", "i've", "i'd", "i'll", "my", "me"]) {
        2
    } else {
        u8::from(any(&["we", "we're", "we've", "we'll", "our", "us"]))
    }
}

/// How the quoted words end.
fn last_mark(last: char) -> u8 {
    match last {
        ',' => 1,
        '?' | '!' => 2,
        '.' => 3,
        '…' | '—' | '–' | '-' => 4,
        _ => 0,
    }
}

/// How much what stands right before the quotation introduces it.
fn preceded(question: &Question) -> u8 {
    let (page, around) = (question.page, question.around);
    let Some(before) = around
        .quote
        .checked_sub(1)
        .filter(|&before| before >= around.block_start)
    else {
        return 0;
    };
    if page.has(before, Class::SPEECH) {
        8
    } else if page.is_mark(before, ":") {
        7
    } else if page.is_mark(before, ",—–") {
        6
    } else if page.lower(before) == "that" {
        5
    } else if page.has(before, Class::VERB) {
        4
    } else if page.has(before, Class::PREPOSITION | Class::DETERMINER) {
        3
    } else {
        1 + u8::from(page.is_word(before))
    }
}

/// How much what stands right behind the quotation attributes it.
fn followed(question: &Question) -> u8 {
    let (page, around) = (question.page, question.around);
    let after = around.after;
    if after >= around.block_end {
        0
    } else if page.has(after, Class::SPEECH) {
        7
    } else if page.has(after, Class::PRONOUN) {
        6
    } else if page.mention(after).is_some() {
        5
    } else if page.starts_sentence(after) {
        1
    } else if page.is_mark(after, ",—–") {
        4
    } else {
        2 + u8::from(page.is_word(after))
    }
}

/// How many verbs of saying stand between two tokens; no more than three are counted.
fn cues(page: &Page, from: usize, to: usize) -> u8 {
    let says = |&token: &usize| {
        !page.quoted(token) && page.has(token, Class::SPEECH) && !page.is_noun_here(token)
    };
    (from..to).filter(says).take(3).count() as u8
}

/// A number of words, on a scale that grows slower: 0, 1, 2–3, 4–7, 8–15 and so on.
pub(in super::super) fn level(words: usize) -> u8 {
    (usize::BITS - words.leading_zeros()) as u8
}
