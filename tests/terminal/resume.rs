//! Coming back to a library, after leaving it in whatever way.

use std::fs;
use std::thread;
use std::time::Duration;

use rustix::process::Signal;

use crate::NEWEST;
use crate::support::{Home, PATIENCE, Terminal};

/// The reader of `home` on the bundled library, once it shows it and rests.
fn open(home: &Home) -> Terminal {
    let mut terminal = Terminal::open_at(home, 120, 40, &[]);
    terminal.wait_for("onrecord");
    terminal.settle();
    terminal
}

/// The screen without the status line, where messages of the moment stand.
fn panes(terminal: &mut Terminal) -> String {
    let text = terminal.text();
    // Cells that were never drawn and blanks look alike.
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    let status = lines.len().min(39);
    lines[..status].join("\n")
}

fn press(terminal: &mut Terminal, keys: &str) -> String {
    terminal.press(keys);
    terminal.settle();
    panes(terminal)
}

fn leave(mut terminal: Terminal) {
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn it_opens_where_the_reader_was() {
    let home = Home::new();
    for keys in ["JJ", "2jjj", "nn", "f", "]", "O", "3jj", "z", "jj", "m"] {
        let mut terminal = open(&home);
        let before = press(&mut terminal, keys);
        leave(terminal);
        assert_eq!(panes(&mut open(&home)), before, "{keys}");
    }
    let mut terminal = open(&home);
    terminal.press("'");
    terminal.wait_for("Bookmarks");
    terminal.press("\x1b");
    terminal.settle();
    // The way back leads to former sessions.
    let here = panes(&mut terminal);
    assert_ne!(press(&mut terminal, "HHH"), here);
    leave(terminal);
}

#[test]
fn a_killed_reader_has_lost_at_most_the_last_key() {
    let home = Home::new();
    let mut possible = Vec::new();
    for keys in [
        "J", "2j", "jjn", "nf", "]]", "m]", "O", "zj", "jjj", "z1k", "J",
    ] {
        // Where all of the keys lead, in a home that nobody kills.
        let twin = copy(&home);
        let mut terminal = open(&twin);
        let after = press(&mut terminal, keys);
        leave(terminal);

        let mut terminal = open(&home);
        let now = panes(&mut terminal);
        assert!(
            possible.is_empty() || possible.contains(&now),
            "before {keys}:\n{now}\nis none of\n{}",
            possible.join("\n--\n")
        );
        let (before, last) = keys.split_at(keys.len() - 1);
        let before = if before.is_empty() {
            now
        } else {
            press(&mut terminal, before)
        };
        let shown = terminal.text();
        terminal.press(last);
        terminal.wait("the last key", |screen| screen.contents() != shown);
        terminal.signal(Signal::KILL);
        terminal.ended(PATIENCE);
        possible = vec![before, after];
    }
}

/// Another home in which the same is kept.
fn copy(home: &Home) -> Home {
    let twin = Home::new();
    if home.state().exists() {
        fs::create_dir_all(twin.state()).unwrap();
        for file in fs::read_dir(home.state()).unwrap() {
            let path = file.unwrap().path();
            fs::copy(&path, twin.state().join(path.file_name().unwrap())).unwrap();
        }
    }
    twin
}

#[test]
fn a_reader_killed_while_keys_arrive_damages_nothing() {
    let home = Home::new();
    for round in 0..8 {
        let mut terminal = open(&home);
        assert!(!terminal.text().contains("kept"), "{}", terminal.text());
        terminal.press(&"]nJmKM".repeat(40));
        thread::sleep(Duration::from_millis(7 * round));
        terminal.signal(Signal::KILL);
        terminal.ended(PATIENCE);
    }
    leave(open(&home));
    let files = fs::read_dir(home.state()).unwrap();
    let names: Vec<_> = files.map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names, ["state.db"]);
}

#[test]
fn two_readers_keep_the_marks_of_both() {
    let home = Home::new();
    let (mut one, mut two) = (open(&home), open(&home));
    press(&mut one, "nm");
    press(&mut two, "Jnm");
    press(&mut one, "nm");
    press(&mut two, "Jnm");
    leave(one);
    leave(two);
    let mut terminal = open(&home);
    terminal.press("'");
    terminal.wait("all bookmarks", |screen| {
        let title = |line: &str| line.contains("Bookmarks") && line.contains(" 4 ─╮");
        screen.contents().lines().any(title)
    });
    terminal.press("\x1b");
    terminal.settle();
    leave(terminal);
}

#[test]
fn another_library_has_a_place_of_its_own() {
    let home = Home::new();
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("a.txt"),
        "Alpha was first.\n\nIt rained.\n",
    )
    .unwrap();
    fs::write(
        folder.path().join("b.txt"),
        "Beta came later.\n\nIt rained on.\n",
    )
    .unwrap();
    let open_folder = || {
        let mut terminal = Terminal::open_at(&home, 120, 40, &[folder.path()]);
        terminal.wait_for("Alpha");
        terminal.settle();
        terminal
    };
    let mut bundled = open(&home);
    let before = press(&mut bundled, "JJ2jj");
    leave(bundled);
    let mut other = open_folder();
    let there = press(&mut other, "J2");
    leave(other);
    assert_eq!(panes(&mut open(&home)), before);
    assert_eq!(panes(&mut open_folder()), there);
}

#[test]
fn a_private_session_leaves_no_trace() {
    let home = Home::new();
    let mut terminal = Terminal::open_at(&home, 120, 40, &["--private".as_ref()]);
    terminal.wait_for(NEWEST);
    press(&mut terminal, "JJnm");
    leave(terminal);
    assert!(!home.state().exists());
}
