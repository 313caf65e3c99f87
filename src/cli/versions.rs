//! Keeps what articles were before they changed, on a thread: nobody waits for the disk.

use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use crate::app::{App, Event};
use crate::library::{DocId, Version, VersionFolder};

/// The earlier versions of a session that keeps them.
pub(super) struct Versions {
    events: Sender<Event>,
    /// What is being written.
    writing: Option<JoinHandle<()>>,
}

impl Versions {
    pub(super) fn new(events: &Sender<Event>) -> Self {
        Self {
            events: events.clone(),
            writing: None,
        }
    }

    /// Has versions written down. What cannot be kept is told with [`Event::Refused`].
    pub(super) fn keep(&mut self, app: &App, versions: Vec<(DocId, Version)>) {
        let place = |(doc, version)| Some((app.library.version_folder(doc)?, version));
        let versions: Vec<(VersionFolder, Version)> =
            versions.into_iter().filter_map(place).collect();
        let before = self.writing.take();
        let events = self.events.clone();
        self.writing = Some(thread::spawn(move || {
            // In the order of the changes.
            wait_for(before);
            let kept = versions
                .iter()
                .try_for_each(|(folder, version)| folder.keep(version));
            if let Err(why) = kept {
                // Nobody listens any more when the program ends.
                let _ = events.send(Event::Refused(why));
            }
            let folders: Vec<VersionFolder> =
                versions.into_iter().map(|(folder, _)| folder).collect();
            VersionFolder::make_room(&folders);
        }));
    }

    /// The versions of a document that are kept.
    pub(super) fn find(app: &App, doc: DocId) -> Vec<Version> {
        app.library.kept_versions(doc)
    }

    /// Waits until everything is written.
    pub(super) fn end(&mut self) {
        wait_for(self.writing.take());
    }
}

fn wait_for(thread: Option<JoinHandle<()>>) {
    // A thread that broke down has nothing more to write.
    let _ = thread.map(JoinHandle::join);
}
