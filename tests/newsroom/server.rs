//! A server in a folder of its own.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use postgres::{Client, NoTls};
use tempfile::TempDir;

use crate::articles::{BRIDGE, FERRY};
use crate::desk::Desk;
use crate::{PATIENCE, UNDATED};

/// A server in a folder of its own.
pub(crate) struct Server {
    pub(crate) folder: TempDir,
    programs: PathBuf,
    /// The user that it runs as, where these tests run as root, which it refuses to.
    pub(crate) user: Option<u32>,
    /// What it is told beside the usual: `name=value`.
    pub(crate) settings: Vec<String>,
    pub(crate) port: u16,
    running: Mutex<Option<Child>>,
    databases: AtomicUsize,
}

/// The server that all tests of this moment share; none where there is no `PostgreSQL`.
pub(crate) fn server() -> Option<Arc<Server>> {
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
    pub(crate) fn start() -> Option<Self> {
        Self::start_after(|_| ())
    }

    /// Starts a server that is prepared further before it runs for the first time.
    pub(crate) fn start_after(prepare: impl FnOnce(&mut Self)) -> Option<Self> {
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
        let mut server = Self {
            folder: tempfile::tempdir().unwrap(),
            programs: versions.pop()?,
            user: match user {
                Some(None) => return None,
                Some(found) => found,
                None => None,
            },
            settings: Vec::new(),
            port: 5432,
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
        server.write(
            "pg_hba.conf",
            "local all locked scram-sha-256\nlocal all all trust\n",
        );
        prepare(&mut server);
        server.run();
        let mut owner = server.client("owner", "postgres");
        owner
            .batch_execute("CREATE ROLE locked LOGIN PASSWORD 'se:cret'; CREATE ROLE ben LOGIN")
            .unwrap();
        Some(server)
    }

    /// Writes one of its files, which nobody else may read. Returns its path.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join("data").join(name);
        fs::write(&path, text).unwrap();
        chown(&path, self.user, None).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        path
    }

    /// A program of the server, as the user that it runs as.
    pub(crate) fn program(&self, name: &str) -> Command {
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

    pub(crate) fn run(&self) {
        let folder = self.folder.path();
        let log = fs::File::options()
            .create(true)
            .append(true)
            .open(folder.join("log"))
            .unwrap();
        let usual = ["listen_addresses=", "fsync=off", "full_page_writes=off"];
        let settings = usual
            .into_iter()
            .chain(self.settings.iter().map(String::as_str));
        let running = self
            .program("postgres")
            .args(settings.flat_map(|setting| ["-c", setting]))
            .args(["-p", &self.port.to_string(), "-k"])
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
    pub(crate) fn stop(&self) {
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

    pub(crate) fn parameters(&self, user: &str, database: &str) -> String {
        let socket = self.folder.path().join("socket");
        let port = self.port;
        format!(
            "host={} port={port} user={user} dbname={database}",
            socket.display()
        )
    }

    pub(crate) fn client(&self, user: &str, database: &str) -> Client {
        Client::connect(&self.parameters(user, database), NoTls).unwrap()
    }

    /// A new database, and a story to push into it.
    pub(crate) fn desk(self: &Arc<Self>) -> Desk {
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
pub(crate) fn user(name: &str) -> Option<u32> {
    let users = fs::read_to_string("/etc/passwd").ok()?;
    let line = users
        .lines()
        .find(|line| line.split(':').next() == Some(name))?;
    line.split(':').nth(2)?.parse().ok()
}
