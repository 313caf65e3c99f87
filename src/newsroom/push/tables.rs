//! People, quotations and statements as tables, for whoever reads the library with other tools.

use std::collections::{BTreeMap, HashMap};

use postgres::{Client, Transaction};
use serde::Serialize;

use crate::cache::hash;
use crate::engine::Speaker;
use crate::library::{DocId, EntityId, Library, QuoteRef, StatementId, Statements};

use super::super::desk;
use super::super::error::Failure;
use super::super::log::plain;
use super::super::reading::Opened;
use super::difference::{Difference, Numbers};
use super::rows::{self, Table};

/// Whether the tables tell the library as it is.
pub(super) fn are_told(client: &mut Client) -> Result<bool, Failure> {
    let generation = desk::fact(client, "generation")?.unwrap_or_default();
    let rows = client.query("SELECT id FROM onrecord.correction", &[])?;
    let ids: Vec<&str> = rows
        .iter()
        .map(|row| row.try_get(0))
        .collect::<Result<_, _>>()?;
    Ok(desk::fact(client, "told")? == Some(stamp(&generation, ids)))
}

/// Has the tables tell the library: rows that are as they are to be stay. Returns whether nobody has pushed since the library was
/// read; otherwise nothing is written.
pub(super) fn write(
    client: &mut Client,
    opened: &Opened,
    statements: &Statements,
) -> Result<bool, Failure> {
    let documents = numbers(opened);
    let lines = opened.library.corrections.log().all().iter();
    let now = stamp(
        &opened.generation.to_string(),
        lines.map(|line| line.id.as_str()).collect(),
    );
    desk::in_transaction(client, |transaction| {
        if desk::generation(transaction)? != opened.generation {
            return Ok(false);
        }
        let there = There {
            entities: rows::read::<rows::Entities>(transaction)?,
            quotations: rows::read::<rows::Quotations>(transaction)?,
        };
        let tables = Tables::new((&opened.library, statements), &documents, &there);
        bring::<rows::Entities>(transaction, there.entities, tables.entities())?;
        let appearances = rows::read::<rows::Appearances>(transaction)?;
        bring::<rows::Appearances>(transaction, appearances, tables.appearances())?;
        let statements = rows::read::<rows::Statements>(transaction)?;
        bring::<rows::Statements>(transaction, statements, tables.statements())?;
        bring::<rows::Quotations>(transaction, there.quotations, tables.quotations())?;
        desk::set_fact(transaction, "told", &now)?;
        Ok(true)
    })
}

/// The rows on the server by which people and statements are known again.
struct There {
    entities: HashMap<i64, rows::Entity>,
    quotations: HashMap<[i64; 3], rows::Quotation>,
}

/// Makes a table what it is to be.
fn bring<T: Table>(
    to: &mut Transaction,
    there: HashMap<T::Key, T::Value>,
    wanted: BTreeMap<T::Key, T::Value>,
) -> Result<(), postgres::Error> {
    let difference = Difference::between(there, wanted);
    rows::remove::<T>(to, &difference.gone)?;
    rows::add::<T>(to, &difference.come)
}

/// What tells whether the tables are those of this generation with these corrections.
fn stamp(generation: &str, mut ids: Vec<&str>) -> String {
    ids.sort_unstable();
    let ids = hash::of_bytes(ids.join(" ").as_bytes());
    format!("{generation} {}", hash::in_words(ids))
}

/// The numbers of documents on the server.
fn numbers(opened: &Opened) -> HashMap<DocId, i64> {
    let documents = opened.library.present();
    documents
        .filter_map(|(doc, document)| Some((doc, *opened.numbers.get(&document.path)?)))
        .collect()
}

/// What the tables are to tell.
struct Tables<'t> {
    library: &'t Library,
    gathered: &'t Statements,
    documents: &'t HashMap<DocId, i64>,
    /// The numbers of people and organizations on the server.
    entities: HashMap<EntityId, i64>,
    /// Those of statements.
    statements: HashMap<StatementId, i64>,
}

impl<'t> Tables<'t> {
    /// Those of a library. What was there before keeps its number: a person by the name, a statement by its reports.
    fn new(
        (library, gathered): (&'t Library, &'t Statements),
        documents: &'t HashMap<DocId, i64>,
        there: &There,
    ) -> Self {
        let known = there.entities.iter();
        let known = known.map(|(id, entity)| ((entity.name.clone(), entity.kind.clone()), *id));
        let mut numbers = Numbers::known(known.collect());
        let entities = library.entities.iter().map(|(id, entity)| {
            let known_by = (plain(&entity.name), word(&entity.kind));
            (id, numbers.give([known_by]))
        });
        let mut tables = Self {
            library,
            gathered,
            documents,
            entities: entities.collect(),
            statements: HashMap::new(),
        };
        let known = there.quotations.iter();
        let known = known.filter_map(|(key, quotation)| Some((*key, quotation.statement?)));
        let mut numbers = Numbers::known(known.collect());
        let statements = gathered.iter().map(|(id, statement)| {
            let reports = statement.variants.iter();
            let known_by = reports.filter_map(|variant| tables.key(variant.at));
            (id, numbers.give(known_by))
        });
        tables.statements = statements.collect();
        tables
    }

    /// What a quotation is known by on the server.
    fn key(&self, at: QuoteRef) -> Option<[i64; 3]> {
        let span = self.library.quotation(at)?.span;
        let document = *self.documents.get(&at.doc)?;
        Some([document, span.start.into(), span.end.into()])
    }

    fn speaker(&self, at: QuoteRef) -> Option<i64> {
        self.entities.get(&self.library.speaker(at)?).copied()
    }

    fn entities(&self) -> BTreeMap<i64, rows::Entity> {
        let entities = self.library.entities.iter();
        let rows = entities.filter_map(|(id, entity)| {
            let row = rows::Entity {
                name: plain(&entity.name),
                kind: word(&entity.kind),
                role: entity.role.as_deref().map(plain),
                aliases: json(&entity.aliases),
                mentions: entity.mentions.into(),
                quotations: entity.quotations.into(),
            };
            Some((*self.entities.get(&id)?, row))
        });
        rows.collect()
    }

    fn appearances(&self) -> BTreeMap<[i64; 2], [i64; 2]> {
        let entities = self.library.entities.iter();
        let rows = entities.flat_map(|(id, entity)| {
            let documents = entity.documents.iter();
            documents.filter_map(move |(doc, tally)| {
                let key = [*self.entities.get(&id)?, *self.documents.get(doc)?];
                Some((key, [tally.mentions.into(), tally.quotations.into()]))
            })
        });
        rows.collect()
    }

    fn statements(&self) -> BTreeMap<i64, rows::Statement> {
        let statements = self.gathered.iter();
        let rows = statements.filter_map(|(id, statement)| {
            let row = rows::Statement {
                speaker: statement.speaker.and_then(|at| self.speaker(at)),
                reports: statement.variants.len().cast_signed() as i64,
                differs: statement.differs(),
            };
            Some((*self.statements.get(&id)?, row))
        });
        rows.collect()
    }

    fn quotations(&self) -> BTreeMap<[i64; 3], rows::Quotation> {
        let mut rows = BTreeMap::new();
        for at in self
            .library
            .ids()
            .flat_map(|doc| self.library.speech_in(doc))
        {
            if let Some(key) = self.key(at)
                && let Some(row) = self.quotation(at)
            {
                // Two quotations at one place would be one; the first stands.
                rows.entry(key).or_insert(row);
            }
        }
        rows
    }

    fn quotation(&self, at: QuoteRef) -> Option<rows::Quotation> {
        let document = self.library.document(at.doc)?;
        let quotation = self.library.quotation(at)?;
        let named = self.library.speaker(at);
        let named = named.and_then(|id| self.library.entities.get(id));
        let statement = self.gathered.of(at);
        Some(rows::Quotation {
            words: plain(quotation.span.of(&document.text)),
            kind: word(&quotation.kind),
            speaker: self.speaker(at),
            said_by: match &quotation.speaker {
                Speaker::Unnamed(words) => Some(plain(words)),
                _ => named.map(|entity| plain(&entity.name)),
            },
            confidence: quotation.confidence.into(),
            statement: statement.and_then(|id| self.statements.get(&id).copied()),
        })
    }
}

fn json(value: &(impl Serialize + ?Sized)) -> String {
    // Nothing that is kept has a key that is no text, which is all that can fail.
    serde_json::to_string(value).unwrap_or_default()
}

/// A value that is a word in JSON, without its quotation marks.
fn word(value: &impl Serialize) -> String {
    json(value).trim_matches('"').to_owned()
}
