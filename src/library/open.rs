//! Opening a library, step by step: list the files, read each, put the documents in order.
//!
//! The steps stand apart so that a command can take them one after another and a reader's worker threads can take them
//! with news in between.

use std::cmp::Ordering;
use std::fs::{self, File};
use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDate, Utc};
use thiserror::Error;

use super::dates::{self, Hints};
use super::import::{self, Imported, Read, Reason};
use super::list::{Input, Listing, Origin};
use super::naming::give_names;
use super::{Document, Library, Problem, Tagged, fingerprint, outlet, title};

/// Why a library cannot be opened at all, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OpenError {
    /// A path leads nowhere.
    #[error("{}: there is no such file or folder; check the path", path.display())]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// It is no path but an address on the web.
    #[error("{address}: is an address; fetch it with 'onrecord fetch --into FOLDER' first")]
    Address {
        /// The address as given.
        address: String,
    },
    /// The system does not let us look at a path.
    #[error("{}: cannot be reached ({error}); check who may read its folder", path.display())]
    Unreachable {
        /// The path as given.
        path: PathBuf,
        /// What the system says.
        error: String,
    },
    /// The one path that was given cannot be read.
    #[error("{}: {}", .0.path.display(), .0.reason)]
    Unreadable(Problem),
    /// Nothing at the paths is a document that can be read.
    #[error(
        "{}: no readable document ({found}); give an article, or a folder of articles",
        joined(given)
    )]
    Nothing {
        /// The paths as given.
        given: Vec<PathBuf>,
        /// What was found instead: `3 files skipped: hidden or binary`.
        found: String,
    },
}

/// The paths as a message names them.
fn joined(paths: &[PathBuf]) -> String {
    let shown = paths.iter().map(|path| path.display().to_string());
    shown.collect::<Vec<_>>().join(", ")
}

/// What became of one file.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// What is in it.
    Read(Batch),
    /// It is no text, and nobody asked for it by name.
    Skipped,
    /// Nobody waits for it any more.
    Unread,
    /// It could not be opened.
    Failed(Problem),
}

impl Outcome {
    /// The length of the longest text in it, in bytes.
    pub(crate) fn longest(&self) -> usize {
        let Self::Read(batch) = self else {
            return 0;
        };
        let texts = batch.drafts.iter().map(|draft| draft.document.text.len());
        texts.max().unwrap_or(0)
    }
}

/// What is in one file.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    pub(crate) drafts: Vec<Draft>,
    /// Parts of it that could not be read.
    pub(crate) problems: Vec<Problem>,
    /// How many files in it are no text.
    pub(crate) skipped: usize,
}

/// An article that has been read, but has no place in a library yet.
#[derive(Clone, Debug)]
pub struct Draft {
    pub(crate) document: Document,
    /// The day of the file's last change.
    pub(crate) changed: Option<NaiveDate>,
}

/// A file's bytes, before anything is made of them.
pub(crate) struct Raw {
    pub(crate) bytes: Vec<u8>,
    /// The day of the file's last change.
    changed: Option<NaiveDate>,
}

/// Reads one file of a listing.
pub fn read(input: &Input) -> Outcome {
    fetch(input).map_or_else(Outcome::Failed, |raw| make(input, raw))
}

/// The bytes of one file of a listing.
pub(crate) fn fetch(input: &Input) -> Result<Raw, Problem> {
    let result = match input.origin {
        Origin::Bundled(file) => Ok((file.bytes.to_vec(), None)),
        Origin::Standard => standard_input().map(|bytes| (bytes, None)),
        Origin::Named | Origin::Found => bytes_of(&input.path),
    };
    match result {
        Ok((bytes, changed)) => Ok(Raw { bytes, changed }),
        Err(reason) => Err(problem(input, reason)),
    }
}

/// Makes documents of the bytes of a file.
pub(crate) fn make(input: &Input, raw: Raw) -> Outcome {
    match import::import(&input.path, raw.bytes) {
        Ok(read) => Outcome::Read(batch(&input.path, read, raw.changed)),
        Err(reason) if reason.is_skipped() && input.is_found() => Outcome::Skipped,
        Err(reason) => Outcome::Failed(problem(input, reason.to_string())),
    }
}

fn problem(input: &Input, reason: String) -> Problem {
    Problem {
        path: input.path.clone(),
        reason,
    }
}

fn batch(path: &Path, read: Read, changed: Option<NaiveDate>) -> Batch {
    let articles = read.articles.into_iter();
    let problems = read.problems.into_iter();
    Batch {
        drafts: articles
            .map(|article| Draft {
                document: to_document(path, article),
                changed,
            })
            .collect(),
        problems: problems
            .map(|trouble| Problem {
                path: within(path, &trouble.place),
                reason: trouble.reason.to_string(),
            })
            .collect(),
        skipped: read.skipped,
    }
}

/// The path of what stands at this place in a file.
pub(crate) fn within(path: &Path, place: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(place);
    path.into()
}

/// All that another program writes.
fn standard_input() -> Result<Vec<u8>, String> {
    let input = io::stdin();
    if input.is_terminal() {
        return Err(
            "is the terminal; pipe an article into it, as in 'curl … | onrecord -'".to_owned(),
        );
    }
    let mut bytes = Vec::new();
    let read = input
        .lock()
        .take(import::LONGEST + 1)
        .read_to_end(&mut bytes);
    read.map_err(|error| io_reason(&error))?;
    Ok(bytes)
}

/// The bytes of a file and the day of its last change.
fn bytes_of(path: &Path) -> Result<(Vec<u8>, Option<NaiveDate>), String> {
    let kind = fs::metadata(path).map_err(|error| io_reason(&error))?;
    if !kind.is_file() {
        return Err("is neither a file nor a folder; save the article as a file".to_owned());
    }
    let said = |reason: Reason| reason.to_string();
    import::check_size(kind.len()).map_err(said)?;
    let mut bytes = Vec::with_capacity(usize::try_from(kind.len()).unwrap_or(0));
    File::open(path)
        .and_then(|mut file| file.read_to_end(&mut bytes))
        .map_err(|error| io_reason(&error))?;
    Ok((bytes, day_of(&kind)))
}

/// The day of a file's last change.
pub(crate) fn last_change(path: &Path) -> Option<NaiveDate> {
    day_of(&fs::metadata(path).ok()?)
}

fn day_of(kind: &fs::Metadata) -> Option<NaiveDate> {
    let changed = kind.modified().ok();
    changed.map(|time| DateTime::<Local>::from(time).date_naive())
}

/// Files from this size on are shown by their beginning before they are read, in bytes.
const GLANCED_FROM: u64 = 4 * 1024 * 1024;
/// How much of the beginning is shown, in bytes.
const GLANCE: u64 = 256 * 1024;

/// The beginning of the one large file at these paths as a library, so that reading can start before the file has been
/// read. None for everything else, which is quick to open.
pub fn glance(paths: &[PathBuf]) -> Option<Library> {
    let [path] = paths else {
        return None;
    };
    let kind = fs::metadata(path).ok()?;
    if !kind.is_file() || kind.len() < GLANCED_FROM || import::check_size(kind.len()).is_err() {
        return None;
    }
    let mut bytes = Vec::new();
    let file = File::open(path).ok()?;
    file.take(GLANCE).read_to_end(&mut bytes).ok()?;
    // The last line may be cut, even within a character.
    let whole = bytes.iter().rposition(|byte| *byte == b'\n');
    let whole = whole.filter(|at| at * 2 > bytes.len());
    let whole = whole.or_else(|| bytes.iter().rposition(u8::is_ascii))?;
    bytes.truncate(whole + 1);
    let mut read = import::glance(path, bytes)?;
    read.articles.truncate(1);
    let read = Outcome::Read(batch(path, read, None));
    assemble(Listing::of(paths).ok()?, vec![read]).ok()
}

/// Why the system would not let us read a file, and what to do.
pub(super) fn io_reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => {
            "vanished while the library was being opened; open the library again".to_owned()
        }
        io::ErrorKind::PermissionDenied => {
            "may not be read; ask its owner for permission, or change it with chmod".to_owned()
        }
        _ => format!("cannot be read ({error}); try again, or copy the file elsewhere"),
    }
}

fn to_document(path: &Path, article: Imported) -> Document {
    let Imported {
        text,
        blocks,
        metadata,
        place,
    } = article;
    let file = path;
    let path = within(file, &place);
    let headline = blocks
        .iter()
        .find(|block| block.kind == crate::engine::BlockKind::Title)
        .map(|block| title::headline(block.span.of(&text)).to_owned());
    Document {
        name: String::new(),
        title: metadata.title.clone().or(headline).map(title::bounded),
        opening: title::opening(&text, &blocks),
        date: dates::stated(&text, &blocks, &metadata, &[&path, file]),
        path,
        outlet: metadata
            .outlet
            .clone()
            .or_else(|| outlet::outlet(&text, &blocks))
            .map(title::bounded),
        byline: metadata
            .byline
            .or_else(|| outlet::byline(&text, &blocks))
            .map(title::bounded),
        published: metadata.published,
        updated: metadata.updated,
        address: metadata.address.map(title::bounded),
        fingerprint: fingerprint(&text),
        text: text.into(),
        blocks: blocks.into(),
        tagged: Tagged::default(),
    }
}

/// Puts what was read in library order and gives every document its name and a date where one can be inferred.
///
/// # Errors
/// When there is no document at all.
pub fn assemble(listing: Listing, outcomes: Vec<Outcome>) -> Result<Library, OpenError> {
    let Listing {
        name,
        inputs,
        mut problems,
        given,
        mut skipped,
        mut corrections,
    } = listing;
    let mut drafts = Vec::new();
    for outcome in outcomes {
        match outcome {
            Outcome::Read(mut batch) => {
                drafts.append(&mut batch.drafts);
                problems.append(&mut batch.problems);
                skipped += batch.skipped;
            }
            Outcome::Skipped => skipped += 1,
            Outcome::Unread => {}
            Outcome::Failed(problem) => problems.push(problem),
        }
    }
    if drafts.is_empty() {
        if let [problem] = problems.as_slice()
            && given == [problem.path.as_path()]
        {
            return Err(OpenError::Unreadable(problem.clone()));
        }
        let found = found(inputs.len(), &problems, skipped);
        return Err(OpenError::Nothing { given, found });
    }
    infer_dates(&mut drafts, &[]);
    let mut documents: Vec<Document> = drafts.into_iter().map(|draft| draft.document).collect();
    corrections.settle(&documents);
    for document in &mut documents {
        corrections.correct_facts(document);
    }
    documents.sort_by(library_order);
    give_names(&mut documents);
    Ok(Library {
        corrections,
        ..Library::of_documents(name, documents, problems, skipped)
    })
}

/// Which of two documents stands first: by date, newest first, by time where it is stated, undated documents last, then by
/// path.
pub(super) fn library_order(one: &Document, other: &Document) -> Ordering {
    let days = [one, other].map(|document| document.date.map(|dated| dated.day));
    days[1]
        .cmp(&days[0])
        .then_with(|| instant(other).cmp(&instant(one)))
        .then_with(|| one.file().cmp(other.file()))
}

/// The documents of a file that comes to an open library, or comes anew, with the problems of its parts and how many of them
/// are no text. Days that other documents of the library are known to be of help to date them. They have no names yet.
pub(crate) fn documents_of(
    batch: Batch,
    known: &[NaiveDate],
) -> (Vec<Document>, Vec<Problem>, usize) {
    let Batch {
        mut drafts,
        problems,
        skipped,
    } = batch;
    infer_dates(&mut drafts, known);
    let documents = drafts.into_iter().map(|draft| draft.document);
    (documents.collect(), problems, skipped)
}

/// The time of publication on its day, where the source states it.
fn instant(document: &Document) -> Option<DateTime<Utc>> {
    document.published.and_then(|moment| moment.instant())
}

/// What lies where no document could be read: `1 file skipped: hidden or binary; a.txt is empty …`.
fn found(files: usize, problems: &[Problem], skipped: usize) -> String {
    let mut parts = Vec::new();
    if skipped > 0 {
        let files = if skipped == 1 { "file" } else { "files" };
        parts.push(format!("{skipped} {files} skipped: hidden or binary"));
    }
    if let Some(problem) = problems.first() {
        let name = problem.path.file_name().unwrap_or(problem.path.as_os_str());
        // The advice for one file is not the advice for the whole.
        let reason = problem.reason.split(';').next().unwrap_or_default();
        parts.push(format!("{} {reason}", name.to_string_lossy()));
    }
    if problems.len() > 1 {
        parts.push(format!("{} more could not be read", problems.len() - 1));
    }
    if parts.is_empty() && files == 0 {
        parts.push("the folder is empty".to_owned());
    }
    parts.join("; ")
}

/// Infers a date for each document that states none, by its own text and the days of the others.
fn infer_dates(drafts: &mut [Draft], others: &[NaiveDate]) {
    let stated = drafts
        .iter()
        .filter_map(|draft| draft.document.date.map(|dated| dated.day));
    let mut known: Vec<NaiveDate> = stated.chain(others.iter().copied()).collect();
    known.sort_unstable();
    known.dedup();
    for draft in drafts
        .iter_mut()
        .filter(|draft| draft.document.date.is_none())
    {
        let hints = Hints {
            known: &known,
            changed: draft.changed,
        };
        draft.document.date = dates::inferred(&draft.document.text, hints);
    }
}

/// See [`Library::of_texts`].
pub(super) fn of_texts(name: &str, texts: &[(&str, &str)]) -> Library {
    let bytes = |(name, text): &(&str, &str)| (PathBuf::from(name), text.as_bytes().to_vec());
    of_bytes(name, texts.iter().map(bytes))
}

/// A library of files with these names and bytes. Those that cannot be read are left out.
pub(super) fn of_bytes(name: &str, files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>) -> Library {
    let outcomes = files.into_iter().filter_map(|(path, bytes)| {
        let read = import::import(&path, bytes).ok()?;
        Some(Outcome::Read(batch(&path, read, None)))
    });
    let listing = Listing {
        name: name.to_owned(),
        ..Listing::default()
    };
    assemble(listing, outcomes.collect()).unwrap_or_default()
}

impl Library {
    /// Opens the files and folders at these paths, the bundled library when there are none. Nothing is analysed yet.
    ///
    /// # Errors
    /// When a path does not exist, or nothing at the paths can be read.
    pub fn open(paths: &[PathBuf]) -> Result<Self, OpenError> {
        let listing = Listing::of(paths)?;
        let outcomes = read_all(&listing.inputs, read);
        assemble(listing, outcomes)
    }

    /// A library whose documents, in their order and with their names, are known without a look at their files.
    pub(crate) fn listed(listing: Listing, documents: Vec<Document>) -> Self {
        let mut library = Self {
            corrections: listing.corrections,
            ..Self::of_documents(listing.name, documents, listing.problems, listing.skipped)
        };
        library.corrections.settle(&library.documents);
        library.correct_facts();
        library
    }
}

/// Reads all files of a listing on several threads, each by `read`, which may break down over one.
pub fn read_all(inputs: &[Input], read: impl Fn(&Input) -> Outcome + Sync) -> Vec<Outcome> {
    super::parallel::map(inputs, read)
        .into_iter()
        .zip(inputs)
        .map(|(outcome, input)| outcome.unwrap_or_else(|| unread(input)))
        .collect()
}

/// What became of a file whose importer broke down.
fn unread(input: &Input) -> Outcome {
    Outcome::Failed(Problem {
        path: input.path.clone(),
        reason: "cannot be read: the program broke down over it; save the article as plain text"
            .to_owned(),
    })
}
