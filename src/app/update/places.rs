//! Going to a place, the way back, and bookmarks.

use crate::app::derive::article::{height, page};
use crate::app::layout::layout;
use crate::app::{Action, Anchor, App, Change, Effect, Jumps, Pane, Place};

use super::{articles, marks, panes, refuse};

/// Goes to a place in any document: remembers the way back, opens the document and brings the place on screen.
pub fn go_to(app: &mut App, place: Place) -> Vec<Effect> {
    if app.library.document(place.doc).is_none() {
        return refuse(app, "This document is no longer part of the library");
    }
    leave(app);
    let effects = articles::open(app, place.doc);
    articles::show(app, place.byte);
    articles::make_current(app, place.quote);
    reveal(app);
    effects
}

/// Remembers the place that a jump is about to leave.
pub(super) fn leave(app: &mut App) {
    if let Some(here) = app.here() {
        app.jumps.record(here);
    }
}

/// Goes back to where the reader was before the last jump.
pub(super) fn back(app: &mut App, times: usize) -> Vec<Effect> {
    let refusal = "There is no earlier place to go back to";
    travel(app, times, Jumps::back, refusal)
}

/// Goes forward again.
pub(super) fn forward(app: &mut App, times: usize) -> Vec<Effect> {
    let refusal = "There is no later place to go forward to";
    travel(app, times, Jumps::forward, refusal)
}

/// Steps through the places of the jumps as often as there are any; refuses when there is none at all.
fn travel(
    app: &mut App,
    times: usize,
    step: fn(&mut Jumps, Place) -> Option<Place>,
    refusal: &str,
) -> Vec<Effect> {
    let mut effects = Vec::new();
    for time in 0..times {
        let Some(place) = app.here().and_then(|here| step(&mut app.jumps, here)) else {
            if time == 0 {
                app.refuse(refusal);
            }
            break;
        };
        effects.extend(return_to(app, place));
    }
    effects
}

/// Puts the screen back as it was at a place.
fn return_to(app: &mut App, place: Place) -> Vec<Effect> {
    let effects = articles::open(app, place.doc);
    let rows = height(app);
    if let Some(page) = page(app) {
        app.article.top = page.settled(page.at(place.byte), rows);
    }
    articles::make_current(app, place.quote);
    reveal(app);
    effects
}

/// The article must be seen; where only one pane is shown, it takes the keys.
pub(super) fn reveal(app: &mut App) {
    let shown = layout(app.size, app.focus, app.screen).is_some_and(|l| l.article.is_some());
    if !shown {
        panes::focus(app, Pane::Article);
    }
}

/// Sets a bookmark at the current quotation or the top of the screen, or takes it away.
pub(super) fn bookmark(app: &mut App) -> Vec<Effect> {
    let Some(here) = app.here() else {
        return refuse(app, "There is no article to bookmark yet");
    };
    let place = Place {
        byte: byte_here(app),
        ..here
    };
    let before = app.bookmarks.contains(&place);
    app.changes.push(Change::Bookmark { place, before });
    marks::set_bookmark(app, place, !before);
    if before {
        app.say("The bookmark is taken away");
    } else {
        let key = app.keymap.keys(Action::Bookmarks).first();
        let hint = key.map_or(String::new(), |key| format!("; {key} lists all of them"));
        app.say(format!("Bookmarked{hint}"));
    }
    Vec::new()
}

/// The byte where the reader is: the current quotation, or what stands at the top of the screen.
pub(crate) fn byte_here(app: &App) -> u32 {
    let top = || page(app).map_or(0, |page| page.first_byte(app.article.top));
    app.quote().unwrap_or_else(top)
}

/// Puts the article shown back at a place, without a jump.
pub(crate) fn restore(app: &mut App, top: Anchor, quote: Option<u32>) {
    app.article.top = top;
    articles::make_current(app, quote);
    panes::settle(app);
}
