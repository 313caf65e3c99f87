//! The line at the bottom: who speaks, by which words, and how sure that is; or the last message.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::derive::head::{counted, is_stop};
use crate::app::derive::people::tally;
use crate::app::{Action, App, Measure, Pane, Progress, Tone};
use crate::engine::{Quotation, Speaker};
use crate::library::{Document, QuoteRef};

use super::paint::{self, Runs};
use super::{Theme, key_of, letter, mark_style};

pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer) {
    // A message hides neither how far the work is, nor that it goes on.
    let beside = app.progress.filter(|_| app.notice.is_some());
    let (right, style) = match beside {
        Some(progress) => (self::progress(progress), theme.notice),
        None => (hints(app), theme.dim),
    };
    let right_width = paint::width(&right);
    let mut end = area.right().saturating_sub(1);
    let left = left(app, theme);
    // A message is read once and then gone: it may cover what stands on the right.
    let fits = left.width() + right_width + 4 <= area.width;
    if fits || (app.notice.is_none() && area.width >= 60) {
        let x = end.saturating_sub(right_width);
        paint::text(buf, Position { x, y: area.y }, end, &right, style);
        end = x.saturating_sub(2);
    }
    let at = Position {
        x: area.x + 1,
        y: area.y,
    };
    left.fitted(end.saturating_sub(at.x)).draw(buf, at, end);
}

fn left(app: &App, theme: &Theme) -> Runs {
    let mut runs = Runs::default();
    if let Some(notice) = &app.notice {
        let style = match notice.tone {
            Tone::Done => theme.notice,
            Tone::Refused => theme.refused,
        };
        runs.push(notice.text.clone(), style);
    } else if let Some(count) = app.count {
        runs.push(format!("{count} times …"), theme.notice);
    } else if let Some(progress) = app.progress {
        runs.push(self::progress(progress), theme.notice);
    } else if let Some(search) = &app.article.search {
        let at = search.current.map_or(0, |current| current + 1);
        runs.push(format!("“{}”", search.words), theme.title);
        let here = if search.everywhere.is_empty() {
            ""
        } else {
            " here"
        };
        runs.push(
            format!("  {at} of {}{here}", counted(search.hits.len(), "hit")),
            theme.dim,
        );
        if !here.is_empty() {
            let all = search.everywhere.len();
            runs.push(format!("  {all} in all documents"), theme.dim);
        }
    } else if app.focus == Pane::People && app.people.selected.is_some() {
        person(app, theme, &mut runs);
    } else if app.article.quotation.is_some() {
        quotation(app, theme, &mut runs);
    } else if let Some(document) = shown(app) {
        runs.push(document.name.clone(), theme.dim);
    }
    runs
}

/// `reading 3/5`, `finding quotations 1200/10000, 450/s, 19 s left`, `finding quotations 12/100 MB, 2.4 MB/s, 36 s left`,
/// `comparing the articles, 43 %, 12 s left`.
pub(crate) fn progress(progress: Progress) -> String {
    const MEGABYTE: usize = 1_000_000;
    let Progress {
        stage,
        done,
        all,
        measure,
        per_second,
    } = progress;
    let left = match progress.seconds_left() {
        None | Some(0) => String::new(),
        Some(left @ ..120) => format!(", {left} s left"),
        Some(left) => format!(", {} min left", left / 60),
    };
    match measure {
        Measure::Documents if left.is_empty() => format!("{stage} {done}/{all}"),
        Measure::Documents => format!("{stage} {done}/{all}, {per_second}/s{left}"),
        Measure::Bytes => format!(
            "{stage} {}/{} MB, {}.{} MB/s{left}",
            done / MEGABYTE,
            all.div_ceil(MEGABYTE),
            per_second / MEGABYTE,
            per_second % MEGABYTE / (MEGABYTE / 10),
        ),
        Measure::Share => format!("{stage}, {} %{left}", done * 100 / all.max(1)),
    }
}

/// The document that the status line names: the one that is read. While the selection moves on, the line stays as it is.
fn shown(app: &App) -> Option<&Document> {
    app.library.document(app.article.doc?)
}

fn person(app: &App, theme: &Theme, runs: &mut Runs) {
    let Some((id, entity)) = app
        .people
        .selected
        .and_then(|id| Some((id, app.library.entities.get(id)?)))
    else {
        return;
    };
    let mark = app.speaker_mark(id);
    runs.push("▎", mark_style(theme, mark));
    if let Some(mark) = mark {
        runs.push(letter(mark).to_string(), mark_style(theme, Some(mark)));
    }
    runs.push(format!(" {}", entity.name), theme.title);
    if let Some(role) = &entity.role {
        runs.push_if_room(format!(", {role}"), theme.text, 2);
    }
    let here = tally(entity, app.article.doc);
    let here = format!(
        " — here {}, {}",
        counted(here.quotations as usize, "quotation"),
        counted(here.mentions as usize, "mention"),
    );
    runs.push_if_room(here, theme.dim, 1);
    let all = format!(
        "; in {} {} and {}",
        counted(entity.documents.len(), "document"),
        entity.quotations,
        entity.mentions,
    );
    runs.push_if_room(all, theme.dim, 3);
}

/// `▎b Mara Lindqvist — “told reporters” (source: the minister) — certain  2/7 here`.
fn quotation(app: &App, theme: &Theme, runs: &mut Runs) {
    let Some((at, quotation, document)) = current(app) else {
        return;
    };
    let mark = app.library.speaker(at).and_then(|id| app.speaker_mark(id));
    runs.push("▎", mark_style(theme, mark));
    if let Some(mark) = mark {
        runs.push(letter(mark).to_string(), mark_style(theme, Some(mark)));
    }
    runs.push(format!(" {}", speaker(app, at, quotation)), theme.title);
    let words = |span: crate::engine::Span| {
        let words = span.of(&document.text).split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    };
    let cue = quotation.cue.map(words).map(|cue| format!(" — “{cue}”"));
    let source = quotation.source.map(words);
    let source = source.map(|source| format!(" (source: {source})"));
    if cue.is_none() && source.is_none() {
        let why = quotation.rule.why().trim_end_matches('.');
        runs.push_if_room(format!(" — {why}"), theme.text, 2);
    }
    runs.push_if_room(cue.unwrap_or_default(), theme.text, 2);
    runs.push_if_room(source.unwrap_or_default(), theme.text, 3);
    if quotation.speaker != Speaker::Unknown {
        runs.push(format!(" — {}", certainty(quotation)), theme.text);
    }
    if let Some((place, all)) = position(app, at) {
        runs.push_if_room(format!("  {place}/{all} here"), theme.dim, 1);
    }
}

pub(super) fn current(app: &App) -> Option<(QuoteRef, &Quotation, &Document)> {
    let doc = app.article.doc?;
    let at = QuoteRef {
        doc,
        index: app.article.quotation?,
    };
    Some((at, app.library.quotation(at)?, app.library.document(doc)?))
}

pub(super) fn speaker(app: &App, at: QuoteRef, quotation: &Quotation) -> String {
    match &quotation.speaker {
        Speaker::Entity(local) => {
            let known = app.library.speaker(at);
            let entity = known.and_then(|id| app.library.entities.get(id));
            let name = entity.map(|entity| entity.name.clone());
            let here = || Some(app.library.analysis(at.doc)?.entity(*local)?.name.clone());
            name.or_else(here).unwrap_or_default()
        }
        Speaker::Unnamed(words) => format!("{words}, not named"),
        Speaker::Unknown => "unknown speaker".to_owned(),
    }
}

/// How sure the attribution is, in a word.
pub(super) fn certainty(quotation: &Quotation) -> &'static str {
    if quotation.is_doubtful() {
        "doubtful"
    } else if quotation.confidence < 0.9 {
        "likely"
    } else {
        "certain"
    }
}

/// Which of how many quotations of the article this is, counted from 1.
pub(super) fn position(app: &App, at: QuoteRef) -> Option<(usize, usize)> {
    let quotations = &app.library.analysis(at.doc)?.quotations;
    let before = quotations.iter().take(at.index as usize);
    let place = before.filter(|quotation| is_stop(quotation)).count() + 1;
    let all = quotations
        .iter()
        .filter(|quotation| is_stop(quotation))
        .count();
    Some((place, all))
}

/// The keys that are likely to be wanted next.
fn hints(app: &App) -> String {
    let next: &[(Action, &str)] = if app.article.search.is_some() {
        &[(Action::NextQuotation, "next hit"), (Action::Cancel, "end")]
    } else if app.following.is_some() {
        &[(Action::NextOfPerson, "next")]
    } else {
        match app.focus {
            Pane::Documents => &[(Action::Open, "read")],
            Pane::Article if app.article.quotation.is_some() => {
                &[(Action::NextQuotation, "next"), (Action::Follow, "follow")]
            }
            Pane::Article => &[(Action::NextQuotation, "quotation")],
            Pane::People => &[(Action::Follow, "follow"), (Action::Open, "all quotations")],
        }
    };
    next.iter()
        .chain(&[(Action::Help, "help")])
        .filter_map(|(action, word)| Some(format!("{} {word}", key_of(app, *action)?)))
        .collect::<Vec<_>>()
        .join("   ")
}
