//! How often there is news.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Lets something happen at most about four times a second, whatever thread asks.
#[derive(Debug)]
pub(super) struct Pace {
    last: Mutex<Instant>,
}

impl Pace {
    /// The time between two reports: the screen keeps up, and a slow line is not flooded.
    const BETWEEN: Duration = Duration::from_millis(250);

    pub(super) fn new() -> Self {
        Self {
            last: Mutex::new(Instant::now()),
        }
    }

    /// Whether the time has come; if so, the next time starts.
    pub(super) fn is_due(&self) -> bool {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let due = last.elapsed() >= Self::BETWEEN;
        if due {
            *last = Instant::now();
        }
        due
    }
}
