//! Full names: what they are compared by, and how they are shown.

use super::super::tokens::lowered;
use super::PersonKey;
use super::draft::Draft;
use super::letters::key_word;
use super::pieces::Piece;
use super::words::{base, is_initial, is_particle};

pub(super) fn key_of(piece: &Piece) -> PersonKey {
    let core = &piece.core;
    let lower = |word: Option<&&str>| word.map(|word| key_word(word)).unwrap_or_default();
    PersonKey {
        first: lower(core.first()),
        last: lower(core.last()),
    }
}

/// Whether initials in lower case, `e.j`, are those of a first name and the initials behind it: `edwin` and `J`.
pub(super) fn are_initials_of(initials: &str, first: &str, middle: &str) -> bool {
    initials.split_once('.').is_some_and(|(one, rest)| {
        first.len() > 1
            && !first.contains('.')
            && first.starts_with(one)
            && !middle.is_empty()
            && middle.eq_ignore_ascii_case(&rest.replace('.', ""))
    })
}

/// The initials between first name and surname, in one string.
pub(super) fn middle_of(draft: &Draft, piece: &Piece) -> String {
    let words = &piece.words;
    words
        .get(1..words.len().saturating_sub(1))
        .unwrap_or_default()
        .iter()
        .map(|&word| base(draft.tokens.word(word)))
        .filter(|word| is_initial(word))
        .collect::<String>()
        .replace('.', "")
}

/// The name as it is shown: all its words, initials with their full stops.
pub(super) fn name_of(draft: &Draft, piece: &Piece, generation: Option<&str>) -> String {
    let mut words: Vec<usize> = piece.words.clone();
    // `Karl II` keeps his number: he is no younger one of two.
    if generation.is_some() {
        words.retain(|&word| super::words::generation(draft.tokens.lower(word)).is_none());
    }
    let name = super::runs::text(draft.tokens, &words);
    match generation {
        Some(suffix) => format!("{name} {suffix}"),
        None => name,
    }
}

/// Whether nothing but particles stands before the surname: `Van der Aalst`.
pub(super) fn is_only_particles(piece: &Piece) -> bool {
    let core = &piece.core;
    let front = core.split_last().map_or(&[][..], |(_, front)| front);
    front.iter().all(|word| lowered(word, is_particle))
}
