//! What the mouse does on the panes.

use crate::app::derive::article::{Row, page};
use crate::app::derive::documents::ListRow;
use crate::app::derive::people::PeopleRow;
use crate::app::layout::{content, layout};
use crate::app::{Action, App, Effect, Pane};
use crate::library::DocId;

use super::{act, articles, documents, panes, people, reading};

/// Scrolls a pane this many rows down, or up when negative, whichever pane has the keys.
pub(crate) fn scroll(app: &mut App, pane: Pane, by: isize) -> Vec<Effect> {
    let rows = panes::rows_of_pane(app, pane);
    let moved =
        |top: usize, all: usize| top.saturating_add_signed(by).min(all.saturating_sub(rows));
    match pane {
        Pane::Documents => {
            app.documents.top = moved(app.documents.top, app.derived.documents.height());
        }
        Pane::People => app.people.top = moved(app.people.top, app.derived.people.height()),
        Pane::Article => {
            reading::scroll(app, by);
            // The wheel overshoots the end all the time; that is nothing to tell.
            app.notice = None;
        }
    }
    Vec::new()
}

/// Gives the keys to a pane and selects what stands in a row of the screen; what was selected already opens.
pub(crate) fn click(app: &mut App, pane: Pane, row: u16) -> Vec<Effect> {
    let area = layout(app.size, app.focus, app.screen).and_then(|places| places.pane(pane));
    let below = area
        .map(|area| content(area, app.screen))
        .and_then(|rows| row.checked_sub(rows.y))
        .map(usize::from);
    panes::focus(app, pane);
    let Some(below) = below else {
        return Vec::new();
    };
    match pane {
        Pane::Documents => match app.derived.documents.row(app.documents.top + below) {
            Some(ListRow::Title(doc) | ListRow::About(doc)) => document(app, doc),
            Some(ListRow::Blank | ListRow::Day(_)) | None => Vec::new(),
        },
        Pane::People => match app.derived.people.row(app.people.top + below) {
            Some(PeopleRow::Entity(person)) if app.people.selected == Some(person) => {
                act(app, Action::PersonPage, None)
            }
            Some(PeopleRow::Entity(person)) => {
                people::select(app, person);
                Vec::new()
            }
            Some(PeopleRow::Blank | PeopleRow::Organizations) | None => Vec::new(),
        },
        Pane::Article => {
            quotation(app, below);
            Vec::new()
        }
    }
}

fn document(app: &mut App, doc: DocId) -> Vec<Effect> {
    if app.article.doc == Some(doc) {
        app.documents.selected = Some(doc);
        return documents::open_selected(app);
    }
    articles::open(app, doc)
}

/// Makes the quotation current that stands in a row of the article.
fn quotation(app: &mut App, below: usize) {
    let row =
        page(app).and_then(|page| page.rows(app.article.top, below + 1).into_iter().nth(below));
    let Some(Row::Text { span, .. }) = row else {
        return;
    };
    let found = app.article.doc.and_then(|doc| app.library.analysis(doc));
    let here = found.and_then(|analysis| {
        (0..)
            .zip(&analysis.quotations)
            .filter(|(_, quotation)| quotation.is_speech() && quotation.span.overlaps(span))
            .map(|(index, _)| index)
            // Where two share a line, clicking again takes the other one.
            .max_by_key(|&index| app.article.quotation != Some(index))
    });
    if here.is_some() {
        app.article.quotation = here;
    }
}
