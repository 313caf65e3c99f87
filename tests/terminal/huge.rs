//! Texts that no desk would print: one line without end, a title as long as a book.

use std::fs;

use crate::support::{PATIENCE, Terminal};

const SENTENCE: &str = "The night ferry sailed from Vell to Carrow and back again. ";

/// Opens a text, reads a page on, and leaves.
fn read(name: &str, text: &str, first: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    fs::write(&file, text).unwrap();
    let mut terminal = Terminal::open(80, 24, &[&file]);
    terminal.wait_for(first);
    terminal.press("2");
    // Away from the beginning, the pane says how far the reader has come.
    terminal.press(" ");
    terminal.wait("the next page", |screen| screen.contents().contains("0 %"));
    terminal.press("q");
    assert_eq!(terminal.ended(PATIENCE).exit_code(), 0);
}

#[test]
fn a_line_of_50_mb_is_read_as_every_other() {
    let text = SENTENCE.repeat(50_000_000 / SENTENCE.len());
    read("line.txt", &text, "night ferry");
}

#[test]
fn a_title_of_1_mb_leaves_room_for_the_text() {
    let title = "Vell ".repeat(200_000);
    let text = format!(" date 2031-05-14 {title}\n\n{}", SENTENCE.repeat(60));
    read("title.txt", &text, "Vell Vell");
}
