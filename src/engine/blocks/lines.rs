//! The lines of a text that hold words, and what can be told from the shape of one line.

use crate::engine::Span;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// Its words, without surrounding blanks.
    pub(super) words: &'t str,
    /// The byte of the text where its words start.
    pub(super) start: usize,
    /// Whether a blank line, a page break or the start of the text stands before it.
    pub(super) apart: bool,
}

impl Line<'_> {
    /// The place of its words.
    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.words.len())
    }

    /// The rest of the line after its first `bytes` bytes, if any words are left.
    pub(super) fn after(&self, bytes: usize) -> Option<Self> {
        let rest = self.words.get(bytes..)?;
        let words = rest.trim_start();
        (!words.is_empty()).then_some(Self {
            words,
            start: self.start + self.words.len() - words.len(),
            apart: true,
        })
    }
}

/// The lines of `text` that hold words. Every kind of line break and the form feed end a line.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut apart = true;
    let mut breaks = 0;
    for piece in text.split_inclusive(is_break) {
        let words = piece.trim_matches(is_blank);
        if !words.is_empty() {
            found.push(Line {
                words,
                start: start + piece.len() - piece.trim_start_matches(is_blank).len(),
                apart: apart || breaks > 1,
            });
            breaks = 0;
            apart = false;
        }
        // A carriage return and its line feed are one break.
        let halved = piece.ends_with('\r') && text[start + piece.len()..].starts_with('\n');
        breaks += usize::from(!halved);
        apart |= piece.ends_with('\x0c');
        start += piece.len();
    }
    found
}

const fn is_break(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\x0b' | '\x0c' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Blanks, and the marks of encoding and layout that print as nothing.
fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '\0' | '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{ad}'
        )
}

/// Whether the line ends like a sentence, closing marks set aside: `he said.”`
pub(super) fn ends_sentence(words: &str) -> bool {
    matches!(last_mark(words), '.' | '!' | '?' | '…' | '。')
}

/// The last character, closing quotation marks and brackets set aside; a blank when there is none.
pub(super) fn last_mark(words: &str) -> char {
    words
        .trim_end_matches(|mark: char| {
            mark.is_whitespace() || matches!(mark, '"' | '”' | '“' | '’' | '\'' | '»' | ')' | ']')
        })
        .chars()
        .next_back()
        .unwrap_or(' ')
}

/// Whether a sentence ends before the end of the line and another begins: `No. We left`.
pub(super) fn holds_sentence_end(words: &str) -> bool {
    let mut last = "";
    for word in words.split_whitespace() {
        let begins = word.chars().find(|mark| mark.is_alphanumeric());
        // `Mr. Orr` and `U.S. Senate` go on: a short word before the full stop is an abbreviation.
        if begins.is_some_and(char::is_uppercase)
            && ends_sentence(last)
            && last.chars().filter(|mark| mark.is_alphabetic()).count() > 4
        {
            return true;
        }
        last = word;
    }
    false
}

/// Whether the line opens a list item: `- first`, `• first`, `3) first`.
pub(super) fn is_bullet(words: &str) -> bool {
    let mut marks = words.chars();
    match (marks.next(), marks.next()) {
        (Some('•' | '◦' | '‣' | '▪' | '·' | '●'), _)
        | (Some('-' | '*' | '+' | '–' | '—'), Some(' ' | '\t')) => true,
        (Some(first), _) if first.is_ascii_digit() => {
            let rest = words.trim_start_matches(|mark: char| mark.is_ascii_digit());
            rest.starts_with(") ") || rest.starts_with(". ")
        }
        _ => false,
    }
}

/// Whether every quotation mark that opens in the line closes in it.
pub(super) fn is_balanced(words: &str) -> bool {
    let count = |mark: char| words.matches(mark).count();
    count('“') == count('”') && count('"') % 2 == 0 && count('«') == count('»')
}

/// Whether the words start with a small letter, as the rest of a sentence does.
pub(super) fn starts_small(words: &str) -> bool {
    words.chars().next().is_some_and(char::is_lowercase)
}

/// Whether most of the longer words begin with a capital, as in many headlines.
pub(super) fn is_capitalized(words: &str) -> bool {
    let long = words
        .split_whitespace()
        .filter(|word| word.chars().filter(|mark| mark.is_alphabetic()).count() > 3);
    let (mut capitals, mut all) = (0, 0);
    for word in long {
        all += 1;
        let first = word.chars().find(|mark| mark.is_alphabetic());
        capitals += usize::from(first.is_some_and(char::is_uppercase));
    }
    all > 2 && capitals * 4 >= all * 3
}

/// Whether the line opens with a place and an agency: `VELL (AP) — `, `ORRIN, Nov. 19 (UPI) —`, `VELL, March 3 — `.
pub(super) fn has_dateline(words: &str) -> bool {
    dateline_end(words).is_some()
}

/// Where the words of such a line begin after its dash, in bytes.
pub(in crate::engine) fn dateline_end(words: &str) -> Option<usize> {
    // Most lines begin with a word like `The`.
    let mut letters = words.chars().filter(|mark| mark.is_alphabetic());
    if letters.next()?.is_lowercase() || letters.next()?.is_lowercase() {
        return None;
    }
    let head = words
        .char_indices()
        .nth(60)
        .map_or(words, |(end, _)| &words[..end]);
    let (dash, length) = match head.find(['—', '–']) {
        Some(dash) => (dash, '—'.len_utf8()),
        None => (head.find(" - ")?, 3),
    };
    let place = head[..dash].split([',', '(']).next().unwrap_or_default();
    let letters = place.chars().filter(|mark| mark.is_alphabetic());
    let capitals = place.trim().len() > 2
        && letters.clone().count() > 2
        && letters.clone().all(char::is_uppercase);
    capitals.then_some(dash + length)
}
