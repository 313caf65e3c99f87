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

/// The number of the signal for a terminal that is gone.
pub const HANGUP: u8 = 1;

/// Ends the program on behalf of a signal or a terminal that is gone. The exit status is that of shells: 128 and the number
/// of the signal.
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
    pub(super) fn ask(&self, signal: u8) {
        let again = self.asked.swap(true, Ordering::SeqCst);
        if again || self.events.send(Event::Hangup(signal)).is_err() {
            end_now(signal);
        }
        let watchdog = thread::Builder::new()
            .name("ending".to_owned())
            .spawn(move || {
                thread::sleep(GRACE);
                end_now(signal);
            });
        if watchdog.is_err() {
            end_now(signal);
        }
    }
}

/// Gives the terminal back and exits.
fn end_now(signal: u8) -> ! {
    // The write may block as the main thread's did, so it gets a thread and a moment only.
    let restoring = thread::Builder::new().spawn(screen::restore);
    if restoring.is_ok() {
        thread::sleep(Duration::from_millis(100));
    }
    process::exit(128 + i32::from(signal))
}
