//! Visits: which documents were there at the last one that is over.

use chrono::{DateTime, Local, Utc};
use rusqlite::{Connection, params};

use crate::app::memory::{DocKey, Seen, Visit};

/// After so many seconds a visit is over even if nobody left.
const OVER: i64 = 24 * 60 * 60;

/// So many visits are known again, the last ones.
const MOST: u32 = 50;

/// The visits that are over, the last one first.
pub(super) fn over(
    connection: &Connection,
    library: i64,
    now: DateTime<Utc>,
) -> rusqlite::Result<Vec<Visit>> {
    let mut visits = connection.prepare(
        "SELECT id, coalesce(ended, began) FROM visit
         WHERE library = ?1 AND (ended IS NOT NULL OR began <= ?2) ORDER BY id DESC LIMIT ?3",
    )?;
    let over = visits.query_map(params![library, now.timestamp() - OVER, MOST], |row| {
        let when = DateTime::from_timestamp(row.get(1)?, 0).unwrap_or_default();
        Ok(Visit {
            number: row.get(0)?,
            when: when.with_timezone(&Local).naive_local(),
        })
    })?;
    over.collect()
}

/// The documents that were there at the visits. What they told comes with those whose text `is_there` does not know.
pub(super) fn seen(
    connection: &Connection,
    library: i64,
    is_there: impl Fn(u64) -> bool,
) -> rusqlite::Result<Vec<Seen>> {
    let mut seen =
        connection.prepare("SELECT path, fingerprint, visit, told FROM seen WHERE library = ?1")?;
    let seen = seen.query_map([library], |row| {
        let text = row.get::<_, i64>(1)?.cast_unsigned();
        let told = row.get_ref(3)?.as_blob_or_null()?;
        Ok(Seen {
            path: Seen::number(row.get_ref(0)?.as_str()?),
            text,
            visit: row.get(2)?,
            is_told: told.is_some(),
            told: told
                .filter(|_| !is_there(text))
                .map_or_else(Box::default, numbers),
        })
    })?;
    seen.collect()
}

/// Numbers of eight bytes each, the lowest byte first.
fn numbers(bytes: &[u8]) -> Box<[u64]> {
    let chunks = bytes.chunks_exact(8);
    let numbers = chunks.filter_map(|chunk| Some(u64::from_le_bytes(chunk.try_into().ok()?)));
    numbers.collect()
}

/// Begins a visit.
pub(super) fn begin(
    connection: &Connection,
    library: i64,
    now: DateTime<Utc>,
) -> rusqlite::Result<i64> {
    connection.execute(
        "INSERT INTO visit (library, began) VALUES (?1, ?2)",
        [library, now.timestamp()],
    )?;
    Ok(connection.last_insert_rowid())
}

/// Writes down that these documents are there. Those that were there before keep the visit at which they came.
pub(super) fn see(
    connection: &Connection,
    library: i64,
    visit: i64,
    documents: &[DocKey],
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO seen (library, path, fingerprint, visit) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for doc in documents {
        insert.execute(params![
            library,
            doc.path,
            doc.fingerprint.cast_signed(),
            visit
        ])?;
    }
    Ok(())
}

/// Writes down what these documents tell.
pub(super) fn tell(
    connection: &Connection,
    library: i64,
    told: &[(DocKey, Vec<u64>)],
) -> rusqlite::Result<()> {
    let mut update = connection.prepare_cached(
        "UPDATE seen SET told = ?4 WHERE library = ?1 AND path = ?2 AND fingerprint = ?3",
    )?;
    for (doc, told) in told {
        let bytes: Vec<u8> = told.iter().flat_map(|one| one.to_le_bytes()).collect();
        update.execute(params![
            library,
            doc.path,
            doc.fingerprint.cast_signed(),
            bytes
        ])?;
    }
    Ok(())
}

/// Ends a visit.
pub(super) fn end(connection: &Connection, visit: i64, now: DateTime<Utc>) -> rusqlite::Result<()> {
    connection
        .execute(
            "UPDATE visit SET ended = ?2 WHERE id = ?1",
            [visit, now.timestamp()],
        )
        .map(drop)
}
