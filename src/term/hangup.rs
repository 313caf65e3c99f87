//! Notices that the terminal is gone even when no SIGHUP comes, on a thread of its own.
//!
//! crossterm's reader would go round for ever at a full core then.

use std::fs::File;
use std::io::{self, IsTerminal as _};
use std::os::fd::{AsFd as _, OwnedFd};
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::ending::{Ending, HANGUP};

/// Starts the thread. It sleeps until the terminal is gone.
///
/// # Errors
///
/// When there is no terminal to watch or the thread cannot be started.
pub(super) fn watch(ending: Ending) -> io::Result<()> {
    let terminal = terminal()?;
    thread::Builder::new()
        .name("hangup".to_owned())
        .spawn(move || {
            // A hang-up is reported even though nothing is asked for.
            while let Err(Errno::INTR) =
                poll(&mut [PollFd::new(&terminal, PollFlags::empty())], None)
            {}
            ending.ask(HANGUP);
        })
        .map(drop)
}

/// The terminal that keys come from: standard input, or the controlling terminal when a document is piped in.
fn terminal() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        stdin.as_fd().try_clone_to_owned()
    } else {
        File::open("/dev/tty").map(OwnedFd::from)
    }
}
