//! The words of a quotation as they are compared, and those whose change changes what was said.

use serde::{Deserialize, Serialize};

use crate::engine::Span;

/// One word of a quotation: where it stands, and its folded form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the document.
    pub span: Span,
    /// In small letters and without apostrophes; numbers without commas: `We’re` is `were`, `1,200` is `1200`.
    pub folded: String,
}

/// The words in `place` of `text`, in text order.
pub fn words(text: &str, place: Span) -> Vec<Word> {
    let mut found = Vec::new();
    each(text, place, |span, folded| {
        found.push(Word {
            span,
            folded: folded.to_owned(),
        });
    });
    found
}

/// Shows every word to `take`, with its place and its folded form.
pub(in crate::library) fn each(text: &str, place: Span, mut take: impl FnMut(Span, &str)) {
    let mut folded = String::new();
    let mut start = 0;
    let mut end = 0;
    let mut last_is_digit = false;
    let words = place.of(text);
    let mut at = 0;
    while at < words.len() {
        let letters = plain_letters(&words.as_bytes()[at..]);
        if letters > 0 {
            if folded.is_empty() {
                start = at;
            }
            let plain = &words[at..at + letters];
            let before = folded.len();
            folded.push_str(plain);
            folded[before..].make_ascii_lowercase();
            last_is_digit = plain.ends_with(|last: char| last.is_ascii_digit());
            at += letters;
            end = at;
            continue;
        }
        // Most words end at a blank.
        if words.as_bytes()[at] == b' ' {
            flush(place, (start, end), &mut folded, &mut take);
            last_is_digit = false;
            at += 1;
            continue;
        }
        let mut marks = words[at..].chars();
        let Some(mark) = marks.next() else {
            break;
        };
        if mark.is_alphanumeric() {
            if folded.is_empty() {
                start = at;
            }
            end = at + mark.len_utf8();
            folded.extend(mark.to_lowercase());
        } else if inside_word(mark, last_is_digit, marks.next()) {
            if mark == '.' {
                folded.push('.');
            }
        } else {
            flush(place, (start, end), &mut folded, &mut take);
            if mark == '%' {
                let span = place.start as usize + at;
                take(Span::new(span, span + 1), "percent");
            }
        }
        last_is_digit = mark.is_numeric();
        at += mark.len_utf8();
    }
    flush(place, (start, end), &mut folded, &mut take);
}

/// How many letters and digits without marks the text begins with.
fn plain_letters(text: &[u8]) -> usize {
    let other = text.iter().position(|byte| !byte.is_ascii_alphanumeric());
    other.unwrap_or(text.len())
}

fn flush(
    place: Span,
    (start, end): (usize, usize),
    folded: &mut String,
    take: &mut impl FnMut(Span, &str),
) {
    if !folded.is_empty() {
        let origin = place.start as usize;
        take(Span::new(origin + start, origin + end), folded);
        folded.clear();
    }
}

/// Whether the mark ends no word: an apostrophe between letters, a comma or point between digits.
fn inside_word(mark: char, after_digit: bool, next: Option<char>) -> bool {
    match mark {
        '\'' | '’' | '‘' => next.is_some_and(char::is_alphabetic),
        ',' | '.' => after_digit && next.is_some_and(char::is_numeric),
        _ => false,
    }
}

/// A kind of word whose change must never be overlooked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Telling {
    /// `12`, `fifteen`, `thousand`.
    Number,
    /// `not`, `never`, `don’t`.
    Negation,
    /// `will`, `could`, `must`.
    Modal,
    /// A word with a capital inside a sentence.
    Name,
}

/// Kinds of words, each once.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Tellings(u8);

impl Tellings {
    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// They, in the order in which [`Telling`] names them.
    pub fn iter(self) -> impl Iterator<Item = Telling> {
        let all = Telling::ALL.into_iter();
        all.filter(move |kind| self.0 & kind.bit() != 0)
    }
}

impl FromIterator<Telling> for Tellings {
    fn from_iter<I: IntoIterator<Item = Telling>>(kinds: I) -> Self {
        let kinds = kinds.into_iter();
        Self(kinds.fold(0, |all, kind| all | kind.bit()))
    }
}

impl Telling {
    const ALL: [Self; 4] = [Self::Number, Self::Negation, Self::Modal, Self::Name];

    const fn bit(self) -> u8 {
        1 << self as u8
    }

    /// The word for it: `number`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Negation => "negation",
            Self::Modal => "modal verb",
            Self::Name => "name",
        }
    }
}

const NEGATIONS: &[&str] = &[
    "not", "no", "never", "none", "nothing", "nobody", "nowhere", "neither", "nor", "without",
    "cannot",
];

const MODALS: &[&str] = &[
    "will", "would", "shall", "should", "can", "could", "may", "might", "must",
];

/// Number words and what they are in digits; `one` is left out, since it is mostly no number.
const NUMBERS: &[(&str, &str)] = &[
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
    ("dozen", "12"),
    ("half", "half"),
    ("hundred", "hundred"),
    ("hundreds", "hundred"),
    ("thousand", "thousand"),
    ("thousands", "thousand"),
    ("million", "million"),
    ("millions", "million"),
    ("billion", "billion"),
    ("billions", "billion"),
];

/// What the word at `at` tells, each with the form that is compared: `won’t` is a negation and the modal verb `will`.
pub(super) fn telling(text: &str, words: &[Word], at: usize) -> Vec<(Telling, String)> {
    let Some(word) = words.get(at) else {
        return Vec::new();
    };
    let raw = word.span.of(text).replace('’', "'").to_lowercase();
    let folded = word.folded.as_str();
    let mut told = Vec::new();
    let number = NUMBERS.iter().find(|(number, _)| *number == folded);
    if let Some((_, digits)) = number {
        told.push((Telling::Number, (*digits).to_owned()));
    } else if folded.starts_with(|mark: char| mark.is_numeric()) {
        told.push((Telling::Number, folded.to_owned()));
    }
    if NEGATIONS.contains(&folded) || raw.ends_with("n't") {
        told.push((Telling::Negation, String::new()));
    }
    if let Some(modal) = modal(&raw, folded) {
        told.push((Telling::Modal, modal.to_owned()));
    }
    if told.is_empty() && is_name(text, words, at) {
        told.push((Telling::Name, folded.to_owned()));
    }
    told
}

fn modal<'m>(raw: &str, folded: &'m str) -> Option<&'m str> {
    if raw.ends_with("'ll") || raw == "won't" {
        return Some("will");
    }
    if folded == "cannot" || raw == "can't" {
        return Some("can");
    }
    let stem = if raw.ends_with("n't") {
        folded.strip_suffix("nt").unwrap_or(folded)
    } else {
        folded
    };
    MODALS.contains(&stem).then_some(stem)
}

/// Whether the word has a capital that no beginning of a sentence explains.
fn is_name(text: &str, words: &[Word], at: usize) -> bool {
    let Some((word, before)) = words
        .get(at)
        .zip(at.checked_sub(1).map(|last| &words[last]))
    else {
        return false;
    };
    let between = text
        .get(before.span.end as usize..word.span.start as usize)
        .unwrap_or_default();
    word.span.of(text).starts_with(char::is_uppercase)
        && !matches!(word.folded.as_str(), "i" | "im" | "ive" | "id" | "ill")
        && !between.contains(['.', '!', '?', '“', '"', ':', '\n', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Vec<Word> {
        words(text, Span::new(0, text.len()))
    }

    #[test]
    fn words_lose_case_marks_and_apostrophes() {
        let folded = |text: &str| {
            let found = whole(text);
            let words: Vec<String> = found.into_iter().map(|word| word.folded).collect();
            words.join(" ")
        };
        for (text, expected) in [
            ("“We don’t know,”", "we dont know"),
            ("1,200 ships – 3.5%", "1200 ships 3.5 percent"),
            ("the so-called ‘gift’", "the so called gift"),
            ("Ends in 2031.", "ends in 2031"),
            ("", ""),
            ("—", ""),
        ] {
            assert_eq!(folded(text), expected);
        }
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = "“Éva’s 1,000 boats”";
        let found = whole(text);
        let raw: Vec<&str> = found.iter().map(|word| word.span.of(text)).collect();
        assert_eq!(raw, ["Éva’s", "1,000", "boats"]);
    }

    #[test]
    fn numbers_negations_modals_and_names_tell() {
        use Telling::{Modal, Name, Negation, Number};
        let text = "We won’t sell fifteen cranes. They cannot tell Velmar I do";
        let found = whole(text);
        let told: Vec<(Telling, String)> = (0..found.len())
            .flat_map(|at| telling(text, &found, at))
            .collect();
        let told: Vec<(Telling, &str)> = told
            .iter()
            .map(|(kind, form)| (*kind, form.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (Negation, ""),
                (Modal, "will"),
                (Number, "15"),
                (Negation, ""),
                (Modal, "can"),
                (Name, "velmar"),
            ]
        );
    }
}
