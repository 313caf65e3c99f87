//! A database with a story to push into it, and those who read it.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Instant;

use postgres::Client;
use tempfile::TempDir;

use crate::PATIENCE;
use crate::server::Server;

/// A database, a folder of articles, and the homes of those who read them.
pub(crate) struct Desk {
    pub(crate) server: Arc<Server>,
    pub(crate) database: String,
    pub(crate) folder: TempDir,
}

/// What a run of the program left behind.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn story(&self) -> PathBuf {
        self.folder.path().join("story")
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.story().join(name), text).unwrap();
    }

    pub(crate) fn address(&self, user: &str) -> String {
        let socket = self.server.folder.path().join("socket");
        format!(
            "postgres:///{}?user={user}&port={}&host={}",
            self.database,
            self.server.port,
            socket.display()
        )
    }

    pub(crate) fn home(&self, reader: &str) -> PathBuf {
        let home = self.folder.path().join("homes").join(reader);
        fs::create_dir_all(&home).unwrap();
        home
    }

    /// The program as it runs for somebody.
    pub(crate) fn command(&self, reader: &str, arguments: &[&str]) -> Command {
        let home = self.home(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", &home)
            .env("USER", reader)
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        finish(&mut self.command("anna", arguments))
    }

    /// A command on the shared library.
    pub(crate) fn shared(&self, arguments: &[&str]) -> Run {
        let address = self.address("owner");
        let mut all = arguments.to_vec();
        all.extend(["--library", &address]);
        self.run(&all)
    }

    #[track_caller]
    pub(crate) fn push(&self) -> String {
        self.push_to(&self.address("owner"))
    }

    #[track_caller]
    pub(crate) fn push_to(&self, address: &str) -> String {
        let run = self.run(&["push", "story", "--library", address]);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        run.out
    }

    pub(crate) fn client(&self) -> Client {
        self.server.client("owner", &self.database)
    }

    /// The only value that a query gives.
    pub(crate) fn value(&self, query: &str) -> String {
        let row = self
            .client()
            .query_one(&format!("SELECT ({query})::text"), &[])
            .unwrap();
        row.get::<_, Option<String>>(0).unwrap_or_default()
    }

    pub(crate) fn reader(&self, name: &str) -> Reader {
        self.reader_at(name, &self.address("owner"))
    }

    pub(crate) fn reader_at(&self, name: &str, address: &str) -> Reader {
        let mut child = self
            .command(name, &["--plain", "--library", address])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let (lines, told) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                let _ = lines.send((Instant::now(), line));
            }
        });
        let mut reader = Reader {
            typed: child.stdin.take().unwrap(),
            child,
            told,
        };
        reader.wait_for("lists the keys");
        reader
    }
}

pub(crate) fn finish(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The reader in lines, as somebody has it open.
pub(crate) struct Reader {
    child: Child,
    typed: ChildStdin,
    told: Receiver<(Instant, String)>,
}

impl Reader {
    pub(crate) fn type_line(&mut self, line: &str) {
        writeln!(self.typed, "{line}").unwrap();
    }

    /// Waits for a line with these words. Returns it, and when it came.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, words: &str) -> (Instant, String) {
        let begun = Instant::now();
        let mut before = String::new();
        while let Ok((at, line)) = self
            .told
            .recv_timeout(PATIENCE.saturating_sub(begun.elapsed()))
        {
            if line.contains(words) {
                return (at, line);
            }
            before.push_str(&line);
            before.push('\n');
        }
        panic!("\"{words}\" was never told, but:\n{before}");
    }

    #[track_caller]
    pub(crate) fn leave(mut self) {
        self.type_line("q");
        drop(self.typed);
        assert!(self.child.wait().unwrap().success());
    }
}
