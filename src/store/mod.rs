//! What is kept from one session to the next, in one `SQLite` file under `$XDG_STATE_HOME/onrecord/`.
//!
//! [`Store::open`] reads what is known about a library. From then on a thread writes down every change as soon as it
//! comes, all that wait in one transaction, so that a killed program has lost at most its last key. Nothing here stops the
//! reader: whatever goes wrong is told once as an [`Unkept`].

mod database;
mod folder;
mod path;
mod rows;
#[cfg(test)]
mod tests;
mod visits;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use signal_hook::consts::SIGXFSZ;

use crate::app::memory::{Memory, Note, Seen};

use self::database::Opened;
use self::writer::Writer;

pub(crate) use self::database::journal;
pub(crate) use self::folder::base;
pub use self::folder::folder;
pub use self::path::{library_key, roots};

/// The name of the file in the folder of the state.
const FILE: &str = "state.db";

/// Why the place will not be kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unkept {
    /// There is no place for it.
    #[error("neither XDG_STATE_HOME nor HOME names a folder; set one of them")]
    Homeless,
    /// The folder cannot be made or used.
    #[error("{}: {reason}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// Another program holds the file.
    #[error("{}: another program has locked it; end it and open the library again", .0.display())]
    Locked(PathBuf),
    /// A later version of the program has written the file.
    #[error("{}: a later version of onrecord has written it; use that one", .0.display())]
    Newer(PathBuf),
    /// The file turned out to be damaged, and lies at this path now.
    #[error("the file is damaged; it is {} now, and the next session begins a new one", .0.display())]
    Damaged(PathBuf),
    /// The file cannot be read or written.
    #[error("{}: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the store says.
        reason: String,
    },
}

/// What the store has to tell beside what was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The place will not be kept.
    Unkept(Unkept),
    /// The file was damaged. It lies at this path now, and a new one has been begun.
    SetAside(PathBuf),
}

impl std::fmt::Display for Remark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unkept(why) => write!(f, "Your place will not be kept: {why}"),
            Self::SetAside(path) => write!(
                f,
                "What was kept is damaged and begins anew; the damaged file is {} now",
                path.display()
            ),
        }
    }
}

/// What is known about a library, if anything is; nothing is written.
pub fn remembered(folder: &Path, library: &str) -> Option<Memory> {
    database::look(&folder.join(FILE), library)
}

/// Which documents were there at the visits of a library; nothing is written. What they told comes with those whose text
/// `is_there` does not know.
pub fn seen(folder: &Path, library: &str, is_there: impl Fn(u64) -> bool) -> Option<Vec<Seen>> {
    database::seen(&folder.join(FILE), library, is_there)
}

/// An open store. Dropping it waits until everything is written, but not for ever.
#[derive(Debug)]
pub struct Store {
    writer: Writer,
}

impl Store {
    /// Opens the store in `folder` for a library, and reads what is known about it. `tell` hears when something cannot be
    /// written later on, once.
    ///
    /// # Errors
    ///
    /// When nothing can be kept; see [`Unkept`].
    pub fn open(
        folder: &Path,
        library: &str,
        tell: impl FnOnce(Unkept) + Send + 'static,
    ) -> Result<(Self, Memory, Option<Remark>), Unkept> {
        folder::prepare(folder)?;
        // A limit on the size of files is told like a full disk then, instead of ending the program.
        let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
        let Opened {
            database,
            library,
            memory,
            set_aside,
        } = database::open(&folder.join(FILE), library)?;
        let writer = Writer::start(database, library, tell)?;
        Ok((Self { writer }, memory, set_aside.map(Remark::SetAside)))
    }

    /// Has these changes written down.
    pub fn keep(&self, notes: Vec<Note>) {
        self.writer.write(notes);
    }

    /// Waits until everything is written, but not for ever.
    ///
    /// # Errors
    ///
    /// When something could not be written.
    pub fn close(self) -> Result<(), Unkept> {
        self.writer.finish()
    }
}
