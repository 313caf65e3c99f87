//! A library that a newsroom shares, on a real server: it runs in a folder of its own, on a socket there, for as long as these
//! tests do. Where no `PostgreSQL` is installed they say so and pass.
#![cfg(target_os = "linux")]
#![allow(
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test that unwraps nothing cannot go on, and one that is left out says so"
)]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use postgres::{Client, NoTls};
use serde_json::Value;
use tempfile::TempDir;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

const BRIDGE: &str = " date 2026-03-09 Harbour bridge closes on Monday\n\n\
    “We close the bridge on Monday,” said Mayor Anna Keller. “Nobody is in danger.”\n\n\
    Keller said the repairs were “long overdue.” The Harbour Council pays for them.\n\n\
    Spokesman Bruno Falk told reporters: “The ferry runs all night.”\n";

const FERRY: &str = " date 2026-03-07 Ferry crews ask for more pay\n\n\
    “We were never asked,” Falk said on Friday, according to The Harbour Post.\n\n\
    “Pay comes first,” said Bruno Falk, a spokesman for the ferry crews.\n\n\
    Gerda Keller, who sells tickets, disagreed. “The bridge comes first,” Gerda Keller said.\n";

const UNDATED: &str = "The ticket office stays open, the council said on March 8.\n\n\
    “Come early,” said Gerda Keller.\n";

/// A server in a folder of its own.
struct Server {
    folder: TempDir,
    programs: PathBuf,
    /// The user that it runs as, where these tests run as root, which it refuses to.
    user: Option<u32>,
    running: Mutex<Option<Child>>,
    databases: AtomicUsize,
}

/// The server that all tests of this moment share; none where there is no `PostgreSQL`.
fn server() -> Option<Arc<Server>> {
    static SERVER: Mutex<Weak<Server>> = Mutex::new(Weak::new());
    let mut shared = SERVER.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(server) = shared.upgrade() {
        return Some(server);
    }
    let Some(server) = Server::start() else {
        eprintln!(
            "left out: there is no PostgreSQL under /usr/lib/postgresql, or no user \"postgres\" to run it as"
        );
        return None;
    };
    let server = Arc::new(server);
    *shared = Arc::downgrade(&server);
    Some(server)
}

impl Server {
    fn start() -> Option<Self> {
        let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
            .ok()?
            .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
            .filter(|programs| programs.join("initdb").exists())
            .collect();
        versions.sort();
        let is_root = fs::metadata("/proc/self")
            .map(|own| std::os::unix::fs::MetadataExt::uid(&own))
            .ok()?
            == 0;
        let user = is_root.then(|| user("postgres"));
        let server = Self {
            folder: tempfile::tempdir().unwrap(),
            programs: versions.pop()?,
            user: match user {
                Some(None) => return None,
                Some(found) => found,
                None => None,
            },
            running: Mutex::default(),
            databases: AtomicUsize::new(0),
        };
        let folder = server.folder.path();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
        for name in ["data", "socket"] {
            fs::create_dir(folder.join(name)).unwrap();
            chown(folder.join(name), server.user, None).unwrap();
        }
        fs::set_permissions(folder.join("data"), fs::Permissions::from_mode(0o700)).unwrap();
        let made = server
            .program("initdb")
            .args([
                "--username=owner",
                "--auth=trust",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync",
                "-D",
            ])
            .arg(folder.join("data"))
            .stdout(Stdio::null())
            .status();
        assert!(made.unwrap().success());
        fs::write(
            folder.join("data/pg_hba.conf"),
            "local all locked scram-sha-256\nlocal all all trust\n",
        )
        .unwrap();
        server.run();
        let mut owner = server.client("owner", "postgres");
        owner
            .batch_execute("CREATE ROLE locked LOGIN PASSWORD 'se:cret'; CREATE ROLE ben LOGIN")
            .unwrap();
        Some(server)
    }

    /// A program of the server, as the user that it runs as.
    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = match self.user {
            None => Command::new(program),
            Some(user) => {
                let mut command = Command::new("setpriv");
                command.args([
                    format!("--reuid={user}"),
                    format!("--regid={user}"),
                    "--clear-groups".to_owned(),
                ]);
                command.arg(program);
                command
            }
        };
        command.current_dir(self.folder.path()).env_clear();
        command
    }

    fn run(&self) {
        let folder = self.folder.path();
        let log = fs::File::options()
            .create(true)
            .append(true)
            .open(folder.join("log"))
            .unwrap();
        let running = self
            .program("postgres")
            .args([
                "-c",
                "listen_addresses=",
                "-c",
                "fsync=off",
                "-c",
                "full_page_writes=off",
                "-k",
            ])
            .arg(folder.join("socket"))
            .arg("-D")
            .arg(folder.join("data"))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        *self.running.lock().unwrap() = Some(running);
        let begun = Instant::now();
        while Client::connect(&self.parameters("owner", "postgres"), NoTls).is_err() {
            assert!(
                begun.elapsed() < PATIENCE,
                "{}",
                fs::read_to_string(folder.join("log")).unwrap()
            );
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Ends the server as an operator does who does not wait for those who are connected.
    fn stop(&self) {
        let running = self
            .running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(mut running) = running {
            let _ = Command::new("kill")
                .args(["-INT", &running.id().to_string()])
                .status();
            let _ = running.wait();
        }
    }

    fn parameters(&self, user: &str, database: &str) -> String {
        let socket = self.folder.path().join("socket");
        format!("host={} user={user} dbname={database}", socket.display())
    }

    fn client(&self, user: &str, database: &str) -> Client {
        Client::connect(&self.parameters(user, database), NoTls).unwrap()
    }

    /// A new database, and a story to push into it.
    fn desk(self: &Arc<Self>) -> Desk {
        let database = format!("story{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let mut owner = self.client("owner", "postgres");
        owner
            .batch_execute(&format!("CREATE DATABASE {database}"))
            .unwrap();
        let desk = Desk {
            server: Arc::clone(self),
            database,
            folder: tempfile::tempdir().unwrap(),
        };
        fs::create_dir(desk.story()).unwrap();
        desk.write("bridge.txt", BRIDGE);
        desk.write("ferry.txt", FERRY);
        desk.write("office.txt", UNDATED);
        desk
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The number of a user of this machine.
fn user(name: &str) -> Option<u32> {
    let users = fs::read_to_string("/etc/passwd").ok()?;
    let line = users
        .lines()
        .find(|line| line.split(':').next() == Some(name))?;
    line.split(':').nth(2)?.parse().ok()
}

/// A database, a folder of articles, and the homes of those who read them.
struct Desk {
    server: Arc<Server>,
    database: String,
    folder: TempDir,
}

/// What a run of the program left behind.
#[derive(Debug)]
struct Run {
    status: i32,
    out: String,
    err: String,
}

impl Desk {
    fn story(&self) -> PathBuf {
        self.folder.path().join("story")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.story().join(name), text).unwrap();
    }

    fn address(&self, user: &str) -> String {
        let socket = self.server.folder.path().join("socket");
        format!(
            "postgres:///{}?user={user}&host={}",
            self.database,
            socket.display()
        )
    }

    fn home(&self, reader: &str) -> PathBuf {
        let home = self.folder.path().join("homes").join(reader);
        fs::create_dir_all(&home).unwrap();
        home
    }

    /// The program as it runs for somebody.
    fn command(&self, reader: &str, arguments: &[&str]) -> Command {
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

    fn run(&self, arguments: &[&str]) -> Run {
        finish(&mut self.command("anna", arguments))
    }

    /// A command on the shared library.
    fn shared(&self, arguments: &[&str]) -> Run {
        let address = self.address("owner");
        let mut all = arguments.to_vec();
        all.extend(["--library", &address]);
        self.run(&all)
    }

    #[track_caller]
    fn push(&self) -> String {
        let run = self.shared(&["push", "story"]);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        run.out
    }

    fn client(&self) -> Client {
        self.server.client("owner", &self.database)
    }

    /// The only value that a query gives.
    fn value(&self, query: &str) -> String {
        let row = self
            .client()
            .query_one(&format!("SELECT ({query})::text"), &[])
            .unwrap();
        row.get::<_, Option<String>>(0).unwrap_or_default()
    }

    fn reader(&self, name: &str) -> Reader {
        let mut child = self
            .command(name, &["--plain", "--library", &self.address("owner")])
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

fn finish(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The reader in lines, as somebody has it open.
struct Reader {
    child: Child,
    typed: ChildStdin,
    told: Receiver<(Instant, String)>,
}

impl Reader {
    fn type_line(&mut self, line: &str) {
        writeln!(self.typed, "{line}").unwrap();
    }

    /// Waits for a line with these words. Returns it, and when it came.
    #[track_caller]
    fn wait_for(&mut self, words: &str) -> (Instant, String) {
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
    fn leave(mut self) {
        self.type_line("q");
        drop(self.typed);
        assert!(self.child.wait().unwrap().success());
    }
}

#[test]
fn a_push_brings_what_is_new_and_changed_and_nothing_else() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    assert_eq!(
        desk.push(),
        "3 new files, 0 changed, 0 as they were; 3 articles analysed\n"
    );
    assert_eq!(
        desk.push(),
        "0 new files, 0 changed, 3 as they were; 0 articles analysed\n"
    );
    let generation = desk.value("SELECT value FROM onrecord.fact WHERE name = 'generation'");
    desk.write("bridge.txt", &BRIDGE.replace("Monday", "Tuesday"));
    desk.write(
        "new.txt",
        "date 2026-03-10 Ferry stops\n\n“I am sorry,” said Falk.\n",
    );
    let told = desk.push();
    assert!(
        told.starts_with("1 new file, 1 changed, 2 as they were; "),
        "{told}"
    );
    assert_ne!(
        desk.value("SELECT value FROM onrecord.fact WHERE name = 'generation'"),
        generation
    );
    // One file by its own name is the same file as in its folder.
    let run = desk.shared(&["push", "story/new.txt"]);
    assert!(
        run.out
            .starts_with("0 new files, 0 changed, 1 as they were"),
        "{run:?}"
    );
    assert_eq!(desk.value("SELECT count(*) FROM onrecord.article"), "4");
    assert_eq!(
        desk.value("SELECT path FROM onrecord.article WHERE title LIKE 'Ferry stops%'"),
        "story/new.txt"
    );
    assert_eq!(
        desk.value("SELECT pushed_by FROM onrecord.file LIMIT 1"),
        "anna"
    );
    // Who is meant by a surname alone, the older articles tell.
    assert_eq!(
        desk.value("SELECT said_by FROM onrecord.said WHERE words = '“I am sorry,”'"),
        "Bruno Falk"
    );
}

#[test]
fn a_push_changes_the_rows_that_differ_and_tells_what_a_first_push_would() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    // Where a row stands and who wrote it: both change with every write.
    let ferry = "SELECT string_agg(q.xmin || ' ' || q.ctid || ' ' || coalesce(q.speaker::text, '-') || ' ' || q.statement, ', ' \
                 ORDER BY q.\"start\") FROM onrecord.quotation q JOIN onrecord.article a ON a.id = q.document \
                 WHERE a.path = 'story/ferry.txt'";
    let before = desk.value(ferry);
    assert_eq!(before.matches(", ").count(), 2, "{before}");
    desk.write(
        "bridge.txt",
        &BRIDGE.replace("Nobody is in danger", "Nobody is in any danger"),
    );
    desk.write(
        "again.txt",
        " date 2026-03-12 Crews still wait\n\n“Pay comes first,” said Bruno Falk again. “We close the bridge on Monday,” \
         Mayor Anna Keller had said.\n",
    );
    desk.push();
    assert_eq!(desk.value(ferry), before);

    let fresh = server.desk();
    for name in ["bridge.txt", "again.txt"] {
        let text = fs::read_to_string(desk.story().join(name)).unwrap();
        fresh.write(name, &text);
    }
    fresh.push();
    for query in [
        "SELECT string_agg(concat_ws('|', s.path, s.\"start\", s.said_by, s.speaker_kind, s.role, s.words, s.confidence, t.reports, \
         t.differs, e.name), E'\\n' ORDER BY s.path, s.\"start\") FROM onrecord.said s \
         LEFT JOIN onrecord.statement t ON t.id = s.statement LEFT JOIN onrecord.entity e ON e.id = t.speaker",
        "SELECT string_agg(concat_ws('|', name, kind, role, aliases, mentions, quotations), E'\\n' ORDER BY name, kind) \
         FROM onrecord.entity",
        "SELECT string_agg(concat_ws('|', e.name, d.path, a.mentions, a.quotations), E'\\n' ORDER BY e.name, d.path) \
         FROM onrecord.appearance a JOIN onrecord.entity e ON e.id = a.entity JOIN onrecord.article d ON d.id = a.document",
        "SELECT count(*) FROM onrecord.statement",
    ] {
        assert_eq!(desk.value(query), fresh.value(query), "{query}");
        assert_ne!(desk.value(query), "");
    }
}

#[test]
fn commands_answer_as_they_do_on_the_folder() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    let rows = |run: &Run| -> Vec<Value> {
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        let mut rows: Vec<Value> = run
            .out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        rows.iter_mut()
            .filter_map(Value::as_object_mut)
            .for_each(|row| {
                row.remove("path");
            });
        rows
    };
    for command in [
        &["documents"][..],
        &["quotes"],
        &["quotes", "--by", "falk"],
        &["statements"],
        &["people"],
        &["organizations"],
        &["citations"],
        &["search", "bridge NOT tickets"],
        &["search", "\"ferry crews\" speaker:falk"],
        &["analyze"],
    ] {
        let with = [command, &["--format", "jsonl"]].concat();
        let folder = desk.run(&[&with[..], &["story"]].concat());
        let shared = desk.shared(&with);
        let (folder, shared) = (rows(&folder), rows(&shared));
        assert!(!shared.is_empty(), "{command:?}");
        assert_eq!(shared, folder, "{command:?}");
    }
    // An address may stand where a path does, and in the configuration.
    let address = desk.address("owner");
    assert!(
        desk.run(&["documents", &address])
            .out
            .contains("Ferry crews")
    );
    let config = desk.folder.path().join("config.toml");
    fs::write(&config, format!("library = \"{address}\"\n")).unwrap();
    let run = desk.run(&["documents", "--config", config.to_str().unwrap()]);
    assert!(run.out.contains("Ferry crews"), "{run:?}");
}

#[test]
fn analysts_read_the_tables_with_plain_sql() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    let said = "SELECT string_agg(words, ' ' ORDER BY date, \"start\") FROM onrecord.said WHERE said_by = 'Bruno Falk'";
    assert_eq!(
        desk.value(said),
        "“We were never asked,” “Pay comes first,” “The ferry runs all night.”"
    );
    let found = "SELECT string_agg(path, ' ' ORDER BY path) FROM onrecord.article WHERE words @@ to_tsquery('simple', ";
    assert_eq!(
        desk.value(&format!("{found}'bridge & ticket:*')")),
        "story/ferry.txt"
    );
    assert_eq!(
        desk.value(&format!("{found}'ferry <-> crews')")),
        "story/ferry.txt"
    );
    let people =
        "SELECT string_agg(name, ', ' ORDER BY name) FROM onrecord.entity WHERE kind = 'person'";
    assert_eq!(desk.value(people), "Anna Keller, Bruno Falk, Gerda Keller");
    let basis =
        "SELECT date || ' ' || date_basis FROM onrecord.article WHERE path = 'story/office.txt'";
    assert_eq!(desk.value(basis), "2026-03-08 text");
    let named = "SELECT count(*) FROM onrecord.appearance a JOIN onrecord.entity e ON e.id = a.entity WHERE name = 'Gerda Keller'";
    assert_eq!(desk.value(named), "2");
}

#[test]
fn corrections_beside_the_articles_come_along_and_notes_only_when_asked() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    let log = desk.story().join(".onrecord");
    fs::create_dir(&log).unwrap();
    let line = |id: u64, change: &str| {
        format!(
            "{{\"id\":\"{id:016x}\",\"at\":\"2026-03-10T10:00:00Z\",\"by\":\"gerda\",{change}}}\n"
        )
    };
    let title = line(
        1,
        "\"change\":\"title\",\"document\":\"ferry.txt\",\"title\":\"Crews on pay\"",
    );
    let place =
        "{\"document\":\"bridge.txt\",\"words\":\"long overdue\",\"before\":\"\",\"after\":\"\"}";
    let note = line(
        2,
        &format!("\"change\":\"note\",\"place\":{place},\"text\":\"ask her\""),
    );
    fs::write(log.join("corrections.jsonl"), title).unwrap();
    fs::write(log.join("notes.jsonl"), note).unwrap();
    assert_eq!(
        desk.push(),
        "3 new files, 0 changed, 0 as they were; 3 articles analysed; 1 new correction\n"
    );
    assert_eq!(
        desk.value("SELECT document || ' ' || by FROM onrecord.correction"),
        "story/ferry.txt gerda"
    );
    assert!(desk.shared(&["documents"]).out.contains("Crews on pay"));
    let run = desk.shared(&["push", "story", "--notes"]);
    assert!(run.out.ends_with("; 1 new correction\n"), "{run:?}");
    let notes = desk.shared(&["notes"]);
    assert!(notes.out.contains("ask her"), "{notes:?}");
}

#[test]
fn what_goes_wrong_is_said_with_the_next_step() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    let socket = server.folder.path().join("socket").display().to_string();
    let at =
        |user: &str, database: &str| format!("postgres:///{database}?user={user}&host={socket}");
    let own = desk.database.clone();
    for (arguments, address, status, part) in [
        (
            &["documents"][..],
            at("owner", &own),
            1,
            "the database holds no library yet; 'onrecord push PATH",
        ),
        (
            &["documents"],
            at("owner", "nowhere"),
            2,
            "there is no database \"nowhere\" on the server; make it with 'createdb nowhere'",
        ),
        (
            &["documents"],
            at("nobody", &own),
            2,
            "\"nobody\" is not let in",
        ),
        (
            &["documents"],
            at("locked", &own),
            2,
            "the server wants a password of \"locked\"; set PGPASSWORD",
        ),
        (
            &["documents"],
            "postgres://127.0.0.1:1/x".to_owned(),
            2,
            "no server answers there",
        ),
        (
            &["documents"],
            "postgres:///x?host=/nowhere".to_owned(),
            2,
            "no server answers there",
        ),
        (
            &["push", "story"],
            "elsewhere".to_owned(),
            2,
            "push: names no shared library",
        ),
        (
            &["push", "story"],
            at("ben", &own),
            2,
            "\"ben\" may not do this",
        ),
        (
            &["push", "missing"],
            at("owner", &own),
            2,
            "missing: there is no such file or folder",
        ),
    ] {
        let mut all = arguments.to_vec();
        all.extend(["--library", &address]);
        let run = desk.run(&all);
        assert_eq!(run.status, status, "{address}: {run:?}");
        assert!(run.err.contains(part), "{address}: {run:?}");
        assert_eq!(run.err.lines().count(), 1, "{run:?}");
    }
    desk.push();
    desk.client()
        .execute(
            "UPDATE onrecord.fact SET value = '99' WHERE name = 'tables'",
            &[],
        )
        .unwrap();
    let run = desk.shared(&["documents"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err
            .contains("another version of onrecord has made this library (tables 99, here 1)"),
        "{run:?}"
    );
}

#[test]
fn a_password_is_found_as_psql_finds_it_and_never_shown() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    let rights = "GRANT USAGE ON SCHEMA onrecord TO locked; GRANT SELECT ON ALL TABLES IN SCHEMA onrecord TO locked";
    desk.client().batch_execute(rights).unwrap();
    let address = desk.address("locked");
    let documents = |set: &dyn Fn(&mut Command)| {
        let mut command = desk.command("anna", &["documents", "--library", &address]);
        set(&mut command);
        finish(&mut command)
    };
    assert_eq!(
        documents(&|command| {
            command.env("PGPASSWORD", "se:cret");
        })
        .status,
        0
    );
    let wrong = documents(&|command| {
        command.env("PGPASSWORD", "guess");
    });
    assert!(
        wrong
            .err
            .contains("the password of \"locked\" is not accepted"),
        "{wrong:?}"
    );
    assert!(!wrong.err.contains("guess"));
    let file = desk.home("anna").join(".pgpass");
    fs::write(&file, "localhost:5432:*:locked:se\\:cret\n").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let open = documents(&|_| ());
    assert!(open.err.contains("chmod 600"), "{open:?}");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(documents(&|_| ()).status, 0);
    fs::remove_file(&file).unwrap();

    // In the arguments it is seen by nobody else once the program runs, and stays in no file.
    let typed = address.replace("user=locked&", "user=locked&password=se%3Acret&");
    let mut child = desk
        .command("anna", &["--plain", "--library", &typed])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("You are at") {
        line.clear();
        assert_ne!(out.read_line(&mut line).unwrap(), 0);
        assert!(!line.contains("cret"), "{line}");
    }
    let arguments = fs::read_to_string(format!("/proc/{}/cmdline", child.id())).unwrap();
    assert!(
        arguments.contains("user=locked") && !arguments.contains("cret"),
        "{arguments}"
    );
    child.stdin.take().unwrap().write_all(b"q\n").unwrap();
    assert!(child.wait().unwrap().success());
    let found = Command::new("grep")
        .args(["-ra", "cret"])
        .arg(desk.home("anna"))
        .output()
        .unwrap();
    assert!(
        found.stdout.is_empty(),
        "{}",
        String::from_utf8_lossy(&found.stdout)
    );
}

#[test]
fn two_readers_see_each_others_corrections_within_a_second() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    let mut anna = desk.reader("anna");
    let mut ben = desk.reader("ben");
    anna.type_line("open");
    ben.type_line("open");
    correct(&mut anna);
    let (made, _) = anna.wait_for("Gerda Keller said");
    let (heard, line) = ben.wait_for("Gerda Keller said");
    assert!(line.contains("anna: "), "{line}");
    assert!(
        heard.saturating_duration_since(made) < Duration::from_secs(1),
        "{:?}",
        heard - made
    );
    ben.leave();
    anna.leave();
    assert_eq!(
        desk.value("SELECT by || ' ' || role || ' ' || change FROM onrecord.correction"),
        "anna owner speaker"
    );
    let quotes = desk.shared(&["quotes", "--by", "gerda", "--format", "jsonl"]);
    assert!(quotes.out.contains("We close the bridge"), "{quotes:?}");
}

/// Says that the first quotation of the newest article is by Gerda Keller.
fn correct(reader: &mut Reader) {
    for line in ["n", "a gerda", ""] {
        reader.type_line(line);
    }
}

#[test]
fn what_others_push_appears_while_the_library_is_read() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    let mut anna = desk.reader("anna");
    desk.write(
        "new.txt",
        "date 2026-03-10 Ferry stops\n\n“I am sorry,” said Falk.\n",
    );
    desk.push();
    anna.wait_for("1 new: Ferry stops");
    desk.write("bridge.txt", &BRIDGE.replace("Monday", "Tuesday"));
    desk.push();
    anna.wait_for("1 changed");
    anna.leave();
}

#[test]
fn what_is_corrected_while_the_server_is_away_is_sent_when_it_is_back() {
    // It goes away, which the other tests would notice.
    let Some(server) = Server::start().map(Arc::new) else {
        return;
    };
    let desk = server.desk();
    desk.push();
    let mut anna = desk.reader("anna");
    anna.type_line("open");
    server.stop();
    anna.wait_for("The server cannot be reached");
    correct(&mut anna);
    anna.wait_for("Gerda Keller said");
    server.run();
    anna.wait_for("The server can be reached again");
    assert_eq!(desk.value("SELECT count(*) FROM onrecord.correction"), "1");
    // Who leaves before it is back sends it the next time.
    server.stop();
    anna.wait_for("The server cannot be reached");
    anna.type_line("x");
    anna.wait_for("is no quotation");
    anna.leave();
    server.run();
    assert_eq!(desk.value("SELECT count(*) FROM onrecord.correction"), "1");
    let anna = desk.reader("anna");
    let begun = Instant::now();
    while desk.value("SELECT count(*) FROM onrecord.correction") != "2" {
        assert!(begun.elapsed() < PATIENCE, "it was never sent");
        thread::sleep(Duration::from_millis(50));
    }
    anna.leave();
}

#[test]
fn what_somebody_wrote_into_the_tables_cannot_hurt() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    let spoil = "UPDATE onrecord.content SET blocks = '[{\"kind\":\"Paragraph\",\"span\":{\"start\":5,\"end\":99999}}]'; \
                 UPDATE onrecord.finding SET findings = replace(findings, '\"start\":', '\"start\":9'); \
                 UPDATE onrecord.document SET title = E'\\x1b]0;owned\\x07' || repeat('x', 100000), address = E'\\x1b[2J'; \
                 UPDATE onrecord.file SET path = '../../' || path; \
                 INSERT INTO onrecord.correction (id, at, by, change, line) VALUES ('x', now(), E'\\x1b[2J', 'rename', '{\"id\":1}')";
    desk.client().batch_execute(spoil).unwrap();
    let run = desk.shared(&["quotes"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.out.contains("We close the bridge"), "{run:?}");
    assert!(
        !run.out.contains('\u{1b}') && !run.err.contains('\u{1b}'),
        "{run:?}"
    );
    assert!(run.err.contains("fit their articles no more"), "{run:?}");
    assert!(
        run.err.contains("none that this version understands"),
        "{run:?}"
    );
    let documents = desk.shared(&["documents", "--format", "jsonl"]);
    assert!(documents.out.len() < 10_000, "{}", documents.out.len());
    let reader = desk.reader("anna");
    reader.leave();
}

#[test]
fn texts_that_are_not_in_memory_come_from_the_server() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    let address = onrecord::newsroom::Address::parse(&desk.address("owner"), &|_| None).unwrap();
    let opened = onrecord::newsroom::open(&address, 0).unwrap();
    let library = opened.library;
    assert!(
        library
            .documents
            .iter()
            .all(|document| !document.text.is_held())
    );
    let found = |typed: &str| {
        let query = onrecord::library::Query::parse(typed).unwrap();
        library.seek(&query, usize::MAX).hits.len()
    };
    assert_eq!(found("nowhere"), 0);
    // The index has answered: nobody has looked into a text.
    assert!(
        library
            .documents
            .iter()
            .all(|document| !document.text.is_held())
    );
    assert_eq!(found("\"ferry crews\""), 2);
    assert_eq!(found("overd*"), 1);
    let held = library
        .documents
        .iter()
        .filter(|document| document.text.is_held());
    assert_eq!(held.count(), 2);
    let documents: Vec<_> = library.documents.iter().collect();
    let known = opened.found.analyses(&address, &documents).unwrap();
    assert!(known.iter().all(Option::is_some));
}
