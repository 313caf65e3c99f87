//! What every document calls whom, how often, and which of its quotations are theirs: all that is needed to tell who is who
//! across documents. It is a hundredth of the findings, so it is in memory where those are not, and the cache keeps it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::forms::Form;
use super::pages::{Numbers, Page, Pages};
use crate::engine::varint::put;
use crate::engine::{Analysis, EntityKind, LocalId, Speaker};
use crate::library::{DocId, Name};

/// The pages of all documents.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Ledger {
    words: Words,
    /// One for each document that is analysed: first how many of its sources have no name and the words for them, then an entry
    /// for each of its entities. An entry is the number of its name, how often it is mentioned, its role, how many other names
    /// it has and those, how many of the quotations are its own and those.
    pages: Pages,
    /// The names as they are compared, by their numbers; none until somebody compares them.
    #[serde(skip)]
    forms: Vec<Option<Arc<Form>>>,
}

/// What a document says about one of its entities. Words are told by their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry<'l> {
    /// See [`Ledger::kind`].
    pub(super) name: u32,
    pub(super) mentions: u32,
    /// The number of the word and one; 0 for no role.
    role: u32,
    pub(super) aliases: Numbers<'l>,
    /// Each the place in the analysis twice, and one more if it is doubtful.
    quotations: Numbers<'l>,
}

impl Entry<'_> {
    pub(super) fn role(&self) -> Option<u32> {
        self.role.checked_sub(1)
    }

    pub(super) fn quoted(&self) -> u32 {
        self.quotations.len() as u32
    }

    /// The places of its quotations in the analysis, and whether each is doubtful.
    pub(super) fn quotations(&self) -> impl Iterator<Item = (u32, bool)> + '_ {
        let quotations = self.quotations.clone();
        quotations.map(|code| (code >> 1, code & 1 == 1))
    }

    /// Whether the other entry differs in its quotations only.
    pub(super) fn names_alike(&self, other: &Self) -> bool {
        let named = |one: &Self| (one.name, one.mentions, one.role);
        named(self) == named(other) && self.aliases == other.aliases
    }
}

impl Ledger {
    /// How many documents have a page, or had.
    pub(super) fn len(&self) -> usize {
        self.pages.len()
    }

    /// What an analysis comes to.
    pub(super) fn page(&mut self, analysis: &Analysis) -> Page {
        let mut said: Vec<Vec<u32>> = vec![Vec::new(); analysis.entities.len()];
        let mut unnamed = Vec::new();
        for (quotation, index) in analysis.quotations.iter().zip(0_u32..) {
            match &quotation.speaker {
                _ if !quotation.is_speech() => {}
                Speaker::Entity(LocalId(local)) => {
                    if let Some(said) = said.get_mut(*local as usize) {
                        said.push(index << 1 | u32::from(quotation.is_doubtful()));
                    }
                }
                Speaker::Unnamed(words) => unnamed.push(self.words.number(words)),
                Speaker::Unknown => {}
            }
        }
        let mut page = Page::new();
        put(&mut page, unnamed.len() as u32);
        for words in unnamed {
            put(&mut page, words);
        }
        for (entity, said) in analysis.entities.iter().zip(said) {
            let is_body = u32::from(entity.kind == EntityKind::Organization);
            let role = entity.role.as_ref();
            let role = role.map_or(0, |role| self.words.number(role) + 1);
            let name = self.words.number(&entity.name) << 1 | is_body;
            for number in [name, entity.mentions.len() as u32, role] {
                put(&mut page, number);
            }
            put(&mut page, entity.aliases.len() as u32);
            for alias in &entity.aliases {
                put(&mut page, self.words.number(alias));
            }
            put(&mut page, said.len() as u32);
            for quotation in said {
                put(&mut page, quotation);
            }
        }
        page
    }

    /// Puts a page in the place of the one before.
    pub(super) fn set(&mut self, doc: DocId, page: Option<&Page>) {
        self.pages.set(doc, page.map(Vec::as_slice));
    }

    pub(super) fn has(&self, doc: DocId, page: Option<&Page>) -> bool {
        self.pages.get(doc) == page.map(Vec::as_slice)
    }

    /// Whether a page names the same entities in the same ways as that of the document.
    pub(super) fn names_alike(&self, doc: DocId, page: &Page) -> bool {
        let alike = |one: Entry, other: Entry| one.names_alike(&other);
        self.entries(doc).count() == entries(page).count()
            && self
                .entries(doc)
                .zip(entries(page))
                .all(|(one, other)| alike(one, other))
    }

    /// The entries of a document, in the order of its entities.
    pub(super) fn entries(&self, doc: DocId) -> impl Iterator<Item = Entry<'_>> {
        let page = self.pages.get(doc);
        page.into_iter().flat_map(entries)
    }

    /// The documents whose sources without a name are called by words that `fits` accepts.
    pub(super) fn with_unnamed(&self, fits: impl Fn(&str) -> bool) -> Vec<DocId> {
        let mut judged: HashMap<u32, bool> = HashMap::new();
        let mut found = Vec::new();
        for (doc, page) in self.pages.iter() {
            let mut numbers = Numbers::of(page);
            let count = numbers.next().unwrap_or_default();
            let mut fitting = numbers.take(count as usize).filter(|word| {
                let judge = || fits(self.words.get(*word));
                *judged.entry(*word).or_insert_with(judge)
            });
            if fitting.next().is_some() {
                found.push(doc);
            }
        }
        found
    }

    /// The documents that name one of these.
    pub(super) fn naming(&self, names: &[Name]) -> Vec<DocId> {
        let numbers = names.iter().filter_map(|name| {
            let is_body = u32::from(name.kind == EntityKind::Organization);
            Some(self.words.known(&name.name)? << 1 | is_body)
        });
        let numbers: HashSet<u32> = numbers.collect();
        if numbers.is_empty() {
            return Vec::new();
        }
        let all = (0..self.pages.len() as u32).map(DocId);
        all.filter(|doc| {
            self.entries(*doc)
                .any(|entry| numbers.contains(&entry.name))
        })
        .collect()
    }

    pub(super) fn word(&self, number: u32) -> &str {
        self.words.get(number)
    }

    /// The number of the word that a name is.
    pub(super) const fn word_of(name: u32) -> u32 {
        name >> 1
    }

    /// How many numbers of names there may be.
    pub(super) fn names(&self) -> usize {
        self.words.list.len() * 2
    }

    /// A name as it is compared.
    pub(super) fn form(&mut self, name: u32) -> Arc<Form> {
        let at = name as usize;
        if self.forms.len() <= at {
            self.forms
                .resize(self.words.list.len().max(at / 2 + 1) * 2, None);
        }
        let word = self.words.get(Self::word_of(name));
        let form =
            self.forms[at].get_or_insert_with(|| Arc::new(Form::new(word, Self::kind(name))));
        Arc::clone(form)
    }

    /// Of what kind a name is.
    pub(super) const fn kind(name: u32) -> EntityKind {
        if name & 1 == 1 {
            EntityKind::Organization
        } else {
            EntityKind::Person
        }
    }
}

/// The entries of a page; they end where it does not make sense, as one from a damaged file.
fn entries(page: &[u8]) -> impl Iterator<Item = Entry<'_>> {
    let mut rest = Numbers::of(page);
    let unnamed = rest.next().unwrap_or_default();
    let sources = rest.split(unnamed);
    let mut rest = sources.map(|_| rest);
    std::iter::from_fn(move || {
        let rest = rest.as_mut()?;
        let (name, mentions, role) = (rest.next()?, rest.next()?, rest.next()?);
        let aliases = rest.next()?;
        let aliases = rest.split(aliases)?;
        let quotations = rest.next()?;
        let quotations = rest.split(quotations)?;
        Some(Entry {
            name,
            mentions,
            role,
            aliases,
            quotations,
        })
    })
}

/// Words, each once.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
struct Words {
    list: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
}

impl Words {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let (word, number): (Arc<str>, _) = (word.into(), self.list.len() as u32);
        self.list.push(Arc::clone(&word));
        self.numbers.insert(word, number);
        number
    }

    fn known(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    fn get(&self, number: u32) -> &str {
        self.list.get(number as usize).map_or("", |word| word)
    }
}

impl From<Vec<String>> for Words {
    fn from(words: Vec<String>) -> Self {
        let mut all = Self::default();
        for word in words {
            all.number(&word);
        }
        all
    }
}

impl From<Words> for Vec<String> {
    fn from(words: Words) -> Self {
        words.list.iter().map(ToString::to_string).collect()
    }
}
