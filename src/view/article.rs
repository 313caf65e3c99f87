//! The centre pane: the head of the article and its text with the quotations.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::app::derive::article::{Page, Row, page};
use crate::app::derive::head::{HeadRow, is_stop};
use crate::app::layout::{Columns, columns, content};
use crate::app::{Anchor, App, Pane, Screen};
use crate::engine::{BlockKind, LocalId, Quotation, QuotationKind, Span, Speaker};
use crate::library::{DocId, QuoteRef};

use super::{Theme, headings, letter, mark_style, paint};

pub(super) fn draw(app: &App, theme: &Theme, pane: Rect, buf: &mut Buffer) {
    let rows = content(pane, app.screen);
    let set = page(app);
    if app.screen == Screen::Panes {
        pane_heading(app, theme, set.as_ref(), pane, buf);
    }
    let Some((set, doc)) = set.zip(app.article.doc) else {
        return;
    };
    let shown = set.rows(app.article.top, usize::from(rows.height));
    let window = shown
        .iter()
        .filter_map(span_of)
        .fold(None, |all: Option<Span>, span| {
            Some(all.map_or(span, |all| Span {
                start: all.start.min(span.start),
                end: all.end.max(span.end),
            }))
        });
    let marks = Marks::new(app, theme, doc, window.unwrap_or_default());
    let columns = columns(pane);
    for (y, row) in (rows.top()..rows.bottom()).zip(&shown) {
        match row {
            Row::Head(HeadRow::Blank) => {}
            Row::Head(HeadRow::Title(words)) => {
                let at = Position { x: columns.text, y };
                paint::text(buf, at, pane.right(), words, theme.title);
            }
            Row::Head(HeadRow::About(words)) => {
                let at = Position { x: columns.text, y };
                paint::text(buf, at, pane.right(), words, theme.dim);
            }
            Row::Text { kind, span } => {
                let line = Line {
                    y,
                    span: *span,
                    base: base(theme, *kind),
                    end: pane.right(),
                };
                marks.gutter(&line, columns, buf);
                marks.text(&line, set.document.text.as_ref(), columns, buf);
            }
        }
    }
}

fn span_of(row: &Row) -> Option<Span> {
    match row {
        Row::Text { span, .. } => Some(*span),
        Row::Head(_) => None,
    }
}

/// The heading: once the title has scrolled away it stands there too, with how far the reader has come.
fn pane_heading(app: &App, theme: &Theme, set: Option<&Page>, pane: Rect, buf: &mut Buffer) {
    let rest = headings::draw(app, theme, Pane::Article, "Article", pane, buf);
    let Some(set) = set.filter(|set| !set.same_row(app.article.top, Anchor::START)) else {
        return;
    };
    let at = |x| Position { x, y: rest.y };
    let all = set.document.text.len().max(1);
    let share = format!("{} %", app.article.top.byte as usize * 100 / all);
    let x = rest.right().saturating_sub(paint::width(&share));
    if x < rest.x {
        return;
    }
    paint::text(buf, at(x), rest.right(), &share, theme.dim);
    let room = x.saturating_sub(rest.x + 2);
    if room >= 12 {
        let words = paint::cut(set.document.heading(), room);
        paint::text(buf, at(rest.x), x, &words, theme.dim);
    }
}

fn base(theme: &Theme, kind: BlockKind) -> Style {
    match kind {
        BlockKind::Title | BlockKind::Subhead => theme.title,
        BlockKind::Paragraph => theme.text,
        BlockKind::Furniture | BlockKind::Header => theme.scare,
        BlockKind::Sources => theme.dim,
    }
}

/// One line of text on the screen.
struct Line {
    y: u16,
    span: Span,
    base: Style,
    /// The column after the last that may be written.
    end: u16,
}

/// A quotation in sight.
struct Mark<'a> {
    quotation: &'a Quotation,
    speaker: Option<usize>,
    current: bool,
}

/// What is marked in the text in sight.
struct Marks<'a> {
    theme: &'a Theme,
    quotations: Vec<Mark<'a>>,
    /// Styles to lay over the text, one over the other.
    layers: Vec<(Span, Style)>,
}

impl<'a> Marks<'a> {
    fn new(app: &'a App, theme: &'a Theme, doc: DocId, window: Span) -> Self {
        let found = app.library.analysis(doc).map_or(&[][..], |a| &a.quotations);
        let quotations: Vec<_> = (0..)
            .zip(found)
            .filter(|(_, quotation)| quotation.span.overlaps(window))
            .map(|(index, quotation)| Mark {
                quotation,
                speaker: app
                    .library
                    .speaker(QuoteRef { doc, index })
                    .and_then(|id| app.speaker_mark(id)),
                current: app.article.quotation == Some(index),
            })
            .collect();
        let mut layers: Vec<_> = quotations
            .iter()
            .map(|mark| (mark.quotation.span, words_style(theme, mark)))
            .collect();
        layers.extend(mentions(app, doc, window).map(|span| (span, theme.mention)));
        let current = quotations.iter().filter(|mark| mark.current);
        layers.extend(current.map(|mark| (mark.quotation.span, theme.current)));
        if let Some(search) = &app.article.search {
            let first = search.hits.partition_point(|hit| hit.end <= window.start);
            let hits = search.hits.iter().skip(first);
            let hits = hits.take_while(|hit| hit.start < window.end);
            layers.extend(hits.map(|&hit| (hit, theme.search_hit)));
        }
        Self {
            theme,
            quotations,
            layers,
        }
    }

    /// The bar, letter and doubt of the quotation on a line: the one that begins there, or else the one that goes on.
    fn gutter(&self, line: &Line, columns: Columns, buf: &mut Buffer) {
        let here = || {
            self.quotations
                .iter()
                .filter(|mark| is_stop(mark.quotation) && mark.quotation.span.overlaps(line.span))
        };
        let begins = |mark: &&Mark| mark.quotation.span.start >= line.span.start;
        let Some(mark) = here()
            .find(|mark| mark.current)
            .or_else(|| here().find(begins))
            .or_else(|| here().next())
        else {
            return;
        };
        let bar = match (mark.quotation.kind, mark.current) {
            (QuotationKind::Indirect, _) => "┆",
            (_, true) => "▌",
            (_, false) => "▎",
        };
        let mut style = mark_style(self.theme, mark.speaker);
        if mark.current {
            style = style.patch(self.theme.current);
        }
        let at = |x| Position { x, y: line.y };
        paint::text(buf, at(columns.marks), line.end, bar, style);
        if !begins(&mark) {
            return;
        }
        if let Some(speaker) = mark.speaker {
            let letter = letter(speaker).to_string();
            paint::text(buf, at(columns.marks + 1), line.end, &letter, style);
        }
        if is_doubtful(mark.quotation) {
            paint::text(buf, at(columns.doubt), line.end, "?", self.theme.dim);
        }
    }

    /// The words, each letter in the style of whatever covers it.
    fn text(&self, line: &Line, text: &str, columns: Columns, buf: &mut Buffer) {
        let clean = crate::app::derive::wrap::scrub(line.span.of(text));
        let covering: Vec<_> = self
            .layers
            .iter()
            .filter(|(span, _)| span.overlaps(line.span))
            .collect();
        let mut x = columns.text;
        let mut run = (String::new(), line.base);
        for (at, letter) in clean.grapheme_indices(true) {
            let byte = line.span.start as usize + at;
            let style = covering
                .iter()
                .filter(|(span, _)| span.contains(byte))
                .fold(line.base, |style, (_, layer)| style.patch(*layer));
            if style != run.1 {
                x = paint::text(buf, Position { x, y: line.y }, line.end, &run.0, run.1);
                run = (String::new(), style);
            }
            run.0.push_str(letter);
        }
        paint::text(buf, Position { x, y: line.y }, line.end, &run.0, run.1);
    }
}

/// Whether nobody should take the speaker for granted.
fn is_doubtful(quotation: &Quotation) -> bool {
    quotation.is_doubtful() || quotation.speaker == Speaker::Unknown
}

fn words_style(theme: &Theme, mark: &Mark) -> Style {
    let style = match mark.quotation.kind {
        QuotationKind::Scare => return theme.scare,
        QuotationKind::Indirect => return Style::default(),
        QuotationKind::Direct | QuotationKind::Mixed => theme.speaker(mark.speaker),
    };
    if is_doubtful(mark.quotation) {
        style.patch(theme.doubtful)
    } else {
        style
    }
}

/// Where the document names the person or organization selected on the right.
fn mentions(app: &App, doc: DocId, window: Span) -> impl Iterator<Item = Span> {
    let selected = app.people.selected;
    let entities = app.library.analysis(doc).map_or(&[][..], |a| &a.entities);
    (0..)
        .zip(entities)
        .filter(move |(local, _)| {
            selected.is_some() && app.library.entities.of(doc, LocalId(*local)) == selected
        })
        .flat_map(|(_, entity)| entity.mentions.iter().copied())
        .filter(move |span| span.overlaps(window))
}
