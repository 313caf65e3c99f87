//! Gender from the pronouns after a name, where neither title nor first name tells.

use super::draft::Draft;
use crate::engine::{EntityKind, Gender};

/// How many tokens after a mention a pronoun may stand.
const REACH: usize = 25;

/// Gives people of unknown gender that of the first pronoun after one of their mentions.
pub(super) fn settle(draft: &mut Draft) {
    for index in 0..draft.mentions.len() {
        let mention = &draft.mentions[index];
        let named = &draft.entities[mention.entity.0 as usize].named;
        if named.kind == EntityKind::Organization || named.gender != Gender::Unknown {
            continue;
        }
        let (entity, end) = (mention.entity.0 as usize, mention.tokens.end);
        draft.entities[entity].named.gender = pronoun_after(draft, end);
    }
}

fn pronoun_after(draft: &Draft, end: usize) -> Gender {
    for at in end..(end + REACH).min(draft.tokens.len()) {
        if at > end + 12 && draft.is_bound(at) {
            break;
        }
        let starts = draft
            .tokens
            .get(at)
            .is_some_and(|token| token.starts_sentence);
        if starts && at > end + 12 {
            break;
        }
        match draft.tokens.lower(at) {
            "he" | "his" | "him" | "himself" => return Gender::Masculine,
            "she" | "her" | "herself" => return Gender::Feminine,
            _ => {}
        }
    }
    Gender::Unknown
}
