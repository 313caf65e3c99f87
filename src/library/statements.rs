//! One utterance as several documents report it.

use std::collections::HashMap;
use std::fmt;

use crate::engine::QuotationKind;

use super::{EntityId, Library, QuoteRef};

/// One utterance of the library. Shown as `s1`, `s2`, … in library order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(pub u32);

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s{}", self.0 + 1)
    }
}

/// Which utterance each quotation of a library reports.
#[derive(Clone, Debug, Default)]
pub struct Statements {
    of: HashMap<QuoteRef, StatementId>,
}

/// Words like “no comment” are said by many: shorter quotations are one statement only when one speaker says them.
const SHORT: usize = 4;

impl Statements {
    /// Brings together the quotations whose words are equal but for case, marks and punctuation. Scare quotes are nobody's
    /// statement.
    pub fn gather(library: &Library) -> Self {
        let mut statements = Self::default();
        let mut by_words: HashMap<(String, Option<Who>), StatementId> = HashMap::new();
        for at in library.ids().flat_map(|doc| library.speech_in(doc)) {
            let Some(key) = key(library, at) else {
                continue;
            };
            let next = StatementId(by_words.len() as u32);
            let id = *by_words.entry(key).or_insert(next);
            statements.of.insert(at, id);
        }
        statements
    }

    /// The utterance that the quotation reports; none for scare quotes.
    pub fn of(&self, at: QuoteRef) -> Option<StatementId> {
        self.of.get(&at).copied()
    }
}

/// Who says a short quotation; somebody without a name is a different one each time.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Who {
    Entity(EntityId),
    Nobody(QuoteRef),
}

/// What two quotations of one statement have in common.
fn key(library: &Library, at: QuoteRef) -> Option<(String, Option<Who>)> {
    let quotation = library.quotation(at)?;
    let words = folded(quotation.span.of(&library.document(at.doc)?.text));
    let alone = words.split(' ').count() < SHORT || quotation.kind == QuotationKind::Indirect;
    let who = alone.then(|| library.speaker(at).map_or(Who::Nobody(at), Who::Entity));
    Some((words, who))
}

/// The words in small letters, without marks, single blanks between them: `We don’t know,` is `we dont know`.
pub(crate) fn folded(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    let mut gap = false;
    for mark in words.chars() {
        if mark.is_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            folded.extend(mark.to_lowercase());
        } else {
            gap |= !matches!(mark, '\'' | '’' | '‘');
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::engine::{Analysis, Quotation, Rule, Span, Speaker};

    /// A library whose documents are one quotation each.
    fn library(quotations: &[(&str, QuotationKind)]) -> Library {
        let names: Vec<String> = (0..quotations.len()).map(|at| format!("{at:02}")).collect();
        let texts: Vec<(&str, &str)> = names
            .iter()
            .zip(quotations)
            .map(|(name, (text, _))| (name.as_str(), *text))
            .collect();
        let mut library = Library::of_texts("vell", &texts);
        for (analysis, (text, kind)) in library.analyses.iter_mut().zip(quotations) {
            *analysis = Some(Arc::new(Analysis {
                quotations: vec![Quotation {
                    span: Span::new(0, text.len()),
                    kind: *kind,
                    speaker: Speaker::Unknown,
                    source: None,
                    cue: None,
                    rule: Rule::None,
                    confidence: 0.0,
                }],
                ..Analysis::default()
            }));
        }
        library
    }

    #[test]
    fn equal_words_are_one_statement_whatever_their_marks() {
        use QuotationKind::{Direct, Mixed, Scare};
        let library = library(&[
            ("“We don’t know who did it,”", Direct),
            ("\"No comment.\"", Direct),
            ("\"we don't know – who did it\"", Mixed),
            ("“no comment”", Direct),
            ("“We don’t know who did it”", Scare),
        ]);
        let statements = Statements::gather(&library);
        let shown: Vec<String> = library
            .ids()
            .map(|doc| {
                let statement = statements.of(QuoteRef { doc, index: 0 });
                statement.map_or_else(|| "-".to_owned(), |id| id.to_string())
            })
            .collect();
        assert_eq!(shown, ["s1", "s2", "s1", "s3", "-"]);
    }
}
