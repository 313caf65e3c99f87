//! One line of typed text with its cursor, and the keys of every shell to edit it.

use unicode_segmentation::UnicodeSegmentation;

use super::{Key, KeyCode};

/// Typed text. The cursor stands before a letter as the reader sees it, never inside of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    cursor: usize,
    offered: bool,
    killed: String,
}

/// What a key did to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Nothing: the key means nothing to a line.
    Ignored,
    /// The cursor may have moved; the text is what it was.
    Moved,
    /// The text is another one.
    Changed,
}

impl Line {
    /// A line that offers former words: the first letter typed replaces them, any other key takes them over.
    pub fn offering(words: &str) -> Self {
        Self {
            text: words.to_owned(),
            cursor: words.len(),
            offered: !words.is_empty(),
            killed: String::new(),
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte before which the cursor stands.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether the text is an offer that the next letter replaces.
    pub fn is_offered(&self) -> bool {
        self.offered
    }

    /// Edits the line. What Control-U, -K and -W take away comes back with Control-Y.
    pub fn key(&mut self, key: Key) -> Edit {
        if let (KeyCode::Char(letter), false, false) = (key.code, key.ctrl, key.alt) {
            return self.insert(letter.encode_utf8(&mut [0; 4]));
        }
        self.offered = false;
        let all = self.text.len();
        match (key.code, key.ctrl, key.alt) {
            (KeyCode::Left, false, false) | (KeyCode::Char('b'), true, false) => {
                self.go(self.letter_before())
            }
            (KeyCode::Right, false, false) | (KeyCode::Char('f'), true, false) => {
                self.go(self.letter_after())
            }
            (KeyCode::Left, true, _) | (KeyCode::Char('b') | KeyCode::Left, _, true) => {
                self.go(self.word_before())
            }
            (KeyCode::Right, true, _) | (KeyCode::Char('f') | KeyCode::Right, _, true) => {
                self.go(self.word_after())
            }
            (KeyCode::Home, ..) | (KeyCode::Char('a'), true, false) => self.go(0),
            (KeyCode::End, ..) | (KeyCode::Char('e'), true, false) => self.go(all),
            (KeyCode::Backspace, false, false) | (KeyCode::Char('h'), true, false) => {
                self.take(self.letter_before(), self.cursor).1
            }
            (KeyCode::Delete, ..) | (KeyCode::Char('d'), true, false) => {
                self.take(self.cursor, self.letter_after()).1
            }
            (KeyCode::Char('w'), true, false) | (KeyCode::Backspace, ..) => {
                self.kill(self.word_before(), self.cursor)
            }
            (KeyCode::Char('u'), true, false) => self.kill(0, self.cursor),
            (KeyCode::Char('k'), true, false) => self.kill(self.cursor, all),
            (KeyCode::Char('y'), true, false) => {
                let killed = self.killed.clone();
                self.insert(&killed)
            }
            _ => Edit::Ignored,
        }
    }

    /// Puts text in at the cursor, as pasting does: breaks and tabs become blanks, other control characters vanish.
    pub fn insert(&mut self, text: &str) -> Edit {
        let clean: String = text
            .chars()
            .map(|letter| match letter {
                '\n' | '\t' => ' ',
                other => other,
            })
            .filter(|letter| !letter.is_control())
            .collect();
        if clean.is_empty() {
            return Edit::Moved;
        }
        if self.offered {
            self.offered = false;
            self.kill(0, self.text.len());
        }
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
        Edit::Changed
    }

    fn go(&mut self, to: usize) -> Edit {
        self.cursor = to;
        Edit::Moved
    }

    fn take(&mut self, from: usize, to: usize) -> (String, Edit) {
        if from >= to {
            return (String::new(), Edit::Moved);
        }
        let taken = self.text.drain(from..to).collect();
        self.cursor = from;
        (taken, Edit::Changed)
    }

    fn kill(&mut self, from: usize, to: usize) -> Edit {
        let (taken, edit) = self.take(from, to);
        if edit == Edit::Changed {
            self.killed = taken;
        }
        edit
    }

    fn letter_before(&self) -> usize {
        let last = self.text[..self.cursor].grapheme_indices(true).next_back();
        last.map_or(0, |(at, _)| at)
    }

    fn letter_after(&self) -> usize {
        let next = self.text[self.cursor..].graphemes(true).next();
        self.cursor + next.map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let before = self.text[..self.cursor].trim_end();
        before
            .char_indices()
            .rev()
            .find(|(_, letter)| letter.is_whitespace())
            .map_or(0, |(at, letter)| at + letter.len_utf8())
    }

    fn word_after(&self) -> usize {
        let after = &self.text[self.cursor..];
        let blanks = after.len() - after.trim_start().len();
        let word = after[blanks..].find(char::is_whitespace);
        word.map_or(self.text.len(), |length| self.cursor + blanks + length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `|` is the cursor, before and after the keys.
    fn check(before: &str, keys: &str, after: &str) {
        let cursor = before.find('|').unwrap();
        let mut line = Line {
            text: before.replace('|', ""),
            cursor,
            ..Line::default()
        };
        for key in keys.split(' ') {
            line.key(key.parse().unwrap());
        }
        let mut shown = line.text.clone();
        shown.insert(line.cursor, '|');
        assert_eq!(shown, after, "{before} {keys}");
    }

    #[test]
    fn keys_edit_as_in_a_shell() {
        check("|", "a b space c", "ab c|");
        check("ab|c", "left x", "ax|bc");
        check("|", "left backspace delete right home end", "|");
        check("the envoy said|", "ctrl-w", "the envoy |");
        check("the envoy |said", "ctrl-w", "the |said");
        check("the env|oy", "ctrl-u", "|oy");
        check("the env|oy", "ctrl-k", "the env|");
        check("the env|oy", "ctrl-u end ctrl-y", "oythe env|");
        check("the env|oy", "ctrl-a ctrl-d ctrl-e backspace", "he envo|");
        check("the envoy| said", "alt-b", "the |envoy said");
        check("the |envoy said", "alt-f alt-f alt-f", "the envoy said|");
        check("a|", "ctrl-x alt-x f5 esc up", "a|");
    }

    #[test]
    fn a_letter_of_several_code_points_is_one_letter() {
        check("e\u{301}|", "backspace", "|");
        check("a👩‍🚀|b", "left delete", "a|b");
        check("zażółć|", "left left backspace", "zaż|łć");
    }

    #[test]
    fn pasted_text_becomes_one_harmless_line() {
        let mut line = Line::default();
        line.insert("two\r\nlines\u{1b}[2J\u{9b}\tend");
        assert_eq!(line.text(), "two lines[2J end");
        assert_eq!(line.insert("\u{7}"), Edit::Moved);
    }

    #[test]
    fn an_offer_gives_way_to_the_first_letter_and_can_be_fetched_back() {
        let mut line = Line::offering("envoy");
        line.key(Key::char('x'));
        assert_eq!(line.text(), "x");
        line.key("ctrl-y".parse().unwrap());
        assert_eq!(line.text(), "xenvoy");
        let mut line = Line::offering("envoy");
        line.key(Key::plain(KeyCode::End));
        line.key(Key::char('s'));
        assert_eq!(line.text(), "envoys");
    }
}
