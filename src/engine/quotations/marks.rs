//! Pairs quotation marks, one paragraph at a time, whatever the keyboard they were typed on.

use super::super::{Block, BlockKind, Note, Span};
use super::single_marks::singles;

/// How a piece of quoted text ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// With its closing mark.
    Closed,
    /// At the end of the paragraph; the quotation runs on in the next one.
    RunsOn,
}

/// One piece of text in quotation marks. It lies within one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marked {
    /// The piece with its marks; where it runs on there is no closing one.
    pub(crate) span: Span,
    /// The index of its block.
    pub(crate) block: u32,
    /// How it ends.
    pub(crate) ending: Ending,
    /// Whether its marks are single ones.
    pub(crate) single: bool,
}

/// What the scanner found.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// The pieces in text order. They do not overlap: marks inside a quotation belong to it.
    pub(crate) pieces: Vec<Marked>,
    /// Marks that were opened and never closed.
    pub(crate) notes: Vec<Note>,
}

/// The shapes of double marks. A pair may mix shapes: people type one and their editor the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Straight,
    Left,
    Right,
    /// Two apostrophes for one mark, as some wires send it.
    Apostrophes,
    Backticks,
    LeftAngle,
    RightAngle,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    Neither,
}

/// A mark and the characters on its sides.
#[derive(Clone, Copy)]
struct Mark {
    at: usize,
    width: usize,
    shape: Shape,
    before: char,
    after: char,
}

/// Finds all text in quotation marks. Marks never pair across paragraphs by counting, so that a forgotten one does harm
/// in its own paragraph only.
pub(crate) fn scan(text: &str, blocks: &[Block]) -> Scan {
    let mut found = Scan::default();
    let mut open_before: Option<usize> = None;
    for (index, block) in blocks.iter().enumerate() {
        if block.kind == BlockKind::Header {
            continue;
        }
        let first = found.pieces.len();
        let open = scan_block(text, index as u32, block.span, open_before, &mut found);
        open_before = None;
        if let Some(start) = open {
            let next = blocks
                .get(index + 1)
                .filter(|next| next.kind == BlockKind::Paragraph);
            let runs_on = next.is_some_and(|next| goes_on(text, next.span));
            if runs_on {
                found.pieces.push(Marked {
                    span: Span::new(start, block.span.end as usize),
                    block: index as u32,
                    ending: Ending::RunsOn,
                    single: false,
                });
                open_before = Some(start);
            } else {
                found.notes.push(never_closed(text, start));
            }
        }
        singles(text, index as u32, block.span, first, &mut found.pieces);
    }
    found
        .pieces
        .retain(|piece| piece.span.of(text).contains(char::is_alphanumeric));
    found
}

fn never_closed(text: &str, start: usize) -> Note {
    let width = text[start..].chars().next().map_or(0, char::len_utf8);
    Note {
        span: Span::new(start, start + width),
        text: "quotation opened here is never closed".to_owned(),
    }
}

/// Whether the paragraph after an unclosed quotation belongs to it: it opens with a mark again, or its first mark closes.
fn goes_on(text: &str, span: Span) -> bool {
    let mut walk = Walk::new(text, span);
    walk.next().is_some_and(|mark| {
        mark.at == span.start as usize
            || (role(mark, None) == Role::Closes && mark.shape != Shape::Left)
    })
}

/// Pairs the marks of one block and returns where a mark was opened that is still open at its end.
fn scan_block(
    text: &str,
    block: u32,
    span: Span,
    open_before: Option<usize>,
    found: &mut Scan,
) -> Option<usize> {
    let mut open: Option<Mark> = None;
    let mut nested: Option<Shape> = None;
    let mut fresh = true;
    let last_right = span
        .of(text)
        .rfind('”')
        .map_or(0, |at| span.start as usize + at);
    for mark in Walk::new(text, span) {
        // `“a pipe with a 10" hole,”`: inches, as long as a mark of the right shape is still to come.
        let inches = mark.shape == Shape::Straight
            && mark.before.is_ascii_digit()
            && open.is_some_and(|open| open.shape == Shape::Left)
            && mark.at < last_right;
        if inches {
            continue;
        }
        let role = role(mark, open);
        let runs_on_from_above =
            fresh && open_before.is_some() && role == Role::Closes && mark.at > span.start as usize;
        fresh = false;
        if runs_on_from_above {
            if is_signature(text, span, mark) {
                continue;
            }
            push(found, block, span.start as usize, mark.at + mark.width);
            continue;
        }
        match (role, open) {
            (Role::Opens, None) => open = Some(mark),
            (Role::Opens, Some(earlier)) if earlier.shape == mark.shape => {
                found.notes.push(never_closed(text, earlier.at));
                open = Some(mark);
            }
            (Role::Opens, Some(_)) => nested = Some(mark.shape),
            (Role::Closes, Some(_)) if nested.is_some_and(|inner| ends(inner, mark.shape)) => {
                nested = None;
            }
            (Role::Closes, Some(earlier)) if can_close(earlier, mark) => {
                push(found, block, earlier.at, mark.at + mark.width);
                (open, nested) = (None, None);
            }
            _ => {}
        }
    }
    open.map(|mark| mark.at)
}

/// In a pull quotation the closing mark may stand after the name of the speaker, on a line of its own.
fn is_signature(text: &str, span: Span, close: Mark) -> bool {
    let line = &text[span.start as usize..close.at];
    close.at + close.width == span.end as usize
        && line.split_whitespace().take(SIGNATURE_WORDS + 1).count() <= SIGNATURE_WORDS
        && line.starts_with(char::is_uppercase)
}

/// Longer lines are speech.
const SIGNATURE_WORDS: usize = 10;

fn push(found: &mut Scan, block: u32, start: usize, end: usize) {
    found.pieces.push(Marked {
        span: Span::new(start, end),
        block,
        ending: Ending::Closed,
        single: false,
    });
}

/// Whether a mark of the second shape ends a nested quotation opened by the first.
fn ends(open: Shape, close: Shape) -> bool {
    matches!(
        (open, close),
        (Shape::Straight, Shape::Straight)
            | (Shape::Left, Shape::Right)
            | (Shape::LeftAngle, Shape::RightAngle)
    )
}

/// A straight mark and two apostrophes never make a pair: one of them is nested in the other.
fn can_close(open: Mark, close: Mark) -> bool {
    use Shape::{Apostrophes, LeftAngle, RightAngle, Straight};
    let angle = |shape| matches!(shape, LeftAngle | RightAngle);
    let mixed = matches!(
        (open.shape, close.shape),
        (Straight, Apostrophes) | (Apostrophes, Straight | Shape::Right)
    );
    !mixed && angle(open.shape) == angle(close.shape)
}

fn role(mark: Mark, open: Option<Mark>) -> Role {
    let starts_word = opens_word(mark.before);
    let ends_word = mark.after.is_whitespace() || ".,;:!?)]}—–-…/'’".contains(mark.after);
    let speaks = mark.after.is_alphanumeric() || "‘[.…$@#".contains(mark.after);
    match mark.shape {
        // The wrong shape is taken by its place: `“no“, he said`, `”No”, he said`.
        Shape::Left | Shape::Backticks => pick(!(open.is_some() && !starts_word && ends_word)),
        Shape::LeftAngle => pick(open.is_none_or(|open| open.shape != Shape::RightAngle)),
        Shape::Right | Shape::RightAngle => pick(open.is_none() && starts_word && speaks),
        Shape::Straight if mark.before == '=' => Role::Neither,
        Shape::Straight | Shape::Apostrophes => {
            let starts_word = starts_word || matches!(mark.before, '\'' | '‘');
            pick(starts_word && (open.is_none() || !ends_word))
        }
    }
}

fn pick(opens: bool) -> Role {
    if opens { Role::Opens } else { Role::Closes }
}

/// Whether a mark after this character can open a quotation.
pub(super) fn opens_word(before: char) -> bool {
    before.is_whitespace() || "([{-–—/―:;,…".contains(before)
}

/// The double marks of one block in order.
struct Walk<'t> {
    text: &'t str,
    start: usize,
    at: usize,
    end: usize,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str, span: Span) -> Self {
        Self {
            text,
            start: span.start as usize,
            at: span.start as usize,
            end: span.end as usize,
        }
    }

    /// The character before the place that is looked at; a blank at the start of the block.
    fn before(&self) -> char {
        self.text[self.start..self.at]
            .chars()
            .next_back()
            .unwrap_or(' ')
    }

    /// The height in `6'2"` has a mark of inches.
    fn is_inches(&self) -> bool {
        let before = &self.text.as_bytes()[self.at.saturating_sub(5)..self.at];
        let digits = before
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let feet = before.len().checked_sub(digits + 1).map(|at| before[at]);
        digits > 0 && feet == Some(b'\'')
    }
}

impl Iterator for Walk<'_> {
    type Item = Mark;

    fn next(&mut self) -> Option<Mark> {
        loop {
            let ahead = &self.text.as_bytes()[self.at..self.end];
            self.at += next_mark(ahead)?;
            let rest = &self.text[self.at..self.end];
            let first = rest.chars().next()?;
            let shape = match first {
                '"' if self.is_inches() => None,
                '"' | '＂' => Some(Shape::Straight),
                '“' | '„' | '‟' => Some(Shape::Left),
                '”' => Some(Shape::Right),
                '«' => Some(Shape::LeftAngle),
                '»' => Some(Shape::RightAngle),
                '\'' if rest.starts_with("''") => Some(Shape::Apostrophes),
                '`' if rest.starts_with("``") => Some(Shape::Backticks),
                _ => None,
            };
            let doubled = matches!(shape, Some(Shape::Apostrophes | Shape::Backticks));
            let width = if doubled { 2 } else { first.len_utf8() };
            let mark = shape.map(|shape| Mark {
                at: self.at,
                width,
                shape,
                before: self.before(),
                after: rest[width..].chars().next().unwrap_or(' '),
            });
            self.at += width;
            if mark.is_some() {
                return mark;
            }
        }
    }
}

/// The first byte that may begin a mark. Most bytes begin none: sixteen are compared side by side.
pub(super) fn next_mark(bytes: &[u8]) -> Option<usize> {
    let (chunks, _) = bytes.as_chunks::<16>();
    let holds_none = |chunk: &&[u8; 16]| {
        !chunk
            .iter()
            .fold(false, |any, &byte| any | may_be_mark(byte))
    };
    let clear = 16 * chunks.iter().take_while(holds_none).count();
    let behind = bytes[clear..].iter().position(|&byte| may_be_mark(byte));
    behind.map(|far| clear + far)
}

/// Whether a character that begins with this byte may be a mark.
#[allow(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are compared at once"
)]
const fn may_be_mark(byte: u8) -> bool {
    (byte == b'"')
        | (byte == b'\'')
        | (byte == b'`')
        | (byte == 0xc2)
        | (byte == 0xe2)
        | (byte == 0xef)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::blocks;

    /// `expected` holds the text with every piece in square brackets, a piece that runs on closed by `>`.
    #[track_caller]
    fn check(expected: &str) {
        let text: String = expected.replace(['[', ']', '>'], "");
        let mut marked = String::new();
        let mut at = 0;
        for piece in scan(&text, &blocks(&text)).pieces {
            marked += &text[at..piece.span.start as usize];
            marked += "[";
            marked += piece.span.of(&text);
            marked += if piece.ending == Ending::Closed {
                "]"
            } else {
                ">"
            };
            at = piece.span.end as usize;
        }
        marked += &text[at..];
        assert_eq!(marked, expected);
    }

    #[test]
    fn every_shape_pairs() {
        check("[“No,”] she said. [“Never.”]");
        check("[\"No,\"] she said. [\"Never.\"]");
        check("[''No,''] she said. [``Never.'']");
        check(
            "[«No,»] she said. [»Never,«] he said. [„Nein“, ]said"
                .replace(", ]", "], ")
                .as_str(),
        );
    }

    #[test]
    fn british_marks_pair_around_apostrophes() {
        check("[‘It’s the players’ choice,’] she said. It’s [‘fine’].");
        check("['It's not ours,'] she said of the workers' pay in the '90s.");
        check("Rock 'n' roll and the summer of '69 are not quoted.");
        check("[‘He told me “no” twice,’] she said.");
    }

    #[test]
    fn nested_marks_belong_to_the_quotation() {
        check("[“He said ‘no’ and then \"maybe\" again,”] she said.");
        check("[\"He said 'no' again,\"] she said.");
    }

    #[test]
    fn inches_are_no_marks() {
        check("[\"He is 6'2\" in his socks,\"] she said.");
    }

    #[test]
    fn a_forgotten_mark_harms_its_own_paragraph_only() {
        check("She said “no and left.\n\nHe stayed.\n\n[“Yes,”] he said.");
        let text = "She said “no and left.";
        let scan = scan(text, &blocks(text));
        assert_eq!(scan.pieces, []);
        assert_eq!(scan.notes[0].span, Span::new(9, 12));
    }

    #[test]
    fn a_quotation_runs_on_into_the_next_paragraph() {
        check("[“We begin.>\n\n[“We end,”] she said.");
        check("[“We begin.>\n\n[We end,”] she said.");
    }

    #[test]
    fn a_mark_is_found_wherever_it_stands() {
        for length in 0..50 {
            let mut text = vec![b'x'; length];
            assert_eq!(next_mark(&text), None);
            for at in (0..length).rev() {
                text[at] = b"\"'`\xc2\xe2\xef"[at % 6];
                assert_eq!(next_mark(&text), Some(at), "of {length}");
            }
        }
    }
}
