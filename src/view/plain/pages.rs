//! Lists of quotations, statements and places, in words.

use crate::app::derive::head::counted;
use crate::app::overlay as overlays;
use crate::app::overlay::{
    Bookmarked, Bookmarks, ChainPage, Ledger, Listed, NewsPage, PersonPage, Piece, UnnamedPage,
    Variants,
};
use crate::app::{Action, App};
use crate::library::{
    Held, Link, Node, Novelty, QuoteRef, Statement, Statements, Telling, Variant,
};
use crate::view::overlay::statements::{named, speaker, words};

use super::overlay::{Told, keys};
use super::{List, article, joined, lists, one_line, sentence};

/// The keys of a list that leads to places.
const LEADING: [(&str, &str); 3] = [
    ("a number", "selects"),
    ("enter", "goes there"),
    ("esc", "closes"),
];

pub(super) fn person<'a>(app: &'a App, page: &PersonPage) -> Told<'a> {
    let Some(entity) = app.library.entities.get(page.person) else {
        return Told::default();
    };
    let (sure, doubtful, _) = page.sums(app);
    let also = match doubtful {
        0 => String::new(),
        some => format!(" and {some} doubtful"),
    };
    let title = format!(
        "{}: {}{also}, {} in {}.",
        lists::named(entity),
        counted(sure, "quotation"),
        counted(entity.mentions as usize, "mention"),
        counted(entity.documents.len(), "document"),
    );
    let (follow, doubts) = (
        app.keymap.shown(Action::Follow),
        app.keymap.shown(Action::Doubtful),
    );
    let mut told = LEADING.to_vec();
    told.push((&follow, "follows"));
    if doubtful > 0 {
        told.push((&doubts, "adds the doubtful or leaves them out"));
    }
    let entries = page.entries(app);
    let (len, cursor) = (entries.len(), page.list.cursor(entries.len()));
    Told {
        title,
        keys: keys(&told),
        words: Vec::new(),
        list: Some(List {
            len,
            cursor,
            words: Box::new(move |at| {
                entries
                    .get(at)
                    .map_or_else(String::new, |entry| said(app, entry.at))
            }),
            empty: "No quotation of theirs is known in the library.",
        }),
    }
}

/// A quotation in a list: where it stands, who speaks and how sure that is, and the words.
fn said(app: &App, at: QuoteRef) -> String {
    let found = app.library.document(at.doc).zip(app.library.quotation(at));
    found.map_or_else(String::new, |(document, quotation)| {
        format!(
            "{}. {}: {}",
            lists::brief(document),
            article::attributed(app, at, quotation, document),
            words(&app.library, at)
        )
    })
}

pub(super) fn bookmarks<'a>(app: &'a App, bookmarks: &'a Bookmarks) -> Told<'a> {
    let entries = &bookmarks.entries;
    let words = |at: usize| {
        entries
            .get(at)
            .map_or_else(String::new, |entry| marked(app, entry))
    };
    let (filter, note) = (
        app.keymap.shown(Action::Search),
        app.keymap.shown(Action::Note),
    );
    let of = match bookmarks.filter.line.text() {
        "" => String::new(),
        words => format!(" with “{words}”"),
    };
    let mut told = LEADING.to_vec();
    told.splice(
        2..2,
        [
            ("d", "takes it away"),
            (note.as_str(), "writes the note"),
            (filter.as_str(), "filters"),
        ],
    );
    Told {
        title: format!("Bookmarks and notes: {}{of}.", entries.len()),
        keys: keys(&told),
        words: Vec::new(),
        list: Some(List {
            len: entries.len(),
            cursor: bookmarks.list.cursor(entries.len()),
            words: Box::new(words),
            empty: "There are no bookmarks and notes here.",
        }),
    }
}

/// A bookmark or note: what the note says, where it stands, its words.
fn marked(app: &App, entry: &Bookmarked) -> String {
    let note = match entry {
        Bookmarked::Note(id, _) => app.library.annotation(id),
        Bookmarked::Bookmark(_) => None,
    };
    let place = entry.words(app);
    let place = place.and_then(|(doc, span)| Some((app.library.document(doc)?, span)));
    let words = match (place, &note) {
        (Some((document, span)), _) => {
            let words = one_line(span.of(&document.text));
            format!("{}: {words}", lists::brief(document))
        }
        (None, Some(note)) => format!("Not in these articles any more: {}", one_line(note.words)),
        (None, None) => String::new(),
    };
    match note {
        Some(note) => format!("Note “{}”. {words}", one_line(note.text)),
        None => words,
    }
}

pub(super) fn statements<'a>(app: &'a App, ledger: &'a Ledger) -> Told<'a> {
    let all = overlays::statements(app).map_or(0, Statements::len);
    let with = match ledger.filter.line.text() {
        "" => String::new(),
        words => format!(" with “{words}”"),
    };
    let narrowed = match ledger.listed {
        Listed::All if with.is_empty() => String::new(),
        Listed::All => format!(", {}{with}", ledger.shown.len()),
        listed => format!(", {} {}{with}", ledger.shown.len(), lists::which(listed)),
    };
    let next = format!("lists those {}", lists::which(ledger.listed.next()));
    let shown = |action| app.keymap.shown(action);
    let (wordings, chain, search) = (
        shown(Action::Variants),
        shown(Action::Chain),
        shown(Action::Search),
    );
    let words = |at: usize| {
        let id = ledger.shown.get(at);
        let found = id.and_then(|id| overlays::statements(app)?.get(*id));
        found.map_or_else(String::new, |found| statement(app, found))
    };
    Told {
        title: format!("{}{narrowed}.", counted(all, "statement")),
        keys: keys(&[
            LEADING[0],
            LEADING[1],
            ("tab", &next),
            (&wordings, "compares its wordings"),
            (&chain, "says who cites whom"),
            (&search, "filters"),
            LEADING[2],
        ]),
        words: Vec::new(),
        list: Some(List {
            len: ledger.shown.len(),
            cursor: ledger.list.cursor(ledger.shown.len()),
            words: Box::new(words),
            empty: if all == 0 {
                "Nobody is quoted in this library."
            } else {
                "There is no such statement."
            },
        }),
    }
}

/// First seen, who, in how many outlets, whether the wording differs, and the words.
fn statement(app: &App, statement: &Statement) -> String {
    let Some((first, fullest)) = statement.first().zip(statement.fullest()) else {
        return String::new();
    };
    let day = app.library.document(first.doc).map(lists::day);
    let outlets = match statement.outlets(&app.library) {
        0 | 1 => String::new(),
        some => counted(some, "outlet"),
    };
    let tells: Vec<_> = statement.tells().iter().map(Telling::name).collect();
    let differs = match (statement.differs(), tells.is_empty()) {
        (false, _) => String::new(),
        (true, true) => "the wording differs".to_owned(),
        (true, false) => format!("differs in a {}", tells.join(", a ")),
    };
    let disputed = if statement.is_disputed() {
        "a report names another speaker"
    } else {
        ""
    };
    let about = joined([
        speaker(&app.library, statement),
        day.unwrap_or_default(),
        outlets,
        differs,
        disputed.to_owned(),
    ]);
    format!("{about}: {}", words(&app.library, fullest))
}

pub(super) fn variants<'a>(app: &'a App, page: &'a Variants) -> Told<'a> {
    let Some(statement) = page.statement(app) else {
        return Told::default();
    };
    let order = page.order(app);
    let (len, cursor) = (order.len(), page.list.cursor(order.len()));
    let who = speaker(&app.library, statement);
    let outlets = counted(statement.outlets(&app.library), "outlet");
    Told {
        title: format!("{who}: {} in {outlets}.", counted(len, "wording")),
        keys: keys(&LEADING),
        words: Vec::new(),
        list: Some(List {
            len,
            cursor,
            words: Box::new(move |at| {
                order
                    .get(at)
                    .map_or_else(String::new, |one| wording(app, page, one))
            }),
            empty: "",
        }),
    }
}

fn wording(app: &App, page: &Variants, variant: &Variant) -> String {
    let document = app.library.document(variant.at.doc);
    let who = if variant.dissents {
        format!("by {}", named(&app.library, variant.at))
    } else {
        String::new()
    };
    let about = joined([
        document.map_or_else(String::new, lists::brief),
        who,
        page.told(app, variant),
    ]);
    let words = page.lines(app, variant, u16::MAX).concat();
    if words.is_empty() {
        format!("{about}.")
    } else {
        format!("{about}: {}", compared(&words))
    }
}

/// Words beside others: what differs stands in brackets that say how.
pub(super) fn compared(pieces: &[Piece]) -> String {
    let words: String = pieces.iter().map(|(words, _)| words.as_str()).collect();
    one_line(&words)
}

pub(super) fn chain<'a>(app: &'a App, page: &'a ChainPage) -> Told<'a> {
    let statement = page
        .of
        .and_then(|id| overlays::statements(app)?.get(id)?.fullest());
    let of = statement.map_or(String::new(), |at| format!(": {}", words(&app.library, at)));
    let links = &page.chain.links;
    let mut told = page.told();
    if links.iter().all(|link| link.by.is_none()) {
        told.push("No report names another outlet as its origin.".to_owned());
    }
    Told {
        title: sentence(&format!("Who cites whom{of}")),
        keys: keys(&LEADING),
        words: told,
        list: Some(List {
            len: links.len(),
            cursor: page.list.cursor(links.len()),
            words: Box::new(|at| links.get(at).map_or_else(String::new, |one| link(app, one))),
            empty: "",
        }),
    }
}

/// One outlet or document of a chain, and how it leans on the one above it.
fn link(app: &App, link: &Link) -> String {
    let name = match &link.node {
        Node::Outlet(name, Held::Missing) => format!("{name}, not in the library"),
        Node::Outlet(name, Held::Elsewhere) => {
            format!("{name}, in the library, but not with these words")
        }
        Node::Document(doc) => app
            .library
            .document(*doc)
            .map_or_else(String::new, lists::brief),
    };
    let level = match link.depth {
        0 => String::new(),
        depth => format!("cites, level {depth}"),
    };
    let by = link
        .by
        .map_or(String::new(), |(way, _)| format!("by its {}", way.name()));
    let again = if link.again { "as above" } else { "" };
    joined([name, level, by, again.to_owned()])
}

pub(super) fn unnamed<'a>(app: &'a App, page: &'a UnnamedPage) -> Told<'a> {
    let words = |at: usize| {
        let found = page.found.get(at).zip(page.outlets.get(at));
        found.map_or_else(String::new, |(unnamed, outlet)| {
            let document = app.library.document(unnamed.at.doc);
            let day = document.map(lists::day);
            let source = app.library.source_words(unnamed.at).unwrap_or_default();
            let about = joined([outlet.clone(), day.unwrap_or_default(), one_line(source)]);
            format!("{about}: {}", words(&app.library, unnamed.at))
        })
    };
    Told {
        title: format!(
            "Sources without a name: {} in {}.",
            counted(page.found.len(), "attribution"),
            counted(page.count(), "outlet")
        ),
        keys: keys(&LEADING),
        words: Vec::new(),
        list: Some(List {
            len: page.found.len(),
            cursor: page.list.cursor(page.found.len()),
            words: Box::new(words),
            empty: "Whoever is quoted here has a name.",
        }),
    }
}

pub(super) fn news<'a>(app: &'a App, page: &'a NewsPage) -> Told<'a> {
    let (variants, title) = (app.keymap.shown(Action::Variants), page.title(app));
    Told {
        title: format!("{title}. {}.", page.summary()),
        keys: keys(&[
            LEADING[0],
            LEADING[1],
            (&variants, "compares the wordings"),
            ("left and right", "tell what is new since another visit"),
            LEADING[2],
        ]),
        words: Vec::new(),
        list: Some(List {
            len: page.entries.len(),
            cursor: page.list.cursor(page.entries.len()),
            words: Box::new(|at| {
                page.entries
                    .get(at)
                    .map_or_else(String::new, |one| new(app, one))
            }),
            empty: "Nothing is new.",
        }),
    }
}

/// One thing that is new: what kind of thing, and where it stands.
fn new(app: &App, novelty: &Novelty) -> String {
    let brief = |doc| {
        app.library
            .document(doc)
            .map_or_else(String::new, lists::brief)
    };
    let said = |id, at: QuoteRef| {
        let found = overlays::statements(app).and_then(|all| all.get(id));
        let who = found.map_or_else(String::new, |found| speaker(&app.library, found));
        format!(
            "{}: {}",
            joined([who, brief(at.doc)]),
            words(&app.library, at)
        )
    };
    match *novelty {
        Novelty::Statement(id, at) => format!("new statement, {}", said(id, at)),
        Novelty::Wording(id, at) => format!("changed wording, {}", said(id, at)),
        Novelty::Person(id, doc) => {
            let who = app
                .library
                .entities
                .get(id)
                .map_or_else(String::new, lists::named);
            format!("new name, {who}, {}", brief(doc))
        }
        Novelty::Edited(doc) => format!("edited, {}", brief(doc)),
        Novelty::Silent(doc) => format!("adds nothing, {}", brief(doc)),
    }
}
