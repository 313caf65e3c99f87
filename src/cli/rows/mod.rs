//! What the commands and the reader write down, one kind of row a file.

mod article;
mod citation;
mod document;
mod entity;
mod event;
mod news;
mod note;
mod passage;
mod quotation;
mod statement;
mod unnamed;

use crate::library::{Change, Compared, Library, QuoteRef};

use article::{Article, Place};

pub(super) use citation::CitationRow;
pub(super) use document::DocumentRow;
pub(super) use entity::EntityRow;
pub(super) use event::EventRow;
pub(super) use news::NewsRow;
pub(super) use note::NoteRow;
pub(super) use passage::PassageRow;
pub(super) use quotation::QuotationRow;
pub(super) use statement::StatementRow;
pub(super) use unnamed::UnnamedRow;

/// The words of a quotation.
pub(super) fn words(library: &Library, at: QuoteRef) -> &str {
    let found = library.document(at.doc).zip(library.quotation(at));
    found.map_or("", |(document, quotation)| {
        quotation.span.of(&document.text)
    })
}

/// What became of some words, in one line: `We will [omitted: not] sail`.
pub(super) fn aligned(compared: &Compared<'_>) -> String {
    let parts: Vec<String> = compared
        .parts
        .iter()
        .map(|part| {
            let (was, is) = (compared.was(part), compared.is(part));
            match part.change {
                Change::Same => is.to_owned(),
                Change::Cut => format!("[cut: {was}]"),
                Change::Added => format!("[added: {is}]"),
                Change::Omitted => format!("[omitted: {was}]"),
                Change::Substituted => format!("[substituted: {was} → {is}]"),
            }
        })
        .collect();
    parts.join(" ")
}
