//! The line between the program and its terminal: fast or slow, and with answers or without.

use std::io::{Read, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Asks whether the terminal has taken everything.
pub(crate) const QUESTION: &[u8] = b"\x1b[5n";
/// It has.
const ANSWER: &[u8] = b"\x1b[0n";

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
            // A question may begin in one part and end in the next.
            let from = seen.len().saturating_sub(QUESTION.len() - 1);
            seen.extend_from_slice(&buffer[..count]);
            let asked = seen[from..].windows(QUESTION.len());
            let asked = asked.filter(|window| *window == QUESTION).count();
            drop(seen);
            if let Some(keys) = keys.lock().unwrap().as_mut()
                && self.answers
            {
                // A program that has ended listens no more.
                let _ = keys.write_all(&ANSWER.repeat(asked));
            }
            if let_go.load(Ordering::SeqCst) {
                return;
            }
        }
    }
}
