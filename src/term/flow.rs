//! Keeps stale frames off a slow line: no frame is sent before the terminal has taken the last.
//!
//! There is room for many frames between the program and the screen, in the buffers of the system, of SSH and of the
//! network. What is written while they fill is shown frame by frame, long after the keys. So a question goes out with
//! every kilobyte or so, which the terminal answers when it has taken all that was sent before (DSR, `CSI 5 n`).

use std::time::{Duration, Instant};

/// Asks the terminal whether it has taken everything.
const QUESTION: &[u8] = b"\x1b[5n";
/// So many bytes may be on their way unasked.
const UNASKED: usize = 1000;
/// How long an answer may take before the terminal is believed to give none.
const PATIENCE: Duration = Duration::from_secs(8);

/// What is known of the bytes on their way. It is told the time; it has no clock of its own.
#[derive(Clone, Debug)]
pub(super) struct Flow {
    /// How many bytes have been sent since the last question.
    unasked: usize,
    /// When the question was asked whose answer has not come.
    asked: Option<Instant>,
    /// Whether the terminal answers; none while that is not known.
    answers: Option<bool>,
}

impl Flow {
    /// A line of which nothing is known yet: the first frame asks, however short it is.
    pub(super) fn new() -> Self {
        Self {
            unasked: UNASKED,
            asked: None,
            answers: None,
        }
    }

    /// So many bytes are about to be sent; returns what to send with them.
    pub(super) fn send(&mut self, bytes: usize, now: Instant) -> &'static [u8] {
        self.unasked += bytes;
        if self.unasked < UNASKED || self.asked.is_some() || self.answers == Some(false) {
            return b"";
        }
        self.unasked = 0;
        self.asked = Some(now);
        QUESTION
    }

    /// The terminal has answered.
    pub(super) fn answered(&mut self) {
        self.asked = None;
        self.answers = Some(true);
    }

    /// Whether another frame may be sent. Before the first answer nothing is held back for it.
    pub(super) fn is_open(&mut self, now: Instant) -> bool {
        let late = self
            .asked
            .is_some_and(|asked| now.saturating_duration_since(asked) >= PATIENCE);
        if late {
            self.asked = None;
            self.answers = Some(false);
        }
        self.asked.is_none() || self.answers.is_none()
    }

    /// How long to wait for an answer that would otherwise reach whoever has the terminal next; none when nothing is out.
    pub(super) fn owed(&self, now: Instant) -> Option<Duration> {
        let rest = PATIENCE.saturating_sub(now.saturating_duration_since(self.asked?));
        // A terminal that may never answer is not worth a wait that anybody would notice.
        let most = if self.answers == Some(true) {
            2000
        } else {
            300
        };
        Some(rest.min(Duration::from_millis(most)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_waits_until_the_last_has_been_taken() {
        let now = Instant::now();
        let mut flow = Flow::new();
        assert_eq!(flow.send(10, now), QUESTION);
        assert!(
            flow.is_open(now),
            "it is not known yet whether the terminal answers"
        );
        assert_eq!(flow.send(600, now), b"", "one question at a time");
        flow.answered();
        assert_eq!(flow.send(600, now), QUESTION);
        assert!(!flow.is_open(now));
        flow.answered();
        assert!(flow.is_open(now));
        assert_eq!(flow.send(600, now), b"");
        assert!(flow.is_open(now), "little may be on its way unasked");
        assert_eq!(flow.owed(now), None);
    }

    #[test]
    fn a_terminal_that_gives_no_answer_is_not_waited_for() {
        let now = Instant::now();
        let mut flow = Flow::new();
        flow.send(5000, now);
        assert_eq!(flow.owed(now), Some(Duration::from_millis(300)));
        let later = now + PATIENCE;
        assert_eq!(flow.owed(later), Some(Duration::ZERO));
        assert!(flow.is_open(later));
        assert_eq!(flow.send(5000, later), b"");
        // It was only slow.
        flow.answered();
        assert_eq!(flow.send(5000, later), QUESTION);
        assert!(!flow.is_open(later));
    }
}
