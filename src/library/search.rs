//! Words in the texts of all documents.

use crate::engine::Span;

use super::{DocId, Library};

/// A place where the words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The document.
    pub doc: DocId,
    /// The place in its text.
    pub span: Span,
}

/// Words to look for.
///
/// Small letters fit capitals too, unless the words hold a capital. A blank fits any run of blanks and line breaks; a
/// straight quotation mark or apostrophe fits a curly one.
#[derive(Clone, Debug)]
pub struct Needle {
    marks: Vec<char>,
    cased: bool,
}

impl Needle {
    /// The words to look for; none when there is nothing but blanks.
    pub fn new(words: &str) -> Option<Self> {
        let words: Vec<&str> = words.split_whitespace().collect();
        let cased = words.iter().any(|word| word.contains(char::is_uppercase));
        let mut needle = Self {
            marks: Vec::new(),
            cased,
        };
        for mark in words.join(" ").chars() {
            needle.marks.push(needle.fold(mark));
        }
        (!needle.marks.is_empty()).then_some(needle)
    }

    /// The places in `text`, in text order, none overlapping another.
    pub fn find<'n>(&'n self, text: &'n str) -> impl Iterator<Item = Span> + 'n {
        let mut from = 0;
        std::iter::from_fn(move || {
            while let Some(start) = self.candidate(text, from) {
                let step = text[start..].chars().next().map_or(1, char::len_utf8);
                match self.fits(&text[start..]) {
                    Some(length) => {
                        from = start + length;
                        return Some(Span::new(start, from));
                    }
                    None => from = start + step,
                }
            }
            None
        })
    }

    /// The next byte from `from` on where the first character fits.
    fn candidate(&self, text: &str, from: usize) -> Option<usize> {
        let first = *self.marks.first()?;
        let rest = text.get(from..)?;
        if first.is_ascii_alphanumeric() && !self.cased {
            let [small, capital] = [first, first.to_ascii_uppercase()].map(|mark| mark as u8);
            return memchr::memchr2(small, capital, rest.as_bytes()).map(|at| from + at);
        }
        if first.is_ascii() && first.is_alphanumeric() {
            return memchr::memchr(first as u8, rest.as_bytes()).map(|at| from + at);
        }
        let mut places = rest.char_indices();
        places
            .find(|(_, mark)| self.fold(*mark) == first)
            .map(|(at, _)| from + at)
    }

    /// The length of the match at the start of `text`, if it is one, in bytes.
    pub(super) fn fits(&self, text: &str) -> Option<usize> {
        let mut rest = text;
        for expected in &self.marks {
            if *expected == ' ' {
                let after = rest.trim_start();
                if after.len() == rest.len() {
                    return None;
                }
                rest = after;
            } else {
                let mark = rest
                    .chars()
                    .next()
                    .filter(|mark| self.fold(*mark) == *expected)?;
                rest = &rest[mark.len_utf8()..];
            }
        }
        Some(text.len() - rest.len())
    }

    fn fold(&self, mark: char) -> char {
        if mark.is_ascii() {
            return if self.cased {
                mark
            } else {
                mark.to_ascii_lowercase()
            };
        }
        let plain = match mark {
            '’' | '‘' => '\'',
            '“' | '”' | '„' => '"',
            other => other,
        };
        if self.cased {
            return plain;
        }
        let mut small = plain.to_lowercase();
        // A few characters have a small form of two; they stand for themselves.
        match (small.next(), small.next()) {
            (Some(one), None) => one,
            _ => plain,
        }
    }
}

impl Library {
    /// Where the words stand in the documents, in library order; at most `limit` places.
    pub fn search(&self, needle: &Needle, limit: usize) -> Vec<Hit> {
        self.present()
            .flat_map(|(doc, document)| {
                let places = needle.find(&document.text);
                places.map(move |span| Hit { doc, span })
            })
            .take(limit)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(words: &str, text: &str, expected: &[&str]) {
        let needle = Needle::new(words).unwrap();
        let found: Vec<&str> = needle.find(text).map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{words} in {text}");
    }

    #[test]
    fn small_letters_fit_capitals_but_not_the_reverse() {
        check("vell", "Vell and vell and VELL", &["Vell", "vell", "VELL"]);
        check("Vell", "Vell and vell and VELL", &["Vell"]);
        check("éva", "Éva and éva", &["Éva", "éva"]);
        check("aa", "aaa aa", &["aa", "aa"]);
        check("orr", "Or Orr", &["Orr"]);
        check("stan", "İstanbul", &["stan"]);
        check("strasse", "Straße, STRASSE", &["STRASSE"]);
    }

    #[test]
    fn blanks_and_marks_fit_their_kin() {
        check("don't know", "We don’t\n\n know.", &["don’t\n\n know"]);
        check("\"no\"", "“No” and \"no\"", &["“No”", "\"no\""]);
        check("  no   more ", "no more", &["no more"]);
        assert!(Needle::new(" \n").is_none());
    }

    #[test]
    fn a_library_is_searched_in_order_up_to_a_limit() {
        let library = Library::of_texts("vell", &[("a", "one two one"), ("b", "one")]);
        let needle = Needle::new("one").unwrap();
        let found = |limit| {
            library
                .search(&needle, limit)
                .iter()
                .map(|hit| hit.doc.0)
                .collect::<Vec<_>>()
        };
        assert_eq!(found(9), [0, 0, 1]);
        assert_eq!(found(1), [0]);
    }

    proptest! {
        #[test]
        fn any_words_in_any_text_end(words in "\\PC{1,4}", text in "(\\PC|[ \nİß]){0,40}") {
            if let Some(needle) = Needle::new(&words) {
                for span in needle.find(&text) {
                    prop_assert!(!span.is_empty() && text.get(span.range()).is_some());
                }
            }
        }
    }
}
