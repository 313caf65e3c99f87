//! A place in a text that is found again after the text, or the engine, has changed.
//!
//! The exact words with 32 characters on either side, as web annotations do it (W3C Web Annotation Data Model,
//! `TextQuoteSelector`). Words that no longer stand there, or stand there more than once alike, are nowhere: a correction
//! is never applied to something else.

use memchr::memmem;
use serde::{Deserialize, Serialize};

use crate::engine::Span;

/// How many characters are kept on either side.
const CONTEXT: usize = 32;
/// How many characters of the context must still be there where the words alone could mean another place.
const ENOUGH: usize = 12;
/// Words of so many characters, found once, need no context.
const DISTINCT: usize = 24;

/// A place in a document by its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// The document: its path below the library's folder, with `/` between folders.
    pub document: String,
    /// The words at the place.
    pub words: String,
    /// Up to 32 characters before them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// Up to 32 characters after them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl Anchor {
    /// The anchor of a span of a document's text.
    pub fn of(document: &str, text: &str, span: Span) -> Self {
        let (start, end) = (span.start as usize, span.end as usize);
        let head = text.get(..start).unwrap_or_default();
        let tail = text.get(end..).unwrap_or_default();
        let from = head.char_indices().rev().take(CONTEXT).last();
        Self {
            document: document.to_owned(),
            words: span.of(text).to_owned(),
            before: from.map_or("", |(at, _)| &head[at..]).to_owned(),
            after: tail.chars().take(CONTEXT).collect(),
        }
    }

    /// Whether both mean the same words of a text, whatever their documents are called.
    pub(super) fn is_same_place(&self, other: &Self) -> bool {
        self.words == other.words && self.before == other.before && self.after == other.after
    }

    /// Where the words stand now; nowhere when they are gone or when two places fit equally well.
    pub fn find(&self, text: &str) -> Option<Span> {
        if self.words.is_empty() {
            return None;
        }
        let mut best: Option<(usize, usize)> = None;
        let (mut tied, mut count) = (false, 0_usize);
        for at in memmem::find_iter(text.as_bytes(), &self.words) {
            count += 1;
            let fit = self.fit(text, at);
            match best {
                Some((most, _)) if fit < most => {}
                Some((most, _)) if fit == most => tied = true,
                _ => (best, tied) = (Some((fit, at)), false),
            }
        }
        let (fit, at) = best?;
        let known = self.before.chars().count() + self.after.chars().count();
        let sure =
            fit >= ENOUGH.min(known) || (count == 1 && self.words.chars().count() >= DISTINCT);
        (!tied && sure).then(|| Span::new(at, at + self.words.len()))
    }

    /// How many characters of the context stand unchanged around the words at this byte.
    fn fit(&self, text: &str, at: usize) -> usize {
        let before = text.get(..at).unwrap_or_default().chars().rev();
        let after = text
            .get(at + self.words.len()..)
            .unwrap_or_default()
            .chars();
        equal(self.before.chars().rev(), before) + equal(self.after.chars(), after)
    }
}

/// How long two texts are the same.
fn equal(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other)
        .take_while(|(one, other)| one == other)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“No,” Ida Holm said of the ferry. Later the harbour master was asked again. “No,” he said.";

    /// The words `nth` time in [`TEXT`], anchored, then looked for in another text; what stands 6 characters before.
    fn check(nth: usize, words: &str, now: &str, expected: Option<usize>) {
        let (at, _) = TEXT.match_indices(words).nth(nth).unwrap();
        let anchor = Anchor::of("a.txt", TEXT, Span::new(at, at + words.len()));
        let found = anchor.find(now).map(|span| span.start as usize);
        assert_eq!(found, expected, "{anchor:?} in {now}");
    }

    #[test]
    fn words_are_found_where_they_were_meant() {
        check(0, "“No,”", TEXT, Some(0));
        check(1, "“No,”", TEXT, TEXT.rfind("“No,”"));
        let edited = TEXT.replace("of the ferry", "of the boat");
        check(0, "“No,”", &edited, Some(0));
        check(1, "“No,”", &edited, edited.rfind("“No,”"));
        let moved = format!("Updated. {TEXT}");
        check(0, "“No,”", &moved, moved.find("“No,”"));
    }

    #[test]
    fn words_that_are_gone_or_stand_elsewhere_are_nowhere() {
        check(0, "“No,”", "Nothing of the kind.", None);
        check(
            0,
            "“No,”",
            "Asked about the bridge, “No,” was all that she had.",
            None,
        );
        let twice = format!("{TEXT}\n\n{TEXT}");
        check(0, "master was asked", &twice, None);
    }

    #[test]
    fn an_anchor_survives_characters_of_any_width() {
        let text = "á".repeat(40) + "“Ägir,”" + &"漢".repeat(40);
        let at = text.find('“').unwrap();
        let anchor = Anchor::of("a.txt", &text, Span::new(at, at + "“Ägir,”".len()));
        assert_eq!(anchor.before.chars().count(), CONTEXT);
        assert_eq!(anchor.after.chars().count(), CONTEXT);
        assert_eq!(anchor.find(&text).map(|span| span.start as usize), Some(at));
    }
}
