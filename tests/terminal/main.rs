//! The real program in a real terminal: how it starts, listens, writes and ends.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    reason = "a test that unwraps nothing cannot go on"
)]

mod bytes;
mod corrections;
mod ends;
mod fetching;
mod huge;
mod keys;
mod kinds;
mod line;
mod links;
mod living;
mod news;
mod plain;
mod resume;
mod sizes;
mod slow;
mod starting;
mod story;
mod support;

use support::Terminal;

/// Words of the newest bundled article that stand in the list of documents.
const NEWEST: &str = "Trump waves off";

/// The reader on the bundled library, once it shows it and rests.
fn bundled(columns: u16, rows: u16) -> Terminal {
    let mut terminal = Terminal::open(columns, rows, &[]);
    terminal.wait_for(NEWEST);
    terminal.settle();
    terminal
}
