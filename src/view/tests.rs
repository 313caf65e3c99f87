//! Screens: keys pressed on the library of [`crate::app::fixture`], and the picture they lead to.

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::app::fixture::{app, press};
use crate::app::{Action, App, Event, Measure, Progress, Size, ThemeName, update};

use super::render;

fn drawn(app: &App) -> Buffer {
    let area = Rect::new(0, 0, app.size.width, app.size.height);
    let mut buf = Buffer::empty(area);
    render(app, area, &mut buf);
    buf
}

/// The letters of the screen, and below them one line for every run of cells with a style: row, columns, style, words.
pub(super) fn picture(app: &App) -> String {
    picture_of(&drawn(app))
}

/// The same for cells that something else has drawn.
pub(super) fn picture_of(buf: &Buffer) -> String {
    let mut letters = String::new();
    let mut styles = String::new();
    for y in 0..buf.area.height {
        let mut row = String::new();
        let mut run: Option<(u16, Style, String)> = None;
        let mut x = 0;
        while x < buf.area.width {
            let cell = &buf[(x, y)];
            row.push_str(cell.symbol());
            let style = cell.style();
            let same = run.as_ref().is_some_and(|(_, before, _)| *before == style);
            if !same {
                write_run(&mut styles, y, run.take());
                run = Some((x, style, String::new()));
            }
            if let Some((.., words)) = &mut run {
                words.push_str(cell.symbol());
            }
            x += (unicode_width::UnicodeWidthStr::width(cell.symbol()) as u16).max(1);
        }
        write_run(&mut styles, y, run);
        letters.push_str(row.trim_end());
        letters.push('\n');
    }
    format!("{letters}\n{styles}")
}

fn write_run(styles: &mut String, y: u16, run: Option<(u16, Style, String)>) {
    let Some((x, style, words)) = run else {
        return;
    };
    let look = look(style);
    // Rules between panes look the same everywhere.
    if look.is_empty() || words.trim() == "│" || words.trim().is_empty() && !look.contains("on ")
    {
        return;
    }
    let _ = writeln!(styles, "{y:>2},{x:<3} {look}: {}", words.trim_end());
}

fn look(style: Style) -> String {
    let mut parts = Vec::new();
    if let Some(colour) = style.fg.filter(|colour| *colour != Color::Reset) {
        parts.push(colour.to_string());
    }
    if let Some(colour) = style.bg.filter(|colour| *colour != Color::Reset) {
        parts.push(format!("on {colour}"));
    }
    for (modifier, name) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ] {
        if style.add_modifier.contains(modifier) {
            parts.push(name.to_owned());
        }
    }
    parts.join(" ")
}

/// The picture after keys on a fresh screen of this size.
fn screen_after(keys: &str, width: u16, height: u16) -> String {
    let mut app = app(width, height);
    press(&mut app, keys);
    picture(&app)
}

/// Keeps the picture after keys under a name; `cargo insta review` shows what has changed.
macro_rules! pictures {
    ($($name:ident $width:literal $height:literal $keys:literal;)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(screen_after($keys, $width, $height));
        }
    )*};
}

pictures! {
    wide_start 120 40 "";
    wide_current_quotation 120 40 "<enter>nnn";
    wide_following 120 40 "nnnf]]";
    wide_mentions_of_the_selected 120 40 "3";
    wide_other_documents 120 40 "jj<enter>";
    medium_start 80 24 "";
    medium_people 80 24 "3jf";
    medium_scrolled 80 24 "29j";
    small_documents 60 20 "1";
    small_article 60 20 "2nn";
    small_people 60 20 "3jjf";
    tight_article 40 10 "2n";
    smallest_article 20 5 "2n";
    reading_mode 100 30 "znn";
    refused 80 24 "Z";
}

#[test]
fn too_small_a_screen_says_what_it_needs() {
    insta::assert_snapshot!(screen_after("", 19, 6));
}

#[test]
fn a_message_does_not_hide_how_far_the_work_is() {
    let mut app = app(120, 40);
    app.progress = Some(Progress {
        stage: "finding quotations",
        done: 12,
        all: 90,
        measure: Measure::Documents,
        per_second: 0,
    });
    press(&mut app, "Z");
    let bottom = |app: &App| {
        let picture = picture(app);
        let line = picture.lines().nth(usize::from(app.size.height) - 1);
        line.unwrap_or_default().to_owned()
    };
    let wide = bottom(&app);
    assert!(wide.contains('Z') && wide.ends_with("12/90"), "{wide}");
    app.size.width = 40;
    assert!(!bottom(&app).contains("12/90"), "{}", bottom(&app));
}

#[test]
fn every_theme_draws_the_same_letters() {
    let mut app = app(120, 40);
    press(&mut app, "nnnf]");
    let letters = |app: &App| {
        let picture = picture(app);
        picture.split("\n\n ").next().map(str::to_owned)
    };
    let first = letters(&app);
    for theme in [ThemeName::Dark, ThemeName::Light, ThemeName::Mono] {
        app.theme = theme;
        assert_eq!(letters(&app), first);
    }
}

#[test]
fn no_control_character_of_a_text_reaches_the_screen() {
    let shown = screen_after("JJ2", 120, 40);
    assert!(shown.contains("[31mnothing"), "{shown}");
    assert!(
        !shown
            .chars()
            .any(|letter| letter.is_control() && letter != '\n')
    );
}

#[test]
fn every_action_can_be_drawn_at_every_size() {
    let sizes = (1..=50).step_by(7).flat_map(|width| {
        let heights = (1..=20).step_by(3);
        heights.map(move |height| Size { width, height })
    });
    for size in
        sizes.chain([(70, 11), (99, 12), (100, 13)].map(|(width, height)| Size { width, height }))
    {
        for &action in Action::ALL {
            let mut app = app(120, 40);
            for resized in [
                Size {
                    width: 120,
                    height: 40,
                },
                size,
            ] {
                update(&mut app, Event::Resize(resized));
                crate::app::update::act(&mut app, action, Some(2));
                app.quit = false;
                drawn(&app);
            }
        }
    }
}

/// Whoever sees no colours, or none of these, reads the letters.
#[test]
fn every_theme_marks_speakers_by_a_letter_and_a_bar_too() {
    let mut letters = Vec::new();
    for theme in [
        ThemeName::Auto,
        ThemeName::Ansi,
        ThemeName::Dark,
        ThemeName::Light,
        ThemeName::Mono,
    ] {
        let mut app = app(120, 40);
        app.theme = theme;
        let screen = picture(&app);
        let shown = screen.split("\n\n").next().unwrap_or_default().to_owned();
        for mark in [
            "▎a Tomas Oyelaran",
            "▎b Mara Lindqvist",
            "?▎a Port of Velmar",
        ] {
            assert!(screen.contains(mark), "{mark} in {theme:?}:\n{screen}");
        }
        letters.push(shown);
    }
    assert!(letters.iter().all(|screen| *screen == letters[0]));
}
