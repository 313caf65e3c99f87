//! The file: opened, made, or replaced when it is damaged, of another version or of another library.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OptionalExtension as _, TransactionBehavior, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::engine;
use crate::store;

use super::LIBRARY;

/// The number of the tables in `schema.sql`.
const VERSION: u32 = 8;

/// How long another program's write is waited for.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// A file that could be opened.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) connection: Connection,
    /// How often the files of the library have changed.
    pub(super) generation: i64,
    /// Whether all findings are there.
    pub(super) complete: bool,
}

/// Opens the file, and replaces it when it cannot be used. Says so, if it was damaged. None where nothing can be written.
pub(super) fn open(folder: &Path, file: &Path, key: &str) -> (Option<Opened>, Option<String>) {
    // What somebody reads is nobody else's business.
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    if made.is_err() {
        return (None, None);
    }
    let mut remark = None;
    let opened = try_open(file, key).or_else(|failure| match failure {
        Failure::Other => Err(failure),
        Failure::Stale | Failure::Damaged => {
            if matches!(failure, Failure::Damaged) {
                let path = file.display();
                remark = Some(format!(
                    "{path} was damaged; the articles are read and analysed anew"
                ));
            }
            remove(file)?;
            try_open(file, key)
        }
    });
    (opened.ok(), remark)
}

/// Why a file cannot be used.
#[derive(Debug)]
enum Failure {
    /// It is no database any more.
    Damaged,
    /// Another version has written it, or it is about another library.
    Stale,
    /// The disk is full or protected, or somebody holds the file.
    Other,
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        if is_damage(&error) {
            Self::Damaged
        } else {
            Self::Other
        }
    }
}

impl From<io::Error> for Failure {
    fn from(_: io::Error) -> Self {
        Self::Other
    }
}

/// Whether the file itself is wrong, rather than what surrounds it.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    match error.sqlite_error_code() {
        Some(code) => matches!(
            code,
            ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt | ErrorCode::Unknown
        ),
        // A value of a kind that the tables do not hold.
        None => true,
    }
}

fn try_open(file: &Path, key: &str) -> Result<Opened, Failure> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(file)?;
    let mut connection = connect(file)?;
    connection.pragma_update(None, "journal_mode", store::journal(file))?;
    let program = env!("CARGO_PKG_VERSION");
    let stamp = format!("{program} {}.{LIBRARY}", engine::VERSION);
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == 0 {
        make(&mut connection, key, &stamp)?;
    }
    if version > 0 && version != VERSION {
        return Err(Failure::Stale);
    }
    let said = |name| fact(&connection, name);
    if said("library")?.as_deref() != Some(key) || said("engine")?.as_deref() != Some(&stamp) {
        return Err(Failure::Stale);
    }
    let generation = said("generation")?;
    let complete = said("analysed")? == generation;
    touch_all(&connection)?;
    Ok(Opened {
        generation: generation.and_then(|text| text.parse().ok()).unwrap_or(0),
        complete,
        connection,
    })
}

/// Looks at the end of every large table, where a file that was cut off is broken. The rest is looked at when it is needed.
fn touch_all(connection: &Connection) -> rusqlite::Result<()> {
    for last in [
        "SELECT max(id) FROM file",
        "SELECT max(id) FROM document",
        "SELECT max(id) FROM content",
        "SELECT max(content) FROM finding",
    ] {
        let _: Option<i64> = connection.query_row(last, [], |row| row.get(0))?;
    }
    Ok(())
}

/// A connection with the ways that all of them share.
pub(super) fn connect(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(PATIENCE)?;
    // A machine without power may lose the last moments, which are then worked out anew.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "cache_size", -4096)?;
    // In pages: what is written again soon is not copied into the file each time.
    connection.pragma_update(None, "wal_autocheckpoint", 8192)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn make(connection: &mut Connection, key: &str, stamp: &str) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another reader may have been faster.
    let version: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == 0 {
        transaction.execute_batch(include_str!("schema.sql"))?;
        for (name, value) in [("library", key), ("engine", stamp), ("generation", "0")] {
            set_fact(&transaction, name, value)?;
        }
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    transaction.commit()
}

/// What was in force when the rest was written.
pub(super) fn fact(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    let mut query = connection.prepare_cached("SELECT value FROM fact WHERE name = ?1")?;
    query.query_row([name], |row| row.get(0)).optional()
}

/// What the program has worked out about all documents together.
pub(super) fn whole<T: DeserializeOwned>(
    connection: &Connection,
    name: &str,
) -> rusqlite::Result<Option<T>> {
    let mut query = connection.prepare_cached("SELECT value FROM whole WHERE name = ?1")?;
    let found = query.query_row([name], |row| {
        Ok(postcard::from_bytes(row.get_ref(0)?.as_blob()?).ok())
    });
    Ok(found.optional()?.flatten())
}

pub(super) fn set_whole(
    connection: &Connection,
    name: &str,
    value: &impl Serialize,
) -> rusqlite::Result<()> {
    // What cannot be written is worked out anew the next time.
    postcard::to_stdvec(value).map_or(Ok(()), |bytes| set_bytes(connection, name, &bytes))
}

pub(super) fn set_bytes(connection: &Connection, name: &str, bytes: &[u8]) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO whole (name, value) VALUES (?1, ?2)")?
        .execute(params![name, bytes])?;
    Ok(())
}

pub(super) fn set_fact(connection: &Connection, name: &str, value: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO fact (name, value) VALUES (?1, ?2)")?
        .execute([name, value])?;
    Ok(())
}

/// Takes the file away with the logs that belong to it. Whoever has it open goes on with what is nobody else's any more.
pub(super) fn remove(file: &Path) -> io::Result<()> {
    for end in ["", "-wal", "-shm"] {
        let mut path = file.as_os_str().to_owned();
        path.push(end);
        match fs::remove_file(PathBuf::from(path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}
