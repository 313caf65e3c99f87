//! How far a stage has come.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use crate::app::{Measure, News, Progress};
use crate::library::{self, Document};

use super::pace::Pace;

/// How much of one stage is done: documents are counted, or bytes where a document is large.
pub(super) struct Count {
    stage: &'static str,
    done: AtomicUsize,
    all: usize,
    measure: Measure,
    begun: Instant,
    pace: Pace,
}

impl Count {
    pub(super) fn new(stage: &'static str, documents: &[&Document]) -> Self {
        let lengths = documents.iter().map(|document| document.text.len());
        if lengths.clone().any(|length| length > library::LARGE) {
            let all = lengths.sum();
            return Self {
                measure: Measure::Bytes,
                ..Self::of_documents(stage, all)
            };
        }
        Self::of_documents(stage, documents.len())
    }

    /// Of work that is done in so many parts, which mean nothing to anybody.
    pub(super) fn of_parts(stage: &'static str, all: usize) -> Self {
        Self {
            measure: Measure::Share,
            ..Self::of_documents(stage, all)
        }
    }

    pub(super) fn of_documents(stage: &'static str, all: usize) -> Self {
        Self {
            stage,
            done: AtomicUsize::new(0),
            all,
            measure: Measure::Documents,
            begun: Instant::now(),
            pace: Pace::new(),
        }
    }

    /// Counts one more document, or part of the work; whether it is time to tell.
    pub(super) fn document(&self) -> bool {
        self.add(usize::from(self.measure != Measure::Bytes))
    }

    /// Counts a part of a document; whether it is time to tell.
    pub(super) fn part(&self, bytes: usize) -> bool {
        self.measure == Measure::Bytes && self.add(bytes)
    }

    fn add(&self, done: usize) -> bool {
        self.done.fetch_add(done, Ordering::Relaxed);
        self.pace.is_due()
    }

    pub(super) fn news(&self) -> News {
        let done = self.done.load(Ordering::Relaxed);
        let milliseconds = self.begun.elapsed().as_millis().max(1);
        let per_second = done as u128 * 1000 / milliseconds;
        News::Progress(Progress {
            stage: self.stage,
            done,
            all: self.all,
            measure: self.measure,
            per_second: usize::try_from(per_second).unwrap_or(usize::MAX),
        })
    }
}
