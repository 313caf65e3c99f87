//! The words of all statements, to look through on a thread: what every report says, with the paragraph around it.

use std::collections::HashSet;
use std::sync::Arc;

use crate::engine::Span;
use crate::library::document::block_at;
use crate::library::{DocId, Library, Needle};

use super::{StatementId, Statements};

/// So many words are told apart; what is typed beyond them is not looked for.
const MOST_WORDS: usize = 31;
/// Of a statement that is not among those asked for.
const OUTSIDE: u32 = u32::MAX;

/// Where the words of every statement stand, and who said it. Holds no text and no findings.
#[derive(Debug, Default)]
pub struct Haystack {
    /// The documents that report something, those with the earliest statements first; and how many reports each of them has.
    documents: Vec<(DocId, usize)>,
    /// The paragraphs of the reports, document by document.
    reports: Vec<(StatementId, Span)>,
    /// The name that the vote chose, by statement; empty where there is none.
    speakers: Vec<String>,
    /// All statements, by first appearance.
    order: Vec<StatementId>,
}

impl Haystack {
    /// That of the statements of a library.
    pub fn of(library: &Library, statements: &Statements) -> Self {
        let placed = statements.by_appearance().iter();
        let order: Vec<StatementId> = placed.map(|placed| placed.id).collect();
        let mut haystack = Self::default();
        let mut seen = HashSet::new();
        for statement in order.iter().filter_map(|id| statements.get(*id)) {
            for variant in &statement.variants {
                if seen.insert(variant.at.doc) {
                    haystack.add(library, statements, variant.at.doc);
                }
            }
        }
        let speakers = statements.iter().map(|(_, statement)| {
            let named = statement.speaker.and_then(|at| library.speaker(at));
            let entity = named.and_then(|id| library.entities.get(id));
            entity.map_or_else(String::new, |entity| entity.name.clone())
        });
        haystack.speakers = speakers.collect();
        haystack.order = order;
        haystack
    }

    fn add(&mut self, library: &Library, statements: &Statements, doc: DocId) {
        let Some(document) = library.document(doc) else {
            return;
        };
        let blocks = document.blocks.look();
        let before = self.reports.len();
        for at in library.speech_in(doc) {
            if let Some((id, quotation)) = statements.of(at).zip(library.quotation(at)) {
                let paragraph = block_at(&blocks, quotation.span.start);
                self.reports.push((id, paragraph.unwrap_or(quotation.span)));
            }
        }
        self.documents.push((doc, self.reports.len() - before));
    }

    /// The statements of which each word stands in a report, with the paragraph around it, or in the name of the speaker. Only
    /// some `among` them, where it is known that it can be no others. By first appearance. `text` gives the text of a document.
    ///
    /// `tell` hears of every document that adds to what is found, and says whether to go on; none when it was not to.
    pub fn seek(
        &self,
        words: &[Needle],
        among: Option<&[StatementId]>,
        text: impl Fn(DocId) -> Arc<str>,
        mut tell: impl FnMut(&Sought) -> bool,
    ) -> Option<Vec<StatementId>> {
        let mut sought = Sought::new(self, &words[..words.len().min(MOST_WORDS)], among);
        let mut reports = &self.reports[..];
        for &(doc, count) in &self.documents {
            let (own, others) = reports.split_at(count.min(reports.len()));
            reports = others;
            if own.iter().any(|(id, _)| sought.is_wanted(*id)) {
                let text = text(doc);
                for (id, paragraph) in own {
                    sought.find(*id, text.get(paragraph.range()).unwrap_or_default());
                }
            }
            if !tell(&sought) {
                return None;
            }
        }
        Some(sought.so_far())
    }
}

/// A search that goes on.
#[derive(Debug)]
pub struct Sought<'h> {
    haystack: &'h Haystack,
    words: &'h [Needle],
    /// For each statement, a bit for each word that was not found in it yet.
    missing: Vec<u32>,
    /// In how many statements all words are found.
    found: usize,
}

impl<'h> Sought<'h> {
    fn new(haystack: &'h Haystack, words: &'h [Needle], among: Option<&[StatementId]>) -> Self {
        let all = (1 << words.len()) - 1;
        let outside = if among.is_some() { OUTSIDE } else { all };
        let mut sought = Self {
            haystack,
            words,
            missing: vec![outside; haystack.speakers.len()],
            found: 0,
        };
        for id in among.into_iter().flatten() {
            if let Some(missing) = sought.missing.get_mut(id.0 as usize) {
                *missing = all;
            }
        }
        for (id, speaker) in (0..).map(StatementId).zip(&haystack.speakers) {
            sought.find(id, speaker);
        }
        sought
    }

    /// Whether a statement may be one that is sought, and is not known to be.
    fn is_wanted(&self, id: StatementId) -> bool {
        let missing = self.missing.get(id.0 as usize);
        missing.is_some_and(|missing| !matches!(*missing, 0 | OUTSIDE))
    }

    /// Takes in that this is told of the statement.
    fn find(&mut self, id: StatementId, told: &str) {
        if !self.is_wanted(id) {
            return;
        }
        let missing = &mut self.missing[id.0 as usize];
        for (bit, word) in self.words.iter().enumerate() {
            if *missing & 1 << bit != 0 && word.find(told).next().is_some() {
                *missing &= !(1 << bit);
            }
        }
        self.found += usize::from(*missing == 0);
    }

    /// How many statements are found so far.
    pub const fn found(&self) -> usize {
        self.found
    }

    /// These, by first appearance.
    pub fn so_far(&self) -> Vec<StatementId> {
        let order = self.haystack.order.iter().copied();
        order
            .filter(|id| self.missing.get(id.0 as usize) == Some(&0))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::analyze_all;

    /// The first words of the statements that hold these words, in a library of three articles; and of those `among` which it
    /// looks, if not all.
    #[track_caller]
    fn check(words: &str, among: Option<&[u32]>, expected: &[&str]) {
        let mut library = Library::of_texts(
            "pier",
            &[
                (
                    "b",
                    " date 2031-05-02 Second\n\nThe pier was loud. “Nobody asked the pilots,” Ida Holm said.",
                ),
                (
                    "a",
                    " date 2031-05-01 First\n\n“Nobody asked the pilots,” Ida Holm said in the rain.\n\n“We sail at noon,” Stig Ro said.",
                ),
                (
                    "c",
                    " date 2031-05-03 Third\n\n“Not before noon, we think,” Ida Holm told the harbour council.",
                ),
            ],
        );
        analyze_all(&mut library);
        let statements = Statements::gather(&library);
        let haystack = Haystack::of(&library, &statements);
        let order = statements.by_appearance();
        let among: Option<Vec<StatementId>> =
            among.map(|among| among.iter().map(|at| order[*at as usize].id).collect());
        let words: Vec<Needle> = words.split_whitespace().filter_map(Needle::new).collect();
        let text = |doc| library.document(doc).unwrap().text.share();
        let found = haystack.seek(&words, among.as_deref(), text, |_| true);
        let first = |id: &StatementId| {
            let at = statements.get(*id).unwrap().fullest().unwrap();
            let quoted = library.quotation(at).unwrap().span;
            let words = quoted.of(&library.document(at.doc).unwrap().text);
            words.split_whitespace().next().unwrap().to_owned()
        };
        let found: Vec<String> = found.unwrap().iter().map(first).collect();
        assert_eq!(found, expected);
        assert_eq!(haystack.seek(&words, None, text, |_| false), None);
    }

    #[test]
    fn every_word_stands_in_a_report_beside_it_or_in_the_name_of_the_speaker() {
        check("", None, &["“Nobody", "“We", "“Not"]);
        check("noon", None, &["“We", "“Not"]);
        check("holm noon", None, &["“Not"]);
        // One word in each of two reports.
        check("rain loud", None, &["“Nobody"]);
        check("rain harbour", None, &[]);
        check("noon", Some(&[0, 2]), &["“Not"]);
        check("", Some(&[1]), &["“We"]);
    }
}
