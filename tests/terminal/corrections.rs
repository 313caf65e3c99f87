//! What the reader knows better: it holds at once, in the commands, and after coming back.

use std::fs;
use std::process::Command;

use super::support::{PROGRAM, Terminal};

const FERRY: &str = "date 2031-05-14 Ferry stays in port\n\n\
    “The ferry will not sail before June,” Ida Holm said on Monday.\n\n\
    The harbour master, Jonas Vell, disagreed. “It sails tomorrow,” Vell said.\n";

#[test]
fn a_correction_reaches_the_commands_and_the_next_session() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("ferry.txt");
    fs::write(&article, FERRY).unwrap();
    let mut terminal = Terminal::open(100, 30, &[folder.path()]);
    terminal.wait_for("Jonas Vell");
    terminal.settle();
    terminal.press("nnaida\r");
    terminal.wait_for("Ida Holm said “It sails tomorrow,”");
    terminal.press("q");
    terminal.assert_left();

    let by_ida = || {
        let output = Command::new(PROGRAM)
            .args(["quotes", "--by", "holm", "--format", "jsonl"])
            .arg(folder.path())
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap().lines().count()
    };
    assert_eq!(by_ida(), 2);
    assert_eq!(
        fs::read_to_string(&article).unwrap(),
        FERRY,
        "the article is untouched"
    );
    let log = fs::read_to_string(folder.path().join(".onrecord/corrections.jsonl")).unwrap();
    assert_eq!(log.lines().count(), 1, "{log}");

    let mut terminal = Terminal::open(100, 30, &[folder.path()]);
    terminal.wait_for("Jonas Vell");
    terminal.settle();
    terminal.press("C");
    terminal.wait_for("Ida Holm said “It sails tomorrow,”");
    terminal.press("x");
    terminal.wait_for("Taken back");
    terminal.press("q");
    terminal.press("q");
    terminal.assert_left();
    assert_eq!(by_ida(), 1);
}

#[test]
fn a_file_that_was_renamed_keeps_its_corrections_and_one_that_was_edited_too_gets_them_with_a_key()
{
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let open = |words: &str| {
        let mut terminal = Terminal::open(100, 30, &[folder.path()]);
        terminal.wait_for(words);
        terminal.wait_for("Jonas Vell");
        terminal.settle();
        terminal
    };
    fs::write(at("ferry.txt"), FERRY).unwrap();
    let mut terminal = open("Ferry stays");
    terminal.press("nnaida\r");
    terminal.wait_for("Ida Holm said “It sails tomorrow,”");
    terminal.press("q");
    terminal.assert_left();

    let by_ida = || {
        let output = Command::new(PROGRAM)
            .args(["quotes", "--by", "holm", "--format", "jsonl"])
            .arg(folder.path())
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap().lines().count()
    };
    fs::rename(at("ferry.txt"), at("boats.txt")).unwrap();
    assert_eq!(by_ida(), 2);

    fs::remove_file(at("boats.txt")).unwrap();
    fs::write(at("edited.txt"), format!("{FERRY}\nIt rains.\n")).unwrap();
    assert_eq!(by_ida(), 1);
    let mut terminal = open("Ferry stays");
    terminal.press("C");
    terminal.wait_for("its words are not there any more");
    terminal.press("t");
    terminal.wait("the correction at its new place", |screen| {
        !screen.contents().contains("not there any more")
    });
    terminal.press("q");
    terminal.settle();
    terminal.press("q");
    terminal.assert_left();
    assert_eq!(by_ida(), 2);
}
