//! How far the work of a command has come, in one line on the terminal that is wiped away when there is an answer.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::app::{Measure, Progress};
use crate::view;

/// Nobody wants to read of what is done by then.
const SOON: Duration = Duration::from_millis(500);
/// The time between two lines.
const BETWEEN: Duration = Duration::from_millis(250);

/// Tells of work, where somebody can see it.
#[derive(Debug)]
pub(super) struct Waiting {
    begun: Instant,
    line: Mutex<Line>,
}

#[derive(Debug)]
struct Line {
    stage: &'static str,
    /// When the stage began.
    since: Instant,
    /// When a line was written last.
    last: Option<Instant>,
    /// How many columns it takes.
    width: usize,
}

impl Waiting {
    pub(super) fn begin() -> Self {
        let begun = Instant::now();
        Self {
            begun,
            line: Mutex::new(Line {
                stage: "",
                since: begun,
                last: None,
                width: 0,
            }),
        }
    }

    /// So many documents of this stage are done.
    pub(super) fn tell(&self, stage: &'static str, done: usize, all: usize) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if line.stage != stage {
            line.stage = stage;
            line.since = Instant::now();
        }
        let is_due = line.last.is_none_or(|last| last.elapsed() >= BETWEEN);
        if !is_due || self.begun.elapsed() < SOON || !io::stderr().is_terminal() {
            return;
        }
        let milliseconds = line.since.elapsed().as_millis().max(1);
        let words = view::progress(Progress {
            stage,
            done,
            all,
            measure: Measure::Documents,
            per_second: usize::try_from(done as u128 * 1000 / milliseconds).unwrap_or(usize::MAX),
        });
        line.last = Some(Instant::now());
        line.write(&words);
    }

    /// Takes the line away.
    pub(super) fn end(&self) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if line.width > 0 {
            line.write("");
            line.write("");
        }
    }
}

impl Line {
    /// Puts words in place of those that stand there, on terminals that know no escape codes too.
    fn write(&mut self, words: &str) {
        let width = words.chars().count();
        let blank = " ".repeat(self.width.saturating_sub(width));
        // Whoever has closed the error stream does not want to know.
        let _ = write!(io::stderr(), "\r{words}{blank}");
        let _ = io::stderr().flush();
        self.width = width;
    }
}
