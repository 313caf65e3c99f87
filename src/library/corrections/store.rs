//! The log on the disk: read whole, appended line by line, never written anew.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy, choose_base_strategy};

use super::super::Problem;
use super::record::Correction;

/// The log's folder in the library's.
const FOLDER: &str = ".onrecord";
/// The name of the log of corrections.
pub(super) const CORRECTIONS: &str = "corrections.jsonl";
/// The name of the log of notes.
pub(super) const NOTES: &str = "notes.jsonl";

/// Where the log of a library stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Store {
    /// The folder beside the articles; nothing for the bundled library.
    beside: Option<PathBuf>,
    /// The reader's own data folder, for libraries that may not be written; nothing without a home.
    own: Option<PathBuf>,
}

impl Store {
    /// The places of the log of a library in this folder; of the bundled one when there is none.
    pub(in crate::library) fn of(root: Option<&Path>) -> Self {
        let name = root.map_or_else(|| "bundled".to_owned(), distinct_name);
        Self {
            beside: root.map(|root| root.join(FOLDER)),
            own: data_folder(name),
        }
    }

    /// The place of the log of a library that is no folder, in the reader's data folder.
    pub(super) fn called(name: &str) -> Self {
        let last = name.rsplit('/').next().unwrap_or_default();
        let plain = last.chars().take_while(char::is_ascii_alphanumeric);
        let number = super::number(name.as_bytes());
        Self {
            beside: None,
            own: data_folder(format!("shared-{}-{number}", plain.collect::<String>())),
        }
    }

    /// The folder of the library in the reader's own data; none without a home.
    pub(super) fn own(&self) -> Option<&Path> {
        self.own.as_deref()
    }

    #[cfg(test)]
    pub(super) fn set_own(&mut self, folder: PathBuf) {
        self.own = Some(folder);
    }

    /// Every line of the log, and what could not be read of it. A line that this version does not understand is left as it
    /// is and told.
    pub(super) fn load(&self) -> (Vec<Correction>, Vec<Problem>) {
        let (mut lines, mut problems) = (Vec::new(), Vec::new());
        for path in self.paths(CORRECTIONS).chain(self.paths(NOTES)) {
            let text = match fs::read_to_string(&path) {
                Ok(text) => text,
                Err(error) if is_missing(&error) => continue,
                Err(error) => {
                    let reason = format!("the corrections in it are not applied: {error}");
                    problems.push(Problem {
                        path: path.clone(),
                        reason,
                    });
                    continue;
                }
            };
            for (number, line) in (1..).zip(text.lines()) {
                if line.trim().is_empty() {
                    continue;
                }
                match serde_json::from_str(line) {
                    Ok(line) => lines.push(line),
                    Err(error) => problems.push(Problem {
                        path: path.clone(),
                        reason: unread(number, line, &error),
                    }),
                }
            }
        }
        (lines, problems)
    }

    /// Where a log of this name may stand.
    fn paths(&self, name: &str) -> impl Iterator<Item = PathBuf> {
        let folders = [&self.beside, &self.own].into_iter().flatten();
        let paths: Vec<PathBuf> = folders.map(|folder| folder.join(name)).collect();
        paths.into_iter()
    }

    /// Adds a line to the log of this name; see [`super::Corrections::keep`].
    pub(super) fn append(&self, line: &Correction, name: &str) -> Result<(), String> {
        let Ok(mut words) = serde_json::to_string(line) else {
            return Err("This is not kept: it cannot be written down".to_owned());
        };
        words.push('\n');
        let mut why = None;
        for path in self.paths(name) {
            match append(&path, &words) {
                Ok(()) => return Ok(()),
                Err(error) => {
                    why.get_or_insert((path, error));
                }
            }
        }
        Err(match why {
            Some((path, error)) => format!(
                "This holds until you leave, but is not kept: {}: {error}",
                path.display()
            ),
            None => {
                "This holds until you leave, but is not kept: there is no home folder".to_owned()
            }
        })
    }
}

/// The folder of this name in the reader's data folder; none without a home.
fn data_folder(name: String) -> Option<PathBuf> {
    let data = choose_base_strategy().ok()?.data_dir();
    Some(data.join("onrecord").join(name))
}

/// Appends in one write. A line before it that was cut off, by a full disk for example, is ended first.
fn append(path: &Path, words: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new()
        .append(true)
        .read(true)
        .create(true)
        .open(path)?;
    let whole = ends_a_line(&mut file)?;
    let words = if whole {
        words.to_owned()
    } else {
        ["\n", words].concat()
    };
    file.write_all(words.as_bytes())?;
    file.sync_data()
}

fn ends_a_line(file: &mut File) -> io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// Whether there is simply no log, as in a library that is a single file's folder of another kind.
fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Why a line of the log is not applied. Git leaves marks in a file that it could not merge by itself.
fn unread(number: usize, line: &str, error: &serde_json::Error) -> String {
    let mark = ["<<<<<<<", "=======", ">>>>>>>"];
    if mark.iter().any(|mark| line.starts_with(mark)) {
        return format!(
            "line {number} is a mark of git; remove it and keep the lines of both sides"
        );
    }
    format!(
        "line {number} is no correction that this version understands ({error}); it is left as it is"
    )
}

/// A name for a library's folder that no other folder has: its own and a number made of its whole path.
fn distinct_name(root: &Path) -> String {
    let whole = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let number = super::number(whole.as_os_str().as_encoded_bytes());
    let own = whole.file_name().unwrap_or_default().to_string_lossy();
    format!("{own}-{number}")
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::library::{Library, Repair};

    #[test]
    fn a_folder_that_may_not_be_written_has_its_log_in_the_readers_own() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "no folder").unwrap();
        let mut store = Store {
            beside: Some(file.join(FOLDER)),
            own: Some(folder.path().join("data")),
        };
        let change = Repair::Title {
            document: "a.txt".to_owned(),
            title: None,
        };
        let line = Library::default().line(change, DateTime::UNIX_EPOCH, "mara");
        store.append(&line, NOTES).unwrap();
        assert_eq!(store.load(), (vec![line.clone()], Vec::new()));
        store.own = None;
        let why = store.append(&line, CORRECTIONS).unwrap_err();
        assert!(
            why.contains("until you leave") && why.contains("file"),
            "{why}"
        );
        assert_eq!(store.load(), (Vec::new(), Vec::new()));
    }

    #[test]
    fn every_folder_has_a_name_of_its_own_that_stays() {
        let name = |path: &str| distinct_name(Path::new(path));
        assert_eq!(name("/nowhere/port"), "port-be3910be7a4f5a6e");
        assert_ne!(name("/nowhere/port"), name("/elsewhere/port"));
    }
}
