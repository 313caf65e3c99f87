//! How a command prints: to files, pipes and terminals, and what it says when it is used badly.

use std::io::Read;
use std::process::Stdio;

use super::{BRIDGE, Story};

#[test]
fn a_table_fits_a_hundred_columns_without_escape_codes() {
    let story = Story::new();
    for command in ["quotes", "people", "organizations"] {
        let run = story.run(&[command, "."]);
        assert_eq!(run.status, 0, "{}", run.err);
        assert!(run.out.lines().count() > 1);
        assert!(run.out.lines().all(|line| line.chars().count() <= 100));
        assert!(!run.out.contains('\u{1b}'));
    }
}

#[test]
fn bad_use_has_status_two() {
    let story = Story::new();
    for arguments in [
        &["quotes", "--frob"][..],
        &["quotes", "--since", "Monday"],
        &["quotes", "--since", "2026-05", "--until", "2026-04"],
        &["quotes", "--by", ""],
        &["people", "--format", "tabel"],
        &["completions", "tcsh"],
        &["man", "quote"],
        &["--config", "nowhere.toml", "."],
        &["--keys", "nowhere.toml", "."],
    ] {
        let run = story.run(arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
        assert!(
            run.err.starts_with("onrecord: ") && run.err.contains(';'),
            "{}",
            run.err
        );
    }
}

#[test]
fn control_characters_of_a_document_reach_no_terminal() {
    let story = Story::empty();
    story.write(
        "bad\u{1b}[31m.txt",
        " date 2026-03-09 Red \u{1b}[31malert\u{9b}0m\n\n“Stay \u{1b}]0;x\u{7}home\u{202e},” said Anna Keller.\n",
    );
    let unsafe_one = |out: &str| {
        out.chars()
            .any(|c| (c.is_control() && c != '\n') || c == '\u{202e}')
    };
    for format in ["table", "markdown", "csv", "json", "jsonl"] {
        for command in ["quotes", "people"] {
            let run = story.run(&[command, ".", "--format", format]);
            assert_eq!(run.status, 0, "{}", run.err);
            assert!(!unsafe_one(&run.out), "{command} {format}: {:?}", run.out);
        }
    }
    for arguments in [
        &["."][..],
        &["analyze", "--with-text", "."],
        &["no\u{1b}[2J"],
    ] {
        let run = story.run(arguments);
        assert!(
            !unsafe_one(&run.out) && !unsafe_one(&run.err),
            "{arguments:?}"
        );
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let story = Story::empty();
    // Every answer must be longer than a pipe holds (64 KiB), so that the program is still writing when the pipe closes.
    let long = BRIDGE.repeat(20);
    for number in 0..20 {
        story.write(&format!("bridge-{number}.txt"), &long);
    }
    for arguments in [
        &["analyze", "."][..],
        &["quotes", "."],
        &["quotes", ".", "--format", "csv"],
        &["quotes", ".", "--format", "json"],
    ] {
        let mut child = story
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut pipe = child.stdout.take().unwrap();
        let mut first = [0; 1];
        pipe.read_exact(&mut first).unwrap();
        drop(pipe);
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{arguments:?}");
    }
}

#[test]
fn completions_and_manual_pages_come_from_the_same_table() {
    let story = Story::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = story.run(&["completions", shell]);
        assert_eq!(run.status, 0, "{}", run.err);
        assert!(run.out.contains("organizations"), "{shell}");
    }
    let page = story.run(&["man"]);
    assert!(page.out.contains(".TH onrecord 1") && page.out.contains("onrecord\\-quotes(1)"));
    let page = story.run(&["man", "quotes"]);
    assert!(page.out.contains(".TH onrecord-quotes 1") && page.out.contains("\\-\\-about"));
}

#[test]
fn version_and_help_are_answers() {
    let story = Story::empty();
    let version = story.run(&["--version"]);
    assert_eq!(version.status, 0);
    assert_eq!(
        version.out,
        format!("onrecord {}\n", env!("CARGO_PKG_VERSION"))
    );
    let help = story.run(&["--help"]);
    assert_eq!((help.status, help.err.as_str()), (0, ""));
    assert!(help.out.starts_with("A terminal reader for news"));
}
