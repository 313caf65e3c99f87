//! The real terminal: opened and restored, written to in whole frames, and listened to on threads.
//!
//! Everything that happens here reaches the program as an [`crate::app::Event`] on one channel. Nothing here knows
//! what is drawn.

mod ascii;
mod canvas;
mod cells;
mod clipboard;
mod decoder;
mod ending;
mod flow;
mod input;
mod paper;
mod pen;
mod screen;
mod scroll;
mod sequence;
mod signals;
mod strips;
mod timers;
mod typed;

use std::sync::mpsc::Sender;
use std::{env, io};

use crate::app::{Event, ThemeName};

pub use canvas::Canvas;
pub use clipboard::{LARGEST_COPY, NotCopied};
pub use ending::HANGUP;
pub use paper::{Paper, Typing};
pub use screen::{Screen, size};
pub use signals::stop;
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

/// Whether the terminal can show a screen at all; `TERM=dumb` and no `TERM` say that it cannot.
pub fn can_draw() -> bool {
    env::var("TERM").is_ok_and(|name| !name.is_empty() && name != "dumb")
}

/// The colours to begin with when the reader has not chosen any: none where `NO_COLOR` or the kind of terminal says so.
pub fn theme() -> ThemeName {
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let term = env::var("TERM").unwrap_or_default();
    theme_for(no_color, &term)
}

/// [`theme`] from what the environment says.
fn theme_for(no_color: bool, term: &str) -> ThemeName {
    if no_color || term.starts_with("vt") || term.ends_with("-m") || term.ends_with("-mono") {
        ThemeName::Mono
    } else {
        ThemeName::Ansi
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_without_colours_begins_without() {
        for (no_color, term, theme) in [
            (false, "xterm-256color", ThemeName::Ansi),
            (true, "xterm-256color", ThemeName::Mono),
            (false, "vt220", ThemeName::Mono),
            (false, "xterm-mono", ThemeName::Mono),
            (false, "screen", ThemeName::Ansi),
        ] {
            assert_eq!(theme_for(no_color, term), theme, "{no_color} {term}");
        }
    }
}
