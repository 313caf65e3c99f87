//! The terminal as the program's screen: opened, drawn on in whole frames, and always given back as it was.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::os::fd::AsFd as _;
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::buffer::Buffer;
use ratatui::layout::Size as Area;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use crate::app::{Answer, Size};

use super::canvas::Canvas;
use super::clipboard::NotCopied;
use super::flow::Flow;
use super::{ascii, clipboard, console, surroundings};

/// What the terminal is asked when it is opened: how bright it is, and whether it knows kitty's keyboard protocol. A near one
/// answers before the first frame is ready, which then has the right colours at once. The question of [`Flow`] goes out
/// behind them, so whoever waits for that answer has got these.
const ASK_BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\";
const ASK_KEYBOARD: &[u8] = b"\x1b[?u";
/// Keys that are one byte by old custom are told apart: Esc from the beginning of a sequence, Ctrl-i from Tab.
const KEYS_APART: &[u8] = b"\x1b[>1u";
/// Keys as they were.
const KEYS_AS_BEFORE: &[u8] = b"\x1b[<u";
/// An answer that comes later than this changes no colours any more.
const NEW: Duration = Duration::from_millis(200);
/// For the first terminals, which have no second screen: only an empty one.
const PREPARE_EARLY: &[u8] = b"\x1b[2J";
/// No margins, plain style, and an empty screen for the shell.
const LEAVE_EARLY: &[u8] = b"\x1b[r\x1b[m\x1b[H\x1b[2J";

/// Alternate screen.
const ENTER: &[u8] = b"\x1b[?1049h";
/// Empty, without a cursor, with bracketed paste.
const PREPARE: &[u8] = b"\x1b[2J\x1b[?25l\x1b[?2004h";
/// The end of a frame that was cut, no margins on any side, no mouse, no bracketed paste, plain style, the first screen again, with a cursor.
const LEAVE: &[u8] =
    b"\x1b[?2026l\x1b[?69l\x1b[r\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[m\x1b[?1049l\x1b[?25h";
/// Asks whether the terminal has margins on its sides (DECRQM of DECLRMM). Sent before the screen is emptied, as some
/// terminals that do not know the question show its last letter.
const SIDES: &[u8] = b"\x1b[?69$p";
/// The number of that mode.
const SIDES_MODE: u16 = 69;
/// Asks whether the terminal can be told where a frame begins and ends, so that it shows none in part. Sent as early.
const MARKS: &[u8] = b"\x1b[?2026$p";
/// The number of that mode.
const MARKS_MODE: u16 = 2026;
/// Says of a mode that it can be set.
const CAN_BE_SET: u8 = 2;
/// After so long somebody else may have written to the terminal, so that its cursor is put anew.
const AT_REST: Duration = Duration::from_secs(1);
/// Clicks and the wheel, in columns and rows of any size; not the moves, which would send bytes for nothing.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
/// The mouse is the terminal's own again.
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// What of the terminal is ours at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Taken {
    /// Nothing.
    Nothing,
    /// The keys only; the screen is written to as every program does.
    Keys,
    /// All of it.
    Screen,
}

/// [`Taken`] as a number. There is one terminal, so there is one such fact.
static TAKEN: AtomicU8 = AtomicU8::new(Taken::Nothing as u8);

/// Remembers what is to be given back.
pub(super) fn take(what: Taken) {
    TAKEN.store(what as u8, Ordering::SeqCst);
}

/// Whether the keyboard tells keys apart at our wish.
static KEYS: AtomicBool = AtomicBool::new(false);

/// What is wanted of the terminal beside what every screen needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// To hear clicks and the wheel.
    pub mouse: bool,
    /// To know how bright it is.
    pub background: bool,
}

/// The open screen. Dropping it gives the terminal back.
#[derive(Debug)]
pub struct Screen {
    canvas: Canvas,
    flow: Flow,
    /// When the last frame was drawn.
    drawn: Option<Instant>,
    mouse: bool,
    lacks: Lacks,
    /// What is asked when the screen is next taken.
    questions: Vec<u8>,
    /// When that was asked.
    asked: Option<Instant>,
    /// Whether the terminal has said that it can tell keys apart.
    keyboard: bool,
}

/// What the terminal lacks, so that pictures have to be put otherwise.
#[derive(Clone, Copy, Debug)]
struct Lacks {
    /// It shows nothing but ASCII.
    unicode: bool,
    /// It has eight colours and an old font.
    brightness: bool,
}

impl Lacks {
    fn translate(self, picture: &mut Buffer) {
        if self.brightness {
            console::translate(picture);
        }
        if self.unicode {
            ascii::translate(picture);
        }
    }
}

impl Screen {
    /// Takes the terminal: raw mode, the alternate screen, no cursor, bracketed paste, and the mouse if wanted.
    ///
    /// # Errors
    ///
    /// When standard output is no terminal or cannot be written to, or there is no terminal to read keys from.
    pub fn open(wishes: Wishes) -> io::Result<Self> {
        restore_when_main_panics();
        let mut questions = Vec::new();
        if may_have_sides(|name| env::var_os(name)) {
            questions.extend_from_slice(SIDES);
        }
        if surroundings::answers() {
            questions.extend_from_slice(MARKS);
            if wishes.background {
                questions.extend_from_slice(ASK_BACKGROUND);
            }
            questions.extend_from_slice(ASK_KEYBOARD);
        }
        let mut screen = Self {
            canvas: if surroundings::is_early() {
                Canvas::early()
            } else {
                Canvas::new()
            },
            flow: Flow::new(),
            drawn: None,
            mouse: wishes.mouse,
            lacks: Lacks {
                unicode: ascii::wanted(),
                brightness: surroundings::is_console(),
            },
            questions,
            asked: None,
            keyboard: false,
        };
        screen.enter()?;
        Ok(screen)
    }

    /// Takes the terminal, again after [`Self::leave`] or after the shell had it.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn enter(&mut self) -> io::Result<()> {
        take(Taken::Screen);
        enable_raw_mode()?;
        let questions = std::mem::take(&mut self.questions);
        let asks = !questions.is_empty();
        let mut bytes = if surroundings::is_early() {
            [&*questions, PREPARE_EARLY].concat()
        } else {
            [ENTER, &*questions, PREPARE].concat()
        };
        if self.mouse && !surroundings::is_early() {
            bytes.extend_from_slice(MOUSE_ON);
        }
        if self.keyboard && !KEYS.swap(true, Ordering::SeqCst) {
            bytes.extend_from_slice(KEYS_APART);
        }
        self.canvas.forget();
        // Whoever had the terminal in between may have taken the answer.
        self.flow = Flow::new();
        if asks {
            let now = Instant::now();
            self.asked = Some(now);
            bytes.extend_from_slice(self.flow.send(bytes.len(), now));
        }
        write(&bytes)
    }

    /// Gives the terminal back. Asking twice does no harm.
    pub fn leave(&self) {
        restore();
    }

    /// Draws one frame with `picture` on a screen of this size, and sends what differs from the last in one write.
    /// Nothing is sent when nothing differs.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn draw(&mut self, size: Size, picture: impl FnOnce(&mut Buffer)) -> io::Result<()> {
        let area = Area {
            width: size.width,
            height: size.height,
        };
        let now = Instant::now();
        if self
            .drawn
            .replace(now)
            .is_none_or(|drawn| now - drawn > AT_REST)
        {
            self.canvas.forget_place();
        }
        let lacks = self.lacks;
        let frame = self.canvas.draw(area, |buffer| {
            picture(buffer);
            lacks.translate(buffer);
        });
        let Some(frame) = frame else {
            return Ok(());
        };
        let after = self.flow.send(frame.len(), now);
        if after.is_empty() {
            return write(frame);
        }
        write(&[frame, after].concat())
    }

    /// Whether nothing is shown yet, or for so short a time that its colours may still change.
    pub fn is_new(&self) -> bool {
        self.drawn.is_none() || self.asked.is_some_and(|asked| asked.elapsed() < NEW)
    }

    /// Whether the terminal can take another frame: it has room for one and has taken the last.
    pub fn is_ready(&mut self) -> bool {
        self.flow.is_open(Instant::now()) && has_room()
    }

    /// Takes what the terminal says of itself. A keyboard that can tell keys apart does so from now on, until the terminal
    /// is given back.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn hear(&mut self, answer: Answer) -> io::Result<()> {
        match answer {
            Answer::Taken => self.flow.answered(),
            Answer::Mode {
                number,
                setting: CAN_BE_SET,
            } => match number {
                SIDES_MODE => self.canvas.allow_sides(),
                MARKS_MODE => self.canvas.allow_marks(),
                _ => {}
            },
            Answer::Keyboard => {
                self.keyboard = true;
                if !KEYS.swap(true, Ordering::SeqCst) {
                    return write(KEYS_APART);
                }
            }
            Answer::Background(_) | Answer::Mode { .. } => {}
        }
        Ok(())
    }

    /// How long to wait for an answer that would otherwise reach the shell as letters; none when none is to come.
    pub fn owed(&self) -> Option<Duration> {
        self.flow.owed(Instant::now())
    }

    /// Draws everything with the next frame, whatever the terminal shows now.
    pub fn forget(&mut self) {
        self.canvas.forget();
    }

    /// Begins or stops to hear the mouse.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn hear_mouse(&mut self, wanted: bool) -> io::Result<()> {
        self.mouse = wanted;
        write(if wanted { MOUSE_ON } else { MOUSE_OFF })
    }

    /// Puts `text` on the clipboard of the machine in front of the reader, through the terminal.
    ///
    /// # Errors
    ///
    /// When the terminal is gone; see [`NotCopied`] for what it may not take.
    pub fn copy(&self, text: &str) -> io::Result<Result<(), NotCopied>> {
        let around = clipboard::Multiplexer::around();
        if clipboard::refuses(around, |name| env::var_os(name)) {
            return Ok(Err(NotCopied::Refused));
        }
        match clipboard::sequence(text, around) {
            Ok(bytes) => write(&bytes).map(Ok),
            Err(not_copied) => Ok(Err(not_copied)),
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// The size of the terminal behind standard output: 80 columns and 24 rows when it does not say.
pub fn size() -> Size {
    rustix::termios::tcgetwinsize(io::stdout().as_fd())
        .ok()
        .filter(|size| size.ws_col > 0 && size.ws_row > 0)
        .map_or(
            Size {
                width: 80,
                height: 24,
            },
            |size| Size {
                width: size.ws_col,
                height: size.ws_row,
            },
        )
}

/// Whether it is worth asking the terminal for margins on its sides: not where a multiplexer stands in between, which has
/// none to give to one window of several, nor on a console or a terminal of glass.
fn may_have_sides(var: impl Fn(&str) -> Option<OsString>) -> bool {
    let term = var("TERM").unwrap_or_default();
    let term = term.to_string_lossy();
    let without = ["screen", "tmux", "linux", "vt", "rxvt"];
    !without.iter().any(|name| term.starts_with(name))
        && ["TMUX", "STY"].iter().all(|name| var(name).is_none())
        && var("TERM_PROGRAM").is_none_or(|program| program != "Apple_Terminal")
}

/// Gives the terminal back if it is ours: from the loop, from a panic, or from the thread that ends a stuck program.
pub(super) fn restore() {
    let taken = TAKEN.swap(Taken::Nothing as u8, Ordering::SeqCst);
    if taken == Taken::Nothing as u8 {
        return;
    }
    // The terminal may be gone; then there is nothing to give back.
    let _ = disable_raw_mode();
    if taken == Taken::Screen as u8 && io::stdout().is_terminal() {
        let leave = if surroundings::is_early() {
            LEAVE_EARLY
        } else {
            LEAVE
        };
        // The second screen has keys of its own, so they go back before it is left.
        let keys = KEYS.swap(false, Ordering::SeqCst);
        let keys = if keys { KEYS_AS_BEFORE } else { b"" };
        let _ = write(&[keys, leave].concat());
    }
}

/// Restores the terminal before the message when the main thread panics. A worker's panic is silent: it comes back as
/// an event, and the screen belongs to the program that goes on.
pub(super) fn restore_when_main_panics() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let main = thread::current().id();
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            panicked(main, restore, || before(info));
        }));
    });
}

/// Gives the terminal back and then tells of the panic, if it is the thread `main` that panics.
fn panicked(main: ThreadId, give_back: impl FnOnce(), tell: impl FnOnce()) {
    if thread::current().id() == main {
        give_back();
        tell();
    }
}

/// Whether the terminal takes bytes at the moment. One that is gone does: the next write tells.
fn has_room() -> bool {
    let stdout = io::stdout();
    let stdout = stdout.as_fd();
    let at_once = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    !matches!(
        poll(&mut [PollFd::new(&stdout, PollFlags::OUT)], Some(&at_once)),
        Ok(0)
    )
}

/// Sends all bytes to the terminal, in one write unless the terminal takes fewer at a time.
///
/// Standard output's own buffer would cut a frame at its last line break.
pub(super) fn write(mut bytes: &[u8]) -> io::Result<()> {
    let stdout = io::stdout();
    let terminal = stdout.as_fd();
    while !bytes.is_empty() {
        match rustix::io::write(terminal, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Another program has made the terminal non-blocking.
            Err(Errno::AGAIN) => {
                poll(&mut [PollFd::new(&terminal, PollFlags::OUT)], None)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    /// What happens on this thread when it panics and `main` is the main thread.
    fn done(main: ThreadId) -> Vec<&'static str> {
        let done = RefCell::new(Vec::new());
        panicked(
            main,
            || done.borrow_mut().push("restored"),
            || done.borrow_mut().push("told"),
        );
        done.into_inner()
    }

    #[test]
    fn only_a_terminal_of_its_own_is_asked_for_margins() {
        for (name, value, expected) in [
            ("TERM", "xterm-256color", true),
            ("TERM", "foot", true),
            ("TERM", "tmux-256color", false),
            ("TERM", "linux", false),
            ("TMUX", "/tmp/tmux", false),
            ("STY", "12.pts", false),
            ("TERM_PROGRAM", "Apple_Terminal", false),
            ("TERM_PROGRAM", "WezTerm", true),
        ] {
            let var = |asked: &str| (asked == name).then(|| OsString::from(value));
            assert_eq!(may_have_sides(var), expected, "{name}={value}");
        }
    }

    #[test]
    fn only_the_main_thread_gives_the_terminal_back_and_tells_afterwards() {
        let main = thread::current().id();
        assert_eq!(done(main), ["restored", "told"]);
        let worker = thread::spawn(move || done(main)).join();
        assert_eq!(worker.unwrap(), [""; 0]);
    }
}
