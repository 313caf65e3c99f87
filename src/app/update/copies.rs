//! Copies in the list of documents: folded under the fullest article, never hidden for good.

use crate::app::derive::refresh_documents;
use crate::app::{App, Effect, Pane};
use crate::library::DocId;

use super::{documents, refuse};

/// Unfolds the copies of the selected document beneath it, or folds them again.
pub(super) fn toggle(app: &mut App) -> Vec<Effect> {
    let doc = match app.focus {
        Pane::Documents => app.documents.selected,
        Pane::Article | Pane::People => app.article.doc,
    };
    let Some((doc, gathered)) = doc.zip(app.derived.gathered.clone()) else {
        return refuse(app, "The copies are still being looked for");
    };
    let full = gathered.copies.of(doc).map_or(doc, |likeness| likeness.to);
    let count = gathered.copies.copies(full).len();
    if count == 0 {
        return refuse(app, "No other document is a copy of this one");
    }
    let unfolded = app.documents.unfolded.insert(full);
    if !unfolded {
        app.documents.unfolded.remove(&full);
        if app.documents.selected != Some(full) && app.focus == Pane::Documents {
            app.documents.selected = Some(full);
        }
    }
    refresh_documents(app);
    documents::show_selected(app);
    let copies = if count == 1 {
        "copy stands"
    } else {
        "copies stand"
    };
    app.say(if unfolded {
        format!("{count} {copies} beneath the fullest article; = shows what each of them adds")
    } else {
        "The copies are folded under the fullest article".to_owned()
    });
    Vec::new()
}

/// A document that is shown stands in the list: the copies of its group are unfolded.
pub(super) fn unfold_for(app: &mut App, doc: DocId) {
    let likeness = app
        .derived
        .gathered
        .as_ref()
        .and_then(|gathered| gathered.copies.of(doc));
    if likeness.is_some_and(|likeness| app.documents.unfolded.insert(likeness.to)) {
        refresh_documents(app);
    }
}

/// The copies are known: they are folded from now on, but for those of the article shown.
pub(super) fn fold(app: &mut App) {
    if let Some(doc) = app.article.doc {
        unfold_for(app, doc);
    }
    refresh_documents(app);
    documents::show_selected(app);
}
