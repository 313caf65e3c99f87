//! The quotations of a document with their speakers, decided one after the other.

use super::super::{QuotationKind, Rule, Span};
use super::attribution::{Surroundings, words_of};
use super::candidates::{Candidate, Gathered, Question, Ranking, Traits, confidence, gather, rank};
use super::events::events;
use super::kinds::{Case, Features, described, kind};
use super::marks::Marked;
use super::page::Page;
use super::pronouns::History;
use super::resolve::resolve;
use super::source::Voice;

/// Below this probability nobody is named: a wrong name does more harm than none.
const LEAST: f32 = 0.45;

/// The same for speakers without a name, who are given in the article's own words.
const LEAST_UNNAMED: f32 = 0.3;

/// A piece of quoted text with what was decided about it.
#[derive(Clone, Debug)]
pub(super) struct Decided {
    pub(super) piece: Marked,
    pub(super) kind: QuotationKind,
    /// What the model of titles, terms and irony looked at.
    pub(super) features: Features,
    pub(super) voice: Option<Voice>,
    pub(super) source: Option<Span>,
    pub(super) cue: Option<Span>,
    pub(super) rule: Rule,
    /// How likely the speaker is right.
    pub(super) confidence: f32,
    /// Who else may have said it, the likeliest first.
    pub(super) rivals: Vec<(Voice, f32)>,
    /// Everybody who was weighed.
    pub(super) candidates: Vec<Candidate>,
    /// Whether the words beside it name the first of them.
    pub(super) told: bool,
    /// The traits of the answer that nobody of them said it.
    pub(super) nobody: Traits,
    /// The traits of the likeliest candidate, named or not, how likely this one is, and how likely it is nobody of them.
    pub(super) likeliest: Traits,
    pub(super) likelihood: f32,
    pub(super) unlikelihood: f32,
    /// The last quotation of this paragraph, up to this one, whose speaker is known.
    pub(super) paragraph_speaker: Option<usize>,
}

/// How many others are told to a reader who asks, and how likely they must be.
const RIVALS: usize = 2;
const LEAST_OF_RIVALS: f32 = 0.05;

/// Who decides between the candidates for a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judge {
    /// The first rule with an answer, as the model has it when it learns.
    Rules,
    /// The model.
    Weights,
}

/// Decides on every piece in text order, and returns the speech events of the document too.
pub(super) fn decide(page: &Page, pieces: &[Marked], judge: Judge) -> (Vec<Decided>, History) {
    let events = events(page);
    let mut events = events.into_iter().peekable();
    let mut history = History::default();
    let singles = pieces.iter().filter(|piece| piece.single).count();
    let single_is_minor = singles * 2 < pieces.len();
    let twice = said_twice(page, pieces);
    let mut decided: Vec<Decided> = Vec::with_capacity(pieces.len());
    for (index, piece) in pieces.iter().enumerate() {
        let start = piece.span.start;
        while let Some((verb, source)) = events.next_if(|&(verb, _)| page.start(verb) < start) {
            if let Some(voice) = resolve(page, source, &history) {
                history.add(page.start(verb), voice);
            }
        }
        let around = Surroundings::of(page, pieces, index);
        let question = Question {
            page,
            pieces,
            index,
            around: &around,
            decided: &decided,
            history: &history,
        };
        let mut one = decide_one(&question, judge);
        let case = Case {
            page,
            pieces,
            index,
            around: &around,
            rule: first_rule(&one.candidates).unwrap_or(Rule::None),
            speaker: one.likeliest,
            likelihood: one.likelihood,
            nobody: one.unlikelihood,
            again: twice[index],
            minor_style: piece.single && single_is_minor,
        };
        one.features = described(&case);
        one.kind = kind(&case, &one.features);
        if let Some(voice) = one.voice {
            history.add(start, voice);
        }
        decided.push(one);
    }
    for (verb, source) in events {
        if let Some(voice) = resolve(page, source, &history) {
            history.add(page.start(verb), voice);
        }
    }
    (decided, history)
}

/// For each piece, whether the same words stand in quotation marks elsewhere in the document.
fn said_twice(page: &Page, pieces: &[Marked]) -> Vec<bool> {
    let words = |piece: &Marked| words_of(piece.span.of(page.text())).trim_end_matches([',', '.']);
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by_key(|&index| words(&pieces[index]));
    let mut twice = vec![false; pieces.len()];
    for pair in order.windows(2) {
        if words(&pieces[pair[0]]) == words(&pieces[pair[1]]) {
            twice[pair[0]] = true;
            twice[pair[1]] = true;
        }
    }
    twice
}

/// The first rule with an answer, whoever is chosen in the end: what the words around the piece look like.
fn first_rule(candidates: &[Candidate]) -> Option<Rule> {
    let first = candidates.first().filter(|first| first.votes != 0)?;
    Some(first.rule)
}

/// Whom the model prefers.
struct Choice {
    /// The candidate who is named, as an index, and how likely that is right.
    chosen: Option<(usize, f32)>,
    /// The next ones.
    rivals: Vec<(Voice, f32)>,
    /// The likeliest candidate, named or not, and how likely it is that somebody else or nobody said it.
    likeliest: Option<(usize, f32)>,
    nobody: f32,
}

fn choose(gathered: &Gathered) -> Choice {
    let Ranking {
        order: mut ranked,
        nobody,
    } = rank(&gathered.candidates, &gathered.scene);
    if gathered.told
        && let Some(first) = ranked.iter().position(|&(at, _)| at == 0)
    {
        ranked[..=first].rotate_right(1);
    }
    let best = ranked.first().copied();
    let sure = |&(at, probability): &(usize, f32)| {
        let least = match gathered.candidates.get(at).map(|one| one.voice) {
            Some(Voice::Unnamed(_)) => LEAST_UNNAMED,
            _ => LEAST,
        };
        probability >= least || gathered.told
    };
    let place = ranked.iter().position(sure);
    let chosen = place.and_then(|place| ranked.get(place).copied());
    let rivals = ranked
        .iter()
        .filter(|&&(at, _)| chosen.is_none_or(|(chosen, _)| chosen != at))
        .filter(|&&(_, probability)| probability >= LEAST_OF_RIVALS)
        .take(RIVALS)
        .filter_map(|&(at, probability)| Some((gathered.candidates.get(at)?.voice, probability)))
        .collect();
    Choice {
        chosen: chosen.map(|(at, probability)| (at, confidence(probability))),
        rivals,
        likeliest: best,
        nobody,
    }
}

fn decide_one(question: &Question, judge: Judge) -> Decided {
    let piece = question.pieces[question.index];
    let gathered = gather(question);
    let choice = match judge {
        Judge::Rules => Choice {
            chosen: first_rule(&gathered.candidates).map(|_| (0, 1.0)),
            rivals: Vec::new(),
            likeliest: None,
            nobody: 0.0,
        },
        Judge::Weights => choose(&gathered),
    };
    let chosen = choice
        .chosen
        .and_then(|(at, confidence)| Some((gathered.candidates.get(at)?, confidence)));
    let likeliest = choice
        .likeliest
        .and_then(|(at, _)| Some(gathered.candidates.get(at)?.traits));
    let mut one = Decided {
        piece,
        kind: QuotationKind::Mixed,
        features: Features::default(),
        voice: chosen.map(|(candidate, _)| candidate.voice),
        source: chosen.and_then(|(candidate, _)| candidate.source),
        cue: chosen.and_then(|(candidate, _)| candidate.cue),
        rule: chosen.map_or(Rule::None, |(candidate, _)| candidate.rule),
        confidence: chosen.map_or(0.0, |(_, confidence)| confidence),
        rivals: choice.rivals,
        likeliest: likeliest.unwrap_or_default(),
        likelihood: choice.likeliest.map_or(0.0, |(_, probability)| probability),
        unlikelihood: choice.nobody,
        paragraph_speaker: None,
        told: gathered.told,
        candidates: gathered.candidates,
        nobody: gathered.scene.nobody(),
    };
    let decided = question.decided;
    one.paragraph_speaker = if one.voice.is_some() {
        Some(decided.len())
    } else {
        decided
            .last()
            .filter(|before| before.piece.block == piece.block)
            .and_then(|before| before.paragraph_speaker)
    };
    one
}
