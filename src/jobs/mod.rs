//! Long work on threads, told as reports: reading the files of a library, and analysing its documents.

mod catalogue;
mod count;
mod inventory;
mod living;
mod pace;
mod round;
mod shared;
mod sifting;
mod stage;
#[cfg(test)]
mod tests;
mod watch;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use crate::app::{News, Report, Sieve};
use crate::cache::Cache;
use crate::engine;
use crate::library::{self, Correction, DocId, Gathered, Library, parallel};
use crate::newsroom::{Address, Exchange};

use self::count::Count;
use self::living::Stir;
use self::round::{Engine, Round};
use self::sifting::Sifting;

/// One round of work: a library being opened, analysed, and watched for what changes in its files. Dropping it ends the
/// round: what is being done at the moment is finished on its thread, but nothing of it is told any more.
pub struct Jobs {
    control: Arc<Control>,
    number: u32,
    tell: Tell,
}

/// How long a thread that waits for the reader may miss the end of the round.
const LOOK_AGAIN: Duration = Duration::from_secs(60);

/// How long corrections may take to go out when the reader leaves; those that stay go the next time.
const PARTING: Duration = Duration::from_secs(1);

/// What so many documents tell is worked out in a moment, and written down at once.
const TOLD_AT_ONCE: usize = 1_000;

/// To compare so many documents takes about half a second.
const LONG: usize = 2_000;

/// Who hears of the work.
type Tell = Arc<dyn Fn(Report) + Send + Sync>;

impl Jobs {
    /// Opens the library at `paths` (the bundled one when there are none) and analyses it, on threads of its own.
    ///
    /// `tell` hears about it, from any of these threads, in this order: [`News::Glanced`] if there is one large file;
    /// [`News::Progress`] while files are read;
    /// [`News::Imported`] or [`News::Opened`] once, or [`News::CannotOpen`] and nothing more; [`News::Analyzed`], [`News::Failed`] and
    /// [`News::Progress`], at most about four times a second but for the documents asked for by
    /// [`Self::analyze_first`]; [`News::Finished`]. From then on, whenever files have changed: [`News::Renewed`], analyses
    /// as before, [`News::CaughtUp`].
    ///
    /// What was worked out before is taken from the library's cache in the folder `caches`, and what is new is kept there; without
    /// the folder everything is worked out.
    pub fn start(
        paths: Vec<PathBuf>,
        caches: Option<PathBuf>,
        round: u32,
        tell: impl Fn(Report) + Send + Sync + 'static,
    ) -> Self {
        Self::start_with(paths, caches, round, Engine::REAL, tell)
    }

    /// Opens the library at an address, on threads of its own. `tell` hears what it hears of files, but for large and for changed
    /// ones.
    pub fn share(
        address: Address,
        round: u32,
        tell: impl Fn(Report) + Send + Sync + 'static,
    ) -> Self {
        Self::begin(None, round, Engine::REAL, tell, move |round, stirs| {
            round.run_shared(&address, stirs);
        })
    }

    fn start_with(
        paths: Vec<PathBuf>,
        caches: Option<PathBuf>,
        number: u32,
        engine: Engine,
        tell: impl Fn(Report) + Send + Sync + 'static,
    ) -> Self {
        Self::begin(caches, number, engine, tell, move |round, stirs| {
            round.run(&paths, stirs);
        })
    }

    fn begin(
        caches: Option<PathBuf>,
        number: u32,
        engine: Engine,
        tell: impl Fn(Report) + Send + Sync + 'static,
        work: impl FnOnce(&Round, &Receiver<Stir>) + Send + 'static,
    ) -> Self {
        let (stir, stirs) = channel();
        let control = Arc::new(Control::new(stir, caches));
        let tell: Tell = Arc::new(tell);
        let round = Round::new(number, Arc::clone(&control), engine, Arc::clone(&tell));
        let started = thread::Builder::new()
            .name(parallel::WORKER.to_owned())
            .spawn(move || work(&round, &stirs));
        if let Err(error) = started {
            let reason = format!("no thread can be started ({error}); end other programs first");
            tell(Report {
                round: number,
                news: News::CannotOpen(reason),
            });
        }
        // It takes as long as to read a few files, after which it is needed.
        let _ = thread::Builder::new()
            .name(parallel::WORKER.to_owned())
            .spawn(|| parallel::guarded(engine::prepare));
        Self {
            control,
            number,
            tell,
        }
    }

    /// Brings the quotations of all documents together, and tells [`News::Gathered`]. `library` is the reader's own as it is
    /// now, with its corrections: the places of quotations are the same on both sides.
    pub fn gather(&self, library: Library) {
        let (control, number, tell) = (
            Arc::clone(&self.control),
            self.number,
            Arc::clone(&self.tell),
        );
        // What was begun before is not wanted any more.
        let own = control.gathering.fetch_add(1, Ordering::Relaxed) + 1;
        let work = move || {
            let is_wanted =
                || !control.is_cancelled() && control.gathering.load(Ordering::Relaxed) == own;
            let all = library.len() * Gathered::PARTS;
            let count = Count::of_parts("comparing the articles", all);
            // What is done before anybody could read of it is not worth a word.
            let long = library.len() > LONG;
            let part = || {
                if count.document() && long && is_wanted() {
                    tell(Report {
                        round: number,
                        news: count.news(),
                    });
                }
                is_wanted()
            };
            let known = control
                .cache
                .get()
                .and_then(|cache| cache.gathered(&library));
            let is_new = known.is_none();
            // What is told of a library may be known although its list is not.
            if let Some(cache) = control.cache.get()
                && (is_new || !cache.has_recalled())
            {
                cache.remember(&library);
            }
            let gathered = known.or_else(|| {
                library.hold_findings();
                parallel::guarded(|| Gathered::in_parts(&library, &part)).flatten()
            });
            if let Some(gathered) = gathered.filter(|_| is_wanted()) {
                let gathered = Arc::new(gathered);
                tell(Report {
                    round: number,
                    news: News::Gathered {
                        gathered: Arc::clone(&gathered),
                        corrections: library.corrections.revision(),
                    },
                });
                if is_new {
                    control.tell_tools(&library, &gathered);
                }
            }
        };
        // Without a thread the statements stay unknown; everything else goes on.
        let _ = thread::Builder::new()
            .name(parallel::WORKER.to_owned())
            .spawn(work);
    }

    /// Works out what documents tell, and tells [`News::Told`], some of them at a time.
    pub fn tell(&self, library: Library, documents: Vec<DocId>) {
        let (control, round, tell) = (
            Arc::clone(&self.control),
            self.number,
            Arc::clone(&self.tell),
        );
        let work = move || {
            for some in documents.chunks(TOLD_AT_ONCE) {
                let each = some.iter().filter(|_| !control.is_cancelled());
                let told = parallel::guarded(|| {
                    let told = each.filter_map(|doc| Some((*doc, library::told(&library, *doc)?)));
                    told.collect()
                });
                if let Some(told) = told.filter(|_| !control.is_cancelled()) {
                    tell(Report {
                        round,
                        news: News::Told(told),
                    });
                }
            }
        };
        // Without a thread it is worked out at the next visit.
        let _ = thread::Builder::new()
            .name(parallel::WORKER.to_owned())
            .spawn(work);
    }

    /// Looks through the statements of the reader's library for words, and tells [`News::Sifted`]: the first that hold them soon,
    /// all of them in the end. Another search ends this one.
    pub fn sift(&self, library: Library, gathered: Arc<Gathered>, sieve: Sieve) {
        let (control, round, tell) = (
            Arc::clone(&self.control),
            self.number,
            Arc::clone(&self.tell),
        );
        let search = control.sifting.begin();
        let work = move || {
            let tell = |news| tell(Report { round, news });
            let sift = || {
                let sifting = &control.sifting;
                sifting.sift(search, (&library, &gathered), &sieve, &tell);
            };
            parallel::guarded(sift);
        };
        // Without a thread the list stays as it is.
        let _ = thread::Builder::new()
            .name(parallel::WORKER.to_owned())
            .spawn(work);
    }

    /// Sends corrections to those who share the library, if it is shared.
    pub fn send(&self, lines: &[Correction]) {
        if let Some(exchange) = self.control.exchange.get() {
            exchange.send(lines.to_vec());
        }
    }

    /// Waits a moment for what is still to be sent.
    pub fn settle(&self) {
        if let Some(exchange) = self.control.exchange.get() {
            exchange.settle(PARTING);
        }
    }

    /// Looks whether files have changed, also where the system does not tell.
    pub fn look(&self) {
        self.control.stir(Stir::Everything);
    }

    /// Has this document analysed before all others, and told at once: it is on the screen. While the other documents are
    /// not known yet it is analysed by itself, and a second time later with what the library knows.
    pub fn analyze_first(&self, doc: DocId) {
        self.control.ask(doc);
    }

    /// Has nothing more begun, and ends the comparison of the articles. What is done is told and kept; from then on only documents
    /// are analysed that are asked for by [`Self::analyze_first`].
    pub fn stop(&self) {
        self.control.stopped.store(true, Ordering::Relaxed);
        self.control.gathering.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Jobs {
    fn drop(&mut self) {
        self.control.cancelled.store(true, Ordering::Relaxed);
        self.control.asked.notify_all();
        self.control.stir(Stir::End);
    }
}

/// What the reader asks of the threads.
#[derive(Debug)]
struct Control {
    cancelled: AtomicBool,
    /// Whether nothing more is to be begun.
    stopped: AtomicBool,
    /// Which comparison of all articles is wanted: the one begun last, unless that was stopped.
    gathering: AtomicUsize,
    /// The searches in the statements.
    sifting: Sifting,
    urgent: Mutex<VecDeque<DocId>>,
    /// Tells of what comes into `urgent`, and of the end.
    asked: Condvar,
    /// The folder of the caches, if one may be used.
    caches: Option<PathBuf>,
    /// The cache of the library, once it is open.
    cache: OnceLock<Cache>,
    /// Whether other tools have been told what the library tells.
    told: AtomicBool,
    /// The way of corrections to and from a shared library, once it is open.
    exchange: OnceLock<Exchange>,
    /// What the thread hears that waits for changes.
    stirs: Sender<Stir>,
}

impl Control {
    fn new(stirs: Sender<Stir>, caches: Option<PathBuf>) -> Self {
        Self {
            cancelled: AtomicBool::new(false),
            stopped: AtomicBool::new(false),
            gathering: AtomicUsize::new(0),
            sifting: Sifting::default(),
            urgent: Mutex::default(),
            asked: Condvar::new(),
            caches,
            cache: OnceLock::new(),
            told: AtomicBool::new(false),
            exchange: OnceLock::new(),
            stirs,
        }
    }

    fn stir(&self, stir: Stir) {
        // Nobody listens while there is nothing to watch.
        let _ = self.stirs.send(stir);
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Has the tables of the cache written, once a session: a correction waits for the next, so that none costs as much as a
    /// whole library.
    fn tell_tools(&self, library: &Library, gathered: &Arc<Gathered>) {
        if let Some(cache) = self.cache.get()
            && !self.told.swap(true, Ordering::Relaxed)
        {
            cache.tell(library, gathered);
        }
    }

    fn ask(&self, doc: DocId) {
        let mut urgent = self.urgent.lock().unwrap_or_else(PoisonError::into_inner);
        // What was asked for last is on the screen now.
        urgent.retain(|asked| *asked != doc);
        urgent.push_front(doc);
        self.asked.notify_all();
    }

    /// Whether the work is to go on.
    fn goes_on(&self) -> bool {
        !self.is_cancelled() && !self.stopped.load(Ordering::Relaxed)
    }

    /// Sleeps until a document is asked for, or the round is over.
    fn wait(&self) {
        let urgent = self.urgent.lock().unwrap_or_else(PoisonError::into_inner);
        // Who ends the round does not hold the lock, and may do so just before this begins to sleep.
        let _ = self.asked.wait_timeout_while(urgent, LOOK_AGAIN, |urgent| {
            urgent.is_empty() && !self.is_cancelled()
        });
    }

    fn urgent_is_empty(&self) -> bool {
        let urgent = self.urgent.lock().unwrap_or_else(PoisonError::into_inner);
        urgent.is_empty()
    }

    fn next_urgent(&self) -> Option<DocId> {
        let mut urgent = self.urgent.lock().unwrap_or_else(PoisonError::into_inner);
        urgent.pop_front()
    }
}
