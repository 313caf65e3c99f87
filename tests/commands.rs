//! The commands that print, run as a user runs them: the real program, real files, exit statuses.

#![allow(
    clippy::unwrap_used,
    reason = "a test that unwraps nothing cannot go on"
)]

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

const BRIDGE: &str = " date 2026-03-09 Harbour bridge closes on Monday\n\n\
    “We close the bridge on Monday,” said Mayor Anna Keller. “Nobody is in danger.”\n\n\
    Keller said the repairs were “long overdue.” The Harbour Council pays for them.\n\n\
    Spokesman Bruno Falk told reporters: “The ferry runs all night.”\n";

const FERRY: &str = " date 2026-03-07 Ferry crews ask for more pay\n\n\
    “We were never asked,” Falk said on Friday, according to The Harbour Post.\n\n\
    “Pay comes first,” said Bruno Falk, a spokesman for the ferry crews.\n\n\
    Gerda Keller, who sells tickets, disagreed. “The bridge comes first,” Gerda Keller said.\n";

const UNDATED: &str = "The ticket office stays open, the council said.\n\n\
    “Come early,” said Gerda Keller.\n";

/// A folder of three invented articles, and a home without a configuration.
struct Story {
    folder: TempDir,
    home: TempDir,
}

/// What a run of the program left behind.
struct Run {
    status: i32,
    out: String,
    err: String,
}

impl Story {
    fn new() -> Self {
        let story = Self::empty();
        story.write("bridge.txt", BRIDGE);
        story.write("ferry.txt", FERRY);
        story.write("office.txt", UNDATED);
        story
    }

    fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            home: tempfile::tempdir().unwrap(),
        }
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        // 1 March 2026, noon: where nothing else tells the date, the file does.
        let changed = SystemTime::UNIX_EPOCH + Duration::from_secs(1_772_366_400);
        File::options()
            .append(true)
            .open(path)
            .and_then(|file| file.set_modified(changed))
            .unwrap();
    }

    fn configure(&self, text: &str) {
        let folder = self.home.path().join("onrecord");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("config.toml"), text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("XDG_CONFIG_HOME", self.home.path())
            .env("XDG_CACHE_HOME", self.home.path())
            .env("XDG_STATE_HOME", self.home.path())
            .env("XDG_DATA_HOME", self.home.path())
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let output = self.command(arguments).output().unwrap();
        Run {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn rows(&self, arguments: &[&str]) -> Vec<Value> {
        let run = self.run(arguments);
        assert_eq!(run.status, 0, "{arguments:?}: {}", run.err);
        run.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

fn column<'v>(rows: &'v [Value], name: &str) -> Vec<&'v str> {
    rows.iter()
        .map(|row| row[name].as_str().unwrap_or("none"))
        .collect()
}

/// Follows a span of the JSON into the text.
fn at<'t>(text: &'t str, span: &Value) -> &'t str {
    let end = |name: &str| usize::try_from(span[name].as_u64().unwrap()).unwrap();
    &text[end("start")..end("end")]
}

#[test]
fn analyze_prints_the_findings_of_each_document() {
    let story = Story::new();
    let rows = story.rows(&["analyze", "."]);
    assert_eq!(column(&rows, "id"), ["bridge", "ferry", "office"]);
    assert_eq!(
        column(&rows, "date"),
        ["2026-03-09", "2026-03-07", "2026-03-01"]
    );
    assert_eq!(
        column(&rows, "date_basis"),
        ["header", "header", "file-time"]
    );
    assert_eq!(rows[0]["title"], "Harbour bridge closes on Monday");
    assert_eq!(rows[2]["title"], Value::Null);
    assert_eq!(
        rows[2]["opening"],
        "The ticket office stays open, the council said"
    );
    let quote = &rows[0]["quotes"][0];
    assert_eq!(at(BRIDGE, quote), "“We close the bridge on Monday,”");
    assert_eq!(quote["kind"], "direct");
    assert_eq!(quote["speaker"], "Anna Keller");
    assert_eq!(quote["speaker_kind"], "person");
    assert!(at(BRIDGE, &quote["source"]).ends_with("Anna Keller"));
    assert_eq!(at(BRIDGE, &quote["cue"]), "said");
    assert!(quote["confidence"].as_f64().unwrap() > 0.75);
    assert!(quote["statement"].as_str().unwrap().starts_with('s'));
    let named = rows[0]["entities"].as_array().unwrap();
    let keller = named
        .iter()
        .find(|entity| entity["name"] == "Anna Keller")
        .unwrap();
    assert_eq!(keller["kind"], "person");
    assert_eq!(keller["role"], "Mayor");
    assert!(at(BRIDGE, &keller["mentions"][0]).contains("Keller"));
    assert!(rows[0].get("text").is_none());
}

#[test]
fn analyze_adds_the_text_when_asked() {
    let story = Story::new();
    let rows = story.rows(&["analyze", "--with-text", "bridge.txt"]);
    assert_eq!(rows[0]["text"], BRIDGE);
}

#[test]
fn a_lone_surname_gets_its_full_name_from_the_library() {
    let story = Story::new();
    let rows = story.rows(&["quotes", ".", "--by", "falk", "--format", "jsonl"]);
    assert!(rows.len() >= 3, "{rows:?}");
    assert!(
        column(&rows, "speaker")
            .iter()
            .all(|name| *name == "Bruno Falk")
    );
}

#[test]
fn a_name_of_several_people_lists_all_and_says_so() {
    let story = Story::new();
    let run = story.run(&["quotes", ".", "--by", "KELLER", "--format", "csv"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains(",Anna Keller,") && run.out.contains(",Gerda Keller,"));
    assert!(run.err.contains("--by KELLER: means "), "{}", run.err);
    let one = story.run(&["quotes", ".", "--by", "Gerda Keller", "--format", "csv"]);
    assert!(!one.out.contains("Anna Keller") && one.err.is_empty());
}

#[test]
fn an_unknown_name_ends_with_the_nearest() {
    let story = Story::new();
    let run = story.run(&["quotes", ".", "--by", "faulk"]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert_eq!(
        run.err,
        "onrecord: --by faulk: nobody of that name is in these articles; did you mean Bruno Falk?\n"
    );
}

#[test]
fn quotes_can_be_asked_for_by_day_words_and_kind() {
    let story = Story::new();
    let asked = |filters: &[&str]| {
        let mut arguments = vec!["quotes", ".", "--format", "jsonl"];
        arguments.extend(filters);
        story.rows(&arguments)
    };
    let all = asked(&[]);
    assert!(all.len() >= 7, "{all:?}");
    assert!(column(&all, "kind").iter().all(|kind| *kind != "scare"));
    let since = asked(&["--since", "2026-03-08"]);
    assert!(
        column(&since, "document")
            .iter()
            .all(|name| *name == "bridge")
    );
    let until = asked(&["--until", "2026-03-07", "--kind", "direct"]);
    assert!(
        column(&until, "document")
            .iter()
            .all(|name| *name != "bridge")
    );
    assert!(column(&until, "kind").iter().all(|name| *name == "direct"));
    let about = asked(&["--about", "FERRY night"]);
    assert_eq!(column(&about, "words"), ["“The ferry runs all night.”"]);
    let none = story.run(&["quotes", ".", "--about", "submarine"]);
    assert_eq!((none.status, none.out.as_str()), (1, ""));
}

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
fn people_come_by_quotations() {
    let story = Story::new();
    let rows = story.rows(&["people", ".", "--format", "jsonl"]);
    assert_eq!(rows[0]["name"], "Bruno Falk", "{rows:?}");
    assert!(column(&rows, "name").contains(&"Gerda Keller"));
    let counts: Vec<_> = rows
        .iter()
        .map(|row| (row["quotations"].as_u64(), row["mentions"].as_u64()))
        .collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
    let organizations = story.rows(&["organizations", ".", "--format", "jsonl"]);
    let names = column(&organizations, "name");
    assert!(
        names.iter().any(|name| name.ends_with("Harbour Post")),
        "{names:?}"
    );
}

#[test]
fn without_a_path_the_bundled_library_serves() {
    let story = Story::empty();
    let rows = story.rows(&["analyze"]);
    assert_eq!(rows.len(), 5);
    let list = story.run(&[]);
    assert_eq!(list.status, 0, "{}", list.err);
    assert_eq!(list.out.lines().count(), 6);
}

#[test]
fn without_a_path_the_configured_library_comes_first() {
    let story = Story::new();
    story.configure(&format!("library = {:?}\n", story.folder.path()));
    let rows = story.rows(&["analyze"]);
    assert_eq!(column(&rows, "id"), ["bridge", "ferry", "office"]);
}

#[test]
fn a_wrong_setting_is_told_and_the_rest_goes_on() {
    let story = Story::new();
    story.configure("mouse = true\ntheem = \"dark\"\n");
    for arguments in [&["people", "."][..], &["."]] {
        let run = story.run(arguments);
        assert_eq!(run.status, 0, "{}", run.err);
        assert_eq!(
            run.err,
            "onrecord: config.toml, line 2: no setting is called \"theem\"; did you mean \"theme\"?\n"
        );
    }
}

#[test]
fn a_folder_called_like_a_command_can_be_opened() {
    let story = Story::empty();
    fs::create_dir(story.folder.path().join("quotes")).unwrap();
    story.write("quotes/bridge.txt", BRIDGE);
    for arguments in [&["./quotes"][..], &["--", "quotes"]] {
        let run = story.run(arguments);
        assert_eq!(run.status, 0, "{}", run.err);
        assert!(
            run.out.contains("Harbour bridge closes on Monday"),
            "{}",
            run.out
        );
    }
}

#[test]
fn a_missing_path_is_bad_use() {
    let story = Story::new();
    for arguments in [
        &["quotes", "nowhere"][..],
        &["analyze", "nowhere"],
        &["nowhere"],
    ] {
        let run = story.run(arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(
            run.err,
            "onrecord: nowhere: there is no such file or folder; check the path\n"
        );
    }
    let slip = story.run(&["quote", "."]);
    assert_eq!(slip.status, 2);
    assert!(
        slip.err.contains("did you mean the command \"quotes\"?"),
        "{}",
        slip.err
    );
}

#[test]
fn a_folder_without_a_document_is_a_negative_answer() {
    let story = Story::empty();
    for arguments in [&["quotes", "."][..], &["analyze", "."], &["."]] {
        let run = story.run(arguments);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{arguments:?}");
        assert!(run.err.contains(": no readable document"), "{}", run.err);
    }
}

#[test]
fn a_bad_file_is_one_line_and_the_others_are_read() {
    let story = Story::new();
    story.write("empty.txt", "");
    story.write("sound.txt", b"RIFF\0\0\0\0WAVE");
    for arguments in [
        &["analyze", "bridge.txt", "empty.txt", "sound.txt"][..],
        &["bridge.txt", "empty.txt", "sound.txt"],
    ] {
        let run = story.run(arguments);
        assert_eq!(run.status, 0, "{}", run.err);
        assert!(run.out.contains("Harbour bridge"), "{}", run.out);
        let lines: Vec<&str> = run.err.lines().collect();
        assert_eq!(lines.len(), 2, "{}", run.err);
        assert!(
            lines[0].starts_with("onrecord: empty.txt: "),
            "{}",
            lines[0]
        );
        assert!(
            lines[1].starts_with("onrecord: sound.txt: "),
            "{}",
            lines[1]
        );
    }
}

#[test]
fn bad_use_has_status_two() {
    let story = Story::new();
    for arguments in [
        &["quotes", "--frob"][..],
        &["quotes", "--since", "Monday"],
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
    let long = BRIDGE.repeat(40);
    for number in 0..40 {
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

#[test]
fn reading_writes_nothing_beside_the_articles() {
    let story = Story::new();
    let names = |folder: &Path| {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        names
    };
    let before = names(story.folder.path());
    story.run(&["quotes", "."]);
    story.run(&["analyze", "."]);
    assert_eq!(names(story.folder.path()), before);
}
