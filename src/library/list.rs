//! Which files a library is made of.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::bundled::{self, Bundled};
use super::{Corrections, OpenError, Problem};

/// One file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The path as given, or found below a folder that was given.
    pub path: PathBuf,
    pub(crate) origin: Origin,
}

impl Input {
    /// Whether it is a file on the disk.
    pub(crate) const fn is_file(&self) -> bool {
        matches!(self.origin, Origin::Named | Origin::Found)
    }

    /// Whether it is part of the program.
    pub(crate) const fn is_bundled(&self) -> bool {
        matches!(self.origin, Origin::Bundled(_))
    }

    /// Whether it was found in a folder, rather than named.
    pub(crate) fn is_found(&self) -> bool {
        self.origin == Origin::Found
    }

    /// A file that the reader named.
    pub(crate) fn named(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            origin: Origin::Named,
        }
    }

    /// A file in a folder that the reader named.
    pub(crate) fn found(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            origin: Origin::Found,
        }
    }
}

/// How a file came into the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The reader named it: if it cannot be read, that is a problem.
    Named,
    /// It lies in a folder that the reader named: if it is no text, it is passed over.
    Found,
    /// It is part of the program.
    Bundled(&'static Bundled),
    /// It is what another program writes into standard input.
    Standard,
}

/// The path that means standard input.
pub const STANDARD_INPUT: &str = "-";
/// What it is called.
const ITS_NAME: &str = "standard input";

/// The files of a library, before any is read.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// How the library is called: the folder's or file's name, or `seeds`.
    pub name: String,
    /// In the order in which they were given; within a folder, sorted.
    pub inputs: Vec<Input>,
    /// Folders that could not be listed.
    pub problems: Vec<Problem>,
    /// The paths as the reader gave them.
    pub(crate) given: Vec<PathBuf>,
    /// How many hidden and special files were passed over.
    pub skipped: usize,
    /// What the reader knows better about the documents.
    pub(crate) corrections: Corrections,
}

impl Listing {
    /// Lists the files at these paths, those of folders recursively; the bundled library when there is no path. A file
    /// that is reached twice is listed once.
    ///
    /// # Errors
    /// When a path does not exist.
    pub fn of(paths: &[PathBuf]) -> Result<Self, OpenError> {
        if paths.is_empty() {
            return Ok(Self::bundled());
        }
        let mut listing = Self::unread(paths);
        let mut seen = HashSet::new();
        for path in paths {
            if path == Path::new(STANDARD_INPUT) {
                if seen.insert(path.clone()) {
                    listing.push(PathBuf::from(ITS_NAME), Origin::Standard);
                }
                continue;
            }
            let kind = path.metadata().map_err(|error| match error.kind() {
                std::io::ErrorKind::NotFound
                    if path.to_string_lossy().starts_with("http")
                        && path.to_string_lossy().contains("://") =>
                {
                    let address = path.display().to_string();
                    OpenError::Address { address }
                }
                std::io::ErrorKind::NotFound
                | std::io::ErrorKind::NotADirectory
                | std::io::ErrorKind::InvalidFilename => OpenError::Missing { path: path.clone() },
                _ => OpenError::Unreachable {
                    path: path.clone(),
                    error: error.to_string(),
                },
            })?;
            if kind.is_dir() {
                listing.walk(path, &mut seen);
            } else if seen.insert(real(path)) {
                listing.push(path.clone(), Origin::Named);
            }
        }
        Ok(listing)
    }

    /// What belongs to the library at these paths as a whole, without its files.
    pub(crate) fn unread(paths: &[PathBuf]) -> Self {
        let mut listing = Self {
            name: name_of(paths),
            given: paths.iter().map(|path| called(path)).collect(),
            ..Self::default()
        };
        listing.load_corrections(common_folder(paths).as_deref());
        listing
    }

    /// Lists the files below a folder, without what belongs to a library as a whole.
    pub(crate) fn below(folder: &Path) -> Self {
        let mut listing = Self::default();
        listing.walk(folder, &mut HashSet::new());
        listing
    }

    fn load_corrections(&mut self, root: Option<&Path>) {
        let (corrections, problems) = Corrections::load(root);
        self.corrections = corrections;
        self.problems.extend(problems);
    }

    fn bundled() -> Self {
        let inputs = bundled::BUNDLED.iter().map(|file| Input {
            path: PathBuf::from(file.path),
            origin: Origin::Bundled(file),
        });
        let mut listing = Self {
            name: bundled::NAME.to_owned(),
            inputs: inputs.collect(),
            ..Self::default()
        };
        listing.load_corrections(None);
        listing
    }

    fn push(&mut self, path: PathBuf, origin: Origin) {
        self.inputs.push(Input { path, origin });
    }

    /// Adds the files below `folder`. Symbolic links are followed; a loop of them ends.
    fn walk(&mut self, folder: &Path, seen: &mut HashSet<PathBuf>) {
        let mut skipped = 0;
        let walk = WalkDir::new(folder)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| {
                let hidden = is_hidden(entry);
                // The program's own notes are no part of the reader's folder.
                skipped += usize::from(hidden && entry.file_name() != OsStr::new(".onrecord"));
                !hidden
            });
        let mut files = Vec::new();
        let top = real(folder);
        // What lies below a link lies elsewhere.
        let mut links: Vec<PathBuf> = Vec::new();
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {
                    if entry.depth() > 0 && entry.path_is_symlink() {
                        links.push(entry.into_path());
                    }
                }
                Ok(entry) => {
                    let linked = entry.path_is_symlink()
                        || links.iter().any(|link| entry.path().starts_with(link));
                    let below = entry.path().strip_prefix(folder).ok();
                    // To ask the system for every file would take longer than to read them.
                    let own = match below.filter(|_| !linked) {
                        Some(below) => top.join(below),
                        None => real(entry.path()),
                    };
                    files.push((entry.file_type().is_file(), own, entry.into_path()));
                }
                Err(error) => {
                    let problem = problem(&error, folder);
                    let new = problem.filter(|problem| seen.insert(real(&problem.path)));
                    self.problems.extend(new);
                }
            }
        }
        self.skipped += skipped;
        for (regular, own, path) in files {
            if !regular {
                self.skipped += 1;
            } else if seen.insert(own) {
                self.push(path, Origin::Found);
            }
        }
    }
}

/// A path as messages name it.
fn called(path: &Path) -> PathBuf {
    match path.to_str() {
        Some(STANDARD_INPUT) => PathBuf::from(ITS_NAME),
        _ => path.to_owned(),
    }
}

/// The deepest folder above all paths; one that is a folder counts as its own. The working folder when nothing else is
/// above them all.
fn common_folder(paths: &[PathBuf]) -> Option<PathBuf> {
    let files = paths
        .iter()
        .filter(|path| path.as_path() != Path::new(STANDARD_INPUT));
    let folder = |path: &PathBuf| {
        if path.is_dir() {
            path.clone()
        } else {
            path.parent().unwrap_or(Path::new("")).to_owned()
        }
    };
    let mut folders = files.map(folder);
    let first = folders.next()?;
    Some(folders.fold(first, |common, next| {
        let parts = common.components().zip(next.components());
        parts
            .take_while(|(one, other)| one == other)
            .map(|(one, _)| one)
            .collect()
    }))
}

/// Whether the entry's name starts with a full stop. The folder that was named itself may be called `.`.
fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// The path that tells whether two paths are one file.
fn real(path: &Path) -> PathBuf {
    let found = path.canonicalize().ok();
    let beside = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    found.or_else(beside).unwrap_or_else(|| path.to_owned())
}

/// What went wrong below a folder; nothing for a loop of links, whose files are listed already.
fn problem(error: &walkdir::Error, folder: &Path) -> Option<Problem> {
    if error.loop_ancestor().is_some() {
        return None;
    }
    let path = error.path().unwrap_or(folder).to_owned();
    let reason = match error.io_error() {
        _ if path.is_symlink() => "is a link that leads nowhere; mend it or remove it".to_owned(),
        Some(error) => super::open::io_reason(error),
        None => "cannot be listed; open a folder above or below it".to_owned(),
    };
    Some(Problem { path, reason })
}

/// The name of a library made of these paths: `march`, `march and 2 more`.
fn name_of(paths: &[PathBuf]) -> String {
    let name = paths.first().map_or_else(String::new, |path| {
        if path == Path::new(STANDARD_INPUT) {
            return ITS_NAME.to_owned();
        }
        let name = path.file_name().map(OsStr::to_owned);
        let name = name.or_else(|| real(path).file_name().map(OsStr::to_owned));
        name.map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        )
    });
    match paths.len() {
        0 | 1 => name,
        count => format!("{name} and {} more", count - 1),
    }
}
