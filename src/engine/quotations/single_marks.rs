//! Single quotation marks, told apart from apostrophes.

use super::super::Span;
use super::marks::{Ending, Marked, next_mark, opens_word};

/// Words that lose their first letters to an apostrophe.
const CLIPPED: &[&str] = &[
    "n", "em", "til", "till", "tis", "twas", "cause", "bout", "round", "cos", "cuz", "nuff", "ere",
];

/// A single mark that was opened.
#[derive(Clone, Copy)]
struct Open {
    at: usize,
    curly: bool,
    /// Where it may have been closed, unless that was the apostrophe of `the players’ bus`.
    perhaps: Option<usize>,
}

/// Adds the pieces of `block` in single marks to `pieces`, those of the block standing from index `first` on. A piece that
/// holds pieces in double marks replaces them.
pub(super) fn singles(text: &str, block: u32, span: Span, first: usize, pieces: &mut Vec<Marked>) {
    let whole = span.of(text);
    // One by one they are found quicker than together.
    if !whole.contains('\'') && !whole.contains('‘') {
        return;
    }
    let found = pair(text, span, &pieces[first..]);
    if found.is_empty() {
        return;
    }
    let mut doubles = pieces.split_off(first).into_iter().peekable();
    for single in found {
        while let Some(double) = doubles.next_if(|double| double.span.start < single.start) {
            pieces.push(double);
        }
        while doubles
            .next_if(|double| double.span.start < single.end)
            .is_some()
        {}
        pieces.push(Marked {
            span: single,
            block,
            ending: Ending::Closed,
            single: true,
        });
    }
    pieces.extend(doubles);
}

/// The pieces in marks of the other kind inside a quotation: in single ones inside double ones, and the other way round.
pub(super) fn inside(text: &str, outer: &Marked) -> Vec<Span> {
    let words = outer.span.of(text);
    let paired = words.starts_with("''") || words.starts_with("``");
    let width = |mark: Option<char>| {
        if paired {
            2
        } else {
            mark.map_or(0, char::len_utf8)
        }
    };
    let opening = width(words.chars().next());
    let closing = match outer.ending {
        Ending::Closed => width(words.chars().next_back()),
        Ending::RunsOn => 0,
    };
    let start = outer.span.start as usize + opening;
    let end = (outer.span.end as usize).saturating_sub(closing);
    if start >= end || !text.is_char_boundary(start) || !text.is_char_boundary(end) {
        return Vec::new();
    }
    let span = Span::new(start, end);
    if !outer.single {
        return pair(text, span, &[]);
    }
    let mut doubles = Vec::new();
    let mut open = None;
    for (at, mark) in span.of(text).char_indices() {
        let at = start + at;
        match (mark, open) {
            ('“', _) | ('"', None) => open = Some(at),
            ('”' | '"', Some(from)) => {
                doubles.push(Span::new(from, at + mark.len_utf8()));
                open = None;
            }
            _ => {}
        }
    }
    doubles
}

fn pair(text: &str, span: Span, doubles: &[Marked]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    let start = span.start as usize;
    let mut at = start;
    // Where the last piece in double marks ended.
    let mut passed = None;
    let end = span.end as usize;
    let mut doubles = doubles.iter().peekable();
    while at < end {
        let double = doubles
            .peek()
            .map_or(end, |double| double.span.start as usize);
        let ahead = text.as_bytes().get(at..double.min(end)).unwrap_or_default();
        let Some(mark_in) = next_mark(ahead) else {
            let Some(double) = doubles.next() else { break };
            at = at.max(double.span.end as usize);
            passed = Some(at);
            continue;
        };
        at += mark_in;
        let Some(mark) = text[at..end].chars().next() else {
            break;
        };
        let before = if passed == Some(at) {
            '”'
        } else {
            text[start..at].chars().next_back().unwrap_or(' ')
        };
        let after_mark = &text[at + mark.len_utf8()..end];
        if matches!(mark, '\'' | '‘') && opens_word(before) && opens_quotation(after_mark) {
            found.extend(open.and_then(closed_perhaps));
            open = Some(Open {
                at,
                curly: mark == '‘',
                perhaps: None,
            });
        } else if let Some(earlier) = open.as_mut()
            && (mark == if earlier.curly { '’' } else { '\'' })
        {
            let close = at + mark.len_utf8();
            match closing(before, after_mark) {
                Some(true) => {
                    found.push(Span::new(earlier.at, close));
                    open = None;
                }
                Some(false) => earlier.perhaps = earlier.perhaps.or(Some(close)),
                None => {}
            }
        }
        at += mark.len_utf8();
    }
    found.extend(open.and_then(closed_perhaps));
    found
}

fn closed_perhaps(open: Open) -> Option<Span> {
    open.perhaps.map(|close| Span::new(open.at, close))
}

fn opens_quotation(rest: &str) -> bool {
    let length = rest
        .find(|character: char| !character.is_alphanumeric())
        .unwrap_or(rest.len())
        .min(8);
    let word = rest.get(..length).unwrap_or_default();
    let clipped = CLIPPED.iter().any(|known| known.eq_ignore_ascii_case(word));
    rest.starts_with(|next: char| {
        next.is_alphabetic() || matches!(next, '[' | '…' | '$' | '“' | '"')
    }) && !clipped
}

/// Whether a mark between `before` and `rest` closes: surely, perhaps (`the players’ bus`), or not at all.
fn closing(before: char, rest: &str) -> Option<bool> {
    let after = rest.chars().next().unwrap_or(' ');
    if before.is_whitespace() || after.is_alphanumeric() {
        return None;
    }
    let possessive = matches!(before, 's' | 'S')
        && after == ' '
        && rest.trim_start().starts_with(char::is_alphanumeric);
    Some(!possessive)
}
