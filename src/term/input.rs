//! Listens to keys, mouse, paste and size on a thread of its own.

use std::io;
use std::sync::mpsc::{SendError, Sender};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event as Raw};

use crate::app::{Event, Size};

use super::ending::HANGUP;
use super::escape::Joiner;
use super::keys;

/// How long a lone Esc waits for the rest of its sequence. Longer than the gap between two packets that were sent
/// together, shorter than anybody can type.
const CUT: Duration = Duration::from_millis(25);

/// Starts the thread. It ends when nobody listens any more or the terminal cannot be read.
///
/// # Errors
///
/// When the thread cannot be started.
pub(super) fn listen(events: Sender<Event>) -> io::Result<()> {
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            let mut input = Input {
                joiner: Joiner::default(),
                events,
            };
            while input.next().is_ok() {}
        })
        .map(drop)
}

/// What the thread keeps between two events.
struct Input {
    joiner: Joiner,
    events: Sender<Event>,
}

/// The thread has nothing more to do.
struct Over;

impl From<io::Error> for Over {
    fn from(_: io::Error) -> Self {
        Self
    }
}

impl From<SendError<Event>> for Over {
    fn from(_: SendError<Event>) -> Self {
        Self
    }
}

/// The terminal is gone, the program ends anyway, or this thread broke down: in no case is there anything more to hear.
impl Drop for Input {
    fn drop(&mut self) {
        let _ = self.events.send(Event::Hangup(HANGUP));
    }
}

impl Input {
    /// Waits for one event and sends what it settles.
    fn next(&mut self) -> Result<(), Over> {
        if self.joiner.is_waiting() && !event::poll(CUT)? {
            return self.settle();
        }
        match event::read()? {
            Raw::Key(pressed) => {
                if let Some(key) = keys::key(pressed) {
                    for key in self.joiner.push(key) {
                        self.events.send(Event::Key(key))?;
                    }
                }
            }
            Raw::Mouse(moved) => {
                if let Some(mouse) = keys::mouse(moved) {
                    self.settle()?;
                    self.events.send(Event::Mouse(mouse))?;
                }
            }
            Raw::Paste(text) => {
                self.settle()?;
                self.events.send(Event::Paste(text))?;
            }
            Raw::Resize(width, height) => {
                self.events.send(Event::Resize(Size { width, height }))?;
            }
            Raw::FocusGained | Raw::FocusLost => {}
        }
        Ok(())
    }

    /// Sends the keys that were held back, as they are.
    fn settle(&mut self) -> Result<(), Over> {
        for key in self.joiner.give_up() {
            self.events.send(Event::Key(key))?;
        }
        Ok(())
    }
}
