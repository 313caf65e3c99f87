//! Bringing files: those that the server does not have, or has with other bytes.

use std::collections::HashMap;

use chrono::NaiveDate;
use postgres::Client;

use crate::cache::{self, hash};
use crate::library::{self, Batch, Document, Input, Listing, Outcome, Problem, parallel};

use super::super::error::Failure;
use super::super::log::plain;
use super::names::named;
use super::writing::Bringing;
use super::{Pushed, Tell, left_out};

/// How many files are read at once.
pub(super) const FILES: usize = 256;

/// A file that is to be brought.
pub(super) struct File {
    pub(super) name: String,
    pub(super) size: i64,
    pub(super) hash: [u8; 16],
    pub(super) batch: Batch,
}

impl File {
    pub(super) fn length(&self) -> usize {
        let texts = self
            .batch
            .drafts
            .iter()
            .map(|draft| draft.document.text.len());
        texts.sum()
    }

    /// Whether the day of one of its documents must be guessed from those of others.
    fn is_undated(&self) -> bool {
        self.batch
            .drafts
            .iter()
            .any(|draft| draft.document.date.is_none())
    }
}

/// What became of a file.
enum Became {
    Same,
    New(Box<File>),
    Skipped,
    Failed(Problem),
}

/// Brings all files. Returns how documents are called on the server, by their keys in the log beside them.
pub(super) fn bring(
    client: &mut Client,
    listing: &Listing,
    by: &str,
    tell: Tell,
    pushed: &mut Pushed,
) -> Result<HashMap<String, String>, Failure> {
    let known = known(client)?;
    let mut days = days(client)?;
    let inputs = named(listing, &mut pushed.problems);
    let mut keys = HashMap::new();
    let mut bringing = Bringing::new(client, by);
    // Those whose day is guessed come last: the days of all others help.
    let mut undated = Vec::new();
    for (at, part) in inputs.chunks(FILES).enumerate() {
        for ((input, name), became) in part.iter().zip(read(part, &known)) {
            let whole = listing.corrections.key_of(&input.path);
            keys.insert(whole, name.clone());
            match became {
                Became::Same => pushed.same += 1,
                Became::Skipped => pushed.skipped += 1,
                Became::Failed(problem) => pushed.problems.push(problem),
                Became::New(file) => {
                    let counter = if known.contains_key(name) {
                        &mut pushed.changed
                    } else {
                        &mut pushed.new
                    };
                    *counter += 1;
                    pushed.skipped += file.batch.skipped;
                    pushed.problems.extend(file.batch.problems.iter().cloned());
                    let drafts = file.batch.drafts.iter();
                    days.extend(
                        drafts.filter_map(|draft| draft.document.date.map(|dated| dated.day)),
                    );
                    if file.is_undated() {
                        undated.push(*file);
                    } else {
                        bringing.add(*file, &[])?;
                    }
                }
            }
        }
        tell(
            "reading",
            (at * FILES + part.len()).min(inputs.len()),
            inputs.len(),
        );
    }
    days.sort_unstable();
    days.dedup();
    for file in undated {
        bringing.add(file, &days)?;
    }
    bringing.write()?;
    Ok(keys)
}

/// The hashes of the files that the server has as this version reads them; none for the others that it has.
fn known(client: &mut Client) -> Result<HashMap<String, Option<Vec<u8>>>, Failure> {
    let rows = client.query("SELECT path, hash, importer FROM onrecord.file", &[])?;
    let mut known = HashMap::with_capacity(rows.len());
    for row in rows {
        let importer: i32 = row.try_get(2)?;
        let hash: Vec<u8> = row.try_get(1)?;
        known.insert(row.try_get(0)?, (importer == importers()).then_some(hash));
    }
    Ok(known)
}

/// The version of the importers, as the server has it.
pub(super) fn importers() -> i32 {
    cache::LIBRARY.cast_signed()
}

/// The days that documents on the server state.
fn days(client: &mut Client) -> Result<Vec<NaiveDate>, Failure> {
    let query = "SELECT DISTINCT date::text FROM onrecord.document WHERE date_basis IN ('header', 'metadata', 'filename')";
    let rows = client.query(query, &[])?;
    let days = rows
        .iter()
        .filter_map(|row| row.try_get::<_, &str>(0).ok()?.parse().ok());
    Ok(days.collect())
}

/// Reads files on several threads.
fn read(part: &[(&Input, String)], known: &HashMap<String, Option<Vec<u8>>>) -> Vec<Became> {
    let read = parallel::map(part, |(input, name)| {
        let raw = match library::fetch(input) {
            Ok(raw) => raw,
            Err(problem) => return Became::Failed(problem),
        };
        let hash = hash::of_bytes(&raw.bytes);
        if known
            .get(name)
            .is_some_and(|known| known.as_deref() == Some(&hash[..]))
        {
            return Became::Same;
        }
        let size = raw.bytes.len().cast_signed() as i64;
        match library::make(input, raw) {
            Outcome::Read(mut batch) => {
                for draft in &mut batch.drafts {
                    make_plain(&mut draft.document);
                }
                Became::New(Box::new(File {
                    name: name.clone(),
                    size,
                    hash,
                    batch,
                }))
            }
            Outcome::Failed(problem) => Became::Failed(problem),
            Outcome::Skipped | Outcome::Unread => Became::Skipped,
        }
    });
    let broken = |(became, (input, _)): (Option<Became>, &(&Input, String))| {
        became.unwrap_or_else(|| {
            let reason =
                "cannot be read: the program broke down over it; save the article as plain text";
            Became::Failed(left_out(input.path.clone(), reason))
        })
    };
    read.into_iter().zip(part).map(broken).collect()
}

/// Takes the one character away that the server cannot keep. No place in the text moves.
fn make_plain(document: &mut Document) {
    if document.text.contains('\0') {
        let text = document.text.replace('\0', " ");
        document.fingerprint = library::fingerprint(&text);
        document.text = text.into();
    }
    let words = [
        &mut document.title,
        &mut document.outlet,
        &mut document.byline,
        &mut document.address,
    ];
    for words in words.into_iter().flatten().chain([&mut document.opening]) {
        if words.contains('\0') {
            *words = plain(words);
        }
    }
}
