//! Moving between the panes, and what concerns the whole screen.

use crate::app::derive::article::{height, page};
use crate::app::layout::layout;
use crate::app::{Action, App, Effect, Measure, Medium, Pane, Screen};

use super::{act, articles, documents, following, people, refuse};

/// Where a pane lies from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// On the left.
    Left,
    /// On the right.
    Right,
}

const PANES: [Pane; 3] = [Pane::Documents, Pane::Article, Pane::People];

/// Gives the keys to a pane. Leaves reading mode, for a pane that is asked for is to be seen.
pub(super) fn focus(app: &mut App, pane: Pane) -> Vec<Effect> {
    if pane != Pane::Article {
        app.screen = Screen::Panes;
    }
    app.focus = pane;
    if pane == Pane::People && app.people.selected.is_none() {
        app.people.selected = following::candidate(app).or_else(|| app.derived.people.at(0));
    }
    settle(app);
    Vec::new()
}

/// Gives the keys to the pane this many further to the right, and round again.
pub(super) fn turn(app: &mut App, panes: usize) -> Vec<Effect> {
    let at = PANES
        .iter()
        .position(|&pane| pane == app.focus)
        .unwrap_or(0);
    focus(app, PANES[(at + panes) % PANES.len()])
}

/// Gives the keys to the pane next to this one.
pub(super) fn step(app: &mut App, side: Side) -> Vec<Effect> {
    let to = match (app.focus, side) {
        (Pane::Documents, Side::Left) => return refuse(app, "This is the leftmost pane"),
        (Pane::People, Side::Right) => return refuse(app, "This is the rightmost pane"),
        (Pane::Article, Side::Left) => Pane::Documents,
        (Pane::Article, Side::Right) => Pane::People,
        (Pane::Documents | Pane::People, _) => Pane::Article,
    };
    focus(app, to)
}

/// Opens what is selected.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    match app.focus {
        Pane::Documents => documents::open_selected(app),
        Pane::Article | Pane::People => act(app, Action::PersonPage, None),
    }
}

/// Shows the article alone, or the panes again.
pub(super) fn reading_mode(app: &mut App) -> Vec<Effect> {
    if app.medium == Medium::Lines {
        return refuse(app, "Lines show one thing at a time anyway");
    }
    if app.screen == Screen::Panes && app.article.doc.is_none() {
        return refuse(app, "There is no article to read yet");
    }
    app.screen = match app.screen {
        Screen::Panes => {
            app.focus = Pane::Article;
            Screen::Reading
        }
        Screen::Reading => Screen::Panes,
    };
    settle(app);
    Vec::new()
}

/// Closes what is open, one thing at a time; loses nothing.
pub(super) fn cancel(app: &mut App) -> Vec<Effect> {
    if app.article.search.take().is_some() {
        app.say("The search is closed; n and N go through the quotations again");
    } else if app.screen == Screen::Reading {
        app.screen = Screen::Panes;
        settle(app);
    } else if let Some(progress) = app.progress {
        if progress.measure == Measure::Share {
            app.progress = None;
            app.derived.uncompared = true;
            app.say("Stopped; the articles are compared when you ask for what they tell together");
        } else {
            app.say(
                "Stopping; what is done stays, and opening the library again goes on with the rest",
            );
        }
        return vec![Effect::Stop];
    } else {
        let key = app.keymap.keys(Action::Quit).first();
        let hint = key.map_or(String::new(), |key| format!("; {key} leaves the program"));
        app.refuse(format!("Nothing is open that could be closed{hint}"));
    }
    Vec::new()
}

/// Begins or stops to hear the mouse.
pub(super) fn mouse(app: &mut App) -> Vec<Effect> {
    if app.medium == Medium::Lines {
        return refuse(app, "Lines know no mouse");
    }
    app.mouse = !app.mouse;
    app.say(if app.mouse {
        "The program hears the mouse now"
    } else {
        "The mouse is the terminal’s own again"
    });
    vec![Effect::Mouse(app.mouse)]
}

/// Brings all panes in order after sizes, focus or contents have changed.
pub(super) fn settle(app: &mut App) {
    documents::show_selected(app);
    people::show_selected(app);
    let rows = height(app);
    if let Some(top) = page(app).map(|page| page.settled(app.article.top, rows)) {
        app.article.top = top;
    }
    articles::drop_hidden_quotation(app);
}

/// The first row to show so that the rows of `wanted` are seen in a list of `height` rows, moving no more than needed.
pub(super) fn scrolled(
    top: usize,
    wanted: &std::ops::Range<usize>,
    height: usize,
    all: usize,
) -> usize {
    let top = top.max(wanted.end.saturating_sub(height)).min(wanted.start);
    top.min(all.saturating_sub(height))
}

/// The rows below the heading of a pane; of the whole body while the pane is hidden.
pub(super) fn rows_of_pane(app: &App, pane: Pane) -> usize {
    let area = layout(app.size, app.focus, Screen::Panes)
        .and_then(|layout| layout.pane(pane))
        .map(|area| crate::app::layout::content(area, Screen::Panes));
    area.map_or(usize::from(app.size.height.saturating_sub(3)), |area| {
        usize::from(area.height)
    })
    .max(1)
}

#[cfg(test)]
mod tests {
    use super::scrolled;

    #[test]
    fn a_list_scrolls_no_more_than_needed() {
        for (top, wanted, height, all, expected) in [
            (0, 3..5, 10, 50, 0),
            (0, 12..14, 10, 50, 4),
            (20, 12..14, 10, 50, 12),
            (20, 22..24, 10, 50, 20),
            (45, 48..50, 10, 50, 40),
            (3, 0..2, 10, 5, 0),
        ] {
            assert_eq!(scrolled(top, &wanted, height, all), expected);
        }
    }
}
