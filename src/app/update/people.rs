//! The right pane: selecting a person or organization.

use crate::app::{App, Effect, Pane};
use crate::library::EntityId;

use super::{panes, refuse};

/// Moves the selection.
pub(super) fn step(app: &mut App, by: isize) -> Vec<Effect> {
    let order = &app.derived.people;
    let Some(last) = order.len().checked_sub(1) else {
        return refuse(app, "Nobody has been found in the documents yet");
    };
    let from = app.people.selected.and_then(|entity| order.place(entity));
    let to = from.map_or(0, |from| from.saturating_add_signed(by).min(last));
    if from == Some(to) {
        let end = if by < 0 { "first" } else { "last" };
        return refuse(app, format!("This is the {end} entry"));
    }
    app.keeper.wanted.selected = None;
    app.people.selected = order.at(to);
    show_selected(app);
    Vec::new()
}

/// Selects a person or organization; the pane scrolls there.
pub fn select(app: &mut App, entity: EntityId) {
    app.keeper.wanted.selected = None;
    app.people.selected = Some(entity);
    show_selected(app);
}

/// Scrolls the list so that the selected entry is seen.
pub(super) fn show_selected(app: &mut App) {
    let list = &app.derived.people;
    let Some(place) = app.people.selected.and_then(|entity| list.place(entity)) else {
        app.people.top = 0;
        return;
    };
    let row = list.row_of(place);
    let rows = panes::rows_of_pane(app, Pane::People);
    app.people.top = panes::scrolled(app.people.top, &(row..row + 1), rows, list.height());
}
