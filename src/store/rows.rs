//! The rows of the tables, as data and back.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::Anchor;
use crate::app::memory::{DocKey, Left, Marks, Memory, Note, Spot};

/// Reads everything that is known about a library.
pub(super) fn load(connection: &Connection, library: i64) -> rusqlite::Result<Memory> {
    let mut documents = connection.prepare(
        "SELECT path, fingerprint, read, byte, above, words FROM document WHERE library = ?1 ORDER BY changed",
    )?;
    let mut bookmarks = connection
        .prepare("SELECT path, fingerprint, byte, quote, words FROM bookmark WHERE library = ?1")?;
    Ok(Memory {
        session: part(connection, library, "session")?,
        way: part(connection, library, "way")?.unwrap_or_default(),
        typed: part(connection, library, "typed")?.unwrap_or_default(),
        documents: documents
            .query_map([library], marks)?
            .collect::<Result<_, _>>()?,
        bookmarks: bookmarks
            .query_map([library], spot)?
            .collect::<Result<_, _>>()?,
        visits: Vec::new(),
    })
}

/// A part that belongs to the library as a whole. One that cannot be understood counts as never written.
fn part<T: DeserializeOwned>(
    connection: &Connection,
    library: i64,
    name: &str,
) -> rusqlite::Result<Option<T>> {
    let value: Option<String> = connection
        .query_row(
            "SELECT value FROM part WHERE library = ?1 AND name = ?2",
            params![library, name],
            |row| row.get(0),
        )
        .optional()?;
    Ok(value.and_then(|value| serde_json::from_str(&value).ok()))
}

pub(super) fn doc(row: &Row) -> rusqlite::Result<DocKey> {
    Ok(DocKey {
        path: row.get(0)?,
        fingerprint: row.get::<_, i64>(1)?.cast_unsigned(),
    })
}

fn marks(row: &Row) -> rusqlite::Result<Marks> {
    let byte: Option<u32> = row.get(3)?;
    let above: Option<u16> = row.get(4)?;
    let words: Option<String> = row.get(5)?;
    let top = byte.zip(above).map(|(byte, above)| Anchor { byte, above });
    Ok(Marks {
        doc: doc(row)?,
        read: row.get(2)?,
        left: top.map(|top| Left {
            top,
            words: words.unwrap_or_default(),
        }),
    })
}

fn spot(row: &Row) -> rusqlite::Result<Spot> {
    Ok(Spot {
        doc: doc(row)?,
        byte: row.get(2)?,
        quote: u32::try_from(row.get::<_, i64>(3)?).ok(),
        words: row.get(4)?,
    })
}

/// Writes a change down.
pub(super) fn save(connection: &Connection, library: i64, note: &Note) -> rusqlite::Result<()> {
    match note {
        Note::Session(session) => save_part(connection, library, "session", session),
        Note::Way(way) => save_part(connection, library, "way", way),
        Note::Typed(typed) => save_part(connection, library, "typed", typed),
        Note::Read(doc, read) => run(
            connection,
            "INSERT INTO document (library, path, fingerprint, read, changed)
             VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(changed), 0) + 1 FROM document))
             ON CONFLICT DO UPDATE SET read = excluded.read, changed = excluded.changed",
            params![library, doc.path, doc.fingerprint.cast_signed(), read],
        ),
        Note::Left(doc, Left { top, words }) => run(
            connection,
            "INSERT INTO document (library, path, fingerprint, byte, above, words, changed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT coalesce(max(changed), 0) + 1 FROM document))
             ON CONFLICT DO UPDATE SET byte = excluded.byte, above = excluded.above, words = excluded.words,
                 changed = excluded.changed",
            params![library, doc.path, doc.fingerprint.cast_signed(), top.byte, top.above, words],
        ),
        // Visits have a file of their own.
        Note::Seen(_) | Note::Told(_) | Note::Over => Ok(()),
        Note::Gone(doc) => run(
            connection,
            "DELETE FROM document WHERE library = ?1 AND path = ?2 AND fingerprint = ?3",
            params![library, doc.path, doc.fingerprint.cast_signed()],
        ),
        Note::Bookmark(spot, true) => run(
            connection,
            "INSERT OR REPLACE INTO bookmark (library, path, fingerprint, byte, quote, words)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                library,
                spot.doc.path,
                spot.doc.fingerprint.cast_signed(),
                spot.byte,
                quote(spot),
                spot.words
            ],
        ),
        Note::Bookmark(spot, false) => run(
            connection,
            "DELETE FROM bookmark WHERE library = ?1 AND path = ?2 AND fingerprint = ?3 AND byte = ?4 AND quote = ?5",
            params![library, spot.doc.path, spot.doc.fingerprint.cast_signed(), spot.byte, quote(spot)],
        ),
    }
}

fn quote(spot: &Spot) -> i64 {
    spot.quote.map_or(-1, i64::from)
}

fn save_part(
    connection: &Connection,
    library: i64,
    name: &str,
    value: &impl Serialize,
) -> rusqlite::Result<()> {
    let value = serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    run(
        connection,
        "INSERT OR REPLACE INTO part (library, name, value) VALUES (?1, ?2, ?3)",
        params![library, name, value],
    )
}

fn run(
    connection: &Connection,
    statement: &str,
    values: impl rusqlite::Params,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(statement)?
        .execute(values)
        .map(drop)
}
