//! The left pane: selecting, ordering and marking documents.

use std::time::Duration;

use crate::app::derive::refresh_documents;
use crate::app::{Action, App, Change, Effect, Order, Pane, Timer};

use super::{articles, marks, panes, places, refuse};

/// The selection rests this long before its article opens.
const REST: Duration = Duration::from_millis(100);

/// Moves the selection. The article opens when the selection has rested.
pub(super) fn select(app: &mut App, by: isize) -> Vec<Effect> {
    let Some(to) = moved(app, by) else {
        let end = if by < 0 { "first" } else { "last" };
        if app.derived.documents.is_empty() {
            return refuse(app, "There are no documents yet");
        }
        return refuse(app, format!("This is the {end} document"));
    };
    app.documents.selected = app.derived.documents.at(to);
    show_selected(app);
    vec![Effect::Wake(Timer::Rested, REST)]
}

/// The place in the list this many documents further; none when the selection stands at that end already.
fn moved(app: &App, by: isize) -> Option<usize> {
    let order = &app.derived.documents;
    let last = order.len().checked_sub(1)?;
    let from = app.documents.selected.and_then(|doc| order.place(doc));
    let to = from.map_or(0, |from| from.saturating_add_signed(by).min(last));
    (from != Some(to)).then_some(to)
}

/// The selection has rested: its article opens.
pub(super) fn rested(app: &mut App) -> Vec<Effect> {
    match app.documents.selected {
        Some(doc) => articles::open(app, doc),
        None => Vec::new(),
    }
}

/// Opens the selected document at once and gives the keys to the article.
pub(super) fn open_selected(app: &mut App) -> Vec<Effect> {
    let Some(doc) = app.documents.selected else {
        return refuse(app, "There are no documents yet");
    };
    let effects = articles::open(app, doc);
    panes::focus(app, Pane::Article);
    effects
}

/// Opens the document this many further in the list, from any pane.
pub(super) fn step(app: &mut App, by: isize) -> Vec<Effect> {
    let Some(doc) = moved(app, by).and_then(|place| app.derived.documents.at(place)) else {
        let end = if by < 0 { "first" } else { "last" };
        return refuse(app, format!("This is the {end} document of the list"));
    };
    places::leave(app);
    articles::open(app, doc)
}

/// Turns the order round.
pub(super) fn turn_order(app: &mut App) -> Vec<Effect> {
    app.changes.push(Change::Order(app.documents.order));
    let (order, words) = match app.documents.order {
        Order::NewestFirst => (Order::OldestFirst, "The oldest documents stand on top now"),
        Order::OldestFirst => (Order::NewestFirst, "The newest documents stand on top now"),
    };
    set_order(app, order);
    app.say(words);
    Vec::new()
}

/// Puts the documents in an order; the selection stays.
pub(super) fn set_order(app: &mut App, order: Order) {
    app.documents.order = order;
    refresh_documents(app);
    show_selected(app);
}

/// Marks the selected document as unread, or as read again.
pub(super) fn mark_unread(app: &mut App) -> Vec<Effect> {
    let doc = match app.focus {
        Pane::Documents => app.documents.selected,
        Pane::Article | Pane::People => app.article.doc,
    };
    let Some(doc) = doc else {
        return refuse(app, "There is no document to mark yet");
    };
    let before = app.documents.read.contains(&doc);
    app.changes.push(Change::Read { doc, before });
    marks::set_read(app, doc, !before);
    let words = if before {
        "Marked as unread"
    } else {
        "Marked as read"
    };
    let key = app.keymap.keys(Action::Undo).first();
    app.say(key.map_or(words.to_owned(), |key| {
        format!("{words}; {key} takes it back")
    }));
    Vec::new()
}

/// Scrolls the list so that the selected document is seen.
pub(super) fn show_selected(app: &mut App) {
    let list = &app.derived.documents;
    let Some(place) = app.documents.selected.and_then(|doc| list.place(doc)) else {
        app.documents.top = 0;
        return;
    };
    let rows = panes::rows_of_pane(app, Pane::Documents);
    let all = list.height();
    app.documents.top = panes::scrolled(app.documents.top, &list.rows_of(place), rows, all);
}
