//! Searching in the article.

use std::sync::Arc;

use crate::app::derive::article::page;
use crate::app::{App, Effect, Place, TextSearch};
use crate::engine::Span;
use crate::library::{Hit, Needle};

use super::{articles, places, refuse};

/// Searches the article shown for these words and goes to the first hit from the top of the screen on. No words end
/// the search. What fits, [`Needle`] says.
pub fn search(app: &mut App, words: &str) -> Vec<Effect> {
    let Some(document) = app.article.doc.and_then(|doc| app.library.document(doc)) else {
        return refuse(app, "There is no article to search in yet");
    };
    let Some(needle) = Needle::new(words) else {
        app.article.search = None;
        return Vec::new();
    };
    let hits: Vec<_> = needle.find(&document.text).collect();
    if hits.is_empty() {
        app.article.search = None;
        return refuse(app, format!("“{words}” does not occur in this article"));
    }
    let top = page(app).map_or(0, |page| page.first_byte(app.article.top));
    let first = hits.partition_point(|hit| hit.start < top) % hits.len();
    app.article.search = Some(TextSearch {
        words: words.to_owned(),
        hits,
        current: None,
        everywhere: Arc::default(),
    });
    places::leave(app);
    go(app, first);
    Vec::new()
}

/// Goes this many hits further, and round again.
pub(super) fn step(app: &mut App, by: isize) -> Vec<Effect> {
    let Some(search) = &app.article.search else {
        return Vec::new();
    };
    if !search.everywhere.is_empty() {
        return step_everywhere(app, by);
    }
    let all = search.hits.len().cast_signed();
    if all == 0 {
        return refuse(app, "The search has no hit in this article");
    }
    let to = search
        .current
        .map_or(0, |current| current.cast_signed() + by);
    let wrapped = !(0..all).contains(&to);
    go(app, to.rem_euclid(all).unsigned_abs());
    if wrapped {
        app.say(if by > 0 {
            "Round again: the first hit"
        } else {
            "Round again: the last hit"
        });
    }
    Vec::new()
}

/// Goes this many hits further through all documents, and round again.
fn step_everywhere(app: &mut App, by: isize) -> Vec<Effect> {
    let Some(search) = app.article.search.clone() else {
        return Vec::new();
    };
    let all = search.everywhere.len().cast_signed();
    let current = search.current.and_then(|at| search.hits.get(at));
    let current = app.article.doc.zip(current);
    let place = current.and_then(|(doc, &span)| {
        let mut all = search.everywhere.iter();
        all.position(|hit| *hit == Hit { doc, span })
    });
    let to = place.map_or(0, |place| place.cast_signed() + by);
    let hit = search.everywhere.get(to.rem_euclid(all).unsigned_abs());
    let effects = hit.map_or(Vec::new(), |&hit| {
        enter(app, &search.words, &search.everywhere, hit)
    });
    if !(0..all).contains(&to) {
        app.say(if by > 0 {
            "Round again: the first hit"
        } else {
            "Round again: the last hit"
        });
    }
    effects
}

/// Goes to a hit of a search in all documents, from where `n` and `N` go on through them.
pub fn enter(app: &mut App, words: &str, everywhere: &Arc<[Hit]>, hit: Hit) -> Vec<Effect> {
    let effects = places::go_to(
        app,
        Place {
            doc: hit.doc,
            byte: hit.span.start,
            quote: None,
        },
    );
    app.article.search = Some(TextSearch::everywhere(words, everywhere, hit));
    effects
}

impl TextSearch {
    /// The search in all documents for these words, at one of its hits.
    pub(crate) fn everywhere(words: &str, everywhere: &Arc<[Hit]>, hit: Hit) -> Self {
        let here = everywhere.iter().filter(|other| other.doc == hit.doc);
        let hits: Vec<Span> = here.map(|hit| hit.span).collect();
        Self {
            words: words.to_owned(),
            current: hits.iter().position(|&span| span == hit.span),
            hits,
            everywhere: Arc::clone(everywhere),
        }
    }
}

fn go(app: &mut App, to: usize) {
    let Some(search) = &mut app.article.search else {
        return;
    };
    search.current = Some(to);
    if let Some(byte) = search.hits.get(to).map(|hit| hit.start) {
        articles::show(app, byte);
        articles::drop_hidden_quotation(app);
        places::reveal(app);
    }
}
