//! Draws the ledger of statements.

use chrono::Datelike as _;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::derive::head::{counted, date_in_words};
use crate::app::derive::wrap::cut;
use crate::app::overlay::{Ledger, Listed, Panel, statements};
use crate::app::{Action, App};
use crate::engine::Speaker;
use crate::library::{
    DateBasis, Document, Library, Placed, QuoteRef, Statement, Statements, appeared,
};
use crate::view::theme::Theme;

use super::paint::{self, Run, run};

/// A day with its year, in the form of `chrono`.
pub(super) const WITH_YEAR: &str = "%-d %b %Y";

pub(super) fn draw(app: &App, ledger: &Ledger, panel: Panel, theme: &Theme, buf: &mut Buffer) {
    let all = statements(app).map_or(0, Statements::len);
    let filter = app.keymap.shown(Action::Search);
    let variants = app.keymap.shown(Action::Variants);
    let chain = app.keymap.shown(Action::Chain);
    let next = ledger.listed.next().name();
    let closing = if ledger.is_narrowed() { "all" } else { "close" };
    let keys = if ledger.filter.typing {
        vec![
            ("↑↓", "choose"),
            ("tab", next),
            ("enter", "keep"),
            ("esc", "all"),
        ]
    } else {
        vec![
            paint::GO_THERE,
            (variants.as_str(), "wordings"),
            (filter.as_str(), "filter"),
            (chain.as_str(), "citations"),
            ("tab", next),
            ("esc", closing),
        ]
    };
    let note = match ledger.listed {
        Listed::All if ledger.filter.line.text().is_empty() => all.to_string(),
        Listed::All => format!("{} of {all}", ledger.shown.len()),
        listed => format!("{} of {all}, {}", ledger.shown.len(), listed.name()),
    };
    paint::panel(panel, ("Statements", &note), &keys, theme, buf);
    if let Some(row) = panel.prompt {
        paint::filter(row, &ledger.filter, " words or a name", theme, buf);
    }
    draw_list(app, ledger, panel.body, theme, buf);
    let selected = ledger.selected().and_then(|id| statements(app)?.get(id));
    if let Some(statement) = selected {
        draw_foot(app, statement, panel.foot, theme, buf);
    }
}

fn draw_list(app: &App, ledger: &Ledger, body: Rect, theme: &Theme, buf: &mut Buffer) {
    let cursor = ledger.list.cursor(ledger.shown.len());
    let columns = Columns::of(app, body.width);
    let rows = ledger.list.shown(ledger.shown.len(), body.height, |_| 1);
    let first = rows.start;
    for at in rows {
        let row = paint::row(body, (at - first) as u16);
        let found = ledger
            .shown
            .get(at)
            .and_then(|id| statements(app)?.get(*id));
        if let Some(statement) = found {
            draw_row(app, statement, (row, columns), theme, buf);
        }
        if cursor == Some(at) {
            paint::select(row, theme, buf);
        }
    }
    if ledger.shown.is_empty() {
        let words = if statements(app).is_none_or(Statements::is_empty) {
            "Nobody is quoted in this library"
        } else if ledger.is_looking() {
            "Looking through the statements …"
        } else if ledger.filter.line.text().is_empty() {
            "There is no such statement"
        } else {
            "These words stand in no such statement"
        };
        paint::put(paint::row(body, 0), vec![run(words, theme.dim)], buf);
    }
}

/// How a row is parted.
#[derive(Clone, Copy)]
struct Columns {
    day: usize,
    /// How a day is written.
    form: &'static str,
    name: usize,
}

impl Columns {
    fn of(app: &App, width: u16) -> Self {
        let (day, form, name) = match width {
            80.. => (12, WITH_YEAR, 20),
            _ if spans_years(app) => (11, "%-d %b ’%y", 12),
            _ => (8, "%-d %b", 12),
        };
        Self { day, form, name }
    }
}

/// Whether the statements appeared in more years than one.
fn spans_years(app: &App) -> bool {
    let order = statements(app).map_or(&[][..], Statements::by_appearance);
    let day = |placed: &Placed| {
        let first = statements(app)?.get(placed.id)?.first()?;
        appeared(&app.library, first.doc)
    };
    let dated = order.partition_point(|placed| day(placed).is_some());
    let ends = order[..dated].first().zip(order[..dated].last());
    ends.and_then(|(first, last)| day(first).zip(day(last)))
        .is_some_and(|(first, last)| first.year() != last.year())
}

/// First seen, who, the words, how many outlets, and whether the wording differs.
fn draw_row(
    app: &App,
    statement: &Statement,
    (row, columns): (Rect, Columns),
    theme: &Theme,
    buf: &mut Buffer,
) {
    let Some((first, fullest)) = statement.first().zip(statement.fullest()) else {
        return;
    };
    let document = app.library.document(first.doc);
    let day = document.map_or_else(String::new, |document| short_day(document, columns.form));
    let who = speaker(&app.library, statement);
    let doubt = if statement.is_disputed() { "?" } else { "" };
    let who = cut(&format!("{doubt}{who}"), columns.name);
    let mark = statement
        .speaker
        .and_then(|at| app.library.speaker(at))
        .and_then(|person| app.speaker_mark(person));
    let pad = |words: &str, width: usize| " ".repeat(width.saturating_sub(words.width()) + 1);
    let (day_pad, who_pad) = (pad(&day, columns.day), pad(&who, columns.name));
    let words = words(&app.library, fullest);
    let outlets = statement.outlets(&app.library);
    let count = if outlets > 1 {
        format!("×{outlets}")
    } else {
        String::new()
    };
    let right = format!("  {count:>4} {:2}", sign(statement));
    let left: Vec<Run> = vec![
        run(&day, theme.dim),
        run(&day_pad, theme.dim),
        run(&who, theme.speaker(mark)),
        run(&who_pad, theme.text),
        run(&words, theme.text),
    ];
    paint::spread(row, left, vec![run(&right, theme.text)], buf);
}

/// `≠` when the wording differs, `≠!` when a number, a negation, a modal verb or a name does.
fn sign(statement: &Statement) -> &'static str {
    match (statement.differs(), statement.tells().is_empty()) {
        (false, _) => "",
        (true, true) => "≠",
        (true, false) => "≠!",
    }
}

/// More of the statement under the cursor: where it was seen first and on what the date rests, who reports it, what differs.
fn draw_foot(app: &App, statement: &Statement, foot: Rect, theme: &Theme, buf: &mut Buffer) {
    let Some(document) = statement
        .first()
        .and_then(|at| app.library.document(at.doc))
    else {
        return;
    };
    let outlet = document.outlet.as_deref().unwrap_or(document.heading());
    let first = format!("First here: {} · {outlet}", date_in_words(document.date));
    paint::put(paint::row(foot, 1), vec![run(&first, theme.dim)], buf);
    let mut more = vec![format!(
        "{} in {}",
        counted(statement.variants.len(), "report"),
        counted(statement.documents().len(), "document")
    )];
    if statement.is_disputed() {
        more.push("a report names another speaker".to_owned());
    }
    let tells: Vec<&str> = statement
        .tells()
        .iter()
        .map(crate::library::Telling::name)
        .collect();
    if !tells.is_empty() {
        more.push(format!("≠! differs in a {}", tells.join(", a ")));
    } else if statement.differs() {
        more.push("≠ the wording differs".to_owned());
    }
    let more = more.join(" · ");
    paint::put(paint::row(foot, 2), vec![run(&more, theme.dim)], buf);
}

/// The name that the vote chose, the words for somebody without a name, or that nobody knows.
pub(in crate::view) fn speaker(library: &Library, statement: &Statement) -> String {
    statement
        .speaker
        .map_or_else(|| "unknown".to_owned(), |at| named(library, at))
}

/// Who says a quotation, in words.
pub(in crate::view) fn named(library: &Library, at: QuoteRef) -> String {
    let entity = library.speaker(at).and_then(|id| library.entities.get(id));
    if let Some(entity) = entity {
        return entity.name.clone();
    }
    match library.quotation(at).map(|quotation| &quotation.speaker) {
        Some(Speaker::Unnamed(words)) => words.clone(),
        _ => "unknown".to_owned(),
    }
}

/// The words of a quotation on one line.
pub(in crate::view) fn words(library: &Library, at: QuoteRef) -> String {
    let found = library.document(at.doc).zip(library.quotation(at));
    found.map_or_else(String::new, |(document, quotation)| {
        let words: Vec<&str> = quotation
            .span
            .of(&document.text)
            .split_whitespace()
            .collect();
        words.join(" ")
    })
}

/// When a document appeared, in this form of `chrono`.
pub(super) fn short_day(document: &Document, form: &str) -> String {
    let Some(date) = document
        .date
        .filter(|date| date.basis != DateBasis::FileTime)
    else {
        return "no date".to_owned();
    };
    let sign = if date.basis.is_known() { "" } else { "~" };
    format!("{sign}{}", date.day.format(form))
}
