//! People, quotations and statements as tables, for whoever reads the library with other tools.

use std::collections::{HashMap, HashSet};

use postgres::types::ToSql;
use postgres::{Client, Transaction};
use serde::Serialize;

use crate::cache::hash;
use crate::engine::Speaker;
use crate::library::{DocId, Gathered, Library};

use super::super::desk;
use super::super::error::Failure;
use super::super::log::plain;
use super::super::reading::Opened;

/// How many rows go in one statement.
const PART: usize = 2_000;

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

/// Writes everything in place of what the tables told before. Returns whether nobody has pushed since the library was read;
/// otherwise nothing is written.
pub(super) fn write(
    client: &mut Client,
    opened: &Opened,
    gathered: &Gathered,
) -> Result<bool, Failure> {
    let tables = Tables {
        library: &opened.library,
        gathered,
        numbers: numbers(opened),
    };
    let lines = opened.library.corrections.log().all().iter();
    let now = stamp(
        &opened.generation.to_string(),
        lines.map(|line| line.id.as_str()).collect(),
    );
    desk::in_transaction(client, |transaction| {
        if desk::generation(transaction)? != opened.generation {
            return Ok(false);
        }
        for table in ["quotation", "statement", "appearance", "entity"] {
            transaction.execute(&format!("DELETE FROM onrecord.{table}"), &[])?;
        }
        tables.entities(transaction)?;
        tables.appearances(transaction)?;
        tables.statements(transaction)?;
        tables.quotations(transaction)?;
        desk::set_fact(transaction, "told", &now)?;
        Ok(true)
    })
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

struct Tables<'t> {
    library: &'t Library,
    gathered: &'t Gathered,
    numbers: HashMap<DocId, i64>,
}

impl Tables<'_> {
    fn entities(&self, to: &mut Transaction) -> Result<(), postgres::Error> {
        let entities: Vec<_> = self.library.entities.iter().collect();
        for part in entities.chunks(PART) {
            let ids: Vec<i64> = part.iter().map(|(id, _)| id.0.into()).collect();
            let names: Vec<String> = part.iter().map(|(_, entity)| plain(&entity.name)).collect();
            let kinds: Vec<String> = part.iter().map(|(_, entity)| word(&entity.kind)).collect();
            let roles: Vec<Option<String>> = part
                .iter()
                .map(|(_, entity)| entity.role.as_deref().map(plain))
                .collect();
            let aliases: Vec<String> = part
                .iter()
                .map(|(_, entity)| json(&entity.aliases))
                .collect();
            let mentions: Vec<i64> = part
                .iter()
                .map(|(_, entity)| entity.mentions.into())
                .collect();
            let quotations: Vec<i64> = part
                .iter()
                .map(|(_, entity)| entity.quotations.into())
                .collect();
            let query = "INSERT INTO onrecord.entity (id, name, kind, role, aliases, mentions, quotations) \
                         SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[])";
            to.execute(
                query,
                &[
                    &ids,
                    &names,
                    &kinds,
                    &roles,
                    &aliases,
                    &mentions,
                    &quotations,
                ],
            )?;
        }
        Ok(())
    }

    fn appearances(&self, to: &mut Transaction) -> Result<(), postgres::Error> {
        let entities = self.library.entities.iter();
        let rows = entities.flat_map(|(id, entity)| {
            let documents = entity.documents.iter();
            documents.filter_map(move |(doc, tally)| {
                let number = *self.numbers.get(doc)?;
                Some([
                    id.0.into(),
                    number,
                    tally.mentions.into(),
                    tally.quotations.into(),
                ])
            })
        });
        let rows: Vec<[i64; 4]> = rows.collect();
        for part in rows.chunks(PART) {
            let query = "INSERT INTO onrecord.appearance (entity, document, mentions, quotations) \
                         SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[])";
            execute_columns(to, query, part)?;
        }
        Ok(())
    }

    fn statements(&self, to: &mut Transaction) -> Result<(), postgres::Error> {
        let statements: Vec<_> = self.gathered.statements.iter().collect();
        for part in statements.chunks(PART) {
            let ids: Vec<i64> = part.iter().map(|(id, _)| id.0.into()).collect();
            let speakers: Vec<Option<i64>> = part
                .iter()
                .map(|(_, statement)| Some(self.library.speaker(statement.speaker?)?.0.into()))
                .collect();
            let reports: Vec<i64> = part
                .iter()
                .map(|(_, statement)| statement.variants.len().cast_signed() as i64)
                .collect();
            let differs: Vec<bool> = part
                .iter()
                .map(|(_, statement)| statement.differs())
                .collect();
            let query = "INSERT INTO onrecord.statement (id, speaker, reports, differs) \
                         SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::boolean[])";
            to.execute(query, &[&ids, &speakers, &reports, &differs])?;
        }
        Ok(())
    }

    fn quotations(&self, to: &mut Transaction) -> Result<(), postgres::Error> {
        let mut rows = Quotations::default();
        for (doc, number) in self
            .library
            .ids()
            .filter_map(|doc| Some((doc, *self.numbers.get(&doc)?)))
        {
            let Some(document) = self.library.document(doc) else {
                continue;
            };
            // Two quotations at one place would be one; the first stands.
            let mut seen = HashSet::new();
            for at in self.library.speech_in(doc) {
                let Some(quotation) = self
                    .library
                    .quotation(at)
                    .filter(|quotation| seen.insert(quotation.span))
                else {
                    continue;
                };
                let speaker = self.library.speaker(at);
                let named = speaker.and_then(|id| self.library.entities.get(id));
                rows.places.push([
                    number,
                    quotation.span.start.into(),
                    quotation.span.end.into(),
                ]);
                rows.words.push(plain(quotation.span.of(&document.text)));
                rows.kinds.push(word(&quotation.kind));
                rows.speakers.push(speaker.map(|id| id.0.into()));
                rows.said_by.push(match &quotation.speaker {
                    Speaker::Unnamed(words) => Some(plain(words)),
                    _ => named.map(|entity| plain(&entity.name)),
                });
                rows.confidences.push(quotation.confidence.into());
                rows.statements
                    .push(self.gathered.statements.of(at).map(|id| id.0.into()));
            }
            if rows.words.len() >= PART {
                std::mem::take(&mut rows).write(to)?;
            }
        }
        rows.write(to)
    }
}

/// Rows of quotations, column by column.
#[derive(Default)]
struct Quotations {
    /// The document, and the first and last byte.
    places: Vec<[i64; 3]>,
    words: Vec<String>,
    kinds: Vec<String>,
    speakers: Vec<Option<i64>>,
    said_by: Vec<Option<String>>,
    confidences: Vec<f64>,
    statements: Vec<Option<i64>>,
}

impl Quotations {
    fn write(self, to: &mut Transaction) -> Result<(), postgres::Error> {
        let query = "INSERT INTO onrecord.quotation (document, \"start\", \"end\", words, kind, speaker, said_by, confidence, statement) \
                     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::text[], \
                     $8::double precision[], $9::bigint[])";
        let [documents, starts, ends] = columns(&self.places);
        let values: [&(dyn ToSql + Sync); 9] = [
            &documents,
            &starts,
            &ends,
            &self.words,
            &self.kinds,
            &self.speakers,
            &self.said_by,
            &self.confidences,
            &self.statements,
        ];
        to.execute(query, &values)?;
        Ok(())
    }
}

fn execute_columns<const N: usize>(
    to: &mut Transaction,
    query: &str,
    rows: &[[i64; N]],
) -> Result<(), postgres::Error> {
    let columns = columns(rows);
    let values: Vec<&(dyn ToSql + Sync)> = columns.iter().map(|column| column as _).collect();
    to.execute(query, &values)?;
    Ok(())
}

fn columns<const N: usize>(rows: &[[i64; N]]) -> [Vec<i64>; N] {
    std::array::from_fn(|at| rows.iter().map(|row| row[at]).collect())
}

fn json(value: &(impl Serialize + ?Sized)) -> String {
    // Nothing that is kept has a key that is no text, which is all that can fail.
    serde_json::to_string(value).unwrap_or_default()
}

/// A value that is a word in JSON, without its quotation marks.
fn word(value: &impl Serialize) -> String {
    json(value).trim_matches('"').to_owned()
}
