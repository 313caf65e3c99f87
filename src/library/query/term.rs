//! Words of a query in a text.

use crate::engine::Span;
use crate::engine::names::fold;
use crate::library::Needle;

/// Words that follow each other; whatever stands between them is no word.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Phrase {
    pub(super) words: Vec<Word>,
}

/// One word.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// As it was typed.
    pub(super) typed: String,
    /// Whether it is only the beginning of the words that it finds.
    pub(super) is_begun: bool,
    needle: Needle,
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        (&self.typed, self.is_begun) == (&other.typed, other.is_begun)
    }
}

/// Whether a letter belongs to a word. `SQLite`'s index must not see a border where this sees none: it counts private letters in,
/// and accents that stand behind their letter.
pub(super) fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '\u{300}'..='\u{36f}' | '\u{e000}'..='\u{f8ff}')
}

/// The words of what was typed.
pub(crate) fn split(typed: &str) -> impl Iterator<Item = &str> {
    typed
        .split(|letter| !is_of_word(letter))
        .filter(|word| !word.is_empty())
}

impl Word {
    pub(super) fn new(typed: &str, is_begun: bool) -> Option<Self> {
        Some(Self {
            typed: typed.to_owned(),
            is_begun,
            needle: Needle::new(typed)?,
        })
    }

    /// The places of the word in a text.
    pub(super) fn find<'w>(&'w self, text: &'w str) -> impl Iterator<Item = Span> + 'w {
        self.needle.find(text).filter_map(move |span| {
            let start = span.start as usize;
            let begins = !text[..start].ends_with(is_of_word);
            let end = begins
                .then(|| self.end(text, span.end as usize))
                .flatten()?;
            Some(Span::new(start, end))
        })
    }

    /// The end of the word whose letters are found up to this byte, if it is this one.
    fn end(&self, text: &str, found: usize) -> Option<usize> {
        let rest = text[found..].find(|letter| !is_of_word(letter));
        let rest = rest.unwrap_or(text.len() - found);
        (self.is_begun || rest == 0).then_some(found + rest)
    }

    /// The end of the word, if it stands at the beginning of `text`.
    fn fits(&self, text: &str) -> Option<usize> {
        self.end(text, self.needle.fits(text)?)
    }

    /// Whether a word of a name is this one, whatever its case and accents.
    fn is_named(&self, other: &str) -> bool {
        let (own, other) = (fold(&self.typed), fold(other));
        if self.is_begun {
            other.starts_with(&own)
        } else {
            other == own
        }
    }
}

impl Phrase {
    /// The words of what was typed; none when there is no word. The last one is only begun if `is_begun` says so.
    pub(super) fn new(typed: &str, is_begun: bool) -> Option<Self> {
        let mut words: Vec<Word> = split(typed)
            .filter_map(|word| Word::new(word, false))
            .collect();
        words.last_mut()?.is_begun = is_begun;
        Some(Self { words })
    }

    /// The places of the phrase in a text, in text order.
    pub(super) fn find<'p>(&'p self, text: &'p str) -> impl Iterator<Item = Span> + 'p {
        let first = self.words.first().into_iter();
        first
            .flat_map(|word| word.find(text))
            .filter_map(|span| self.rest(text, span))
    }

    /// The whole phrase that begins with a place of its first word.
    fn rest(&self, text: &str, first: Span) -> Option<Span> {
        let mut end = first.end as usize;
        for word in &self.words[1..] {
            let next = end + text[end..].find(is_of_word)?;
            if next == end {
                return None;
            }
            end = next + word.fits(&text[next..])?;
        }
        Some(Span::new(first.start as usize, end))
    }

    /// Whether a name holds the phrase, whatever its case and accents.
    pub(super) fn is_in_name(&self, name: &str) -> bool {
        let parts: Vec<&str> = split(name).collect();
        parts.windows(self.words.len()).any(|window| {
            let pairs = self.words.iter().zip(window);
            pairs.into_iter().all(|(word, part)| word.is_named(part))
        })
    }
}
