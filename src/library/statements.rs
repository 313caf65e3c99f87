//! One utterance as several documents report it.

mod align;
mod compare;
mod group;
mod haystack;
#[cfg(test)]
mod planted;
#[cfg(test)]
mod tests;
mod words;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize, Serializer};

use super::gathered::{ALL, Stretch};
use super::{DateBasis, DocId, EntityId, Library, QuoteRef};

pub use align::{Change, Part};
pub use compare::Compared;
pub use haystack::Haystack;
pub(super) use words::each as each_word;
pub use words::{Telling, Tellings, Word, words};

/// One utterance of the library. Shown as `s1`, `s2`, … in library order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StatementId(pub u32);

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s{}", self.0 + 1)
    }
}

/// How the words of a variant differ from the fullest wording, the lightest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Wording {
    /// Not at all, but for case, marks and punctuation.
    Same,
    /// Only words at its beginning or end are missing.
    Cut,
    /// Words are added, omitted or substituted.
    Differs,
    /// Among them a number, a negation, a modal verb or a name.
    Tells(Tellings),
}

impl Wording {
    /// Whether something else is reported as said than in the fullest wording.
    pub const fn differs(&self) -> bool {
        matches!(self, Self::Differs | Self::Tells(_))
    }
}

/// One quotation that reports the utterance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The quotation.
    pub at: QuoteRef,
    /// How its words differ from the fullest ones.
    pub wording: Wording,
    /// Whether it names somebody else as the speaker than the vote does.
    pub dissents: bool,
}

/// One utterance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The quotations that report it, by the dates of their documents, those without one last.
    pub variants: Vec<Variant>,
    /// Which of them has the most words.
    pub fullest: usize,
    /// A quotation whose speaker is the one that most of them name; none when no report names anybody.
    pub speaker: Option<QuoteRef>,
}

impl Statement {
    /// The quotation that appeared first, as far as the dates of the documents tell.
    pub fn first(&self) -> Option<QuoteRef> {
        self.variants.first().map(|variant| variant.at)
    }

    /// The quotation with the most words.
    pub fn fullest(&self) -> Option<QuoteRef> {
        self.variants.get(self.fullest).map(|variant| variant.at)
    }

    /// The documents that report it, each once, in the order of their dates.
    pub fn documents(&self) -> Vec<DocId> {
        let documents = self.variants.iter().map(|variant| variant.at.doc);
        let mut documents: Vec<DocId> = documents.collect();
        // In the order of their dates the reports of one document follow each other.
        documents.dedup();
        documents
    }

    /// How many outlets report it. A document whose outlet nobody knows counts as one of its own.
    pub fn outlets(&self, library: &Library) -> usize {
        let mut outlets: Vec<&str> = self
            .documents()
            .into_iter()
            .filter_map(|doc| library.document(doc))
            .map(|document| document.outlet.as_deref().unwrap_or(&document.name))
            .collect();
        outlets.sort_unstable();
        outlets.dedup();
        outlets.len()
    }

    /// Whether what it is reported to be differs from report to report.
    pub fn differs(&self) -> bool {
        self.variants
            .iter()
            .any(|variant| variant.wording.differs())
    }

    /// The numbers, negations, modal verbs and names that differ, as kinds, each once.
    pub fn tells(&self) -> Tellings {
        let tells = self.variants.iter().map(|variant| match variant.wording {
            Wording::Tells(tells) => tells,
            _ => Tellings::default(),
        });
        tells.flat_map(Tellings::iter).collect()
    }

    /// Whether a report names another speaker.
    pub fn is_disputed(&self) -> bool {
        self.variants.iter().any(|variant| variant.dissents)
    }
}

/// The utterances of a library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "(Vec<Statement>, Vec<Placed>)")]
pub struct Statements {
    /// By the quotations that report them.
    of: Vec<(QuoteRef, StatementId)>,
    list: Vec<Statement>,
    order: Vec<Placed>,
}

/// A statement in the order of their first appearance, with what lists ask of every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// The statement.
    pub id: StatementId,
    /// Whether two outlets or more report it.
    pub shared: bool,
    /// Whether it is worded differently, or given to different people, from report to report.
    pub differing: bool,
}

impl Serialize for Statements {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.list, &self.order).serialize(serializer)
    }
}

impl From<(Vec<Statement>, Vec<Placed>)> for Statements {
    fn from((list, order): (Vec<Statement>, Vec<Placed>)) -> Self {
        let each = (0..).map(StatementId).zip(&list);
        let of = each.flat_map(|(id, one)| one.variants.iter().map(move |one| (one.at, id)));
        let reports = list.iter().map(|one| one.variants.len()).sum();
        let mut all = Vec::with_capacity(reports);
        all.extend(of);
        all.sort_unstable();
        Self {
            of: all,
            list,
            order,
        }
    }
}

impl Statements {
    /// Brings together the quotations that report one utterance, and has them vote on its speaker. Scare quotes are
    /// nobody's statement.
    ///
    /// The same library gives the same statements under the same ids: they are numbered in library order.
    pub fn gather(library: &Library) -> Self {
        Self::gather_in_parts(library, ALL).unwrap_or_default()
    }

    /// The same in two parts for each document; none when one of them was not wanted.
    pub(super) fn gather_in_parts(library: &Library, part: Stretch) -> Option<Self> {
        let grouped = group::group(library, part)?;
        let mut members: BTreeMap<u32, Vec<QuoteRef>> = BTreeMap::new();
        let mut ids: HashMap<u32, u32> = HashMap::new();
        for (at, group) in grouped {
            let next = ids.len() as u32;
            let id = *ids.entry(group).or_insert(next);
            members.entry(id).or_default().push(at);
        }
        drop(ids);
        let list = members.into_values();
        let list: Vec<Statement> = list.map(|members| statement(library, members)).collect();
        let order = placed(library, &list);
        Some((list, order).into())
    }

    /// All utterances, those that appeared first before the others, those that nothing dates last.
    pub fn by_appearance(&self) -> &[Placed] {
        &self.order
    }

    /// The utterance that the quotation reports; none for scare quotes.
    pub fn of(&self, at: QuoteRef) -> Option<StatementId> {
        let found = self.of.binary_search_by_key(&at, |(at, _)| *at).ok()?;
        Some(self.of.get(found)?.1)
    }

    /// The utterance with this id.
    pub fn get(&self, id: StatementId) -> Option<&Statement> {
        self.list.get(id.0 as usize)
    }

    /// All utterances, in library order.
    pub fn iter(&self) -> impl Iterator<Item = (StatementId, &Statement)> {
        (0..).map(StatementId).zip(&self.list)
    }

    /// How many quotations report them.
    pub const fn reports(&self) -> usize {
        self.of.len()
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// The statements in the order of their first appearance.
fn placed(library: &Library, list: &[Statement]) -> Vec<Placed> {
    let mut order: Vec<_> = (0..)
        .map(StatementId)
        .zip(list)
        .map(|(id, statement)| {
            let first = statement.first().and_then(|at| appeared(library, at.doc));
            let placed = Placed {
                id,
                shared: statement.outlets(library) > 1,
                differing: statement.differs() || statement.is_disputed(),
            };
            (first.unwrap_or(NaiveDate::MAX), placed)
        })
        .collect();
    order.sort_unstable_by_key(|(day, placed)| (*day, placed.id));
    order.into_iter().map(|(_, placed)| placed).collect()
}

/// When a document appeared, for ordering: a file's own time says nothing about its article.
pub fn appeared(library: &Library, doc: DocId) -> Option<NaiveDate> {
    let date = library.document(doc)?.date?;
    (date.basis != DateBasis::FileTime).then_some(date.day)
}

/// How many words two wordings have in common, in order.
pub(super) fn words_in_common(a: &[String], b: &[String]) -> usize {
    align::pairs(a, b).len()
}

/// Everything that follows from which quotations report the utterance.
fn statement(library: &Library, mut members: Vec<QuoteRef>) -> Statement {
    members.sort_by_key(|at| (appeared(library, at.doc).unwrap_or(NaiveDate::MAX), *at));
    let worded: Vec<Vec<Word>> = if members.len() > 1 {
        members.iter().map(|at| words_of(library, *at)).collect()
    } else {
        vec![Vec::new()]
    };
    let fullest = (0..members.len())
        .max_by_key(|&index| (worded[index].len(), Reverse(index)))
        .unwrap_or_default();
    let (speaker, winner) = vote(library, &members);
    let variants = members
        .iter()
        .enumerate()
        .map(|(index, &at)| Variant {
            at,
            wording: wording(
                library,
                (members[fullest], &worded[fullest]),
                (at, &worded[index]),
            ),
            dissents: library
                .speaker(at)
                .is_some_and(|named| Some(named) != winner),
        })
        .collect();
    Statement {
        variants,
        fullest,
        speaker,
    }
}

/// Whom the quotations name, each with the weight of its confidence; and the one of them that is surest of it.
fn vote(library: &Library, members: &[QuoteRef]) -> (Option<QuoteRef>, Option<EntityId>) {
    let mut votes: Vec<(EntityId, f32, QuoteRef, f32)> = Vec::new();
    for &at in members {
        let Some((named, quotation)) = library.speaker(at).zip(library.quotation(at)) else {
            continue;
        };
        let sure = quotation.confidence;
        match votes.iter_mut().find(|(other, ..)| *other == named) {
            Some((_, sum, surest, most)) => {
                *sum += sure;
                if sure > *most {
                    (*surest, *most) = (at, sure);
                }
            }
            None => votes.push((named, sure, at, sure)),
        }
    }
    let mut winner = votes.first().copied();
    for vote in votes {
        if winner.is_some_and(|best| vote.1 > best.1) {
            winner = Some(vote);
        }
    }
    match winner {
        Some((named, _, at, _)) => (Some(at), Some(named)),
        // Somebody without a name, in the words of the first report that says so.
        None => (
            members.iter().copied().find(|&at| is_unnamed(library, at)),
            None,
        ),
    }
}

fn is_unnamed(library: &Library, at: QuoteRef) -> bool {
    let speaker = library.quotation(at).map(|quotation| &quotation.speaker);
    matches!(speaker, Some(crate::engine::Speaker::Unnamed(_)))
}

/// The words of a quotation.
pub fn words_of(library: &Library, at: QuoteRef) -> Vec<Word> {
    let found = library.document(at.doc).zip(library.quotation(at));
    let mut words = found.map_or(Vec::new(), |(document, quotation)| {
        words::words(&document.text, quotation.span)
    });
    words.truncate(align::MOST_WORDS);
    words
}

fn wording(library: &Library, full: (QuoteRef, &[Word]), variant: (QuoteRef, &[Word])) -> Wording {
    if full
        .1
        .iter()
        .map(|word| &word.folded)
        .eq(variant.1.iter().map(|word| &word.folded))
    {
        return Wording::Same;
    }
    let text = |at: QuoteRef| {
        library
            .document(at.doc)
            .map_or("", |document| &*document.text)
    };
    let compared = Compared::new((text(full.0), full.1), (text(variant.0), variant.1));
    match compared.parts.iter().map(|part| part.change).max() {
        None | Some(Change::Same) => Wording::Same,
        Some(Change::Cut) => Wording::Cut,
        Some(_) => {
            let tells = compared.tells();
            if tells.is_empty() {
                Wording::Differs
            } else {
                Wording::Tells(tells)
            }
        }
    }
}
