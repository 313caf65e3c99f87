//! The thread that writes down what was worked out.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};

use crate::engine::{Analysis, Background, Question, Survey};
use crate::library::Document;

use super::database::{fact, set_fact};
use super::files::{Change, New, Stat};
use super::hash::{self, Hash};
use super::list::Listed;
use super::tables::{Remembered, Tables};
use super::{json, word};

/// How much may wait. Who works out more waits until something is written.
const WAITING: usize = 1024;

/// How many files are written at once.
const PART: usize = 500;

/// How long one transaction lasts at most: so much is lost when the program is killed, and so long another one waits.
const LONGEST: Duration = Duration::from_millis(500);

/// How long a text stays that no file holds any more: its file may come back, and another reader may be showing it.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// Something that was found in a document.
#[derive(Clone, Debug)]
pub enum Found {
    /// Its names and roles.
    Survey(Survey),
    /// Everything, with what was asked of the other documents and a number for what they answered.
    Findings {
        /// What was found.
        analysis: Arc<Analysis>,
        /// What was asked.
        asked: Vec<Question>,
        /// See [`crate::engine::Background::answers`].
        answers: u64,
    },
}

impl Found {
    /// What an analysis found with what the library knows, which has noted what it was asked.
    pub fn of(analysis: &Arc<Analysis>, background: &Background) -> Self {
        let asked = background.asked();
        Self::Findings {
            analysis: Arc::clone(analysis),
            answers: background.answers(&asked),
            asked,
        }
    }
}

/// What is to be written.
enum Message {
    Files {
        changes: Vec<Change>,
        gone: Vec<i64>,
    },
    Found(Hash, Found),
    Complete,
    Ledger(Remembered),
    List(Box<Listed>),
    Tables(Box<Tables>),
}

/// The thread's other end.
#[derive(Debug)]
pub(super) struct Writer {
    messages: SyncSender<Message>,
    thread: JoinHandle<()>,
}

impl Writer {
    /// Starts the thread, for files as they are in this generation; none when there can be no thread.
    pub(super) fn start(connection: Connection, generation: i64) -> Option<Self> {
        let (messages, waiting) = sync_channel(WAITING);
        let mut work = Work {
            connection,
            generation,
        };
        let thread = thread::Builder::new()
            .name("cache".to_owned())
            .spawn(move || {
                // What cannot be written is worked out anew the next time.
                let _ = work.run(&waiting);
            });
        let thread = thread.ok()?;
        Some(Self { messages, thread })
    }

    pub(super) fn files(&self, mut changes: Vec<Change>, mut gone: Vec<i64>) {
        // In parts, so that no transaction is as long as the library.
        while !changes.is_empty() || !gone.is_empty() {
            let rest = changes.split_off(changes.len().min(PART));
            self.send(Message::Files {
                changes: std::mem::replace(&mut changes, rest),
                gone: std::mem::take(&mut gone),
            });
        }
    }

    pub(super) fn found(&self, of: Hash, found: Found) {
        self.send(Message::Found(of, found));
    }

    pub(super) fn complete(&self) {
        self.send(Message::Complete);
    }

    pub(super) fn ledger(&self, known: Remembered) {
        self.send(Message::Ledger(known));
    }

    pub(super) fn list(&self, list: Listed) {
        self.send(Message::List(Box::new(list)));
    }

    pub(super) fn tables(&self, tables: Tables) {
        self.send(Message::Tables(Box::new(tables)));
    }

    /// Waits until everything is written.
    pub(super) fn finish(self) {
        drop(self.messages);
        let _ = self.thread.join();
    }

    fn send(&self, message: Message) {
        // A thread that could not write has ended; nothing is lost but time.
        let _ = self.messages.send(message);
    }
}

/// What the thread holds.
struct Work {
    connection: Connection,
    /// The state of the files that what is found belongs to.
    generation: i64,
}

impl Work {
    fn run(&mut self, waiting: &Receiver<Message>) -> rusqlite::Result<()> {
        while let Ok(first) = waiting.recv() {
            let begun = Instant::now();
            let immediate = TransactionBehavior::Immediate;
            let transaction = self.connection.transaction_with_behavior(immediate)?;
            let mut next = Some(first);
            while let Some(message) = next {
                write(&transaction, message, &mut self.generation)?;
                next = None;
                if begun.elapsed() < LONGEST {
                    next = waiting.try_recv().ok();
                }
            }
            transaction.commit()?;
        }
        Ok(())
    }
}

fn write(to: &Transaction, message: Message, generation: &mut i64) -> rusqlite::Result<()> {
    match message {
        Message::Files { changes, gone } => files(to, &changes, &gone, generation),
        Message::Found(of, Found::Survey(survey)) => {
            let mut query = to.prepare_cached(
                "INSERT OR REPLACE INTO survey (content, people) SELECT id, ?2 FROM content WHERE hash = ?1",
            )?;
            query.execute(params![of, json(&survey)])?;
            Ok(())
        }
        Message::Found(of, found) => findings(to, of, &found),
        // Of files that somebody else has found changed since then nobody here knows anything.
        Message::Complete if current(to)? == *generation => {
            set_fact(to, "analysed", &generation.to_string())
        }
        Message::Ledger(known) if current(to)? == *generation => known.write(to, *generation),
        Message::List(list) if current(to)? == *generation => list.write(to, *generation),
        Message::Tables(tables) if current(to)? == *generation => tables.write(to, *generation),
        Message::Complete | Message::Ledger(_) | Message::List(_) | Message::Tables(_) => Ok(()),
    }
}

fn findings(to: &Transaction, of: Hash, found: &Found) -> rusqlite::Result<()> {
    let Found::Findings {
        analysis,
        asked,
        answers,
    } = found
    else {
        return Ok(());
    };
    let mut query = to.prepare_cached(
        "INSERT OR REPLACE INTO finding (content, findings, asked, answers) \
         SELECT id, ?2, ?3, ?4 FROM content WHERE hash = ?1",
    )?;
    query.execute(params![
        of,
        json(&**analysis),
        json(asked),
        answers.cast_signed()
    ])?;
    Ok(())
}

/// How often the files of the library have changed.
fn current(to: &Transaction) -> rusqlite::Result<i64> {
    let number = fact(to, "generation")?;
    Ok(number.and_then(|text| text.parse().ok()).unwrap_or(0))
}

fn files(
    to: &Transaction,
    changes: &[Change],
    gone: &[i64],
    generation: &mut i64,
) -> rusqlite::Result<()> {
    let mut most = Became::Same;
    let last: i64 = to.query_row("SELECT ifnull(max(id), 0) FROM content", [], |row| {
        row.get(0)
    })?;
    for change in changes {
        match change {
            Change::Touched { id, stat, dates } => {
                touch(to, *id, *stat)?;
                if *dates {
                    set_fact(to, "listed", "")?;
                }
            }
            Change::New(new) => most = most.max(file(to, new)?),
            Change::Gone { path } => {
                let id = to
                    .prepare_cached("SELECT id FROM file WHERE path = ?1")?
                    .query_row([path], |row| row.get(0))
                    .optional()?;
                if let Some(id) = id {
                    forget(to, id)?;
                    most = Became::Other;
                }
            }
        }
    }
    // All at once: the index makes a part of its own of what comes with one statement, and merges those later.
    to.execute(
        "INSERT INTO words (rowid, text) SELECT id, text FROM content WHERE id > ?1",
        [last],
    )?;
    for id in gone {
        if forget(to, *id)? {
            most = Became::Other;
        }
    }
    *generation = current(to)?;
    // Another reader may have seen and written the same.
    if most > Became::Same {
        *generation += 1;
        set_fact(to, "generation", &generation.to_string())?;
    }
    if most == Became::Other {
        sweep(to)?;
    }
    Ok(())
}

/// What became of that which was known of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Became {
    /// It stayed what it was.
    Same,
    /// Nothing was known.
    New,
    /// Something else was known, or it is gone.
    Other,
}

fn touch(to: &Transaction, file: i64, stat: Stat) -> rusqlite::Result<()> {
    to.prepare_cached("UPDATE file SET size = ?2, changed = ?3 WHERE id = ?1")?
        .execute(params![file, stat.size, stat.changed])?;
    Ok(())
}

/// Writes down a file with its articles, in place of what was known of it.
fn file(to: &Transaction, new: &New) -> rusqlite::Result<Became> {
    let known: Option<(i64, Hash, bool)> = to
        .prepare_cached("SELECT id, hash, passed FROM file WHERE path = ?1")?
        .query_row([&new.path], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let mut became = Became::New;
    if let Some((id, hash, passed)) = known {
        if (hash, passed) == (new.hash, new.passed) {
            touch(to, id, new.stat)?;
            return Ok(Became::Same);
        }
        forget(to, id)?;
        became = Became::Other;
    }
    to.prepare_cached(
        "INSERT INTO file (path, size, changed, hash, passed, skipped, trouble) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        new.path,
        new.stat.size,
        new.stat.changed,
        new.hash,
        new.passed,
        new.skipped.cast_signed() as i64,
        json(&new.trouble)
    ])?;
    let id = to.last_insert_rowid();
    for (place, document) in &new.articles {
        article(to, id, place, document)?;
    }
    Ok(became)
}

fn article(to: &Transaction, file: i64, place: &str, document: &Document) -> rusqlite::Result<()> {
    let content = content(to, document)?;
    let basis = document.date.map(|dated| word(&dated.basis));
    to.prepare_cached(
        "INSERT INTO document (file, place, content, title, opening, date, date_basis, outlet, byline, published, updated, \
         address, fingerprint, length) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(params![
        file,
        place,
        content,
        document.title,
        document.opening,
        document.date.map(|dated| dated.day.to_string()),
        basis,
        document.outlet,
        document.byline,
        document.published.map(|moment| moment.to_string()),
        document.updated.map(|moment| moment.to_string()),
        document.address,
        document.fingerprint.cast_signed(),
        document.text.len().cast_signed() as i64
    ])?;
    Ok(())
}

/// The number of the document's text, which is written down if it is new.
fn content(to: &Transaction, document: &Document) -> rusqlite::Result<i64> {
    let hash = hash::of_content(document);
    to.prepare_cached(
        "INSERT INTO content (hash, text, blocks) VALUES (?1, ?2, ?3) ON CONFLICT (hash) DO UPDATE SET orphaned = NULL",
    )?
    .execute(params![hash, &*document.text, json(&*document.blocks)])?;
    to.prepare_cached("SELECT id FROM content WHERE hash = ?1")?
        .query_row([hash], |row| row.get(0))
}

/// Deletes what is known of a file; whether anything was.
fn forget(to: &Transaction, file: i64) -> rusqlite::Result<bool> {
    to.prepare_cached("DELETE FROM document WHERE file = ?1")?
        .execute([file])?;
    let deleted = to
        .prepare_cached("DELETE FROM file WHERE id = ?1")?
        .execute([file])?;
    Ok(deleted > 0)
}

/// Marks the texts that no document has any more, and deletes those that were marked long ago.
fn sweep(to: &Transaction) -> rusqlite::Result<()> {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let now = now.map_or(0, |now| now.as_secs().cast_signed());
    to.execute(
        "DELETE FROM content WHERE orphaned < ?1 AND id NOT IN (SELECT content FROM document)",
        [now - KEPT.as_secs().cast_signed()],
    )?;
    to.execute(
        "UPDATE content SET orphaned = ?1 WHERE orphaned IS NULL AND id NOT IN (SELECT content FROM document)",
        [now],
    )?;
    Ok(())
}
