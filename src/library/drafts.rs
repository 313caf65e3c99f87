//! The quotations of a reader's own draft, held against the library.

use std::collections::HashSet;

use crate::engine::QuotationKind;

use super::statements::{Variant, Word, Wording, words_in_common, words_of};
use super::{Library, QuoteRef, StatementId, Statements};

/// Fewer words than these are found only where they are the whole quotation.
const WINDOW: usize = 3;

/// What the library says about a quotation of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Somebody is quoted with just these words.
    Exact(QuoteRef),
    /// The words are part of a longer quotation.
    Cut(QuoteRef),
    /// The words are near to a quotation, but not the same.
    Altered(QuoteRef),
    /// The words are two quotations run together.
    Joined(QuoteRef, QuoteRef),
    /// Nobody is quoted with these words.
    NotFound,
}

impl Verdict {
    /// The quotation of the library that fits best.
    pub const fn best(self) -> Option<QuoteRef> {
        match self {
            Self::Exact(at) | Self::Cut(at) | Self::Altered(at) | Self::Joined(at, _) => Some(at),
            Self::NotFound => None,
        }
    }
}

/// A quotation of the draft, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The quotation: a place in the draft's own library.
    pub at: QuoteRef,
    /// What the library says.
    pub verdict: Verdict,
    /// Whether the reports name somebody else than the draft does: the statement they vote on.
    pub other_speaker: Option<StatementId>,
}

impl Checked {
    /// Whether a writer should look at it again: anything but words that somebody is quoted with, whole or in part.
    pub const fn is_wrong(&self) -> bool {
        !matches!(self.verdict, Verdict::Exact(_) | Verdict::Cut(_)) || self.other_speaker.is_some()
    }
}

/// Holds every quotation in quotation marks of the draft against the library.
pub fn check(draft: &Library, library: &Library, statements: &Statements) -> Vec<Checked> {
    let quoted: Vec<(QuoteRef, Vec<String>)> = marked(library)
        .map(|at| (at, folded(&words_of(library, at))))
        .collect();
    marked(draft)
        .map(|at| {
            let verdict = verdict(&folded(&words_of(draft, at)), &quoted);
            let verdict = outvoted(statements, verdict).unwrap_or(verdict);
            let statement = verdict.best().and_then(|best| statements.of(best));
            let other_speaker = statement.filter(|id| {
                let voted = statements.get(*id).and_then(|statement| statement.speaker);
                voted.is_some_and(|voted| !same_speaker(draft, at, library, voted))
            });
            Checked {
                at,
                verdict,
                other_speaker,
            }
        })
        .collect()
}

/// Words that one report has, while most have another number, negation, modal verb or name in their place, are no safe ones:
/// the draft is held against the fullest wording instead.
fn outvoted(statements: &Statements, verdict: Verdict) -> Option<Verdict> {
    let (Verdict::Exact(at) | Verdict::Cut(at)) = verdict else {
        return None;
    };
    let statement = statements.get(statements.of(at)?)?;
    let own = statement.variants.iter().find(|variant| variant.at == at)?;
    let (apart, with): (Vec<&Variant>, Vec<&Variant>) = statement
        .variants
        .iter()
        .partition(|variant| matches!(variant.wording, Wording::Tells(_)));
    let outvoted = matches!(own.wording, Wording::Tells(_)) && with.len() > apart.len();
    outvoted.then_some(Verdict::Altered(statement.fullest()?))
}

/// The quotations in quotation marks.
fn marked(library: &Library) -> impl Iterator<Item = QuoteRef> + '_ {
    library
        .ids()
        .flat_map(|doc| library.speech_in(doc))
        .filter(|at| {
            let kind = library.quotation(*at).map(|quotation| quotation.kind);
            matches!(kind, Some(QuotationKind::Direct | QuotationKind::Mixed))
        })
}

fn folded(words: &[Word]) -> Vec<String> {
    words.iter().map(|word| word.folded.clone()).collect()
}

fn verdict(words: &[String], quoted: &[(QuoteRef, Vec<String>)]) -> Verdict {
    if let Some((at, _)) = quoted.iter().find(|(_, other)| other == words) {
        return Verdict::Exact(*at);
    }
    let windows: HashSet<&[String]> = words.windows(WINDOW).collect();
    let near: Vec<&(QuoteRef, Vec<String>)> = quoted
        .iter()
        .filter(|(_, other)| other.windows(WINDOW).any(|window| windows.contains(window)))
        .collect();
    if let Some((at, _)) = near.iter().find(|(_, other)| holds(other, words)) {
        return Verdict::Cut(*at);
    }
    if let Some((first, second)) = joined(words, &near) {
        return Verdict::Joined(first, second);
    }
    let best = near
        .iter()
        .map(|(at, other)| (words_in_common(other, words), std::cmp::Reverse(*at)))
        .max();
    match best {
        Some((common, at)) if common * 10 >= words.len() * 6 => Verdict::Altered(at.0),
        _ => Verdict::NotFound,
    }
}

/// Whether the words stand beside each other in a quotation.
fn holds(quotation: &[String], words: &[String]) -> bool {
    quotation
        .windows(words.len().max(1))
        .any(|window| window == words)
}

/// Two quotations of which the one holds the first words and the other the rest.
fn joined(words: &[String], near: &[&(QuoteRef, Vec<String>)]) -> Option<(QuoteRef, QuoteRef)> {
    let last = words.len().checked_sub(WINDOW)?;
    (WINDOW..=last).find_map(|split| {
        let (head, tail) = words.split_at(split);
        let first = near.iter().find(|(_, other)| holds(other, head))?;
        let second = near
            .iter()
            .find(|(at, other)| *at != first.0 && holds(other, tail))?;
        Some((first.0, second.0))
    })
}

/// Whether the draft may mean whom the library names: the last name is the same, or the draft names nobody.
fn same_speaker(draft: &Library, at: QuoteRef, library: &Library, voted: QuoteRef) -> bool {
    let name = |library: &Library, at: QuoteRef| {
        let id = library.speaker(at)?;
        Some(library.entities.get(id)?.name.to_lowercase())
    };
    let (Some(own), Some(other)) = (name(draft, at), name(library, voted)) else {
        return true;
    };
    let last = |name: &str| name.split(' ').next_back().map(str::to_owned);
    let whole = own.contains(' ') && other.contains(' ');
    if whole {
        own == other
    } else {
        last(&own) == last(&other)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{analyze_all, analyze_draft};
    use super::*;

    fn analysed(texts: &[(&str, &str)]) -> Library {
        let mut library = Library::of_texts("tarn", texts);
        analyze_all(&mut library);
        library
    }

    #[test]
    fn every_verdict_is_given_where_it_is_due() {
        let library = analysed(&[
            (
                "a",
                "“The ferry will stay on the lake until the spring,” Mayor Ida Thorn said on Monday. “We have paid for the paint.”",
            ),
            (
                "c",
                "“We do not want the ferry to run until midnight in the winter,” Mayor Ida Thorn told the council.",
            ),
            (
                "d",
                "“We do not want the ferry to run until midnight in the winter,” Ida Thorn said on Monday.",
            ),
            (
                "e",
                "“We want the ferry to run until midnight in the winter,” Ida Thorn said on Monday.",
            ),
            (
                "b",
                "“Nobody asked the captain about any of it,” said Bo Lee, the captain.",
            ),
        ]);
        let statements = Statements::gather(&library);
        for (text, expected) in [
            (
                "“We want the ferry to run until midnight in the winter,” Ida Thorn said.",
                "altered!",
            ),
            ("“We have paid for the paint,” Ida Thorn said.", "exact"),
            ("“The ferry will stay on the lake,” Ida Thorn said.", "cut"),
            (
                "“The ferry will not stay on the lake until the spring,” Ida Thorn said.",
                "altered!",
            ),
            (
                "“We have paid for the paint. Nobody asked the captain about any of it,” Ida Thorn said.",
                "joined!",
            ),
            (
                "“Nobody asked the captain about any of it,” Ida Thorn said.",
                "exact!",
            ),
            (
                "“The lake is very deep in the middle,” Ida Thorn said.",
                "not found!",
            ),
        ] {
            let draft = analysed(&[("draft", text)]);
            let shown: Vec<String> = check(&draft, &library, &statements)
                .iter()
                .map(|checked| {
                    let name = match checked.verdict {
                        Verdict::Exact(_) => "exact",
                        Verdict::Cut(_) => "cut",
                        Verdict::Altered(_) => "altered",
                        Verdict::Joined(..) => "joined",
                        Verdict::NotFound => "not found",
                    };
                    format!("{name}{}", if checked.is_wrong() { "!" } else { "" })
                })
                .collect();
            assert_eq!(shown, [expected], "{text}");
        }
    }

    #[test]
    fn a_draft_may_call_by_surname_whom_the_articles_name_in_full() {
        let library = analysed(&[(
            "a",
            "“The boats are all under water,” Bo Lindqvist, the captain, said on Monday.",
        )]);
        let text = "Mayor Ida Thorn said that the ferry “was late”.\n\n“The boats are all under water,” said Lindqvist.";
        let mut draft = Library::of_texts("tarn", &[("draft", text)]);
        analyze_draft(&mut draft, &library);
        let checked = check(&draft, &library, &Statements::gather(&library));
        let last = checked.last().unwrap();
        assert!(
            matches!(last.verdict, Verdict::Exact(_)) && !last.is_wrong(),
            "{checked:?}"
        );
    }
}
