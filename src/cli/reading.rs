//! The main loop of the reader: waits, lets the state change, acts for it, and draws.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::app::{Answer, App, Effect, Event, News, ThemeName, update};
use crate::term::{self, Screen, Wishes};
use crate::view;

use super::acting::{Acting, Outcome};
use super::reader::Options;

/// The time between two frames: at most 60 a second.
const FRAME: Duration = Duration::from_millis(16);
/// The time between two frames that differ in nothing but how far long work has come.
const PROGRESS: Duration = Duration::from_millis(250);
/// How long the first frame waits for the findings, so that a small library does not flash up empty and then plain.
const FIRST: Duration = Duration::from_millis(60);
/// How long the first frame then waits for what the articles tell together: a few of them are compared sooner than a screen is
/// drawn, and their marks need not come later than their words.
const TOGETHER: Duration = Duration::from_millis(8);
/// How soon to look again whether a line that was full can take a frame.
const FULL: Duration = Duration::from_millis(50);
/// How long an answer is waited for when the system asks to end.
const HASTE: Duration = Duration::from_millis(300);
/// How soon after `fg` the system's own word of it is no news any more.
const WOKEN: Duration = Duration::from_millis(300);

/// Opens the library that the options name and shows it on the terminal until the reader
/// leaves. `app` holds what was chosen beforehand, such as keys and colours. Returns how the session ended.
///
/// # Errors
///
/// When the terminal cannot be opened. A terminal that vanishes later ends the loop as leaving does.
pub(crate) fn read(mut app: App, options: &Options) -> io::Result<End> {
    let (sender, events) = channel();
    let acting = Acting::begin(&mut app, options, &sender);
    let screen = Screen::open(Wishes {
        mouse: app.mouse,
        background: app.theme == ThemeName::Auto,
    })?;
    term::listen(&sender)?;
    drop(sender);
    let mut reading = Reading {
        app,
        screen,
        events,
        acting,
        opened: Instant::now(),
        drawn: None,
        due: None,
        held: false,
        woken: None,
        signal: None,
    };
    let ended = panic::catch_unwind(AssertUnwindSafe(|| {
        let ended = reading.run();
        match reading.signal {
            // Nobody answers for a terminal that is gone.
            Some(term::HANGUP) => {}
            Some(_) => drop(reading.let_answers_come(HASTE)),
            None => drop(reading.let_answers_come(Duration::MAX)),
        }
        ended
    }));
    // Nothing of the state is used any more but what is plain data; every change has been handed on with its event.
    reading.screen.leave();
    let end = match ended {
        Err(_) => End::BrokeDown,
        // Whoever has no terminal any more cannot be told so.
        Ok(Err(_)) => End::Signal(term::HANGUP),
        Ok(Ok(())) => End::of(&mut reading.app, reading.signal),
    };
    reading.acting.end(&end);
    Ok(end)
}

/// How a session ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The reader left.
    Left,
    /// There was nothing to read; carries why.
    Nothing(String),
    /// The terminal is gone or the system asked to end, with this signal.
    Signal(u8),
    /// The program is wrong somewhere. What happened has been said on the shell's screen.
    BrokeDown,
}

impl End {
    /// How a session has ended whose loop came to its end.
    pub(super) fn of(app: &mut App, signal: Option<u8>) -> Self {
        match (app.failure.take(), signal) {
            (Some(why), _) => Self::Nothing(why),
            (None, Some(signal)) => Self::Signal(signal),
            (None, None) => Self::Left,
        }
    }
}

/// The loop and what it holds.
struct Reading {
    app: App,
    screen: Screen,
    events: Receiver<Event>,
    acting: Acting,
    /// When the terminal was opened.
    opened: Instant,
    /// When the last frame was drawn.
    drawn: Option<Instant>,
    /// When the next frame is to be drawn; none while the screen shows the state.
    due: Option<Instant>,
    /// Whether a frame waits for the line.
    held: bool,
    /// When `fg` brought the program back the last time.
    woken: Option<Instant>,
    /// The signal that the program ends for.
    signal: Option<u8>,
}

impl Reading {
    fn run(&mut self) -> io::Result<()> {
        self.take(Event::Resize(term::size()))?;
        while !self.app.quit {
            // All that waits goes into one frame; the channel is empty long before a frame could be sent.
            let mut next = self.wait();
            while let Some(event) = next {
                self.take(event)?;
                next = self.events.try_recv().ok().filter(|_| !self.app.quit);
            }
            while let Some(timer) = self.acting.timers.take_due(Instant::now()) {
                self.take(Event::Timer(timer))?;
            }
            self.draw_when_due()?;
        }
        Ok(())
    }

    /// Sleeps until something happens or the next timer or frame is due; none for the latter.
    fn wait(&self) -> Option<Event> {
        let Some(until) = self.due.into_iter().chain(self.acting.timers.first()).min() else {
            // The listening threads hold the other end. When all of them are gone, so is the terminal.
            return Some(self.events.recv().unwrap_or(Event::Hangup(term::HANGUP)));
        };
        match self
            .events
            .recv_timeout(until.saturating_duration_since(Instant::now()))
        {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Event::Hangup(term::HANGUP)),
        }
    }

    /// Lets the state change by one event, and does what it asks for.
    fn take(&mut self, event: Event) -> io::Result<()> {
        #[cfg(debug_assertions)]
        crate::drill::hear(&event);
        if let Event::Answer(answer) = event {
            self.screen.hear(answer)?;
            if std::mem::take(&mut self.held) {
                self.due = Some(Instant::now());
            }
            // Whoever reads already does not want other colours.
            if !(matches!(answer, Answer::Background(_)) && self.screen.is_new()) {
                return Ok(());
            }
        }
        self.due = Some(self.due_after(&event));
        if let Event::Hangup(signal) = event {
            self.signal = Some(signal);
        }
        if matches!(event, Event::Resumed) {
            if self.woken.is_some_and(|at| at.elapsed() < WOKEN) {
                return Ok(());
            }
            self.come_back()?;
        }
        for effect in update(&mut self.app, event) {
            self.perform(effect)?;
        }
        Ok(())
    }

    /// When to draw what this event changes, at the latest.
    fn due_after(&self, event: &Event) -> Instant {
        let news = match event {
            Event::Report(report) => Some(&report.news),
            _ => None,
        };
        let due = match (self.drawn, news) {
            // Nothing more will come soon for the first frame to wait for.
            (None, Some(News::Gathered { .. } | News::CannotOpen(_) | News::Glanced(_))) => {
                Instant::now()
            }
            (None, Some(News::Finished)) => Instant::now() + TOGETHER,
            (None, _) => self.opened + FIRST,
            (Some(drawn), Some(News::Progress(_))) => drawn + PROGRESS,
            (Some(drawn), _) => drawn + FRAME,
        };
        self.due.map_or(due, |before| before.min(due))
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        let effect = match self.acting.perform(&self.app, effect) {
            Outcome::Done(events) => {
                return events.into_iter().try_for_each(|event| self.take(event));
            }
            Outcome::Terminal(effect) => effect,
        };
        match effect {
            Effect::Copy(text) => {
                if let Err(not_copied) = self.screen.copy(&text)? {
                    let why = not_copied.to_string();
                    self.take(Event::NotCopied { text, why })?;
                }
            }
            Effect::Mouse(wanted) => self.screen.hear_mouse(wanted)?,
            Effect::Suspend => {
                let meanwhile = self.let_answers_come(Duration::MAX);
                self.screen.leave();
                term::stop();
                self.come_back()?;
                for event in meanwhile {
                    self.take(event)?;
                }
            }
            _ => self.screen.forget(),
        }
        Ok(())
    }

    /// Takes the terminal again after somebody else had it. Its size may be another now.
    fn come_back(&mut self) -> io::Result<()> {
        self.screen.enter()?;
        self.woken = Some(Instant::now());
        self.take(Event::Resize(term::size()))
    }

    /// Waits for what the terminal has still to answer, for at most this long: it would reach the shell as letters. Returns
    /// what else happened meanwhile.
    fn let_answers_come(&mut self, most: Duration) -> Vec<Event> {
        let mut meanwhile = Vec::new();
        let begun = Instant::now();
        while let Some(within) = self.screen.owed() {
            let rest = within.min(most.saturating_sub(begun.elapsed()));
            match self.events.recv_timeout(rest) {
                Ok(Event::Answer(answer)) if self.screen.hear(answer).is_ok() => {}
                Ok(event) => meanwhile.push(event),
                Err(_) => break,
            }
        }
        meanwhile
    }

    fn draw_when_due(&mut self) -> io::Result<()> {
        let now = Instant::now();
        if self.app.quit || self.due.is_none_or(|due| due > now) {
            return Ok(());
        }
        // A frame that cannot be sent now would be stale when it can.
        if !self.screen.is_ready() {
            self.held = true;
            self.due = Some(now + FULL);
            return Ok(());
        }
        self.screen
            .draw(self.app.size, |picture| view::draw(&self.app, picture))?;
        self.drawn = Some(now);
        self.due = None;
        self.held = false;
        Ok(())
    }
}
