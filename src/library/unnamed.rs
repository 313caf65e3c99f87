//! What rests only on people without a name: “four sources familiar with the matter”.

mod people;

use serde::{Deserialize, Serialize};

use crate::engine::Speaker;

use super::{Library, QuoteRef, Statements, appeared};
use people::{are_people, is_pronoun};

/// One attribution to somebody without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unnamed {
    /// What they are quoted with.
    pub at: QuoteRef,
}

impl Library {
    /// Every quotation that rests only on people without a name: nobody is named in this report, nor in any other of the same
    /// utterance. By outlet, then by date; each stands for itself, for nobody knows which of them are one person.
    pub fn unnamed(&self, statements: &Statements) -> Vec<Unnamed> {
        let mut found: Vec<Unnamed> = self
            .ids()
            .flat_map(|doc| self.speech_in(doc))
            .filter(|&at| self.rests_on_nobody(statements, at))
            .map(|at| Unnamed { at })
            .collect();
        found.sort_by_key(|unnamed| {
            let outlet = self
                .document(unnamed.at.doc)
                .map(|document| document.outlet.as_deref());
            let outlet = outlet.flatten();
            (
                outlet.is_none(),
                outlet,
                appeared(self, unnamed.at.doc),
                unnamed.at,
            )
        });
        found
    }

    /// The words that stand for somebody without a name; where these are only “they”, those that “they” stands for.
    pub fn source_words(&self, at: QuoteRef) -> Option<&str> {
        let quotation = self.quotation(at)?;
        match (&quotation.speaker, quotation.source) {
            (Speaker::Unnamed(words), Some(source)) => {
                let source = source.of(&self.document(at.doc)?.text);
                Some(if is_pronoun(source) { words } else { source })
            }
            (Speaker::Unnamed(words), None) => Some(words),
            _ => None,
        }
    }

    fn rests_on_nobody(&self, statements: &Statements, at: QuoteRef) -> bool {
        let Some(Speaker::Unnamed(words)) = self.quotation(at).map(|quotation| &quotation.speaker)
        else {
            return false;
        };
        let statement = statements.of(at).and_then(|id| statements.get(id));
        let named = statement.and_then(|statement| self.speaker(statement.speaker?));
        named.is_none() && are_people(words)
    }
}
