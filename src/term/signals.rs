//! Listens to the system's signals on a thread of its own.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use crate::app::Event;

use super::ending::{Ending, HANGUP};
use super::screen;

/// Starts the thread: SIGTERM, SIGHUP and SIGINT end the program, SIGCONT tells that it is in the foreground again, and
/// SIGWINCH that the terminal has another size.
///
/// # Errors
///
/// When a signal cannot be caught or the thread cannot be started.
pub(super) fn watch(events: Sender<Event>, ending: Ending) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT, SIGWINCH])?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let told = match signal {
                    SIGCONT => events.send(Event::Resumed),
                    SIGWINCH => events.send(Event::Resize(screen::size())),
                    signal => {
                        ending.ask(u8::try_from(signal).unwrap_or(HANGUP));
                        Ok(())
                    }
                };
                if told.is_err() {
                    break;
                }
            }
        })
        .map(drop)
}

/// Stops the process and whoever was started with it, as Ctrl-Z does, until `fg`. Returns when it goes on.
pub fn stop() {
    // The whole group, so that a script around the program stops too and the shell gets its prompt. A process without
    // a shell that could wake it does not stop; it just goes on.
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
}
