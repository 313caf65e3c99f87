//! From what was typed to a query.

use std::ops::Range;

use chrono::NaiveDate;

use super::term::{Phrase, Word, split};
use super::tokens::{NEAR, Token, Value, tokens};
use super::{Condition, Fault, Node, Query, Said};
use crate::library::Days;

/// How deep parentheses may nest.
const DEEPEST: usize = 32;
/// The fields, for the messages.
const FIELDS: &str = "speaker:, about:, outlet:, person:, org: and date:";

impl Query {
    /// Reads a whole query.
    ///
    /// # Errors
    /// When it is wrong, with the place and what to do.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        Parser::new(typed, false)?.query()
    }

    /// Reads a query that is being typed: its last word is only begun, and what is open will be closed. None while nothing is asked
    /// for.
    ///
    /// # Errors
    /// When it is wrong, with the place and what to do.
    pub fn typed(typed: &str) -> Result<Option<Self>, Fault> {
        let parser = Parser::new(typed, true)?;
        if parser.tokens.is_empty() {
            return Ok(None);
        }
        parser.query().map(Some)
    }
}

struct Parser<'q> {
    tokens: Vec<(Token<'q>, Range<usize>)>,
    next: usize,
    depth: usize,
    length: usize,
    is_typed: bool,
    names: Vec<Phrase>,
}

impl<'q> Parser<'q> {
    fn new(typed: &'q str, is_typed: bool) -> Result<Self, Fault> {
        let mut tokens = tokens(typed, is_typed)?;
        if is_typed {
            // `ferry OR` is about to go on.
            while tokens.last().is_some_and(|(token, _)| token.is_open()) {
                tokens.pop();
            }
        }
        Ok(Self {
            tokens,
            next: 0,
            depth: 0,
            length: typed.len(),
            is_typed,
            names: Vec::new(),
        })
    }

    fn query(mut self) -> Result<Query, Fault> {
        if self.tokens.is_empty() {
            return Err(Fault::new(
                0..self.length,
                "there is nothing to search for; type a word",
            ));
        }
        let root = self.any()?;
        if let Some((_, at)) = self.tokens.get(self.next) {
            let why = "this parenthesis closes nothing; remove it, or put ( before it";
            return Err(Fault::new(at.clone(), why));
        }
        Ok(Query {
            root,
            names: self.names,
        })
    }

    fn peek(&self) -> Option<&Token<'q>> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    fn take(&mut self) -> Option<(Token<'q>, Range<usize>)> {
        let taken = self.tokens.get(self.next).cloned();
        self.next += 1;
        taken
    }

    /// Parts between OR.
    fn any(&mut self) -> Result<Node, Fault> {
        let mut parts = vec![self.all()?];
        while self.peek() == Some(&Token::Or) {
            self.next += 1;
            parts.push(self.all()?);
        }
        Ok(if parts.len() == 1 {
            parts.remove(0)
        } else {
            Node::Any(parts)
        })
    }

    /// Parts between AND, or side by side.
    fn all(&mut self) -> Result<Node, Fault> {
        let mut parts = vec![self.near()?];
        loop {
            match self.peek() {
                Some(Token::And) => self.next += 1,
                None | Some(Token::Or | Token::Close) => break,
                Some(_) => {}
            }
            parts.push(self.near()?);
        }
        Ok(joined(parts))
    }

    /// Words between NEAR, or one part.
    fn near(&mut self) -> Result<Node, Fault> {
        let start = self.next;
        let first = self.part()?;
        let mut phrases = Vec::new();
        let mut within = NEAR;
        while let Some(Token::Near(words)) = self.peek() {
            within = *words;
            let at = self.tokens[self.next].1.clone();
            self.next += 1;
            let second = self.part()?;
            if phrases.is_empty() {
                phrases.push(self.words(first.clone(), start, &at)?);
            }
            phrases.push(self.words(second, self.next - 1, &at)?);
        }
        Ok(if phrases.is_empty() {
            first
        } else {
            Node::Near(phrases, within)
        })
    }

    fn words(&self, node: Node, token: usize, near: &Range<usize>) -> Result<Phrase, Fault> {
        if let Node::Words(phrase) = node {
            return Ok(phrase);
        }
        let at = self.tokens.get(token).map_or(near, |(_, at)| at);
        let why = "NEAR stands between words and phrases only; use AND here";
        Err(Fault::new(at.clone(), why))
    }

    fn part(&mut self) -> Result<Node, Fault> {
        let Some((token, at)) = self.take() else {
            let end = self.length..self.length;
            return Err(Fault::new(end, "a word is missing at the end"));
        };
        match token {
            Token::Open => self.group(&at),
            Token::Not => Ok(Node::Not(Box::new(self.part()?))),
            Token::Value(value) => phrase(&value).map(Node::Words),
            Token::Field(name, value) => self.field(name, &value, at),
            Token::Close => Err(Fault::new(at, "a word is missing before this parenthesis")),
            Token::And | Token::Or | Token::Near(_) => Err(Fault::new(
                at,
                "a word is missing before this; to search for it, put it in quotation marks",
            )),
        }
    }

    fn group(&mut self, open: &Range<usize>) -> Result<Node, Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Fault::new(
                open.clone(),
                "too many parentheses in each other",
            ));
        }
        let inner = self.any()?;
        self.depth -= 1;
        match self.peek() {
            Some(Token::Close) => self.next += 1,
            // What is being typed may still be closed.
            _ if self.is_typed => {}
            _ => {
                let why = "this parenthesis is never closed; put ) at the end";
                return Err(Fault::new(open.clone(), why));
            }
        }
        Ok(inner)
    }

    fn field(&mut self, name: &str, value: &Value<'q>, at: Range<usize>) -> Result<Node, Fault> {
        let quotation = |said| Node::Quotation(vec![Condition { is_met: true, said }]);
        Ok(match name {
            "speaker" => quotation(Said::By(self.name(value)?)),
            "about" => {
                let words = split(value.words).filter_map(|word| Word::new(word, true));
                let words: Vec<Word> = words.collect();
                if words.is_empty() {
                    return Err(missing(value));
                }
                quotation(Said::About(words))
            }
            "outlet" => Node::Outlet(phrase(value)?),
            "person" => Node::Person(self.name(value)?),
            "org" | "organization" => Node::Organization(self.name(value)?),
            "date" => {
                let (first, last) = days(value, self.is_typed)?;
                Node::Date(first, last)
            }
            _ => {
                let why = format!(
                    "there is no field {name}:, only {FIELDS}; to search for these words, put them in quotation marks"
                );
                return Err(Fault::new(at, why));
            }
        })
    }

    fn name(&mut self, value: &Value<'q>) -> Result<usize, Fault> {
        self.names.push(phrase(value)?);
        Ok(self.names.len() - 1)
    }
}

/// All parts together: the conditions on quotations are about one quotation. Words beside a speaker are what is sought in that
/// speaker's quotations.
fn joined(parts: Vec<Node>) -> Node {
    let met = parts.iter().any(|part| matches!(part, Node::Quotation(_)));
    let (mut conditions, mut rest) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            Node::Quotation(mut own) => conditions.append(&mut own),
            Node::Not(inner) if met => match *inner {
                Node::Quotation(mut own) if own.len() == 1 => {
                    own[0].is_met = false;
                    conditions.append(&mut own);
                }
                other => rest.push(Node::Not(Box::new(other))),
            },
            other => rest.push(other),
        }
    }
    let is_by = |condition: &Condition| condition.is_met && matches!(condition.said, Said::By(_));
    if conditions.iter().any(is_by) {
        let (words, others) = rest.into_iter().partition(asks_for_words);
        rest = others;
        conditions.extend(words.into_iter().map(|node| Condition {
            is_met: true,
            said: Said::Beside(node),
        }));
    }
    if !conditions.is_empty() {
        rest.push(Node::Quotation(conditions));
    }
    // What costs least to look at comes first.
    rest.sort_by_key(cost);
    if rest.len() == 1 {
        rest.remove(0)
    } else {
        Node::All(rest)
    }
}

/// Whether any text could meet it, be it a document or a paragraph.
fn asks_for_words(node: &Node) -> bool {
    match node {
        Node::Words(_) | Node::Near(..) => true,
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().all(asks_for_words),
        Node::Not(node) => asks_for_words(node),
        Node::Outlet(_)
        | Node::Person(_)
        | Node::Organization(_)
        | Node::Date(..)
        | Node::Quotation(_) => false,
    }
}

fn cost(node: &Node) -> u8 {
    match node {
        Node::Date(..) | Node::Outlet(_) => 0,
        Node::Words(_) | Node::Near(..) => 1,
        Node::Not(_) | Node::Any(_) | Node::All(_) => 2,
        Node::Person(_) | Node::Organization(_) | Node::Quotation(_) => 3,
    }
}

fn phrase(value: &Value) -> Result<Phrase, Fault> {
    Phrase::new(value.words, value.is_begun).ok_or_else(|| missing(value))
}

fn missing(value: &Value) -> Fault {
    Fault::new(
        value.at.clone(),
        "there is no word in it; type letters or digits",
    )
}

/// The first and the last day that are asked for.
fn days(value: &Value, is_typed: bool) -> Result<(Option<NaiveDate>, Option<NaiveDate>), Fault> {
    let wrong = || {
        let why =
            "this is no date; write 2026-03-09, 2026-03 or 2026, 2026-03..2026-04, or >=2026-03";
        Fault::new(value.at.clone(), why)
    };
    let read = |typed: &str| Days::parse(typed).ok_or_else(wrong);
    let words = value.words;
    if is_typed && value.is_begun && Days::parse(words).is_none() {
        // `2026-0` is about to become a month.
        return Ok(begun(words));
    }
    if let Some((first, last)) = words.split_once("..") {
        let first = (!first.is_empty()).then(|| read(first)).transpose()?;
        let last = (!last.is_empty()).then(|| read(last)).transpose()?;
        let (first, last) = (first.map(|days| days.first), last.map(|days| days.last));
        if first.is_none() && last.is_none() {
            return Err(wrong());
        }
        if first.zip(last).is_some_and(|(first, last)| last < first) {
            let why = "the last day lies before the first; exchange the two";
            return Err(Fault::new(value.at.clone(), why));
        }
        return Ok((first, last));
    }
    for (sign, bounds) in [
        (
            ">=",
            (|days: Days| (Some(days.first), None)) as fn(Days) -> _,
        ),
        ("<=", |days: Days| (None, Some(days.last))),
        (">", |days: Days| (days.last.succ_opt(), None)),
        ("<", |days: Days| (None, days.first.pred_opt())),
    ] {
        if let Some(typed) = words.strip_prefix(sign) {
            return read(typed).map(bounds);
        }
    }
    let days = read(words)?;
    Ok((Some(days.first), Some(days.last)))
}

/// The days of a date as far as it is typed: what of it is whole bounds them.
fn begun(words: &str) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let first = words.trim_start_matches(['>', '<', '=']);
    let first = first.split("..").next().unwrap_or_default();
    let parts = first.match_indices('-').map(|(at, _)| at).rev();
    let whole = parts
        .chain([first.len().min(4)])
        .find_map(|end| Days::parse(first.get(..end)?));
    match whole {
        Some(days) if words == first => (Some(days.first), Some(days.last)),
        Some(days) if !words.starts_with('<') => (Some(days.first), None),
        _ => (None, None),
    }
}
