//! The quotations of the article shown.

use crate::app::derive::article::page;
use crate::app::derive::head::is_stop;
use crate::app::{Action, App, Effect};

use super::{articles, places, refuse, search};

/// Goes this many quotations further, or through the hits of a search while there is one.
pub(super) fn step(app: &mut App, by: isize) -> Vec<Effect> {
    if app.article.search.is_some() {
        return search::step(app, by);
    }
    let Some(doc) = app.article.doc else {
        return refuse(app, "No article is open");
    };
    let Some(analysis) = app.library.analysis(doc) else {
        return refuse(app, "The quotations of this article are not known yet");
    };
    let stops: Vec<(u32, u32)> = (0..)
        .zip(&analysis.quotations)
        .filter(|(_, quotation)| is_stop(quotation))
        .map(|(index, quotation)| (index, quotation.span.start))
        .collect();
    if stops.is_empty() {
        return refuse(app, "This article quotes nobody");
    }
    let Some((index, byte)) = target(app, &stops, by)
        .and_then(|at| stops.get(at))
        .copied()
    else {
        return at_the_end(app, by);
    };
    articles::show(app, byte);
    app.article.quotation = Some(index);
    app.article.awaited = None;
    places::reveal(app);
    Vec::new()
}

/// The place in `stops` to go to: from the current quotation, or from the top of the screen.
fn target(app: &App, stops: &[(u32, u32)], by: isize) -> Option<usize> {
    let current = app
        .article
        .quotation
        .and_then(|current| stops.iter().position(|(index, _)| *index == current));
    let last = stops.len().checked_sub(1)?;
    let Some(current) = current else {
        let top = page(app)?.first_byte(app.article.top);
        let next = stops.partition_point(|(_, byte)| *byte < top);
        // The next quotation stands at `next` itself, the one before it at one less.
        let further = by.unsigned_abs().saturating_sub(1);
        return if by > 0 {
            (next <= last).then(|| (next + further).min(last))
        } else {
            Some(next.checked_sub(1)?.saturating_sub(further))
        };
    };
    // A count that is too great goes as far as there are quotations.
    let to = current.saturating_add_signed(by).min(last);
    (to != current).then_some(to)
}

fn at_the_end(app: &mut App, by: isize) -> Vec<Effect> {
    let (which, action, way) = if by < 0 {
        ("first", Action::PreviousDocument, "document before")
    } else {
        ("last", Action::NextDocument, "next document")
    };
    let key = app.keymap.keys(action).first();
    let hint = key.map_or(String::new(), |key| format!("; {key} opens the {way}"));
    refuse(
        app,
        format!("This is the {which} quotation of the article{hint}"),
    )
}
