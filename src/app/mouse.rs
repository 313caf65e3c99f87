//! The mouse: a click focuses and selects, a second one opens, the wheel scrolls what is under the pointer.

use ratatui::layout::Position;

use super::layout::{Layout, layout};
use super::{App, Effect, Key, KeyCode, Mouse, MouseKind, Pane, overlay, update};

/// Rows that one turn of the wheel scrolls.
const WHEEL: isize = 3;

/// Hears the mouse.
pub(super) fn mouse(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    app.notice = None;
    let at = Position::new(mouse.column, mouse.row);
    if app.overlay.is_some() {
        return over(app, mouse.kind, at);
    }
    let under = layout(app.size, app.focus, app.screen).and_then(|places| pane_at(&places, at));
    match (under, mouse.kind) {
        (Some(pane), MouseKind::WheelDown) => update::scroll(app, pane, WHEEL),
        (Some(pane), MouseKind::WheelUp) => update::scroll(app, pane, -WHEEL),
        (Some(pane), MouseKind::Click) => update::click(app, pane, mouse.row),
        (None, _) => Vec::new(),
    }
}

/// Hears the mouse while an overlay is open.
fn over(app: &mut App, kind: MouseKind, at: Position) -> Vec<Effect> {
    let Some(panel) = app.overlay.as_ref().map(|open| open.panel(app)) else {
        return Vec::new();
    };
    match kind {
        MouseKind::WheelDown => overlay::wheel(app, WHEEL),
        MouseKind::WheelUp => overlay::wheel(app, -WHEEL),
        MouseKind::Click if panel.body.contains(at) => overlay::click(app, at.y - panel.body.y),
        MouseKind::Click if panel.outer.contains(at) => Vec::new(),
        // A click beside an overlay closes it, as Esc does.
        MouseKind::Click => overlay::key(app, Key::plain(KeyCode::Esc)),
    }
}

fn pane_at(places: &Layout, at: Position) -> Option<Pane> {
    [Pane::Documents, Pane::Article, Pane::People]
        .into_iter()
        .find(|&pane| places.pane(pane).is_some_and(|area| area.contains(at)))
}
