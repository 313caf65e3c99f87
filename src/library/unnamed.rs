//! What rests only on people without a name: “four sources familiar with the matter”.

use crate::engine::{Lexicon, Speaker};

use super::{Library, QuoteRef, Statements, appeared};

/// One attribution to somebody without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unnamed {
    /// What they are quoted with.
    pub at: QuoteRef,
}

/// Things that are said to say something, but are nobody.
const THINGS: &[&str] = &[
    "account",
    "agreement",
    "article",
    "bill",
    "book",
    "constitution",
    "contract",
    "data",
    "document",
    "documents",
    "file",
    "files",
    "filing",
    "filings",
    "figures",
    "findings",
    "headline",
    "law",
    "lawsuit",
    "memoir",
    "minutes",
    "notice",
    "page",
    "pages",
    "poll",
    "polls",
    "record",
    "records",
    "report",
    "reports",
    "review",
    "sign",
    "story",
    "study",
    "studies",
    "summary",
    "survey",
    "surveys",
    "text",
    "transcript",
    "video",
];

/// Behind these words a source is only described further.
const DESCRIBING: &[&str] = &[
    "of", "in", "from", "for", "at", "on", "with", "by", "to", "who", "familiar", "close",
    "briefed", "involved", "speaking", "inside", "near", "that", "whose",
];

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

    /// The words that stand for somebody without a name.
    pub fn source_words(&self, at: QuoteRef) -> Option<&str> {
        let quotation = self.quotation(at)?;
        match (&quotation.speaker, quotation.source) {
            (Speaker::Unnamed(_), Some(source)) => Some(source.of(&self.document(at.doc)?.text)),
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

/// Whether the words mean people rather than an office or a paper.
fn are_people(words: &str) -> bool {
    let lower = words.to_lowercase();
    let head = lower
        .split(|mark: char| !mark.is_alphanumeric() && mark != '-' && mark != '’' && mark != '\'')
        .take_while(|word| !DESCRIBING.contains(word))
        .filter(|word| !word.is_empty())
        .last();
    let lexicon = Lexicon::bundled();
    head.is_some_and(|head| {
        !THINGS.contains(&head)
            && !lexicon.is_organization_noun(head)
            && !lexicon.is_attribution_noun(head)
    })
}

#[cfg(test)]
mod tests {
    use super::are_people;

    #[test]
    fn people_are_told_from_papers_and_offices() {
        for (words, expected) in [
            ("four sources familiar with the matter", true),
            ("a senior official", true),
            ("Two people close to the talks", true),
            ("a person briefed on the report", true),
            ("the harbour office", false),
            ("The report", false),
            ("a summary of the audit", false),
            ("the company", false),
            ("A statement from the ministry", false),
            ("", false),
        ] {
            assert_eq!(are_people(words), expected, "{words}");
        }
    }
}
