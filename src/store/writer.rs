//! The thread that writes changes down as soon as they come.

use std::mem::{Discriminant, discriminant};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::app::memory::Note;

use super::Unkept;
use super::database::Database;

/// How long the end of the program waits for the last changes: longer than a write that waits for another reader.
const LAST: Duration = Duration::from_secs(1);

/// The thread's other end.
#[derive(Debug)]
pub(super) struct Writer {
    notes: Sender<Vec<Note>>,
    /// Comes when everything is written.
    done: Receiver<Result<(), Unkept>>,
    /// Where the file lies.
    path: PathBuf,
}

impl Writer {
    /// Starts the thread; it sleeps until something changes.
    pub(super) fn start(
        database: Database,
        library: i64,
        tell: impl FnOnce(Unkept) + Send + 'static,
    ) -> Result<Self, Unkept> {
        let (notes, waiting) = channel();
        let (finished, done) = channel();
        let mut work = Work {
            database,
            library,
            tell: Some(tell),
            unwritten: Vec::new(),
        };
        let path = work.database.path().to_owned();
        thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || {
                let result = work.run(&waiting);
                // Closing the file tidies up, and whoever waits for the end waits for that too.
                drop(work);
                let _ = finished.send(result);
            })
            .map_err(|error| Unkept::File {
                path: path.clone(),
                reason: format!("cannot be written to ({error}); end other programs first"),
            })?;
        Ok(Self { notes, done, path })
    }

    pub(super) fn write(&self, notes: Vec<Note>) {
        // The thread ends after this end of the channel only.
        let _ = self.notes.send(notes);
    }

    /// Waits until everything is written.
    pub(super) fn finish(self) -> Result<(), Unkept> {
        drop(self.notes);
        match self.done.recv_timeout(LAST) {
            Ok(result) => result,
            Err(error) => Err(Unkept::File {
                path: self.path,
                reason: match error {
                    RecvTimeoutError::Timeout => "the disk does not answer".to_owned(),
                    RecvTimeoutError::Disconnected => "the program broke down over it".to_owned(),
                },
            }),
        }
    }
}

/// What the thread holds.
struct Work<T> {
    database: Database,
    library: i64,
    /// Whom to tell when something could not be written; once is enough.
    tell: Option<T>,
    /// What could not be written and is tried again with the next change.
    unwritten: Vec<Note>,
}

impl<T: FnOnce(Unkept)> Work<T> {
    /// Writes until nobody sends any more. The result is that of the last write.
    fn run(&mut self, waiting: &Receiver<Vec<Note>>) -> Result<(), Unkept> {
        let mut result = Ok(());
        while let Ok(notes) = waiting.recv() {
            self.unwritten.extend(notes);
            // What came while the last write went on goes into one transaction.
            self.unwritten.extend(waiting.try_iter().flatten());
            only_the_last(&mut self.unwritten);
            result = self.database.save(self.library, &self.unwritten);
            match &result {
                Ok(()) => self.unwritten.clear(),
                Err(why) => {
                    if let Some(tell) = self.tell.take() {
                        tell(why.clone());
                    }
                }
            }
        }
        if result.is_err() {
            result = self.database.save(self.library, &self.unwritten);
        }
        result
    }
}

/// Of parts that are written as a whole only the last counts.
fn only_the_last(notes: &mut Vec<Note>) {
    let mut seen: Vec<Discriminant<Note>> = Vec::new();
    notes.reverse();
    notes.retain(|note| {
        let whole = matches!(note, Note::Session(_) | Note::Way(_) | Note::Typed(_));
        let kind = discriminant(note);
        let again = whole && seen.contains(&kind);
        if whole {
            seen.push(kind);
        }
        !again
    });
    notes.reverse();
}
