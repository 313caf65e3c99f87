//! The reader's marks on documents and places. Whatever sets one comes here, so that every change is kept.

use crate::app::{Anchor, App, Place};
use crate::library::DocId;

/// Marks a document as read or unread.
pub(crate) fn set_read(app: &mut App, doc: DocId, read: bool) {
    let changed = if read {
        app.documents.read.insert(doc)
    } else {
        app.documents.read.remove(&doc)
    };
    if changed {
        app.note_read(doc, read);
    }
}

/// Sets a bookmark or takes it away.
pub(crate) fn set_bookmark(app: &mut App, place: Place, there: bool) {
    let changed = if there {
        app.bookmarks.insert(place)
    } else {
        app.bookmarks.remove(&place)
    };
    if changed {
        app.note_bookmark(place, there);
    }
}

/// Remembers what stood at the first row of a document.
pub(super) fn set_left(app: &mut App, doc: DocId, top: Anchor) {
    if app.article.left.insert(doc, top) != Some(top) {
        app.note_left(doc, top);
    }
}
