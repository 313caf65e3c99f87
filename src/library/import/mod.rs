//! From the bytes of a file to documents: one importer for each format.

mod archive;
mod docx;
mod encoding;
mod epub;
mod exports;
mod feed;
mod front_matter;
mod mail;
mod markdown;
mod page;
mod pdf;
mod plain;
mod reason;
mod records;
mod rtf;
mod setting;
#[cfg(test)]
mod tests;
mod warc;
mod wire;
mod xml;

use std::collections::HashSet;
use std::path::Path;

use crate::engine::Block;

use super::Metadata;

pub(crate) use pdf::{ARGUMENT as PDF_ARGUMENT, serve as serve_pdf};
pub(crate) use reason::Reason;

/// One article as its file holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Imported {
    /// The text that all spans will point into.
    pub(crate) text: String,
    /// The parts of the text.
    pub(crate) blocks: Vec<Block>,
    /// What the file says about the article beside its text.
    pub(crate) metadata: Metadata,
    /// Where in the file it stands, as its path goes on behind that of the file: `#3`, `/inner/a.html`. Empty for one that
    /// is the whole file.
    pub(crate) place: String,
}

impl Imported {
    /// The article as the one with this number, from 1, in its file.
    fn numbered(mut self, number: usize) -> Self {
        self.place = format!("#{number}");
        self
    }
}

/// A file as an importer gets it.
pub(crate) struct File<'p> {
    /// Its name.
    path: &'p Path,
    /// What it holds.
    bytes: Vec<u8>,
    /// How many archives stand around it.
    depth: usize,
}

/// What came out of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Read {
    /// The articles, in the order of the file.
    pub(crate) articles: Vec<Imported>,
    /// What in it could not be read.
    pub(crate) problems: Vec<Trouble>,
    /// How many files in it are no text.
    pub(crate) skipped: usize,
}

/// A part of a file that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Trouble {
    /// Where in the file it is, as the path goes on; empty for the file itself.
    pub(crate) place: String,
    /// Why.
    pub(crate) reason: Reason,
}

impl Read {
    fn one(article: Imported) -> Self {
        Self {
            articles: vec![article],
            ..Self::default()
        }
    }

    fn push(&mut self, article: Imported) {
        self.articles.push(article);
    }

    fn trouble(&mut self, reason: Reason) {
        let place = String::new();
        self.problems.push(Trouble { place, reason });
    }

    /// Takes in what came out of a file that stands at this place of another.
    fn add(&mut self, place: &str, mut inner: Self) {
        let below = |within: &str| format!("{place}{within}");
        for article in &mut inner.articles {
            article.place = below(&article.place);
        }
        for problem in &mut inner.problems {
            problem.place = below(&problem.place);
        }
        self.articles.append(&mut inner.articles);
        self.problems.append(&mut inner.problems);
        self.skipped += inner.skipped;
    }
}

/// What an importer knows of a file when it is asked whether it is its own.
pub(crate) struct Look<'f> {
    path: &'f Path,
    bytes: &'f [u8],
    /// The first kilobyte in lower case, as text as far as it is text.
    head: String,
}

impl<'f> Look<'f> {
    fn at(path: &'f Path, bytes: &'f [u8]) -> Self {
        let start = &bytes[..bytes.len().min(1024)];
        // UTF-16 shows its letters with zeros between them.
        let start: Vec<u8> = start.iter().copied().filter(|byte| *byte != 0).collect();
        let head = String::from_utf8_lossy(&start).to_ascii_lowercase();
        Self { path, bytes, head }
    }

    /// Whether the file's ending is one of `endings`, in any case.
    fn has_ending(&self, endings: &[&str]) -> bool {
        let ending = self.path.extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| endings.iter().any(|one| one.eq_ignore_ascii_case(ending)))
    }

    fn is_zip(&self) -> bool {
        self.bytes.starts_with(b"PK\x03\x04") || self.bytes.starts_with(b"PK\x05\x06")
    }

    fn is_gzip(&self) -> bool {
        self.bytes.starts_with(&[0x1f, 0x8b, 0x08])
    }

    fn is_zstandard(&self) -> bool {
        self.bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd])
    }

    /// The first words, marks of the encoding and blanks set aside.
    fn start(&self) -> &str {
        self.head.trim_start_matches(|mark: char| {
            mark.is_whitespace() || matches!(mark, '\u{feff}' | '\u{fffd}')
        })
    }

    /// Whether a web page begins here, comments and an XML declaration before it set aside.
    fn begins_as_page(&self) -> bool {
        let mut rest = self.start();
        loop {
            let end = if rest.starts_with("<!--") {
                rest.find("-->").map(|at| at + 3)
            } else if rest.starts_with("<?xml") {
                rest.find("?>").map(|at| at + 2)
            } else {
                break;
            };
            let Some(end) = end else {
                return false;
            };
            rest = rest[end..].trim_start();
        }
        ["<!doctype html", "<html", "<head"]
            .iter()
            .any(|start| rest.starts_with(start))
    }
}

/// A format that can be read.
pub(crate) struct Importer {
    /// Whether the file is of this format.
    pub(crate) accepts: fn(&Look<'_>) -> bool,
    /// The articles that the file holds.
    pub(crate) read: fn(File<'_>) -> Result<Read, Reason>,
    /// Whether the beginning of a file can be read alone.
    pub(crate) in_part: bool,
}

/// Every format, in the order in which they are asked; the last accepts anything.
const IMPORTERS: &[Importer] = &[
    epub::IMPORTER,
    docx::IMPORTER,
    archive::IMPORTER,
    rtf::IMPORTER,
    pdf::IMPORTER,
    page::IMPORTER,
    wire::IMPORTER,
    feed::IMPORTER,
    warc::IMPORTER,
    records::JSON,
    records::CSV,
    mail::IMPORTER,
    markdown::IMPORTER,
    plain::IMPORTER,
];

/// The longest text that a span can point into, in bytes.
pub(crate) const LONGEST: u64 = u32::MAX as u64;

/// Refuses a file by its size in bytes.
pub(crate) fn check_size(bytes: u64) -> Result<(), Reason> {
    match bytes {
        0 => Err(Reason::Empty),
        1..=LONGEST => Ok(()),
        _ => Err(Reason::TooLarge),
    }
}

/// What is in a file of this name and these bytes: at least one article.
pub(crate) fn import(path: &Path, bytes: Vec<u8>) -> Result<Read, Reason> {
    import_at(path, bytes, 0)
}

/// The same for a file that so many archives stand around.
fn import_at(path: &Path, bytes: Vec<u8>, depth: usize) -> Result<Read, Reason> {
    check_size(bytes.len() as u64)?;
    let look = Look::at(path, &bytes);
    let Some(importer) = IMPORTERS.iter().find(|importer| (importer.accepts)(&look)) else {
        return Err(Reason::Binary);
    };
    let read = (importer.read)(File { path, bytes, depth })?;
    for article in &read.articles {
        // A legacy encoding may grow when it is decoded.
        check_size(article.text.len() as u64)?;
    }
    if read
        .articles
        .iter()
        .all(|article| article.blocks.is_empty())
    {
        return Err(Reason::Empty);
    }
    Ok(read)
}

/// The words of the articles in a file; nothing of one that cannot be read.
pub(crate) fn words_in_file(path: &Path, bytes: Vec<u8>) -> Vec<String> {
    let articles = import(path, bytes).map_or_else(|_| Vec::new(), |read| read.articles);
    articles.into_iter().map(|article| article.text).collect()
}

/// Where a feed leads, in its order, each once and as it says it; nothing of what is no feed.
pub(crate) fn links_in_feed(bytes: &[u8]) -> Option<Vec<String>> {
    const START: usize = 2048;
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(START)]).to_ascii_lowercase();
    let has = |marks: &[&str]| marks.iter().any(|mark| start.contains(mark));
    let is_xml = has(&["<rss", "<feed", "<rdf:rdf"]) && !has(&["<html"]);
    let is_json = start.trim_start().starts_with('{') && has(&["jsonfeed.org/version"]);
    let mut links = if is_xml {
        feed::links(bytes.to_vec())
    } else if is_json {
        let feed: serde_json::Value = serde_json::from_slice(bytes).unwrap_or_default();
        let items = feed["items"].as_array().into_iter().flatten();
        let links = items.filter_map(|item| item["url"].as_str());
        links.map(str::to_owned).collect()
    } else {
        return None;
    };
    let mut seen = HashSet::new();
    links.retain(|link| seen.insert(link.clone()));
    Some(links)
}

/// The articles in the beginning of a large file, for formats whose beginning can be read alone.
pub(crate) fn glance(path: &Path, bytes: Vec<u8>) -> Option<Read> {
    let look = Look::at(path, &bytes);
    let importer = IMPORTERS
        .iter()
        .find(|importer| (importer.accepts)(&look))?;
    if !importer.in_part {
        return None;
    }

    let file = File {
        path,
        bytes,
        depth: 0,
    };
    (importer.read)(file).ok()
}
