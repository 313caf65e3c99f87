//! Screens: keys pressed on the library of [`crate::app::fixture`], and the picture they lead to.

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::app::fixture::{app, press};
use crate::app::{Action, App, Event, Size, ThemeName, update};

use super::render;

fn drawn(app: &App) -> Buffer {
    let area = Rect::new(0, 0, app.size.width, app.size.height);
    let mut buf = Buffer::empty(area);
    render(app, area, &mut buf);
    buf
}

/// The letters of the screen, and below them one line for every run of cells with a style: row, columns, style, words.
pub(super) fn picture(app: &App) -> String {
    let buf = drawn(app);
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

#[test]
fn show() {
    let keys = std::env::var("KEYS").unwrap_or_default();
    let size = std::env::var("SIZE").unwrap_or("120x40".into());
    let (w, h) = size.split_once('x').unwrap();
    println!(
        "{}",
        screen_after(&keys, w.parse().unwrap(), h.parse().unwrap())
    );
}
