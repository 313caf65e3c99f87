//! Every kind of terminal: what each is asked, what it answers, and that none gets what it does not know.

use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::NEWEST;
use crate::support::{PATIENCE, Terminal};

/// The question for the background.
const BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\";
/// The question for the keyboard.
const KEYBOARD: &[u8] = b"\x1b[?u";
/// Has the keyboard tell keys apart.
const KEYS_APART: &[u8] = b"\x1b[>1u";
/// The keyboard as it was, and after it the first screen.
const KEYS_AS_BEFORE: &[u8] = b"\x1b[<u\x1b[?2026l";

fn count(bytes: &[u8], part: &[u8]) -> usize {
    bytes
        .windows(part.len())
        .filter(|window| *window == part)
        .count()
}

/// The reader on the bundled library, on a terminal of this kind.
fn of_kind(surroundings: &str) -> Terminal {
    let mut terminal = Terminal::script(120, 40, &format!("{surroundings} exec \"$0\""));
    terminal.wait_for(NEWEST);
    terminal
}

/// What comes until these bytes have come.
fn wait_for_bytes(terminal: &mut Terminal, part: &[u8]) {
    let start = Instant::now();
    while count(&terminal.bytes_from(0), part) == 0 {
        assert!(start.elapsed() < PATIENCE, "{part:?} never came");
        thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn every_kind_shows_the_same_and_gets_only_what_it_knows() {
    let colours = regex::Regex::new("\x1b\\[[0-9;]*(3[0-7]|9[0-7]|38)(;[0-9;]*)?m").unwrap();
    let bright = regex::Regex::new("\x1b\\[[0-9;]*9[0-7](;[0-9;]*)?m").unwrap();
    let mut shown = Vec::new();
    for kind in [
        "vt100",
        "linux",
        "screen",
        "tmux-256color",
        "xterm",
        "xterm-256color",
    ] {
        let mut terminal = of_kind(&format!("TERM={kind}"));
        terminal.wait_for("Steve Witkoff");
        terminal.settle();
        let text = terminal.text();
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        shown.push(letters.collect::<String>());
        terminal.press("n");
        terminal.wait_for("told");
        terminal.press("q");
        terminal.assert_left();
        let bytes = terminal.bytes_from(0);
        let has = |part: &[u8]| count(&bytes, part) > 0;
        let asks = !matches!(kind, "vt100" | "linux");
        assert_eq!(count(&bytes, BACKGROUND), usize::from(asks), "{kind}");
        assert_eq!(count(&bytes, KEYBOARD), usize::from(asks), "{kind}");
        assert!(!has(KEYS_APART), "{kind} has not said that it can");
        let text = String::from_utf8_lossy(&bytes);
        let sequences: Vec<_> = text.split('\x1b').collect();
        let ends = |last: char| {
            sequences.iter().any(|sequence| {
                let parameters = sequence.trim_start_matches('[');
                parameters
                    .trim_start_matches(|one: char| one.is_ascii_digit())
                    .starts_with(last)
            })
        };
        match kind {
            "vt100" => {
                assert!(!colours.is_match(&text));
                assert!(!ends('X') && !has(b"\x1b[?2026h") && !has(b"\x1b[?1049h"));
            }
            "linux" => assert!(colours.is_match(&text) && !bright.is_match(&text)),
            _ => assert!(colours.is_match(&text), "{kind}"),
        }
    }
    assert!(
        shown.iter().all(|screen| *screen == shown[0]),
        "{}",
        shown[0]
    );
}

/// Whether the terminal said in time how bright it is; then the colours are those for that.
fn turned_light() -> bool {
    let mut terminal = Terminal::script(120, 40, "exec \"$0\"");
    wait_for_bytes(&mut terminal, KEYBOARD);
    let asked = Instant::now();
    terminal.press("\x1b]11;rgb:ffff/ffff/dddd\x1b\\");
    if asked.elapsed() > Duration::from_millis(100) {
        return false;
    }
    terminal.wait_for("Steve Witkoff");
    terminal.settle();
    // The colour of the first speaker on a light background.
    count(&terminal.bytes_from(0), b"\x1b[34m") > 0
}

#[test]
fn colours_follow_the_background_that_the_terminal_names() {
    // A test that is held up before it answers proves nothing, so it tries again.
    assert!((0..20).any(|_| turned_light()));
}

#[test]
fn an_answer_that_comes_late_or_in_parts_changes_nothing() {
    let mut terminal = of_kind("");
    terminal.wait_for("Steve Witkoff");
    terminal.settle();
    thread::sleep(Duration::from_millis(250));
    let (before, count) = (terminal.text(), terminal.count());
    for part in [
        "\x1b]11;rgb:ff",
        "ff/ffff/",
        "dddd\x1b",
        "\\",
        "\x1b[?62;",
        "22c",
    ] {
        terminal.press(part);
        thread::sleep(Duration::from_millis(40));
    }
    terminal.settle();
    assert_eq!((terminal.text(), terminal.count()), (before, count));
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn a_theme_that_was_chosen_stays_and_nothing_is_asked_about_it() {
    let mut terminal = Terminal::script(120, 40, "exec \"$0\" --theme ansi");
    terminal.wait_for("Steve Witkoff");
    terminal.settle();
    let bytes = terminal.bytes_from(0);
    assert_eq!((count(&bytes, BACKGROUND), count(&bytes, KEYBOARD)), (0, 1));
}

#[test]
fn a_keyboard_that_tells_keys_apart_does_so_until_the_end() {
    let ends: [fn(&mut Terminal); 4] = [
        |terminal| terminal.press("q"),
        |terminal| terminal.signal(Signal::TERM),
        |terminal| terminal.signal(Signal::HUP),
        |terminal| terminal.press("~"),
    ];
    for end in ends {
        let mut terminal = of_kind("ONRECORD_DRILL=update");
        terminal.wait_for("Steve Witkoff");
        terminal.press("\x1b[?0u");
        wait_for_bytes(&mut terminal, KEYS_APART);
        terminal.settle();
        end(&mut terminal);
        terminal.ended(PATIENCE);
        wait_for_bytes(&mut terminal, KEYS_AS_BEFORE);
        terminal.assert_restored();
        let bytes = terminal.bytes_from(0);
        assert_eq!(
            (count(&bytes, KEYS_APART), count(&bytes, KEYS_AS_BEFORE)),
            (1, 1)
        );
    }
}
