//! Gathers the candidates for one quotation.

use super::super::super::{Rule, Span};
use super::super::after::{after, line_below};
use super::super::attribution::{Attribution, Surroundings};
use super::super::before::{before, wide};
use super::super::chain::{Link, chain};
use super::super::decided::Decided;
use super::super::marks::{Ending, Marked};
use super::super::page::{Page, REACH};
use super::super::phrases::{can_speak, noun_phrase};
use super::super::pronouns::History;
use super::super::resolve::resolve;
use super::super::source::{Source, Voice, Who};
use super::super::words::Class;
use super::describe::describe;
use super::scene::Scene;
use super::{Candidate, Vote};

/// No more than this many are weighed.
const MOST: usize = 16;

/// How many of the latest quotations give a candidate.
const LATEST: usize = 6;

/// How far beyond the quotation names and phrases are looked at.
const BEHIND: usize = 40;

/// The candidates for a quotation, with what is known about its place.
pub(in super::super) struct Gathered {
    pub(in super::super) candidates: Vec<Candidate>,
    pub(in super::super) scene: Scene,
    /// Whether the words beside the quotation name the first candidate, so that nothing is left to weigh.
    pub(in super::super) told: bool,
}

/// What is asked about, and what is known so far.
#[derive(Clone, Copy)]
pub(in super::super) struct Question<'a> {
    pub(in super::super) page: &'a Page<'a>,
    pub(in super::super) pieces: &'a [Marked],
    pub(in super::super) index: usize,
    pub(in super::super) around: &'a Surroundings,
    pub(in super::super) decided: &'a [Decided],
    pub(in super::super) history: &'a History,
}

/// Everybody who may have said the quotation; the first is the one that the first rule with an answer names.
pub(in super::super) fn gather(question: &Question) -> Gathered {
    let mut all = Gathering {
        question: *question,
        candidates: Vec::with_capacity(MOST),
        first: None,
        told: false,
    };
    all.ask_the_rules();
    let scene = Scene::of(question, all.first);
    all.add_the_latest();
    all.add_those_around(&scene);
    let mut candidates = all.candidates;
    describe(&scene, question, &mut candidates);
    let told = all.told;
    Gathered {
        candidates,
        scene,
        told,
    }
}

/// The answer of the words behind a quotation.
pub(in super::super) fn right(
    page: &Page,
    piece: &Marked,
    around: &Surroundings,
) -> Option<Attribution> {
    match piece.ending {
        Ending::Closed => after(page, around),
        Ending::RunsOn => line_below(page, piece.block),
    }
}

struct Gathering<'a> {
    question: Question<'a>,
    candidates: Vec<Candidate>,
    /// The words by which the first rule with an answer names the speaker.
    first: Option<Source>,
    told: bool,
}

impl Gathering<'_> {
    fn ask_the_rules(&mut self) {
        let Question {
            page,
            pieces,
            index,
            around,
            decided,
            history,
        } = self.question;
        let piece = &pieces[index];
        if let Some(found) = right(page, piece, around) {
            self.told = matches!(found.source.who, Who::Entity(_))
                && matches!(found.rule, Rule::Signature | Rule::Tail | Rule::After);
            self.attributed(Vote::right(found.rule), &found);
        }
        before(page, around, &mut |vote, found| {
            self.attributed(vote, &found);
        });
        if let Some(found) = wide(page, around) {
            self.attributed(Vote::Wide, &found);
        }
        chain(page, piece, around, decided, history, &mut |vote, link| {
            self.linked(vote, &link);
        });
        self.ask_the_next();
    }

    /// `“No.” “Never,” Orr said.`: the quotation that follows at once names the speaker of both.
    fn ask_the_next(&mut self) {
        let Question { page, pieces, .. } = self.question;
        let mut at = self.question.index;
        for _ in 0..3 {
            let (Some(piece), Some(next)) = (pieces.get(at), pieces.get(at + 1)) else {
                return;
            };
            let adjacent = if piece.ending == Ending::RunsOn {
                piece.block + 1 == next.block
            } else {
                piece.block == next.block && nothing_between(page, piece, next)
            };
            if !adjacent {
                return;
            }
            at += 1;
            let around = Surroundings::of(page, pieces, at);
            let found = right(page, next, &around)
                .filter(|found| matches!(found.rule, Rule::After | Rule::AfterAnyVerb));
            if let Some(mut found) = found {
                found.rule = Rule::LaterInParagraph;
                self.attributed(Vote::Next, &found);
                return;
            }
        }
    }

    fn attributed(&mut self, vote: Vote, found: &Attribution) {
        let page = self.question.page;
        let Some(voice) = resolve(page, found.source, self.question.history) else {
            return;
        };
        let fresh = Candidate::new(voice).told_by(page, found);
        self.vote(fresh, vote);
        self.first = self.first.or(Some(found.source));
    }

    fn linked(&mut self, vote: Vote, link: &Link) {
        let page = self.question.page;
        let from = link.from.and_then(|from| self.question.decided.get(from));
        let mut fresh = Candidate::new(link.voice);
        fresh.rule = link.rule;
        fresh.source = link
            .source
            .map(|source| source.span(page))
            .or_else(|| from.and_then(|from| from.source));
        fresh.cue = from.and_then(|from| from.cue);
        self.vote(fresh, vote);
    }

    fn vote(&mut self, fresh: Candidate, vote: Vote) {
        let at = self.place_of(fresh);
        if let Some(candidate) = at.and_then(|at| self.candidates.get_mut(at)) {
            if candidate.rule == Rule::Weighed {
                (candidate.rule, candidate.source, candidate.cue) =
                    (fresh.rule, fresh.source, fresh.cue);
                (candidate.verb, candidate.beside) = (fresh.verb, fresh.beside);
            }
            candidate.votes |= 1 << vote as u32;
        }
    }

    /// The index of the candidate with the same voice, who is added when there is none; none when there are too many.
    fn place_of(&mut self, fresh: Candidate) -> Option<usize> {
        let page = self.question.page;
        let known = self
            .candidates
            .iter()
            .position(|candidate| is_same(page, candidate.voice, fresh.voice));
        if known.is_some() {
            return known;
        }
        if self.candidates.len() >= MOST {
            return None;
        }
        self.candidates.push(fresh);
        Some(self.candidates.len() - 1)
    }

    /// Those who spoke last, quoted or not.
    fn add_the_latest(&mut self) {
        let Question {
            page,
            around,
            decided,
            history,
            ..
        } = self.question;
        for one in decided.iter().rev().take(LATEST) {
            if let Some(voice) = one.voice {
                let mut fresh = Candidate::new(voice);
                (fresh.source, fresh.cue) = (one.source, one.cue);
                self.place_of(fresh);
            }
        }
        for voice in history.latest::<3>(page.start(around.quote)) {
            self.place_of(Candidate::new(voice));
        }
    }

    /// The names and phrases of the paragraph, and of the one above.
    fn add_those_around(&mut self, scene: &Scene) {
        let Question {
            page,
            around,
            history,
            ..
        } = self.question;
        for token in
            (scene.sentence..around.quote).chain(around.after..scene.end.min(around.after + BEHIND))
        {
            if page.quoted(token) || page.mention(token).is_some() {
                continue;
            }
            let begins = page.has(token, Class::PHRASE_START | Class::SPEAKER_NOUN)
                && !(token > 0 && page.has(token - 1, Class::DETERMINER));
            let phrase = begins
                .then(|| noun_phrase(page, token, page.tokens.len()))
                .flatten()
                .filter(|source| {
                    matches!(source.who, Who::Phrase { .. }) && can_speak(page, *source)
                });
            if let Some(source) = phrase
                && let Some(voice) = resolve(page, source, history)
            {
                self.seen(voice, source.span(page));
            }
        }
        let near = page
            .mentions_before(around.quote)
            .take_while(|mention| mention.first + REACH >= around.quote)
            .filter(|mention| !page.quoted(mention.first));
        for mention in near {
            self.seen(Voice::Entity(mention.entity), mention.span);
        }
        for token in around.after..scene.end.min(around.after + BEHIND) {
            if let Some(mention) = page.mention(token).filter(|_| !page.quoted(token)) {
                self.seen(Voice::Entity(mention.entity), mention.span);
            }
        }
    }

    fn seen(&mut self, voice: Voice, span: Span) {
        let mut fresh = Candidate::new(voice);
        fresh.source = Some(span);
        self.place_of(fresh);
    }
}

/// Whether two voices are one: the same person or body, or the same unnamed words.
fn is_same(page: &Page, one: Voice, other: Voice) -> bool {
    match (one, other) {
        (Voice::Unnamed(one), Voice::Unnamed(other)) => {
            one.start < other.end && other.start < one.end
                || one
                    .of(page.text())
                    .eq_ignore_ascii_case(other.of(page.text()))
        }
        _ => one == other,
    }
}

fn nothing_between(page: &Page, first: &Marked, second: &Marked) -> bool {
    let gap = Span {
        start: first.span.end,
        end: second.span.start,
    };
    !gap.of(page.text()).contains(char::is_alphanumeric)
}
