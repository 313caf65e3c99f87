//! Near-identical articles: which documents are copies of a fuller one, and which share text with it.
//!
//! Quotations are taken out first: two desks that quote the same speech share its words, and copy nothing from each other. What
//! is left is compared by the shingles of five words that one document has in common with another, as a share of those of the
//! smaller one: editors cut from the end, which leaves the smaller one whole. Broder, “On the resemblance and containment of
//! documents” (1997); exact here, so that every link can show its evidence.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::BuildHasher as _;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::engine::hashing::{self, RandomState};
use crate::engine::{BlockKind, QuotationKind, Span};

use super::gathered::{ALL, Stretch};
use super::statements::each_word;
use super::{DocId, Document, LARGE, Library, appeared, parallel};

/// The words of a shingle.
const SHINGLE: usize = 5;
/// A document with fewer shingles is too short to be called a copy of anything.
const LEAST: usize = 12;
/// Words that stand in more documents than this are the furniture of a page.
const MOST_HOLDERS: usize = 400;
/// From this share on, one is a copy of the other.
const COPY: f32 = 0.8;
/// From this share on, they share text.
const SHARED: f32 = 0.3;

/// What a document has to do with a fuller one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Likeness {
    /// The fuller document.
    pub to: DocId,
    /// The share of the smaller one's shingles that both have, from 0 to 1.
    pub share: f32,
}

/// The copies of a library.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Copies {
    of: HashMap<DocId, Likeness>,
    shared: HashMap<DocId, Likeness>,
    groups: HashMap<DocId, Vec<DocId>>,
}

impl Copies {
    /// Compares all documents. The fullest of a group leads it; its copies are those that lie in it, not in one another, so
    /// that small steps never lead from one article to quite another.
    pub fn gather(library: &Library) -> Self {
        Self::gather_in_parts(library, ALL).unwrap_or_default()
    }

    /// The same in two parts for each document; none when one of them was not wanted.
    pub(super) fn gather_in_parts(library: &Library, part: Stretch) -> Option<Self> {
        let documents: Vec<DocId> = library.ids().collect();
        // Shingles are known by their hashes.
        let numbers = RandomState::default();
        let shingles = parallel::map(&documents, |&doc| {
            // What is so long is no article but a heap of them, and would need more memory than all articles.
            let article = library
                .document(doc)
                .filter(|document| !library.is_gone(doc) && document.text.len() <= LARGE);
            part().then(|| article.map_or(Vec::new(), |one| shingles(library, doc, one, &numbers)))
        });
        let shingles: Vec<Vec<u64>> = shingles
            .into_iter()
            .map(Option::flatten)
            .collect::<Option<_>>()?;
        let mut order: Vec<DocId> = library.ids().collect();
        order.sort_by_key(|&doc| {
            // Of two that are equally full, the one that appeared first leads.
            let day = appeared(library, doc).unwrap_or(NaiveDate::MAX);
            (Reverse(shingles[doc.0 as usize].len()), day, doc)
        });
        let mut copies = Self::default();
        let mut holders = Holders::of(shingles.len());
        for &doc in &order {
            if !part() {
                return None;
            }
            let own = &shingles[doc.0 as usize];
            if own.len() < LEAST {
                continue;
            }
            let nearest = holders.nearest(own);
            let likeness = nearest.map(|(to, common)| Likeness {
                to,
                share: common as f32 / own.len() as f32,
            });
            match likeness {
                Some(likeness) if likeness.share >= COPY => {
                    copies.of.insert(doc, likeness);
                    copies.groups.entry(likeness.to).or_default().push(doc);
                    continue;
                }
                Some(likeness) if likeness.share >= SHARED => {
                    copies.shared.insert(doc, likeness);
                }
                _ => {}
            }
            holders.add(doc, own);
        }
        for group in copies.groups.values_mut() {
            group.sort_unstable();
        }
        Some(copies)
    }

    /// The fuller document that this one is a copy of.
    pub fn of(&self, doc: DocId) -> Option<Likeness> {
        self.of.get(&doc).copied()
    }

    /// A fuller document that this one shares text with, without being its copy.
    pub fn shares(&self, doc: DocId) -> Option<Likeness> {
        self.shared.get(&doc).copied()
    }

    /// The copies of a document, in library order.
    pub fn copies(&self, doc: DocId) -> &[DocId] {
        self.groups.get(&doc).map_or(&[], Vec::as_slice)
    }

    /// How many documents are copies.
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }
}

/// The documents that lead so far, by their shingles.
struct Holders {
    /// For each shingle how many documents hold it, and the place of the last of them in `links`.
    of: hashing::HashMap<u64, (u32, u32)>,
    /// Which of the leaders holds a shingle, and the place of the one before: most shingles have one holder, and need no list
    /// of their own.
    links: Vec<(u32, u32)>,
    /// The documents in the order in which they lead.
    leaders: Vec<DocId>,
    /// For each leader, how many shingles it has in common with the document that is being compared.
    common: Vec<u32>,
}

impl Holders {
    fn of(documents: usize) -> Self {
        Self {
            of: hashing::HashMap::default(),
            links: Vec::new(),
            leaders: Vec::with_capacity(documents),
            common: Vec::with_capacity(documents),
        }
    }

    fn add(&mut self, doc: DocId, shingles: &[u64]) {
        let leader = self.leaders.len() as u32;
        self.leaders.push(doc);
        self.common.push(0);
        for &shingle in shingles {
            let (count, last) = self.of.entry(shingle).or_default();
            self.links.push((leader, *last));
            (*count, *last) = (*count + 1, self.links.len() as u32 - 1);
        }
    }

    /// The document with the most shingles in common, and how many; the first to lead among equals.
    fn nearest(&mut self, own: &[u64]) -> Option<(DocId, u32)> {
        let mut touched: Vec<u32> = Vec::new();
        for shingle in own {
            let Some(&(count, mut link)) = self.of.get(shingle) else {
                continue;
            };
            if count as usize > MOST_HOLDERS {
                continue;
            }
            for _ in 0..count {
                let (leader, before) = self.links[link as usize];
                let common = &mut self.common[leader as usize];
                if *common == 0 {
                    touched.push(leader);
                }
                *common += 1;
                link = before;
            }
        }
        let counted = touched.into_iter().map(|leader| {
            let common = std::mem::take(&mut self.common[leader as usize]);
            (common, Reverse(leader))
        });
        let (common, Reverse(leader)) = counted.max()?;
        Some((self.leaders[leader as usize], common))
    }
}

/// The shingles of what the desk itself wrote, each once.
fn shingles(library: &Library, doc: DocId, document: &Document, numbers: &RandomState) -> Vec<u64> {
    let quoted: Vec<Span> = library
        .analysis(doc)
        .into_iter()
        .flat_map(|analysis| &analysis.quotations)
        .filter(|quotation| matches!(quotation.kind, QuotationKind::Direct | QuotationKind::Mixed))
        .map(|quotation| quotation.span)
        .collect();
    let mut found = Vec::new();
    for block in &document.blocks {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Subhead) {
            continue;
        }
        let mut words: Vec<u64> = Vec::new();
        each_word(&document.text, block.span, |span, word| {
            let after = quoted.partition_point(|quoted| quoted.end <= span.start);
            let inside = quoted
                .get(after)
                .is_some_and(|quoted| quoted.start <= span.start);
            if !inside {
                words.push(numbers.hash_one(word));
            }
        });
        found.extend(words.windows(SHINGLE).map(|five| numbers.hash_one(five)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIRE: &str = "The council of Tarn has put off the sale of its ferry until the spring, the mayor said on Monday.\n\n\
        Two buyers had asked for the ferry, which has crossed the lake since the year the dam was built.\n\n\
        The smaller of the two wanted to paint it red, and the larger wanted to sink it for divers to look at.\n\n\
        A vote is due on the first day of March, when the ice is expected to be gone.";

    /// What each document is to which: `copy of a`, `shares with a`, or nothing.
    fn check(texts: &[(&str, &str)], expected: &[&str]) {
        let mut library = Library::of_texts("tarn", texts);
        super::super::analyze_all(&mut library);
        let copies = Copies::gather(&library);
        let name = |doc: DocId| library.document(doc).map_or("", |document| &document.name);
        let mut found: Vec<String> = library
            .ids()
            .map(|doc| match (copies.of(doc), copies.shares(doc)) {
                (Some(like), _) => format!("{} copy of {}", name(doc), name(like.to)),
                (_, Some(like)) => format!("{} shares with {}", name(doc), name(like.to)),
                _ => name(doc).to_owned(),
            })
            .collect();
        found.sort();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_cut_is_a_copy_and_what_is_half_rewritten_shares_text() {
        let cut = &WIRE[..WIRE.len() - 80];
        let own = "Nobody has seen divers there yet.\n\n\
            Two buyers had asked for the ferry, which has crossed the lake since the year the dam was built.\n\n\
            A vote is due on the first day of March, when the ice is expected to be gone.\n\n\
            Tarn has had three ferries so far, and each of them was sold for less than the paint on it had cost in the end.";
        check(
            &[
                ("a", WIRE),
                ("b", cut),
                ("c", own),
                ("d", "Something short."),
            ],
            &["a", "b copy of a", "c shares with a", "d"],
        );
    }

    #[test]
    fn a_quotation_that_both_have_is_no_shared_text() {
        let said = "“We have waited eleven years for this ferry, and we can wait for one more winter if the lake can, and the lake can.”";
        let a = format!(
            "{said} the mayor told the council on Monday, before anybody had asked her for a word about the boats."
        );
        let b = format!(
            "Nobody laughed in the hall. {said} Those were the words of the mayor, who left by the side door at once."
        );
        check(&[("a", &a), ("b", &b)], &["a", "b"]);
    }
}
