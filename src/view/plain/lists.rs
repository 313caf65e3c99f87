//! The lists on the left and on the right, in words.

use crate::app::derive::head::{about, counted, date_in_words};
use crate::app::derive::people::tally;
use crate::app::overlay::Listed;
use crate::app::{App, Fresh};
use crate::library::{DocId, Document, Entity, EntityId};

use super::{List, joined, one_line};

/// The documents in their order.
pub(super) fn documents(app: &App) -> List<'_> {
    let order = &app.derived.documents;
    let selected = app.documents.selected.and_then(|doc| order.place(doc));
    List {
        len: order.len(),
        cursor: selected.filter(|_| !order.is_empty()),
        words: Box::new(|place| {
            order
                .at(place)
                .map_or_else(String::new, |doc| listed(app, doc))
        }),
        empty: "There are no documents yet.",
    }
}

/// People, then organizations, in their order.
pub(super) fn people(app: &App) -> List<'_> {
    let order = &app.derived.people;
    let selected = app.people.selected.and_then(|id| order.place(id));
    List {
        len: order.len(),
        cursor: selected.or((!order.is_empty()).then_some(0)),
        words: Box::new(|place| {
            order
                .at(place)
                .map_or_else(String::new, |id| person(app, id))
        }),
        empty: "Nobody has been found in the documents yet.",
    }
}

/// Which statements are listed, as words behind a noun.
pub(super) const fn which(listed: Listed) -> &'static str {
    match listed {
        Listed::All => "of any kind",
        Listed::Shared => "of two outlets or more",
        Listed::Differing => "that differ from report to report",
    }
}

/// A document with what is known about it.
pub(super) fn document(app: &App, doc: DocId) -> String {
    let Some(document) = app.library.document(doc) else {
        return String::new();
    };
    let mut parts = vec![one_line(document.heading())];
    let known = about(document, app.library.analysis(doc)).into_iter();
    // What is inferred is said so; the sign for it would only be read out.
    parts.extend(known.map(|part| part.trim_start_matches("~ ").to_owned()));
    joined(parts)
}

/// The same with what the list adds: whether it was read, who of it is followed, and its copies.
fn listed(app: &App, doc: DocId) -> String {
    let mut parts = vec![document(app, doc)];
    match app.documents.fresh.get(&doc) {
        Some(Fresh::New) => parts.push("new".to_owned()),
        Some(Fresh::Changed) => parts.push("changed".to_owned()),
        None => {}
    }
    if !app.documents.read.contains(&doc) {
        parts.push("unread".to_owned());
    }
    let followed = app.following.and_then(|id| app.library.entities.get(id));
    let theirs = app.derived.followed.in_document(doc);
    if let Some(entity) = followed.filter(|_| theirs > 0) {
        parts.push(format!("{theirs} of {}", entity.name));
    }
    if let Some(gathered) = &app.derived.gathered {
        let copies = gathered.copies.copies(doc).len();
        if copies > 0 {
            let copies = if copies == 1 {
                "1 copy".to_owned()
            } else {
                format!("{copies} copies")
            };
            parts.push(copies);
        }
        if gathered.copies.of(doc).is_some() {
            parts.push("a copy".to_owned());
        }
    }
    format!("{}.", joined(parts))
}

/// The day of a document and its basis.
pub(super) fn day(document: &Document) -> String {
    let day = date_in_words(document.date);
    day.trim_start_matches("~ ").to_owned()
}

/// Title, outlet and day of a document, where more would be too much.
pub(super) fn brief(document: &Document) -> String {
    let day = document.date.map(|date| {
        let sign = if date.basis.is_known() { "" } else { "around " };
        format!("{sign}{}", date.day.format("%-d %b %Y"))
    });
    let title = one_line(document.heading());
    let outlet = document.outlet.as_deref().map(one_line);
    joined([title, outlet.unwrap_or_default(), day.unwrap_or_default()])
}

fn person(app: &App, id: EntityId) -> String {
    let Some(entity) = app.library.entities.get(id) else {
        return String::new();
    };
    let here = tally(entity, app.article.doc);
    let counts = |quotations: usize, mentions: usize| {
        let quoted = counted(quotations, "quotation");
        let named = counted(mentions, "mention");
        match (quotations, mentions) {
            (0, 0) => "nothing".to_owned(),
            (0, _) => named,
            _ => format!("{quoted} and {named}"),
        }
    };
    format!(
        "{}: here {}, in all {}.",
        named(entity),
        counts(here.quotations as usize, here.mentions as usize),
        counts(entity.quotations as usize, entity.mentions as usize),
    )
}

/// A name with its role.
pub(super) fn named(entity: &Entity) -> String {
    joined([
        one_line(&entity.name),
        entity.role.as_deref().map(one_line).unwrap_or_default(),
    ])
}
