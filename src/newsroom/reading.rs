//! A library from the rows of a server.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate};
use postgres::{Client, Row};

use crate::engine::{self, Analysis};
use crate::library::{
    Batch, Blocks, Correction, Corrections, DateBasis, Dated, Document, Draft, Library, Listing,
    Moment, Outcome, Problem, Shelf, Tagged, Text, TextId, assemble, bounded,
};

use super::address::Address;
use super::desk;
use super::error::{Error, Failure};
use super::exchange::Beginning;
use super::log::{self, Cursor};
use super::shelf::Line;
use super::trust;

/// A library whose texts are no longer than this together has them in memory, in bytes: then nothing waits for the server.
pub const HELD: i64 = 32 * 1024 * 1024;

/// A shared library that is open. What was found in its documents is not in it yet.
#[derive(Debug)]
pub struct Opened {
    /// The documents, with everybody's corrections.
    pub library: Library,
    /// What was found before.
    pub found: Found,
    /// What an exchange of corrections begins with.
    pub beginning: Beginning,
    /// The numbers of the documents on the server, by their paths.
    pub(super) numbers: HashMap<PathBuf, i64>,
    /// How often files had come or changed.
    pub(super) generation: i64,
}

/// What was found in the documents of a shared library.
#[derive(Clone, Debug)]
pub struct Found {
    line: Arc<Line>,
    /// Whether all of it is there, as this version of the engine finds it.
    pub is_complete: bool,
}

impl Found {
    /// What to say where findings are not taken from the server.
    pub const fn remark(&self) -> &'static str {
        if self.is_complete {
            "Findings on the server fit their articles no more; all articles are analysed here. 'onrecord push' mends that"
        } else {
            "This version of onrecord has not analysed the whole library; all articles are analysed here. 'onrecord push' does it for all"
        }
    }

    /// What was found in these documents, for those of which it is known and fits.
    ///
    /// # Errors
    ///
    /// When the server cannot be asked.
    pub fn analyses(
        &self,
        address: &Address,
        documents: &[&Document],
    ) -> Result<Vec<Option<Analysis>>, Error> {
        let ids: Vec<i64> = documents
            .iter()
            .filter_map(|document| Some(document.text.id()?.0))
            .collect();
        // Texts that are not here come along, to see whether what was found is in them; they do not stay.
        let query = "SELECT f.content, f.findings, CASE WHEN $3 THEN c.text END \
                     FROM onrecord.finding f JOIN onrecord.content c ON c.id = f.content \
                     WHERE f.engine = $1 AND f.content = ANY($2)";
        let engine = engine::VERSION.cast_signed();
        let away = !self.line.is_all_here;
        let rows = self
            .line
            .with(|client| client.query(query, &[&engine, &ids, &away]));
        let rows = rows.map_err(|failure| failure.at(address))?;
        let by_id: HashMap<i64, &Row> = rows
            .iter()
            .filter_map(|row| Some((row.try_get(0).ok()?, row)))
            .collect();
        let known = documents.iter().map(|document| {
            let row = by_id.get(&document.text.id()?.0)?;
            let json: &str = row.try_get(1).ok()?;
            match row.try_get::<_, Option<&str>>(2).ok()? {
                Some(text) => trust::analysis(json, text),
                None => trust::analysis(json, &document.text),
            }
        });
        Ok(known.collect())
    }
}

/// Opens the library at an address. Texts of up to `held` bytes in all are in memory; of more, each comes when it is looked at.
///
/// # Errors
///
/// When the server cannot be reached or lets us not in, or there is nothing to read.
pub fn open(address: &Address, held: i64) -> Result<Opened, Error> {
    let opened = desk::open(address).and_then(|client| read(address, client, held));
    let opened = opened.map_err(|failure| failure.at(address))?;
    opened.ok_or_else(|| Error::Nothing {
        address: address.to_string(),
        why: "the library holds no article yet; 'onrecord push PATH --library …' fills it"
            .to_owned(),
    })
}

/// The generation of the files, if everything in them is found that this version of the engine finds.
pub(super) fn complete(client: &mut Client) -> Result<Option<i64>, Failure> {
    let generation = desk::fact(client, "generation")?;
    let analysed = desk::fact(client, &analysed(engine::VERSION))?;
    let complete = generation.filter(|generation| Some(generation) == analysed.as_ref());
    Ok(complete.and_then(|generation| generation.parse().ok()))
}

/// None where there is no document.
pub(super) fn read(
    address: &Address,
    mut client: Client,
    held: i64,
) -> Result<Option<Opened>, Failure> {
    // Whatever is pushed while this reads is counted as not seen.
    let generation = desk::fact(&mut client, "generation")?;
    let is_complete = complete(&mut client)?.is_some();
    let length = "SELECT coalesce(sum(length), 0)::bigint FROM onrecord.content";
    let length: i64 = client.query_one(length, &[])?.try_get(0)?;
    let rows = client.query(DOCUMENTS, &[])?;
    let here = length <= held;
    let texts = if here {
        texts(&mut client)?
    } else {
        HashMap::new()
    };
    let cursor = Cursor::now(&mut client)?;
    let lines = log::lines(&mut client)?;
    let line = Arc::new(Line::new(address, client, here));
    let mut numbers = HashMap::new();
    let mut drafts = Vec::new();
    for row in &rows {
        let document = document(row, &line, &texts)?;
        numbers.insert(document.path.clone(), row.try_get(0)?);
        drafts.push(Draft {
            document,
            changed: None,
        });
    }
    let generation = generation
        .and_then(|number| number.parse().ok())
        .unwrap_or(0);
    let (listing, beginning) = listing(address, lines, cursor, generation);
    let outcome = Outcome::Read(Batch {
        drafts,
        ..Batch::default()
    });
    let Ok(library) = assemble(listing, vec![outcome]) else {
        return Ok(None);
    };
    Ok(Some(Opened {
        library,
        found: Found { line, is_complete },
        beginning,
        numbers,
        generation,
    }))
}

/// The name of the fact that tells for which generation everything is found.
pub(super) fn analysed(engine: u32) -> String {
    format!("analysed {engine}")
}

/// The frame of the library, with everybody's corrections, and what an exchange of them begins with.
fn listing(
    address: &Address,
    lines: Lines,
    cursor: Cursor,
    generation: i64,
) -> (Listing, Beginning) {
    let on_server: HashSet<String> = lines.known.iter().map(|line| line.id.clone()).collect();
    let (corrections, mut problems) = Corrections::shared(lines.known, &address.to_string());
    let all = corrections.log().all();
    let unsent = all.iter().filter(|line| !on_server.contains(&line.id));
    let beginning = Beginning {
        unsent: unsent.cloned().collect(),
        known: all.iter().map(|line| line.id.clone()).collect(),
        cursor,
        generation,
    };
    if lines.unknown > 0 {
        problems.push(Problem {
            path: PathBuf::from(address.to_string()),
            reason: format!(
                "{} corrections in it are none that this version understands; they are left as they are",
                lines.unknown
            ),
        });
    }
    let listing = Listing {
        name: address.database().to_owned(),
        given: vec![PathBuf::from(address.to_string())],
        corrections,
        problems,
        ..Listing::default()
    };
    (listing, beginning)
}

/// The lines of the log on the server.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) known: Vec<Correction>,
    /// How many are no corrections that this version understands.
    pub(super) unknown: usize,
}

const DOCUMENTS: &str = "SELECT d.id, f.path || d.place, d.content, c.length, d.title, d.opening, d.date::text, \
     d.date_basis, d.outlet, d.byline, d.published, d.updated, d.address, d.fingerprint \
     FROM onrecord.document d JOIN onrecord.file f ON f.id = d.file JOIN onrecord.content c ON c.id = d.content";

/// All texts of documents, with their parts.
fn texts(client: &mut Client) -> Result<HashMap<i64, (Text, Blocks)>, Failure> {
    let query = "SELECT id, text, blocks FROM onrecord.content WHERE id IN (SELECT content FROM onrecord.document)";
    let mut texts = HashMap::new();
    for row in client.query(query, &[])? {
        let text: &str = row.try_get(1)?;
        let blocks = trust::blocks(row.try_get(2)?, text);
        texts.insert(row.try_get(0)?, (Text::from(text), Blocks::from(blocks)));
    }
    Ok(texts)
}

/// A document as the server has it.
fn document(
    row: &Row,
    line: &Arc<Line>,
    texts: &HashMap<i64, (Text, Blocks)>,
) -> Result<Document, postgres::Error> {
    let content: i64 = row.try_get(2)?;
    let id = TextId(content);
    let length: i64 = row.try_get(3)?;
    let shelf: Arc<dyn Shelf> = line.clone();
    let (text, blocks) = match texts.get(&content) {
        Some((text, blocks)) => (
            Text::at_hand(Arc::clone(&shelf), id, text.share()),
            blocks.clone(),
        ),
        None => (
            Text::shelved(Arc::clone(&shelf), id, usize::try_from(length).unwrap_or(0)),
            Blocks::shelved(shelf, id),
        ),
    };
    let words = |column: usize| -> Result<Option<String>, postgres::Error> {
        let words: Option<String> = row.try_get(column)?;
        Ok(words.map(bounded))
    };
    let day: Option<&str> = row.try_get(6)?;
    let basis: Option<&str> = row.try_get(7)?;
    let moment = |column: usize| -> Result<Option<Moment>, postgres::Error> {
        let text: Option<&str> = row.try_get(column)?;
        Ok(text.and_then(moment))
    };
    let path: &str = row.try_get(1)?;
    Ok(Document {
        name: String::new(),
        path: PathBuf::from(path),
        text,
        fingerprint: row.try_get::<_, i64>(13)?.cast_unsigned(),
        blocks,
        title: words(4)?,
        opening: words(5)?.unwrap_or_default(),
        date: day.zip(basis).and_then(|(day, basis)| dated(day, basis)),
        outlet: words(8)?,
        byline: words(9)?,
        published: moment(10)?,
        updated: moment(11)?,
        address: words(12)?,
        tagged: Tagged::default(),
    })
}

fn dated(day: &str, basis: &str) -> Option<Dated> {
    let basis: DateBasis = serde_json::from_value(basis.into()).ok()?;
    let day: NaiveDate = day.parse().ok()?;
    Some(Dated { day, basis })
}

fn moment(text: &str) -> Option<Moment> {
    match text.parse() {
        Ok(day) => Some(Moment::on(day)),
        Err(_) => DateTime::parse_from_rfc3339(text).ok().map(Moment::at),
    }
}
