//! Fuzzy matching of names and titles: a few letters in order are enough, whatever their case and accents.

use std::cmp::Reverse;
use std::ops::Range;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// What is typed, ready to be matched against many texts.
pub struct Fuzzy {
    pattern: Pattern,
    matcher: Matcher,
    letters: Vec<char>,
}

impl Fuzzy {
    /// Each word of `typed` has to be found on its own, in any order.
    pub fn new(typed: &str) -> Self {
        Self {
            pattern: Pattern::new(
                typed,
                CaseMatching::Ignore,
                Normalization::Smart,
                AtomKind::Fuzzy,
            ),
            matcher: Matcher::new(Config::DEFAULT),
            letters: Vec::new(),
        }
    }

    /// How well the text matches: the more the better, none for not at all. When nothing is typed, all texts match alike.
    pub fn score(&mut self, text: &str) -> Option<u32> {
        let haystack = haystack(text, &mut self.letters);
        self.pattern.score(haystack, &mut self.matcher)
    }

    /// The bytes of `text` that match, in order; empty when it does not match as a whole.
    pub fn places(&mut self, text: &str) -> Vec<Range<usize>> {
        let mut at = Vec::new();
        let haystack = haystack(text, &mut self.letters);
        if self
            .pattern
            .indices(haystack, &mut self.matcher, &mut at)
            .is_none()
        {
            return Vec::new();
        }
        at.sort_unstable();
        at.dedup();
        let mut places: Vec<Range<usize>> = Vec::new();
        let mut wanted = at.into_iter().peekable();
        for (index, (byte, letter)) in text.char_indices().enumerate() {
            if wanted.peek().is_none_or(|&next| next as usize != index) {
                continue;
            }
            wanted.next();
            let end = byte + letter.len_utf8();
            match places.last_mut() {
                Some(last) if last.end == byte => last.end = end,
                _ => places.push(byte..end),
            }
        }
        places
    }
}

/// The text letter by letter, so that the matcher counts as `char_indices` does.
fn haystack<'a>(text: &'a str, letters: &'a mut Vec<char>) -> Utf32Str<'a> {
    if text.is_ascii() {
        return Utf32Str::Ascii(text.as_bytes());
    }
    letters.clear();
    letters.extend(text.chars());
    Utf32Str::Unicode(letters)
}

/// How well something fits, and how much it weighs among those that fit alike.
type Score = (u32, u32);

/// The `most` best of many scored things, the best first, and how many there were in all. Things that score alike keep
/// their order. Keeps at most twice as many in memory.
pub fn best<T>(scored: impl IntoIterator<Item = (Score, T)>, most: usize) -> (Vec<T>, usize) {
    let mut kept: Vec<(Reverse<Score>, usize, T)> = Vec::new();
    let mut all = 0;
    for (score, thing) in scored {
        kept.push((Reverse(score), all, thing));
        all += 1;
        if kept.len() > most * 2 {
            kept.sort_by_key(|&(score, index, _)| (score, index));
            kept.truncate(most);
        }
    }
    kept.sort_by_key(|&(score, index, _)| (score, index));
    kept.truncate(most);
    (kept.into_iter().map(|(.., thing)| thing).collect(), all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, texts: &[&'static str], expected: &[&str]) {
        let mut fuzzy = Fuzzy::new(typed);
        let scored = texts
            .iter()
            .filter_map(|text| Some(((fuzzy.score(text)?, 0), *text)));
        assert_eq!(best(scored, 3).0, expected, "{typed}");
    }

    #[test]
    fn the_better_match_stands_first() {
        let names = ["Marta Ruiz", "Ministry of Trade", "Mart Aas", "Omar Tauz"];
        check("mar", &names, &["Marta Ruiz", "Mart Aas", "Omar Tauz"]);
        check("ruiz", &names, &["Marta Ruiz"]);
        check("ruiz mar", &names, &["Marta Ruiz"]);
        check("trade", &names, &["Ministry of Trade"]);
        check("", &names, &["Marta Ruiz", "Ministry of Trade", "Mart Aas"]);
        check("xyz", &names, &[]);
    }

    #[test]
    fn case_and_accents_make_no_difference() {
        let names = ["Zofia Wałęsa-Öztürk", "Zofia Walker"];
        check("WALESA", &names, &["Zofia Wałęsa-Öztürk"]);
        check("ozturk", &names, &["Zofia Wałęsa-Öztürk"]);
        check("wałęsa", &names, &["Zofia Wałęsa-Öztürk"]);
    }

    #[test]
    fn places_are_bytes_of_the_text() {
        for (typed, text, expected) in [
            ("wal", "Ö Wałęsa", &["Wał"][..]),
            ("mr", "Marta Ruiz", &["M", "R"]),
            ("x", "Marta Ruiz", &[]),
            ("", "Marta Ruiz", &[]),
        ] {
            let places = Fuzzy::new(typed).places(text);
            let found: Vec<_> = places.into_iter().map(|place| &text[place]).collect();
            assert_eq!(found, expected, "{typed}");
        }
    }

    #[test]
    fn only_the_best_are_kept() {
        let scored = [3, 9, 1, 9, 5].map(|score| ((score, 0), score));
        assert_eq!(best(scored, 3), (vec![9, 9, 5], 5));
        assert_eq!(best(scored, 0), (vec![], 5));
    }
}
