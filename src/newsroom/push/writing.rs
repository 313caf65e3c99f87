//! Writing files with their documents and texts, many in one transaction.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike as _, NaiveDate};
use postgres::types::ToSql;
use postgres::{Client, Transaction};

use crate::cache::hash;
use crate::library::{self, Document, parallel};

use super::super::error::Failure;
use super::super::log::plain;
use super::super::{desk, words};
use super::files::{FILES, File, importers};

/// How much text goes in one transaction, in bytes.
const TEXT: usize = 8 * 1024 * 1024;

/// Files on their way.
pub(super) struct Bringing<'c> {
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

impl<'c> Bringing<'c> {
    pub(super) fn new(client: &'c mut Client, by: &'c str) -> Self {
        Self {
            client,
            by,
            waiting: Vec::new(),
        }
    }

    /// Adds a file whose documents are dated with the help of these days, and writes what waits when it is enough.
    pub(super) fn add(&mut self, file: File, days: &[NaiveDate]) -> Result<(), Failure> {
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

    pub(super) fn write(&mut self) -> Result<(), Failure> {
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
