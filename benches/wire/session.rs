//! A program on a pseudo-terminal: what it writes and when, and what it costs the system.

use std::fmt;
use std::io::{self, Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::Outcome;

/// When nothing has come for so long, nothing more is expected.
const QUIET: Duration = Duration::from_millis(250);
/// The same when nothing has come at all.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a program may take to come to rest before its rest is measured.
const SETTLED: Duration = Duration::from_secs(10);
/// How long a program may work before it is given up.
const MOST: Duration = Duration::from_secs(1800);
/// A processor that has done nothing for a program for so long is not needed by it.
const IDLE: Duration = Duration::from_secs(2);

/// So many rows at the top and at the bottom may hold something else than the text.
const EDGE: usize = 2;

/// What terminals are asked, and what an ordinary one answers.
const ANSWERS: [(&[u8], &[u8]); 8] = [
    (b"\x1b[c", b"\x1b[?62;22c"),
    (b"\x1b[0c", b"\x1b[?62;22c"),
    (b"\x1b[>c", b"\x1b[>1;10;0c"),
    (b"\x1b[5n", b"\x1b[0n"),
    (b"\x1b[6n", b"\x1b[1;1R"),
    (b"\x1b]10;?\x1b\\", b"\x1b]10;rgb:d0d0/d0d0/d0d0\x1b\\"),
    (b"\x1b]11;?\x1b\\", b"\x1b]11;rgb:1010/1010/1010\x1b\\"),
    (b"\x1b]11;?\x07", b"\x1b]11;rgb:1010/1010/1010\x1b\\"),
];

/// The size of a window.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) columns: u16,
    pub(crate) rows: u16,
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.columns, self.rows)
    }
}

/// What came after a key, or after the start.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint {
    /// All of it.
    pub(crate) bytes: usize,
    /// How long after the key the screen was as it then stayed.
    pub(crate) complete: Duration,
}

/// What a program does while nobody types.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rest {
    pub(crate) bytes: usize,
    pub(crate) wakings: u64,
}

/// The program and its terminal. Dropping it ends the program.
pub(crate) struct Session {
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    parts: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    /// The end of what has come, in which a question may have begun.
    tail: Vec<u8>,
    /// When the last key was pressed, or the program started.
    asked: Instant,
}

impl Session {
    pub(crate) fn start(command: CommandBuilder, size: Size) -> Outcome<Self> {
        let pair = native_pty_system().openpty(PtySize {
            rows: size.rows,
            cols: size.columns,
            pixel_width: 0,
            pixel_height: 0,
        })?;
        let mut output = pair.master.try_clone_reader()?;
        let keys = pair.master.take_writer()?;
        let (sender, parts) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(count @ 1..) = output.read(&mut buffer) {
                if sender
                    .send((Instant::now(), buffer[..count].to_vec()))
                    .is_err()
                {
                    break;
                }
            }
        });
        let [rows, columns] = [size.rows, size.columns]
            .map(|count| NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN));
        let asked = Instant::now();
        Ok(Self {
            child: pair.slave.spawn_command(command)?,
            _master: pair.master,
            keys,
            parts,
            screen: vt100::Parser::new(rows, columns, 0),
            tail: Vec::new(),
            asked,
        })
    }

    /// Presses a key and waits until nothing more comes.
    pub(crate) fn press(&mut self, key: &str) -> Outcome<Paint> {
        self.send(key)?;
        self.until_quiet()
    }

    /// Presses a key that scrolls; what it cost. Where the text stays as it was, it has come to its end, or the key means something
    /// else.
    pub(crate) fn scroll(&mut self, key: &str) -> Outcome<usize> {
        let before = self.text();
        let paint = self.press(key)?;
        let after = self.text();
        if before == after {
            return Err(format!("{key:?} has scrolled nothing; the screen:\n{after}").into());
        }
        Ok(paint.bytes)
    }

    /// What stands between headings and status, in which a clock may run.
    fn text(&self) -> String {
        let screen = self.screen.screen();
        let rows: Vec<String> = screen.rows(0, u16::MAX).collect();
        let inner = EDGE..rows.len().saturating_sub(EDGE);
        rows.get(inner).unwrap_or_default().join("\n")
    }

    /// Whether these words stand on the screen.
    pub(crate) fn shows(&self, words: &str) -> bool {
        self.screen.screen().contents().contains(words)
    }

    /// Presses keys.
    pub(crate) fn send(&mut self, keys: &str) -> io::Result<()> {
        self.asked = Instant::now();
        self.keys.write_all(keys.as_bytes())?;
        self.keys.flush()
    }

    /// Takes what comes until nothing more does.
    pub(crate) fn until_quiet(&mut self) -> Outcome<Paint> {
        let mut paint = Paint {
            bytes: 0,
            complete: Duration::ZERO,
        };
        let mut shown = self.screen.screen().contents_formatted();
        loop {
            let patience = if paint.bytes == 0 {
                PATIENCE.min(QUIET * 8)
            } else {
                QUIET
            };
            let Some((when, bytes)) = self.next(patience)? else {
                return Ok(paint);
            };
            paint.bytes += bytes;
            let now = self.screen.screen().contents_formatted();
            if now != shown {
                paint.complete = when - self.asked;
                shown = now;
            }
        }
    }

    /// Waits until these words stand on the screen.
    pub(crate) fn until(&mut self, words: &str) -> Outcome<Duration> {
        loop {
            let part = self.next(MOST)?;
            let Some((when, _)) = part else {
                return Err(format!(
                    "{words:?} never came; the screen:\n{}",
                    self.screen.screen().contents()
                )
                .into());
            };
            if self.shows(words) {
                return Ok(when - self.asked);
            }
        }
    }

    /// Takes what comes until the program needs no processor any more, for at most this long: some always need a little.
    pub(crate) fn until_idle(&mut self, most: Duration) -> Outcome<()> {
        let begun = Instant::now();
        let (mut ticks, mut since) = (self.ticks()?, Instant::now());
        while since.elapsed() < IDLE && begun.elapsed() < most {
            self.next(Duration::from_millis(200))?;
            let now = self.ticks()?;
            if now != ticks {
                (ticks, since) = (now, Instant::now());
            }
        }
        Ok(())
    }

    /// Leaves the program alone for so long.
    pub(crate) fn rest(&mut self, time: Duration) -> Outcome<Rest> {
        self.until_idle(SETTLED)?;
        let (begun, before) = (Instant::now(), self.wakings()?);
        let mut bytes = 0;
        while let Some(left) = time.checked_sub(begun.elapsed()) {
            bytes += self.next(left)?.map_or(0, |(_, bytes)| bytes);
        }
        Ok(Rest {
            bytes,
            wakings: self.wakings()? - before,
        })
    }

    /// A figure of the program's memory, in MB: `VmRSS` as it is, `VmHWM` at most.
    pub(crate) fn memory(&self, name: &str) -> Outcome<f64> {
        let status = self.proc("status")?;
        let kibibytes = number(&status, name).ok_or("no figure of memory")?;
        Ok(kibibytes as f64 * 1024.0 / 1e6)
    }

    /// Takes the next part, shows it to the screen and answers what it asks; none when nothing came.
    fn next(&mut self, patience: Duration) -> Outcome<Option<(Instant, usize)>> {
        let (when, part) = match self.parts.recv_timeout(patience) {
            Ok(part) => part,
            Err(RecvTimeoutError::Timeout) => return Ok(None),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(format!(
                    "the program has ended:\n{}",
                    self.screen.screen().contents()
                )
                .into());
            }
        };
        self.screen.process(&part);
        let from = self.tail.len();
        self.tail.extend_from_slice(&part);
        for end in from + 1..=self.tail.len() {
            let asked = ANSWERS
                .iter()
                .find(|(question, _)| self.tail[..end].ends_with(question));
            if let Some((_, answer)) = asked {
                self.keys.write_all(answer)?;
            }
        }
        self.keys.flush()?;
        self.tail.drain(..self.tail.len().saturating_sub(16));
        Ok(Some((when, part.len())))
    }

    /// How often the threads of the program have gone to sleep and were woken.
    fn wakings(&self) -> Outcome<u64> {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.pid()?))?;
        let mut all = 0;
        for task in tasks {
            // A thread may have ended since.
            let status = std::fs::read_to_string(task?.path().join("status")).unwrap_or_default();
            all += number(&status, "voluntary_ctxt_switches").unwrap_or(0);
        }
        Ok(all)
    }

    /// How long processors have worked for the program, in ticks of the system.
    fn ticks(&self) -> Outcome<u64> {
        let stat = self.proc("stat")?;
        // Before the state stands a name in brackets, which may hold blanks.
        let rest = stat.rsplit(')').next().unwrap_or_default();
        let fields = rest.split_whitespace().skip(11).take(2);
        Ok(fields.filter_map(|field| field.parse::<u64>().ok()).sum())
    }

    fn proc(&self, name: &str) -> Outcome<String> {
        Ok(std::fs::read_to_string(format!(
            "/proc/{}/{name}",
            self.pid()?
        ))?)
    }

    fn pid(&self) -> Outcome<u32> {
        self.child
            .process_id()
            .ok_or_else(|| "the program has ended".into())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The number that stands behind a name and a colon.
fn number(status: &str, name: &str) -> Option<u64> {
    let line = status
        .lines()
        .find(|line| line.split(':').next() == Some(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
