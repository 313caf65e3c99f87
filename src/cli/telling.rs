//! The main loop of the reader in lines: hears, lets the state change, acts for it, and tells what is new.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::app::{App, Effect, Event, Key, KeyCode, Medium, News, Size, update};
use crate::term::{self, Paper, Typed, Typing};
use crate::view::plain::{self, Cause, Scene};

use super::acting::{Acting, Outcome};
use super::printable::printable;
use super::reader::Options;
use super::reading::End;

/// How long the first words wait for the findings.
const FIRST: Duration = Duration::from_millis(300);
/// Overlays ask for a size; what they say depends on none.
const SIZE: Size = Size {
    width: 120,
    height: 40,
};

/// Opens the library that the options name and tells of it in lines until the reader leaves or
/// the lines of a script end. Returns how the session ended.
///
/// # Errors
///
/// When the terminal cannot be used.
pub(crate) fn read(mut app: App, options: &Options) -> io::Result<End> {
    app.medium = Medium::Lines;
    let (sender, events) = channel();
    let acting = Acting::begin(&mut app, options, &sender);
    let paper = Paper::open()?;
    let hearing = Hearing::begin(&paper, &sender)?;
    drop(sender);
    let mut telling = Telling {
        app,
        paper,
        hearing,
        events,
        acting,
        told: None,
        opened: Instant::now(),
        working: true,
        gathering: 0,
        typing: String::new(),
        signal: None,
    };
    let ended = panic::catch_unwind(AssertUnwindSafe(|| telling.run()));
    telling.paper.leave();
    let end = match ended {
        Err(_) => End::BrokeDown,
        Ok(Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => End::Left,
        Ok(Err(_)) => End::Signal(term::HANGUP),
        Ok(Ok(())) => End::of(&mut telling.app, telling.signal),
    };
    telling.acting.end(&end);
    Ok(end)
}

/// Where what the reader asks for comes from.
enum Hearing {
    Keys,
    Lines {
        typed: Typed,
        /// Whether a line has been asked for that has not come yet.
        asked: bool,
    },
}

impl Hearing {
    fn begin(paper: &Paper, events: &Sender<Event>) -> io::Result<Self> {
        match paper.typing() {
            Typing::Keys => term::listen(events).map(|()| Self::Keys),
            Typing::Lines | Typing::Script => {
                let typed = term::listen_for_lines(events)?;
                Ok(Self::Lines {
                    typed,
                    asked: false,
                })
            }
        }
    }
}

/// The loop and what it holds.
struct Telling {
    app: App,
    paper: Paper,
    hearing: Hearing,
    events: Receiver<Event>,
    acting: Acting,
    /// The scene that was told last; none before the first words.
    told: Option<Scene>,
    opened: Instant,
    /// Whether documents are still being read or analysed.
    working: bool,
    /// How many times the statements are being brought together.
    gathering: usize,
    /// What has been typed of a line where single keys are heard.
    typing: String,
    signal: Option<u8>,
}

impl Telling {
    fn run(&mut self) -> io::Result<()> {
        self.take(Event::Resize(SIZE))?;
        while !self.app.quit {
            self.ask_for_lines()?;
            let Some(event) = self.wait() else {
                self.tell(Cause::Asked)?;
                continue;
            };
            if matches!(event, Event::Resize(_)) {
                continue;
            }
            let cause = match event {
                Event::Report(_) | Event::Refused(_) => Cause::Work,
                _ => Cause::Asked,
            };
            if let Event::Key(key) = event
                && self.hears_words()
            {
                self.type_key(key)?;
                continue;
            }
            self.take(event)?;
            if self.told.is_some() || !self.working {
                self.tell(cause)?;
            }
        }
        Ok(())
    }

    /// The next event; none when it is time for the first words.
    fn wait(&self) -> Option<Event> {
        let gone = Event::Hangup(term::HANGUP);
        if self.told.is_some() || matches!(self.paper.typing(), Typing::Script) {
            return Some(self.events.recv().unwrap_or(gone));
        }
        let left = FIRST.saturating_sub(self.opened.elapsed());
        match self.events.recv_timeout(left) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(gone),
        }
    }

    /// Asks for the next line, once everything is told that the last one led to. A script hears the same whatever the
    /// machine is busy with: its lines wait until all work is done.
    fn ask_for_lines(&mut self) -> io::Result<()> {
        let script = self.paper.typing() == Typing::Script;
        let busy = self.told.is_none() || script && (self.working || self.gathering > 0);
        let prompt = plain::prompt(&self.app).unwrap_or_else(|| "> ".to_owned());
        match &mut self.hearing {
            Hearing::Lines { typed, asked } if !*asked && !busy => {
                *asked = true;
                typed.ask();
                if !script {
                    self.paper.write(&prompt)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Lets the state change by one event, and does what it asks for.
    fn take(&mut self, event: Event) -> io::Result<()> {
        #[cfg(debug_assertions)]
        crate::drill::hear(&event);
        match &event {
            Event::Line(_) => {
                if let Hearing::Lines { asked, .. } = &mut self.hearing {
                    *asked = false;
                }
            }
            Event::Hangup(signal) => self.signal = Some(*signal),
            Event::Resumed => self.paper.enter()?,
            Event::Report(report) => match report.news {
                News::Finished | News::CannotOpen(_) => self.working = false,
                News::Gathered { .. } => self.gathering = self.gathering.saturating_sub(1),
                _ => {}
            },
            _ => {}
        }
        for effect in update(&mut self.app, event) {
            self.perform(effect)?;
        }
        Ok(())
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            // Nothing flickers on paper: what would rest has rested.
            Effect::Wake(timer, _) => return self.take(Event::Timer(timer)),
            Effect::Gather => self.gathering += 1,
            _ => {}
        }
        match self.acting.perform(&self.app, effect) {
            Outcome::Done(events) => events.into_iter().try_for_each(|event| self.take(event)),
            Outcome::Terminal(Effect::Redraw) => {
                self.told = None;
                Ok(())
            }
            Outcome::Terminal(Effect::Suspend) => {
                self.paper.leave();
                term::stop();
                self.paper.enter()
            }
            Outcome::Terminal(_) => Ok(()),
        }
    }

    /// Tells what is new, or everything when nothing has been told yet.
    fn tell(&mut self, cause: Cause) -> io::Result<()> {
        let scene = Scene::of(&self.app);
        let lines = match &self.told {
            Some(told) => plain::news(told, &scene, cause),
            None => scene.whole(),
        };
        self.told = Some(scene);
        if lines.is_empty() || self.app.quit {
            return Ok(());
        }
        let mut words = String::new();
        for line in lines {
            words.push_str(&printable(&line));
            words.push('\n');
        }
        self.paper.write(&words)?;
        if self.paper.typing() == Typing::Keys
            && let Some(prompt) = plain::prompt(&self.app)
        {
            self.paper.write(&prompt)?;
        }
        Ok(())
    }

    /// Whether single keys make up a line: an answer to a prompt, or the number of an entry.
    fn hears_words(&self) -> bool {
        self.app.overlay.is_some() && matches!(self.hearing, Hearing::Keys)
    }

    /// A key of a line that is typed key by key. What is typed is written, as a terminal does it by itself.
    fn type_key(&mut self, key: Key) -> io::Result<()> {
        let prompts = plain::prompt(&self.app).is_some();
        match key.code {
            KeyCode::Char(letter)
                if !key.ctrl && !key.alt && (prompts || letter.is_ascii_digit()) =>
            {
                self.typing.push(letter);
                self.paper.write(&printable(&letter.to_string()))
            }
            KeyCode::Backspace if !self.typing.is_empty() => {
                self.typing.pop();
                self.paper.write("\u{8} \u{8}")
            }
            KeyCode::Enter if prompts || !self.typing.is_empty() => {
                let line = std::mem::take(&mut self.typing);
                self.paper.write("\n")?;
                self.take(Event::Line(line))?;
                self.tell(Cause::Asked)
            }
            _ => {
                if !std::mem::take(&mut self.typing).is_empty() || prompts {
                    self.paper.write("\n")?;
                }
                self.take(Event::Key(key))?;
                self.tell(Cause::Asked)
            }
        }
    }
}
