//! What the program shows when it starts, and where it shows something else.

use crate::support::{PATIENCE, Terminal};
use crate::{NEWEST, bundled};

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
fn keys_come_from_the_terminal_when_a_text_is_piped_in() {
    let mut terminal = Terminal::script(100, 30, "echo words | \"$0\"");
    terminal.wait_for(NEWEST);
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn a_terminal_without_unicode_gets_nothing_else_than_ascii() {
    let mut terminal = Terminal::script(120, 40, "LANG=C exec \"$0\"");
    // The people come with the quotations.
    terminal.wait_for("Steve Witkoff");
    terminal.settle();
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
