//! Listens to what the terminal sends, and notices that it is gone, on a thread of its own.
//!
//! The thread sleeps in `poll` and reads only what is there, so that a terminal that vanishes while SIGHUP is ignored ends
//! the program instead of keeping a processor busy for ever.

use std::fs::File;
use std::io::{self, IsTerminal as _};
use std::os::fd::{AsFd as _, OwnedFd};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::termios::ttyname;

use crate::app::Event;

use super::decoder::Decoder;
use super::ending::{Ending, HANGUP};
use super::sequence::Input;

/// How long a lone Esc waits for the rest of its sequence. Longer than the gap between two packets that were sent
/// together, shorter than anybody can type.
const CUT: Duration = Duration::from_millis(25);

/// Starts the thread. It ends when nobody listens any more; when the terminal cannot be read any more, it asks the program
/// to end.
///
/// # Errors
///
/// When there is no terminal to listen to or the thread cannot be started.
pub(super) fn listen(events: Sender<Event>, ending: Ending) -> io::Result<()> {
    let terminal = terminal()?;
    let mut ear = Ear {
        terminal,
        decoder: Decoder::default(),
        events,
    };
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            // Should this thread break down, no key would ever be heard again.
            let over = catch_unwind(AssertUnwindSafe(|| ear.listen()));
            if over.is_err() || matches!(over, Ok(Over::Terminal)) {
                ending.ask(HANGUP);
            }
        })
        .map(drop)
}

/// The terminal that keys come from: standard input, or when a document is piped in, the one that is drawn on. It is opened by
/// its own name: macOS waits for none that is opened as `/dev/tty`.
fn terminal() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return stdin.as_fd().try_clone_to_owned();
    }
    let name = ttyname(io::stdout(), Vec::new());
    let named = name.map_err(io::Error::from).and_then(|name| {
        let name = name.into_string().map_err(io::Error::other)?;
        File::open(name)
    });
    named.or_else(|_| File::open("/dev/tty")).map(OwnedFd::from)
}

/// What the thread keeps.
struct Ear {
    terminal: OwnedFd,
    decoder: Decoder,
    events: Sender<Event>,
}

/// Why the thread has nothing more to do.
enum Over {
    /// The terminal is gone.
    Terminal,
    /// Nobody listens any more.
    Listener,
}

impl Ear {
    fn listen(&mut self) -> Over {
        let mut bytes = [0; 4096];
        loop {
            let heard = match self.read(&mut bytes) {
                Ok(Some(0)) | Err(_) => return Over::Terminal,
                Ok(Some(count)) => self.decoder.push(bytes.get(..count).unwrap_or_default()),
                Ok(None) => self.decoder.give_up(),
            };
            for input in heard {
                let event = match input {
                    Input::Key(key) => Event::Key(key),
                    Input::Mouse(mouse) => Event::Mouse(mouse),
                    Input::Paste(text) => Event::Paste(text),
                    Input::Answer(answer) => Event::Answer(answer),
                };
                if self.events.send(event).is_err() {
                    return Over::Listener;
                }
            }
        }
    }

    /// Waits for bytes, and reads them; none when the rest of a sequence has not come in time.
    fn read(&self, bytes: &mut [u8]) -> rustix::io::Result<Option<usize>> {
        let cut = Timespec {
            tv_sec: 0,
            tv_nsec: i64::from(CUT.subsec_nanos()),
        };
        loop {
            let within = self.decoder.is_waiting().then_some(&cut);
            let mut waiting = [PollFd::new(&self.terminal, PollFlags::IN)];
            let read = match poll(&mut waiting, within) {
                Ok(0) => return Ok(None),
                Ok(_) => rustix::io::read(&self.terminal, &mut *bytes),
                Err(error) => Err(error),
            };
            match read {
                // A signal, or another program that reads the same terminal.
                Err(Errno::INTR | Errno::AGAIN) => {}
                read => return read.map(Some),
            }
        }
    }
}
