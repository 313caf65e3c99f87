//! Having everything analysed that is on the server: what is found in one document depends on what all of them say.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use postgres::Client;
use serde::Serialize;

use crate::engine::{self, Analysis, Background, Question};
use crate::library::{self, Document, Statements, analyze_all_by};

use super::super::address::Address;
use super::super::error::Failure;
use super::super::reading::{self, HELD, Opened};
use super::super::{desk, log, trust};
use super::{Tell, tables};

/// So often everything is looked at once more because somebody else has pushed meanwhile.
const ROUNDS: usize = 5;
/// How many findings are written at once.
const PART: usize = 200;

/// Analyses what is new, and what the new tells more about, and writes the tables for people and tools. Returns how many documents
/// were analysed.
pub(super) fn bring(address: &Address, client: &mut Client, tell: Tell) -> Result<usize, Failure> {
    let mut done = 0;
    for _ in 0..ROUNDS {
        if reading::complete(client)?.is_some() && tables::are_told(client)? {
            return Ok(done);
        }
        let Some(opened) = reading::read(address, desk::open(address)?, HELD)? else {
            return Ok(done);
        };
        // What was corrected here while the server was away.
        desk::in_transaction(client, |transaction| {
            log::add(transaction, &opened.beginning.unsent)
        })?;
        let generation = opened.generation;
        let (opened, new) = analyse(address, opened, client, tell)?;
        done += new;
        let name = reading::analysed(engine::VERSION);
        let is_current = desk::in_transaction(client, |transaction| {
            let is_current = desk::generation(transaction)? == generation;
            if is_current {
                desk::set_fact(transaction, &name, &generation.to_string())?;
            }
            Ok(is_current)
        })?;
        if is_current {
            tell("comparing the articles", 0, 1);
            let statements = Statements::gather(&opened.library);
            if tables::write(client, &opened, &statements)? {
                return Ok(done);
            }
        }
    }
    // Whoever pushes all the time brings it to its end.
    Ok(done)
}

/// What is known of a text.
struct Known {
    survey: String,
    findings: String,
    asked: String,
    answers: i64,
}

/// The library with all findings, and how many of them are new.
fn analyse(
    address: &Address,
    mut opened: Opened,
    client: &mut Client,
    tell: Tell,
) -> Result<(Opened, usize), Failure> {
    let known = known(client)?;
    let writer = Writer::start(desk::open(address)?);
    let surveys: Mutex<HashMap<i64, String>> = Mutex::default();
    let all = opened.library.documents.len();
    let count = |stage, counter: &AtomicUsize| {
        tell(stage, counter.fetch_add(1, Ordering::Relaxed) + 1, all);
    };
    let (names, quotations, new) = (
        AtomicUsize::new(0),
        AtomicUsize::new(0),
        AtomicUsize::new(0),
    );
    let id = |document: &Document| document.text.id().map_or(0, |id| id.0);
    analyze_all_by(
        &mut opened.library,
        |document| {
            count("reading names", &names);
            let known = known
                .get(&id(document))
                .and_then(|known| serde_json::from_str(&known.survey).ok());
            known.unwrap_or_else(|| {
                let survey = library::survey(document, &|_| true);
                let mut surveys = surveys.lock().unwrap_or_else(PoisonError::into_inner);
                surveys.insert(id(document), json(&survey));
                survey
            })
        },
        |document, background| {
            count("finding quotations", &quotations);
            let content = id(document);
            let known = known.get(&content);
            if let Some(analysis) = known.and_then(|known| known.still_good(document, background)) {
                return Arc::new(analysis);
            }
            let background = background.noting();
            let analysis = Arc::new(library::analyze(document, &background, &|_| true));
            let asked = background.asked();
            let mut surveys = surveys.lock().unwrap_or_else(PoisonError::into_inner);
            let survey = surveys
                .remove(&content)
                .or_else(|| Some(known?.survey.clone()));
            drop(surveys);
            writer.write(Row {
                content,
                // Two documents with one text: the first has taken it, and writes the same.
                survey,
                findings: json(&*analysis),
                answers: background.answers(&asked).cast_signed(),
                asked: json(&asked),
            });
            new.fetch_add(1, Ordering::Relaxed);
            analysis
        },
    );
    writer.finish()?;
    Ok((opened, new.into_inner()))
}

impl Known {
    /// What was found, if the other documents would answer the same to what was asked of them.
    fn still_good(&self, document: &Document, background: &Background) -> Option<Analysis> {
        let asked: Vec<Question> = serde_json::from_str(&self.asked).ok()?;
        let same = background.answers(&asked) == self.answers.cast_unsigned();
        same.then(|| trust::analysis(&self.findings, &document.text))
            .flatten()
    }
}

/// What this version of the engine has found, by the numbers of the texts.
fn known(client: &mut Client) -> Result<HashMap<i64, Known>, Failure> {
    let query =
        "SELECT content, survey, findings, asked, answers FROM onrecord.finding WHERE engine = $1";
    let rows = client.query(query, &[&engine::VERSION.cast_signed()])?;
    let known = rows.iter().map(|row| {
        let known = Known {
            survey: row.try_get(1)?,
            findings: row.try_get(2)?,
            asked: row.try_get(3)?,
            answers: row.try_get(4)?,
        };
        Ok((row.try_get(0)?, known))
    });
    Ok(known.collect::<Result<_, postgres::Error>>()?)
}

/// What was found in a text.
struct Row {
    content: i64,
    survey: Option<String>,
    findings: String,
    asked: String,
    answers: i64,
}

/// A thread that writes findings while others work them out.
struct Writer {
    rows: SyncSender<Row>,
    thread: thread::JoinHandle<Result<(), Failure>>,
}

impl Writer {
    fn start(mut client: Client) -> Self {
        let (rows, waiting) = sync_channel(2 * PART);
        let thread = thread::spawn(move || write_all(&mut client, &waiting));
        Self { rows, thread }
    }

    fn write(&self, row: Row) {
        // A thread that cannot write has ended, and says why at the end.
        let _ = self.rows.send(row);
    }

    fn finish(self) -> Result<(), Failure> {
        drop(self.rows);
        self.thread.join().unwrap_or(Ok(()))
    }
}

fn write_all(client: &mut Client, waiting: &Receiver<Row>) -> Result<(), Failure> {
    while let Ok(first) = waiting.recv() {
        let mut rows: HashMap<i64, Row> = HashMap::from([(first.content, first)]);
        for row in waiting.iter().take(PART - 1) {
            match rows.get(&row.content) {
                Some(other) if other.survey.is_some() => {}
                _ => drop(rows.insert(row.content, row)),
            }
        }
        let mut rows: Vec<Row> = rows.into_values().collect();
        // In one order, so that two who write do not wait for each other.
        rows.sort_unstable_by_key(|row| row.content);
        write(client, &rows)?;
    }
    Ok(())
}

fn write(client: &mut Client, rows: &[Row]) -> Result<(), Failure> {
    let rows: Vec<&Row> = rows.iter().filter(|row| row.survey.is_some()).collect();
    let contents: Vec<i64> = rows.iter().map(|row| row.content).collect();
    let surveys: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.survey.as_deref())
        .collect();
    let findings: Vec<&str> = rows.iter().map(|row| row.findings.as_str()).collect();
    let asked: Vec<&str> = rows.iter().map(|row| row.asked.as_str()).collect();
    let answers: Vec<i64> = rows.iter().map(|row| row.answers).collect();
    let engine = engine::VERSION.cast_signed();
    // A text that another push has removed meanwhile needs none; the others cannot go while this is written.
    let query = "INSERT INTO onrecord.finding (content, engine, survey, findings, asked, answers) \
                 SELECT content, $6, survey, findings, asked, answers \
                 FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[]) \
                 AS new (content, survey, findings, asked, answers) \
                 JOIN onrecord.content c ON c.id = new.content FOR KEY SHARE OF c \
                 ON CONFLICT (content, engine) DO UPDATE SET survey = excluded.survey, findings = excluded.findings, \
                 asked = excluded.asked, answers = excluded.answers";
    desk::in_transaction(client, |transaction| {
        transaction.execute(
            query,
            &[&contents, &surveys, &findings, &asked, &answers, &engine],
        )
    })?;
    Ok(())
}

fn json(value: &(impl Serialize + ?Sized)) -> String {
    // Nothing that is kept has a key that is no text, which is all that can fail.
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Survey;

    #[test]
    fn what_is_kept_of_a_text_can_be_read_again() {
        let text = "“We wait,” said Anna Keller.";
        let library = library::Library::of_texts("vell", &[("a.txt", text)]);
        let document = &library.documents[0];
        let survey: Survey = library::survey(document, &|_| true);
        let background = Background::gather([&survey]).noting();
        let analysis = library::analyze(document, &background, &|_| true);
        let asked = background.asked();
        let known = Known {
            survey: json(&survey),
            findings: json(&analysis),
            answers: background.answers(&asked).cast_signed(),
            asked: json(&asked),
        };
        assert_eq!(known.still_good(document, &background), Some(analysis));
        let other = Known {
            answers: known.answers ^ 1,
            ..known
        };
        assert_eq!(other.still_good(document, &background), None);
    }
}
