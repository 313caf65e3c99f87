//! Keeps the cursor of what is open on the same thing while the library changes under it.

use crate::app::App;
use crate::library::{DocId, Hit, QuoteRef, Shift, StatementId};

use super::statements::statements;
use super::{Bookmarked, List, Overlay, Purpose, Subject, Wanted};

/// What stands under the cursor.
pub(in crate::app) enum Held {
    Found(Wanted),
    Hit(Hit),
    Quotation(QuoteRef),
    /// The statement that this quotation reports.
    Statement(QuoteRef),
    Mark(Bookmarked),
}

/// What stands under the cursor of the open overlay, if it is something that can move.
pub(in crate::app) fn held(app: &App) -> Option<Held> {
    let reported = |id: StatementId| statements(app)?.get(id)?.first().map(Held::Statement);
    match app.overlay.as_ref()? {
        Overlay::Finder(finder) => finder.selected().map(Held::Found),
        Overlay::Everywhere(everywhere) => at(&everywhere.list, &everywhere.hits).map(Held::Hit),
        Overlay::Person(page) => {
            let entries = page.entries(app);
            at(&page.list, &entries).map(|entry| Held::Quotation(entry.at))
        }
        Overlay::Unnamed(page) => {
            at(&page.list, &page.found).map(|found| Held::Quotation(found.at))
        }
        Overlay::Bookmarks(bookmarks) => at(&bookmarks.list, &bookmarks.entries).map(Held::Mark),
        Overlay::Ledger(ledger) => ledger.selected().and_then(reported),
        Overlay::Variants(page) => reported(page.of),
        Overlay::Chain(page) => page.of.and_then(reported),
        _ => None,
    }
}

/// Puts the cursor back on it, as far from the upper edge as it was.
pub(in crate::app) fn hold(app: &mut App, held: Option<Held>) {
    let Some(held) = held else {
        return;
    };
    let Some(mut overlay) = app.overlay.take() else {
        return;
    };
    let now = |at: QuoteRef| statements(app)?.of(at);
    match (&mut overlay, held) {
        (Overlay::Finder(finder), Held::Found(wanted)) => {
            let to = finder.found.best.iter().position(|found| *found == wanted);
            put(&mut finder.list, to);
        }
        (Overlay::Everywhere(everywhere), Held::Hit(hit)) => {
            let to = everywhere.hits.iter().position(|found| *found == hit);
            put(&mut everywhere.list, to);
        }
        (Overlay::Person(page), Held::Quotation(at)) => {
            let entries = page.entries(app);
            put(
                &mut page.list,
                entries.iter().position(|entry| entry.at == at),
            );
        }
        (Overlay::Unnamed(page), Held::Quotation(at)) => {
            let to = page.found.iter().position(|found| found.at == at);
            put(&mut page.list, to);
        }
        (Overlay::Bookmarks(bookmarks), Held::Mark(mark)) => {
            let to = bookmarks.entries.iter().position(|entry| *entry == mark);
            put(&mut bookmarks.list, to);
        }
        (Overlay::Ledger(ledger), Held::Statement(at)) => {
            let to = now(at).and_then(|id| ledger.shown.iter().position(|shown| *shown == id));
            put(&mut ledger.list, to);
        }
        (Overlay::Variants(page), Held::Statement(at)) => {
            page.of = now(at).unwrap_or(page.of);
        }
        (Overlay::Chain(page), Held::Statement(at)) => {
            page.of = now(at).or(page.of);
        }
        _ => {}
    }
    app.overlay = Some(overlay);
}

fn at<T: Clone>(list: &List, items: &[T]) -> Option<T> {
    items.get(list.cursor(items.len())?).cloned()
}

fn put(list: &mut List, to: Option<usize>) {
    if let Some(to) = to {
        let above = list.selected.saturating_sub(list.top);
        *list = List {
            selected: to,
            top: to.saturating_sub(above),
        };
    }
}

/// The text of a document is another one: places in it move along. What asks about a quotation of it closes, so that the answer
/// is never about another one.
pub(in crate::app) fn follow_text(app: &mut App, doc: DocId, shift: &Shift) {
    let asks = match &mut app.overlay {
        Some(Overlay::Review(review)) => {
            for (_, byte) in review.queue.iter_mut().filter(|(of, _)| *of == doc) {
                *byte = shift.byte(*byte);
            }
            false
        }
        Some(Overlay::Finder(finder)) => match &finder.purpose {
            Purpose::Speaker(at) | Purpose::Review(at, _) => at.doc == doc,
            _ => false,
        },
        Some(Overlay::Fix(fix)) => matches!(fix.subject, Subject::Quotation(at) if at.doc == doc),
        Some(Overlay::Split(split)) => split.places.iter().any(|(of, _)| *of == doc),
        Some(Overlay::Ask(ask)) => !ask.follow_text(doc, shift),
        _ => false,
    };
    if asks {
        app.overlay = None;
        app.refuse("The article has changed under the question; ask again");
    }
}
