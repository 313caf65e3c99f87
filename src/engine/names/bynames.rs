//! What stands behind a first name where others have a surname: `Karl IV`, `Ada of Lund`, `Bo the Elder`.

use super::super::tokens::Tokens;
use super::runs::same_line;
use super::words::is_possessive;

/// The token behind the byname of a name of so many words before `end`, if the tagger’s name that ends at `tagged` has one.
///
/// Only the tagger tells `Ada of Lund was queen` from `Ada of Lund University`, and `as Karl I of old` from `as Karl I think`.
pub(super) fn end(tokens: &Tokens, words: usize, end: usize, tagged: usize) -> Option<usize> {
    // `Bo the Elder` is told by the words.
    if tokens.word(end) == "the"
        && same_line(tokens, end, end + 1)
        && matches!(tokens.word(end + 1), "Elder" | "Younger" | "Great")
        && !is_possessive(tokens, end - 1)
    {
        return Some(end + 2);
    }
    if tagged <= end || !same_line(tokens, end - 1, tagged - 1) || is_possessive(tokens, end - 1) {
        return None;
    }
    let mut at = end;
    if is_number(tokens.word(at)) {
        at += 1;
    }
    if at < tagged {
        let fits = match tokens.word(at) {
            "of" => words == 1 || at > end,
            "the" => words < 3,
            _ => false,
        };
        let named = tokens.get(tagged - 1).is_some_and(|last| last.capitalized);
        if !fits || !named {
            return (at > end).then_some(at);
        }
    }
    Some(tagged)
}

/// Whether a byname may begin with the word.
pub(super) fn opens(word: &str) -> bool {
    matches!(word, "of" | "the") || is_number(word)
}

/// Whether the word numbers a ruler: `I`, `XIV`.
pub(super) fn is_number(word: &str) -> bool {
    (1..=5).contains(&word.len())
        && word
            .bytes()
            .all(|letter| matches!(letter, b'I' | b'V' | b'X'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Lexicon, blocks};

    fn byname(text: &str, tagged: usize) -> Option<usize> {
        end(
            &Tokens::new(text, &blocks(text), Lexicon::bundled()),
            1,
            1,
            tagged,
        )
    }

    #[test]
    fn a_byname_is_a_number_a_place_or_an_epithet() {
        assert_eq!(byname("Karl I waited.", 2), Some(2));
        assert_eq!(byname("Karl I waited.", 1), None);
        assert_eq!(byname("Karl IV of Lund waited.", 4), Some(4));
        assert_eq!(byname("Ada the Elder waited.", 3), Some(3));
        assert_eq!(byname("Karl waited for Ada.", 4), None);
    }
}
