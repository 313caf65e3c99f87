//! Titles and roles in front of a name.

use super::super::tokens::Tokens;
use crate::engine::Lexicon;
use crate::engine::lexicon::TitleKind;

/// Honorifics that are written with a full stop.
pub(super) fn is_abbreviation(lower: &str) -> bool {
    matches!(
        lower,
        "mr" | "mrs"
            | "ms"
            | "dr"
            | "prof"
            | "sen"
            | "sens"
            | "rep"
            | "reps"
            | "gov"
            | "govs"
            | "gen"
            | "lt"
            | "col"
            | "capt"
            | "sgt"
            | "rev"
            | "hon"
            | "adm"
            | "maj"
            | "brig"
            | "cmdr"
            | "cpl"
            | "pvt"
            | "pfc"
            | "det"
            | "insp"
            | "supt"
            | "sec"
            | "atty"
            | "messrs"
            | "smt"
            | "engr"
            | "barr"
    )
}

/// Whether the lower-case word is a title by itself: `president`, `mr`.
pub(super) fn is_title(lexicon: &Lexicon, lower: &str) -> bool {
    lexicon.title(lower).is_some()
}

/// The title that an abbreviation stands for: `senator` for `sen`; other titles as they are.
pub(super) fn in_full(lower: &str) -> &str {
    match lower {
        "sen" => "senator",
        "rep" => "representative",
        "gov" => "governor",
        "gen" => "general",
        "prof" => "professor",
        "col" => "colonel",
        "capt" => "captain",
        "sgt" => "sergeant",
        "adm" => "admiral",
        "rev" => "reverend",
        "sec" => "secretary",
        _ => lower,
    }
}

/// Whether the lower-case title is an office or a rank, written out or not: `senator`, `sen`.
pub(super) fn is_office(lexicon: &Lexicon, lower: &str) -> bool {
    lexicon.title_kind(lower) == Some(TitleKind::Office) || in_full(lower) != lower
}

/// Titles that stand before a first name.
pub(super) fn is_royal(lower: &str) -> bool {
    matches!(
        lower,
        "king" | "queen" | "prince" | "princess" | "pope" | "emperor" | "empress" | "sheikh"
    )
}

/// How many words at the start of `words` are a title; at least one word is left for the name.
///
/// `Senate Minority Leader Ada Orr` gives 3, `Defense Secretary Orr` 2, `Prime Orr` 0: modifiers need a title behind them.
pub(super) fn leading(tokens: &Tokens, lexicon: &Lexicon, words: &[usize]) -> usize {
    let mut count = 0;
    let mut at = 0;
    while at + 1 < words.len() {
        let lower = tokens.lower(words[at]);
        // `Dean Orr` and `Pope Hale`: a first name right before the surname is no title.
        let first_name =
            at + 2 == words.len() && lexicon.first_name_rank(tokens.word(words[at])) >= 5;
        if is_title(lexicon, lower) && !(first_name && count == 0 && !is_strict(lexicon, lower)) {
            count = at + 1;
        } else if !is_modifier(tokens, lexicon, words[at]) {
            break;
        }
        at += 1;
    }
    count
}

fn is_strict(lexicon: &Lexicon, lower: &str) -> bool {
    lexicon.title_kind(lower) == Some(TitleKind::Honorific)
        || matches!(
            lower,
            "president"
                | "secretary"
                | "minister"
                | "senator"
                | "governor"
                | "general"
                | "mayor"
                | "justice"
                | "judge"
                | "pope"
                | "king"
                | "queen"
                | "princess"
                | "cardinal"
        )
}

fn is_modifier(tokens: &Tokens, lexicon: &Lexicon, token: usize) -> bool {
    let lower = tokens.lower(token);
    lexicon.is_title_modifier(lower)
        || lexicon.is_people(tokens.word(token))
        || lexicon.is_place(tokens.word(token))
}
