//! The rows of the tables that tell what readers see: reading those that are there, taking some away, and adding others.

use std::collections::HashMap;

use postgres::types::ToSql;
use postgres::{Error, Row, Transaction};

/// How many rows go in one statement.
const PART: usize = 2_000;

/// A table whose rows have a key.
pub(super) trait Table {
    /// What a row is known by.
    type Key: Copy + Eq + std::hash::Hash + Ord;
    /// What else it holds.
    type Value: PartialEq;

    /// Asks for all rows: first the key, then the rest.
    const READ: &'static str;
    /// Takes rows away, by columns of their keys.
    const REMOVE: &'static str;
    /// Adds rows, by columns.
    const ADD: &'static str;

    fn row(row: &Row) -> Result<(Self::Key, Self::Value), Error>;
    fn keys(keys: &[Self::Key]) -> Columns<'_>;
    fn columns(rows: &[(Self::Key, Self::Value)]) -> Columns<'_>;
}

/// Columns of values.
pub(super) type Columns<'r> = Vec<Box<dyn ToSql + Sync + 'r>>;

/// All rows of a table.
pub(super) fn read<T: Table>(from: &mut Transaction) -> Result<HashMap<T::Key, T::Value>, Error> {
    let rows = from.query(T::READ, &[])?;
    rows.iter().map(T::row).collect()
}

/// Takes the rows with these keys away.
pub(super) fn remove<T: Table>(from: &mut Transaction, keys: &[T::Key]) -> Result<(), Error> {
    for part in keys.chunks(PART) {
        execute(from, T::REMOVE, &T::keys(part))?;
    }
    Ok(())
}

/// Adds rows.
pub(super) fn add<T: Table>(
    to: &mut Transaction,
    rows: &[(T::Key, T::Value)],
) -> Result<(), Error> {
    for part in rows.chunks(PART) {
        execute(to, T::ADD, &T::columns(part))?;
    }
    Ok(())
}

fn execute(to: &mut Transaction, query: &str, columns: &Columns) -> Result<(), Error> {
    let values: Vec<&(dyn ToSql + Sync)> = columns.iter().map(|column| &**column as _).collect();
    to.execute(query, &values)?;
    Ok(())
}

/// One column of some rows.
fn column<'r, R, V: 'r>(rows: &'r [R], value: impl Fn(&'r R) -> V) -> Box<dyn ToSql + Sync + 'r>
where
    Vec<V>: ToSql + Sync,
{
    Box::new(rows.iter().map(value).collect::<Vec<V>>())
}

/// People and organizations, by their numbers.
pub(super) struct Entities;

/// A person or organization.
#[derive(Debug, PartialEq)]
pub(super) struct Entity {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) role: Option<String>,
    /// In JSON.
    pub(super) aliases: String,
    pub(super) mentions: i64,
    pub(super) quotations: i64,
}

impl Table for Entities {
    type Key = i64;
    type Value = Entity;

    const READ: &'static str =
        "SELECT id, name, kind, role, aliases, mentions, quotations FROM onrecord.entity";
    const REMOVE: &'static str = "DELETE FROM onrecord.entity WHERE id = ANY($1)";
    const ADD: &'static str = "INSERT INTO onrecord.entity (id, name, kind, role, aliases, mentions, quotations) \
         SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[])";

    fn row(row: &Row) -> Result<(i64, Entity), Error> {
        let entity = Entity {
            name: row.try_get(1)?,
            kind: row.try_get(2)?,
            role: row.try_get(3)?,
            aliases: row.try_get(4)?,
            mentions: row.try_get(5)?,
            quotations: row.try_get(6)?,
        };
        Ok((row.try_get(0)?, entity))
    }

    fn keys(keys: &[i64]) -> Columns<'_> {
        vec![column(keys, |key| *key)]
    }

    fn columns(rows: &[(i64, Entity)]) -> Columns<'_> {
        vec![
            column(rows, |(id, _)| *id),
            column(rows, |(_, entity)| entity.name.as_str()),
            column(rows, |(_, entity)| entity.kind.as_str()),
            column(rows, |(_, entity)| entity.role.as_deref()),
            column(rows, |(_, entity)| entity.aliases.as_str()),
            column(rows, |(_, entity)| entity.mentions),
            column(rows, |(_, entity)| entity.quotations),
        ]
    }
}

/// Which documents name whom, by entity and document; with how many mentions and quotations.
pub(super) struct Appearances;

impl Table for Appearances {
    type Key = [i64; 2];
    type Value = [i64; 2];

    const READ: &'static str =
        "SELECT entity, document, mentions, quotations FROM onrecord.appearance";
    const REMOVE: &'static str = "DELETE FROM onrecord.appearance WHERE (entity, document) IN \
         (SELECT * FROM unnest($1::bigint[], $2::bigint[]))";
    const ADD: &'static str = "INSERT INTO onrecord.appearance (entity, document, mentions, quotations) \
         SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[])";

    fn row(row: &Row) -> Result<([i64; 2], [i64; 2]), Error> {
        let key = [row.try_get(0)?, row.try_get(1)?];
        Ok((key, [row.try_get(2)?, row.try_get(3)?]))
    }

    fn keys(keys: &[[i64; 2]]) -> Columns<'_> {
        vec![column(keys, |key| key[0]), column(keys, |key| key[1])]
    }

    fn columns(rows: &[([i64; 2], [i64; 2])]) -> Columns<'_> {
        vec![
            column(rows, |(key, _)| key[0]),
            column(rows, |(key, _)| key[1]),
            column(rows, |(_, counts)| counts[0]),
            column(rows, |(_, counts)| counts[1]),
        ]
    }
}

/// Statements, by their numbers.
pub(super) struct Statements;

/// One utterance.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) speaker: Option<i64>,
    pub(super) reports: i64,
    pub(super) differs: bool,
}

impl Table for Statements {
    type Key = i64;
    type Value = Statement;

    const READ: &'static str = "SELECT id, speaker, reports, differs FROM onrecord.statement";
    const REMOVE: &'static str = "DELETE FROM onrecord.statement WHERE id = ANY($1)";
    const ADD: &'static str = "INSERT INTO onrecord.statement (id, speaker, reports, differs) \
         SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::boolean[])";

    fn row(row: &Row) -> Result<(i64, Statement), Error> {
        let statement = Statement {
            speaker: row.try_get(1)?,
            reports: row.try_get(2)?,
            differs: row.try_get(3)?,
        };
        Ok((row.try_get(0)?, statement))
    }

    fn keys(keys: &[i64]) -> Columns<'_> {
        vec![column(keys, |key| *key)]
    }

    fn columns(rows: &[(i64, Statement)]) -> Columns<'_> {
        vec![
            column(rows, |(id, _)| *id),
            column(rows, |(_, statement)| statement.speaker),
            column(rows, |(_, statement)| statement.reports),
            column(rows, |(_, statement)| statement.differs),
        ]
    }
}

/// Quotations, by document, first and last byte.
pub(super) struct Quotations;

/// What a document reports somebody to have said.
#[derive(Debug, PartialEq)]
pub(super) struct Quotation {
    pub(super) words: String,
    pub(super) kind: String,
    pub(super) speaker: Option<i64>,
    pub(super) said_by: Option<String>,
    pub(super) confidence: f64,
    pub(super) statement: Option<i64>,
}

impl Table for Quotations {
    type Key = [i64; 3];
    type Value = Quotation;

    const READ: &'static str = "SELECT document, \"start\", \"end\", words, kind, speaker, said_by, confidence, statement \
         FROM onrecord.quotation";
    const REMOVE: &'static str = "DELETE FROM onrecord.quotation WHERE (document, \"start\", \"end\") IN \
         (SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]))";
    const ADD: &'static str = "INSERT INTO onrecord.quotation \
         (document, \"start\", \"end\", words, kind, speaker, said_by, confidence, statement) \
         SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::text[], \
         $8::double precision[], $9::bigint[])";

    fn row(row: &Row) -> Result<([i64; 3], Quotation), Error> {
        let quotation = Quotation {
            words: row.try_get(3)?,
            kind: row.try_get(4)?,
            speaker: row.try_get(5)?,
            said_by: row.try_get(6)?,
            confidence: row.try_get(7)?,
            statement: row.try_get(8)?,
        };
        Ok((
            [row.try_get(0)?, row.try_get(1)?, row.try_get(2)?],
            quotation,
        ))
    }

    fn keys(keys: &[[i64; 3]]) -> Columns<'_> {
        (0..3).map(|at| column(keys, move |key| key[at])).collect()
    }

    fn columns(rows: &[([i64; 3], Quotation)]) -> Columns<'_> {
        let mut columns: Columns = (0..3)
            .map(|at| column(rows, move |(key, _): &([i64; 3], Quotation)| key[at]))
            .collect();
        columns.extend([
            column(rows, |(_, quotation)| quotation.words.as_str()),
            column(rows, |(_, quotation)| quotation.kind.as_str()),
            column(rows, |(_, quotation)| quotation.speaker),
            column(rows, |(_, quotation)| quotation.said_by.as_deref()),
            column(rows, |(_, quotation)| quotation.confidence),
            column(rows, |(_, quotation)| quotation.statement),
        ]);
        columns
    }
}
