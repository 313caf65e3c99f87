//! Every overlay at every size, and pictures of each.

use std::sync::Arc;

use insta::assert_snapshot;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::fixture::{app, press, report, visited};
use crate::app::{App, Event, News, Size, ThemeName, update};
use crate::library::Gathered;
use crate::view::Theme;
use crate::view::tests::picture_of;

/// The keys that open each overlay and put it into its various states.
const OPENED: &[(&str, &str)] = &[
    ("help", "?"),
    ("help-filtered", "?/quot"),
    ("palette", ":"),
    ("palette-typed", ":theme"),
    ("documents", "o"),
    ("documents-typed", "ooffer"),
    ("people", "p"),
    ("people-typed", "pmaj"),
    ("people-nobody", "pxqxq"),
    ("search", "2/"),
    ("search-typed", "2/crane"),
    ("everywhere", "s"),
    ("everywhere-typed", "sthe"),
    ("person", "2nnP"),
    ("person-doubtful", "2nPDG"),
    ("problems", "!"),
    ("why", "2nnw"),
    ("bookmarks", "2nmnnm'"),
    ("notes", "2nmnnicall her, she knows #todo #lead<enter>'"),
    ("notes-filtered", "2nmnnicall her #todo<enter>'/#to"),
    ("note-typed", "2nniwho is he? #todo"),
    ("by-hand", "2nnyy"),
    ("statements", "S"),
    ("statements-filtered", "S/crane<enter>"),
    ("statements-typed", "S/zzz"),
    ("variants", "2nv"),
    ("chain", "2nnc"),
    ("chain-of-document", "c"),
    ("unnamed", "U"),
    ("news", "W"),
    ("news-of-another-visit", "Whj"),
    ("variants-of-ledger", "S/crane<enter>v"),
    ("fix-quotation", "2nne"),
    ("fix-person", "3jje"),
    ("fix-document", "1e"),
    ("speaker", "2nnaida"),
    ("same", "3jem"),
    ("ask", "1eo"),
    ("ask-refused", "1ed<ctrl-u>soon<enter>"),
    ("split", "3jes j "),
    ("export", "E"),
    ("export-of-ledger", "SE<tab>fport.csv"),
    ("review", "R"),
    ("corrections", "2nxnaida<enter>3jero<ctrl-u>Port<enter>C"),
];

fn opened(keys: &str, width: u16, height: u16) -> App {
    let mut app = app(width, height);
    visited(&mut app);
    press(&mut app, keys);
    app
}

fn render(app: &App, width: u16, height: u16) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    crate::view::render(app, area, &mut buf);
    buf
}

#[test]
fn every_overlay_fits_every_size() {
    for &(name, keys) in OPENED {
        let mut app = opened(keys, 120, 40);
        assert!(app.overlay.is_some(), "{name} is open");
        let small = (1..=60).flat_map(|width| (1..=20).map(move |height| (width, height)));
        for (width, height) in small.chain([(80, 24), (120, 40), (200, 60)]) {
            update(&mut app, Event::Resize(Size { width, height }));
            let mut buf = render(&app, width, height);
            // A screen too small for the panes shows no overlay; drawing one must do no harm all the same.
            super::draw(&app, &Theme::of(ThemeName::Mono, None), &mut buf);
            let tiny = Rect::new(0, 0, width.min(7), height.min(3));
            super::draw(
                &app,
                &Theme::of(ThemeName::Dark, None),
                &mut Buffer::empty(tiny),
            );
        }
    }
}

#[test]
fn every_key_is_harmless_in_every_overlay_at_every_size() {
    let keys = "jk<down><up> b<pagedown><pageup><end><home>[]{}<ctrl-n><ctrl-p><left><right><backspace><ctrl-w><ctrl-u>é";
    for &(_, open) in OPENED {
        for (width, height) in [(40, 10), (41, 11), (64, 16), (80, 24), (120, 40)] {
            let mut app = opened(open, width, height);
            for _ in 0..3 {
                press(&mut app, keys);
                render(&app, width, height);
            }
            press(&mut app, "<esc><esc><esc>");
            assert!(app.overlay.is_none(), "{open}");
            assert!(!app.quit);
        }
    }
}

/// The overlay alone: what stands below it has pictures of its own.
fn picture(keys: &str, width: u16, height: u16) -> String {
    let app = opened(keys, width, height);
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    super::draw(&app, &Theme::of(app.theme, app.background), &mut buf);
    picture_of(&buf)
}

#[test]
fn days_of_statements_have_a_year_where_there_are_several() {
    let one = picture("S", 64, 24);
    assert!(one.contains(" 12 May "), "{one}");
    // The reader dates the open document anew, and the articles are compared once more.
    let mut app = opened("1ed<ctrl-u>2030-05-14<enter>", 64, 24);
    let gathered = Arc::new(Gathered::of(&app.library));
    let corrections = app.library.corrections.revision();
    report(
        &mut app,
        News::Gathered {
            gathered,
            corrections,
        },
    );
    press(&mut app, "S");
    let mut buf = Buffer::empty(Rect::new(0, 0, 64, 24));
    super::draw(&app, &Theme::of(app.theme, app.background), &mut buf);
    let several = picture_of(&buf);
    assert!(
        several.contains("14 May ’30 ") && several.contains("12 May ’31 "),
        "{several}"
    );
}

#[test]
fn pictures_of_every_overlay() {
    for &(name, keys) in OPENED {
        assert_snapshot!(name, picture(keys, 100, 30));
    }
    let small = [
        "help",
        "people",
        "everywhere-typed",
        "person",
        "why",
        "statements",
        "variants",
        "chain",
        "unnamed",
    ];
    for &(name, keys) in OPENED.iter().filter(|(name, _)| small.contains(name)) {
        assert_snapshot!(format!("{name}-small"), picture(keys, 40, 12));
    }
    assert_snapshot!("person-dark", picture("tplindq<enter>", 100, 30));
}
