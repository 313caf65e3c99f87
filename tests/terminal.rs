//! The real program in a real terminal: how it starts, listens, writes and ends.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    reason = "a test that unwraps nothing cannot go on"
)]

mod support;

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use support::{PATIENCE, Terminal, news};

/// Words of the newest bundled article that stand in the list of documents.
const NEWEST: &str = "Trump waves off";

/// The reader on the bundled library, once it shows it and rests.
fn bundled(columns: u16, rows: u16) -> Terminal {
    let mut terminal = Terminal::open(columns, rows, &[]);
    terminal.wait_for(NEWEST);
    terminal.settle();
    terminal
}

#[test]
fn it_shows_the_bundled_library_and_leaves_the_terminal_as_it_was() {
    let mut terminal = bundled(120, 40);
    for words in [
        "Documents",
        "People",
        "Organizations",
        "Donald Trump",
        "Pete Hegseth",
    ] {
        terminal.wait_for(words);
    }
    assert!(terminal.screen().alternate_screen());
    assert!(terminal.screen().bracketed_paste());
    assert!(terminal.is_raw());
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn two_keys_follow_a_person_through_the_documents() {
    let mut terminal = bundled(120, 40);
    terminal.press("3jf");
    terminal.wait_for("following");
    let before = terminal.text();
    terminal.press("]");
    terminal.wait("the next quotation", |screen| screen.contents() != before);
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn it_ends_well_when_the_system_asks() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut terminal = bundled(100, 30);
        terminal.signal(signal);
        terminal.assert_left();
    }
}

#[test]
fn it_ends_when_the_terminal_vanishes_even_if_nobody_tells_it() {
    let mut terminal = Terminal::script(100, 30, "trap '' HUP; exec \"$0\"");
    terminal.wait_for(NEWEST);
    terminal.settle();
    terminal.vanish();
    let status = terminal.ended(PATIENCE);
    assert!(status.success(), "{status}");
}

#[test]
fn it_stops_for_the_shell_and_comes_back() {
    let script = "set -m; \"$0\"; echo stopped; read answer; fg; echo \"ended with $?\"";
    let mut terminal = Terminal::script(100, 30, script);
    terminal.wait_for(NEWEST);
    terminal.settle();
    let before = terminal.text();
    terminal.press("\x1a");
    terminal.wait_for("stopped");
    terminal.assert_restored();
    terminal.press("\n");
    terminal.wait("the reader", |screen| screen.contents() == before);
    assert!(terminal.screen().alternate_screen());
    terminal.wait("a hidden cursor", vt100::Screen::hide_cursor);
    terminal.settle();
    terminal.press("q");
    terminal.wait_for("ended with 0");
    terminal.assert_left();
}

#[test]
fn an_arrow_cut_by_the_network_is_an_arrow() {
    for (cut, rest) in [("\x1b", "[B"), ("\x1b[", "B"), ("\x1b", "OB")] {
        // A test that is held up between the two parts proves nothing, so it tries again.
        let joined = (0..20).any(|_| arrow_in_two_parts(cut, rest));
        assert!(joined, "this machine is too busy to send keys in time");
    }
}

/// Asserts that an arrow sent in two parts is a step down and nothing else; false when the second part was sent too late.
fn arrow_in_two_parts(cut: &str, rest: &str) -> bool {
    let mut terminal = bundled(120, 40);
    let first = selected_rows(terminal.screen());
    terminal.press("j");
    terminal.wait("the next document", |screen| selected_rows(screen) != first);
    // Opened after a moment's rest, so that it is not unread any more.
    terminal.settle();
    let second = selected_rows(terminal.screen());
    terminal.press("k");
    terminal.wait("the first document", |screen| {
        selected_rows(screen) == first
    });
    terminal.settle();
    let before = terminal.text();
    let start = Instant::now();
    terminal.press(cut);
    thread::sleep(Duration::from_millis(5));
    terminal.press(rest);
    if start.elapsed() > Duration::from_millis(15) {
        return false;
    }
    terminal.wait("a step down", |screen| selected_rows(screen) == second);
    terminal.press("k");
    terminal.wait("a step up", |screen| selected_rows(screen) == first);
    terminal.settle();
    assert_eq!(terminal.text(), before, "nothing else has happened");
    terminal.press("q");
    terminal.assert_left();
    true
}

/// The rows of the list that bear the mark of the selection.
fn selected_rows(screen: &vt100::Screen) -> Vec<usize> {
    screen
        .contents()
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains('›'))
        .map(|(row, _)| row)
        .collect()
}

#[test]
fn it_fits_itself_to_every_size() {
    let mut terminal = bundled(120, 40);
    for (columns, rows) in [(80, 24), (60, 20), (40, 10), (20, 5), (160, 45)] {
        terminal.resize(columns, rows);
        terminal.wait("words", |screen| !screen.contents().trim().is_empty());
        terminal.settle();
    }
    terminal.wait_for("Documents");
    terminal.wait_for("People");
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn keys_come_from_the_terminal_when_a_text_is_piped_in() {
    let mut terminal = Terminal::script(100, 30, "echo words | \"$0\"");
    terminal.wait_for(NEWEST);
    terminal.press("q");
    terminal.assert_left();
}

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
    let mut terminal = Terminal::open(120, 40, &[folder.path()]);
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
    terminal.press("Y");
    terminal.settle();
    let before = terminal.count();
    terminal.press("Y");
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

#[test]
fn a_terminal_that_cannot_draw_gets_a_plain_list() {
    let mut terminal = Terminal::script(100, 30, "TERM=dumb exec \"$0\"");
    terminal.wait_for("dumb");
    terminal.wait_for(NEWEST);
    terminal.assert_left();
}

#[test]
fn a_terminal_without_unicode_gets_nothing_else_than_ascii() {
    let mut terminal = Terminal::script(120, 40, "LANG=C exec \"$0\"");
    terminal.wait_for("People");
    terminal.press("n");
    terminal.wait_for("a Donald Trump - \"said\"");
    assert!(terminal.text().is_ascii());
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn a_folder_with_nothing_to_read_is_said_on_the_shells_screen() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::open(80, 24, &[folder.path()]);
    terminal.wait_for("no readable document");
    assert_eq!(terminal.ended(PATIENCE).exit_code(), 1);
    terminal.assert_restored();
}
