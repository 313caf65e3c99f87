//! Where the text mentions the candidates, seen from the quotation.

use super::super::page::{Page, REACH};
use super::super::resolve::resolve;
use super::super::source::{Source, Voice, Who};
use super::super::words::Class;
use super::gather::Question;
use super::scene::{Scene, level};
use super::traits::{Trait, Traits};
use super::{Candidate, find};

/// Words that name somebody: tokens `first` up to `end`.
#[derive(Clone, Copy)]
struct Naming {
    first: usize,
    end: usize,
    possessive: bool,
    pronoun: bool,
}

/// The names and phrases around the quotation.
pub(super) fn mentions(scene: &Scene, question: &Question, candidates: &mut [Candidate]) {
    let (page, around) = (question.page, question.around);
    let behind = (around.after..scene.end).filter_map(|token| page.mention(token));
    let before = page
        .mentions_before(around.quote)
        .take_while(|mention| mention.first + REACH >= around.quote);
    let inside = (around.quote..around.after)
        .take(REACH)
        .filter_map(|token| page.mention(token));
    for mention in before.chain(behind) {
        let Some(candidate) = find(candidates, Voice::Entity(mention.entity)) else {
            continue;
        };
        let lately = candidate.traits.get(Trait::Lately as usize);
        candidate.traits.set(Trait::Lately, (lately + 1).min(8));
        if mention.end > mention.first + 1 {
            candidate.traits.raise(Trait::Introduced, 1);
        }
        let naming = Naming {
            first: mention.first,
            end: mention.end,
            possessive: mention.possessive,
            pronoun: false,
        };
        if !page.quoted(mention.first) {
            named(scene, question, naming, &mut candidate.traits);
        }
    }
    for mention in inside {
        if let Some(candidate) = find(candidates, Voice::Entity(mention.entity)) {
            candidate.traits.set(Trait::Inside, 1);
        }
    }
    for candidate in candidates {
        if let Voice::Unnamed(span) = candidate.voice {
            let naming = Naming {
                first: page.at(span.start),
                end: page.at(span.end),
                possessive: false,
                pronoun: false,
            };
            named(scene, question, naming, &mut candidate.traits);
        }
    }
}

/// The pronouns of the sentence, as mentions of whom they mean.
pub(super) fn pronouns(scene: &Scene, question: &Question, candidates: &mut [Candidate]) {
    let (page, around) = (question.page, question.around);
    let floor = around
        .block_start
        .max(around.quote.saturating_sub(REACH / 2));
    let tokens = (floor..around.quote).rev().chain(around.after..scene.end);
    let pronouns = tokens
        .filter(|&token| {
            !page.quoted(token) && page.is_any(token, &["he", "she", "his", "her", "they", "it"])
        })
        .take(6);
    for token in pronouns {
        let source = Source {
            who: Who::Pronoun,
            first: token,
            end: token + 1,
        };
        let Some(voice) = resolve(page, source, question.history) else {
            continue;
        };
        if let Some(candidate) = find(candidates, voice) {
            let naming = Naming {
                first: token,
                end: token + 1,
                possessive: page.is_any(token, &["his", "her"]),
                pronoun: true,
            };
            named(scene, question, naming, &mut candidate.traits);
        }
    }
}

/// What one mention tells.
fn named(scene: &Scene, question: &Question, naming: Naming, traits: &mut Traits) {
    let (page, around) = (question.page, question.around);
    let verb = verb_behind(page, naming.end);
    let position = position(page, naming.first);
    let free = u8::from(position > 0 && !naming.possessive);
    if naming.first >= around.after {
        if naming.first < scene.end {
            let distance = level(naming.first - around.after);
            traits.raise(Trait::Behind, 9 - distance.min(8));
            traits.raise(Trait::BehindVerb, 1 + verb);
            traits.raise(Trait::BehindFree, 1 + free);
            let said = naming.first > 0 && page.has(naming.first - 1, Class::SPEECH);
            traits.raise(Trait::BehindSaid, u8::from(said));
        }
        return;
    }
    if naming.first >= scene.sentence && !scene.ended {
        let near = 9 - level(around.quote.saturating_sub(naming.end)).min(8);
        traits.raise(Trait::Near, near);
        traits.raise(Trait::Verb, 1 + verb);
        traits.raise(Trait::Position, 1 + position);
        traits.raise(Trait::Free, 1 + free);
        if verb >= 3 && free > 0 {
            traits.raise(Trait::Acting, near);
        }
        let object = naming.first > 0
            && page.has(naming.first - 1, Class::VERB)
            && naming.first > scene.sentence;
        traits.raise(Trait::Object, u8::from(object));
        traits.raise(Trait::Leads, u8::from(!naming.possessive && position == 4));
        traits.raise(Trait::Unbroken, unbroken(page, naming.end, around.quote));
        traits.raise(Trait::Pronoun, u8::from(naming.pronoun));
    } else if naming.first >= around.block_start {
        let sentences = (naming.end..around.quote)
            .take(REACH)
            .filter(|&token| page.starts_sentence(token) && !page.quoted(token))
            .count();
        traits.raise(Trait::Earlier, 6 - sentences.min(5) as u8);
        traits.raise(Trait::EarlierVerb, 1 + verb);
        traits.raise(Trait::EarlierPosition, 1 + position);
        traits.raise(Trait::EarlierPronoun, u8::from(naming.pronoun));
    } else if page.block_of(naming.first) != page.block_of(around.quote) {
        traits.raise(Trait::Above, 1 + position);
        traits.raise(Trait::AboveVerb, 1 + verb);
        let later = (naming.end..around.block_start)
            .take(REACH)
            .filter(|&token| page.starts_sentence(token) && !page.quoted(token))
            .count();
        traits.raise(Trait::AboveLast, 4 - later.min(3) as u8);
    }
}

/// How little stands between a name and the quotation: no other clause 3, no comma 2, no other sentence part 1.
fn unbroken(page: &Page, from: usize, quote: usize) -> u8 {
    let between = || from..quote.saturating_sub(1);
    let clause = between().any(|token| {
        page.has(token, Class::CLAUSE | Class::PRONOUN) || page.lower(token) == "that"
    });
    let pause = between().any(|token| page.is_mark(token, ",;:—–("));
    let quoted = between().any(|token| page.quoted(token));
    3 - u8::from(clause) - u8::from(pause) - u8::from(quoted)
}

/// How far behind a name the comma may stand that ends an explanation.
const EXPLANATION: usize = 14;

/// How much the words behind a name look like what its bearer does: a verb of saying 4, a weaker one 3, another verb 2, an
/// explanation of who it is 1. A verb right behind an explanation counts too.
fn verb_behind(page: &Page, end: usize) -> u8 {
    let direct = verb_at(page, end);
    if direct > 0 || !page.is_mark(end, ",(") {
        return direct;
    }
    let explained = (end..end + EXPLANATION)
        .take_while(|&token| {
            !page.quoted(token) && !page.is_mark(token, ";:") && !page.starts_sentence(token)
        })
        .filter(|&token| page.is_mark(token, ",)"))
        .map(|comma| verb_at(page, comma + 1))
        .find(|&verb| verb >= 3);
    explained.unwrap_or(1)
}

/// The strength of the verb at a token, adverbs before it left out of account.
fn verb_at(page: &Page, from: usize) -> u8 {
    let verb = (from..from + 4)
        .find(|&token| !page.has(token, Class::BETWEEN) && page.lower(token) != "who")
        .unwrap_or(from);
    let finite = !page.has(verb, Class::PARTICIPLE);
    if page.has(verb, Class::SPEECH) && finite {
        4
    } else if page.has(verb, Class::VERB) && finite {
        3
    } else if page.has(verb, Class::AFTER_SUBJECT | Class::PASSIVE)
        || page.is_word(verb) && !page.capitalized(verb) && page.lower(verb).ends_with("ed")
    {
        2
    } else {
        0
    }
}

/// Where a name stands in its sentence, its titles left out of account: at the head 4, at that of a clause 3, behind `that` 2,
/// elsewhere 1, behind a preposition 0.
fn position(page: &Page, name: usize) -> u8 {
    let mut first = name;
    while first > 0
        && name - first < 8
        && !page.starts_sentence(first)
        && (page.has(first - 1, Class::TITLE)
            || page.mark(first - 1) == '.'
            || page.is_any(first - 1, &["the", "former"])
            || page.capitalized(first - 1) && page.mention(first - 1).is_none())
    {
        first -= 1;
    }
    if page.starts_sentence(first) || first == 0 {
        return 4;
    }
    let before = first - 1;
    if page.has(before, Class::PREPOSITION) {
        0
    } else if page.has(before, Class::CLAUSE) || page.is_mark(before, ",—–;:") {
        3
    } else if page.lower(before) == "that" {
        2
    } else {
        1
    }
}
