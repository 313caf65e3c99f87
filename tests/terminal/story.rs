//! A morning's tasks on a library of sixty articles by fourteen outlets, each with the keys that it may cost.

use std::path::Path;

use crate::support::Terminal;

const STORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/story");

/// The library open, with its statements and copies known.
fn story() -> Terminal {
    let mut terminal = Terminal::open(120, 40, &[Path::new(STORY)]);
    terminal.wait_for("60 documents");
    // The copies are told in the list once everything is known.
    terminal.wait_for("· +");
    terminal
}

/// Presses keys one by one, each time waiting until the screen rests; words in round brackets are typed and do not count.
fn press(terminal: &mut Terminal, keys: &[&str]) -> usize {
    let mut count = 0;
    for key in keys {
        if let Some(letters) = key.strip_prefix('(').and_then(|key| key.strip_suffix(')')) {
            terminal.press(letters);
        } else {
            terminal.press(key);
            count += 1;
        }
        terminal.settle();
    }
    count
}

#[test]
fn who_said_what_about_the_contract_and_did_the_wording_change() {
    let mut terminal = story();
    let keys = press(&mut terminal, &["S", "/", "(every page)", "\r"]);
    let row = terminal.text();
    let row = row
        .lines()
        .find(|line| line.contains("We will not sign"))
        .unwrap();
    for part in ["4 Mar 2031", "Maria Novak", "×11", "≠!"] {
        assert!(row.contains(part), "{part} in {row}");
    }
    let keys = keys + press(&mut terminal, &["v"]);
    terminal.wait_for("omitted (negation)");
    terminal.wait_for("[omitted: not]");
    assert_eq!(keys, 4);
}

#[test]
fn the_copies_are_folded_and_show_what_a_desk_added() {
    let mut terminal = story();
    let keys = press(&mut terminal, &["o", "(four hours without)", "\r", "="]);
    terminal.wait_for("Channel Nine Aldersea beside The Sound Herald");
    terminal.wait_for("We will have pictures from the east gate at six and nine.");
    terminal.wait_for("had no power between ten and noon");
    assert_eq!(keys, 3);
}

#[test]
fn who_cites_whom_names_what_the_library_lacks() {
    let mut terminal = story();
    press(&mut terminal, &["o", "(firm on tanner)", "\r"]);
    let keys = press(&mut terminal, &["c"]);
    terminal.wait_for("Financial Beacon");
    terminal.wait_for("not in the library");
    assert_eq!(keys, 1);
    press(&mut terminal, &["\x1b", "S", "/", "(every page)", "\r"]);
    press(&mut terminal, &["c"]);
    terminal.wait_for("7 outlets rest on one source, Northline");
}

#[test]
fn what_rests_on_nobody_with_a_name_is_listed() {
    let mut terminal = story();
    let keys = press(&mut terminal, &["U"]);
    terminal.wait_for("Sources without a name");
    terminal.wait_for("Two people close to the talks");
    assert_eq!(keys, 1);
}
