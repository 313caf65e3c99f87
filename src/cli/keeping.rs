//! Keeping the reader's place: finds the store, hands what was kept to the state, and says when nothing can be kept.

use std::env;
use std::path::PathBuf;
use std::sync::mpsc::Sender;

use crate::app::memory::{Memory, Note};
use crate::app::{App, Event};
use crate::cache;
use crate::store::{self, Remark, Store, Unkept};

use super::errors::say;

/// What of a session is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keeps {
    /// The place, the marks and the bookmarks.
    pub place: bool,
    /// What has been worked out about the library.
    pub cache: bool,
}

impl Keeps {
    /// The folder of the caches, if one may be used.
    pub(crate) fn caches(self) -> Option<PathBuf> {
        self.cache
            .then(|| cache::folder(|name| env::var_os(name)))
            .flatten()
    }
}

/// The store of the open library; nothing in a private session or when there is none.
#[derive(Debug, Default)]
pub(crate) struct Keeping {
    store: Option<Store>,
    /// Why there is no store although there should be one.
    without: Option<Unkept>,
}

impl Keeping {
    /// Opens the store for the library of this name and gives the state what was kept. Whatever is wrong is said in the
    /// status line; the reader works all the same.
    pub(crate) fn begin(app: &mut App, key: &str, events: &Sender<Event>) -> Self {
        match open(key, events.clone()) {
            Ok((store, memory, remark)) => {
                app.keeper.keeps = true;
                app.keeper.remembered = Some(Box::new(memory));
                if let Some(remark) = remark {
                    app.refuse(remark.to_string());
                }
                Self {
                    store: Some(store),
                    without: None,
                }
            }
            Err(why) => {
                app.refuse(Remark::Unkept(why.clone()).to_string());
                Self {
                    store: None,
                    without: Some(why),
                }
            }
        }
    }

    /// Has changes written down.
    pub(crate) fn keep(&self, notes: Vec<Note>) {
        if let Some(store) = &self.store {
            store.keep(notes);
        }
    }

    /// Tells that the reader has left: what is there now is not new at the next visit.
    pub(crate) fn leave(&self) {
        self.keep(vec![Note::Over]);
    }

    /// Waits until everything is written. What could not be kept is said on the shell's screen.
    pub(crate) fn end(&mut self) {
        let closed = self.store.take().map_or(Ok(()), Store::close);
        if let Some(why) = closed.err().or(self.without.take()) {
            say(&format!("your place was not kept: {why}"));
        }
    }
}

fn open(key: &str, events: Sender<Event>) -> Result<(Store, Memory, Option<Remark>), Unkept> {
    let folder = store::folder(|name| env::var_os(name))?;
    Store::open(&folder, key, move |why| {
        // Nobody listens any more when the program ends; then it is said on the shell's screen.
        let _ = events.send(Event::Refused(Remark::Unkept(why).to_string()));
    })
}
