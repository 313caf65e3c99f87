//! The real terminal: opened and restored, written to in whole frames, and listened to on threads.
//!
//! Everything that happens here reaches the program as an [`crate::app::Event`] on one channel. Nothing here knows
//! what is drawn.

mod ascii;
mod canvas;
mod cells;
mod clipboard;
mod console;
mod decoder;
mod ending;
mod flow;
#[cfg(any(fuzzing, test))]
pub mod fuzzing;
mod input;
mod paper;
mod pen;
mod screen;
mod scroll;
mod sequence;
mod signals;
mod stopping;
mod strips;
mod surroundings;
mod timers;
mod typed;
mod ways;

use std::io;
use std::sync::mpsc::Sender;

use crate::app::Event;

pub use canvas::Canvas;
pub use clipboard::{LARGEST_COPY, NotCopied};
pub use ending::HANGUP;
pub use paper::{Paper, Typing};
pub use screen::{Screen, Wishes, size};
pub use signals::stop;
pub use stopping::Stopping;
pub use surroundings::{background, can_draw, colours, theme};
pub use timers::Timers;
pub use typed::Typed;

/// Starts the threads that listen to the terminal and the system, each of which sends to `events`.
///
/// # Errors
///
/// When a thread cannot be started, a signal cannot be caught, or there is no terminal to listen to.
pub fn listen(events: &Sender<Event>) -> io::Result<()> {
    let ending = ending::Ending::new(events.clone());
    signals::watch(events.clone(), ending.clone())?;
    input::listen(events.clone(), ending)
}

/// Starts the threads that listen where lines are typed rather than keys; they send to `events`.
///
/// # Errors
///
/// When a thread cannot be started or a signal cannot be caught.
pub fn listen_for_lines(events: &Sender<Event>) -> io::Result<Typed> {
    let ending = ending::Ending::new(events.clone());
    signals::watch(events.clone(), ending)?;
    Typed::listen(events.clone())
}
