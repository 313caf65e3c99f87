//! What follows from the state: orders, rows, lines and counts.
//!
//! What costs no more than the rows on the screen is worked out when it is asked for. What needs a look at the whole
//! library is kept in [`Derived`], which only `update` refreshes.

pub mod article;
pub mod documents;
pub mod following;
pub mod head;
pub mod people;
pub mod wrap;

use std::sync::Arc;

use crate::library::Gathered;

use super::App;

pub use documents::DocumentList;
pub use following::Followed;
pub use people::PeopleList;

/// Orders that depend on the whole library.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// The documents in the order of the left pane.
    pub documents: DocumentList,
    /// People and organizations in the order of the right pane.
    pub people: PeopleList,
    /// The quotations of the person followed.
    pub followed: Followed,
    /// What all documents tell together; none until it has been gathered, on a thread.
    pub gathered: Option<Arc<Gathered>>,
    /// Whether the reader has stopped that.
    pub uncompared: bool,
    /// How many documents have been analysed.
    pub analyzed: usize,
    /// How many had been when the entities were merged last.
    pub merged: usize,
}

/// Works out the order of the left pane anew: after an import, and when its order changes.
pub(crate) fn refresh_documents(app: &mut App) {
    app.derived.documents = DocumentList::new(
        &app.library,
        app.documents.order,
        app.derived
            .gathered
            .as_ref()
            .map(|gathered| &gathered.copies),
        &app.documents.unfolded,
    );
}

/// Works out the right pane anew: after new findings, and when another document is shown.
pub(crate) fn refresh_people(app: &mut App) {
    app.derived.people = PeopleList::new(&app.library, &app.speakers, app.article.doc);
}

/// Works out anew what `]` and `[` go through.
pub(crate) fn refresh_followed(app: &mut App) {
    app.derived.followed = Followed::new(&app.library, app.following, app.doubtful);
}
