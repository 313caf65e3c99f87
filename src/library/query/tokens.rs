//! What was typed, cut into words, phrases, fields and operators.

use std::ops::Range;

use super::Fault;
use super::term::split;

/// How many words may stand between two that are near each other, unless the query says so.
pub(super) const NEAR: usize = 10;
/// How many may be asked for.
const FARTHEST: usize = 1000;

/// One thing of what was typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'q> {
    Open,
    Close,
    And,
    Or,
    Not,
    Near(usize),
    /// A name with a colon, and the value behind it.
    Field(&'q str, Value<'q>),
    Value(Value<'q>),
}

/// Words, with quotation marks around them or without.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Value<'q> {
    pub(super) words: &'q str,
    /// Whether a star stands behind them, or they may still be being typed.
    pub(super) is_begun: bool,
    pub(super) at: Range<usize>,
}

impl Token<'_> {
    /// Whether something must still follow.
    pub(super) fn is_open(&self) -> bool {
        match self {
            Self::And | Self::Or | Self::Not | Self::Near(_) | Self::Open => true,
            Self::Field(_, value) => value.words.is_empty(),
            Self::Value(_) | Self::Close => false,
        }
    }
}

/// Cuts what was typed into its parts.
pub(super) fn tokens(typed: &str, is_typed: bool) -> Result<Vec<(Token<'_>, Range<usize>)>, Fault> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(letter) = typed[at..].chars().next() {
        let next = at + letter.len_utf8();
        match letter {
            letter if letter.is_whitespace() => at = next,
            '(' | ')' => {
                let token = if letter == '(' {
                    Token::Open
                } else {
                    Token::Close
                };
                tokens.push((token, at..next));
                at = next;
            }
            _ => {
                let (token, end) = word(typed, at, is_typed)?;
                // A dash between words asks for nothing.
                let empty = |value: &Value| split(value.words).next().is_none();
                if !matches!(&token, Token::Value(value) if empty(value) && !is_mark(letter)) {
                    tokens.push((token, at..end));
                }
                at = end;
            }
        }
    }
    Ok(tokens)
}

const fn is_mark(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„')
}

/// The word, phrase, field or operator that begins at this byte, and where it ends.
fn word(typed: &str, at: usize, is_typed: bool) -> Result<(Token<'_>, usize), Fault> {
    let rest = &typed[at..];
    if rest.starts_with(is_mark) {
        let value = value(typed, at, is_typed)?;
        let end = value.at.end;
        return Ok((Token::Value(value), end));
    }
    let length = rest
        .find(|letter: char| letter.is_whitespace() || matches!(letter, '(' | ')'))
        .unwrap_or(rest.len());
    let bare = &rest[..length];
    if let Some((name, after)) = bare.split_once(':')
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !after.starts_with("//")
    {
        let from = at + name.len() + 1;
        let value = value(typed, from, is_typed)?;
        let end = value.at.end;
        if value.words.is_empty() && !is_typed {
            let why = format!("a word is missing behind {name}:");
            return Err(Fault::new(at..end, why));
        }
        return Ok((Token::Field(name, value), end));
    }
    let end = at + length;
    let token = match bare {
        "AND" => Token::And,
        "OR" => Token::Or,
        "NOT" => Token::Not,
        "NEAR" => Token::Near(NEAR),
        _ => match bare.strip_prefix("NEAR/") {
            Some(number) => {
                let number = number.parse().ok().filter(|number| *number <= FARTHEST);
                let why =
                    format!("write NEAR/5: how many words may stand between, up to {FARTHEST}");
                Token::Near(number.ok_or_else(|| Fault::new(at..end, why))?)
            }
            None => Token::Value(value(typed, at, is_typed)?),
        },
    };
    Ok((token, end))
}

/// The words that begin at this byte, up to a blank, or from mark to mark.
fn value(typed: &str, at: usize, is_typed: bool) -> Result<Value<'_>, Fault> {
    let rest = &typed[at..];
    let Some(mark) = rest.chars().next().filter(|letter| is_mark(*letter)) else {
        let length = rest
            .find(|letter: char| letter.is_whitespace() || matches!(letter, '(' | ')'))
            .unwrap_or(rest.len());
        let end = at + length;
        let bare = &rest[..length];
        let words = bare.strip_suffix('*').unwrap_or(bare);
        let being_typed = is_typed && end == typed.len();
        return Ok(Value {
            words,
            is_begun: words.len() < bare.len() || being_typed,
            at: at..end,
        });
    };
    let from = at + mark.len_utf8();
    let inside = &typed[from..];
    let Some(length) = inside.find(is_mark) else {
        if is_typed {
            return Ok(Value {
                words: inside,
                is_begun: true,
                at: at..typed.len(),
            });
        }
        let why = "this quotation mark is never closed; put another behind the last word";
        return Err(Fault::new(at..from, why));
    };
    let close = inside[length..].chars().next().map_or(0, char::len_utf8);
    let mut end = from + length + close;
    let is_begun = typed[end..].starts_with('*');
    end += usize::from(is_begun);
    Ok(Value {
        words: &inside[..length],
        is_begun,
        at: at..end,
    })
}
