//! Reads what is typed line by line, on a thread of its own, each line when it is asked for.

use std::io::{self, BufRead as _, Read as _};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::app::Event;

/// Longer lines are cut, in bytes. Nobody types as much; a file that is no script may hold anything.
const LONGEST: u64 = 1 << 16;

/// Asks for lines.
#[derive(Debug)]
pub struct Typed {
    wanted: Sender<()>,
}

impl Typed {
    /// Starts the thread, which sends each line as [`Event::Line`] and the end of them as [`Event::Over`].
    ///
    /// # Errors
    ///
    /// When the thread cannot be started.
    pub(super) fn listen(events: Sender<Event>) -> io::Result<Self> {
        let (wanted, asked) = channel();
        thread::Builder::new()
            .name("lines".to_owned())
            .spawn(move || read(&asked, &events))?;
        Ok(Self { wanted })
    }

    /// Asks for the next line.
    pub fn ask(&self) {
        // When the thread has ended, so have the lines, and that has been said.
        let _ = self.wanted.send(());
    }
}

fn read(asked: &Receiver<()>, events: &Sender<Event>) {
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    while asked.recv().is_ok() {
        line.clear();
        let read = input.by_ref().take(LONGEST).read_until(b'\n', &mut line);
        let event = match read {
            Ok(1..) => Event::Line(String::from_utf8_lossy(&line).into_owned()),
            Ok(0) | Err(_) => Event::Over,
        };
        let over = matches!(event, Event::Over);
        if events.send(event).is_err() || over {
            break;
        }
    }
}
