//! Opening articles, and what stands on the screen of one.

use crate::app::derive::article::{height, page};
use crate::app::derive::refresh_people;
use crate::app::{Anchor, App, Effect};
use crate::engine::Span;
use crate::library::DocId;

use super::{copies, documents, marks, people, reports};

/// Shows a document where it was left; the list of documents follows. No jump is recorded.
pub fn open(app: &mut App, doc: DocId) -> Vec<Effect> {
    app.documents.selected = Some(doc);
    copies::unfold_for(app, doc);
    documents::show_selected(app);
    if app.article.doc == Some(doc) {
        return Vec::new();
    }
    let before = app.article.doc;
    if let Some(before) = before {
        marks::set_left(app, before, app.article.top);
        app.documents.fresh.remove(&before);
    }
    app.article.doc = Some(doc);
    app.article.top = app.article.left.get(&doc).copied().unwrap_or_default();
    make_current(app, None);
    app.article.search = None;
    marks::set_read(app, doc, true);
    refresh_people(app);
    people::show_selected(app);
    settle(app);
    if let Some(gone) = before.filter(|&before| app.library.is_gone(before)) {
        app.library.forget(gone);
        reports::rebuild(app);
    }
    if !app.library.is_analysed(doc) && app.library.document(doc).is_some() {
        return vec![Effect::AnalyzeFirst(doc)];
    }
    Vec::new()
}

/// Keeps the last rows of the article at the bottom of the pane.
pub(super) fn settle(app: &mut App) {
    let rows = height(app);
    if let Some(top) = page(app).map(|page| page.settled(app.article.top, rows)) {
        app.article.top = top;
    }
}

/// Brings a byte of the article on screen. If it stands there already with a row of context, nothing moves.
pub(super) fn show(app: &mut App, byte: u32) {
    let rows = height(app);
    let Some(page) = page(app) else {
        return;
    };
    let row = page.row_of(byte, app.article.top, rows);
    let context = (rows / 4).min(2);
    let from_start = page.same_row(app.article.top, Anchor::START);
    let seen = row.is_some_and(|row| (row >= context || from_start) && row + context + 1 < rows);
    if !seen {
        let top = page.up(page.at(byte), rows / 4);
        app.article.top = page.settled(top, rows);
    }
}

/// A quotation is current as long as it is seen. Of one that is awaited nobody knows yet how far it reaches.
pub(super) fn drop_hidden_quotation(app: &mut App) {
    let Some(span) = current_span(app) else {
        app.article.quotation = None;
        return;
    };
    let rows = height(app);
    let Some(page) = page(app) else {
        return;
    };
    let first = page.first_byte(app.article.top);
    let seen = span.end > first
        && page
            .row_of(span.start.max(first), app.article.top, rows)
            .is_some();
    if !seen {
        make_current(app, None);
    }
}

/// Makes the quotation current that begins at a byte, at once or as soon as the findings name it.
pub(super) fn make_current(app: &mut App, quote: Option<u32>) {
    app.article.quotation = quote.and_then(|byte| quotation_at(app, byte));
    app.article.awaited = quote.filter(|_| app.article.quotation.is_none());
}

/// The quotation of the article that begins at a byte.
pub(super) fn quotation_at(app: &App, byte: u32) -> Option<u32> {
    let found = &app.library.analysis(app.article.doc?)?.quotations;
    let index = found.iter().position(|found| found.span.start == byte)?;
    Some(index as u32)
}

/// Where the current quotation stands.
pub(super) fn current_span(app: &App) -> Option<Span> {
    let analysis = app.library.analysis(app.article.doc?)?;
    let quotation = analysis.quotations.get(app.article.quotation? as usize)?;
    Some(quotation.span)
}
