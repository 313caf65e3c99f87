//! What keys do on the way through a real terminal.

use std::thread;
use std::time::{Duration, Instant};

use crate::bundled;

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
