//! Bodies that bear the name of an office or of people: `Dunmore County Sheriff’s Office`, `Lund Teachers’ Union`.

use super::super::tokens::Tokens;
use super::runs::same_line;
use super::words::{base, could_name, is_possessive};
use crate::engine::Lexicon;
use crate::engine::lexicon::HeadKind;

/// How many words behind the owner may belong to the body: `St Orr’s Primary School`.
const BODY_WORDS: usize = 3;

/// The last word of the body that the office or the people at token `owner` give their name: `Office` behind `Sheriff’s`,
/// `Union` behind `Teachers’`.
pub(super) fn owned_body(tokens: &Tokens, lexicon: &Lexicon, owner: usize) -> Option<usize> {
    if !is_possessive(tokens, owner) {
        return None;
    }
    let (word, lower) = (base(tokens.word(owner)), base(tokens.lower(owner)));
    let many = tokens.lower(owner) == lower
        && lexicon.first_name(word).is_none()
        && !lexicon.is_surname(word);
    let first = owner + 1 + usize::from(matches!(tokens.word(owner + 1), "'" | "’"));
    let body = (first..first + BODY_WORDS)
        .take_while(|&at| same_line(tokens, owner, at) && could_name(tokens, lexicon, at))
        .filter(|&at| {
            let head = lexicon.head(base(tokens.lower(at)));
            head == Some(HeadKind::Body) || head == Some(HeadKind::Weak) && many
        })
        .last()?;
    let saint = owner > 1
        && (tokens.word(owner - 1) == "St"
            || tokens.word(owner - 1) == "." && tokens.word(owner - 2) == "St");
    (many || OWNERS.contains(&lower) || saint).then_some(body)
}

/// Offices and people whose name a body bears in the possessive.
const OWNERS: &[&str] = &[
    "assessor",
    "attorney",
    "auditor",
    "bishop",
    "boys",
    "children",
    "clerk",
    "commissioner",
    "comptroller",
    "controller",
    "coroner",
    "defender",
    "examiner",
    "general",
    "girls",
    "governor",
    "king",
    "marshal",
    "mayor",
    "men",
    "ombudsman",
    "people",
    "president",
    "prosecutor",
    "queen",
    "sheriff",
    "solicitor",
    "treasurer",
    "women",
];
