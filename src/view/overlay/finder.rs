//! Draws the finders of documents and of people.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::derive::head::counted;
use crate::app::fuzzy::Fuzzy;
use crate::app::overlay::{Finder, Panel, Purpose, Wanted};
use crate::engine::EntityKind;
use crate::library::{Document, Entity, EntityId};
use crate::view::theme::Theme;

use super::paint::{self, Run, run};

/// Below this width of the content, only the names are shown.
const NAMES_ONLY_BELOW: u16 = 44;

/// The keys of a finder that chooses somebody for a correction.
const CHOOSE: &[(&str, &str)] = &[("↑↓", "choose"), ("enter", "correct"), ("esc", "close")];

pub(super) fn draw(app: &App, finder: &Finder, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let (title, hint, keys) = wording(&finder.purpose);
    let found = &finder.found;
    let note = if found.best.len() < found.all {
        format!("best {} of {}", found.best.len(), found.all)
    } else {
        found.all.to_string()
    };
    paint::panel(panel, (title, &note), keys, theme, buf);
    if let Some(row) = panel.prompt {
        paint::prompt(row, ("› ", hint), &finder.line, theme, buf);
    }
    let shown = finder
        .list
        .shown(found.best.len(), panel.body.height, |_| 1);
    let cursor = finder.list.cursor(found.best.len());
    let mut fuzzy = Fuzzy::new(finder.line.text());
    let first = shown.start;
    for at in shown {
        let row = paint::row(panel.body, (at - first) as u16);
        match found.best.get(at) {
            Some(&Wanted::Document(doc)) => {
                if let Some(document) = app.library.document(doc) {
                    draw_document(document, &mut fuzzy, row, theme, buf);
                }
            }
            Some(&Wanted::Entity(person)) => draw_entity(app, person, &mut fuzzy, row, theme, buf),
            Some(&Wanted::New(kind)) => {
                let what = match kind {
                    EntityKind::Person => "a person of this name",
                    EntityKind::Organization => "an organization of this name",
                };
                let typed = run(finder.line.text().trim(), theme.text);
                let words = vec![
                    run("   ", theme.text),
                    typed,
                    run("  ", theme.dim),
                    run(what, theme.dim),
                ];
                paint::put(row, words, buf);
            }
            Some(Wanted::Nobody) => paint::put(row, vec![run("   nobody knows", theme.dim)], buf),
            None => {}
        }
        if cursor == Some(at) {
            paint::select(row, theme, buf);
        }
    }
    if found.best.is_empty() {
        let words = match (&finder.purpose, finder.line.text().is_empty()) {
            (Purpose::Documents, true) => "There are no documents yet",
            (_, true) => "Nobody has been found in the documents yet",
            (_, false) => "Nothing fits these letters",
        };
        paint::put(paint::row(panel.body, 0), vec![run(words, theme.dim)], buf);
    }
}

/// Title, hint of the prompt and keys.
fn wording(
    purpose: &Purpose,
) -> (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
) {
    match purpose {
        Purpose::Documents => (
            "Find a document",
            " title, outlet or date",
            &[("↑↓", "choose"), ("enter", "open"), ("esc", "close")],
        ),
        Purpose::People => (
            "Find a person or organization",
            " name or role",
            &[
                ("↑↓", "choose"),
                ("enter", "page"),
                ("tab", "follow"),
                ("esc", "close"),
            ],
        ),
        Purpose::Speaker(_) | Purpose::Review(..) => ("Who said it?", " name or role", CHOOSE),
        Purpose::Same(_) => ("Who is it the same as?", " name or role", CHOOSE),
        Purpose::Different(_) => ("Who is it never the same as?", " name or role", CHOOSE),
    }
}

fn draw_document(
    document: &Document,
    fuzzy: &mut Fuzzy,
    row: Rect,
    theme: &Theme,
    buf: &mut Buffer,
) {
    let words = Finder::document_words(document);
    let places = fuzzy.places(&words);
    let title = document.heading();
    let left = paint::marked(title, &within(&places, 0, title.len()), theme.text);
    let mut right = Vec::new();
    let mut start = title.len() + 1;
    if row.width >= NAMES_ONLY_BELOW
        && let Some(outlet) = &document.outlet
    {
        let places = within(&places, start, outlet.len());
        right.push(run("  ", theme.dim));
        right.extend(paint::marked(outlet, &places, theme.dim));
    }
    start += document.outlet.as_ref().map_or(0, String::len) + 1;
    let day = document.date.map(|date| date.day.to_string());
    let day = day.unwrap_or_default();
    let sign = match document.date {
        Some(date) if date.basis.is_known() => "  ",
        Some(_) => " ~",
        None => "  ",
    };
    right.push(run(sign, theme.dim));
    right.extend(paint::marked(
        &day,
        &within(&places, start, day.len()),
        theme.dim,
    ));
    paint::spread(row, left, right, buf);
}

fn draw_entity(
    app: &App,
    id: EntityId,
    fuzzy: &mut Fuzzy,
    row: Rect,
    theme: &Theme,
    buf: &mut Buffer,
) {
    let Some(entity) = app.library.entities.get(id) else {
        return;
    };
    let words = Finder::entity_words(entity);
    let places = fuzzy.places(&words);
    let mark = app.speaker_mark(id);
    let mut left = paint::speaker_mark(mark, theme);
    let name = &entity.name;
    let style = mark.map_or(theme.text, |mark| theme.speaker(Some(mark)));
    left.extend(paint::marked(name, &within(&places, 0, name.len()), style));
    left.extend(beside(entity, &places, theme));
    let counts = match (row.width >= NAMES_ONLY_BELOW, entity.quotations) {
        (false, 0) => String::new(),
        (false, some) => format!("  {some}"),
        (true, 0) => format!("  {}", counted(entity.mentions as usize, "mention")),
        (true, some) => format!("  {}", counted(some as usize, "quotation")),
    };
    let right = match counts.as_str() {
        "" => Vec::new(),
        counts => vec![run(counts, theme.dim)],
    };
    paint::spread(row, left, right, buf);
}

/// What stands beside a name: the alias that matched, if it is none of the name's words, else the role.
fn beside<'a>(entity: &'a Entity, places: &[Range<usize>], theme: &Theme) -> Vec<Run<'a>> {
    let role = entity.role.as_deref().unwrap_or_default();
    let mut start = entity.name.len() + 1;
    let role_places = within(places, start, role.len());
    start += role.len() + 1;
    let in_name = places.iter().all(|place| place.end <= entity.name.len());
    if !in_name && role_places.is_empty() {
        for alias in &entity.aliases {
            let found = within(places, start, alias.len());
            if !found.is_empty() {
                let mut runs = vec![run("  = ", theme.dim)];
                runs.extend(paint::marked(alias, &found, theme.dim));
                return runs;
            }
            start += alias.len() + 1;
        }
    }
    if role.is_empty() {
        return Vec::new();
    }
    let mut runs = vec![run("  ", theme.dim)];
    runs.extend(paint::marked(role, &role_places, theme.dim));
    runs
}

/// The places that lie in a part of the words, counted from the beginning of the part.
fn within(places: &[Range<usize>], start: usize, length: usize) -> Vec<Range<usize>> {
    places
        .iter()
        .map(|place| place.start.max(start)..place.end.min(start + length))
        .filter(|place| place.start < place.end)
        .map(|place| place.start - start..place.end - start)
        .collect()
}
