//! The commands that print, run as a user runs them: the real program, real files, exit statuses.

#![allow(
    clippy::unwrap_used,
    reason = "a test that unwraps nothing cannot go on"
)]

mod articles;
mod fetching;
mod findings;
mod formats;
mod opening;
mod output;

use std::fs::{self, File};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

use articles::{BRIDGE, FERRY};

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
        Run::of(self.command(arguments).output().unwrap())
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

impl Run {
    fn of(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
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
