//! Who spoke lately, and whom the pronoun of a source fits.

use super::super::super::{Gender, Rule};
use super::super::page::REACH;
use super::super::pronouns::is_subject;
use super::super::source::{Source, Voice, Who};
use super::gather::Question;
use super::traits::Trait;
use super::{Candidate, find};

/// How many of the people before a pronoun are ranked.
const PEOPLE: usize = 6;

/// How many mentions before a pronoun are looked through for them.
const MENTIONS: usize = 30;

/// How many quotations back count for how much somebody speaks.
const QUOTATIONS: usize = 24;

/// Who spoke lately, and how often.
pub(super) fn speakers(question: &Question, candidates: &mut [Candidate]) {
    let decided = question.decided;
    let block = question.pieces[question.index].block;
    let mut age = 0;
    for one in decided.iter().rev().take(QUOTATIONS) {
        let Some(voice) = one.voice else { continue };
        if one.rule == Rule::None {
            continue;
        }
        if let Some(candidate) = find(candidates, voice) {
            let traits = &mut candidate.traits;
            let count = traits.get(Trait::Quotations as usize);
            traits.set(Trait::Quotations, (count + 1).min(8));
            if traits.get(Trait::SpokeLast as usize) == 0 {
                traits.set(Trait::SpokeLast, 6 - age.min(5));
            }
            if one.piece.block == block {
                traits.set(Trait::SpokeHere, 2);
            } else if one.piece.block + 1 == block {
                traits.raise(Trait::SpokeHere, 1);
            }
        }
        age += 1;
    }
    let start = question.page.start(question.around.quote);
    for (age, voice) in question.history.latest::<3>(start).enumerate() {
        if let Some(candidate) = find(candidates, voice) {
            candidate.traits.raise(Trait::EventLast, 3 - age as u8);
        }
    }
}

/// How the candidates fit the pronoun by which the first rule names the speaker.
pub(super) fn fits(first: Option<Source>, question: &Question, candidates: &mut [Candidate]) {
    let page = question.page;
    let Some(first) = first.filter(|first| first.who == Who::Pronoun) else {
        return;
    };
    let gender = match page.lower(first.first) {
        "he" | "his" => Gender::Masculine,
        "she" | "her" => Gender::Feminine,
        _ => return,
    };
    for candidate in candidates.iter_mut() {
        let fit = match candidate.voice {
            Voice::Entity(id) if page.is_organization(id) => 1,
            Voice::Unnamed(_) => 2,
            Voice::Entity(id) => match page.cast.gender(id) {
                Gender::Unknown => 3,
                own if own == gender => 4,
                _ => 1,
            },
        };
        candidate.traits.set(Trait::Fits, fit);
    }
    let mut rank = PEOPLE as u8;
    let mut subjects = 3;
    for mention in page.mentions_before(first.first).take(MENTIONS) {
        let Some(candidate) = find(candidates, Voice::Entity(mention.entity)) else {
            continue;
        };
        let traits = &mut candidate.traits;
        if traits.get(Trait::Fits as usize) < 3 || page.quoted(mention.first) {
            continue;
        }
        if traits.get(Trait::FitsRank as usize) == 0 && rank > 0 {
            traits.set(Trait::FitsRank, rank);
            rank -= 1;
            let sentences = (mention.end..first.first)
                .take(REACH)
                .filter(|&token| page.starts_sentence(token) && !page.quoted(token))
                .count();
            traits.set(Trait::FitsNear, 6 - sentences.min(5) as u8);
        }
        if traits.get(Trait::FitsSubject as usize) == 0 && subjects > 0 && is_subject(page, mention)
        {
            traits.set(Trait::FitsSubject, subjects);
            subjects -= 1;
        }
    }
    let start = page.start(first.first);
    for (age, voice) in question.history.latest::<4>(start).enumerate() {
        if let Some(candidate) = find(candidates, voice) {
            candidate.traits.raise(Trait::FitsLast, 4 - age as u8);
        }
    }
}
