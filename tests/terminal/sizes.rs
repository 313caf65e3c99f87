//! The program in terminals of every size: what the reader was at stays where it was.

use std::fs;

use crate::bundled;
use crate::support::Terminal;

/// From a wide window to one cell, and back.
const SIZES: [(u16, u16); 9] = [
    (80, 24),
    (60, 40),
    (20, 5),
    (1, 1),
    (20, 5),
    (60, 40),
    (80, 24),
    (160, 45),
    (120, 40),
];

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

/// The reader on a text whose every word is another, some pages on, after these keys; with the folder of the text.
fn counted(keys: &[&str]) -> (tempfile::TempDir, Terminal) {
    let words: Vec<String> = (1..3000).map(|number| format!("n{number:04}")).collect();
    let paragraphs: Vec<String> = words.chunks(120).map(|some| some.join(" ")).collect();
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        " date 2031-05-14 The ferry\n\n{}\n",
        paragraphs.join("\n\n")
    );
    fs::write(folder.path().join("ferry.txt"), text).unwrap();
    let mut terminal = Terminal::open(120, 40, &["--private".as_ref(), folder.path()]);
    terminal.wait_for("n0001");
    terminal.settle();
    for key in ["2", " ", "j", "j"].iter().chain(keys) {
        terminal.press(key);
        terminal.settle();
    }
    (folder, terminal)
}

/// The words of the first row of the text.
fn top(terminal: &mut Terminal) -> Vec<String> {
    let is_counted = |word: &&str| word.len() == 5 && word[1..].parse::<u16>().is_ok();
    let text = terminal.text();
    let rows = text
        .lines()
        .map(|row| row.split_whitespace().filter(is_counted));
    let words = rows.map(|row| row.map(str::to_owned).collect::<Vec<_>>());
    words
        .into_iter()
        .find(|row| !row.is_empty())
        .unwrap_or_default()
}

/// Goes through all sizes; at each that has room for it, `holds` looks at the screen. In the end the screen is as it was.
fn through_all_sizes(terminal: &mut Terminal, holds: impl Fn(&mut Terminal, (u16, u16))) {
    let before = terminal.text();
    for size in SIZES {
        terminal.resize(size.0, size.1);
        terminal.settle();
        if size != (1, 1) {
            holds(terminal, size);
        }
    }
    assert_eq!(terminal.text(), before);
}

/// Goes through all sizes; the word on top stays in the first row.
fn keeps_its_place(terminal: &mut Terminal) {
    let first = top(terminal).remove(0);
    assert_ne!(first, "n0001", "the text has not moved");
    through_all_sizes(terminal, |terminal, size| {
        let row = top(terminal);
        assert!(row.contains(&first), "{first} not in {row:?} at {size:?}");
    });
}

#[test]
fn the_same_line_stays_on_top_beside_the_other_panes() {
    let (_folder, mut terminal) = counted(&[]);
    keeps_its_place(&mut terminal);
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn the_same_line_stays_on_top_in_reading_mode() {
    let (_folder, mut terminal) = counted(&["z", " ", "j"]);
    keeps_its_place(&mut terminal);
}

#[test]
fn a_list_over_the_panes_and_the_place_beneath_it_stay() {
    let (_folder, mut terminal) = counted(&[]);
    let place = top(&mut terminal);
    terminal.press("?");
    terminal.settle();
    for _ in 0..5 {
        terminal.press("j");
    }
    terminal.settle();
    through_all_sizes(&mut terminal, |_, _| {});
    terminal.press("\x1b");
    terminal.settle();
    assert_eq!(top(&mut terminal), place);
}

#[test]
fn a_search_that_is_half_typed_goes_on() {
    let (_folder, mut terminal) = counted(&["/", "n20"]);
    through_all_sizes(&mut terminal, |terminal, size| {
        assert!(
            terminal.text().contains("n20"),
            "the words are gone at {size:?}"
        );
    });
    terminal.press("50\r");
    terminal.settle();
    assert!(terminal.text().contains("n2050"), "{}", terminal.text());
    keeps_its_place(&mut terminal);
}
