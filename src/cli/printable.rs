//! Text of documents, paths and names made safe for a terminal.

use std::borrow::Cow;

use crate::app::fit::{is_unfit, visible};

/// The text on one line, fit to be printed: line breaks and tabs become blanks, control characters and the marks that turn
/// the direction of writing become U+FFFD, and what shows nothing is left out. Otherwise a document could move the cursor, or show other words than it holds.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    if !text.chars().any(is_unfit) {
        return text;
    }
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(
            character,
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}'
        ) {
            if !safe.ends_with(' ') {
                safe.push(' ');
            }
        } else if is_unfit(character) {
            safe.push('\u{fffd}');
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn nothing_that_a_terminal_acts_on_is_left() {
        for (text, expected) in [
            ("“Łódź,” she said.", "“Łódź,” she said."),
            ("a\u{1b}[31mb", "a\u{fffd}[31mb"),
            ("a\u{9b}31mb\u{7f}\0", "a\u{fffd}31mb\u{fffd}\u{fffd}"),
            ("one\r\n\ttwo\u{2028}three", "one two three"),
            ("pay\u{202e}me\u{2066}", "pay\u{fffd}me\u{fffd}"),
            ("co\u{ad}op\u{200b}", "coop"),
        ] {
            assert_eq!(printable(text), expected);
        }
    }
}
