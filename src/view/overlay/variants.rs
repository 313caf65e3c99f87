//! Draws the wordings of one statement, one below the other.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::derive::head::counted;
use crate::app::overlay::{Look, Panel, Variants};
use crate::library::Variant;
use crate::view::theme::Theme;

use super::everywhere::about;
use super::paint::{self, Run, run};
use super::statements::{named, speaker};

pub(super) fn draw(app: &App, page: &Variants, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let closing = if page.behind.is_some() {
        "back"
    } else {
        "close"
    };
    let keys = [("j k", "choose"), paint::GO_THERE, ("esc", closing)];
    let Some(statement) = page.statement(app) else {
        paint::panel(panel, ("Wordings", ""), &keys, theme, buf);
        return;
    };
    let title = format!("{}: wordings", speaker(&app.library, statement));
    let outlets = counted(statement.outlets(&app.library), "outlet");
    paint::panel(panel, (&title, &outlets), &keys, theme, buf);
    let order = page.order(app);
    let cursor = page.list.cursor(order.len());
    let mut y = 0;
    for (item, rows) in page.shown(app) {
        if let Some(variant) = order.get(item) {
            draw_entry(app, page, variant, (panel.body, y), theme, buf);
        }
        if cursor == Some(item) {
            paint::select(paint::row(panel.body, y), theme, buf);
        }
        y += rows;
    }
}

/// Where the wording stands and what was done to it; below, its words.
fn draw_entry(
    app: &App,
    page: &Variants,
    variant: &Variant,
    (body, y): (Rect, u16),
    theme: &Theme,
    buf: &mut Buffer,
) {
    let Some(document) = app.library.document(variant.at.doc) else {
        return;
    };
    let sign = if variant.wording.differs() {
        "≠ "
    } else {
        "  "
    };
    let told = page.told(app, variant);
    let about = about(document);
    let place = if document.outlet.is_some() {
        about.clone()
    } else {
        format!("{} · {about}", document.name)
    };
    let who = if variant.dissents {
        format!(" · by {}?", named(&app.library, variant.at))
    } else {
        String::new()
    };
    let left: Vec<Run> = vec![
        run(sign, theme.title),
        run(&place, theme.title),
        run(&who, theme.title),
    ];
    let right = vec![run("  ", theme.dim), run(&told, theme.dim)];
    paint::spread(paint::row(body, y), left, right, buf);
    for (index, line) in (1..).zip(page.lines(app, variant, body.width)) {
        let row = paint::row(body, y + index);
        let beside = Rect {
            x: row.x.saturating_add(2),
            width: row.width.saturating_sub(2),
            ..row
        };
        let runs: Vec<Run> = line
            .iter()
            .map(|(words, look)| run(words, style(*look, theme)))
            .collect();
        paint::put(beside, runs, buf);
    }
}

pub(super) fn style(look: Look, theme: &Theme) -> Style {
    match look {
        Look::Same => theme.text,
        Look::Cut => theme.dim,
        Look::Changed => theme.text.add_modifier(Modifier::UNDERLINED),
        Look::Tells => theme
            .text
            .add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
    }
}
