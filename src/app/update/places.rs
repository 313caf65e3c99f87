//! Going to a place, and the way back.

use crate::app::{Anchor, App, Effect, Place};

/// Goes to a place in any document: remembers the way back, opens the document and brings the place on screen.
pub fn go_to(app: &mut App, place: Place) -> Vec<Effect> {
    if let Some(here) = app.here() {
        app.jumps.record(here);
    }
    app.article.doc = Some(place.doc);
    app.article.quotation = place.quotation;
    app.article.top = Anchor {
        byte: place.byte,
        above: 0,
    };
    Vec::new()
}
