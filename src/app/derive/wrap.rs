//! Lines of a width, as places in the text they come from.

use std::borrow::Cow;

use textwrap::{Options, WrapAlgorithm};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::app::fit::is_unfit;
use crate::engine::Span;

/// The text with a blank of the same length in bytes for every character that must not reach a terminal: control
/// characters, and marks that turn the direction of writing. Places in the one are places in the other.
pub fn scrub(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unfit) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(
            |character| match (is_unfit(character), character.len_utf8()) {
                (false, _) => character,
                (true, 1) => ' ',
                (true, 2) => '\u{a0}',
                (true, _) => '\u{2009}',
            },
        )
        .collect::<String>()
        .into()
}

/// Cuts `text`, which begins at byte `start` of a document, into lines of at most `width` columns. Always gives at
/// least one line; blanks at the ends of lines belong to none.
pub fn wrap(text: &str, start: u32, width: u16) -> Vec<Span> {
    let clean = scrub(text);
    let origin = clean.as_ptr() as usize;
    let options =
        Options::new(usize::from(width.max(1))).wrap_algorithm(WrapAlgorithm::new_optimal_fit());
    let mut after = 0;
    textwrap::wrap(&clean, options)
        .iter()
        .map(|line| {
            // A borrowed line points into the text; an owned one, which does not occur without indents, follows the last.
            let from = match line {
                Cow::Borrowed(words) => (words.as_ptr() as usize).wrapping_sub(origin),
                Cow::Owned(_) => after,
            };
            let from = if from <= clean.len() { from } else { after };
            after = (from + line.len()).min(clean.len());
            Span::new(start as usize + from, start as usize + after)
        })
        .collect()
}

/// The text in at most `width` columns, its end replaced by `…` where it is longer. Of a long text only the beginning is looked
/// at.
pub fn cut(text: &str, width: usize) -> String {
    // No character is wider than it has bytes.
    if text.len() <= width {
        return text.to_owned();
    }
    let mut kept = 0;
    let mut used = 0;
    for (at, letter) in text.grapheme_indices(true) {
        used += match letter.len() {
            1 => 1,
            _ => letter.width(),
        };
        let end = at + letter.len();
        if used < width {
            kept = end;
        } else if used > width {
            // Letters that are drawn together are narrower than one by one.
            if text[..end].width() <= width && text.width() <= width {
                break;
            }
            return cut_behind(text, kept, width);
        }
    }
    text.to_owned()
}

/// The text up to byte `end`, and `…` where there is room for it.
fn cut_behind(text: &str, end: usize, width: usize) -> String {
    if width == 0 {
        return String::new();
    }
    [text[..end].trim_end(), "…"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: u16) -> Vec<&str> {
        wrap(text, 0, width)
            .into_iter()
            .map(|line| line.of(text))
            .collect()
    }

    #[test]
    fn lines_are_places_in_the_text() {
        for (text, width, expected) in [
            ("", 10, &[""][..]),
            ("one", 10, &["one"]),
            ("one two three", 7, &["one two", "three"]),
            ("“Änd so,” sie", 8, &["“Änd", "so,” sie"]),
            ("一二三四五", 4, &["一二", "三四", "五"]),
            ("unbreakable", 4, &["unbr", "eaka", "ble"]),
        ] {
            assert_eq!(lines(text, width), expected, "{text}");
        }
        assert_eq!(wrap("abc", 7, 9), [Span::new(7, 10)]);
    }

    #[test]
    fn a_cut_counts_columns_and_never_divides_a_character() {
        for (text, width, expected) in [
            ("Keller", 6, "Keller"),
            ("Keller", 5, "Kell…"),
            ("the harbour", 5, "the…"),
            ("新聞記者", 5, "新聞…"),
            ("新聞記者", 4, "新…"),
            ("新聞記者", 1, "…"),
            ("e\u{301}te\u{301}s", 3, "e\u{301}t…"),
            ("abce\u{301}", 4, "abce\u{301}"),
            ("ab新", 3, "ab…"),
            ("لا", 1, "لا"),
            ("لاab", 2, "ل…"),
            ("anything", 0, ""),
        ] {
            assert_eq!(cut(text, width), expected);
        }
    }

    #[test]
    fn what_drives_a_terminal_becomes_blanks_of_the_same_length() {
        for text in [
            "a\u{1b}[31mb",
            "a\u{9b}31mb",
            "a\u{202e}b",
            "a\u{61c}b",
            "a\tb\rc\u{7}",
        ] {
            let clean = scrub(text);
            assert_eq!(clean.len(), text.len());
            assert!(!clean.chars().any(is_unfit));
        }
        assert!(matches!(scrub("“plain”"), Cow::Borrowed(_)));
    }
}
