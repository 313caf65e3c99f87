//! What shows that capitalised words name a person.

use super::super::tagger::Kind;
use super::super::tokens::lowered;
use super::draft::Draft;
use super::pieces::Piece;
use super::titles;
use super::words::{is_acronym, is_initial};
use crate::engine::lexicon::HeadKind;

/// Whether the piece is the full name of a person.
pub(super) fn is_full_name(draft: &Draft, piece: &Piece) -> bool {
    let core = &piece.core;
    let lexicon = draft.lexicon;
    let (Some(&first), Some(&last)) = (core.first(), core.last()) else {
        return false;
    };
    if !(2..=5).contains(&core.len()) || lexicon.is_place_of(core) {
        return false;
    }
    let titled = !piece.title.is_empty();
    let first_name = lexicon.first_name(first).is_some();
    let tagged = piece.tagged == Some(Kind::Person);
    let doubted = piece.tagged.is_some() && !tagged;
    if !tagged && !titled {
        let acts = is_subject(draft, piece);
        let usual = lexicon.is_surname(last)
            || lexicon.first_name_rank(first) >= 5
            || is_initials(draft, core);
        let told = if doubted {
            acts && (first_name || is_aged(draft, piece))
        } else {
            acts || usual
        };
        if !told {
            return false;
        }
    }
    // `said David French of the union`
    let common = lexicon.first_name_rank(first) >= 5 && core.len() == 2;
    let named_like_people = common && is_subject(draft, piece);
    if lexicon.is_people(last) && !named_like_people
        || lexicon.is_people(first) && !first_name
        || (lexicon.is_place(first) && !first_name && !tagged)
        || (core.len() > 2 && lexicon.is_place_of(&core[..2]))
    {
        return false;
    }
    // `the Roman Emperor`
    let office = lowered(last, |last| titles::is_title(lexicon, last));
    let named = first_name && !lexicon.is_people(first);
    if office && !tagged && !named && !lexicon.is_surname(last) {
        return false;
    }
    let head = lowered(last, |last| lexicon.head(last));
    if head.is_some() && !lexicon.is_surname(last) {
        let sure = titled || tagged || lexicon.first_name_rank(first) >= 5;
        let nobody = matches!(
            head,
            Some(HeadKind::Thing | HeadKind::Place | HeadKind::Body)
        );
        if !sure || (nobody && !titled && !tagged && !is_subject(draft, piece)) {
            return false;
        }
    }
    let shouted = is_acronym(first) && first.len() > 2 && is_acronym(last) && !titled;
    if shouted && !first_name {
        return false;
    }
    first_name
        || tagged
        || titled
        || is_initials(draft, core)
        || (is_subject(draft, piece) && core.len() <= 4)
}

/// `Officially, a bank`: the first word of a sentence, with a comma behind it.
fn is_adverb(draft: &Draft, piece: &Piece) -> bool {
    let opens = draft
        .tokens
        .get(piece.tokens.start)
        .is_some_and(|token| token.starts_sentence);
    opens
        && piece.tagged != Some(Kind::Person)
        && piece.core[0].ends_with("ly")
        && draft.lexicon.first_name(piece.core[0]).is_none()
}

/// Whether a verb follows: then a word at the start of a sentence may be a name.
pub(super) fn is_clause_subject(draft: &Draft, piece: &Piece) -> bool {
    let (tokens, next) = (draft.tokens, piece.tokens.end);
    let lower = tokens.lower(next);
    !tokens.get(next).is_none_or(|token| token.capitalized)
        && (matches!(
            lower,
            "has"
                | "had"
                | "was"
                | "is"
                | "will"
                | "would"
                | "did"
                | "does"
                | "also"
                | "could"
                | "can"
                | "who"
                | "whose"
                | "then"
                | "went"
                | "made"
                | "took"
                | "got"
                | "won"
        ) || lower.len() > 3 && lower.ends_with("ed")
            || draft.lexicon.verb(lower).is_some())
}

/// `J.D. Hale`, `TJ Hale`: initials for a first name, then one surname.
fn is_initials(draft: &Draft, core: &[&str]) -> bool {
    let [first, last] = core[..] else {
        return false;
    };
    let dotted = is_initial(first);
    let short = first.len() == 2 && is_acronym(first) && draft.lexicon.is_surname(last);
    (dotted || short)
        && !draft.lexicon.is_place(first)
        && draft.lexicon.known_organization(first).is_none()
        && last.chars().any(char::is_lowercase)
        && lowered(last, |last| draft.lexicon.head(last)).is_none()
}

/// Whether the words around the name show a human being: a verb of saying, an age, an apposition.
pub(super) fn is_subject(draft: &Draft, piece: &Piece) -> bool {
    let (tokens, next) = (draft.tokens, piece.tokens.end);
    if draft.says(next) && !piece.possessive {
        return true;
    }
    let quoted = tokens
        .get(piece.tokens.start)
        .is_some_and(|token| token.quoted);
    let before = piece.tokens.start.checked_sub(1);
    if !quoted
        && !piece.possessive
        && before.is_some_and(|before| {
            draft.says(before)
                && !matches!(tokens.lower(before), "read" | "post" | "reads" | "posts")
        })
    {
        return true;
    }
    // `the chief executive, Orr Bock, told`
    let explains = before
        .and_then(|comma| comma.checked_sub(1))
        .is_some_and(|role| {
            tokens.word(role + 1) == ","
                && !quoted
                && tokens.get(role).is_some_and(|role| !role.capitalized)
                && (titles::is_title(draft.lexicon, tokens.lower(role))
                    || draft.lexicon.is_role_noun(tokens.lower(role)))
        });
    let named = || {
        let [word] = piece.core[..] else {
            return piece.core.len() == 2;
        };
        draft.lexicon.first_name_rank(word) > 0
    };
    if explains && tokens.word(next) == "," && named() {
        return true;
    }
    if tokens.word(next) != "," {
        return tokens.lower(next) == "who";
    }
    let opens = tokens.lower(next + 1);
    let age = is_aged(draft, piece);
    if piece.core.len() == 1 && is_adverb(draft, piece) {
        return false;
    }
    let role = matches!(
        opens,
        "the" | "his" | "her" | "its" | "former" | "then" | "head" | "one"
    ) || titles::is_title(draft.lexicon, opens)
        || draft.lexicon.is_title_modifier(opens);
    let core = &piece.core;
    let plain = core.len() == 2
        && draft.lexicon.known_organization(core[0]).is_none()
        && !draft.lexicon.is_place(core[1]);
    age || matches!(opens, "a" | "an" | "who") || (role && plain)
}

/// Whether an age stands behind the name: `Orr, 31,`, `Orr, now 31,`.
fn is_aged(draft: &Draft, piece: &Piece) -> bool {
    let (tokens, next) = (draft.tokens, piece.tokens.end);
    let opens = tokens.lower(next + 1);
    let number = next + 1 + usize::from(matches!(opens, "now" | "then" | "aged"));
    let age = tokens.word(number);
    tokens.word(next) == "," && age.len() == 2 && age.bytes().all(|byte| byte.is_ascii_digit())
}
