//! Words, numbers and marks, with their lower-case forms and the sentences they stand in.

use super::blocks::lines::dateline_end;
use super::lexicon::WordId;
use super::{Block, BlockKind, Lexicon, Span};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters, with the apostrophes, hyphens and inner full stops of `don’t`, `vice-president`, `U.S`.
    Word,
    /// Digits, with inner commas and points.
    Number,
    /// One other character.
    Mark,
}

/// One token. Its texts are asked from [`Tokens`].
#[derive(Clone, Copy, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "four independent marks of every token"
)]
pub(crate) struct Token {
    /// Where it stands.
    pub(crate) span: Span,
    /// What it is made of.
    pub(crate) kind: TokenKind,
    /// Whether a sentence begins here.
    pub(crate) starts_sentence: bool,
    /// Whether it stands inside quotation marks; set by [`Tokens::set_quoted`].
    pub(crate) quoted: bool,
    /// Whether its first character is an upper-case letter.
    pub(crate) capitalized: bool,
    /// Whether it is a word with a capital, in front or inside: `Orr`, `al-Orr`.
    pub(crate) has_capital: bool,
    /// The index of its block.
    pub(crate) block: u32,
    /// Its number in the lists of words.
    pub(crate) word: WordId,
    lower: Span,
}

/// The tokens of one document, in text order.
#[derive(Debug)]
pub(crate) struct Tokens<'t> {
    text: &'t str,
    items: Vec<Token>,
    /// The text with small letters for the capitals of ASCII, where nearly every token has its lower-case form at its own place;
    /// behind it the forms of the others. No allocation or copy for each token.
    lower: String,
}

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: &str = "mr mrs ms dr sen sens rep reps gov govs gen lt col capt sgt prof rev jr sr st inc corp co ltd vs etc \
    u.s u.k u.n d.c a.m p.m no jan feb mar apr jun jul aug sept sep oct nov dec ariz calif colo conn del fla ga ill ind kan ky la \
    mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo r d e.g i.e m.d ph.d h.w adm maj hon cmdr dept ave";

impl<'t> Tokens<'t> {
    /// Cuts the blocks of `text` into tokens. Headers carry none.
    pub(crate) fn new(text: &'t str, blocks: &[Block], lexicon: &Lexicon) -> Self {
        // Some room for forms that differ: `don’t`.
        let mut lower = String::with_capacity(text.len() + text.len() / 16);
        lower.push_str(text);
        lower.make_ascii_lowercase();
        let mut tokens = Self {
            text,
            // A word and its blank take about five bytes.
            items: Vec::with_capacity(text.len() / 5),
            lower,
        };
        for (index, block) in blocks.iter().enumerate() {
            if block.kind != BlockKind::Header {
                tokens.cut(index as u32, block.span, lexicon);
            }
        }
        tokens
    }

    /// How many tokens there are.
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// The token at `index`, if there is one.
    pub(crate) fn get(&self, index: usize) -> Option<&Token> {
        self.items.get(index)
    }

    /// The words of the token as written; empty past the end.
    pub(crate) fn word(&self, index: usize) -> &'t str {
        self.items
            .get(index)
            .map_or("", |token| token.span.of(self.text))
    }

    /// The token in lower case, its apostrophes straight, a pronoun without the verb drawn together with it (`he` for
    /// `He’s`); empty past the end.
    pub(crate) fn lower(&self, index: usize) -> &str {
        self.items
            .get(index)
            .map_or("", |token| token.lower.of(&self.lower))
    }

    /// The text from the start of the token on.
    pub(crate) fn rest(&self, index: usize) -> &'t str {
        let start = self.items.get(index).map(|token| token.span.start as usize);
        start.map_or("", |start| &self.text[start..])
    }

    /// The first token that starts at or after `byte`; the number of tokens when there is none.
    pub(crate) fn at(&self, byte: usize) -> usize {
        self.items
            .partition_point(|token| (token.span.start as usize) < byte)
    }

    /// The text from token `from` up to, but without, token `to`.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        match (
            self.items.get(from),
            to.checked_sub(1).and_then(|last| self.items.get(last)),
        ) {
            (Some(first), Some(last)) if from < to => Span {
                start: first.span.start,
                end: last.span.end,
            },
            _ => Span::default(),
        }
    }

    /// Marks the tokens inside each of `quoted` spans, which stand in text order.
    pub(crate) fn set_quoted(&mut self, quoted: impl IntoIterator<Item = Span>) {
        for span in quoted {
            let first = self.at(span.start as usize);
            for token in self.items[first..]
                .iter_mut()
                .take_while(|token| token.span.start < span.end)
            {
                token.quoted = true;
            }
        }
    }

    fn cut(&mut self, block: u32, span: Span, lexicon: &Lexicon) {
        let end = span.end as usize;
        let mut at = span.start as usize;
        let mut sentence_due = true;
        // What follows `DUNMORE (AP) —` begins a sentence.
        let mut dateline = dateline_end(span.of(self.text)).map(|end| at + end);
        let bytes = self.text.as_bytes();
        while at < end {
            if bytes[at] == b' ' {
                at += 1;
                continue;
            }
            let Some(first) = char_at(self.text, at, end) else {
                break;
            };
            if first.is_whitespace() {
                at += first.len_utf8();
                continue;
            }
            if dateline.is_some_and(|end| at >= end) {
                dateline = None;
                sentence_due = true;
            }
            let rest = &self.text[at..end];
            let (kind, length, letters) = if first.is_alphabetic() {
                let (length, letters) = word_length(rest);
                (TokenKind::Word, length, letters)
            } else if first.is_ascii_digit() {
                (TokenKind::Number, number_length(rest), PLAIN)
            } else {
                let letters = if first.is_ascii() { PLAIN } else { OTHER };
                (TokenKind::Mark, first.len_utf8(), letters)
            };
            let capitalized = first.is_uppercase();
            let starts_sentence = sentence_due
                && !matches!(
                    first,
                    '"' | '“' | '”' | '\'' | '’' | '‘' | ')' | '(' | '«' | '»'
                );
            let span = Span::new(at, at + length);
            // No mark has a capital, and but for the apostrophe each is its own form.
            let plain = letters & OTHER == 0 || kind == TokenKind::Mark && first != '’';
            let lower = if plain { span } else { self.lowered(span) };
            // No list has a mark.
            let word = match kind {
                TokenKind::Mark => WordId::default(),
                _ => lexicon.word(lower.of(&self.lower)),
            };
            self.items.push(Token {
                span,
                kind,
                starts_sentence,
                quoted: false,
                capitalized,
                has_capital: kind == TokenKind::Word && (capitalized || letters & CAPITAL != 0),
                block,
                word,
                lower,
            });
            if starts_sentence {
                sentence_due = false;
            }
            at += length;
            if matches!(first, '!' | '?' | '…')
                || (first == '.' && self.full_stop_ends(&self.text[at..end]))
            {
                sentence_due = true;
            }
        }
    }

    /// Where the lower-case form of a token stands in the buffer, which gets it if it differs.
    fn lowered(&mut self, token: Span) -> Span {
        let word = uncontracted(token.of(self.text));
        if word.is_ascii() {
            let start = token.start as usize;
            return Span::new(start, start + word.len());
        }
        let start = self.lower.len();
        for character in word.chars() {
            if character == '’' {
                self.lower.push('\'');
            } else {
                self.lower.extend(character.to_lowercase());
            }
        }
        Span::new(start, self.lower.len())
    }

    /// Whether the full stop that was pushed last ends a sentence, given the text that follows it in its block.
    fn full_stop_ends(&self, rest: &str) -> bool {
        let Some(before) = self.items.len().checked_sub(2) else {
            return true;
        };
        let token = &self.items[before];
        let glued = token.span.end == self.items[before + 1].span.start;
        let lower = self.lower(before);
        let initials = token.kind == TokenKind::Word && token.capitalized && is_initialism(lower);
        let shortened =
            token.capitalized || lower.contains('.') || ["vs", "etc", "no"].contains(&lower);
        let counts = lower != "no"
            || rest
                .trim_start()
                .starts_with(|next: char| next.is_ascii_digit());
        let known = || {
            ABBREVIATIONS
                .split_ascii_whitespace()
                .any(|short| short == lower)
        };
        let abbreviation =
            glued && (initials || (shortened && counts && lower.len() < 8 && known()));
        let inside_word = rest.starts_with(char::is_alphanumeric);
        // In `Orr (D-Md.), the mayor` the bracket and what follows it belong to the sentence.
        let rest = rest
            .strip_prefix(')')
            .map_or(rest, |after| after.trim_start_matches(','));
        let goes_on = rest
            .trim_start()
            .chars()
            .next()
            .is_some_and(char::is_lowercase);
        !abbreviation && !inside_word && !goes_on
    }
}

/// Pronouns that verbs are drawn together with.
const CONTRACTED: &[&str] = &[
    "he", "she", "they", "it", "i", "we", "you", "who", "that", "there", "what", "here", "let",
];

/// `he` for `he’s`: the rules ask for the pronoun. Other words stay whole.
fn uncontracted(word: &str) -> &str {
    let Some(at) = word.find(['\'', '’']) else {
        return word;
    };
    let verb = word[at..].trim_start_matches(['\'', '’']);
    let is_verb = ["s", "d", "ll", "ve", "re", "m"].contains(&verb);
    let is_pronoun = || {
        CONTRACTED
            .iter()
            .any(|known| known.eq_ignore_ascii_case(&word[..at]))
    };
    if is_verb && is_pronoun() {
        &word[..at]
    } else {
        word
    }
}

/// The character at byte `at`, unless the text before `end` is over.
fn char_at(text: &str, at: usize, end: usize) -> Option<char> {
    if at >= end {
        return None;
    }
    match text.as_bytes()[at] {
        byte if byte.is_ascii() => Some(char::from(byte)),
        _ => text[at..end].chars().next(),
    }
}

/// An ASCII letter or digit.
const PLAIN: u8 = 1;
/// An ASCII capital, beside [`PLAIN`].
const CAPITAL: u8 = 1 << 1;
/// Something else, in what is known of a whole word.
const OTHER: u8 = 1 << 2;

/// What each byte is; 0 for neither letter nor digit of ASCII.
const BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let letter = byte as u8;
        if letter.is_ascii_alphanumeric() {
            bytes[byte] = PLAIN;
        }
        if letter.is_ascii_uppercase() {
            bytes[byte] |= CAPITAL;
        }
        byte += 1;
    }
    bytes
};

/// The length of the word at the start of the text, and what stands in it: [`CAPITAL`], [`OTHER`].
fn word_length(text: &str) -> (usize, u8) {
    let bytes = text.as_bytes();
    let mut at = 0;
    // Where the part after the last inner full stop begins: those before it are single letters.
    let mut part = 0;
    let mut letters = 0;
    loop {
        for &byte in &bytes[at..] {
            let class = BYTES[usize::from(byte)];
            if class == 0 {
                break;
            }
            letters |= class;
            at += 1;
        }
        // Nearly every word ends here.
        let Some(character) = char_at(text, at, text.len()).filter(|&mark| mark != ' ') else {
            return (at, letters);
        };
        let next = at + character.len_utf8();
        let followed = |fits: fn(char) -> bool| char_at(text, next, text.len()).is_some_and(fits);
        let inside = match character {
            '\'' | '’' | '-' | '&' => followed(char::is_alphanumeric),
            '.' => is_single(&text[part..at]) && followed(char::is_alphabetic),
            _ => character.is_alphanumeric(),
        };
        if !inside {
            return (at, letters);
        }
        if character == '.' {
            part = next;
        }
        letters |= OTHER;
        at = next;
    }
}

/// Whether the text before a full stop is a run of single letters, as in `U.S` or `a.m`.
fn is_initialism(text: &str) -> bool {
    text.split('.').all(is_single)
}

/// Whether the text is one character.
fn is_single(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some() && characters.next().is_none()
}

fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut length = 0;
    while length < bytes.len()
        && (bytes[length].is_ascii_digit()
            || (matches!(bytes[length], b',' | b'.')
                && bytes.get(length + 1).is_some_and(u8::is_ascii_digit)))
    {
        length += 1;
    }
    length
}

/// Asks something about a word in lower case, without an allocation where the word is short and plain.
pub(crate) fn lowered<R>(word: &str, ask: impl FnOnce(&str) -> R) -> R {
    let mut buffer = [0; 32];
    if word.is_ascii()
        && let Some(bytes) = buffer.get_mut(..word.len())
    {
        bytes.copy_from_slice(word.as_bytes());
        bytes.make_ascii_lowercase();
        if let Ok(lower) = str::from_utf8(bytes) {
            return ask(lower);
        }
    }
    ask(&word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::blocks;

    fn cut(text: &str) -> String {
        let tokens = Tokens::new(text, &blocks(text), Lexicon::bundled());
        (0..tokens.len())
            .map(|index| {
                let start = if tokens.items[index].starts_sentence {
                    "^"
                } else {
                    ""
                };
                format!("{start}{}", tokens.word(index))
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        assert_eq!(
            cut("Sen. Ada M. Orr of the U.S. Senate agreed. She left."),
            "^Sen . Ada M . Orr of the U.S . Senate agreed . ^She left ."
        );
    }

    #[test]
    fn brackets_and_small_words_end_no_sentence() {
        assert_eq!(
            cut("A.B. Orr (D-Md.), the mayor, said no. He was ill. She left."),
            "^A.B . Orr ( D-Md . ) , the mayor , said no . ^He was ill . ^She left ."
        );
    }

    #[test]
    fn apostrophes_hyphens_and_numbers_stay_whole() {
        assert_eq!(
            cut("The vice-president’s 1,200.5 votes, 'no'."),
            "^The vice-president’s 1,200.5 votes , ' no ' ."
        );
    }

    #[test]
    fn a_sentence_may_open_with_a_mark() {
        assert_eq!(
            cut("He left. “No,” she said."),
            "^He left . “ ^No , ” she said ."
        );
    }

    #[test]
    fn lower_case_forms_are_those_of_whole_words() {
        let text = "He’s in ŁÓDŹ: “No’ DON’T, She'll rest,” O'Hale-Orr told U.N. No. 7 ‘É’.";
        let tokens = Tokens::new(text, &blocks(text), Lexicon::bundled());
        let lower: Vec<&str> = (0..tokens.len()).map(|index| tokens.lower(index)).collect();
        assert_eq!(
            lower.join(" "),
            "he in łódź : “ no ' don't , she rest , ” o'hale-orr told u.n . no . 7 ‘ é ' ."
        );
    }
}
