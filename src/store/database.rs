//! The file: opened, brought to the version of its tables that this program knows, or set aside when it is damaged.

use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::Utc;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _, TransactionBehavior};

use crate::app::memory::{Memory, Note, Seen};

use super::{Unkept, rows, visits};

/// Steps from each version of the tables to the next; the first one makes them.
const MIGRATIONS: &[&str] = &[include_str!("schema.sql"), include_str!("visits.sql")];

/// How long another reader's write is waited for. Theirs take a few milliseconds.
const PATIENCE: Duration = Duration::from_millis(500);

/// The open file.
#[derive(Debug)]
pub(super) struct Database {
    connection: Connection,
    path: PathBuf,
    /// The number of this visit, once it has begun.
    visit: Option<i64>,
}

/// A file that could be opened.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) database: Database,
    /// The number of the library in it.
    pub(super) library: i64,
    /// What is known about the library.
    pub(super) memory: Memory,
    /// Where the damaged file lies now, if it was damaged.
    pub(super) set_aside: Option<PathBuf>,
}

/// Opens the file at `path`, and makes it when there is none; reads what is known about a library.
pub(super) fn open(path: &Path, library: &str) -> Result<Opened, Unkept> {
    let mut aside = None;
    let opened = try_open(path, library).or_else(|failure| {
        if matches!(failure, Failure::Damaged) {
            aside = Some(set_aside(path)?);
            return try_open(path, library);
        }
        Err(failure)
    });
    match opened {
        Ok((connection, library, memory)) => Ok(Opened {
            database: Database {
                connection,
                path: path.to_owned(),
                visit: None,
            },
            library,
            memory,
            set_aside: aside,
        }),
        Err(failure) => Err(failure.unkept(path)),
    }
}

/// Reads what is known about a library from a file that is there and of the version that this program knows.
pub(super) fn look(path: &Path, library: &str) -> Option<Memory> {
    look_up(path, library, remember)
}

/// Reads which documents of a library were there at visits; see [`visits::seen`].
pub(super) fn seen(
    path: &Path,
    library: &str,
    is_there: impl Fn(u64) -> bool,
) -> Option<Vec<Seen>> {
    look_up(path, library, |connection, library| {
        visits::seen(connection, library, is_there)
    })
}

/// Reads something about a library with a connection of its own.
fn look_up<T>(
    path: &Path,
    library: &str,
    read: impl FnOnce(&Connection, i64) -> rusqlite::Result<T>,
) -> Option<T> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).ok()?;
    connection.busy_timeout(PATIENCE).ok()?;
    if version(&connection).ok()? != MIGRATIONS.len() {
        return None;
    }
    let number = "SELECT id FROM library WHERE paths = ?1";
    let id = connection.query_row(number, [library], |row| row.get(0));
    read(&connection, id.ok()?).ok()
}

/// What can go wrong with the file.
#[derive(Debug)]
enum Failure {
    Damaged,
    Newer,
    Io(io::Error),
    Store(rusqlite::Error),
}

impl Failure {
    fn unkept(self, path: &Path) -> Unkept {
        let path = path.to_owned();
        let reason = match self {
            Self::Damaged => "is damaged; move it away".to_owned(),
            Self::Newer => return Unkept::Newer(path),
            Self::Io(error) => {
                format!("cannot be written to ({error}); set XDG_STATE_HOME to another folder")
            }
            Self::Store(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                    return Unkept::Locked(path);
                }
                Some(ErrorCode::DiskFull) => "the disk is full; make room".to_owned(),
                _ => format!(
                    "cannot be written to ({error}); see whether the disk is full or protected"
                ),
            },
        };
        Unkept::File { path, reason }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged,
            _ => Self::Store(error),
        }
    }
}

fn try_open(path: &Path, library: &str) -> Result<(Connection, i64, Memory), Failure> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        // What somebody reads is nobody else's business.
        .mode(0o600)
        .open(path)?;
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    // Readers and writers do not wait for each other, and a commit costs one short write. A killed program loses nothing
    // that was committed; a machine without power may lose the last moments, but never the file.
    connection.pragma_update(None, "journal_mode", journal(path))?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "cache_size", -512)?;
    migrate(&mut connection)?;
    let (library, memory) = load(&connection, library)?;
    Ok((connection, library, memory))
}

/// The way of writing that is safe where the file lies: `SQLite`'s write-ahead log needs memory that all its users share,
/// which two machines at one network folder do not.
pub(crate) fn journal(path: &Path) -> &'static str {
    /// The numbers that the kernel gives to NFS, SMB, CIFS, AFS, Ceph, 9P, FUSE (sshfs) and GFS2.
    const NETWORKS: [u64; 9] = [
        0x6969,
        0x517b,
        0xff53_4d42,
        0xfe53_4d42,
        0x5346_414f,
        0x00c3_6400,
        0x0102_1997,
        0x6573_5546,
        0x0116_1970,
    ];
    let kind = rustix::fs::statfs(path).ok();
    let kind = kind.and_then(|found| u64::try_from(found.f_type).ok());
    if kind.is_some_and(|kind| NETWORKS.contains(&kind)) {
        "TRUNCATE"
    } else {
        "WAL"
    }
}

fn migrate(connection: &mut Connection) -> Result<(), Failure> {
    if version(connection)? == MIGRATIONS.len() {
        return Ok(());
    }
    // Another reader may be doing the same.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = version(&transaction)?;
    if from > MIGRATIONS.len() {
        return Err(Failure::Newer);
    }
    for step in MIGRATIONS.iter().skip(from) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", MIGRATIONS.len() as u32)?;
    transaction.commit()?;
    Ok(())
}

fn version(connection: &Connection) -> Result<usize, Failure> {
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(version as usize)
}

/// Moves a damaged file out of the way, with the logs that belong to it.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let beside = |end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    let free = (1..).map(|number| beside(&format!(".damaged-{number}")));
    let aside = free.into_iter().find(|aside| !aside.exists());
    let aside = aside.ok_or(io::ErrorKind::AlreadyExists)?;
    fs::rename(path, &aside)?;
    for log in ["-wal", "-shm"] {
        let mut moved = aside.as_os_str().to_owned();
        moved.push(log);
        // Most files have none.
        let _ = fs::rename(beside(log), moved);
    }
    Ok(aside)
}

impl Database {
    /// Where the file lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes all of these down, or none.
    pub(super) fn save(&mut self, library: i64, notes: &[Note]) -> Result<(), Unkept> {
        match self.try_save(library, notes).map_err(Failure::from) {
            // It begins anew with the next session; nothing is lost of what can be read in the damaged file.
            Err(Failure::Damaged) => match set_aside(&self.path) {
                Ok(aside) => Err(Unkept::Damaged(aside)),
                Err(_) => Err(Failure::Damaged.unkept(&self.path)),
            },
            saved => saved.map_err(|failure| failure.unkept(&self.path)),
        }
    }

    fn try_save(&mut self, library: i64, notes: &[Note]) -> rusqlite::Result<()> {
        let immediate = TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(immediate)?;
        let mut visit = self.visit;
        for note in notes {
            match note {
                Note::Seen(documents) => {
                    let now = match visit {
                        Some(now) => now,
                        None => visits::begin(&transaction, library, Utc::now())?,
                    };
                    visit = Some(now);
                    visits::see(&transaction, library, now, documents)?;
                }
                Note::Told(told) => visits::tell(&transaction, library, told)?,
                Note::Over => {
                    if let Some(now) = visit {
                        visits::end(&transaction, now, Utc::now())?;
                    }
                }
                _ => rows::save(&transaction, library, note)?,
            }
        }
        transaction.commit()?;
        self.visit = visit;
        Ok(())
    }
}

/// What is known about a library that was open before.
fn remember(connection: &Connection, library: i64) -> rusqlite::Result<Memory> {
    Ok(Memory {
        visits: visits::over(connection, library, Utc::now())?,
        ..rows::load(connection, library)?
    })
}

/// The number of a library and what is known about it.
fn load(connection: &Connection, library: &str) -> rusqlite::Result<(i64, Memory)> {
    let number = "SELECT id FROM library WHERE paths = ?1";
    let known = connection
        .query_row(number, [library], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok((id, remember(connection, id)?));
    }
    // Another reader may have just done so.
    connection.execute(
        "INSERT OR IGNORE INTO library (paths) VALUES (?1)",
        [library],
    )?;
    let id = connection.query_row(number, [library], |row| row.get(0))?;
    Ok((id, Memory::default()))
}
