//! How the program ends and stops, and what it leaves behind.

use rustix::process::Signal;

use crate::support::{PATIENCE, Terminal};
use crate::{NEWEST, bundled};

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
