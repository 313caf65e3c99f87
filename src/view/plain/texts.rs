//! What is only read, in words.

use crate::app::derive::head::counted;
use crate::app::overlay::{ByHand, Compare, CompareRow, Help, ProblemRow, Problems, Why, WhyRow};
use crate::app::{Action, App};

use super::overlay::{Told, keys};
use super::{one_line, pages, sentence};

/// So wide that nothing is ever wrapped.
const WIDE: u16 = u16::MAX;

pub(super) fn help<'a>(app: &App, help: &Help) -> Told<'a> {
    let mut words = Vec::new();
    if help.filter.is_none() {
        let how = "Where lines are typed: a key as n, a count and a key as 3n, or a name as next-quotation; words may \
                   follow a key that asks for them, as /ferry. An empty line reads on, or opens what is selected.";
        words.push(how.to_owned());
    }
    let mut group = "";
    for &action in Action::ALL
        .iter()
        .filter(|&&action| help.shows(app, action))
    {
        if action.group() != group {
            group = action.group();
            words.push(format!("{group}:"));
        }
        let keys = match app.keymap.keys(action) {
            [] => "no key".to_owned(),
            _ => app.keymap.shown(action),
        };
        words.push(format!("{keys}: {}, {}", action.name(), action.help()));
    }
    if words.is_empty() {
        words.push("No key or command fits these words.".to_owned());
    }
    let filter = app.keymap.shown(Action::Search);
    let filtered = help.filter.as_ref().map_or("", |filter| filter.text());
    Told {
        title: match filtered {
            "" => "Keys.".to_owned(),
            words => format!("Keys for “{words}”."),
        },
        keys: keys(&[(&filter, "filters"), ("esc", "closes")]),
        words,
        list: None,
    }
}

pub(super) fn problems<'a>(app: &App) -> Told<'a> {
    let rows = Problems::rows(app, WIDE);
    let words = rows.into_iter().filter_map(|row| match row {
        ProblemRow::Path(words) | ProblemRow::Reason(words) => Some(words),
        ProblemRow::Blank => None,
    });
    read(
        format!(
            "{} could not be opened.",
            counted(app.library.problems.len(), "file")
        ),
        words.collect(),
    )
}

pub(super) fn why<'a>(app: &App) -> Told<'a> {
    let document = app.article.doc.and_then(|doc| app.library.document(doc));
    let text = document.map_or("", |document| &document.text);
    let words = Why::rows(app, WIDE)
        .into_iter()
        .filter_map(|row| match row {
            WhyRow::Fact("", words) => Some(words),
            WhyRow::Fact(label, words) => Some(sentence(&format!("{label}: {}", one_line(&words)))),
            WhyRow::Label(label) => Some(label.to_owned()),
            WhyRow::Text(span) => Some(one_line(span.of(text))),
            WhyRow::Blank => None,
        });
    read("Why this speaker.".to_owned(), words.collect())
}

pub(super) fn by_hand<'a>(by_hand: &ByHand) -> Told<'a> {
    read(sentence(&by_hand.why), vec![by_hand.text.clone()])
}

pub(super) fn compare<'a>(app: &App, page: &Compare) -> Told<'a> {
    let words = page
        .rows(app, WIDE)
        .into_iter()
        .filter_map(|row| match row {
            CompareRow::Heading(words) => Some(format!("{words}:")),
            CompareRow::Words(pieces) => Some(pages::compared(&pieces)),
            CompareRow::Blank => None,
        });
    let (compared, note) = page.title(app, super::lists::brief);
    let (at, all) = page.place(app);
    let mut title = format!("{compared}: {note}.");
    if all > 1 {
        title = format!("{title} {at} of {all}; tab turns to the next.");
    }
    read(title, words.collect())
}

/// Words that are told once and for all.
fn read<'a>(title: String, words: Vec<String>) -> Told<'a> {
    Told {
        title,
        keys: keys(&[("esc", "closes")]),
        words,
        list: None,
    }
}
