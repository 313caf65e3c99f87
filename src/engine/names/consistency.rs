//! A lone word means the same all through a document: what the tagger takes it for most often counts everywhere.

use super::super::tagger::Kind;
use super::pieces::Piece;
use crate::engine::hashing::HashMap;

/// How often a word is taken for a person, and for anything else.
#[derive(Clone, Copy, Default)]
struct Votes {
    person: usize,
    other: usize,
}

/// Settles what lone words name by the votes of all their mentions; the last word of a full name votes too.
pub(super) fn settle(pieces: &mut [Piece]) {
    let mut votes: HashMap<&str, Votes> = HashMap::default();
    for piece in pieces.iter() {
        let Some(&word) = piece.core.last() else {
            continue;
        };
        let person = piece.tagged == Some(Kind::Person);
        if person || piece.tagged.is_some() && piece.core.len() == 1 {
            let votes = votes.entry(word).or_default();
            votes.person += usize::from(person);
            votes.other += usize::from(!person);
        }
    }
    for piece in pieces.iter_mut() {
        let [word] = piece.core[..] else {
            continue;
        };
        let Some(votes) = votes.get(word).filter(|votes| votes.person > 0) else {
            continue;
        };
        if votes.person >= votes.other {
            piece.tagged = Some(Kind::Person);
            if piece.is_lone_guess() {
                piece.organization = None;
            }
        } else if piece.tagged == Some(Kind::Person) && piece.title.is_empty() {
            piece.tagged = Some(Kind::Other);
        }
    }
}
