//! Lines in which nearly every word has a capital letter: only names that the text below knows count there.

use super::super::tokens::{TokenKind, Tokens};
use super::choice::add_bearer;
use super::draft::Draft;
use super::letters::key_word;
use super::people::People;
use super::pieces::Piece;
use super::words::{base, is_acronym, is_possessive};
use crate::engine::hashing::{HashMap, HashSet};
use crate::engine::lexicon::Known;
use crate::engine::{EntityKind, Lexicon};

/// The most tokens of a headline.
const LONGEST: usize = 40;

/// The blocks that are set like headlines.
pub(super) struct Headlines(HashSet<u32>);

impl Headlines {
    pub(super) fn find(tokens: &Tokens, lexicon: &Lexicon) -> Self {
        let mut found = HashSet::default();
        let mut at = 0;
        while at < tokens.len() {
            let block = tokens.get(at).map_or(0, |token| token.block);
            let mut end = at;
            while tokens.get(end).is_some_and(|token| token.block == block) {
                end += 1;
            }
            if end - at > LONGEST {
                at = end;
                continue;
            }
            let (mut large, mut small) = (0, 0);
            for (index, token) in (at..end).filter_map(|index| Some((index, tokens.get(index)?))) {
                if token.kind == TokenKind::Word
                    && tokens.lower(index).len() > 2
                    && !lexicon.known(token.word).is(Known::FUNCTION_WORD)
                {
                    if token.capitalized {
                        large += 1;
                    } else {
                        small += 1;
                    }
                }
            }
            let closes =
                |&index: &usize| matches!(tokens.word(index), "”" | "\"" | "’" | "'" | ")");
            let last = (at..end).rev().find(|index| !closes(index));
            let sentence = last.is_some_and(|last| tokens.word(last) == ".");
            if large >= 3 && small * 5 <= large && !sentence {
                found.insert(block);
            }
            at = end.max(at + 1);
        }
        Self(found)
    }

    pub(super) fn covers(&self, tokens: &Tokens, token: usize) -> bool {
        tokens
            .get(token)
            .is_some_and(|token| self.0.contains(&token.block))
    }
}

/// Binds the names in headlines to entities of the text.
pub(super) fn bind(draft: &mut Draft, pieces: &[Piece]) {
    let known = People::of(draft);
    let mut bodies: HashMap<String, usize> = HashMap::default();
    for (index, candidate) in draft.entities.iter().enumerate() {
        if candidate.named.kind == EntityKind::Organization {
            bodies.insert(super::body_keys::key_of(&candidate.named.name), index);
        }
    }
    for piece in pieces {
        let entity = piece.organization.as_ref().and_then(|found| {
            let name = super::body_keys::key_of(&found.name);
            let known = bodies.get(&name).copied();
            known.or_else(|| {
                (found.is_known() && !found.ambiguous).then(|| {
                    let entity = draft.add(found.name.clone(), EntityKind::Organization, None);
                    draft.entities[entity].named.outlet = found.outlet;
                    bodies.insert(name, entity);
                    entity
                })
            })
        });
        match entity {
            Some(entity) => {
                let start = piece.tokens.start;
                draft.mention(piece.tokens.clone(), start, entity, piece.possessive);
            }
            None => bind_words(draft, &known, piece),
        }
    }
}

fn bind_words(draft: &mut Draft, known: &People, piece: &Piece) {
    let mut at = 0;
    while at < piece.words.len() {
        let word = piece.words[at];
        let lower = key_word(base(draft.tokens.word(word)));
        let part = Piece {
            core: super::pieces::core(draft.tokens, &[word]),
            words: vec![word],
            tokens: word..word + 1,
            title: word..word,
            possessive: is_possessive(draft.tokens, word),
            organization: None,
            tagged: None,
        };
        let full = piece
            .words
            .get(at + 1)
            .and_then(|&next| known.full(draft, &lower, &key_word(base(draft.tokens.word(next)))));
        if let Some(entity) = full {
            let end = piece.words[at + 1] + 1;
            let possessive = is_possessive(draft.tokens, end - 1);
            draft.mention(word..end, word, entity, possessive);
            at += 2;
            continue;
        }
        let usual = draft.lexicon.is_surname(base(draft.tokens.word(word)))
            || is_acronym(draft.tokens.word(word));
        if let Some(entity) = known.surname(draft, &part, &lower) {
            draft.mention(word..word + 1, word, entity, part.possessive);
        } else if usual && let Some(bearer) = draft.background.bearer(&lower).cloned() {
            let entity = add_bearer(draft, &bearer);
            draft.mention(word..word + 1, word, entity, part.possessive);
        }
        at += 1;
    }
}
