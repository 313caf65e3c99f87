//! The line between the program and its terminal: fast or slow, and with answers or without.

use std::io::{Read, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Asks whether the terminal has taken everything.
pub(crate) const QUESTION: &[u8] = b"\x1b[5n";
/// What the terminal is asked, and what it answers: it has taken everything, and it knows the marks of a frame.
const ANSWERS: [(&[u8], &[u8]); 2] = [(QUESTION, b"\x1b[0n"), (b"\x1b[?2026$p", b"\x1b[?2026;2$y")];

/// What goes to the program; none when the terminal is gone.
pub(crate) type Keys = Arc<Mutex<Option<Box<dyn Write + Send>>>>;

/// What lies between the program and the screen.
#[derive(Clone)]
pub(crate) struct Line {
    /// How many bytes it takes each second; 0 when it takes all.
    pub(crate) pace: Arc<AtomicUsize>,
    /// Whether the terminal answers what it is asked.
    pub(crate) answers: bool,
}

impl Line {
    /// Takes the bytes of the program until it is to let go.
    pub(crate) fn take(
        &self,
        mut output: impl Read,
        keys: &Keys,
        bytes: &Mutex<Vec<u8>>,
        let_go: &AtomicBool,
    ) {
        let mut buffer = vec![0; 1 << 16];
        loop {
            let pace = self.pace.load(Ordering::SeqCst);
            let part = if pace == 0 { buffer.len() } else { 100 };
            let Ok(count @ 1..) = output.read(&mut buffer[..part]) else {
                return;
            };
            if pace > 0 {
                thread::sleep(Duration::from_secs_f64(count as f64 / pace as f64));
            }
            let mut seen = bytes.lock().unwrap();
            let before = seen.len();
            seen.extend_from_slice(&buffer[..count]);
            let answers = answers(&seen, before);
            drop(seen);
            if let Some(keys) = keys.lock().unwrap().as_mut()
                && self.answers
            {
                // A program that has ended listens no more.
                let _ = keys.write_all(&answers);
            }
            if let_go.load(Ordering::SeqCst) {
                return;
            }
        }
    }
}

/// What the terminal answers to the questions that end behind the first `from` bytes.
fn answers(bytes: &[u8], from: usize) -> Vec<u8> {
    let mut answers = Vec::new();
    for end in from + 1..=bytes.len() {
        let asked = ANSWERS
            .iter()
            .find(|(question, _)| bytes[..end].ends_with(question));
        answers.extend_from_slice(asked.map_or(b"", |(_, answer)| answer));
    }
    answers
}
