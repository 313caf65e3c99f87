//! One page for a browser that stands alone: the rows, and below them the passages that they rest on, each with an anchor
//! of its own. It needs no script, no network and no other file.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};

use chrono::Local;

use crate::app::derive::head::counted;
use crate::app::{Link, dated};
use crate::engine::Span;
use crate::library::{DocId, Document};

use super::table::{Column, Side};
use super::{Record, Sheet, Source, cells};
use crate::cli::printable::printable;

const STYLE: &str = include_str!("../../../assets/page.css");

/// What the signs in the cells mean, with the columns in which they stand.
const SIGNS: &[(&str, &str)] = &[
    (
        "~",
        "A date with ~ is inferred from the text or the file, not stated.",
    ),
    ("? ", "A speaker with ? is doubtful."),
    ("≠", "≠ stands where the reports word it differently."),
    (
        "≠!",
        "≠! where a number, a negation, a modal verb or a name is among the differences.",
    ),
];

/// Writes the page.
pub(super) fn write<R: Record>(sheet: &Sheet<'_, R>, out: &mut impl Write) -> io::Result<()> {
    let passages = Passages::of(sheet);
    let cells = cells(sheet.rows);
    head(sheet, &passages, out)?;
    rows(sheet, &cells, &passages, out)?;
    passages.write(sheet.source, out)?;
    let signs = SIGNS.iter().filter(|(sign, _)| {
        let mut all = cells.iter().flatten();
        all.any(|cell| cell.starts_with(sign))
    });
    let legend: Vec<&str> = signs.map(|(_, meaning)| *meaning).collect();
    writeln!(
        out,
        "</main>\n<footer class=\"soft\"><p>{}</p></footer>\n</body>\n</html>",
        legend.join(" ")
    )
}

fn head<R: Record>(
    sheet: &Sheet<'_, R>,
    passages: &Passages,
    out: &mut impl Write,
) -> io::Result<()> {
    let (title, library) = (text(sheet.title), text(&sheet.source.library.name));
    let style = STYLE;
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"generator\" content=\"onrecord {version}\">\n\
         <title>{title} · {library}</title>\n<style>\n{style}</style>\n</head>\n<body>",
        version = env!("CARGO_PKG_VERSION"),
    )?;
    let mut facts = vec![counted(sheet.rows.len(), "row")];
    if !passages.of.is_empty() {
        facts.push(format!(
            "resting on {}",
            counted(passages.of.len(), "article")
        ));
    }
    facts.push(Local::now().format("written %-d %B %Y").to_string());
    writeln!(
        out,
        "<header>\n<h1>{title}</h1>\n<p class=\"soft\">{library} · {}</p>\n</header>\n<main>",
        facts.join(" · ")
    )
}

/// The table. Columns without a word are left out.
fn rows<R: Record>(
    sheet: &Sheet<'_, R>,
    cells: &[Vec<String>],
    passages: &Passages,
    out: &mut impl Write,
) -> io::Result<()> {
    let said = |index: usize| cells.iter().any(|row| !row[index].is_empty());
    let shown: Vec<(usize, &Column)> = R::COLUMNS
        .iter()
        .enumerate()
        .filter(|(index, _)| said(*index))
        .collect();
    writeln!(out, "<table>\n<thead><tr>")?;
    for (_, column) in &shown {
        writeln!(
            out,
            "<th scope=\"col\" class=\"{}\">{}</th>",
            class(column),
            column.name
        )?;
    }
    let linked = !passages.of.is_empty();
    if linked {
        writeln!(out, "<th scope=\"col\">passage</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for (number, (row, cells)) in sheet.rows.iter().zip(cells).enumerate() {
        writeln!(out, "<tr id=\"row-{}\">", number + 1)?;
        for (index, column) in &shown {
            write!(
                out,
                "<td class=\"{}\" data-name=\"{}\">{}",
                class(column),
                column.name,
                text(&cells[*index])
            )?;
            if column.rank == 0 {
                remarks(&row.remarks(), out)?;
            }
            writeln!(out, "</td>")?;
        }
        if linked {
            let links: Vec<String> = row
                .places()
                .iter()
                .filter_map(|place| passages.marks.get(place))
                .map(|mark| format!("<a href=\"#{}\">{}</a>", text(&mark.anchor), mark.number))
                .collect();
            writeln!(out, "<td data-name=\"passage\">{}</td>", links.join(" "))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")
}

fn remarks(remarks: &[String], out: &mut impl Write) -> io::Result<()> {
    if remarks.is_empty() {
        return Ok(());
    }
    write!(out, "<ul>")?;
    for remark in remarks {
        write!(out, "<li>{}</li>", text(remark))?;
    }
    write!(out, "</ul>")
}

fn class(column: &Column) -> &'static str {
    match (column.rank, column.side, column.name) {
        (_, Side::Right, _) => "number",
        (0, ..) => "words",
        (_, _, "date" | "first seen" | "≠") => "short",
        _ => "",
    }
}

/// A place that a row rests on: where it is on the page, and which number it has.
#[derive(Debug)]
struct Mark {
    anchor: String,
    number: usize,
}

/// The passages of the page.
#[derive(Debug)]
struct Passages {
    marks: BTreeMap<(DocId, Span), Mark>,
    /// The places of each document, in text order.
    of: BTreeMap<DocId, Vec<Span>>,
}

impl Passages {
    fn of<R: Record>(sheet: &Sheet<'_, R>) -> Self {
        let mut of: BTreeMap<DocId, Vec<Span>> = BTreeMap::new();
        for (doc, span) in sheet.rows.iter().flat_map(Record::places) {
            of.entry(doc).or_default().push(span);
        }
        let mut marks = BTreeMap::new();
        let mut taken = HashSet::new();
        for (doc, spans) in &mut of {
            spans.sort_unstable();
            spans.dedup();
            for span in spans {
                let number = marks.len() + 1;
                // The same name as in a link to it, so that it stays when the page is written anew.
                let document = sheet.source.library.document(*doc);
                let anchor = document
                    .and_then(|document| Link::to(document, span.start))
                    .map(|link| link.to_string())
                    .filter(|anchor| taken.insert(anchor.clone()))
                    .unwrap_or_else(|| format!("passage-{number}"));
                marks.insert((*doc, *span), Mark { anchor, number });
            }
        }
        Self { marks, of }
    }

    fn write(&self, source: Source<'_>, out: &mut impl Write) -> io::Result<()> {
        if self.of.is_empty() {
            return Ok(());
        }
        writeln!(out, "<h2>Passages</h2>")?;
        for (doc, spans) in &self.of {
            let Some(document) = source.library.document(*doc) else {
                continue;
            };
            document_head(document, out)?;
            for (around, spans) in paragraphs(document, spans) {
                write!(out, "<blockquote>")?;
                self.paragraph(*doc, document, around, &spans, out)?;
                writeln!(out, "</blockquote>")?;
                let links = spans
                    .iter()
                    .filter_map(|span| Link::to(document, span.start));
                for link in links {
                    let command = link.command(document, source.roots);
                    writeln!(out, "<p class=\"open\"><code>{}</code></p>", text(&command))?;
                }
            }
            writeln!(out, "</section>")?;
        }
        Ok(())
    }

    /// The words of some paragraphs, with the places in them marked. Of places that overlap, each has its number, and all
    /// of their words are marked once.
    fn paragraph(
        &self,
        doc: DocId,
        document: &Document,
        around: Span,
        spans: &[Span],
        out: &mut impl Write,
    ) -> io::Result<()> {
        let words = |from: u32, to: u32| {
            lines(
                Span {
                    start: from,
                    end: to,
                }
                .of(&document.text),
            )
        };
        let mut at = around.start;
        for span in spans {
            let Some(mark) = self.marks.get(&(doc, *span)) else {
                continue;
            };
            let from = span.start.max(at);
            write!(out, "{}", words(at, from))?;
            let to = span.end.max(from);
            write!(
                out,
                "<mark id=\"{}\"><sup>{}</sup>{}</mark>",
                text(&mark.anchor),
                mark.number,
                words(from, to)
            )?;
            at = to;
        }
        write!(out, "{}", words(at, around.end.max(at)))
    }
}

fn document_head(document: &Document, out: &mut impl Write) -> io::Result<()> {
    let facts = [
        document.outlet.clone(),
        dated(document),
        document.byline.clone().map(|names| format!("by {names}")),
        Some(document.path.display().to_string()),
    ];
    let facts: Vec<String> = facts.iter().flatten().map(|fact| text(fact)).collect();
    let heading = text(document.heading());
    let heading = match web_address(document) {
        Some(address) => format!(
            "<a href=\"{}\" rel=\"noreferrer\">{heading}</a>",
            text(address)
        ),
        None => heading,
    };
    writeln!(
        out,
        "<section>\n<h3>{heading}</h3>\n<p class=\"soft\">{}</p>",
        facts.join(" · ")
    )
}

/// Where the article is on the web. An address of another kind, such as one that runs a script, is none.
fn web_address(document: &Document) -> Option<&str> {
    let address = document.address.as_deref()?;
    let scheme = address.split(':').next().unwrap_or_default();
    let web = ["http", "https"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web));
    web.then_some(address)
}

/// The paragraphs around places of a document: those that share one stand together.
fn paragraphs(document: &Document, spans: &[Span]) -> Vec<(Span, Vec<Span>)> {
    let mut found: Vec<(Span, Vec<Span>)> = Vec::new();
    for span in spans {
        let around = document
            .blocks
            .iter()
            .filter(|block| block.span.overlaps(*span))
            .fold(*span, |whole, block| Span {
                start: whole.start.min(block.span.start),
                end: whole.end.max(block.span.end),
            });
        match found.last_mut() {
            Some((last, inside)) if last.overlaps(around) => {
                last.end = last.end.max(around.end);
                inside.push(*span);
            }
            _ => found.push((around, vec![*span])),
        }
    }
    found
}

/// The text on one line, safe between tags and in the quotation marks of an attribute.
fn text(text: &str) -> String {
    escaped(&printable(text))
}

/// The same with its line breaks.
fn lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(self::text).collect();
    lines.join("\n")
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}
