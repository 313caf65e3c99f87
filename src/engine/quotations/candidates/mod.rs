//! Who may have said a quotation, and who of them is the likeliest.
//!
//! Every rule of attribution is asked, whether an earlier one has answered or not; beside their answers stand the people,
//! bodies and unnamed speakers around the quotation and those who spoke last. A small model weighs them (`trees`), by what
//! the rules say and by where and how the text mentions each of them (`traits`).

mod describe;
mod gather;
mod mentions;
mod model;
mod scene;
mod speakers;
mod traits;

use super::super::{Rule, Span};
use super::attribution::Attribution;
use super::page::Page;
use super::source::Voice;
use super::words::Class;
pub(super) use gather::{Gathered, Question, gather};
pub(super) use model::{Ranking, confidence, prepare, rank};
pub(super) use scene::level;
pub(super) use traits::Trait;
pub(super) use traits::Traits;

macro_rules! votes {
    ($($name:ident)*) => {
        /// Which rule, and which of its ways, names a candidate; the surest first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Vote { $($name,)* }

        impl Vote {
            /// Every way.
            pub(super) const ALL: &[Self] = &[$(Self::$name,)*];
        }
    };
}

votes! {
    Signature Tail According After AfterAnyVerb
    AccordingBefore CloseNoun Touching Outermost Nearest Participle Script Noun Subject Appearing Wide
    Continued SameParagraph PreviousSentence PreviousParagraph LastSpeaker
    Next
}

impl Vote {
    /// That of an attribution found to the right.
    pub(super) fn right(rule: Rule) -> Self {
        match rule {
            Rule::Signature => Self::Signature,
            Rule::Tail => Self::Tail,
            Rule::According => Self::According,
            Rule::AfterAnyVerb => Self::AfterAnyVerb,
            _ => Self::After,
        }
    }
}

/// Somebody who may have said the quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) voice: Voice,
    /// The rules that name this one, a bit for each [`Vote`].
    pub(super) votes: u32,
    /// The first of these rules; that of the weighing when no rule does.
    pub(super) rule: Rule,
    /// The words that name the speaker.
    pub(super) source: Option<Span>,
    /// The words of saying.
    pub(super) cue: Option<Span>,
    /// The token of the verb of saying, where a rule found one.
    pub(super) verb: Option<usize>,
    /// Whether that verb stands beside the source.
    pub(super) beside: bool,
    pub(super) traits: Traits,
}

impl Candidate {
    fn new(voice: Voice) -> Self {
        Self {
            voice,
            votes: 0,
            rule: Rule::Weighed,
            source: None,
            cue: None,
            verb: None,
            beside: false,
            traits: Traits::default(),
        }
    }

    /// With the words of the attribution that a rule found.
    fn told_by(mut self, page: &Page, found: &Attribution) -> Self {
        self.rule = found.rule;
        self.source = Some(found.source.span(page));
        self.cue = found.cue.map(|(first, end)| page.tokens.span(first, end));
        self.verb = found.cue.map(|(first, _)| first);
        self.beside = self.verb.is_some_and(|verb| {
            let between = (found.source.end..verb)
                .all(|token| page.has(token, Class::BETWEEN) || page.lower(token) == "who");
            verb + 1 == found.source.first || verb >= found.source.end && between
        });
        self
    }
}

/// The candidate with this voice.
fn find(candidates: &mut [Candidate], voice: Voice) -> Option<&mut Candidate> {
    candidates
        .iter_mut()
        .find(|candidate| candidate.voice == voice)
}
