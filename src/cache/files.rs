//! What is known of the files of a library, and whether they are as they were.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use chrono::NaiveDate;
use rusqlite::{Connection, Row};
use rustix::fs::Access;

use crate::library::{
    self, Batch, Blocks, DateBasis, Dated, Document, Draft, Input, Moment, Outcome, Problem, Shelf,
    Tagged, Text, TextId,
};

use super::Cache;
use super::hash::{self, Hash};

/// A file that was changed less than this before it was read may change again without a later time of change.
const RESTLESS: Duration = Duration::from_secs(1);

/// A time of change that no file has: its hash is compared the next time.
const UNSURE: i64 = -1;

/// What is known of a file.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) id: i64,
    /// The full path.
    pub(super) path: String,
    stat: Stat,
    hash: Hash,
    /// Whether it is no text and was passed over.
    passed: bool,
    skipped: usize,
    trouble: Vec<(String, String)>,
    articles: Vec<Article>,
}

/// What is known of an article of a file.
#[derive(Debug)]
struct Article {
    /// Where in the file it stands.
    place: String,
    text: TextId,
    /// Of the text, in bytes.
    length: usize,
    /// What it says about itself, without path and text.
    stated: Document,
}

/// What tells a file that was changed from one that was not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stat {
    pub(super) size: i64,
    /// Nanoseconds since 1970.
    pub(super) changed: i64,
}

/// What is to be written about a file.
#[derive(Debug)]
pub(super) enum Change {
    /// Its bytes are what they were.
    Touched {
        id: i64,
        stat: Stat,
        /// Whether its time may be that of an article that states none.
        dates: bool,
    },
    /// Its bytes are new.
    New(Box<New>),
    /// It is not there any more.
    Gone { path: String },
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct New {
    pub(super) path: String,
    pub(super) stat: Stat,
    pub(super) hash: Hash,
    pub(super) passed: bool,
    pub(super) skipped: usize,
    pub(super) trouble: Vec<(String, String)>,
    pub(super) articles: Vec<(String, Document)>,
}

impl Change {
    pub(super) const fn is_new(&self) -> bool {
        matches!(self, Self::New(_) | Self::Gone { .. })
    }

    /// Whether the day of an article may be another one now.
    pub(super) const fn dates(&self) -> bool {
        matches!(self, Self::Touched { dates: true, .. })
    }
}

/// The full paths of all files, and how they were when they were read.
pub(super) fn stats(connection: &Connection) -> rusqlite::Result<Vec<(String, Stat)>> {
    let mut query = connection.prepare("SELECT path, size, changed FROM file")?;
    let rows = query.query_map([], |row| {
        let stat = Stat {
            size: row.get(1)?,
            changed: row.get(2)?,
        };
        Ok((row.get(0)?, stat))
    })?;
    rows.collect()
}

/// What is known of all files, in the order of their full paths.
#[derive(Debug, Default)]
pub(super) struct Files(Vec<Known>);

impl Files {
    /// Everything that the file tells about them.
    pub(super) fn load(connection: &Connection) -> rusqlite::Result<Self> {
        let mut query = connection.prepare(
            "SELECT id, path, size, changed, hash, passed, skipped, trouble FROM file ORDER BY path",
        )?;
        let mut places: HashMap<i64, usize> = HashMap::new();
        let mut all = Vec::new();
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let trouble = row.get_ref(7)?.as_str()?;
            let file = Known {
                id: row.get(0)?,
                path: row.get(1)?,
                stat: Stat {
                    size: row.get(2)?,
                    changed: row.get(3)?,
                },
                hash: row.get(4)?,
                passed: row.get(5)?,
                skipped: row.get::<_, i64>(6)?.unsigned_abs() as usize,
                trouble: serde_json::from_str(trouble).unwrap_or_default(),
                articles: Vec::new(),
            };
            places.insert(file.id, all.len());
            all.push(file);
        }
        let mut query = connection.prepare(
            "SELECT file, place, content, title, opening, date, date_basis, outlet, byline, published, updated, address, \
             fingerprint, length FROM document ORDER BY id",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let file = places.get(&row.get(0)?);
            if let Some(file) = file.and_then(|at| all.get_mut(*at)) {
                file.articles.push(Article {
                    place: row.get(1)?,
                    text: TextId(row.get(2)?),
                    length: row.get::<_, i64>(13)?.unsigned_abs() as usize,
                    stated: article(row)?,
                });
            }
        }
        Ok(Self(all))
    }

    pub(super) fn get(&self, path: &str) -> Option<&Known> {
        let found = self.0.binary_search_by(|file| file.path.as_str().cmp(path));
        self.0.get(found.ok()?)
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Known> {
        self.0.iter()
    }
}

/// A document as its file states it, still without path and text.
fn article(row: &Row) -> rusqlite::Result<Document> {
    let day: Option<String> = row.get(5)?;
    let basis: Option<String> = row.get(6)?;
    let moment = |column| -> rusqlite::Result<Option<Moment>> {
        let text: Option<String> = row.get(column)?;
        Ok(text.as_deref().and_then(Moment::parse))
    };
    Ok(Document {
        name: String::new(),
        path: PathBuf::new(),
        text: Text::from(""),
        fingerprint: row.get::<_, i64>(12)?.cast_unsigned(),
        blocks: Blocks::from(Vec::new()),
        title: row.get(3)?,
        opening: row.get(4)?,
        date: day.zip(basis).and_then(|(day, basis)| dated(&day, &basis)),
        outlet: row.get(7)?,
        byline: row.get(8)?,
        published: moment(9)?,
        updated: moment(10)?,
        address: row.get(11)?,
        tagged: Tagged::default(),
    })
}

fn dated(day: &str, basis: &str) -> Option<Dated> {
    let basis: DateBasis = serde_json::from_value(basis.into()).ok()?;
    let day: NaiveDate = day.parse().ok()?;
    Some(Dated { day, basis })
}

/// What is in a file, and what is to be written about it, if anything is.
pub(super) fn read(cache: &Cache, input: &Input) -> (Outcome, Option<Change>) {
    let path = input.is_file().then(|| cache.full(&input.path)).flatten();
    let Some((path, stat)) = path.and_then(|path| Some((path, stat(&input.path)?))) else {
        return (library::read(input), None);
    };
    let known = cache.known().get(&path);
    // A file that was passed over in a folder is a problem when it is named.
    let known = known.filter(|known| !known.passed || input.is_found());
    if let Some(known) = known
        && known.stat == stat
        && may_be_read(&input.path)
    {
        return (known.outcome(cache, &input.path), None);
    }
    read_bytes(input, path, stat, |hash| {
        let known = known.filter(|known| known.hash == hash)?;
        Some((known.outcome(cache, &input.path), known))
    })
}

/// The same for a file of which nothing is known, or not what it is now.
pub(super) fn read_anew(cache: &Cache, input: &Input) -> (Outcome, Option<Change>) {
    let path = input.is_file().then(|| cache.full(&input.path)).flatten();
    match path.and_then(|path| Some((path, stat(&input.path)?))) {
        Some((path, stat)) => read_bytes(input, path, stat, |_| None),
        None => (library::read(input), None),
    }
}

/// What is in a file by its bytes. `known` has what was made of bytes with this hash before.
fn read_bytes<'k>(
    input: &Input,
    path: String,
    stat: Stat,
    known: impl FnOnce(Hash) -> Option<(Outcome, &'k Known)>,
) -> (Outcome, Option<Change>) {
    let raw = match library::fetch(input) {
        Ok(raw) => raw,
        Err(problem) => return (Outcome::Failed(problem), None),
    };
    let stat = stat.if_settled();
    let hash = hash::of_bytes(&raw.bytes);
    if let Some((outcome, known)) = known(hash) {
        let touched = Change::Touched {
            id: known.id,
            stat,
            dates: !known.is_dated(),
        };
        return (outcome, Some(touched));
    }
    let outcome = library::make(input, raw);
    let new = new(input, &outcome).map(|new| {
        Change::New(Box::new(New {
            path,
            stat,
            hash,
            ..new
        }))
    });
    (outcome, new)
}

/// Whether a file may still be read: no time of change tells.
pub(crate) fn may_be_read(path: &Path) -> bool {
    rustix::fs::access(path, Access::READ_OK).is_ok()
}

/// The size and the time of the last change of a file that is there.
pub(super) fn stat(path: &Path) -> Option<Stat> {
    let found = fs::metadata(path).ok()?;
    let changed = found.mtime().checked_mul(1_000_000_000)?;
    found.is_file().then_some(Stat {
        size: found.size().cast_signed(),
        changed: changed.checked_add(found.mtime_nsec())?,
    })
}

impl Stat {
    /// The same, but with no time if the file may still be changing.
    fn if_settled(self) -> Self {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let now = now.map_or(0, |now| now.as_nanos() as i64);
        let settled = now.saturating_sub(self.changed) > RESTLESS.as_nanos() as i64;
        Self {
            changed: if settled { self.changed } else { UNSURE },
            ..self
        }
    }
}

/// What is to be written about a file that came to this; none for one that could not be read and is tried again.
fn new(input: &Input, outcome: &Outcome) -> Option<New> {
    let below = |path: &Path| -> Option<String> {
        let file = input.path.to_str()?;
        Some(path.to_str()?.strip_prefix(file)?.to_owned())
    };
    let empty = New {
        path: String::new(),
        stat: Stat {
            size: 0,
            changed: UNSURE,
        },
        hash: Hash::default(),
        passed: false,
        skipped: 0,
        trouble: Vec::new(),
        articles: Vec::new(),
    };
    match outcome {
        Outcome::Failed(_) | Outcome::Unread => None,
        Outcome::Skipped => Some(New {
            passed: true,
            ..empty
        }),
        Outcome::Read(batch) => {
            let articles = batch.drafts.iter().map(|draft| {
                // Worked out here, on one of many threads, it is known to all who get the document from now on.
                hash::of_content(&draft.document);
                let document = draft.document.clone();
                Some((below(&document.path)?, document))
            });
            let trouble = batch
                .problems
                .iter()
                .map(|problem| Some((below(&problem.path)?, problem.reason.clone())));
            Some(New {
                skipped: batch.skipped,
                trouble: trouble.collect::<Option<_>>()?,
                articles: articles.collect::<Option<_>>()?,
                ..empty
            })
        }
    }
}

impl Known {
    /// Whether every article states its day.
    fn is_dated(&self) -> bool {
        let mut articles = self.articles.iter();
        articles.all(|article| article.stated.date.is_some())
    }

    /// What reading the file at this path would come to.
    fn outcome(&self, cache: &Cache, path: &Path) -> Outcome {
        if self.passed {
            return Outcome::Skipped;
        }
        // Where the article states its day, nobody asks for that of the file.
        let changed = (!self.is_dated())
            .then(|| library::last_change(path))
            .flatten();
        let texts: Arc<dyn Shelf> = cache.reader.clone();
        let drafts = self.articles.iter().map(|article| Draft {
            document: Document {
                path: library::within(path, &article.place),
                text: Text::shelved(Arc::clone(&texts), article.text, article.length),
                blocks: Blocks::shelved(Arc::clone(&texts), article.text),
                ..article.stated.clone()
            },
            changed,
        });
        let problems = self.trouble.iter().map(|(place, reason)| Problem {
            path: library::within(path, place),
            reason: reason.clone(),
        });
        Outcome::Read(Batch {
            drafts: drafts.collect(),
            problems: problems.collect(),
            skipped: self.skipped,
        })
    }
}
