//! What names of organizations are compared by.

use super::letters::folded;

/// Names are compared without article, case, accents, full stops, and what the law adds to companies; `Ninth` is `9th`.
pub(crate) fn key_of(name: &str) -> String {
    let mut key = folded(name, |folded| {
        let mut key = String::with_capacity(folded.len() + " and ".len());
        for letter in folded.chars() {
            match letter {
                '.' | ',' | '\'' => {}
                '&' => {
                    end_word(&mut key);
                    key.push_str("and");
                    end_word(&mut key);
                }
                space if space.is_whitespace() => end_word(&mut key),
                letter => key.push(letter),
            }
        }
        end_word(&mut key);
        key
    });
    key.truncate(key.trim_end().len());
    if key.starts_with("the ") {
        key.drain(.."the ".len());
    }
    while let Some((rest, last)) = key.rsplit_once(' ')
        && is_legal_form(last)
    {
        key.truncate(rest.len());
    }
    key
}

/// Ends the last word of a key, once.
fn end_word(key: &mut String) {
    let start = key.rfind(' ').map_or(0, |space| space + 1);
    let word = &key[start..];
    if word.is_empty() {
        return;
    }
    if let Some(digits) = ordinal(word) {
        key.truncate(start);
        key.push_str(digits);
    }
    key.push(' ');
}

/// `co`, `inc`; the `and` before it goes too.
pub(super) fn is_legal_form(word: &str) -> bool {
    matches!(
        word,
        "inc"
            | "corp"
            | "corporation"
            | "co"
            | "company"
            | "ltd"
            | "limited"
            | "plc"
            | "llc"
            | "lp"
            | "llp"
            | "ag"
            | "sa"
            | "se"
            | "nv"
            | "gmbh"
            | "spa"
            | "ab"
            | "asa"
            | "oyj"
            | "pty"
            | "and"
    )
}

/// `9th` for `ninth`.
fn ordinal(word: &str) -> Option<&'static str> {
    const ORDINALS: [(&str, &str); 12] = [
        ("first", "1st"),
        ("second", "2nd"),
        ("third", "3rd"),
        ("fourth", "4th"),
        ("fifth", "5th"),
        ("sixth", "6th"),
        ("seventh", "7th"),
        ("eighth", "8th"),
        ("ninth", "9th"),
        ("tenth", "10th"),
        ("eleventh", "11th"),
        ("twelfth", "12th"),
    ];
    let found = ORDINALS.iter().find(|(words, _)| *words == word);
    found.map(|(_, digits)| *digits)
}

/// `nigeria labour congress` gives `nlc`.
pub(super) fn initials(name: &str) -> String {
    name.split([' ', '-'])
        .filter(|word| !matches!(*word, "of" | "and" | "the" | "for" | "on" | "The" | "&"))
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .collect()
}
