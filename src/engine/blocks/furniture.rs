//! The lines a page prints around an article: advertisements, teasers, appeals to subscribe.

use std::sync::OnceLock;

use crate::engine::hashing::HashMap;
use crate::engine::tokens::lowered;

/// What kind of furniture a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Furniture {
    /// Stands for itself: “Advertisement”.
    Plain,
    /// Opens a list of headlines of other articles: “Other Topics of Interest”.
    Teasers,
    /// Furniture only where nothing but furniture follows: “Editing by …”.
    Closing,
}

/// Longer lines are never furniture: somebody wrote them.
const LONGEST: usize = 240;

/// A line in quotation marks is furniture only when it is at most this long, in bytes.
const SHORT: usize = 24;

/// Tells what furniture a line is, if any.
pub(super) fn furniture(words: &str) -> Option<Furniture> {
    let spoken = words.starts_with(['“', '"', '‘', '«']) && words.len() > SHORT;
    if words.len() > LONGEST || spoken {
        return None;
    }
    if is_address(words) {
        return Some(Furniture::Plain);
    }
    if !may_be_furniture(words) {
        return None;
    }
    let folded = fold(words);
    if is_reading_time(&folded) || names_keys(&folded) {
        return Some(Furniture::Plain);
    }
    let first = folded.split(' ').next().unwrap_or_default();
    patterns()
        .get(key(first))?
        .iter()
        .find(|pattern| pattern.fits(&folded))
        .map(|pattern| pattern.kind)
}

struct Pattern {
    words: String,
    open: bool,
    kind: Furniture,
}

impl Pattern {
    fn parse(line: &str) -> Self {
        let (kind, line) = match line.as_bytes().first() {
            Some(b'+') => (Furniture::Teasers, &line[1..]),
            Some(b'<') => (Furniture::Closing, &line[1..]),
            _ => (Furniture::Plain, line),
        };
        let (words, open) = match line.strip_suffix(" …") {
            Some(head) => (head, true),
            None => (line, false),
        };
        let colon = if open && words.ends_with(':') {
            ":"
        } else {
            ""
        };
        Self {
            words: fold(words) + colon,
            open,
            kind,
        }
    }

    /// Whether the folded line is this pattern. After an open pattern the words go on.
    fn fits(&self, line: &str) -> bool {
        let Some(rest) = line.strip_prefix(self.words.as_str()) else {
            return false;
        };
        if self.open {
            self.words.ends_with(':') || !rest.starts_with(char::is_alphanumeric)
        } else {
            rest.is_empty()
        }
    }
}

/// The patterns by their first word.
fn patterns() -> &'static HashMap<String, Vec<Pattern>> {
    static PATTERNS: OnceLock<HashMap<String, Vec<Pattern>>> = OnceLock::new();
    PATTERNS.get_or_init(|| {
        let mut patterns: HashMap<String, Vec<Pattern>> = HashMap::default();
        let list = include_str!("../../../assets/words/furniture.txt");
        for line in list
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with("# "))
        {
            let pattern = Pattern::parse(line);
            let first = pattern.words.split(' ').next().unwrap_or_default();
            let first = key(first).to_owned();
            patterns.entry(first).or_default().push(pattern);
        }
        patterns
    })
}

/// What the patterns that begin with this word are found under.
fn key(first: &str) -> &str {
    first.trim_end_matches([',', ':'])
}

/// Whether the first word or the last letters of a line are those of some furniture: most lines are a paragraph, and not
/// worth folding.
fn may_be_furniture(words: &str) -> bool {
    let bare = bare(words);
    let first = bare.split_whitespace().next().unwrap_or_default();
    first.starts_with(|mark: char| mark.is_ascii_digit())
        || first.contains(['’', '‘'])
        || ends_with_enter(bare)
        || lowered(key(first), |first| patterns().contains_key(first))
}

fn ends_with_enter(bare: &str) -> bool {
    bare.as_bytes()
        .last_chunk::<5>()
        .is_some_and(|end| end.eq_ignore_ascii_case(b"enter"))
}

/// The line without marks at its ends.
fn bare(words: &str) -> &str {
    words.trim_matches(|mark: char| !mark.is_alphanumeric() && !matches!(mark, '(' | '©'))
}

/// Lower case, straight apostrophes, single blanks, no marks at the ends.
fn fold(words: &str) -> String {
    let bare = bare(words);
    let mut folded = String::with_capacity(bare.len());
    for word in bare.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if word.is_ascii() {
            let start = folded.len();
            folded.push_str(word);
            folded[start..].make_ascii_lowercase();
            continue;
        }
        for mark in word.chars() {
            match mark {
                '’' | '‘' => folded.push('\''),
                _ => folded.extend(mark.to_lowercase()),
            }
        }
    }
    folded
}

/// `mark the passage and press Ctrl + Enter`: pages ask so for corrections.
fn names_keys(folded: &str) -> bool {
    folded.ends_with("ctrl + enter") || folded.ends_with("ctrl+enter")
}

/// A line that is the address of a page and nothing else.
fn is_address(words: &str) -> bool {
    let starts = ["https://", "http://", "www."];
    starts.iter().any(|start| words.starts_with(start)) && !words.contains(char::is_whitespace)
}

/// `4 min read`, `3 comments`, `12 shares`.
fn is_reading_time(folded: &str) -> bool {
    let Some((number, rest)) = folded.split_once([' ', '-']) else {
        return false;
    };
    number.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(
            rest,
            "min read"
                | "minute read"
                | "minutes read"
                | "mins read"
                | "comments"
                | "comment"
                | "shares"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_list_is_furniture_and_a_sentence_is_not() {
        let check = |line: &str, expected: Option<Furniture>| {
            assert_eq!(furniture(line), expected, "{line}");
        };
        check("ADVERTISEMENT", Some(Furniture::Plain));
        check("— Advertisement —", Some(Furniture::Plain));
        check("Editors’ Picks", Some(Furniture::Teasers));
        check("4 min read", Some(Furniture::Plain));
        check("Read more: Envoy warns Vell", Some(Furniture::Plain));
        check("Read more", Some(Furniture::Plain));
        check("Sign up for our morning letter", Some(Furniture::Plain));
        check("(Reporting by Ann Orr in Vell)", Some(Furniture::Closing));
        check("https://vell.example/a-b?c", Some(Furniture::Plain));
        check("https://vell.example says so", None);
        check("Sharing is not what they do", None);
        check("Advertisements fell by a third", None);
        check("Read more slowly, said the judge", None);
        check("“Related:”", Some(Furniture::Teasers));
        check("“Video: Ann Orr told me that it was one,” he said.", None);
        check("Sign up sheets were missing.", None);
        check("", None);
        check("…", None);
    }
}
