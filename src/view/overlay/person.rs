//! Draws a person's page.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::derive::head::counted;
use crate::app::overlay::{Entry, INDENT, Panel, PersonPage};
use crate::app::{Action, App};
use crate::engine::{Quotation, QuotationKind};
use crate::library::Entity;
use crate::view::theme::Theme;

use super::everywhere::draw_head;
use super::paint::{self, Run, run};

pub(super) fn draw(app: &App, page: &PersonPage, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let Some(entity) = app.library.entities.get(page.person) else {
        paint::panel(panel, ("", ""), &[("esc", "close")], theme, buf);
        return;
    };
    let (sure, doubtful, days) = page.sums(app);
    let follow = app.keymap.shown(Action::Follow);
    let toggle = app.keymap.shown(Action::Doubtful);
    let follows = if app.following == Some(page.person) {
        "follow no longer"
    } else {
        "follow"
    };
    let doubts = match (doubtful, app.doubtful) {
        (0, _) => "",
        (_, true) => "hide doubtful",
        (_, false) => "show doubtful",
    };
    let keys = [
        paint::GO_THERE,
        (follow.as_str(), follows),
        (if doubts.is_empty() { "" } else { &toggle }, doubts),
        ("esc", "close"),
    ];
    let note = match days {
        Some((first, last)) if first == last => first.format("%-d %b %Y").to_string(),
        Some((first, last)) => format!(
            "{} – {}",
            first.format("%-d %b %Y"),
            last.format("%-d %b %Y")
        ),
        None => String::new(),
    };
    paint::panel(panel, (&entity.name, &note), &keys, theme, buf);
    draw_sums(app, page, entity, (sure, doubtful), panel.head, theme, buf);
    let entries = page.entries(app);
    let mut y = 0;
    for at in page.shown(app, &entries) {
        let Some(&entry) = entries.get(at) else { break };
        let selected = page.list.cursor(entries.len()) == Some(at);
        y += draw_entry(app, page, entry, selected, (panel.body, y), theme, buf);
    }
    if entries.is_empty() {
        let words = match doubtful {
            0 => "No quotation of theirs is known in the library",
            _ => "All quotations that may be theirs are doubtful",
        };
        paint::put(paint::row(panel.body, 0), vec![run(words, theme.dim)], buf);
    }
}

/// What is known about the person: role, other names, counts.
fn draw_sums(
    app: &App,
    page: &PersonPage,
    entity: &Entity,
    (sure, doubtful): (usize, usize),
    head: Rect,
    theme: &Theme,
    buf: &mut Buffer,
) {
    let documents = entity.documents.len();
    let counts = format!(
        "{}{} · {} in {}",
        counted(sure, "quotation"),
        match doubtful {
            0 => String::new(),
            some => format!(" and {some} doubtful"),
        },
        counted(entity.mentions as usize, "mention"),
        counted(documents, "document"),
    );
    if head.height < 2 {
        paint::put(paint::row(head, 0), vec![run(&counts, theme.dim)], buf);
        return;
    }
    let mut about = paint::speaker_mark(app.speaker_mark(page.person), theme);
    if app.speaker_mark(page.person).is_none() {
        about.clear();
    }
    let role = entity.role.as_deref().unwrap_or_default();
    about.push(run(role, theme.text));
    // A part of the name is no other name.
    let aliases: Vec<_> = entity
        .aliases
        .iter()
        .filter(|alias| !entity.name.contains(alias.as_str()))
        .map(|alias| format!("{alias} ({})", entity.tie(alias).words()))
        .collect();
    let aliases = aliases.join(", ");
    if !aliases.is_empty() {
        let also = if role.is_empty() {
            "also "
        } else {
            " · also "
        };
        about.push(run(also, theme.dim));
        about.push(run(&aliases, theme.dim));
    }
    let counts = vec![run(&counts, theme.dim)];
    if paint::width_of(&about) == 0 {
        paint::put(paint::row(head, 0), counts, buf);
    } else {
        paint::put(paint::row(head, 0), about, buf);
        paint::put(paint::row(head, 1), counts, buf);
    }
}

/// Draws an entry `y` rows below the upper edge, and returns the rows that it takes.
fn draw_entry(
    app: &App,
    page: &PersonPage,
    entry: Entry,
    selected: bool,
    (body, y): (Rect, u16),
    theme: &Theme,
    buf: &mut Buffer,
) -> u16 {
    let mut row = y;
    let found = app
        .library
        .document(entry.at.doc)
        .zip(app.library.quotation(entry.at));
    let Some((document, quotation)) = found else {
        return 1;
    };
    if entry.parts {
        let words = "Doubtful: the words do not say surely enough who speaks";
        paint::put(paint::row(body, row), vec![run(words, theme.heading)], buf);
        row += 2;
    }
    if entry.heads {
        draw_head(document, paint::row(body, row), theme, buf);
        row += 1;
    }
    let said = said(app, page, quotation, theme);
    let (lines, cut) = PersonPage::lines(app, entry, body.width);
    let last = lines.len().saturating_sub(1);
    let base = if entry.doubtful {
        theme.dim
    } else {
        theme.text
    };
    let bar = match quotation.kind {
        QuotationKind::Indirect => "┆",
        _ => "▎",
    };
    for (index, line) in lines.iter().enumerate() {
        let mut runs = paint::styled(&document.text, *line, base, &[(quotation.span, said)]);
        if cut && index == last {
            runs.push(run(" …", theme.dim));
        }
        let whole = paint::row(body, row);
        draw_line(run(bar, said), runs, whole, buf);
        if selected {
            paint::select(whole, theme, buf);
        }
        row += 1;
    }
    row + 1 - y
}

/// Draws one line of an entry: the bar at its edge, and its words beside it.
fn draw_line(bar: Run, words: Vec<Run>, whole: Rect, buf: &mut Buffer) {
    let beside = Rect {
        x: whole.x.saturating_add(INDENT),
        width: whole.width.saturating_sub(INDENT),
        ..whole
    };
    paint::put(beside, words, buf);
    let edge = Rect {
        width: whole.width.min(1),
        ..whole
    };
    paint::put(edge, vec![bar], buf);
}

/// The style of the person's words.
fn said(app: &App, page: &PersonPage, quotation: &Quotation, theme: &Theme) -> Style {
    let mut style = theme.speaker(app.speaker_mark(page.person));
    if quotation.is_doubtful() {
        style = style.patch(theme.doubtful);
    }
    style
}
