//! Describes candidates by the rules that name them, and by what they are.

use super::super::super::{Gender, Span};
use super::super::page::Page;
use super::super::phrases::{is_people, is_plural, is_text};
use super::super::source::Voice;
use super::super::words::Class;
use super::gather::Question;
use super::mentions::{mentions, pronouns};
use super::scene::{Scene, level};
use super::speakers::{fits, speakers};
use super::traits::Trait;
use super::{Candidate, Vote};

/// Describes every candidate.
pub(super) fn describe(scene: &Scene, question: &Question, candidates: &mut [Candidate]) {
    let mut place = scene.place;
    if let Some(first) = candidates.first().filter(|first| first.votes != 0) {
        place.set(Trait::First, 1 + first.votes.trailing_zeros() as u8);
    }
    place.set(Trait::Crowd, candidates.len() as u8);
    for (at, candidate) in candidates.iter_mut().enumerate() {
        candidate.traits = place;
        let (votes, traits) = (candidate.votes, &mut candidate.traits);
        traits.set_votes(votes, Vote::ALL.len());
        traits.set(Trait::IsFirst, u8::from(at == 0 && votes != 0));
        traits.set(Trait::Votes, votes.count_ones() as u8);
        traits.set(Trait::Surest, 24 - votes.trailing_zeros().min(24) as u8);
        if let Some(verb) = candidate.verb {
            traits.set(Trait::Beside, 1 + u8::from(candidate.beside));
            traits.set(Trait::Cue, cue(question.page, verb));
            let (quote, after) = (question.around.quote, question.around.after);
            let apart = quote.abs_diff(verb).min(after.abs_diff(verb));
            traits.set(Trait::CueNear, 9 - level(apart).min(8));
        }
        kind(question.page, candidate);
        if let Some(verb) = candidate.verb {
            let agrees = agrees(question.page, verb, candidate.voice);
            candidate.traits.set(Trait::Agrees, agrees);
        }
    }
    for at in 0..candidates.len() {
        let others = candidates
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at);
        let rival = others.map(|(_, other)| other.votes.count_ones()).max();
        candidates[at]
            .traits
            .set(Trait::Rival, rival.unwrap_or(0) as u8);
    }
    mentions(scene, question, candidates);
    pronouns(scene, question, candidates);
    speakers(question, candidates);
    fits(scene.first, question, candidates);
    let people = candidates
        .iter()
        .filter(|one| one.traits.get(Trait::Near as usize) > 0)
        .filter(|one| one.traits.get(Trait::Kind as usize) >= 4)
        .count() as u8;
    for candidate in candidates {
        candidate.traits.set(Trait::People, people);
    }
}

/// What kind of somebody or something a candidate is: a human being 8, perhaps one 7, a body 6, an outlet 5; without a name, a
/// role 4, a body 3, a text 2, another thing 1, a pronoun 0.
fn kind(page: &Page, candidate: &mut Candidate) {
    let traits = &mut candidate.traits;
    match candidate.voice {
        Voice::Entity(id) => {
            let kind = if page.is_organization(id) {
                6 - u8::from(page.cast.is_outlet(id))
            } else {
                7 + u8::from(page.cast.is_human(id))
            };
            traits.set(Trait::Kind, kind);
            let gender = page.cast.gender(id) != Gender::Unknown;
            traits.set(Trait::Gender, u8::from(gender));
            let words = page.cast.name(id).split(' ').take(3).count();
            traits.set(Trait::Words, words as u8);
        }
        Voice::Unnamed(span) => {
            let (first, end) = (page.at(span.start), page.at(span.end));
            let head = head(page, span);
            let kind = if page.has(head, Class::PRONOUN) {
                0
            } else if is_people(page, head) {
                4
            } else if page.has(head, Class::BODY_NOUN) {
                3
            } else {
                1 + u8::from(is_text(page, head))
            };
            traits.set(Trait::Kind, kind);
            let plural = is_plural(page, head);
            traits.set(Trait::Plural, u8::from(plural));
            traits.set(Trait::Group, u8::from(page.is_any(head, GROUPS)));
            traits.set(Trait::Words, (end - first).min(6) as u8);
            let definite = page.is_any(first, &["the", "this", "his", "her", "their", "its"]);
            let one = page.is_any(first, &["a", "an", "one", "another", "some"]);
            traits.set(Trait::Definite, 1 + u8::from(one) + 2 * u8::from(definite));
        }
    }
}

/// People who speak with one voice.
const GROUPS: &[&str] = &[
    "audience",
    "crowd",
    "crowds",
    "demonstrators",
    "fans",
    "hecklers",
    "marchers",
    "mob",
    "protesters",
    "supporters",
];

/// The main noun of an unnamed speaker.
fn head(page: &Page, span: Span) -> usize {
    let (first, end) = (page.at(span.start), page.at(span.end));
    let core = (first + 1..end)
        .find(|&token| page.has(token, Class::PREPOSITION))
        .unwrap_or(end);
    core.saturating_sub(1).max(first)
}

/// How well a verb fits the number of its subject: `say` one person 1, `says` one person 3; 2 where the form tells nothing.
fn agrees(page: &Page, verb: usize, voice: Voice) -> u8 {
    let several = match voice {
        Voice::Entity(id) if page.is_organization(id) => return 2,
        Voice::Entity(_) => false,
        Voice::Unnamed(span) => is_plural(page, head(page, span)),
    };
    let plain = page.has(verb, Class::BASE);
    let single = page.has(verb, Class::VERB) && page.lower(verb).ends_with('s');
    match (plain, single) {
        (true, false) => 1 + 2 * u8::from(several),
        (false, true) => 3 - 2 * u8::from(several),
        _ => 2,
    }
}

/// How surely a verb reports words: `said` 4, other verbs of saying 3, verbs that give a name 2, weaker ones 1.
fn cue(page: &Page, verb: usize) -> u8 {
    if page.is_any(verb, &["said", "says", "say", "told", "according"]) {
        4
    } else if page.has(verb, Class::SPEECH) {
        3
    } else {
        1 + u8::from(page.has(verb, Class::NAMING))
    }
}
