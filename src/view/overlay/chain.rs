//! Draws on what a statement or a document rests.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::overlay::{ChainPage, Panel, statements};
use crate::library::{Held, Link, Node};
use crate::view::theme::Theme;

use super::everywhere::about;
use super::paint::{self, Run, run};
use super::statements::words;

pub(super) fn draw(app: &App, page: &ChainPage, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let closing = page.behind.as_ref().map_or("close", |_| "back");
    let keys = [("j k", "choose"), paint::GO_THERE, ("esc", closing)];
    let statement = page.of.and_then(|id| statements(app)?.get(id)?.fullest());
    let title = match statement {
        Some(at) => format!("Who cites whom: {}", words(&app.library, at)),
        None => "Who cites whom".to_owned(),
    };
    paint::panel(panel, (&title, ""), &keys, theme, buf);
    let above = panel
        .head
        .height
        .saturating_sub(page.told().len() as u16 + 1);
    for (row, told) in (above..).zip(page.told()) {
        paint::put(
            paint::row(panel.head, row),
            vec![run(&told, theme.title)],
            buf,
        );
    }
    let links = &page.chain.links;
    let rows = page.list.shown(links.len(), panel.body.height, |_| 1);
    let cursor = page.list.cursor(links.len());
    let first = rows.start;
    for at in rows {
        let row = paint::row(panel.body, (at - first) as u16);
        if let Some(link) = links.get(at) {
            draw_link(app, link, row, theme, buf);
        }
        if cursor == Some(at) {
            paint::select(row, theme, buf);
        }
    }
    if links.iter().all(|link| link.by.is_none()) {
        let words = "No report names another outlet as its origin";
        let below = paint::row(panel.body, links.len() as u16 + 1);
        paint::put(below, vec![run(words, theme.dim)], buf);
    }
}

fn draw_link(app: &App, link: &Link, row: Rect, theme: &Theme, buf: &mut Buffer) {
    let indent = match link.depth {
        0 => String::new(),
        depth => format!("{}└ ", "  ".repeat(usize::from(depth - 1).min(8))),
    };
    let by = link
        .by
        .map_or_else(String::new, |(way, _)| format!("  by its {}", way.name()));
    let mut left: Vec<Run> = vec![run(&indent, theme.rule)];
    let (name, more) = match &link.node {
        Node::Outlet(name, Held::Missing) => (name.clone(), "not in the library".to_owned()),
        Node::Outlet(name, Held::Elsewhere) => (
            name.clone(),
            "in the library, but not with these words".to_owned(),
        ),
        Node::Document(doc) => {
            app.library
                .document(*doc)
                .map_or_else(Default::default, |document| match document.outlet {
                    Some(_) => (about(document), document.heading().to_owned()),
                    None => (document.name.clone(), about(document)),
                })
        }
    };
    let style = if link.depth == 0 {
        theme.title
    } else {
        theme.text
    };
    left.push(run(&name, style));
    let again = if link.again { " · see above" } else { "" };
    let more = format!("  {more}{again}");
    left.push(run(&more, theme.dim));
    paint::spread(row, left, vec![run(&by, theme.dim)], buf);
}
