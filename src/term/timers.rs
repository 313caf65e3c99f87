//! The timers that the state has asked for.

use std::time::{Duration, Instant};

use crate::app::Timer;

/// When each timer runs out. The loop sleeps until the first; there is no tick.
#[derive(Clone, Debug, Default)]
pub struct Timers {
    running: Vec<(Timer, Instant)>,
}

impl Timers {
    /// Starts a timer, or starts it anew.
    pub fn start(&mut self, timer: Timer, after: Duration, now: Instant) {
        self.running.retain(|(running, _)| *running != timer);
        self.running.push((timer, now + after));
    }

    /// When the first one runs out.
    pub fn first(&self) -> Option<Instant> {
        self.running.iter().map(|(_, at)| *at).min()
    }

    /// Takes one that has run out.
    pub fn take_due(&mut self, now: Instant) -> Option<Timer> {
        let place = self.running.iter().position(|(_, at)| *at <= now)?;
        Some(self.running.remove(place).0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timer_started_again_runs_out_later_and_once() {
        let now = Instant::now();
        let after = |milliseconds| now + Duration::from_millis(milliseconds);
        let mut timers = Timers::default();
        assert_eq!(timers.first(), None);
        timers.start(Timer::Rested, Duration::from_millis(100), now);
        timers.start(Timer::Rested, Duration::from_millis(100), after(50));
        assert_eq!(timers.first(), Some(after(150)));
        assert_eq!(timers.take_due(after(149)), None);
        assert_eq!(timers.take_due(after(150)), Some(Timer::Rested));
        assert_eq!(timers.take_due(after(999)), None);
    }
}
