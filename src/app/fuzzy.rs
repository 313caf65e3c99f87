//! Fuzzy matching of names and titles: a few letters in order are enough, whatever their case and accents.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
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

/// The `most` best of many scored things, the best first, and how many there were in all. Things that score alike keep
/// their order. Keeps only `most` of them in memory.
pub fn best<T>(scored: impl IntoIterator<Item = ((u32, u32), T)>, most: usize) -> (Vec<T>, usize) {
    // A heap of indices, so that `T` need not be ordered: the worst of the best stands on top.
    let mut heap: BinaryHeap<Reverse<((u32, u32), Reverse<usize>)>> = BinaryHeap::new();
    let mut kept: std::collections::HashMap<usize, T> = std::collections::HashMap::new();
    let mut all = 0;
    for (score, thing) in scored {
        let entry = Reverse((score, Reverse(all)));
        all += 1;
        if heap.len() >= most {
            let Some(worst) = heap.peek() else { continue };
            // Reversed: the smaller entry is the better one.
            if entry >= *worst {
                continue;
            }
            if let Some(Reverse((_, Reverse(index)))) = heap.pop() {
                kept.remove(&index);
            }
        }
        kept.insert(all - 1, thing);
        heap.push(entry);
    }
    let found = heap
        .into_sorted_vec()
        .into_iter()
        .filter_map(|Reverse((_, Reverse(index)))| kept.remove(&index))
        .collect();
    (found, all)
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
        let places = |typed: &str, text| Fuzzy::new(typed).places(text);
        assert_eq!(places("wal", "Ö Wałęsa"), [3..7]);
        assert_eq!(places("mr", "Marta Ruiz"), [0..1, 6..7]);
        assert_eq!(places("x", "Marta Ruiz"), []);
        assert_eq!(places("", "Marta Ruiz"), []);
    }

    #[test]
    fn only_the_best_are_kept() {
        let scored = [3, 9, 1, 9, 5].map(|score| ((score, 0), score));
        assert_eq!(best(scored, 3), (vec![9, 9, 5], 5));
        assert_eq!(best(scored, 0), (vec![], 5));
    }
}
