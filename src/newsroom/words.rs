//! The words of a text as the server's index has them.
//!
//! They are cut here rather than by the server, so that the index sees the same words as the search of this program: a text that
//! the index leaves out is one that the search would not find anything in.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::library::{Sieve, words_in};

/// A `tsvector` has no room for more, in bytes; some are left for what it needs besides.
const MOST: usize = 900_000;
/// The longest word that it takes, in bytes.
const LONGEST: usize = 2_000;
/// The last place that it counts.
const LAST: usize = 16_383;
/// How many places of a word it keeps.
const PLACES: usize = 255;

/// The words of a text in the form of a `tsvector`: `'ferry':2,7 'strike':3`. None for a text that is too long for one; the search
/// looks into it without an index.
pub(super) fn vector(text: &str) -> Option<String> {
    let mut words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (word, place) in words_in(text).zip(1..) {
        let small = small(word);
        if small.len() > LONGEST {
            return None;
        }
        let places = words.entry(small).or_default();
        if places.len() < PLACES && places.last() != Some(&LAST) {
            places.push(place.min(LAST));
        }
    }
    let size: usize = words
        .iter()
        .map(|(word, places)| word.len() + 8 + 2 * places.len())
        .sum();
    if size > MOST {
        return None;
    }
    let mut vector = String::with_capacity(size);
    for (word, places) in words {
        // Words are letters and digits alone: nothing in them means anything to the server.
        let _ = write!(vector, "'{word}':");
        for (at, place) in places.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let _ = write!(vector, "{comma}{place}");
        }
        vector.push(' ');
    }
    Some(vector)
}

fn small(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().flat_map(char::to_lowercase).collect()
}

/// A condition in the form of a `tsquery`: `'ferry' & 'strik':*`; none where any text may do. A phrase asks only that its words
/// are there: the index does not know the places of all.
pub(super) fn query(sieve: &Sieve) -> Option<String> {
    let joined = |each: &[Sieve], between: &str| {
        let each: Option<Vec<String>> = each
            .iter()
            .map(|one| Some(format!("({})", query(one)?)))
            .collect();
        each.map(|each| each.join(between))
    };
    match sieve {
        Sieve::Any => None,
        Sieve::Phrase(words, is_begun) => {
            let star = if *is_begun { ":*" } else { "" };
            let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
            Some(format!("{}{star}", words.join(" & ")))
        }
        Sieve::And(each) => joined(each, " & "),
        Sieve::Or(each) => joined(each, " | "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Query;

    #[test]
    fn words_are_letters_and_digits_in_small() {
        let vector = |text: &str| vector(text).unwrap();
        assert_eq!(
            vector("The ferry; the FERRY-men."),
            "'ferry':2,4 'men':5 'the':1,3 "
        );
        assert_eq!(vector("Ä'b\\c:1"), "'1':4 'b':2 'c':3 'ä':1 ");
        assert_eq!(vector(""), "");
    }

    #[test]
    fn a_text_that_is_too_long_has_no_index() {
        let many: Vec<String> = (0..120_000).map(|number| format!("w{number}")).collect();
        assert_eq!(vector(&many.join(" ")), None);
        assert_eq!(vector(&"x".repeat(5_000)), None);
        assert!(vector(&"again ".repeat(500_000)).is_some());
    }

    #[test]
    fn a_query_asks_for_what_every_text_has_in_which_it_is_found() {
        let asked = |typed: &str| query(&Query::parse(typed).unwrap().sieve());
        assert_eq!(
            asked("\"night ferry\" strik*").as_deref(),
            Some("('night' & 'ferry') & ('strik':*)")
        );
        assert_eq!(asked("(a OR b) NOT c").as_deref(), Some("('a') | ('b')"));
        assert_eq!(asked("outlet:post"), None);
        assert_eq!(asked("' | 'x' & !"), asked("x"));
    }
}
