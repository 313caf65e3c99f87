//! Organizations: which pieces name one, and whether the sentence means it; administrations, lists of sources.

use super::super::tokens::lowered;
use super::body_forms::{Bodies, definition};
use super::body_names::{keep_acronyms, keep_own_forms};
use super::draft::Draft;
use super::organizations::{self, Found};
use super::pieces::{self, Piece};
use super::words::base;
use crate::engine::hashing::HashSet;

/// Binds all pieces that name organizations.
pub(super) fn bind(draft: &mut Draft, pieces: &[Piece]) {
    let mut bodies = Bodies::default();
    let told = pieces.iter().filter(|piece| piece.organization.is_some());
    let defined: HashSet<String> = told.filter_map(|piece| definition(draft, piece)).collect();
    // A lone word may be short for an organization, whatever the tagger or the list takes it for.
    let waits = |piece: &Piece| {
        let lone = piece.words.len() == 1 && !defined.is_empty();
        piece.is_lone_guess()
            || lone
                && lowered(piece.core.first().unwrap_or(&""), |word| {
                    defined.contains(word)
                })
    };
    for piece in pieces {
        if let Some(found) = piece.organization.as_ref().filter(|_| !waits(piece)) {
            if is_meant(draft, piece, found) && !draft.bears(piece) {
                bodies.open(draft, piece, found);
            }
        } else if let Some((name, end)) = administration(draft, piece) {
            let found = unknown(name, false);
            let entity = bodies.entity(draft, &found);
            draft.mention(piece.tokens.start..end, piece.tokens.start, entity, false);
        }
    }
    // Twice: a name that acts anywhere is the organization everywhere.
    for _ in 0..2 {
        for piece in pieces {
            let free = piece.organization.is_none() || waits(piece);
            if free && !draft.is_bound(piece.tokens.start) {
                bodies.short_form(draft, piece);
            }
        }
    }
    for piece in pieces.iter().filter(|piece| waits(piece)) {
        // `the Committee`, where two end so, is neither and no third; `the Hales` are people.
        if let Some(found) = &piece.organization
            && !draft.is_bound(piece.tokens.start)
            && !bodies.ends_several(&found.name)
            && !found
                .name
                .strip_suffix('s')
                .is_some_and(|one| draft.is_surname(one))
        {
            bodies.open(draft, piece, found);
        }
    }
    keep_acronyms(draft);
    keep_own_forms(draft);
    name_by_sources(draft, pieces, &mut bodies);
}

pub(super) fn unknown(name: String, outlet: bool) -> Found {
    Found {
        name,
        by: organizations::Shown::Words,
        outlet,
        ambiguous: false,
    }
}

/// Whether the sentence means the organization and not the building or the ordinary word.
fn is_meant(draft: &Draft, piece: &Piece, found: &Found) -> bool {
    let (tokens, start) = (draft.tokens, piece.tokens.start);
    if organizations::is_seat(&found.name)
        && organizations::is_location(tokens, draft.lexicon, start)
    {
        return false;
    }
    // `a Lunda post`: the medium, not whoever runs it.
    if found.is_known() && !piece.possessive && is_part_of_medium(tokens.lower(piece.tokens.end)) {
        return false;
    }
    // “Do Little Congress”: the word is part of a coined phrase.
    let coined = piece.tokens.len() == 1
        && start.checked_sub(1).is_some_and(|before| {
            tokens
                .get(before)
                .is_some_and(|word| word.capitalized && !word.starts_sentence)
                && tokens.lower(before) != "the"
                && draft.lexicon.is_function_word(tokens.lower(before))
        });
    !coined && (!found.ambiguous || acts(draft, piece))
}

/// What somebody has on a medium that bears the name of a company.
fn is_part_of_medium(lower: &str) -> bool {
    matches!(
        lower,
        "post" | "posts" | "account" | "accounts" | "feed" | "feeds" | "page" | "pages" | "profile"
    )
}

/// Whether the words around show somebody who speaks or owns: `told X`, `reposted on X`, `X said`, `X’s`.
pub(super) fn acts(draft: &Draft, piece: &Piece) -> bool {
    let (tokens, start) = (draft.tokens, piece.tokens.start);
    let before = start
        .checked_sub(1)
        .map_or("", |before| tokens.lower(before));
    let cited = matches!(
        before,
        "on" | "by" | "via" | "told" | "tells" | "per" | "with" | "from"
    ) || before == "to"
        && start > 1
        && (tokens.lower(start - 2) == "according" || draft.says(start - 2));
    let opens = tokens.get(start).is_some_and(|token| token.starts_sentence);
    draft.says(piece.tokens.end) || (cited && !opens) || (piece.possessive && !opens)
}

/// `the Orr administration`: its name and the token after it.
fn administration(draft: &Draft, piece: &Piece) -> Option<(String, usize)> {
    let end = piece.tokens.end;
    let tokens = draft.tokens;
    let core = &piece.core;
    if tokens.lower(end) != "administration" || core.len() > 2 {
        return None;
    }
    let nobody = draft.lexicon.is_people(core.first()?)
        || draft.lexicon.is_place(&core.join(" "))
        || super::words::is_possessive(tokens, end - 1);
    (!nobody).then(|| {
        let name = format!("{} {}", pieces::text(tokens, piece), base(tokens.word(end)));
        (name, end + 1)
    })
}

/// `Sources: Lunda, KQ.`: every name on the line is an outlet.
fn name_by_sources(draft: &mut Draft, pieces: &[Piece], bodies: &mut Bodies) {
    let tokens = draft.tokens;
    let mut listed = None;
    let mut next = 0;
    for piece in pieces {
        let start = piece.tokens.start;
        // The line is known by its first words; every token is looked at once.
        while next <= start {
            let opens = next == 0 || !super::runs::same_line(tokens, next - 1, next);
            if opens
                && matches!(tokens.lower(next), "sources" | "source")
                && tokens.word(next + 1) == ":"
            {
                listed = tokens.get(next).map(|token| token.block);
            }
            next += 1;
        }
        let on_line = listed.is_some() && tokens.get(start).map(|token| token.block) == listed;
        if on_line && !draft.is_bound(start) && piece.organization.is_none() {
            let found = unknown(pieces::text(tokens, piece), true);
            let entity = bodies.entity(draft, &found);
            draft.mention(piece.tokens.clone(), start, entity, false);
        }
    }
}
