//! Copies on their way to the reader's clipboard, and links on their way back.

use std::fs;

use crate::NEWEST;
use crate::support::{Home, PATIENCE, Terminal};

/// What a copy looks like on the wire: the clipboard, and the text in base 64.
const COPY: &[u8] = b"\x1b]52;c;";

/// The text of the last copy.
fn copied(terminal: &Terminal, from: usize) -> String {
    let bytes = terminal.bytes_from(from);
    let mut places = bytes.windows(COPY.len());
    let start = places.rposition(|window| window == COPY).expect("a copy") + COPY.len();
    let length = bytes[start..].iter().position(|byte| *byte == 7).unwrap();
    decoded(&bytes[start..start + length])
}

fn decoded(base64: &[u8]) -> String {
    let digit = |byte: &u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bytes = Vec::new();
    for four in base64.chunks(4) {
        let digits = four.iter().filter(|byte| **byte != b'=');
        let count = digits.clone().count();
        let word = digits.fold(0_u32, |word, byte| word << 6 | u32::from(digit(byte)));
        let word = word << (6 * (4 - count));
        bytes.extend_from_slice(&word.to_be_bytes()[1..count]);
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_link_that_was_copied_opens_its_passage_from_any_shell() {
    let home = Home::new();
    let folder = tempfile::tempdir().unwrap();
    let story = folder.path().join("Anna's story #1");
    fs::create_dir(&story).unwrap();
    let long = "It rained on the quay, and nobody came.\n\n".repeat(60);
    let ferry = format!(
        "date 2031-05-02 The ferry: 50% off\n\n{long}“We wait no longer,” said Ada Moss.\n\n{long}"
    );
    fs::write(story.join("ferry 50%.txt"), &ferry).unwrap();
    fs::write(
        story.join("calm.txt"),
        "date 2031-05-03 Calm\n\n“All is well,” said Ida Brandt.\n",
    )
    .unwrap();
    let mut terminal = Terminal::open_at(&home, 140, 30, &[&story]);
    terminal.wait_for("1 quotation");
    terminal.settle();
    terminal.press("Jn");
    terminal.wait_for("We wait no longer");
    terminal.settle();
    let before = terminal.count();
    terminal.press("Y");
    terminal.settle();
    let command = copied(&terminal, before);
    let end = "story #1#ferry%2050%25:we-wait-no-longer'";
    assert!(command.starts_with("onrecord '/"), "{command}");
    assert!(command.ends_with(end), "{command}");
    terminal.press("q");
    terminal.assert_left();

    // Another reader, another folder, and the text was edited.
    let edited = ferry.replace(
        "“We wait no longer,” said",
        "“We will wait no longer,” sighed",
    );
    fs::write(story.join("ferry 50%.txt"), edited).unwrap();
    let script = format!("cd /; {}", command.replacen("onrecord", "exec \"$0\"", 1));
    let mut terminal = Terminal::script(140, 30, &script);
    terminal.wait_for("We will wait no longer");
    terminal.wait_for("1/1 here");
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn a_link_without_a_library_opens_the_bundled_one() {
    let mut terminal = Terminal::open(120, 40, &["#3-three-officials:".as_ref()]);
    terminal.wait_for("› Three Officials");
    terminal.press("q");
    terminal.assert_left();
    let mut terminal = Terminal::open(80, 24, &["/no/such/story#ferry:we-wait".as_ref()]);
    terminal.wait_for("no such file or folder");
    assert_eq!(terminal.ended(PATIENCE).exit_code(), 2);
}

#[test]
fn a_terminal_that_takes_no_copies_gets_the_text_to_copy_by_hand() {
    let mut terminal = Terminal::script(120, 40, "VTE_VERSION=7603 exec \"$0\"");
    terminal.wait_for(NEWEST);
    terminal.wait_for("Steve Witkoff");
    terminal.settle();
    terminal.press("n");
    terminal.settle();
    let before = terminal.count();
    terminal.press("y");
    terminal.wait_for("this terminal takes no copies from programs");
    terminal.settle();
    let bytes = terminal.bytes_from(before);
    assert!(!bytes.windows(COPY.len()).any(|window| window == COPY));
    // Nothing stands beside the text, and the mouse is the terminal's own.
    let text = terminal.text();
    let quotation = text.lines().find(|line| line.contains('“'));
    assert!(quotation.unwrap().starts_with('“'), "{text}");
    assert_eq!(
        terminal.screen().mouse_protocol_mode(),
        vt100::MouseProtocolMode::None
    );
    terminal.press("\x1b");
    // The headline stands in the copy too; the panes come back only now.
    terminal.wait_for("Documents");
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn a_copy_passes_through_tmux() {
    let mut terminal = Terminal::script(120, 40, "TMUX=/tmp/tmux,1,0 exec \"$0\"");
    terminal.wait_for("Steve Witkoff");
    terminal.press("n");
    terminal.settle();
    let before = terminal.count();
    terminal.press("y");
    terminal.settle();
    let bytes = terminal.bytes_from(before);
    let wrapped = b"\x1bPtmux;\x1b\x1b]52;c;";
    assert!(bytes.windows(wrapped.len()).any(|window| window == wrapped));
    assert!(copied(&terminal, before).contains("Trump"));
    terminal.press("q");
    terminal.assert_left();
}
