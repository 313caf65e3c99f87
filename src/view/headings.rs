//! The headings of the panes: which pane has the keys, and how to reach those that are hidden.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::layout::{THREE_PANES_FROM, TWO_PANES_FROM};
use crate::app::{Action, App, Pane};

use super::paint::Runs;
use super::{Theme, key_of};

/// Draws the heading of a pane, called `name`, and returns the columns of its row that are left for more.
pub(super) fn draw(
    app: &App,
    theme: &Theme,
    pane: Pane,
    name: &str,
    area: Rect,
    buf: &mut Buffer,
) -> Rect {
    let mut tabs = Runs::default();
    for tab in tabs_before(app, pane) {
        push(app, theme, *tab, name_of(*tab), &mut tabs);
        tabs.push("   ", theme.text);
    }
    push(app, theme, pane, name, &mut tabs);
    let at = |x| Position { x, y: area.y };
    let mut end = area.right().saturating_sub(1);
    let mut x = tabs.draw(buf, at(area.x + 1), end);
    let mut after = Runs::default();
    for tab in tabs_after(app, pane) {
        after.push("   ", theme.text);
        push(app, theme, *tab, name_of(*tab), &mut after);
    }
    if is_single(app) {
        x = after.draw(buf, at(x), end);
    } else if after.width() > 0 {
        end = end.saturating_sub(after.width());
        after.draw(buf, at(end), area.right());
    }
    Rect {
        x: x + 2,
        width: end.saturating_sub(x + 2),
        height: 1,
        ..area
    }
}

/// Whether one pane is shown at a time.
fn is_single(app: &App) -> bool {
    app.size.width < TWO_PANES_FROM
}

/// The panes to name on the left of this one because they are hidden there.
fn tabs_before(app: &App, pane: Pane) -> &'static [Pane] {
    match pane {
        Pane::Article if is_single(app) => &[Pane::Documents],
        Pane::Article if app.size.width < THREE_PANES_FROM && app.focus == Pane::People => {
            &[Pane::Documents]
        }
        Pane::People if is_single(app) => &[Pane::Documents, Pane::Article],
        _ => &[],
    }
}

/// The panes to name on the right of this one because they are hidden there.
fn tabs_after(app: &App, pane: Pane) -> &'static [Pane] {
    match pane {
        Pane::Documents if is_single(app) => &[Pane::Article, Pane::People],
        Pane::Article if is_single(app) => &[Pane::People],
        Pane::Article if app.size.width < THREE_PANES_FROM && app.focus != Pane::People => {
            &[Pane::People]
        }
        _ => &[],
    }
}

const fn name_of(pane: Pane) -> &'static str {
    match pane {
        Pane::Documents => "Documents",
        Pane::Article => "Article",
        Pane::People => "People",
    }
}

/// Adds the name of a pane, with its key where some panes are hidden.
fn push(app: &App, theme: &Theme, pane: Pane, name: &str, runs: &mut Runs) {
    let action = match pane {
        Pane::Documents => Action::Documents,
        Pane::Article => Action::Article,
        Pane::People => Action::People,
    };
    if app.size.width < THREE_PANES_FROM
        && let Some(key) = key_of(app, action)
    {
        runs.push(format!("{key} "), theme.dim);
    }
    let style = if app.focus == pane {
        theme.heading_focused
    } else {
        theme.heading
    };
    runs.push(name, style);
}
