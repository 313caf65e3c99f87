//! Corrections on their way while a library is read: those made here to the server, those made elsewhere from there.
//!
//! Two threads with a connection each, because one of them sleeps until the server speaks. When the line breaks, both begin anew
//! until it holds; nothing depends on what was going on, since a line of the log may be sent and may arrive any number of times.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use postgres::Client;
use postgres::fallible_iterator::FallibleIterator as _;

use crate::library::{Correction, parallel};

use super::address::Address;
use super::desk;
use super::error::Failure;
use super::log::{self, CHANNEL, Cursor};
use super::reading;

/// How long it takes at most to notice that a silent line is broken.
const SILENCE: Duration = Duration::from_secs(60);
/// How often to look where the server cannot tell.
const LOOK: Duration = Duration::from_millis(500);
/// How long a server may take to tell what it was told.
const ECHO: Duration = Duration::from_secs(2);
/// How soon to try again when the line is broken.
const AGAIN: Duration = Duration::from_secs(1);

/// What there is to hear of the server.
#[derive(Clone, Debug, PartialEq)]
pub enum Word {
    /// Corrections that were made elsewhere.
    Lines(Vec<Correction>),
    /// The server cannot be reached; carries why.
    Lost(String),
    /// It can be reached again, and has what was made meanwhile.
    Back,
    /// Articles have come or changed, and are analysed.
    Pushed,
    /// It does not take corrections; carries why.
    Refused(String),
}

/// The two threads. They end with it.
#[derive(Debug)]
pub struct Exchange {
    messages: Sender<Message>,
    shared: Arc<Shared>,
}

#[derive(Debug)]
enum Message {
    Lines(Vec<Correction>),
    /// Whoever sends this wants to hear when everything before it is on the server.
    Settle(Sender<()>),
}

/// What an exchange begins with.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// The lines that are known here.
    pub(super) known: HashSet<String>,
    /// Those of them that the server does not have.
    pub(super) unsent: Vec<Correction>,
    /// Until when the server's lines are known.
    pub(super) cursor: Cursor,
    /// The documents that are known are those of this generation.
    pub(super) generation: i64,
}

impl Exchange {
    /// Begins to send and to hear. `tell` hears from both threads.
    pub fn start(
        address: &Address,
        beginning: Beginning,
        tell: impl Fn(Word) + Send + Sync + 'static,
    ) -> Self {
        let (messages, waiting) = channel();
        let shared = Arc::new(Shared {
            address: address.clone(),
            known: Mutex::new(beginning.known),
            away: Mutex::default(),
            is_over: AtomicBool::new(false),
            tell: Box::new(tell),
        });
        let Beginning {
            unsent,
            cursor,
            generation,
            ..
        } = beginning;
        let (sends, hears) = (Arc::clone(&shared), Arc::clone(&shared));
        let begin = |work: Box<dyn FnOnce() + Send>| {
            let thread = thread::Builder::new().name(parallel::WORKER.to_owned());
            // Without threads the corrections stay here until the next time.
            let _ = thread.spawn(work);
        };
        begin(Box::new(move || sends.send_all(unsent, &waiting)));
        begin(Box::new(move || hears.hear_all(cursor, generation)));
        Self { messages, shared }
    }

    /// Sends lines that have been made, as soon as that can be done.
    pub fn send(&self, lines: Vec<Correction>) {
        self.shared.note(&lines);
        // The thread lives as long as this does.
        let _ = self.messages.send(Message::Lines(lines));
    }

    /// Waits until everything is sent, for so long at most. What is not sent by then goes the next time.
    pub fn settle(&self, most: Duration) {
        let (settled, wait) = channel();
        if self.messages.send(Message::Settle(settled)).is_ok() {
            let _ = wait.recv_timeout(most);
        }
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::Relaxed);
    }
}

/// What both threads need.
struct Shared {
    address: Address,
    /// The lines that are known here, by their ids.
    known: Mutex<HashSet<String>>,
    away: Mutex<Away>,
    is_over: AtomicBool,
    tell: Box<dyn Fn(Word) + Send + Sync>,
}

/// Which of the two ways is broken.
#[derive(Clone, Copy, Debug, Default)]
struct Away {
    sending: bool,
    hearing: bool,
}

impl Away {
    const fn is_any(self) -> bool {
        self.sending || self.hearing
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Shared({})", self.address)
    }
}

impl Shared {
    fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }

    fn tell(&self, word: Word) {
        if !self.is_over() {
            (self.tell)(word);
        }
    }

    /// Takes lines to be known. Returns those that were not.
    fn note(&self, lines: &[Correction]) -> Vec<Correction> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let new = lines.iter().filter(|line| known.insert(line.id.clone()));
        new.cloned().collect()
    }

    /// Notes what became of one of the two ways, and says once that the server cannot be reached, or that all is well again.
    fn went(&self, which: impl Fn(&mut Away) -> &mut bool, failure: Option<&Failure>) {
        let mut away = self.away.lock().unwrap_or_else(PoisonError::into_inner);
        let before = away.is_any();
        *which(&mut away) = failure.is_some();
        match (before, away.is_any(), failure) {
            (false, true, Some(failure)) => {
                self.tell(Word::Lost(failure.at(&self.address).to_string()));
            }
            (true, false, _) => self.tell(Word::Back),
            _ => {}
        }
    }

    fn sending(&self, failure: Option<&Failure>) {
        self.went(|away| &mut away.sending, failure);
    }

    fn hearing(&self, failure: Option<&Failure>) {
        self.went(|away| &mut away.hearing, failure);
    }

    /// Sends what is made here until nobody makes anything any more.
    fn send_all(&self, mut pending: Vec<Correction>, waiting: &Receiver<Message>) {
        let mut client = None;
        let mut settling: Vec<Sender<()>> = Vec::new();
        loop {
            if !pending.is_empty() {
                match self.send(&mut client, &pending) {
                    Ok(()) => {
                        pending.clear();
                        self.sending(None);
                    }
                    Err(failure) if failure.may_pass() => {
                        client = None;
                        self.sending(Some(&failure));
                    }
                    Err(failure) => {
                        client = None;
                        // They stay in the log on this disk, and go another time.
                        pending.clear();
                        self.sending(None);
                        self.tell(Word::Refused(failure.at(&self.address).to_string()));
                    }
                }
            }
            if pending.is_empty() {
                for settled in settling.drain(..) {
                    // Whoever waited may have given up.
                    let _ = settled.send(());
                }
            }
            let next = if pending.is_empty() {
                waiting.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                waiting.recv_timeout(AGAIN)
            };
            match next {
                Ok(Message::Lines(lines)) => pending.extend(lines),
                Ok(Message::Settle(settled)) => settling.push(settled),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn send(&self, client: &mut Option<Client>, lines: &[Correction]) -> Result<(), Failure> {
        let client = match client {
            Some(client) => client,
            None => client.insert(desk::open(&self.address)?),
        };
        desk::in_transaction(client, |transaction| log::add(transaction, lines))?;
        log::notify(client);
        Ok(())
    }

    /// Hears what is made elsewhere until the reader leaves.
    fn hear_all(&self, mut cursor: Cursor, mut generation: i64) {
        while !self.is_over() {
            if let Err(failure) = self.hear(&mut cursor, &mut generation) {
                self.hearing(Some(&failure));
                thread::sleep(AGAIN);
            }
        }
    }

    fn hear(&self, cursor: &mut Cursor, generation: &mut i64) -> Result<(), Failure> {
        let mut client = desk::open(&self.address)?;
        let can_tell = self.listen(&mut client)?;
        while !self.is_over() {
            let new = self.note(&cursor.fetch(&mut client)?);
            self.hearing(None);
            if !new.is_empty() {
                self.tell(Word::Lines(new));
            }
            // What is not analysed yet is told when it is.
            if let Some(now) = reading::complete(&mut client)?
                && now != *generation
            {
                *generation = now;
                self.tell(Word::Pushed);
            }
            if can_tell {
                let mut notifications = client.notifications();
                notifications.timeout_iter(SILENCE).next()?;
                // Several that came together are one.
                while notifications.iter().next()?.is_some() {}
            } else {
                thread::sleep(LOOK);
            }
        }
        Ok(())
    }

    /// Listens, and tells whether anything is heard: some servers know no such thing, and a pooler in between, which hands each
    /// question to a connection that is free, passes nothing on that comes unasked.
    fn listen(&self, client: &mut Client) -> Result<bool, Failure> {
        let echo = echo_channel();
        let listens = client.batch_execute(&format!("LISTEN {CHANNEL}; LISTEN {echo}"));
        match listens.map_err(Failure::from) {
            Ok(()) => {}
            Err(failure) if failure.is_unknown() => return Ok(false),
            Err(failure) => return Err(failure),
        }
        // Said on a connection of its own: a pooler passes on what comes while a question is answered.
        let says = |mut other: Client| Ok(other.batch_execute(&format!("NOTIFY {echo}"))?);
        if desk::connect(&self.address).and_then(says).is_err() {
            return Ok(false);
        }
        let end = Instant::now() + ECHO;
        let is_heard = loop {
            let left = end.saturating_duration_since(Instant::now());
            match client.notifications().timeout_iter(left).next()? {
                Some(heard) if heard.channel() == echo => break true,
                Some(_) => {}
                None => break false,
            }
        };
        client.batch_execute(&format!("UNLISTEN {echo}"))?;
        Ok(is_heard)
    }
}

/// A channel that nobody else listens to.
fn echo_channel() -> String {
    let bits = RandomState::new().build_hasher().finish();
    format!("{CHANNEL}_{bits:016x}")
}
