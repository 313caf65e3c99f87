//! Moving within the pane that has the keys.

use crate::app::derive::article::{height, page};
use crate::app::layout::TOLD_AT_ONCE;
use crate::app::{Action, Anchor, App, Effect, Medium, Pane};

use super::{articles, documents, panes, people, refuse};

/// An end of a list or text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The beginning.
    Top,
    /// The end.
    Bottom,
}

/// Moves this many lines or entries down, or up when negative.
pub(super) fn lines(app: &mut App, by: isize) -> Vec<Effect> {
    match app.focus {
        Pane::Documents => documents::select(app, by),
        Pane::Article => scroll(app, by),
        Pane::People => people::step(app, by),
    }
}

/// Moves this many halves of a page down, or up when negative.
pub(super) fn pages(app: &mut App, halves: isize) -> Vec<Effect> {
    if app.medium == Medium::Lines {
        // A page is what is told at once; half of it is no less.
        let all = match app.focus {
            Pane::Article => 1,
            Pane::Documents | Pane::People => TOLD_AT_ONCE.cast_signed(),
        };
        let halves = if halves < 0 {
            halves.min(-2)
        } else {
            halves.max(2)
        };
        return lines(app, halves / 2 * all);
    }
    let rows = match app.focus {
        // Two rows of the last page stay in sight, so that the eye finds its way.
        Pane::Article => height(app).saturating_sub(2),
        Pane::Documents => panes::rows_of_pane(app, Pane::Documents) / 2,
        Pane::People => panes::rows_of_pane(app, Pane::People),
    };
    let rows = rows.max(2).cast_signed();
    lines(app, halves * rows / 2)
}

/// Goes to the first or the last line or entry.
pub(super) fn end(app: &mut App, end: End) -> Vec<Effect> {
    let far = match end {
        End::Top => isize::MIN / 2,
        End::Bottom => isize::MAX / 2,
    };
    match app.focus {
        Pane::Documents => documents::select(app, far),
        Pane::People => people::step(app, far),
        Pane::Article => {
            let rows = height(app);
            let Some(page) = page(app) else {
                return refuse(app, "No article is open");
            };
            let top = match end {
                End::Top => Anchor::START,
                End::Bottom => page.last_page(rows),
            };
            if page.same_row(top, app.article.top) {
                return at_the_end(app, end);
            }
            app.article.top = top;
            articles::drop_hidden_quotation(app);
            Vec::new()
        }
    }
}

/// Scrolls the article this many rows down, or up when negative.
pub(super) fn scroll(app: &mut App, by: isize) -> Vec<Effect> {
    let rows = height(app);
    let before = app.article.top;
    let Some(page) = page(app) else {
        return refuse(app, "No article is open");
    };
    let top = if by < 0 {
        page.up(before, by.unsigned_abs())
    } else {
        page.settled(page.down(before, by.unsigned_abs()), rows)
    };
    if page.same_row(top, before) {
        return at_the_end(app, if by < 0 { End::Top } else { End::Bottom });
    }
    app.article.top = top;
    articles::drop_hidden_quotation(app);
    Vec::new()
}

fn at_the_end(app: &mut App, end: End) -> Vec<Effect> {
    let (place, action, which) = match end {
        End::Top => ("beginning", Action::PreviousDocument, "document before"),
        End::Bottom => ("end", Action::NextDocument, "next document"),
    };
    let key = app.keymap.keys(action).first();
    let hint = key.map_or(String::new(), |key| format!("; {key} opens the {which}"));
    refuse(app, format!("This is the {place} of the article{hint}"))
}
