//! What the program writes, and how much: nothing at rest, one write a frame.

use std::fs;
use std::thread;
use std::time::Duration;

use crate::support::Terminal;
use crate::{bundled, news};

#[test]
fn it_costs_nothing_while_nobody_types() {
    let terminal = bundled(120, 40);
    let (bytes, writes, ticks) = (terminal.count(), terminal.writes(), terminal.ticks());
    thread::sleep(Duration::from_millis(1500));
    assert_eq!(terminal.count(), bytes);
    assert_eq!(terminal.writes(), writes);
    assert_eq!(terminal.ticks(), ticks);
}

#[test]
fn a_frame_is_one_write_within_its_budget() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 1..=6 {
        let path = folder.path().join(format!("{seed}.txt"));
        fs::write(path, news::article(seed, 60)).unwrap();
    }
    // What is kept is written too, but not to the terminal.
    let mut terminal = Terminal::open(120, 40, &["--private".as_ref(), folder.path()]);
    terminal.wait_for("Article 6");
    terminal.wait_for("Mara Lindqvist");
    terminal.settle();

    let selection = first_frame(&mut terminal, "j");
    assert!(selection <= 120, "a selection moves in {selection} bytes");

    terminal.press("2");
    terminal.settle();
    let line = (0..4).map(|_| first_frame(&mut terminal, "j")).max();
    let line = line.unwrap();
    assert!(line <= 4200, "an article scrolls by a line in {line} bytes");

    // The first press may say that the key does nothing.
    terminal.press("Z");
    terminal.settle();
    let before = terminal.count();
    terminal.press("Z");
    terminal.settle();
    assert_eq!(terminal.count() - before, 0);
}

/// Presses a key that shows something; returns the bytes of the first frame that follows.
fn first_frame(terminal: &mut Terminal, key: &str) -> usize {
    let (bytes, writes) = (terminal.count(), terminal.writes());
    terminal.press(key);
    terminal.settle();
    let frames = terminal.frames(bytes);
    assert_eq!(terminal.writes() - writes, frames.len() as u64);
    frames.first().map_or(0, Vec::len)
}
