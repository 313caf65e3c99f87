//! What corrects something, in words.

use crate::app::App;
use crate::app::derive::head::counted;
use crate::app::overlay::{Ask, CorrectionList, ExportMenu, Fix, Review, Split};
use crate::library::Standing;

use super::overlay::{Told, keys};
use super::{List, joined, lists, one_line, sentence};

pub(super) fn fix<'a>(app: &'a App, fix: &'a Fix) -> Told<'a> {
    let choices = fix.choices();
    let words = |at: usize| {
        let choice = choices.get(at);
        choice.map_or_else(String::new, |(letter, choice)| {
            format!("{letter}, {}", fix.words(app, *choice))
        })
    };
    Told {
        title: sentence(&fix.title(app)),
        keys: keys(&[("a letter or enter", "corrects"), ("esc", "closes")]),
        words: Vec::new(),
        list: Some(List {
            len: choices.len(),
            cursor: fix.list.cursor(choices.len()),
            words: Box::new(words),
            empty: "",
        }),
    }
}

pub(super) fn export<'a>(app: &'a App, menu: &'a ExportMenu) -> Told<'a> {
    let choices = &menu.choices;
    let words = |at: usize| {
        let choice = choices.get(at);
        choice.map_or_else(String::new, |choice| {
            let count = counted(choice.rows.len(), choice.rows.one());
            format!("{}, {}, {count}", choice.letter, choice.title)
        })
    };
    let form = menu.selected().map(|choice| {
        let format = ExportMenu::format(app, choice);
        let (form, file) = (format.name(), menu.file(app, choice));
        format!("As {form}, to {file}.")
    });
    Told {
        title: "Write down.".to_owned(),
        keys: keys(&[
            ("a letter or enter", "writes"),
            ("tab", "changes the form"),
            ("f", "names the file"),
            ("esc", "closes"),
        ]),
        words: form.into_iter().collect(),
        list: Some(List {
            len: choices.len(),
            cursor: menu.list.cursor(choices.len()),
            words: Box::new(words),
            empty: "There is nothing to write down yet.",
        }),
    }
}

pub(super) fn ask<'a>(ask: &Ask) -> Told<'a> {
    let offered = match ask.line.text() {
        "" => Vec::new(),
        words => vec![format!("Now: {words}.")],
    };
    Told {
        title: "Type the correction.".to_owned(),
        keys: keys(&[("enter", "corrects"), ("esc", "leaves it")]),
        words: offered,
        list: None,
    }
}

pub(super) fn split<'a>(app: &'a App, split: &'a Split) -> Told<'a> {
    let name = app.library.entities.get(split.person);
    let name = name.map_or("", |entity| &entity.name);
    let words = |at: usize| {
        let place = split.places.get(at);
        let found = place.and_then(|&(doc, span)| Some((app.library.document(doc)?, doc, span)));
        found.map_or_else(String::new, |(document, doc, span)| {
            let marked = if split.marked.contains(&at) {
                "marked"
            } else {
                ""
            };
            let about = joined([marked.to_owned(), lists::brief(document)]);
            let words = Split::words(app, doc, span).of(&document.text);
            format!("{about}: {}", one_line(words))
        })
    };
    Told {
        title: format!(
            "Which of these is not {name}? {} marked.",
            counted(split.marked.len(), "place")
        ),
        keys: keys(&[
            ("a number", "selects"),
            ("space", "marks"),
            ("enter", "names the other"),
            ("esc", "closes"),
        ]),
        words: Vec::new(),
        list: Some(List {
            len: split.places.len(),
            cursor: split.list.cursor(split.places.len()),
            words: Box::new(words),
            empty: "No place names them.",
        }),
    }
}

pub(super) fn review<'a>(app: &App, review: &Review) -> Told<'a> {
    let mut words = vec![
        format!("{} of {}.", review.at + 1, review.queue.len()),
        review.question(app),
    ];
    let found = review
        .quotation(app)
        .and_then(|at| Some((app.library.document(at.doc)?, app.library.quotation(at)?)));
    if let Some((document, quotation)) = found {
        words.push(quotation.rule.why().to_owned());
        let lines = review.lines(app, u16::MAX).into_iter();
        let text: Vec<_> = lines
            .map(|line| one_line(line.of(&document.text)))
            .collect();
        words.push(format!("{}: {}", lists::brief(document), text.join(" ")));
    }
    Told {
        title: "Who said it?".to_owned(),
        keys: keys(&[
            ("y", "yes"),
            ("n", "no"),
            ("u", "unsure"),
            ("a", "somebody else"),
            ("j", "next"),
            ("k", "the one before"),
            ("enter", "goes there"),
            ("esc", "closes"),
        ]),
        words,
        list: None,
    }
}

pub(super) fn corrections<'a>(app: &'a App, list: &'a CorrectionList) -> Told<'a> {
    let words = |at: usize| {
        let entry = list.entries.get(at);
        let found = entry
            .and_then(|(id, standing)| Some((app.library.corrections.log().get(id)?, standing)));
        found.map_or_else(String::new, |(line, standing)| {
            let became = match standing {
                Standing::Applied => "",
                Standing::Lost => "its words are not there any more",
                Standing::Outvoted => "somebody said otherwise later",
            };
            let by = if line.by.is_empty() {
                "somebody"
            } else {
                &line.by
            };
            joined([
                line.change.sentence(),
                by.to_owned(),
                line.at.format("%Y-%m-%d %H:%M UTC").to_string(),
                became.to_owned(),
            ])
        })
    };
    Told {
        title: format!("{}.", counted(list.entries.len(), "correction")),
        keys: keys(&[
            ("a number", "selects"),
            ("enter", "goes there"),
            ("x", "takes it back"),
            ("t", "looks in other articles for words that are gone"),
            ("esc", "closes"),
        ]),
        words: Vec::new(),
        list: Some(List {
            len: list.entries.len(),
            cursor: list.list.cursor(list.entries.len()),
            words: Box::new(words),
            empty: "There are no corrections any more.",
        }),
    }
}
