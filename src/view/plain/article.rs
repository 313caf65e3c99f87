//! The article in words: which document, the paragraph, and the current quotation.
//!
//! From the other panes, keys go to quotations and hits too; what they lead to is told there as well.

use crate::app::derive::article::{Page, Row, page};
use crate::app::derive::head::is_stop;
use crate::app::{App, Pane};
use crate::engine::{BlockKind, Quotation, QuotationKind, Span, Speaker};
use crate::library::{DocId, Document, QuoteRef};

use super::{About, Scene, joined, lists, one_line, sentence};
use crate::view::status::{certainty, current, position, speaker};

pub(super) fn tell(app: &App, scene: &mut Scene) {
    let Some((doc, page)) = app.article.doc.zip(page(app)) else {
        if app.focus == Pane::Article {
            scene.add(About::Document, 0, vec!["No article is open.".to_owned()]);
        }
        return;
    };
    let documents = &app.derived.documents;
    if app.focus != Pane::Documents {
        let place = documents.place(doc).map_or(0, |place| place + 1);
        let heading = format!("Document {place} of {}: ", documents.len());
        let document = sentence(&(heading + &lists::document(app, doc)));
        scene.add(About::Document, doc.0 as usize, vec![document]);
    }
    if app.focus == Pane::Article {
        let place = whereabouts(&page, app);
        scene.add(About::Place, 0, vec![place]);
    }
    if app.focus == Pane::Article || app.article.search.is_some() {
        paragraph(app, doc, &page, scene);
    }
    if let Some((at, found, document)) = current(app) {
        let words = quotation(app, at, found, document);
        scene.add(About::Quotation, at.index as usize, vec![words]);
    }
}

/// How far the reader has come.
fn whereabouts(page: &Page, app: &App) -> String {
    let text = page.document.text.len().max(1);
    format!(
        "{} % of the article.",
        app.article.top.byte as usize * 100 / text
    )
}

/// The paragraph at which the reader is, and who speaks in it.
fn paragraph(app: &App, doc: DocId, page: &Page, scene: &mut Scene) {
    let rows = page.rows(app.article.top, 1);
    let Some(Row::Text { kind, span }) = rows.first() else {
        return;
    };
    let words = one_line(span.of(&page.document.text));
    let words = match kind {
        // The line of the document has told it.
        BlockKind::Title if words == one_line(page.document.heading()) => String::new(),
        BlockKind::Title => format!("Title: {words}"),
        BlockKind::Subhead => format!("Heading: {words}"),
        BlockKind::Furniture | BlockKind::Header => format!("Beside the article: {words}"),
        BlockKind::Paragraph | BlockKind::Sources => words,
    };
    let mut lines = Vec::new();
    let mut at = span.start as usize;
    if let Some(search) = &app.article.search {
        let hit = search.current.map_or(0, |current| current + 1);
        lines.push(format!(
            "Hit {hit} of {} for “{}”:",
            search.hits.len(),
            search.words
        ));
        // Two hits may stand in one paragraph.
        at += hit;
    }
    lines.push(words);
    lines.extend(speakers(app, doc, *span));
    scene.add(About::Paragraph, at, lines);
}

/// `Quoted here: Mara Lindqvist; one official, not named, doubtful.`
fn speakers(app: &App, doc: DocId, paragraph: Span) -> Option<String> {
    let found = &app.library.analysis(doc)?.quotations;
    let mut named: Vec<String> = Vec::new();
    let within = (0..)
        .zip(found)
        .filter(|(_, found)| is_stop(found) && found.span.overlaps(paragraph));
    for (index, found) in within {
        let who = who(app, QuoteRef { doc, index }, found);
        if !named.contains(&who) {
            named.push(who);
        }
    }
    (!named.is_empty()).then(|| format!("Quoted here: {}.", named.join("; ")))
}

/// The speaker, and that it is doubtful.
fn who(app: &App, at: QuoteRef, quotation: &Quotation) -> String {
    let doubt = quotation.is_doubtful() && quotation.speaker != Speaker::Unknown;
    let doubt = if doubt { "doubtful" } else { "" };
    joined([one_line(&speaker(app, at, quotation)), doubt.to_owned()])
}

/// `Quotation 3 of 7, Mara Lindqvist, told reporters, certain: “…”`
pub(super) fn quotation(
    app: &App,
    at: QuoteRef,
    quotation: &Quotation,
    document: &Document,
) -> String {
    let words = one_line(quotation.span.of(&document.text));
    if quotation.kind == QuotationKind::Scare {
        return format!("In quotation marks, but no quotation: {words}");
    }
    let place =
        position(app, at).map_or(String::new(), |(place, all)| format!(" {place} of {all}"));
    let name = match quotation.kind {
        QuotationKind::Indirect => "Reported speech",
        _ => "Quotation",
    };
    format!(
        "{name}{place}, {}: {words}",
        attributed(app, at, quotation, document)
    )
}

/// The speaker, the words that say so, and how sure that is.
pub(super) fn attributed(
    app: &App,
    at: QuoteRef,
    quotation: &Quotation,
    document: &Document,
) -> String {
    let words = |span: Span| one_line(span.of(&document.text));
    let name = one_line(&speaker(app, at, quotation));
    let source = quotation
        .source
        .map(words)
        .filter(|source| !name.contains(source.as_str()));
    let source = source.map(|source| format!("by the words “{source}”"));
    let sure = match quotation.speaker {
        Speaker::Unknown => "",
        _ => certainty(quotation),
    };
    joined([
        name,
        quotation.cue.map(words).unwrap_or_default(),
        source.unwrap_or_default(),
        sure.to_owned(),
    ])
}
