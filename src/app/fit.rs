//! What may reach a terminal of the text of documents, names and settings.
//!
//! Three classes of characters may not. Those that a terminal acts on ([`is_unfit`]) are shown as a blank or as U+FFFD, so
//! that the reader sees that something stood there. Those that show nothing ([`is_invisible`]) are left out: in articles
//! they are leftovers of web pages, and hidden words or cut ones at worst. Marks that are set over a letter are kept as
//! far as writing needs them ([`MARKS`]).

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many marks one letter may carry. Vietnamese and Hebrew need two or three; more is a tower over other lines.
pub const MARKS: usize = 4;

/// Whether a terminal would act on the character rather than show it: control characters, and marks that turn the
/// direction of writing.
pub fn is_unfit(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

/// Whether the character shows nothing and takes no place: joiners, soft hyphens, variation selectors, tags, fillers.
pub fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200d}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Counts the marks over each letter of a text, character by character.
#[derive(Debug, Default)]
pub(crate) struct Marks(usize);

impl Marks {
    /// Whether the next character may stand where it does: a letter, or one of the first [`MARKS`] marks over it.
    pub(crate) fn fits(&mut self, character: char) -> bool {
        self.0 = match character.width() {
            Some(0) => self.0 + 1,
            _ => 0,
        };
        self.0 <= MARKS
    }
}

/// The text without what shows nothing and without marks beyond [`MARKS`]. What is unfit stays: it needs a substitute.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut marks = Marks::default();
    let mut is_seen = |character| !is_invisible(character) && marks.fits(character);
    let Some(hidden) = text.char_indices().find(|(_, one)| !is_seen(*one)) else {
        return Cow::Borrowed(text);
    };
    let (seen, rest) = text.split_at(hidden.0);
    let mut kept = seen.to_owned();
    // The first of the rest is known to be left out.
    kept.extend(rest.chars().skip(1).filter(|one| is_seen(*one)));
    Cow::Owned(kept)
}

/// What is written for the contents of one cell of the screen: as wide as the cell, and nothing but what is seen.
pub fn symbol(contents: &str) -> Cow<'_, str> {
    // Nearly all cells hold one of these.
    if let [b' '..=b'~'] = contents.as_bytes() {
        return Cow::Borrowed(contents);
    }
    if contents.chars().any(is_unfit) {
        return Cow::Borrowed("\u{fffd}");
    }
    let seen = visible(contents);
    if seen.len() == contents.len() {
        return seen;
    }
    let columns = contents.width();
    // A picture that was joined from several is shown by the first.
    let mut kept = if seen.width() <= columns {
        seen.into_owned()
    } else {
        seen.chars().take(1).collect()
    };
    kept.extend(std::iter::repeat_n(
        ' ',
        columns.saturating_sub(kept.width()),
    ));
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_is_left_out() {
        for (text, expected) in [
            ("“Łódź,” she said.", "“Łódź,” she said."),
            ("co\u{ad}operate", "cooperate"),
            ("zero\u{200b}width\u{feff}", "zerowidth"),
            ("a\u{e0041}\u{e007f}b", "ab"),
            ("\u{3164}", ""),
            (
                "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}b",
                "a\u{301}\u{301}\u{301}\u{301}b",
            ),
            ("á\u{200b}\u{301}", "á\u{301}"),
            ("a\u{1b}b", "a\u{1b}b"),
        ] {
            assert_eq!(visible(text), expected, "{text:?}");
        }
        let tower = format!("e{}", "\u{301}".repeat(10_000));
        assert_eq!(visible(&tower).chars().count(), 1 + MARKS);
        assert!(matches!(visible("“plain”"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_cell_stays_as_wide_as_it_is() {
        for (contents, expected) in [
            ("a", "a"),
            ("新", "新"),
            ("e\u{301}", "e\u{301}"),
            ("\u{1b}", "\u{fffd}"),
            ("❤\u{fe0f}", "❤ "),
            ("👩\u{200d}🚀", "👩"),
            ("a\u{200d}", "a"),
        ] {
            assert_eq!(symbol(contents), expected, "{contents:?}");
        }
    }
}
