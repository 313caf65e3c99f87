//! What goes on when a library is open: changes in its files are gathered until they rest, read, and told.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::app::{News, Watching};
use crate::cache::Cache;
use crate::engine::Background;
use crate::library::{self, DocId, Document, parallel};

use super::count::Count;
use super::inventory::{Inventory, Touched};
use super::round::Round;
use super::stage::{Kind, Stage};
use super::watch::{Moved, Watch};

/// Changes rest this long before they are read: what is saved in several steps is read once.
const REST: Duration = Duration::from_millis(300);
/// Changes that never rest are read after this time all the same.
const MOST: Duration = Duration::from_secs(1);
/// A file that somebody has open for writing is read when it was not written to for this long.
const WRITING: Duration = Duration::from_secs(3);
/// The analysis of so many documents comes together with them, so that no article stands there without its quotations.
const AT_ONCE: usize = 32;
/// Where looking takes long, this many times as long passes before the next look.
const SELDOM: u32 = 50;

/// Something that may have changed the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stir {
    /// Something happened at this path.
    Touched {
        /// The path.
        path: PathBuf,
        /// Whether somebody goes on writing there.
        writing: bool,
    },
    /// Anything may have happened.
    Everything,
    /// The system tells nothing from now on.
    Unheard,
    /// The round is over.
    End,
}

impl Round {
    /// Waits for changes, and tells them, until the round is over.
    pub(super) fn live(
        &self,
        mut inventory: Inventory,
        mut background: Option<Background>,
        stirs: &Receiver<Stir>,
    ) {
        if inventory.paths().is_empty() {
            return;
        }
        let mut watch = Watch::begin(inventory.paths(), &self.control.stirs);
        let mut gathering = Gathering::default();
        // Files may have changed while they were read and nobody watched.
        gathering.everything(Instant::now());
        // Or their folder may be gone.
        for path in watch.missing().filter(|path| !inventory.is_file(path)) {
            self.tell(News::Watching(Watching::Gone(path.to_owned())));
        }
        let mut every = watch.every;
        loop {
            match wait(stirs, gathering.due(), every) {
                Wake::Stir(Stir::End) => return,
                Wake::Stir(Stir::Touched { path, writing }) => {
                    gathering.touch(path, writing, Instant::now());
                }
                Wake::Stir(Stir::Everything) | Wake::Look => gathering.everything(Instant::now()),
                Wake::Stir(Stir::Unheard) => {
                    watch.give_up();
                    every = watch.every;
                    self.tell(News::Watching(Watching::Looking(
                        every.unwrap_or_default().as_secs(),
                    )));
                }
                Wake::Due => {
                    if let Moved::Roots { gone, back } = watch.follow_roots(&self.control.stirs) {
                        let gone = gone.into_iter().map(Watching::Gone);
                        let back = back.into_iter().map(Watching::Back);
                        for root in gone.chain(back) {
                            self.tell(News::Watching(root));
                        }
                        // What is there now is looked at when it rests; by then the folder may be another one again.
                        gathering.everything(Instant::now());
                        continue;
                    }
                    let begun = Instant::now();
                    let touched = gathering.take(begun);
                    // What is wrong with one change must not end the watch.
                    let _ =
                        parallel::guarded(|| self.renew(&mut inventory, &mut background, &touched));
                    every = watch.every.map(|every| every.max(begun.elapsed() * SELDOM));
                }
            }
            if self.control.is_cancelled() {
                return;
            }
        }
    }

    /// Reads what has changed, tells it, and analyses what is new.
    fn renew(
        &self,
        inventory: &mut Inventory,
        background: &mut Option<Background>,
        touched: &Touched,
    ) {
        // What was stopped is over.
        self.control.stopped.store(false, Ordering::Relaxed);
        let (renewal, unread) = inventory.look(touched, |inputs| {
            let count = Count::of_documents("reading", inputs.len());
            library::read_all(inputs, |input| {
                let outcome = match self.control.cache.get() {
                    Some(cache) => cache.read_anew(input),
                    None => library::read(input),
                };
                self.tell_if_due(&count, count.document());
                outcome
            })
        });
        if let Some(cache) = self.control.cache.get() {
            let read = renewal.read.iter().map(PathBuf::as_path);
            cache.renew(read.filter(|path| !path.exists()));
        }
        if renewal.is_empty() {
            return;
        }
        let mut renewal = Some(renewal);
        if unread.len() > AT_ONCE {
            self.tell_renewal(&mut renewal);
        }
        if unread.is_empty() {
            self.tell_renewal(&mut renewal);
            self.tell(News::CaughtUp);
            return;
        }
        let documents: Vec<&Document> = unread.iter().map(|(_, document)| document).collect();
        let count = Count::new("reading names", &documents);
        let surveys = self.survey_all(&documents, &count, &|| ());
        let background = background.get_or_insert_with(|| self.background());
        background.learn(Background::gather(&surveys));
        let count = Count::new("finding quotations", &documents);
        let work: Vec<(DocId, &Document)> = unread
            .iter()
            .map(|(doc, document)| (*doc, document))
            .collect();
        let stage = Stage::new(Kind::Final(&count), self, work, background);
        if renewal.is_some() {
            stage.prepare();
            self.tell_renewal(&mut renewal);
        }
        stage.run(&count);
        self.tell(News::CaughtUp);
    }

    /// What the documents of the library tell about names, when their findings came from the cache.
    fn background(&self) -> Background {
        let cache = self.control.cache.get();
        Background::gather(&cache.map_or_else(Vec::new, Cache::surveys))
    }

    fn tell_renewal(&self, renewal: &mut Option<library::Renewal>) {
        if let Some(renewal) = renewal.take() {
            self.tell(News::Renewed(Box::new(renewal)));
        }
    }
}

/// Why the thread wakes.
enum Wake {
    Stir(Stir),
    /// What was gathered is to be read.
    Due,
    /// It is time to look.
    Look,
}

/// Sleeps until something stirs, or until it is time; for ever when there is nothing to wait for.
fn wait(stirs: &Receiver<Stir>, due: Option<Instant>, every: Option<Duration>) -> Wake {
    let look = every.map(|every| Instant::now() + every);
    let (until, wake) = match (due, look) {
        (Some(due), _) => (due, Wake::Due),
        (None, Some(look)) => (look, Wake::Look),
        (None, None) => return Wake::Stir(stirs.recv().unwrap_or(Stir::End)),
    };
    match stirs.recv_timeout(until.saturating_duration_since(Instant::now())) {
        Ok(stir) => Wake::Stir(stir),
        Err(RecvTimeoutError::Timeout) => wake,
        Err(RecvTimeoutError::Disconnected) => Wake::Stir(Stir::End),
    }
}

/// Changes that wait until they rest.
#[derive(Debug, Default)]
struct Gathering {
    paths: BTreeMap<PathBuf, Instant>,
    everything: bool,
    /// When the first and the last of them came.
    span: Option<(Instant, Instant)>,
}

impl Gathering {
    fn touch(&mut self, path: PathBuf, writing: bool, now: Instant) {
        self.paths
            .insert(path, now + if writing { WRITING } else { REST });
        self.came(now);
    }

    fn everything(&mut self, now: Instant) {
        self.everything = true;
        self.came(now);
    }

    fn came(&mut self, now: Instant) {
        let first = self.span.map_or(now, |(first, _)| first);
        self.span = Some((first, now));
    }

    /// When to read; never when there is nothing.
    fn due(&self) -> Option<Instant> {
        let (first, last) = self.span?;
        let quiet = (last + REST).min(first + MOST);
        if self.everything {
            return Some(quiet);
        }
        let rests = self.paths.values().min()?;
        Some(quiet.max(*rests))
    }

    /// What rests by now. What is still being written stays.
    fn take(&mut self, now: Instant) -> Touched {
        let everything = std::mem::take(&mut self.everything);
        let (rests, others) = std::mem::take(&mut self.paths)
            .into_iter()
            .partition(|(_, rests)| *rests <= now);
        self.paths = others;
        let rests: BTreeMap<PathBuf, Instant> = rests;
        self.span = (!self.paths.is_empty()).then_some((now, now));
        Touched {
            everything,
            paths: rests.into_keys().collect(),
            writing: self.paths.keys().cloned().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn changes_are_read_when_they_rest() {
        let start = Instant::now();
        let at = |milliseconds| start + Duration::from_millis(milliseconds);
        let mut gathering = Gathering::default();
        assert_eq!(gathering.due(), None);
        gathering.touch("a".into(), false, at(0));
        gathering.touch("a".into(), false, at(200));
        assert_eq!(gathering.due(), Some(at(500)));
        // What comes without end is read now and then.
        for milliseconds in (300..=1000).step_by(100) {
            gathering.touch("b".into(), false, at(milliseconds));
        }
        assert_eq!(gathering.due(), Some(at(1000)));
        let touched = gathering.take(at(1000));
        assert_eq!(touched.paths, [PathBuf::from("a")]);
        assert_eq!(touched.writing, BTreeSet::from([PathBuf::from("b")]));
        assert_eq!(gathering.due(), Some(at(1300)));
    }

    #[test]
    fn what_is_being_written_waits_for_its_end() {
        let start = Instant::now();
        let at = |milliseconds| start + Duration::from_millis(milliseconds);
        let mut gathering = Gathering::default();
        gathering.touch("a".into(), true, at(0));
        assert_eq!(gathering.due(), Some(at(3000)));
        gathering.touch("a".into(), false, at(400));
        assert_eq!(gathering.due(), Some(at(700)));
        assert_eq!(gathering.take(at(700)).paths, [PathBuf::from("a")]);
        assert_eq!(gathering.due(), None);
    }
}
