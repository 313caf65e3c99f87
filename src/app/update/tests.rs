//! Keys before, state after, on the library of [`crate::app::fixture`].

use std::fmt::Write;
use std::sync::Arc;

use crate::app::fixture::{analyses, app, documents, press, report};
use crate::app::{
    App, Effect, Event, Key, Measure, News, Order, Pane, Progress, Report, Size, Timer,
};
use crate::library::DocId;

use super::update;

/// The state in words: the pane with the keys, the article and what is current in it, whom the reader follows, and the
/// last message.
fn told(app: &App) -> String {
    let mut told = format!("{:?}", app.focus).to_lowercase();
    if let Some(document) = app.article.doc.and_then(|doc| app.library.document(doc)) {
        let _ = write!(told, " {}", document.name);
        if app.article.top.byte > 0 {
            let at = app.article.top.byte as usize;
            let words: Vec<_> = document.text[at..].split_whitespace().take(2).collect();
            let _ = write!(told, " from “{}”", words.join(" "));
        }
    }
    if let Some(quotation) = app.article.quotation {
        let _ = write!(told, " #{quotation}");
    }
    if let Some(entity) = app.following.and_then(|id| app.library.entities.get(id)) {
        let _ = write!(told, " following {}", entity.name);
    }
    if let Some(notice) = &app.notice {
        let _ = write!(told, " | {}", notice.text);
    }
    told
}

fn check(keys: &str, expected: &str) {
    let mut app = app(120, 40);
    press(&mut app, keys);
    assert_eq!(told(&app), expected, "{keys}");
}

/// The same on a small screen, where the text does not fit.
fn check_small(keys: &str, expected: &str) {
    let mut app = app(60, 12);
    press(&mut app, keys);
    assert_eq!(told(&app), expected, "{keys}");
}

#[test]
fn panes_are_reached_by_number_by_turns_and_by_side() {
    for (keys, expected) in [
        ("2", "article closed"),
        ("3", "people closed"),
        ("<tab><tab>", "people closed"),
        ("<tab><tab><tab>", "documents closed"),
        ("<backtab>", "people closed"),
        ("ll", "people closed"),
        ("lll", "people closed | This is the rightmost pane"),
        ("h", "documents closed | This is the leftmost pane"),
        ("z", "article closed"),
        ("z1", "documents closed"),
    ] {
        check(keys, expected);
    }
}

#[test]
fn the_article_opens_when_the_selection_rests_or_at_once_on_enter() {
    let mut app = app(120, 40);
    let effects = press(&mut app, "j");
    assert!(matches!(effects[..], [Effect::Wake(Timer::Rested, _)]));
    assert_eq!(told(&app), "documents closed");
    update(&mut app, Event::Timer(Timer::Rested));
    assert_eq!(told(&app), "documents offer");
    check("jj<enter>", "article letter");
    check("G<enter>", "article night");
    check("k", "documents closed | This is the first document");
    check("Gj", "documents closed | This is the last document");
}

#[test]
fn documents_follow_each_other_from_any_pane() {
    check("3J", "people offer");
    check("JJJ", "documents night");
    check(
        "JJJJ",
        "documents night | This is the last document of the list",
    );
    check("JJK", "documents offer");
    check("5J", "documents night");
    check(
        "O",
        "documents closed | The oldest documents stand on top now",
    );
    let mut app = app(120, 40);
    press(&mut app, "O");
    assert_eq!(app.derived.documents.at(0), Some(DocId(1)));
    assert_eq!(app.documents.order, Order::OldestFirst);
}

#[test]
fn quotations_follow_each_other_and_scare_quotes_are_passed() {
    for (keys, expected) in [
        ("n", "documents closed #0"),
        ("nnn", "documents closed #2"),
        ("4n", "documents closed #3"),
        ("9n", "documents closed #5"),
        ("9nN", "documents closed #4"),
        (
            "9nn",
            "documents closed #5 | This is the last quotation of the article; J opens the next document",
        ),
        (
            "nN",
            "documents closed #0 | This is the first quotation of the article; K opens the document before",
        ),
    ] {
        check(keys, expected);
    }
    check_small("2Gn", "article closed from “What comes” #4");
}

#[test]
fn a_person_is_followed_through_all_documents_in_order_of_time() {
    for (keys, expected) in [
        (
            "f",
            "documents closed | Nobody is selected to follow: n goes to a quotation, 3 to the people",
        ),
        (
            "]",
            "documents closed | Nobody is selected to follow: n goes to a quotation, 3 to the people",
        ),
        (
            "nnnf",
            "documents closed #2 following Mara Lindqvist | Following Mara Lindqvist: 4 quotations in 2 documents",
        ),
        ("nnnf]", "documents closed #3 following Mara Lindqvist"),
        (
            "nnnf]]",
            "documents offer #0 following Mara Lindqvist | Round again: the first quotation of Mara Lindqvist",
        ),
        ("nnnf[", "documents offer #1 following Mara Lindqvist"),
        ("nnnf02[", "documents offer #0 following Mara Lindqvist"),
        (
            "nnn]",
            "documents closed #3 following Mara Lindqvist | Following Mara Lindqvist: 4 quotations in 2 documents",
        ),
        (
            "nf",
            "documents closed #0 following Tomas Oyelaran | Following Tomas Oyelaran: 2 quotations in 1 document, 2 doubtful left out (D counts them)",
        ),
        (
            "nfD",
            "documents closed #0 following Tomas Oyelaran | Doubtful attributions count too now",
        ),
        ("nfD[", "documents letter #1 following Tomas Oyelaran"),
        (
            "nff",
            "documents closed #0 | Tomas Oyelaran is followed no longer; u takes it back",
        ),
        (
            "nffu",
            "documents closed #0 following Tomas Oyelaran | Taken back: the same person is followed as before",
        ),
        (
            "nf<esc>",
            "documents closed #0 following Tomas Oyelaran | Nothing is open that could be closed; q leaves the program",
        ),
    ] {
        check(keys, expected);
    }
}

#[test]
fn the_way_back_leads_through_every_jump() {
    check("nnnf]][H", "documents offer #0 following Mara Lindqvist");
    check("nnnf]][HH", "documents closed #3 following Mara Lindqvist");
    check("JHL", "documents offer");
    check("JH", "documents closed");
    check(
        "H",
        "documents closed | There is no earlier place to go back to",
    );
    check(
        "L",
        "documents closed | There is no later place to go forward to",
    );
}

#[test]
fn what_was_changed_is_taken_back() {
    check(
        "OMuu",
        "documents closed | Taken back: the order is what it was",
    );
    check("u", "documents closed | There is nothing to undo");
    let mut app = app(120, 40);
    press(&mut app, "M");
    assert!(!app.documents.read.contains(&DocId(0)));
    press(&mut app, "u");
    assert!(app.documents.read.contains(&DocId(0)));
    press(&mut app, "mm");
    assert!(app.bookmarks.is_empty());
    press(&mut app, "u");
    assert_eq!(app.bookmarks.len(), 1);
}

#[test]
fn scrolling_stops_at_both_ends_and_says_so() {
    check_small("2j", "article closed from “The cranes”");
    check_small(
        "2k",
        "article closed | This is the beginning of the article; K opens the document before",
    );
    let mut app = app(60, 12);
    press(&mut app, "2G");
    let end = app.article.top;
    press(&mut app, "j");
    assert_eq!(app.article.top, end);
    assert_eq!(
        app.notice.as_ref().map(|notice| notice.text.as_str()),
        Some("This is the end of the article; J opens the next document")
    );
    press(&mut app, "g");
    press(&mut app, "2<space><space><space><space><space><space>");
    assert_eq!(app.article.top, end);
}

#[test]
fn resizing_keeps_the_place_in_the_text() {
    let mut app = app(60, 12);
    press(&mut app, "29j");
    let top = app.article.top;
    assert!(top.byte > 0);
    for width in [40, 69, 70, 99, 100, 200, 60] {
        update(&mut app, Event::Resize(Size { width, height: 12 }));
    }
    assert_eq!(app.article.top, top);
}

#[test]
fn a_key_without_an_action_says_so_and_counts_are_seen() {
    check(
        "Z",
        "documents closed | The key Z does nothing here; ? shows all keys",
    );
    let mut app = app(120, 40);
    press(&mut app, "45");
    assert_eq!(app.count, Some(45));
    update(&mut app, Event::Key(Key::char('j')));
    assert_eq!(app.count, None);
}

#[test]
fn reports_of_another_round_are_dropped() {
    let mut app = app(120, 40);
    let old = Report {
        round: app.round + 1,
        news: News::Progress(Progress {
            stage: "reading",
            done: 1,
            all: 2,
            measure: Measure::Documents,
            per_second: 1,
        }),
    };
    update(&mut app, Event::Report(old));
    assert_eq!(app.progress, None);
}

#[test]
fn findings_that_arrive_one_by_one_move_neither_selection_nor_colours() {
    let mut app = App::default();
    update(
        &mut app,
        Event::Resize(Size {
            width: 120,
            height: 40,
        }),
    );
    let effects = report(
        &mut app,
        News::Imported {
            name: "velmar".to_owned(),
            documents: documents().into(),
            problems: Vec::new(),
            skipped: 0,
            corrections: Box::default(),
        },
    );
    assert_eq!(effects, [Effect::AnalyzeFirst(DocId(0))]);
    let mut found = (0..).map(DocId).zip(analyses());
    let first = found.next().unwrap();
    report(&mut app, News::Analyzed(vec![first.clone()]));
    press(&mut app, "3jnn");
    let (speakers, selected) = (app.speakers.clone(), app.people.selected);
    assert!(!speakers.is_empty());
    for found in found {
        report(&mut app, News::Analyzed(vec![found]));
    }
    let again = (first.0, Arc::new((*first.1).clone()));
    report(&mut app, News::Analyzed(vec![again]));
    report(&mut app, News::Finished);
    assert_eq!(app.speakers[..speakers.len()], speakers[..]);
    assert_eq!(app.people.selected, selected);
    assert_eq!(app.article.quotation, Some(1));
    assert_eq!(app.focus, Pane::People);
    assert_eq!(app.progress, None);
}

/// The state once a library has been opened by a link.
fn linked(link: &str) -> String {
    let mut app = App {
        goal: crate::app::Link::parse(link),
        ..App::default()
    };
    let (width, height) = (60, 12);
    update(&mut app, Event::Resize(Size { width, height }));
    report(
        &mut app,
        News::Imported {
            name: "velmar".to_owned(),
            documents: documents().into(),
            corrections: Box::default(),
            problems: Vec::new(),
            skipped: 0,
        },
    );
    let found = (0..).map(DocId).zip(analyses()).collect();
    report(&mut app, News::Analyzed(found));
    told(&app)
}

#[test]
fn a_link_opens_its_passage_or_what_comes_nearest() {
    for (link, expected) in [
        (
            "closed:the-door-is-open",
            "article closed from “offer. We” #2",
        ),
        (
            "closed:the-door-stays-open-harbour",
            "article closed from “offer. We” #2",
        ),
        (
            "archive/offer:it-is-an-insult",
            "article offer from “according to” #3",
        ),
        ("offer", "article offer"),
        (
            "offer:words-that-are-gone",
            "article offer | The passage is no longer in this article",
        ),
        (
            "offer:nobody-told-us-anything",
            "article night #0 | There is no such passage in “offer”, but here",
        ),
        (
            "nothing:no-such-words",
            "documents closed | There is no article “nothing” here",
        ),
    ] {
        assert_eq!(linked(link), expected, "{link}");
    }
}
