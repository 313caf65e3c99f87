//! The program on a line that takes two kilobytes a second, as from a train: what is typed meanwhile is not shown step by
//! step when the line has room again.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::news;
use crate::support::{BEGIN, PATIENCE, Terminal};

/// How many bytes the line takes each second.
const SLOW: usize = 2000;
/// How many keys are typed at full speed.
const KEYS: usize = 200;
/// What may come after the last key before the screen is as it will be: the frame that is on its way with what was sent
/// before it unasked, and the last frame.
const WITH_ANSWERS: usize = 6000;
/// The same where the terminal does not say what it has taken, so that the buffers of the system fill: 20 KB on Linux.
const WITHOUT_ANSWERS: usize = 26_000;

/// The reader on a long article, with the keys in its text.
fn long_article(folder: &Path, open: impl Fn(u16, u16, &[&Path]) -> Terminal) -> Terminal {
    fs::write(folder.join("long.txt"), news::article(7, 300)).unwrap();
    let mut terminal = open(120, 40, &["--private".as_ref(), folder]);
    terminal.wait_for("Mara Lindqvist");
    terminal.settle();
    terminal.press("2");
    terminal.settle();
    terminal
}

/// The screen after so many steps down, on a line that takes everything.
fn expected(folder: &Path) -> String {
    let mut terminal = long_article(folder, Terminal::open);
    terminal.press(&"j".repeat(KEYS));
    terminal.settle();
    terminal.text()
}

/// Types on the slow line; returns how many bytes came after the last key.
fn typed_ahead(terminal: &mut Terminal, expected: &str) -> usize {
    terminal.slow_down(SLOW);
    for _ in 0..KEYS {
        terminal.press("j");
        thread::sleep(Duration::from_millis(5));
    }
    let typed = terminal.count();
    terminal.wait("the last screen", |screen| screen.contents() == expected);
    let bytes = terminal.count() - typed;
    // What is stale would come now.
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(2) {
        assert_eq!(terminal.text(), expected, "a stale frame");
        thread::sleep(Duration::from_millis(20));
    }
    bytes
}

#[test]
fn a_slow_line_shows_the_last_screen_soon_and_nothing_stale_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let expected = expected(folder.path());
    let mut terminal = long_article(folder.path(), Terminal::open);
    let bytes = typed_ahead(&mut terminal, &expected);
    assert!(bytes <= WITH_ANSWERS, "{bytes} bytes");
    terminal.slow_down(0);
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn a_slow_line_whose_terminal_gives_no_answers_is_bounded_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let expected = expected(folder.path());
    let mut terminal = long_article(folder.path(), Terminal::open_mute);
    let bytes = typed_ahead(&mut terminal, &expected);
    assert!(bytes <= WITHOUT_ANSWERS, "{bytes} bytes");
}

#[test]
fn no_answer_is_left_for_the_shell() {
    let mut terminal = Terminal::script(100, 30, "\"$0\" --private; echo over; cat -v");
    terminal.slow_down(20_000);
    terminal.wait_for(crate::NEWEST);
    terminal.settle();
    terminal.press("2 q");
    terminal.wait_for("over");
    thread::sleep(Duration::from_millis(300));
    assert!(!terminal.text().contains("[0n"), "{}", terminal.text());
    terminal.press("\x04");
    assert_eq!(terminal.ended(PATIENCE).exit_code(), 0);
}

#[test]
fn an_article_opens_when_the_selection_has_rested() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 1..=8 {
        let path = folder.path().join(format!("{seed}.txt"));
        fs::write(path, news::article(seed, 60)).unwrap();
    }
    let mut terminal = Terminal::open(120, 40, &["--private".as_ref(), folder.path()]);
    terminal.wait_for("Mara Lindqvist");
    terminal.settle();
    let before = terminal.count();
    for _ in 0..6 {
        terminal.press("j");
        thread::sleep(Duration::from_millis(30));
    }
    terminal.settle();
    let bytes = terminal.bytes_from(before);
    let long = bytes.windows(BEGIN.len()).filter(|part| *part == BEGIN);
    assert_eq!(long.count(), 1, "one article opens, when nobody steps on");
}

#[test]
fn progress_is_shown_at_most_four_times_a_second() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 1..=16 {
        let path = folder.path().join(format!("{seed}.txt"));
        fs::write(path, news::article(seed, 100)).unwrap();
    }
    let mut terminal = Terminal::open(120, 40, &["--private".as_ref(), folder.path()]);
    terminal.wait_for("Article 16");
    let (begun, writes) = (Instant::now(), terminal.writes());
    terminal.settle();
    let seconds = begun.elapsed().as_secs_f64();
    let frames = terminal.writes() - writes;
    assert!(frames > 1, "nothing was to be seen of the work");
    // The first and the last come when they come.
    assert!(
        frames as f64 <= 4.0 * seconds + 4.0,
        "{frames} frames in {seconds} seconds"
    );
}
