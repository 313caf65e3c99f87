//! Bringing files: those that the server does not have, or has with other bytes.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, NaiveDate};
use postgres::types::ToSql;
use postgres::{Client, Transaction};

use crate::cache::{self, hash};
use crate::library::{self, Batch, Document, Input, Listing, Outcome, Problem, parallel};

use super::super::error::Failure;
use super::super::log::plain;
use super::super::{desk, words};
use super::{Pushed, Tell, left_out};

/// How many files are read at once.
const FILES: usize = 256;
/// How much text goes in one transaction, in bytes.
const TEXT: usize = 8 * 1024 * 1024;

/// How files are called on the server: by their path below what was pushed, with the name of its folder before it.
pub(super) struct Names {
    /// What was given, and the name of its folder.
    roots: Vec<(PathBuf, Option<String>)>,
}

impl Names {
    pub(super) fn of(listing: &Listing) -> Self {
        let named = |path: &Path| {
            let full = path.canonicalize().ok()?;
            let folder = if full.is_dir() {
                &*full
            } else {
                full.parent()?
            };
            Some(folder.file_name()?.to_string_lossy().into_owned())
        };
        let roots = listing.given.iter();
        Self {
            roots: roots.map(|path| (path.clone(), named(path))).collect(),
        }
    }

    /// The name of a file; none for what comes from no file.
    fn name(&self, input: &Input) -> Option<String> {
        if !input.is_file() {
            return input
                .is_bundled()
                .then(|| input.path.to_string_lossy().into_owned());
        }
        let (below, folder) = self.roots.iter().find_map(|(root, folder)| {
            let below = input.path.strip_prefix(root).ok()?;
            let alone = below.as_os_str().is_empty();
            let below = if alone {
                Path::new(input.path.file_name()?)
            } else {
                below
            };
            Some((below, folder))
        })?;
        let parts = folder.iter().map(String::as_str).map(Into::into);
        let parts = parts.chain(
            below
                .components()
                .map(|part| part.as_os_str().to_string_lossy()),
        );
        let parts: Vec<_> = parts.collect();
        Some(plain(&parts.join("/")))
    }
}

/// A file that is to be brought.
struct File {
    name: String,
    size: i64,
    hash: [u8; 16],
    batch: Batch,
}

impl File {
    fn length(&self) -> usize {
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
    names: &Names,
    by: &str,
    tell: Tell,
    pushed: &mut Pushed,
) -> Result<HashMap<String, String>, Failure> {
    let known = known(client)?;
    let mut days = days(client)?;
    let inputs = named(listing, names, pushed);
    let mut keys = HashMap::new();
    let mut bringing = Bringing {
        client,
        by,
        waiting: Vec::new(),
    };
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

/// The files that can be brought, with their names.
fn named<'l>(listing: &'l Listing, names: &Names, pushed: &mut Pushed) -> Vec<(&'l Input, String)> {
    let mut seen: HashMap<String, &Path> = HashMap::new();
    let mut inputs = Vec::new();
    for input in &listing.inputs {
        let Some(name) = names.name(input) else {
            let reason =
                "has no name that others could know it by; save it as a file and push that";
            pushed.problems.push(left_out(input.path.clone(), reason));
            continue;
        };
        if let Some(other) = seen.get(&name) {
            let reason = format!(
                "is left out: it would have the name \"{name}\", as {} has; give one of their folders another name",
                other.display()
            );
            pushed.problems.push(left_out(input.path.clone(), &reason));
            continue;
        }
        seen.insert(name.clone(), &input.path);
        inputs.push((input, name));
    }
    inputs
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

fn importers() -> i32 {
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

/// Files on their way.
struct Bringing<'c> {
    client: &'c mut Client,
    by: &'c str,
    waiting: Vec<Ready>,
}

/// A file that can be written.
struct Ready {
    name: String,
    size: i64,
    hash: [u8; 16],
    documents: Vec<(String, Document)>,
    length: usize,
}

impl Bringing<'_> {
    /// Adds a file whose documents are dated with the help of these days, and writes what waits when it is enough.
    fn add(&mut self, file: File, days: &[NaiveDate]) -> Result<(), Failure> {
        let length = file.length();
        let path = file
            .batch
            .drafts
            .first()
            .map(|draft| draft.document.path.clone());
        let (documents, ..) = library::documents_of(file.batch, days);
        let whole = path
            .map(|path| library::split_number(&path).0.to_owned())
            .unwrap_or_default();
        let documents = documents.into_iter().map(|document| {
            let place = document.path.to_string_lossy();
            let place = place
                .strip_prefix(&*whole.to_string_lossy())
                .unwrap_or_default();
            (plain(place), document)
        });
        self.waiting.push(Ready {
            name: file.name,
            size: file.size,
            hash: file.hash,
            documents: documents.collect(),
            length,
        });
        let lengths = self.waiting.iter().map(|file| file.length);
        if self.waiting.len() >= FILES || lengths.sum::<usize>() >= TEXT {
            self.write()?;
        }
        Ok(())
    }

    fn write(&mut self) -> Result<(), Failure> {
        let files = std::mem::take(&mut self.waiting);
        if files.is_empty() {
            return Ok(());
        }
        desk::in_transaction(self.client, |transaction| {
            write(transaction, &files, self.by)
        })
    }
}

fn write(to: &mut Transaction, files: &[Ready], by: &str) -> Result<(), postgres::Error> {
    let generation = desk::generation(to)?;
    let ids = write_files(to, files, by)?;
    let all: Vec<i64> = ids.values().copied().collect();
    to.execute(
        "DELETE FROM onrecord.document WHERE file = ANY($1)",
        &[&all],
    )?;
    let documents = || {
        files
            .iter()
            .flat_map(|file| file.documents.iter().map(move |document| (file, document)))
    };
    let contents = write_contents(to, documents().map(|(_, (_, document))| document))?;
    let mut rows = Rows::default();
    for (file, (place, document)) in documents() {
        let content = contents.get(&hash::of_content(document)[..]);
        if let Some((file, content)) = ids.get(file.name.as_str()).zip(content) {
            rows.add(*file, *content, place, document);
        }
    }
    rows.write(to)?;
    desk::set_fact(to, "generation", &(generation + 1).to_string())
}

/// Writes the files. Returns their numbers by their names.
fn write_files(
    to: &mut Transaction,
    files: &[Ready],
    by: &str,
) -> Result<HashMap<String, i64>, postgres::Error> {
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let sizes: Vec<i64> = files.iter().map(|file| file.size).collect();
    let hashes: Vec<&[u8]> = files.iter().map(|file| &file.hash[..]).collect();
    let query = "INSERT INTO onrecord.file (path, size, hash, importer, pushed_by) \
                 SELECT path, size, hash, $4, $5 FROM unnest($1::text[], $2::bigint[], $3::bytea[]) AS new (path, size, hash) \
                 ON CONFLICT (path) DO UPDATE SET size = excluded.size, hash = excluded.hash, importer = excluded.importer, \
                 pushed_by = excluded.pushed_by, role = current_user, pushed = now() RETURNING path, id";
    let by = plain(by);
    let rows = to.query(query, &[&names, &sizes, &hashes, &importers(), &by])?;
    rows.iter()
        .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
        .collect()
}

/// Writes the texts that are not there. Returns the numbers of all by their hashes.
fn write_contents<'d>(
    to: &mut Transaction,
    documents: impl Iterator<Item = &'d Document>,
) -> Result<HashMap<Vec<u8>, i64>, postgres::Error> {
    let mut seen = HashSet::new();
    let documents: Vec<&Document> = documents
        .filter(|document| seen.insert(hash::of_content(document)))
        .collect();
    let hashes: Vec<Vec<u8>> = documents
        .iter()
        .map(|document| hash::of_content(document).to_vec())
        .collect();
    let known: Vec<Vec<u8>> = {
        let rows = to.query(
            "SELECT hash FROM onrecord.content WHERE hash = ANY($1)",
            &[&hashes],
        )?;
        rows.iter()
            .map(|row| row.try_get(0))
            .collect::<Result<_, _>>()?
    };
    let known: HashSet<Vec<u8>> = known.into_iter().collect();
    let new: Vec<&Document> = documents
        .into_iter()
        .filter(|document| !known.contains(&hash::of_content(document)[..]))
        .collect();
    let own: Vec<Vec<u8>> = new
        .iter()
        .map(|document| hash::of_content(document).to_vec())
        .collect();
    let texts: Vec<&str> = new.iter().map(|document| &*document.text).collect();
    let lengths: Vec<i64> = texts
        .iter()
        .map(|text| text.len().cast_signed() as i64)
        .collect();
    let blocks: Vec<String> = new
        .iter()
        .map(|document| serde_json::to_string(&*document.blocks).unwrap_or_default())
        .collect();
    let vectors: Vec<Option<String>> = parallel::map(&texts, |text| words::vector(text))
        .into_iter()
        .map(Option::flatten)
        .collect();
    let query = "INSERT INTO onrecord.content (hash, text, length, blocks, words) \
                 SELECT hash, text, length, blocks, words::tsvector \
                 FROM unnest($1::bytea[], $2::text[], $3::bigint[], $4::text[], $5::text[]) \
                 AS new (hash, text, length, blocks, words) ON CONFLICT (hash) DO NOTHING";
    to.execute(query, &[&own, &texts, &lengths, &blocks, &vectors])?;
    let rows = to.query(
        "SELECT hash, id FROM onrecord.content WHERE hash = ANY($1)",
        &[&hashes],
    )?;
    rows.iter()
        .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
        .collect()
}

/// Rows of documents, column by column.
#[derive(Default)]
struct Rows {
    files: Vec<i64>,
    contents: Vec<i64>,
    fingerprints: Vec<i64>,
    /// Place, title, opening, date, basis, outlet, byline, published, updated, address.
    words: [Vec<Option<String>>; 10],
}

impl Rows {
    fn add(&mut self, file: i64, content: i64, place: &str, document: &Document) {
        self.files.push(file);
        self.contents.push(content);
        self.fingerprints.push(document.fingerprint.cast_signed());
        // The server's calendar is not longer than this on every machine.
        let dated = document
            .date
            .filter(|dated| (1..=9999).contains(&dated.day.year()));
        let cells = [
            Some(place.to_owned()),
            document.title.clone(),
            Some(document.opening.clone()),
            dated.map(|dated| dated.day.to_string()),
            dated.and_then(|dated| {
                serde_json::to_value(dated.basis)
                    .ok()?
                    .as_str()
                    .map(str::to_owned)
            }),
            document.outlet.clone(),
            document.byline.clone(),
            document.published.map(|moment| moment.to_string()),
            document.updated.map(|moment| moment.to_string()),
            document.address.clone(),
        ];
        for (column, cell) in self.words.iter_mut().zip(cells) {
            column.push(cell);
        }
    }

    fn write(&self, to: &mut Transaction) -> Result<(), postgres::Error> {
        let query = "INSERT INTO onrecord.document (file, content, fingerprint, place, title, opening, date, date_basis, outlet, \
                     byline, published, updated, address) \
                     SELECT file, content, fingerprint, place, title, opening, date::date, date_basis, outlet, byline, published, \
                     updated, address \
                     FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], \
                     $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[]) \
                     AS new (file, content, fingerprint, place, title, opening, date, date_basis, outlet, byline, published, \
                     updated, address) ON CONFLICT (file, place) DO NOTHING";
        let mut values: Vec<&(dyn ToSql + Sync)> =
            vec![&self.files, &self.contents, &self.fingerprints];
        values.extend(
            self.words
                .iter()
                .map(|column| column as &(dyn ToSql + Sync)),
        );
        to.execute(query, &values)?;
        Ok(())
    }
}
