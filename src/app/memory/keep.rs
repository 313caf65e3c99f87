//! What has changed since it was told last.

use std::path::Path;

use crate::app::overlay::Typed;
use crate::app::{Anchor, App, Jumps, Place};
use crate::engine::EntityKind;
use crate::library::{DocId, Document, EntityId, words_from};

use super::keys::{self, Root};
use super::{DocKey, Left, Memory, Note, Session, Somebody, Sought, Spot, Visits, Way};

/// So many places of the way back are kept, and of the way forward: each jump writes all of them down.
const KEPT_JUMPS: usize = 50;

/// What keeping needs of the state.
#[derive(Clone, Debug, Default)]
pub struct Keeper {
    /// Whether anything is kept at all.
    pub keeps: bool,
    /// The paths that were opened.
    pub roots: Vec<Root>,
    /// What was kept, until the library is open and it is taken up.
    pub remembered: Option<Box<Memory>>,
    /// Who is to be found again as soon as the findings name them.
    pub wanted: Wanted,
    /// The visits before this one.
    pub visits: Visits,
    /// Whether the reader is still to hear what has come since the last visit.
    pub(crate) owes_news: bool,
    /// Changes that have not been told yet.
    waiting: Vec<Note>,
    /// What was told last.
    told: Told,
}

/// People and organizations that were kept by their names.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Whom the reader followed.
    pub following: Option<Somebody>,
    /// The entry under the cursor of the right pane.
    pub selected: Option<Somebody>,
}

/// What was told last, of what is told as a whole.
#[derive(Clone, Debug, Default)]
struct Told {
    session: Session,
    jumps: Jumps,
    typed: Typed,
}

impl App {
    /// Tells that a document was marked.
    pub(crate) fn note_read(&mut self, doc: DocId, read: bool) {
        let key = keys::key(self, doc);
        self.note(key.map(|key| Note::Read(key, read)));
    }

    /// Tells that a bookmark was set or taken away.
    pub(crate) fn note_bookmark(&mut self, place: Place, there: bool) {
        let spot = spot(self, place);
        self.note(spot.map(|spot| Note::Bookmark(spot, there)));
    }

    /// Tells where a document was left.
    pub(crate) fn note_left(&mut self, doc: DocId, top: Anchor) {
        let key = keys::key(self, doc);
        let left = left(self, doc, top);
        self.note(key.map(|key| Note::Left(key, left)));
    }

    /// Tells that a document is known by another key now, with all marks on it.
    pub(crate) fn note_moved(&mut self, doc: DocId, moved: &Moved) {
        self.note(Some(Note::Gone(moved.key.clone())));
        if self.documents.read.contains(&doc) {
            self.note_read(doc, true);
        }
        if let Some(left) = self.article.left.get(&doc).copied() {
            self.note_left(doc, left);
        }
        for spot in &moved.bookmarks {
            self.note(Some(Note::Bookmark(spot.clone(), false)));
        }
        let bookmarks: Vec<Place> = self.bookmarks.iter().copied().collect();
        for place in bookmarks.into_iter().filter(|place| place.doc == doc) {
            self.note_bookmark(place, true);
        }
    }

    pub(super) fn note(&mut self, note: Option<Note>) {
        if self.keeper.keeps {
            self.keeper.waiting.extend(note);
        }
    }
}

/// What was known about a document before its file changed or was renamed.
#[derive(Clone, Debug)]
pub(crate) struct Moved {
    key: DocKey,
    bookmarks: Vec<Spot>,
}

impl Moved {
    /// The text was another one. The bookmarks are still those in it.
    pub(crate) fn text(app: &App, doc: DocId, before: &Document) -> Self {
        let key = keys::key_of(app, &before.path, before.fingerprint);
        Self::new(app, doc, key, &before.text)
    }

    /// The file was at another path.
    pub(crate) fn path(app: &App, doc: DocId, before: &Path) -> Self {
        let document = app.library.document(doc);
        let fingerprint = document.map_or(0, |document| document.fingerprint);
        let key = keys::key_of(app, before, fingerprint);
        Self::new(
            app,
            doc,
            key,
            document.map_or("", |document| &document.text),
        )
    }

    fn new(app: &App, doc: DocId, key: DocKey, text: &str) -> Self {
        let here = app.bookmarks.iter().filter(|place| place.doc == doc);
        let bookmarks = here.map(|place| Spot {
            doc: key.clone(),
            byte: place.byte,
            quote: place.quote,
            words: words_from(text, place.byte),
        });
        Self {
            bookmarks: bookmarks.collect(),
            key,
        }
    }
}

/// Everything that has changed since the last time. Nothing while no document is open.
pub(crate) fn notes(app: &mut App) -> Vec<Note> {
    if !app.keeper.keeps || app.article.doc.is_none() {
        return Vec::new();
    }
    let mut notes = std::mem::take(&mut app.keeper.waiting);
    let session = session(app);
    if session != app.keeper.told.session {
        notes.push(Note::Session(Box::new(session.clone())));
        app.keeper.told.session = session;
    }
    if app.jumps != app.keeper.told.jumps {
        let spots = |places: &[Place]| {
            places[places.len().saturating_sub(KEPT_JUMPS)..]
                .iter()
                .filter_map(|place| spot(app, *place))
                .collect()
        };
        notes.push(Note::Way(Way {
            back: spots(&app.jumps.back),
            forward: spots(&app.jumps.forward),
        }));
        app.keeper.told.jumps = app.jumps.clone();
    }
    if app.typed != app.keeper.told.typed {
        notes.push(Note::Typed(app.typed.clone()));
        app.keeper.told.typed = app.typed.clone();
    }
    notes
}

fn session(app: &App) -> Session {
    let doc = app.article.doc;
    let search = app.article.search.as_ref();
    let wanted = &app.keeper.wanted;
    Session {
        doc: doc.and_then(|doc| keys::key(app, doc)),
        left: doc.map_or_else(Left::default, |doc| left(app, doc, app.article.top)),
        quote: app.quote(),
        following: wanted
            .following
            .clone()
            .or_else(|| somebody(app, app.following?)),
        doubtful: app.doubtful,
        selected: wanted
            .selected
            .clone()
            .or_else(|| somebody(app, app.people.selected?)),
        focus: app.focus,
        screen: app.screen,
        order: app.documents.order,
        search: search.map(|search| Sought {
            words: search.words.clone(),
            byte: search
                .current
                .and_then(|at| Some(search.hits.get(at)?.start)),
            everywhere: !search.everywhere.is_empty(),
        }),
    }
}

fn left(app: &App, doc: DocId, top: Anchor) -> Left {
    let document = app.library.document(doc);
    let words = document.map(|document| words_from(&document.text, top.byte));
    Left {
        top,
        words: words.unwrap_or_default(),
    }
}

pub(super) fn spot(app: &App, place: Place) -> Option<Spot> {
    let text = &app.library.document(place.doc)?.text;
    Some(Spot {
        doc: keys::key(app, place.doc)?,
        byte: place.byte,
        quote: place.quote,
        words: words_from(text, place.byte),
    })
}

fn somebody(app: &App, id: EntityId) -> Option<Somebody> {
    let entity = app.library.entities.get(id)?;
    Some(Somebody {
        name: entity.name.clone(),
        organization: entity.kind == EntityKind::Organization,
    })
}
