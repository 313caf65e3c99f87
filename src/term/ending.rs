//! The program's end when the outside asks for it: politely first, then at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::Duration;
use std::{process, thread};

use crate::app::Event;

use super::screen;

/// How long the main thread has to end by itself. It may be stuck in a write to a terminal that takes nothing.
const GRACE: Duration = Duration::from_millis(1200);

/// Ends the program on behalf of a signal or a terminal that is gone. The exit status is 0 in every case: ending when
/// told to is no failure.
#[derive(Clone, Debug)]
pub(super) struct Ending {
    asked: Arc<AtomicBool>,
    events: Sender<Event>,
}

impl Ending {
    /// An ending that nobody has asked for yet.
    pub(super) fn new(events: Sender<Event>) -> Self {
        Self {
            asked: Arc::default(),
            events,
        }
    }

    /// Asks the program to end. When it has been asked before, or does not end in time, the terminal is given back and
    /// the process exits.
    pub(super) fn ask(&self) {
        if self.asked.swap(true, Ordering::SeqCst) || self.events.send(Event::Hangup).is_err() {
            end_now();
        }
        let watchdog = thread::Builder::new().name("ending".to_owned()).spawn(|| {
            thread::sleep(GRACE);
            end_now();
        });
        if watchdog.is_err() {
            end_now();
        }
    }
}

/// Gives the terminal back and exits.
fn end_now() -> ! {
    // The write may block as the main thread's did, so it gets a thread and a moment only.
    let restoring = thread::Builder::new().spawn(screen::restore);
    if restoring.is_ok() {
        thread::sleep(Duration::from_millis(100));
    }
    process::exit(0)
}
