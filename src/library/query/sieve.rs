//! What an index of words can tell of a query: which texts may hold it.

use super::term::Phrase;
use super::{Condition, Node, Query, Said};

/// A condition that every text meets in which the query is found, and that an index of words can answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sieve {
    /// Any text may do.
    Any,
    /// These words follow each other; the last one is only begun, if the flag is set.
    Phrase(Vec<String>, bool),
    /// All of these.
    And(Vec<Self>),
    /// One of these.
    Or(Vec<Self>),
}

impl Query {
    /// What an index can tell of it.
    pub fn sieve(&self) -> Sieve {
        of(&self.root)
    }
}

fn of(node: &Node) -> Sieve {
    match node {
        Node::Words(phrase) => of_phrase(phrase),
        Node::Near(phrases, _) => and(phrases.iter().map(of_phrase)),
        Node::All(nodes) => and(nodes.iter().map(of)),
        Node::Any(nodes) => {
            let each: Vec<Sieve> = nodes.iter().map(of).collect();
            if each.contains(&Sieve::Any) {
                Sieve::Any
            } else {
                Sieve::Or(each)
            }
        }
        Node::Quotation(conditions) => and(conditions.iter().flat_map(of_condition)),
        Node::Outlet(_)
        | Node::Person(_)
        | Node::Organization(_)
        | Node::Date(..)
        | Node::Not(_) => Sieve::Any,
    }
}

fn of_condition(condition: &Condition) -> Vec<Sieve> {
    match &condition.said {
        Said::About(words) if condition.is_met => words
            .iter()
            .map(|word| plain(&[word.typed.as_str()], true))
            .collect(),
        Said::Beside(node) if condition.is_met => vec![of(node)],
        _ => Vec::new(),
    }
}

fn and(each: impl Iterator<Item = Sieve>) -> Sieve {
    let mut each: Vec<Sieve> = each.filter(|sieve| *sieve != Sieve::Any).collect();
    match each.len() {
        0 => Sieve::Any,
        1 => each.remove(0),
        _ => Sieve::And(each),
    }
}

fn of_phrase(phrase: &Phrase) -> Sieve {
    let words: Vec<&str> = phrase
        .words
        .iter()
        .map(|word| word.typed.as_str())
        .collect();
    let begun = phrase.words.last().is_some_and(|word| word.is_begun);
    plain(&words, begun)
}

/// Words of plain letters and digits, whose borders every index sees alike.
fn plain(words: &[&str], is_begun: bool) -> Sieve {
    let is_plain = |word: &&str| word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if words.iter().all(is_plain) {
        let words = words.iter().map(|word| word.to_ascii_lowercase());
        return Sieve::Phrase(words.collect(), is_begun);
    }
    // The plain ones of them must be there too.
    let end = words.len().saturating_sub(1);
    let each = words.iter().enumerate().filter(|(_, word)| is_plain(word));
    and(each
        .map(|(at, word)| Sieve::Phrase(vec![word.to_ascii_lowercase()], is_begun && at == end)))
}
