//! Runs of capitalised words: the raw material of names.

use super::super::tokens::{TokenKind, Tokens};
use super::owners::owned_body;
use super::words::{
    base, could_name, generation, glued, is_initial, is_name_too, is_particle, is_possessive,
};
use crate::engine::Lexicon;

/// The runs of a text: capitalised words that stand together, with the initials, particles and nicknames between them.
#[derive(Debug, Default)]
pub(super) struct Runs {
    /// The tokens of the words of all runs, without full stops and the nickname in marks.
    words: Vec<usize>,
    /// Where each run ends among them.
    ends: Vec<usize>,
}

impl Runs {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The words of each run, in text order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[usize]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let runs = starts.zip(&self.ends);
        runs.map(|(start, &end)| &self.words[start..end])
    }
}

/// All runs of the text.
pub(super) fn find(tokens: &Tokens, lexicon: &Lexicon) -> Runs {
    let mut runs = Runs::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        // Most words are small, and no `al-Rashid`.
        let may_start = token.capitalized || tokens.word(at).as_bytes().get(2) == Some(&b'-');
        if may_start && starts(tokens, lexicon, at) {
            let before = runs.words.len();
            at = grow(tokens, lexicon, at, &mut runs.words);
            if is_dateline(tokens, lexicon, &runs.words[before..]) {
                runs.words.truncate(before);
            } else {
                runs.ends.push(runs.words.len());
            }
        }
        at += 1;
    }
    runs
}

fn starts(tokens: &Tokens, lexicon: &Lexicon, at: usize) -> bool {
    if could_name(tokens, lexicon, at) {
        return !is_inverted(tokens, lexicon, at);
    }
    if !tokens.get(at).is_some_and(|token| token.capitalized) {
        return false;
    }
    // `New Carthage Council`; a lone `New` opens a sentence about something new.
    if tokens.word(at) == "New"
        && same_line(tokens, at, at + 1)
        && could_name(tokens, lexicon, at + 1)
    {
        let name = ["New ", base(tokens.word(at + 1))].concat();
        return lexicon.is_place(&name)
            || tokens.get(at).is_some_and(|token| !token.starts_sentence);
    }
    // `April Hale`, but not `in April Hale left`.
    let month =
        lexicon.is_calendar(tokens.lower(at)) && lexicon.first_name(tokens.word(at)).is_some();
    if month {
        let before = at.checked_sub(1).map_or("", |before| tokens.lower(before));
        let dated = matches!(
            before,
            "in" | "of"
                | "on"
                | "since"
                | "by"
                | "until"
                | "late"
                | "early"
                | "mid"
                | "last"
                | "next"
                | "this"
        );
        return !dated
            && tokens.lower(at) != "may"
            && same_line(tokens, at, at + 1)
            && lexicon.is_surname(base(tokens.word(at + 1)));
    }
    // `Will Hale` is a name in the middle of a sentence; at its start `Will` asks a question.
    let lower = tokens.lower(at);
    tokens.get(at).is_some_and(|token| !token.starts_sentence)
        && is_name_too(lower)
        && lexicon.first_name(tokens.word(at)).is_some()
        && same_line(tokens, at, at + 1)
        && could_name(tokens, lexicon, at + 1)
}

/// `DUNMORE – The mayor`, `DUNMORE (Reuters) - The mayor`: the place that the report comes from.
fn is_dateline(tokens: &Tokens, lexicon: &Lexicon, words: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else {
        return false;
    };
    let shouted = |&word: &usize| {
        let word = tokens.word(word);
        word.len() > 3 && !word.chars().any(char::is_lowercase)
    };
    let opens = first
        .checked_sub(1)
        .is_none_or(|before| !same_line(tokens, before, first));
    let dash = |at: usize| matches!(tokens.word(at), "-" | "–" | "—" | "―");
    let closes = dash(last + 1)
        || tokens.word(last + 1) == "("
            && (last + 3..last + 5).any(|at| tokens.word(at) == ")" && dash(at + 1));
    opens
        && closes
        && words.iter().all(shouted)
        && lexicon
            .known_organization(base(tokens.span(first, last + 1).of(tokens.text())))
            .is_none()
}

/// `Continued Orr: “…”`: a verb of saying in front of its subject, at the start of a paragraph.
fn is_inverted(tokens: &Tokens, lexicon: &Lexicon, at: usize) -> bool {
    let opens = at
        .checked_sub(1)
        .is_none_or(|before| !same_line(tokens, before, at));
    opens
        && tokens.lower(at).ends_with("ed")
        && lexicon
            .verb(tokens.lower(at))
            .is_some_and(|verb| verb.strong)
        && same_line(tokens, at, at + 1)
        && could_name(tokens, lexicon, at + 1)
        && (at + 2..at + 5).any(|colon| tokens.word(colon) == ":")
}

/// Adds the words of the run that starts at a token to those of the runs before it. Returns the last.
fn grow(tokens: &Tokens, lexicon: &Lexicon, start: usize, words: &mut Vec<usize>) -> usize {
    let before = words.len();
    words.push(start);
    let mut last = start;
    loop {
        if let Some(body) = owned_body(tokens, lexicon, last) {
            words.extend((last + 1..=body).filter(|&at| could_name(tokens, lexicon, at)));
            last = body;
            continue;
        }
        if is_possessive(tokens, last) {
            break;
        }
        let next = after_full_stop(tokens, last);
        if !same_line(tokens, last, next) {
            break;
        }
        if continues(tokens, lexicon, last, next) {
            words.push(next);
            last = next;
        } else if let Some(name) = behind_particles(tokens, lexicon, next) {
            if words.len() - before > 3 || lexicon.is_place(tokens.word(last)) {
                break;
            }
            words.extend(next..=name);
            last = name;
        } else if let Some(name) = behind_nickname(tokens, lexicon, next) {
            words.push(name);
            last = name;
        } else {
            break;
        }
    }
    last
}

/// The token after `last`, or after the full stop of an initial, honorific or generation.
fn after_full_stop(tokens: &Tokens, last: usize) -> usize {
    let lower = tokens.lower(last);
    let abbreviates = is_initial(tokens.word(last))
        || generation(lower).is_some()
        || super::titles::is_abbreviation(lower)
        || matches!(lower, "st" | "ft" | "mt");
    if abbreviates && tokens.word(last + 1) == "." && glued(tokens, last) {
        last + 2
    } else {
        last + 1
    }
}

fn continues(tokens: &Tokens, lexicon: &Lexicon, last: usize, next: usize) -> bool {
    let spaced = tokens.get(next).is_some_and(|token| !token.starts_sentence) || next > last + 1;
    if !spaced || (glued(tokens, last) && next == last + 1) {
        return false;
    }
    // `Wang Jun` is no month, unless a day follows.
    let day = tokens
        .get(next + 1)
        .is_none_or(|behind| behind.kind == TokenKind::Number);
    let month_too =
        matches!(tokens.word(next), "Jun" | "Jan" | "Mar") && tokens.word(next + 1) != "." && !day;
    could_name(tokens, lexicon, next)
        || month_too
        || (tokens.get(next).is_some_and(|token| token.capitalized)
            && is_name_too(tokens.lower(next))
            && lexicon.first_name(tokens.word(last)).is_some())
}

/// `bin Rashid`, `von der Au`: the token of the name behind one or two particles.
fn behind_particles(tokens: &Tokens, lexicon: &Lexicon, next: usize) -> Option<usize> {
    let mut name = next;
    while name < next + 2 && is_particle(tokens.word(name)) {
        name += 1;
    }
    (name > next && same_line(tokens, next, name) && could_name(tokens, lexicon, name))
        .then_some(name)
}

/// Robert “Bobby” Hale: the token of the surname behind a nickname in marks.
fn behind_nickname(tokens: &Tokens, lexicon: &Lexicon, next: usize) -> Option<usize> {
    let open = matches!(tokens.word(next), "\"" | "“" | "‘" | "(");
    let close = matches!(tokens.word(next + 2), "\"" | "”" | "’" | ")");
    let nickname = tokens.get(next + 1).is_some_and(|token| token.capitalized)
        && tokens.word(next + 1).chars().any(char::is_lowercase);
    (open
        && close
        && nickname
        && could_name(tokens, lexicon, next + 3)
        && same_line(tokens, next, next + 3))
    .then_some(next + 3)
}

/// Whether both tokens stand in one block. Blocks hold no line break, and a change of speech leaves a mark between.
pub(super) fn same_line(tokens: &Tokens, from: usize, to: usize) -> bool {
    match (tokens.get(from), tokens.get(to)) {
        (Some(one), Some(other)) => one.block == other.block,
        _ => false,
    }
}

/// The words of a run as one string, possessive endings dropped.
pub(super) fn text(tokens: &Tokens, words: &[usize]) -> String {
    let mut joined = String::new();
    for &word in words {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(base(tokens.word(word)));
        let inside = words.last() != Some(&word);
        if inside && is_initial(tokens.word(word)) && tokens.word(word + 1) == "." {
            joined.push('.');
        }
    }
    joined
}
