//! Hears Esc while something goes on before there is a screen.

use std::io::{self, IsTerminal as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::getpgrp;
use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcgetpgrp, tcsetattr,
};
use signal_hook::SigId;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::low_level;

const ESCAPE: u8 = 0x1b;

/// The terminal while it hands over single keys. Dropping it gives the terminal back as it was.
pub struct Stopping {
    /// Nothing where nobody types.
    before: Option<Termios>,
    /// The signal that has come, if one has.
    signal: Arc<AtomicUsize>,
    heard: Vec<SigId>,
}

impl Stopping {
    /// Listens, if standard input is a terminal and the program is in its foreground.
    pub fn listen() -> Self {
        let signal = Arc::new(AtomicUsize::new(0));
        let before = single_keys();
        let mut heard = Vec::new();
        if before.is_some() {
            for number in [SIGINT, SIGTERM, SIGHUP] {
                let to = Arc::clone(&signal);
                let value = usize::try_from(number).unwrap_or_default();
                heard.extend(signal_hook::flag::register_usize(number, to, value));
            }
        }
        Self {
            before,
            signal,
            heard,
        }
    }

    /// Whether Esc can be heard.
    pub const fn hears(&self) -> bool {
        self.before.is_some()
    }

    /// Whether Esc has been pressed. A signal that came meanwhile ends the program, with the terminal as it was.
    pub fn asked(&mut self) -> bool {
        let signal = i32::try_from(self.signal.load(Ordering::SeqCst)).unwrap_or(SIGTERM);
        if signal != 0 {
            self.restore();
            let _ = low_level::emulate_default_handler(signal);
        }
        let stdin = rustix::stdio::stdin();
        let mut keys = [0; 64];
        let now = Timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        let waits = |flags: &mut [PollFd<'_>]| poll(flags, Some(&now)).is_ok_and(|ready| ready > 0);
        if !self.hears() || !is_in_foreground() || !waits(&mut [PollFd::new(&stdin, PollFlags::IN)])
        {
            return false;
        }
        // An arrow begins with the same byte, and is no wish to stop.
        let read = rustix::io::read(stdin, &mut keys);
        read.is_ok_and(|count| keys[..count] == [ESCAPE])
    }

    fn restore(&mut self) {
        if let Some(before) = self.before.take() {
            // A terminal that is gone needs nothing any more.
            let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &before);
        }
        for id in self.heard.drain(..) {
            low_level::unregister(id);
        }
    }
}

impl Drop for Stopping {
    fn drop(&mut self) {
        self.restore();
    }
}

/// Has the terminal hand over single keys, and returns how it was.
fn single_keys() -> Option<Termios> {
    let stdin = rustix::stdio::stdin();
    if !io::stdin().is_terminal() || !is_in_foreground() {
        return None;
    }
    let before = tcgetattr(stdin).ok()?;
    let mut keys = before.clone();
    keys.local_modes
        .remove(LocalModes::ICANON | LocalModes::ECHO);
    keys.special_codes[SpecialCodeIndex::VMIN] = 1;
    keys.special_codes[SpecialCodeIndex::VTIME] = 0;
    tcsetattr(stdin, OptionalActions::Now, &keys).ok()?;
    Some(before)
}

/// Whether the terminal is the program's at the moment: in the background, asking it for anything would stop the program.
fn is_in_foreground() -> bool {
    tcgetpgrp(rustix::stdio::stdin()).is_ok_and(|group| group == getpgrp())
}
