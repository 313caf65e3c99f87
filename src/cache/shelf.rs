//! Reading single texts and findings from the file.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension as _};

use crate::engine::{Analysis, Block};
use crate::library::{Shelf, Sieve, TextId};

use super::database::{self, fact};
use super::hash::Hash;

/// A connection for reading, which any thread may use.
#[derive(Debug)]
pub(super) struct Reader(Mutex<Connection>);

impl Reader {
    pub(super) fn open(file: &Path) -> Option<Self> {
        Some(Self(Mutex::new(database::connect(file).ok()?)))
    }

    /// Sees the file from now on as it is, whatever others write into it: findings that are read late belong to what was read
    /// first. Whether that can be, and the file is still of this generation with all findings.
    pub(super) fn hold(&self, generation: i64) -> bool {
        let held = self.with(|connection| {
            let journal: String =
                connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
            // Elsewhere nobody could write meanwhile.
            if journal != "wal" {
                return Ok(false);
            }
            connection.execute_batch("BEGIN")?;
            let now = Some(generation.to_string());
            Ok(fact(connection, "generation")? == now && fact(connection, "analysed")? == now)
        });
        let held = held.unwrap_or(false);
        if !held {
            self.release();
        }
        held
    }

    /// Sees again what others write.
    pub(super) fn release(&self) {
        self.with(|connection| {
            if connection.is_autocommit() {
                return Ok(());
            }
            connection.execute_batch("COMMIT")
        });
    }

    /// What a query gives; none when it gives no row, or the file cannot be read any more.
    pub(super) fn get<R>(
        &self,
        query: &str,
        parameters: impl rusqlite::Params,
        take: impl FnOnce(&rusqlite::Row) -> rusqlite::Result<R>,
    ) -> Option<R> {
        self.with(|connection| {
            let mut query = connection.prepare_cached(query)?;
            query.query_row(parameters, take).optional()
        })?
    }

    /// Does something with the connection; none when that fails.
    pub(super) fn with<R>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<R>,
    ) -> Option<R> {
        let connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        work(&connection).ok()
    }

    /// The content with this hash.
    pub(super) fn content(&self, hash: Hash) -> Option<TextId> {
        let query = "SELECT id FROM content WHERE hash = ?1";
        self.get(query, [hash], |row| Ok(TextId(row.get(0)?)))
    }
}

impl Shelf for Reader {
    fn text(&self, id: TextId) -> Arc<str> {
        let query = "SELECT text FROM content WHERE id = ?1";
        let text = self.get(query, [id.0], |row| {
            Ok(Arc::from(row.get_ref(0)?.as_str().unwrap_or_default()))
        });
        text.unwrap_or_default()
    }

    fn blocks(&self, id: TextId) -> Arc<[Block]> {
        let query = "SELECT blocks FROM content WHERE id = ?1";
        let blocks: Option<String> = self.get(query, [id.0], |row| row.get(0));
        let blocks: Option<Vec<Block>> = blocks.and_then(|json| serde_json::from_str(&json).ok());
        blocks.unwrap_or_default().into()
    }

    fn findings(&self, id: TextId) -> Option<Arc<Analysis>> {
        let query = "SELECT findings FROM finding WHERE content = ?1";
        let json: String = self.get(query, [id.0], |row| row.get(0))?;
        let found: Analysis = serde_json::from_str(&json).ok()?;
        Some(Arc::new(found))
    }

    fn holding(&self, sieve: &Sieve) -> Option<HashSet<TextId>> {
        let asked = asked(sieve)?;
        self.with(|connection| {
            let mut query =
                connection.prepare_cached("SELECT rowid FROM words WHERE words MATCH ?1")?;
            let ids = query.query_map([asked], |row| Ok(TextId(row.get(0)?)))?;
            ids.collect()
        })
    }
}

/// The condition in the words of FTS5; none where any text may do.
fn asked(sieve: &Sieve) -> Option<String> {
    let joined = |each: &[Sieve], between: &str| {
        let each: Option<Vec<String>> = each
            .iter()
            .map(|one| Some(format!("({})", asked(one)?)))
            .collect();
        each.map(|each| each.join(between))
    };
    match sieve {
        Sieve::Any => None,
        Sieve::Phrase(words, is_begun) => {
            let star = if *is_begun { " *" } else { "" };
            Some(format!("\"{}\"{star}", words.join(" ")))
        }
        Sieve::And(each) => joined(each, " AND "),
        Sieve::Or(each) => joined(each, " OR "),
    }
}
