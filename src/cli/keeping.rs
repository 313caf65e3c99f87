//! Keeping the reader's place: finds the store, hands what was kept to the state, and says when nothing can be kept.

use std::collections::HashSet;
use std::env;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::memory::{self, Memory, Note, Seen};
use crate::app::{App, Event};
use crate::cache;
use crate::library::Library;
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
    /// Where to look up former visits.
    visits: Option<Visits>,
}

/// What is kept of former visits, and who hears of it.
#[derive(Clone, Debug)]
struct Visits {
    folder: PathBuf,
    /// The name of the library.
    key: String,
    events: Sender<Event>,
}

impl Keeping {
    /// Opens the store for the library of this name and gives the state what was kept. Whatever is wrong is said in the
    /// status line; the reader works all the same.
    pub(crate) fn begin(app: &mut App, key: &str, events: &Sender<Event>) -> Self {
        match open(key, events.clone()) {
            Ok((store, folder, memory, remark)) => {
                app.keeper.keeps = true;
                app.keeper.remembered = Some(Box::new(memory));
                if let Some(remark) = remark {
                    app.refuse(remark.to_string());
                }
                Self {
                    store: Some(store),
                    without: None,
                    visits: Some(Visits {
                        folder,
                        key: key.to_owned(),
                        events: events.clone(),
                    }),
                }
            }
            Err(why) => {
                app.refuse(Remark::Unkept(why.clone()).to_string());
                Self {
                    without: Some(why),
                    ..Self::default()
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

    /// Looks up what was there at former visits, and tells [`Event::Met`]. On a thread: there may be as much of it as of the
    /// library.
    pub(crate) fn meet(&self, app: &App) {
        let Some(visits) = self.visits.clone() else {
            return;
        };
        let (library, roots) = (app.library.clone(), app.keeper.roots.clone());
        thread::spawn(move || {
            if let Some(seen) = seen(&visits.folder, &visits.key, &library) {
                let met = memory::meet(&library, &roots, seen);
                // Nobody listens any more when the program ends.
                let _ = visits.events.send(Event::Met(Box::new(met)));
            }
        });
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

/// Which documents were there at the visits of a library.
pub(crate) fn seen(folder: &Path, key: &str, library: &Library) -> Option<Vec<Seen>> {
    let there: HashSet<u64> = library.present().map(|(_, one)| one.fingerprint).collect();
    store::seen(folder, key, |text| there.contains(&text))
}

fn open(
    key: &str,
    events: Sender<Event>,
) -> Result<(Store, PathBuf, Memory, Option<Remark>), Unkept> {
    let folder = store::folder(|name| env::var_os(name))?;
    let (store, memory, remark) = Store::open(&folder, key, move |why| {
        // Nobody listens any more when the program ends; then it is said on the shell's screen.
        let _ = events.send(Event::Refused(Remark::Unkept(why).to_string()));
    })?;
    Ok((store, folder, memory, remark))
}
