//! Searching in the article.

use crate::app::derive::article::page;
use crate::app::{App, Effect, TextSearch};
use crate::engine::Span;

use super::{articles, places, refuse};

/// Searches the article shown for these words and goes to the first hit from the top of the screen on. No words end
/// the search. Capitals count only when the words hold one; curly and straight marks are the same.
pub fn search(app: &mut App, words: &str) -> Vec<Effect> {
    let Some(document) = app.article.doc.and_then(|doc| app.library.document(doc)) else {
        return refuse(app, "There is no article to search in yet");
    };
    if words.is_empty() {
        app.article.search = None;
        return Vec::new();
    }
    let hits = find(&document.text, words);
    if hits.is_empty() {
        app.article.search = None;
        return refuse(app, format!("“{words}” does not occur in this article"));
    }
    let top = page(app).map_or(0, |page| page.first_byte(app.article.top));
    let first = hits.partition_point(|hit| hit.start < top) % hits.len();
    app.article.search = Some(TextSearch {
        words: words.to_owned(),
        hits,
        current: None,
    });
    places::leave(app);
    go(app, first);
    Vec::new()
}

/// Goes this many hits further, and round again.
pub(super) fn step(app: &mut App, by: isize) -> Vec<Effect> {
    let Some(search) = &app.article.search else {
        return Vec::new();
    };
    let all = search.hits.len().cast_signed();
    if all == 0 {
        return refuse(app, "The search has no hit in this article");
    }
    let to = search
        .current
        .map_or(0, |current| current.cast_signed() + by);
    let wrapped = !(0..all).contains(&to);
    go(app, to.rem_euclid(all).unsigned_abs());
    if wrapped {
        app.say(if by > 0 {
            "Round again: the first hit"
        } else {
            "Round again: the last hit"
        });
    }
    Vec::new()
}

fn go(app: &mut App, to: usize) {
    let Some(search) = &mut app.article.search else {
        return;
    };
    search.current = Some(to);
    if let Some(byte) = search.hits.get(to).map(|hit| hit.start) {
        articles::show(app, byte);
        articles::drop_hidden_quotation(app);
        places::reveal(app);
    }
}

/// Every place where the words stand, in text order and without overlaps.
pub fn find(text: &str, words: &str) -> Vec<Span> {
    let exact = words.chars().any(char::is_uppercase);
    let wanted: Vec<char> = words
        .chars()
        .flat_map(|character| folded(character, exact))
        .collect();
    let Some(&first) = wanted.first() else {
        return Vec::new();
    };
    let mut hits = Vec::new();
    let mut after = 0;
    for (at, character) in text.char_indices() {
        if at < after || folded(character, exact).next() != Some(first) {
            continue;
        }
        if let Some(length) = matches(&text[at..], &wanted, exact) {
            after = at + length;
            hits.push(Span::new(at, after));
        }
    }
    hits
}

/// How many bytes at the beginning of `text` match the folded characters; none when they do not.
fn matches(text: &str, wanted: &[char], exact: bool) -> Option<usize> {
    let mut wanted = wanted.iter().peekable();
    let mut length = 0;
    for character in text.chars() {
        if wanted.peek().is_none() {
            break;
        }
        for letter in folded(character, exact) {
            if wanted.next() != Some(&letter) {
                return None;
            }
        }
        length += character.len_utf8();
    }
    wanted.peek().is_none().then_some(length)
}

/// A character as the search compares it.
fn folded(character: char, exact: bool) -> impl Iterator<Item = char> {
    let plain = match character {
        '‘' | '’' => '\'',
        '“' | '”' | '„' => '"',
        '\u{a0}' | '\n' | '\t' => ' ',
        other => other,
    };
    let lower = (!exact).then(|| plain.to_lowercase());
    let kept = exact.then_some(plain);
    lower.into_iter().flatten().chain(kept)
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn words_are_found_as_people_type_them() {
        for (text, words, expected) in [
            ("The Envoy met the envoy.", "envoy", &["Envoy", "envoy"][..]),
            ("The Envoy met the envoy.", "Envoy", &["Envoy"]),
            ("He said: “Don’t.”", "\"don't", &["“Don’t"]),
            ("Straße, STRASSE", "strasse", &["STRASSE"]),
            ("aaaa", "aa", &["aa", "aa"]),
            ("nothing", "", &[]),
            ("İstanbul", "stan", &["stan"]),
        ] {
            let found: Vec<_> = find(text, words).iter().map(|hit| hit.of(text)).collect();
            assert_eq!(found, expected, "{words} in {text}");
        }
    }
}
