//! The documents of a library in their order, as one value: a list of a hundred thousand comes at once, without a look at any file.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};
use rusqlite::{OptionalExtension as _, Transaction, params};
use serde::{Deserialize, Serialize};

use crate::library::{
    Blocks, DateBasis, Dated, Document, Library, Moment, Problem, Shelf, Tagged, Text, TextId,
};

use super::database::{fact, set_bytes, set_fact};
use super::hash;
use super::shelf::Reader;

/// What stands before the rows.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Head {
    documents: usize,
    /// How many files were passed over.
    skipped: usize,
    /// What could not be read, with full paths.
    problems: Vec<(String, String)>,
}

/// A document as its file states it.
#[derive(Debug, Serialize, Deserialize)]
struct Row<'r> {
    /// The full path.
    path: &'r str,
    name: &'r str,
    text: i64,
    length: usize,
    fingerprint: u64,
    title: Option<&'r str>,
    opening: &'r str,
    /// Days since the first of the year 1.
    date: Option<(i32, DateBasis)>,
    outlet: Option<&'r str>,
    byline: Option<&'r str>,
    published: Option<String>,
    updated: Option<String>,
    address: Option<&'r str>,
}

/// What was listed before.
#[derive(Debug, Default)]
pub(super) struct List {
    /// In the order of the library, with their names; without what the reader has corrected.
    pub(super) documents: Vec<Document>,
    /// How many files were passed over.
    pub(super) skipped: usize,
    pub(super) problems: Vec<Problem>,
}

/// A list that is to be written.
pub(super) struct Listed {
    pub(super) library: Library,
    /// The full path of each document.
    pub(super) paths: Vec<String>,
    /// The full path of what could not be read.
    pub(super) troubled: Vec<String>,
    /// What the order depends on beside the files.
    pub(super) state: String,
}

impl Listed {
    /// Writes the list, unless it stands there already or the text of a document does not.
    pub(super) fn write(&self, to: &Transaction, generation: i64) -> rusqlite::Result<()> {
        let now = stamp(generation, &self.state);
        if fact(to, "listed")?.as_ref() == Some(&now) {
            return Ok(());
        }
        let problems = self.troubled.iter().zip(&self.library.problems);
        let head = Head {
            documents: self.library.documents.len(),
            skipped: self.library.skipped,
            problems: problems
                .map(|(path, problem)| (path.clone(), problem.reason.clone()))
                .collect(),
        };
        let Ok(mut bytes) = postcard::to_stdvec(&head) else {
            return Ok(());
        };
        for (document, path) in self.library.documents.iter().zip(&self.paths) {
            let Some(text) = place(to, document)? else {
                return Ok(());
            };
            let stated = self.library.corrections.stated(document);
            let row = Row {
                path,
                name: &document.name,
                text,
                length: document.text.len(),
                fingerprint: document.fingerprint,
                title: stated.title,
                opening: &document.opening,
                date: stated
                    .date
                    .map(|date| (date.day.num_days_from_ce(), date.basis)),
                outlet: stated.outlet,
                byline: document.byline.as_deref(),
                published: document.published.map(|moment| moment.to_string()),
                updated: document.updated.map(|moment| moment.to_string()),
                address: document.address.as_deref(),
            };
            bytes = match postcard::to_extend(&row, bytes) {
                Ok(bytes) => bytes,
                Err(_) => return Ok(()),
            };
        }
        set_bytes(to, "list", &bytes)?;
        set_fact(to, "listed", &now)
    }
}

/// The number of the document's text in the file.
fn place(to: &Transaction, document: &Document) -> rusqlite::Result<Option<i64>> {
    if let Some(TextId(id)) = document.text.id() {
        return Ok(Some(id));
    }
    to.prepare_cached("SELECT id FROM content WHERE hash = ?1")?
        .query_row([hash::of_content(document)], |row| row.get(0))
        .optional()
}

fn stamp(generation: i64, state: &str) -> String {
    format!("{generation} {state}")
}

/// The list of this state, if it is there. `given` are the paths as the reader gave them with the full ones.
pub(super) fn read(
    reader: &Arc<Reader>,
    generation: i64,
    state: &str,
    given: &[(PathBuf, PathBuf)],
) -> Option<List> {
    let roots: Vec<Root> = given.iter().filter_map(Root::of).collect();
    let shelf: Arc<dyn Shelf> = reader.clone();
    reader.with(|connection| {
        if fact(connection, "listed")?.as_ref() != Some(&stamp(generation, state)) {
            return Ok(None);
        }
        let mut query = connection.prepare_cached("SELECT value FROM whole WHERE name = 'list'")?;
        let list = query.query_row(params![], |row| {
            Ok(parse(row.get_ref(0)?.as_blob()?, &roots, &shelf))
        });
        Ok(list.optional()?.flatten())
    })?
}

fn parse(bytes: &[u8], roots: &[Root], shelf: &Arc<dyn Shelf>) -> Option<List> {
    let (head, mut rest): (Head, _) = postcard::take_from_bytes(bytes).ok()?;
    let mut documents = Vec::with_capacity(head.documents.min(bytes.len()));
    for _ in 0..head.documents {
        let (row, behind): (Row, _) = postcard::take_from_bytes(rest).ok()?;
        rest = behind;
        documents.push(row.document(roots, shelf)?);
    }
    let problems = head.problems.into_iter().map(|(path, reason)| {
        let path = as_given(roots, &path)?;
        Some(Problem { path, reason })
    });
    Some(List {
        documents,
        skipped: head.skipped,
        problems: problems.collect::<Option<_>>()?,
    })
}

impl Row<'_> {
    fn document(&self, roots: &[Root], from: &Arc<dyn Shelf>) -> Option<Document> {
        let text = TextId(self.text);
        let own = |words: Option<&str>| words.map(str::to_owned);
        let moment = |words: Option<&str>| words.and_then(Moment::parse);
        Some(Document {
            name: self.name.to_owned(),
            path: as_given(roots, self.path)?,
            text: Text::shelved(Arc::clone(from), text, self.length),
            fingerprint: self.fingerprint,
            blocks: Blocks::shelved(Arc::clone(from), text),
            title: own(self.title),
            opening: self.opening.to_owned(),
            date: self.date.and_then(|(day, basis)| {
                let day = NaiveDate::from_num_days_from_ce_opt(day)?;
                Some(Dated { day, basis })
            }),
            outlet: own(self.outlet),
            byline: own(self.byline),
            published: moment(self.published.as_deref()),
            updated: moment(self.updated.as_deref()),
            address: own(self.address),
            tagged: Tagged::default(),
        })
    }
}

/// A path that the reader gave.
pub(super) struct Root<'r> {
    given: &'r Path,
    full: &'r str,
}

impl<'r> Root<'r> {
    pub(super) fn of((given, full): &'r (PathBuf, PathBuf)) -> Option<Self> {
        let full = full.to_str()?;
        Some(Self {
            given,
            // The root of all files ends with what stands between others.
            full: full.strip_suffix('/').unwrap_or(full),
        })
    }
}

/// A full path as the reader would give it. Parts of paths are not told apart here: that would take longer than all the rest.
pub(super) fn as_given(roots: &[Root], full: &str) -> Option<PathBuf> {
    roots.iter().find_map(|root| {
        let below = full.strip_prefix(root.full)?;
        let is_below = below.starts_with('/');
        let is_within = below.is_empty() || below.starts_with('#') && !below.contains('/');
        if !is_below && !is_within {
            return None;
        }
        let given = root.given.as_os_str();
        let mut path = OsString::with_capacity(given.len() + below.len());
        path.push(given);
        let ends = given.as_encoded_bytes().ends_with(b"/");
        path.push(if is_below && ends { &below[1..] } else { below });
        Some(path.into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_path_is_told_as_it_was_given() {
        let roots = [
            ("../story", "/home/ann/story"),
            ("more/", "/home/ann/more"),
            ("a.jsonl", "/home/ann/a.jsonl"),
            ("/", "/"),
        ];
        let roots = roots.map(|(given, full)| (PathBuf::from(given), PathBuf::from(full)));
        let roots: Vec<Root> = roots.iter().filter_map(Root::of).collect();
        for (full, expected) in [
            ("/home/ann/story/march/a.txt", "../story/march/a.txt"),
            ("/home/ann/more/b.jsonl#3", "more/b.jsonl#3"),
            ("/home/ann/a.jsonl#12", "a.jsonl#12"),
            ("/home/ann/a.jsonl", "a.jsonl"),
            ("/home/ann/story#2/c.txt", "/home/ann/story#2/c.txt"),
        ] {
            assert_eq!(as_given(&roots, full), Some(PathBuf::from(expected)));
        }
        assert_eq!(as_given(&roots[..3], "/home/ann/other/a.txt"), None);
    }
}
