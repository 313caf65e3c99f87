//! What is looked for by typing, in words.

use crate::app::derive::head::counted;
use crate::app::overlay::{
    Command, Everywhere, Finder, MOST_HITS, Palette, Purpose, SearchPrompt, Wanted,
};
use crate::app::{App, excerpt};
use crate::engine::EntityKind;

use super::overlay::{Told, keys};
use super::{List, lists, one_line};

/// What every finder answers to.
const CHOOSING: &[(&str, &str)] = &[
    ("a number", "selects"),
    ("enter", "takes what is selected"),
    ("other words", "search anew"),
    ("esc", "closes"),
];

pub(super) fn finder<'a>(app: &'a App, finder: &'a Finder) -> Told<'a> {
    let found = &finder.found;
    let title = match finder.purpose {
        Purpose::Documents => "Find a document",
        Purpose::People => "Find a person or organization",
        Purpose::Speaker(_) | Purpose::Review(..) => "Who said it?",
        Purpose::Same(_) => "Who is it the same as?",
        Purpose::Different(_) => "Who is it never the same as?",
    };
    let list = List {
        len: found.best.len(),
        cursor: finder.list.cursor(found.best.len()),
        words: Box::new(|at| {
            found
                .best
                .get(at)
                .map_or_else(String::new, |one| wanted(app, finder, *one))
        }),
        empty: "Nothing fits these letters.",
    };
    Told {
        title: format!("{title}{}: {} found.", typed(finder.line.text()), found.all),
        keys: keys(CHOOSING),
        words: Vec::new(),
        list: Some(list),
    }
}

/// What a finder asks for.
pub(super) fn asked(purpose: &Purpose) -> &'static str {
    match purpose {
        Purpose::Documents => "title, outlet or date: ",
        _ => "name or role: ",
    }
}

fn wanted(app: &App, finder: &Finder, one: Wanted) -> String {
    match one {
        Wanted::Document(doc) => app
            .library
            .document(doc)
            .map_or_else(String::new, lists::brief),
        Wanted::Entity(id) => app
            .library
            .entities
            .get(id)
            .map_or_else(String::new, |entity| {
                let count = match entity.quotations {
                    0 => counted(entity.mentions as usize, "mention"),
                    some => counted(some as usize, "quotation"),
                };
                format!("{}, {count}", lists::named(entity))
            }),
        Wanted::New(EntityKind::Person) => {
            format!("{}, a person of this name", finder.line.text().trim())
        }
        Wanted::New(EntityKind::Organization) => {
            format!(
                "{}, an organization of this name",
                finder.line.text().trim()
            )
        }
        Wanted::Nobody => "nobody knows".to_owned(),
    }
}

pub(super) fn palette<'a>(app: &'a App, palette: &Palette) -> Told<'a> {
    let found = palette.found();
    let (len, cursor) = (found.len(), palette.list.cursor(found.len()));
    let words = move |at: usize| {
        found.get(at).map_or_else(String::new, |&command| {
            let keys = match command {
                Command::Act(action) => app.keymap.shown(action),
                Command::Theme(_) => String::new(),
            };
            let keys = if keys.is_empty() {
                keys
            } else {
                format!("; {keys}")
            };
            format!("{}: {}{keys}", command.name(), command.help())
        })
    };
    Told {
        title: format!("Commands{}: {len} found.", typed(palette.line.text())),
        keys: keys(CHOOSING),
        words: Vec::new(),
        list: Some(List {
            len,
            cursor,
            words: Box::new(words),
            empty: "No command fits these letters.",
        }),
    }
}

pub(super) fn search<'a>(app: &App, prompt: &SearchPrompt) -> Told<'a> {
    let mut words = Vec::new();
    let line = &prompt.line;
    if line.is_offered() {
        words.push(format!("enter searches for “{}” again.", line.text()));
    } else if !line.text().is_empty() {
        let hits = app
            .article
            .search
            .as_ref()
            .map_or(0, |search| search.hits.len());
        words.push(format!("{} in this article.", counted(hits, "hit")));
    }
    Told {
        title: "Search in this article.".to_owned(),
        keys: keys(&[("words", "are sought"), ("esc", "goes back")]),
        words,
        list: None,
    }
}

pub(super) fn everywhere<'a>(app: &'a App, everywhere: &'a Everywhere) -> Told<'a> {
    let hits = &everywhere.hits;
    let found = match (everywhere.is_searching(), everywhere.more) {
        (false, _) => ", at least two letters.".to_owned(),
        _ if everywhere.fault.is_some() => ".".to_owned(),
        (true, false) => format!(
            ": {} in {}.",
            counted(hits.len(), "hit"),
            counted(everywhere.documents(), "document")
        ),
        (true, true) => format!(": the first {MOST_HITS} hits."),
    };
    let words = move |at: usize| {
        let found = hits
            .get(at)
            .and_then(|hit| Some((app.library.document(hit.doc)?, hit)));
        found.map_or_else(String::new, |(document, hit)| {
            let sentence = excerpt::sentences(document, hit.span).of(&document.text);
            format!("{}: {}", lists::brief(document), one_line(sentence))
        })
    };
    if !everywhere.saved(app).is_empty() {
        return saved(app, everywhere);
    }
    let searches = everywhere.is_searching() && everywhere.fault.is_none();
    let list = searches.then(|| List {
        len: hits.len(),
        cursor: everywhere.list.cursor(hits.len()),
        words: Box::new(words),
        empty: "Nothing in the documents is like this.",
    });
    let fault = everywhere.fault.iter().map(|fault| {
        let place = everywhere.line.text().get(fault.at.clone());
        format!("{}: {}.", place.unwrap_or_default(), fault.why)
    });
    Told {
        title: format!(
            "Search in all documents{}{found}",
            typed(everywhere.line.text())
        ),
        keys: keys(CHOOSING),
        words: fault.collect(),
        list,
    }
}

/// The searches that were saved, to be taken up again.
fn saved<'a>(app: &'a App, everywhere: &Everywhere) -> Told<'a> {
    let saved = everywhere.saved(app);
    Told {
        title: "Search in all documents, or take up a saved search.".to_owned(),
        keys: keys(CHOOSING),
        words: Vec::new(),
        list: Some(List {
            len: saved.len(),
            cursor: everywhere.list.cursor(saved.len()),
            words: Box::new(move |at| saved.get(at).cloned().unwrap_or_default()),
            empty: "",
        }),
    }
}

/// ` for “ferry”`, or nothing while nothing is typed.
fn typed(words: &str) -> String {
    match words.trim() {
        "" => String::new(),
        words => format!(" for “{words}”"),
    }
}
