//! The real program in a terminal of the test's own.

use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::line::{Keys, Line, QUESTION};

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_onrecord");
/// Begins a frame.
pub(crate) const BEGIN: &[u8] = b"\x1b[?2026h";
/// Ends a frame.
pub(crate) const END: &[u8] = b"\x1b[?2026l";
/// A frame of no more bytes needs no marks.
const UNMARKED: usize = 128;
/// How long a condition may take on a machine that is busy with other things.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// How long nothing must come before the screen counts as settled: longer than every pause of the program.
const QUIET: Duration = Duration::from_millis(400);

/// A terminal with a program in it.
pub(crate) struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Keys,
    child: Box<dyn Child + Send + Sync>,
    bytes: Arc<Mutex<Vec<u8>>>,
    /// Set when the reading thread should let go of the terminal with the next bytes.
    let_go: Arc<AtomicBool>,
    line: Line,
    emulator: vt100::Parser,
    /// How many bytes the emulator has seen.
    seen: usize,
    _home: Home,
}

/// The home of a reader who has configured nothing. It is there as long as somebody lives in it.
#[derive(Clone)]
pub(crate) struct Home(Arc<TempDir>);

impl Home {
    pub(crate) fn new() -> Self {
        Self(Arc::new(tempfile::tempdir().unwrap()))
    }

    /// The folder in which programs are started.
    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    /// The folder in which the reader's place is kept.
    pub(crate) fn state(&self) -> PathBuf {
        self.0.path().join("onrecord")
    }
}

impl Terminal {
    /// Starts the program with these arguments.
    pub(crate) fn open(columns: u16, rows: u16, arguments: &[&Path]) -> Self {
        Self::run(columns, rows, program(arguments), Home::new(), true)
    }

    /// Starts the program with these arguments in a terminal that answers nothing.
    pub(crate) fn open_mute(columns: u16, rows: u16, arguments: &[&Path]) -> Self {
        Self::run(columns, rows, program(arguments), Home::new(), false)
    }

    /// Starts the program with these arguments for the reader who lives in `home`.
    pub(crate) fn open_at(home: &Home, columns: u16, rows: u16, arguments: &[&Path]) -> Self {
        Self::run(columns, rows, program(arguments), home.clone(), true)
    }

    /// Starts a script; `$0` in it is the program.
    pub(crate) fn script(columns: u16, rows: u16, script: &str) -> Self {
        Self::script_at(&Home::new(), columns, rows, script)
    }

    /// Starts a script for the reader who lives in `home`.
    pub(crate) fn script_at(home: &Home, columns: u16, rows: u16, script: &str) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script, PROGRAM]);
        Self::run(columns, rows, command, home.clone(), true)
    }

    fn run(
        columns: u16,
        rows: u16,
        mut command: CommandBuilder,
        home: Home,
        answers: bool,
    ) -> Self {
        for name in [
            "HOME",
            "XDG_CONFIG_HOME",
            "XDG_STATE_HOME",
            "XDG_CACHE_HOME",
            "XDG_DATA_HOME",
        ] {
            command.env(name, home.0.path());
        }
        for name in [
            "NO_COLOR",
            "TMUX",
            "STY",
            "VTE_VERSION",
            "TERM_PROGRAM",
            "LC_ALL",
            "LC_CTYPE",
        ] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.cwd(home.0.path());
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let let_go = Arc::new(AtomicBool::new(false));
        let output = pair.master.try_clone_reader().unwrap();
        let keys: Keys = Arc::new(Mutex::new(Some(pair.master.take_writer().unwrap())));
        let line = Line {
            pace: Arc::default(),
            answers,
        };
        let (taker, writer) = (line.clone(), Arc::clone(&keys));
        let (sink, stop) = (Arc::clone(&bytes), Arc::clone(&let_go));
        thread::spawn(move || taker.take(output, &writer, &sink, &stop));
        let [lines, width] = [rows, columns].map(|n| NonZeroU16::new(n).unwrap());
        Self {
            master: Some(pair.master),
            keys,
            child,
            bytes,
            let_go,
            line,
            emulator: vt100::Parser::new(lines, width, 0),
            seen: 0,
            _home: home,
        }
    }

    /// Sends these bytes as keys.
    pub(crate) fn press(&mut self, keys: &str) {
        let mut terminal = self.keys.lock().unwrap();
        let terminal = terminal.as_mut().unwrap();
        terminal.write_all(keys.as_bytes()).unwrap();
        terminal.flush().unwrap();
    }

    /// From now on the line takes so many bytes each second.
    pub(crate) fn slow_down(&self, pace: usize) {
        self.line.pace.store(pace, Ordering::SeqCst);
    }

    /// What the screen shows now.
    pub(crate) fn screen(&mut self) -> &vt100::Screen {
        let bytes = self.bytes.lock().unwrap();
        self.emulator.process(&bytes[self.seen..]);
        self.seen = bytes.len();
        drop(bytes);
        self.emulator.screen()
    }

    /// The text of the screen.
    pub(crate) fn text(&mut self) -> String {
        self.screen().contents()
    }

    /// Waits until the screen is so.
    pub(crate) fn wait(&mut self, what: &str, condition: impl Fn(&vt100::Screen) -> bool) {
        let start = Instant::now();
        while !condition(self.screen()) {
            assert!(
                start.elapsed() < PATIENCE,
                "{what} never came; the screen:\n{}",
                self.text()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the screen shows these words.
    pub(crate) fn wait_for(&mut self, words: &str) {
        self.wait(words, |screen| screen.contents().contains(words));
    }

    /// Waits until the program has drawn everything and rests.
    pub(crate) fn settle(&mut self) {
        let start = Instant::now();
        let (mut count, mut since) = (self.count(), Instant::now());
        while since.elapsed() < QUIET {
            assert!(start.elapsed() < PATIENCE, "the program never rests");
            thread::sleep(Duration::from_millis(5));
            if self.count() != count || self.is_running() {
                (count, since) = (self.count(), Instant::now());
            }
        }
    }

    /// Whether a thread in this terminal works, or waits for a processor that others keep busy.
    fn is_running(&self) -> bool {
        let session = self.pid().to_string();
        // Before a thread's state stands its name in brackets, which may hold blanks; then parent, group and session.
        let in_terminal = |process: &PathBuf| {
            let line = stat(process);
            line.split(' ').nth(3) == Some(session.as_str())
        };
        entries("/proc".into())
            .filter(in_terminal)
            .flat_map(|process| entries(process.join("task")))
            .any(|thread| stat(&thread).starts_with(['R', 'D']))
    }

    /// How many bytes have come so far.
    pub(crate) fn count(&self) -> usize {
        self.bytes.lock().unwrap().len()
    }

    /// The bytes that have come after the first `from`.
    pub(crate) fn bytes_from(&self, from: usize) -> Vec<u8> {
        self.bytes.lock().unwrap()[from..].to_vec()
    }

    /// The frames that have come after the first `from` bytes. What stands between two long ones is a short frame.
    pub(crate) fn frames(&self, from: usize) -> Vec<Vec<u8>> {
        let bytes = self.bytes.lock().unwrap();
        let mut rest = &bytes[from..];
        let mut frames = Vec::new();
        while !rest.is_empty() {
            let end = if rest.starts_with(BEGIN) {
                let end = find(rest, END).expect("a frame that never ends") + END.len();
                // The question whether it has been taken belongs to it.
                end + if rest[end..].starts_with(QUESTION) {
                    QUESTION.len()
                } else {
                    0
                }
            } else {
                find(rest, BEGIN).unwrap_or(rest.len())
            };
            let frame = &rest[..end];
            assert_eq!(find(&frame[1..], BEGIN), None, "a frame within a frame");
            assert!(
                frame.starts_with(BEGIN) || end <= UNMARKED,
                "a long frame without marks: {:?}",
                shown(frame)
            );
            frames.push(frame.to_vec());
            rest = &rest[end..];
        }
        frames
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.screen();
        let [lines, width] = [rows, columns].map(|n| NonZeroU16::new(n).unwrap());
        self.emulator.screen_mut().set_size(lines, width);
        self.master
            .as_ref()
            .unwrap()
            .resize(size(columns, rows))
            .unwrap();
    }

    /// Takes nothing more that the program writes, as a connection that hangs.
    pub(crate) fn hang(&mut self) {
        self.let_go.store(true, Ordering::SeqCst);
        // The reading thread holds the terminal open until something comes.
        let (start, count) = (Instant::now(), self.count());
        self.press("j");
        while self.count() == count {
            assert!(start.elapsed() < PATIENCE, "the key showed nothing");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Closes the terminal under the program, as a lost connection does.
    pub(crate) fn vanish(&mut self) {
        self.hang();
        *self.keys.lock().unwrap() = None;
        self.master = None;
    }

    /// Sends a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.process(), signal).unwrap();
    }

    /// Waits until the program has ended, for at most this long.
    pub(crate) fn ended(&mut self, within: Duration) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < within, "the program goes on");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the reader has left, and asserts that all is as it was before.
    pub(crate) fn assert_left(&mut self) {
        self.assert_ended(0);
    }

    /// Waits until the program has ended with this status, and asserts that the terminal is as it was before.
    pub(crate) fn assert_ended(&mut self, status: u32) {
        assert_eq!(self.ended(PATIENCE).exit_code(), status);
        self.wait("the first screen", |screen| !screen.alternate_screen());
        self.assert_restored();
    }

    /// Asserts that the terminal is as a shell wants it.
    pub(crate) fn assert_restored(&mut self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "pasting is plain");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert!(!self.is_raw(), "the terminal reads lines");
    }

    /// Whether the terminal hands over each key at once and unchanged.
    pub(crate) fn is_raw(&self) -> bool {
        const ICANON_AND_ECHO: u32 = 0o2 | 0o10;
        let settings = self.master.as_ref().unwrap().get_termios().unwrap();
        settings.local_flags.bits() & ICANON_AND_ECHO == 0
    }

    /// The number of the process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    fn process(&self) -> Pid {
        Pid::from_raw(self.pid().try_into().unwrap()).unwrap()
    }

    /// The time that the program has used so far, in ticks of the system.
    pub(crate) fn ticks(&self) -> u64 {
        let line = std::fs::read_to_string(format!("/proc/{}/stat", self.pid())).unwrap();
        // The name of the program in brackets may hold blanks; user and system time are fields 14 and 15.
        let fields = line.rsplit(')').next().unwrap().split_whitespace();
        fields
            .skip(11)
            .take(2)
            .map(|field| field.parse::<u64>().unwrap())
            .sum()
    }

    /// How many times the program has written so far.
    pub(crate) fn writes(&self) -> u64 {
        let counts = std::fs::read_to_string(format!("/proc/{}/io", self.pid())).unwrap();
        let count = counts.lines().find_map(|line| line.strip_prefix("syscw: "));
        count.unwrap().parse().unwrap()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if self.child.try_wait().ok().flatten().is_none() {
            let _ = kill_process(self.process(), Signal::KILL);
            let _ = self.child.wait();
        }
    }
}

fn program(arguments: &[&Path]) -> CommandBuilder {
    let mut command = CommandBuilder::new(PROGRAM);
    command.args(arguments);
    command
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        ..PtySize::default()
    }
}

/// What lies in a folder; nothing when it is gone.
fn entries(folder: PathBuf) -> impl Iterator<Item = PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path())
}

/// The state of a process or thread of `/proc` and what follows it; nothing when it is gone.
fn stat(of: &Path) -> String {
    let line = std::fs::read_to_string(of.join("stat")).unwrap_or_default();
    let after = line.rsplit(')').next().unwrap_or_default();
    after.trim_start().to_owned()
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned()
}
