//! Following one person's quotations through all documents.

use std::fmt::Write as _;

use crate::app::derive::head::counted;
use crate::app::derive::refresh_followed;
use crate::app::{Action, App, Change, Effect, Pane, Place};
use crate::library::{EntityId, QuoteRef};

use super::{people, places, refuse};

/// Follows a person or organization from now on.
pub fn follow(app: &mut App, entity: EntityId) {
    set(app, Some(entity));
    let name = name_of(app, entity);
    let followed = &app.derived.followed;
    let mut words = format!(
        "Following {name}: {} in {}",
        counted(followed.quotations.len(), "quotation"),
        counted(followed.documents(), "document"),
    );
    if followed.left_out > 0 {
        let key = app.keymap.keys(Action::Doubtful).first();
        let hint = key.map_or(String::new(), |key| format!(" ({key} counts them)"));
        // Writing to a string cannot fail.
        let _ = write!(words, ", {} doubtful left out{hint}", followed.left_out);
    }
    app.say(words);
}

/// Follows nobody any more.
pub fn unfollow(app: &mut App) {
    if let Some(entity) = app.following {
        set(app, None);
        let name = name_of(app, entity);
        let key = app.keymap.keys(Action::Undo).first();
        let hint = key.map_or(String::new(), |key| format!("; {key} takes it back"));
        app.say(format!("{name} is followed no longer{hint}"));
    }
}

fn set(app: &mut App, entity: Option<EntityId>) {
    app.changes.push(Change::Following(app.following));
    app.keeper.wanted.following = None;
    app.following = entity;
    refresh_followed(app);
}

fn name_of(app: &App, entity: EntityId) -> String {
    let entity = app.library.entities.get(entity);
    entity.map_or_else(String::new, |entity| entity.name.clone())
}

/// Who is meant: in the right pane the selected entry, else the speaker of the current quotation, else that entry.
pub(crate) fn candidate(app: &App) -> Option<EntityId> {
    let speaker = || {
        app.library.speaker(QuoteRef {
            doc: app.article.doc?,
            index: app.article.quotation?,
        })
    };
    match app.focus {
        Pane::People => app.people.selected.or_else(speaker),
        Pane::Article | Pane::Documents => speaker().or(app.people.selected),
    }
}

/// Follows whoever is meant, or stops when that is the one followed.
pub(super) fn toggle(app: &mut App) -> Vec<Effect> {
    match (candidate(app), app.following) {
        (Some(meant), Some(followed)) if meant == followed => unfollow(app),
        (Some(meant), _) => {
            follow(app, meant);
            people::select(app, meant);
        }
        (None, Some(_)) => unfollow(app),
        (None, None) => return refuse(app, nobody(app)),
    }
    Vec::new()
}

fn nobody(app: &App) -> String {
    let key = |action| {
        let key = app.keymap.keys(action).first();
        key.map_or_else(|| action_name(action), ToString::to_string)
    };
    format!(
        "Nobody is selected to follow: {} goes to a quotation, {} to the people",
        key(Action::NextQuotation),
        key(Action::People)
    )
}

fn action_name(action: Action) -> String {
    format!("“{}”", action.name())
}

/// Counts doubtful attributions, or leaves them out.
pub(super) fn toggle_doubtful(app: &mut App) -> Vec<Effect> {
    app.changes.push(Change::Doubtful(app.doubtful));
    app.doubtful = !app.doubtful;
    refresh_followed(app);
    app.say(if app.doubtful {
        "Doubtful attributions count too now"
    } else {
        "Doubtful attributions are left out now"
    });
    Vec::new()
}

/// Goes this many quotations of the person followed further, in whatever document they stand.
pub(super) fn step(app: &mut App, by: isize) -> Vec<Effect> {
    if app.following.is_none() {
        match candidate(app) {
            Some(entity) => {
                follow(app, entity);
                people::select(app, entity);
            }
            None => return refuse(app, nobody(app)),
        }
    }
    let Some(entity) = app.following else {
        return Vec::new();
    };
    let all = app.derived.followed.quotations.len();
    if all == 0 {
        let name = name_of(app, entity);
        if app.derived.followed.left_out == 0 {
            return refuse(
                app,
                format!("No quotation of {name} is known in the library"),
            );
        }
        let key = app.keymap.keys(Action::Doubtful).first();
        let hint = key.map_or(String::new(), |key| format!("; {key} counts them"));
        return refuse(app, format!("Every quotation of {name} is doubtful{hint}"));
    }
    let (to, wrapped) = target(app, by, all);
    let Some(&at) = app.derived.followed.quotations.get(to) else {
        return Vec::new();
    };
    let byte = app.library.quotation(at).map_or(0, |q| q.span.start);
    let effects = places::go_to(
        app,
        Place {
            doc: at.doc,
            byte,
            quote: Some(byte),
        },
    );
    if wrapped {
        let end = if by > 0 { "first" } else { "last" };
        let name = name_of(app, entity);
        app.say(format!("Round again: the {end} quotation of {name}"));
    }
    effects
}

/// Where to go among `all` quotations, and whether that leads round the end.
fn target(app: &App, by: isize, all: usize) -> (usize, bool) {
    let place = current(app);
    let from = match (place, app.article.doc) {
        (Some(place), _) => place.cast_signed(),
        (None, Some(doc)) => {
            let byte = super::places::byte_here(app);
            let before = app
                .derived
                .followed
                .before(&app.library, doc, byte)
                .cast_signed();
            // Between two quotations, one step forward leads to the one after this place.
            if by > 0 { before - 1 } else { before }
        }
        (None, None) => -1,
    };
    let to = from + by;
    let all = all.cast_signed();
    (to.rem_euclid(all).unsigned_abs(), !(0..all).contains(&to))
}

/// The place of the current quotation among those of the person followed, counted from 0.
pub fn current(app: &App) -> Option<usize> {
    app.derived.followed.place(QuoteRef {
        doc: app.article.doc?,
        index: app.article.quotation?,
    })
}
