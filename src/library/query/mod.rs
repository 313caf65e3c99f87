//! The language of the search in all documents: words, phrases, who said it, where it stands and when.
//!
//! ```text
//! ferry strike                      both words, anywhere in the article
//! "night ferry" OR tunnel           a phrase, or the other word
//! strike NOT (vote OR ballot)       one without the others
//! strik*                            words that begin like this
//! ferry NEAR strike, ferry NEAR/3 strike     at most ten, or three, words between them
//! speaker:keller ferry              a quotation of hers in whose paragraph the word stands
//! about:ferry                       a quotation in whose paragraph words stand that begin like this
//! outlet:post person:"anna keller" org:union
//! date:2026-03  date:2026-03..2026-04-15  date:>=2026-03
//! ```
//!
//! Small letters find capitals too, unless the word holds one. What stands side by side must all be there; AND binds closer than
//! OR. [`Query::parse`] tells where a query is wrong, [`Query::typed`] forgives what is only not finished yet.

mod fault;
mod find;
mod narrow;
mod parse;
mod sieve;
mod term;
#[cfg(test)]
mod tests;
mod tokens;

use chrono::NaiveDate;

pub use fault::Fault;
pub use find::Sought;
pub use sieve::Sieve;
pub(crate) use term::split as words_in;
use term::{Phrase, Word};

/// What is searched for.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    root: Node,
    /// The names that it asks for; a [`Node`] knows its place among them.
    names: Vec<Phrase>,
}

/// One part of a query.
#[derive(Clone, Debug, PartialEq)]
enum Node {
    /// These words stand in the text.
    Words(Phrase),
    /// They stand in this order or another with at most so many words between one and the next.
    Near(Vec<Phrase>, usize),
    /// The outlet is called like this.
    Outlet(Phrase),
    /// The document names such a person.
    Person(usize),
    /// The document names such an organization.
    Organization(usize),
    /// The document is of these days.
    Date(Option<NaiveDate>, Option<NaiveDate>),
    /// One quotation meets all of these.
    Quotation(Vec<Condition>),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
}

/// What a quotation must meet, or must not.
#[derive(Clone, Debug, PartialEq)]
struct Condition {
    is_met: bool,
    said: Said,
}

#[derive(Clone, Debug, PartialEq)]
enum Said {
    /// Somebody of this name said it.
    By(usize),
    /// Its paragraph holds words that begin like these.
    About(Vec<Word>),
    /// Its paragraph meets this, which asks for words only.
    Beside(Node),
}
