//! The reader in lines, on a terminal: by single keys, by lines where the terminal is dumb, and from a script.

use crate::NEWEST;
use crate::support::{PATIENCE, Terminal};
use rustix::process::Signal;

/// What was written, once the reader has left: not one command to the terminal among it.
fn written(mut terminal: Terminal) -> String {
    terminal.assert_left();
    // What was written last may still be on its way.
    terminal.settle();
    let bytes = terminal.bytes_from(0);
    assert!(
        !bytes.contains(&0x1b),
        "{}",
        String::from_utf8_lossy(&bytes)
    );
    String::from_utf8(bytes).unwrap()
}

#[test]
fn single_keys_are_heard_and_answered_in_lines() {
    let mut terminal = Terminal::script(200, 50, "exec \"$0\" --plain");
    terminal.wait_for(NEWEST);
    terminal.wait_for("You are at 1 of 5.");
    terminal.press("\r");
    terminal.wait_for("Document 1 of 5: ");
    terminal.press("n");
    terminal.wait_for("Quotation 1 of ");
    // An answer to a prompt is typed as a line, and seen while it is typed.
    terminal.press("p");
    terminal.wait_for("name or role: ");
    terminal.press("witx");
    terminal.wait_for("name or role: witx");
    terminal.press("\u{7f}k\r");
    terminal.wait_for("1. Steve Witkoff");
    terminal.press("\u{1b}");
    terminal.settle();
    // The same keys cut in two by the network lead nowhere else.
    terminal.press("\u{1b}");
    terminal.press("[B");
    terminal.settle();
    terminal.press("q");
    let told = written(terminal);
    assert!(told.contains("Steve Witkoff"), "{told}");
}

#[test]
fn a_dumb_terminal_gets_lines_and_takes_lines() {
    let mut terminal = Terminal::script(200, 50, "TERM=dumb exec \"$0\"");
    terminal.wait_for("has no screen");
    terminal.wait_for("You are at 1 of 5.");
    assert!(!terminal.is_raw(), "the terminal edits lines by itself");
    terminal.press("\n");
    terminal.wait_for("Document 1 of 5: ");
    terminal.press("o moscow\n");
    terminal.wait_for("Find a document for “moscow”: ");
    terminal.press("quit\n");
    terminal.press("esc\n");
    terminal.press("quit\n");
    written(terminal);
}

#[test]
fn a_script_hears_the_same_every_time() {
    let script = "printf 'n\\n3\\nf\\n]\\n/bomb\\nw\\nesc\\nS\\n' | \"$0\" --plain --private";
    let heard: Vec<_> = (0..3)
        .map(|_| written(Terminal::script(200, 50, script)))
        .collect();
    assert!(heard[0].contains("statements"), "{}", heard[0]);
    assert!(heard.iter().all(|again| *again == heard[0]));
}

#[test]
fn the_terminal_is_given_back_however_the_reader_ends() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut terminal = Terminal::script(200, 50, "exec \"$0\" --plain");
        terminal.wait_for("You are at 1 of 5.");
        assert!(terminal.is_raw());
        terminal.signal(signal);
        assert_eq!(
            terminal.ended(PATIENCE).exit_code(),
            128 + signal.as_raw().cast_unsigned()
        );
        assert!(!terminal.is_raw(), "{signal:?}");
        assert!(!terminal.bytes_from(0).contains(&0x1b));
    }
    let mut terminal = Terminal::script(200, 50, "ONRECORD_DRILL=update exec \"$0\" --plain");
    terminal.wait_for("You are at 1 of 5.");
    terminal.press("~");
    assert_eq!(terminal.ended(PATIENCE).exit_code(), 101);
    assert!(!terminal.is_raw());
    assert!(!terminal.bytes_from(0).contains(&0x1b));
}
