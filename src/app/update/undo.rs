//! Taking back what was changed last.

use crate::app::derive::refresh_followed;
use crate::app::{App, Change, Effect};

use super::{documents, marks, refuse};

/// Takes back this many changes.
pub(super) fn undo(app: &mut App, times: usize) -> Vec<Effect> {
    let mut effects = Vec::new();
    for time in 0..times {
        let Some(change) = app.changes.pop() else {
            if time == 0 {
                return refuse(app, "There is nothing to undo");
            }
            break;
        };
        match take_back(app, change) {
            Taken::Back(words) => app.say(words),
            Taken::Asked(effect) => effects.push(effect),
        }
    }
    effects
}

/// What became of a change.
enum Taken {
    /// It is undone; carries what to tell.
    Back(&'static str),
    /// The outside has to undo it, and tells.
    Asked(Effect),
}

fn take_back(app: &mut App, change: Change) -> Taken {
    Taken::Back(match change {
        Change::Read { doc, before } => {
            marks::set_read(app, doc, before);
            "Taken back: the mark of the document is what it was"
        }
        Change::Bookmark { place, before } => {
            marks::set_bookmark(app, place, before);
            "Taken back: the bookmarks are what they were"
        }
        Change::Order(order) => {
            documents::set_order(app, order);
            "Taken back: the order is what it was"
        }
        Change::Following(entity) => {
            app.keeper.wanted.following = None;
            app.following = entity;
            refresh_followed(app);
            "Taken back: the same person is followed as before"
        }
        Change::Corrections(ids) => return Taken::Asked(Effect::TakeBack(ids)),
        Change::Doubtful(doubtful) => {
            app.doubtful = doubtful;
            refresh_followed(app);
            "Taken back: doubtful attributions are treated as before"
        }
    })
}
