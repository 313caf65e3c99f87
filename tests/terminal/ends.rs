//! How the program ends and stops, and what it leaves behind.

use std::fs;
use std::thread;
use std::time::Duration;

use rustix::process::Signal;

use crate::support::{Home, PATIENCE, Terminal};
use crate::{NEWEST, bundled};

#[test]
fn it_ends_well_when_the_system_asks() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut terminal = bundled(100, 30);
        terminal.signal(signal);
        terminal.assert_ended(status);
    }
}

#[test]
fn it_ends_when_the_terminal_vanishes_even_if_nobody_tells_it() {
    let mut terminal = Terminal::script(100, 30, "trap '' HUP; exec \"$0\"");
    terminal.wait_for(NEWEST);
    terminal.settle();
    terminal.vanish();
    assert_eq!(terminal.ended(PATIENCE).exit_code(), 129);
}

#[test]
fn it_ends_although_the_terminal_takes_nothing_more() {
    let home = Home::new();
    let mut terminal = Terminal::open_at(&home, 120, 40, &[]);
    terminal.wait_for(NEWEST);
    terminal.settle();
    terminal.hang();
    // Far more than the terminal's buffer holds: the program is stuck in the middle of a frame.
    terminal.press(&"2Jnm".repeat(4));
    for _ in 0..60 {
        terminal.press("GgjK");
        thread::sleep(Duration::from_millis(20));
    }
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.ended(PATIENCE).exit_code(), 143);
    let mut terminal = Terminal::open_at(&home, 120, 40, &[]);
    terminal.wait_for(NEWEST);
    terminal.press("'");
    terminal.wait_for("Bookmarks");
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

/// Whether a panic on request is compiled in.
const DRILLS: bool = cfg!(debug_assertions);

#[test]
fn an_error_in_the_program_gives_the_terminal_back_and_keeps_the_place() {
    if !DRILLS {
        return;
    }
    let home = Home::new();
    let mut terminal = Terminal::script_at(&home, 120, 40, "ONRECORD_DRILL=update exec \"$0\"");
    terminal.wait_for(NEWEST);
    terminal.settle();
    terminal.press("Jm~");
    terminal.assert_ended(101);
    terminal.wait_for("this is an error in onrecord");
    assert!(!terminal.text().contains("place was not kept"));
    let mut terminal = Terminal::open_at(&home, 120, 40, &[]);
    terminal.wait_for(NEWEST);
    terminal.press("'");
    terminal.wait_for("Bookmarks");
    terminal.press("\x1b");
    terminal.settle();
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn an_error_over_one_article_leaves_the_others_and_the_screen_alone() {
    if !DRILLS {
        return;
    }
    let home = Home::new();
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("a.txt"),
        "date 2031-05-02 A drill\n\n“Out,” said Ada Moss.\n",
    )
    .unwrap();
    fs::write(
        folder.path().join("b.txt"),
        "date 2031-05-01 Calm\n\n“All is well,” said Ida Brandt.\n",
    )
    .unwrap();
    let script = format!(
        "ONRECORD_DRILL=worker exec \"$0\" {}",
        folder.path().display()
    );
    let mut terminal = Terminal::script_at(&home, 120, 40, &script);
    terminal.wait_for("1 problem");
    terminal.wait_for("Ida Brandt");
    assert!(!terminal.text().contains("panicked"), "{}", terminal.text());
    terminal.press("!");
    terminal.wait_for("a.txt");
    terminal.press("\x1b");
    terminal.settle();
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn an_error_over_all_articles_is_said_on_the_shells_screen() {
    if !DRILLS {
        return;
    }
    let mut terminal = Terminal::script(120, 40, "ONRECORD_DRILL=round exec \"$0\"");
    terminal.wait_for("the program broke down over these articles");
    terminal.assert_ended(1);
}

/// Runs the script, asserts that the reader works while the screen says `notice`, and that leaving says so too.
fn works_without_a_place(script: &str, notice: &str) {
    let mut terminal = Terminal::script(200, 40, script);
    terminal.wait_for(NEWEST);
    terminal.settle();
    // The notice stands at the start, or comes with the first change that cannot be written.
    if !terminal.text().contains(notice) {
        terminal.press("J");
        terminal.wait_for(notice);
    }
    terminal.press("n");
    terminal.wait_for("1/");
    terminal.press("q");
    terminal.assert_left();
    terminal.wait_for("onrecord: your place was not kept: ");
}

#[test]
fn without_a_place_to_write_to_the_reader_works_and_says_so() {
    works_without_a_place(
        "unset HOME XDG_STATE_HOME; exec \"$0\"",
        "Your place will not be kept: neither XDG_STATE_HOME nor HOME names a folder",
    );
    // Nothing can be made there, whoever asks.
    works_without_a_place(
        "XDG_STATE_HOME=/proc/self exec \"$0\"",
        "Your place will not be kept: /proc/self/onrecord: cannot be made",
    );
    works_without_a_place(
        "mkdir -p onrecord/state.db; exec \"$0\"",
        "/onrecord/state.db: cannot be written to",
    );
}

#[test]
fn a_full_disk_costs_the_place_and_nothing_else() {
    // The system refuses every byte of a file, as a full disk does.
    works_without_a_place("ulimit -f 0; exec \"$0\"", "Your place will not be kept: ");
}

#[test]
fn a_disk_that_fills_up_is_told_when_it_happens() {
    let home = Home::new();
    let mut terminal = Terminal::open_at(&home, 100, 30, &[]);
    terminal.wait_for(NEWEST);
    terminal.press("q");
    terminal.assert_left();
    // In blocks of 512 bytes: what there is, and a little for the log.
    let length = fs::metadata(home.state().join("state.db")).unwrap().len();
    let script = format!("ulimit -f {}; exec \"$0\"", length / 512 + 32);
    let mut terminal = Terminal::script_at(&home, 100, 30, &script);
    terminal.wait_for(NEWEST);
    terminal.settle();
    assert!(
        !terminal.text().contains("will not be kept"),
        "{}",
        terminal.text()
    );
    for _ in 0..40 {
        terminal.press("JnK");
        terminal.settle();
        if terminal.text().contains("will not be kept") {
            break;
        }
    }
    terminal.wait_for("will not be kept");
    terminal.press("q");
    terminal.assert_left();
    terminal.wait_for("onrecord: your place was not kept: ");
}

#[test]
fn a_damaged_store_is_set_aside_and_said() {
    let home = Home::new();
    fs::create_dir(home.state()).unwrap();
    fs::write(home.state().join("state.db"), "no database ".repeat(400)).unwrap();
    let mut terminal = Terminal::open_at(&home, 200, 30, &[]);
    terminal.wait_for(NEWEST);
    terminal.wait_for("damaged");
    terminal.press("Jq");
    terminal.assert_left();
    assert!(home.state().join("state.db.damaged-1").exists());
    assert!(!terminal.text().contains("not kept"), "{}", terminal.text());
}

#[test]
fn a_reader_that_is_stopped_has_kept_its_place() {
    let home = Home::new();
    let script = "set -m; \"$0\"; echo stopped; read answer; kill -9 %1";
    let mut terminal = Terminal::script_at(&home, 120, 40, script);
    terminal.wait_for(NEWEST);
    terminal.press("Jnm");
    terminal.settle();
    terminal.press("\x1a");
    terminal.wait_for("stopped");
    terminal.assert_restored();
    terminal.press("\n");
    terminal.ended(PATIENCE);
    let mut terminal = Terminal::open_at(&home, 120, 40, &[]);
    terminal.wait_for(NEWEST);
    terminal.press("'");
    terminal.wait_for("Bookmarks");
}
