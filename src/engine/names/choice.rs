//! Which of several people a shared surname means.

use super::background::Bearer;
use super::draft::Draft;
use super::pieces::Piece;
use super::titles;
use crate::engine::{EntityKind, Gender};

/// How many mentions back the nearest bearer is looked for.
const LOOKED_BACK: usize = 400;

/// Adds the person whom the library usually means by a surname.
pub(super) fn add_bearer(draft: &mut Draft, bearer: &Bearer) -> usize {
    let known = draft.person(&bearer.key);
    known.unwrap_or_else(|| {
        let entity = draft.add(
            bearer.name.clone(),
            EntityKind::Person,
            Some(bearer.key.clone()),
        );
        let named = &mut draft.entities[entity].named;
        named.gender = bearer.gender;
        named.human = true;
        entity
    })
}

/// Among several bearers of a name: the honorific’s gender decides, then the role, the library’s usual bearer, the nearest.
pub(super) fn choose(draft: &Draft, piece: &Piece, mut pool: Vec<usize>, lower: &str) -> usize {
    let worn: Vec<&str> = piece.titles(draft.tokens).collect();
    let gender = worn
        .iter()
        .filter_map(|title| draft.lexicon.title(title))
        .find(|&gender| gender != Gender::Unknown);
    if let Some(gender) = gender {
        narrow(&mut pool, |entity| {
            draft.entities[entity].named.gender == gender
        });
    }
    if let Some(title) = worn.last() {
        let wording = worn.join(" ");
        narrow(&mut pool, |entity| {
            draft.entities[entity].titles.contains(&wording)
        });
        narrow(&mut pool, |entity| {
            draft.entities[entity]
                .named
                .roles
                .iter()
                .any(|role| titles::in_full(role) == titles::in_full(title))
        });
    }
    let usual = draft.background.bearer(lower);
    if let Some(usual) = usual {
        narrow(&mut pool, |entity| {
            draft.entities[entity].named.key.as_ref() == Some(&usual.key)
        });
    }
    let start = piece.tokens.start;
    let before = draft.mentions.iter().rev().take(LOOKED_BACK);
    let nearest = before
        .filter(|mention| mention.tokens.start < start)
        .map(|mention| mention.entity.0 as usize)
        .find(|entity| pool.contains(entity));
    // A headline stands before all of them: it means whom the text names first.
    let first = || {
        let behind = draft.mentions.iter().take(LOOKED_BACK);
        behind
            .map(|mention| mention.entity.0 as usize)
            .find(|entity| pool.contains(entity))
    };
    nearest.or_else(first).unwrap_or(pool[0])
}

/// Keeps those that fit, unless none does.
fn narrow(pool: &mut Vec<usize>, fits: impl Fn(usize) -> bool) {
    if pool.iter().any(|&entity| fits(entity)) {
        pool.retain(|&entity| fits(entity));
    }
}
