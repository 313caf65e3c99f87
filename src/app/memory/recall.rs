//! Taking up what was kept, when the library is open and when the findings arrive.

use std::sync::Arc;

use crate::app::derive::{refresh_documents, refresh_followed};
use crate::app::overlay::MOST_HITS;
use crate::app::update::{open, restore, set_read};
use crate::app::{Anchor, App, Effect, Place, TextSearch};
use crate::library::{DocId, EntityId, Needle, Query};

use super::keep::Wanted;
use super::keys::{self, Index, moved};
use super::{DocKey, Marks, Memory, Note, Session, Somebody, Spot};

/// Which of an entity's names are compared with one that was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// The full name: while findings arrive, a surname may still mean anybody.
    Full,
    /// Every name, and if nobody bears it, nobody is looked for any longer.
    All,
}

/// Puts the reader back where the last session ended. A library that was never open before opens at its first document.
pub(crate) fn recall(app: &mut App, memory: Memory) -> Vec<Effect> {
    let is_first = memory == Memory::default();
    app.keeper.visits.over.clone_from(&memory.visits);
    if is_first {
        let first = app.derived.documents.at(0);
        return first.map_or_else(Vec::new, |first| open(app, first));
    }
    let index = Index::of(app, memory.keys());
    for marks in memory.documents {
        recall_marks(app, &index, marks);
    }
    for spot in memory.bookmarks {
        recall_bookmark(app, &index, &spot);
    }
    let places = |app: &App, spots: &[Spot]| {
        spots
            .iter()
            .filter_map(|spot| place(app, &index, spot))
            .collect()
    };
    app.jumps.back = places(app, &memory.way.back);
    app.jumps.forward = places(app, &memory.way.forward);
    app.typed = memory.typed;
    let session = memory.session.unwrap_or_default();
    app.documents.order = session.order;
    app.doubtful = session.doubtful;
    refresh_documents(app);
    let doc = session
        .doc
        .as_ref()
        .and_then(|key| Some((index.find(app, key)?, key)));
    match (doc, app.derived.documents.at(0)) {
        (Some((doc, key)), _) => recall_place(app, doc, key, &session),
        (None, Some(first)) => open(app, first),
        (None, None) => Vec::new(),
    }
}

fn recall_marks(app: &mut App, index: &Index, marks: Marks) {
    let Some(doc) = index.find(app, &marks.doc) else {
        return;
    };
    match marks.read {
        Some(true) => {
            app.documents.read.insert(doc);
        }
        Some(false) => {
            app.documents.read.remove(&doc);
        }
        None => {}
    }
    let left = marks.left.map(|left| Anchor {
        byte: moved(&app.library, doc, &marks.doc, left.top.byte, &left.words),
        above: left.top.above,
    });
    if let Some(left) = left {
        app.article.left.insert(doc, left);
    }
    if keys::key(app, doc).is_some_and(|now| now != marks.doc) {
        app.note(Some(Note::Gone(marks.doc)));
        if let Some(read) = marks.read {
            app.note_read(doc, read);
        }
        if let Some(left) = left {
            app.note_left(doc, left);
        }
    }
}

fn recall_bookmark(app: &mut App, index: &Index, spot: &Spot) {
    let Some(place) = place(app, index, spot) else {
        return;
    };
    app.bookmarks.insert(place);
    if keys::key(app, place.doc).is_some_and(|now| now != spot.doc) {
        app.note(Some(Note::Bookmark(spot.clone(), false)));
        app.note_bookmark(place, true);
    }
}

/// The place in the open library; none when its document is gone.
fn place(app: &App, index: &Index, spot: &Spot) -> Option<Place> {
    let doc = index.find(app, &spot.doc)?;
    let byte = moved(&app.library, doc, &spot.doc, spot.byte, &spot.words);
    Some(Place {
        doc,
        byte,
        quote: spot.quote.and_then(|quote| shifted(quote, spot.byte, byte)),
    })
}

/// A byte that moved as far as another one did.
fn shifted(byte: u32, from: u32, to: u32) -> Option<u32> {
    u32::try_from(i64::from(byte) + i64::from(to) - i64::from(from)).ok()
}

fn recall_place(app: &mut App, doc: DocId, key: &DocKey, session: &Session) -> Vec<Effect> {
    let read = app.documents.read.contains(&doc);
    let effects = open(app, doc);
    // What the reader marked as unread stays so until it is opened anew.
    set_read(app, doc, read);
    let before = session.left.top.byte;
    let byte = moved(&app.library, doc, key, before, &session.left.words);
    let shifted = |place: u32| shifted(place, before, byte);
    app.focus = session.focus;
    app.screen = session.screen;
    app.keeper.wanted = Wanted {
        following: session.following.clone(),
        selected: session.selected.clone(),
    };
    let top = Anchor {
        byte,
        above: session.left.top.above,
    };
    restore(app, top, session.quote.and_then(shifted));
    app.article.search = session.search.as_ref().and_then(|sought| {
        let text = &app.library.document(doc)?.text;
        if sought.everywhere {
            let byte = shifted(sought.byte?)?;
            return everywhere(app, &sought.words, doc, byte);
        }
        let hits: Vec<_> = Needle::new(&sought.words)?.find(text).collect();
        let current = sought.byte.and_then(shifted);
        Some(TextSearch {
            words: sought.words.clone(),
            current: current.and_then(|byte| hits.iter().position(|hit| hit.start == byte)),
            hits,
            everywhere: Arc::default(),
        })
    });
    effects
}

/// A search in all documents whose current hit begins at this byte. Of one for speakers nothing is known yet.
fn everywhere(app: &App, words: &str, doc: DocId, byte: u32) -> Option<TextSearch> {
    let query = Query::typed(words).ok()??;
    let hits = app.library.seek(&query, MOST_HITS).hits;
    let hit = hits
        .iter()
        .find(|hit| hit.doc == doc && hit.span.start == byte)?;
    Some(TextSearch::everywhere(words, &hits.clone().into(), *hit))
}

/// Finds those again who were kept by their names.
pub(crate) fn recall_people(app: &mut App, names: Names) {
    if let Some(found) = find(app, app.keeper.wanted.following.as_ref(), names) {
        app.following = Some(found);
        app.keeper.wanted.following = None;
        refresh_followed(app);
    }
    if let Some(found) = find(app, app.keeper.wanted.selected.as_ref(), names) {
        app.people.selected = Some(found);
        app.keeper.wanted.selected = None;
    }
    if names == Names::All {
        app.keeper.wanted = Wanted::default();
    }
}

fn find(app: &App, wanted: Option<&Somebody>, names: Names) -> Option<EntityId> {
    let wanted = wanted?;
    let same_kind = || {
        app.library
            .entities
            .iter()
            .filter(|(_, entity)| entity.kind == wanted.kind())
    };
    let full = same_kind().find(|(_, entity)| entity.name == wanted.name);
    let other = || same_kind().find(|(_, entity)| entity.aliases.contains(&wanted.name));
    full.or_else(|| other().filter(|_| names == Names::All))
        .map(|(id, _)| id)
}
