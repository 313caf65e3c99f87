//! What single words of a name look like.

use super::super::tokens::{TokenKind, Tokens};
use crate::engine::Lexicon;
use crate::engine::lexicon::Known;

/// The word without a possessive ending: `Orr’s` gives `Orr`.
pub(super) fn base(word: &str) -> &str {
    word.strip_suffix(['s', 'S'])
        .and_then(|owner| owner.strip_suffix(['\'', '’']))
        .unwrap_or(word)
}

/// Whether the token owns what follows: `Orr’s`, `the Democrats’ plan`.
pub(super) fn is_possessive(tokens: &Tokens, index: usize) -> bool {
    let word = tokens.word(index);
    base(word).len() < word.len()
        || (word.ends_with('s')
            && matches!(tokens.word(index + 1), "'" | "’")
            && glued(tokens, index)
            && !tokens.get(index).is_some_and(|token| token.quoted))
}

/// Whether nothing stands between the token and the next.
pub(super) fn glued(tokens: &Tokens, index: usize) -> bool {
    match (tokens.get(index), tokens.get(index + 1)) {
        (Some(one), Some(next)) => one.span.end == next.span.start,
        _ => false,
    }
}

/// `J`: one capital letter, whose full stop is a token of its own; also `J.D` and `H.W`, which are one token.
pub(super) fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    loop {
        if !letters.next().is_some_and(char::is_uppercase) {
            return false;
        }
        match letters.next() {
            None => return true,
            Some('.') => {}
            Some(_) => return false,
        }
    }
}

/// Two capitals or more, nothing small: `NLC`, `AFL-CIO`, `U.N`.
pub(super) fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    (2..=8).contains(&letters) && !word.chars().any(char::is_lowercase)
}

/// `era` in `Truman-era`: the token is an adjective and names nobody.
pub(super) fn is_compound_adjective(word: &str) -> bool {
    let Some((first, last)) = word.rsplit_once('-') else {
        return false;
    };
    let small = |part: &str| part.chars().all(char::is_lowercase);
    (small(last) && last.len() > 1 && !first.is_empty())
        || matches!(
            first,
            "Non" | "Anti" | "Pro" | "Ex" | "Post" | "Pre" | "Mid"
        )
}

/// Suffixes that tell a son from his father.
pub(super) fn generation(lower: &str) -> Option<&'static str> {
    match lower {
        "jr" => Some("Jr."),
        "sr" => Some("Sr."),
        "ii" => Some("II"),
        "iii" => Some("III"),
        "iv" => Some("IV"),
        _ => None,
    }
}

/// Whether the word is what stands behind a name for a seat, an office or an honour: `Ada Orr MP`, `Orr QC`.
pub(super) fn is_postnominal(word: &str) -> bool {
    matches!(
        word,
        "MP" | "MEP"
            | "MSP"
            | "MS"
            | "MLA"
            | "MPP"
            | "TD"
            | "QC"
            | "KC"
            | "SC"
            | "SAN"
            | "JP"
            | "OBE"
            | "CBE"
            | "MBE"
            | "KBE"
            | "DBE"
            | "PhD"
            | "MD"
            | "RN"
            | "Esq"
    )
}

/// Lower-case words inside a surname.
pub(super) fn is_particle(lower: &str) -> bool {
    matches!(
        lower,
        "de" | "la"
            | "van"
            | "von"
            | "der"
            | "den"
            | "bin"
            | "al"
            | "del"
            | "di"
            | "da"
            | "dos"
            | "el"
            | "le"
            | "du"
            | "ben"
            | "ibn"
            | "ter"
            | "ten"
            | "y"
            | "bint"
            | "abu"
    )
}

/// Words on the list of function words that are names all the same after a first name: `Ada Young`.
pub(super) fn is_name_too(lower: &str) -> bool {
    matches!(
        lower,
        "long"
            | "young"
            | "best"
            | "good"
            | "rich"
            | "small"
            | "will"
            | "may"
            | "new"
            | "old"
            | "right"
            | "case"
            | "early"
            | "short"
            | "wise"
            | "page"
            | "love"
            | "day"
            | "self"
            | "read"
            | "dare"
            | "child"
            | "story"
            | "true"
            | "mark"
            | "rose"
            | "grace"
            | "dear"
            | "welcome"
            | "little"
            | "one"
    )
}

/// Whether the token is a capitalised word that could be part of a name.
pub(super) fn could_name(tokens: &Tokens, lexicon: &Lexicon, index: usize) -> bool {
    let Some(token) = tokens.get(index) else {
        return false;
    };
    let arabic = |word: &str| {
        word.as_bytes().get(2) == Some(&b'-')
            && ["al-", "el-", "ul-"].iter().any(|article| {
                word.strip_prefix(article)
                    .is_some_and(|name| name.starts_with(char::is_uppercase))
            })
    };
    if token.kind != TokenKind::Word || !(token.capitalized || arabic(tokens.word(index))) {
        return false;
    }
    if is_party_and_seat(tokens, index) {
        return false;
    }
    let (word, bare) = (base(tokens.word(index)), base(tokens.lower(index)));
    let known = known_base(tokens, lexicon, index);
    !known.is(Known::FUNCTION_WORD)
        && !known.is(Known::CALENDAR)
        && !is_contraction(bare)
        && (!is_compound_adjective(word) || is_given_name_behind(tokens, index))
}

/// `D-Dunmore` in `Ada Orr, D-Dunmore,`: the party and the seat of whoever stands before.
fn is_party_and_seat(tokens: &Tokens, index: usize) -> bool {
    let party = matches!(
        tokens.word(index).as_bytes(),
        [b'D' | b'R' | b'I', b'-', ..]
    );
    let before = index.checked_sub(1);
    party && before.is_some_and(|before| matches!(tokens.word(before), "," | "("))
}

/// What the lists say about a token without its possessive ending.
pub(super) fn known_base(tokens: &Tokens, lexicon: &Lexicon, index: usize) -> Known {
    let lower = tokens.lower(index);
    let bare = base(lower);
    let word = match tokens.get(index) {
        Some(token) if bare.len() == lower.len() => token.word,
        _ => lexicon.word(bare),
    };
    lexicon.known(word)
}

/// `Ki-moon` in `Ban Ki-moon`: a given name of two syllables behind a family name that stands in front.
fn is_given_name_behind(tokens: &Tokens, index: usize) -> bool {
    let before = index
        .checked_sub(1)
        .map_or("", |before| tokens.word(before));
    let Some((first, second)) = base(tokens.word(index)).split_once('-') else {
        return false;
    };
    let syllable = |part: &str| {
        (2..=6).contains(&part.len()) && part.chars().all(|letter| letter.is_ascii_alphabetic())
    };
    is_family_name_first(before) && syllable(first) && syllable(second) && !is_second_part(second)
}

/// The second part of an adjective that fits behind a name: `Park-era`, `Li-led`.
fn is_second_part(lower: &str) -> bool {
    matches!(
        lower,
        "based" | "born" | "era" | "led" | "like" | "made" | "owned" | "run" | "style" | "type"
    )
}

/// `he's`, `don't`, `i'm`: never a name.
fn is_contraction(lower: &str) -> bool {
    lower.split_once('\'').is_some_and(|(first, last)| {
        matches!(last, "t" | "ll" | "re" | "ve" | "m" | "d")
            || matches!(
                first,
                "he" | "she" | "it" | "that" | "there" | "what" | "here" | "let" | "who" | "how"
            )
    })
}

/// Family names of lands where they stand in front of the given name.
const FAMILY_NAMES_FIRST: &[&str] = &[
    "Bae", "Ban", "Cao", "Chen", "Chiang", "Cho", "Choi", "Chung", "Deng", "Fang", "Feng", "Gao",
    "Goh", "Guo", "Han", "Ho", "Hu", "Huang", "Hwang", "Jang", "Jiang", "Kang", "Kim", "Kwon",
    "Lam", "Le", "Lee", "Li", "Liang", "Lin", "Liu", "Luo", "Ma", "Mao", "Moon", "Ng", "Nguyen",
    "Oh", "Paik", "Pak", "Park", "Peng", "Pham", "Roh", "Seo", "Shen", "Shin", "Song", "Sun",
    "Tan", "Tang", "Tran", "Tsai", "Wang", "Wen", "Wong", "Wu", "Xi", "Xie", "Xu", "Yang", "Ye",
    "Yoo", "Yoon", "Yu", "Yuan", "Zeng", "Zhang", "Zhao", "Zheng", "Zhou", "Zhu",
];

/// Whether the word is such a family name: `Kim`, `Nguyen`.
pub(super) fn is_family_name_first(word: &str) -> bool {
    FAMILY_NAMES_FIRST.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_words() {
        assert!(is_initial("J") && is_initial("H.W") && !is_initial("Jo"));
        assert!(is_acronym("NLC") && is_acronym("U.N") && !is_acronym("N") && !is_acronym("NaCl"));
        assert!(is_compound_adjective("Orr-era") && !is_compound_adjective("Orr-Hale"));
        let text = "Kim Se-won met a Park-era judge and a Park Li-led crew.";
        let tokens = Tokens::new(text, &crate::engine::blocks(text), Lexicon::bundled());
        let given: Vec<&str> = (0..tokens.len())
            .filter(|&index| is_given_name_behind(&tokens, index))
            .map(|index| tokens.word(index))
            .collect();
        assert_eq!(given, ["Se-won"]);
        assert_eq!(base("Orr’s"), "Orr");
    }
}
