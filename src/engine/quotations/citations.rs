//! Outlets that a document names as its origin: `first reported by The Dunmore Post`, `Sources: Onward, DP.`

use super::super::{BlockKind, Citation, Span};
use super::page::Page;
use super::words::Class;

/// How far into a paragraph a dateline may stand.
const DATELINE_WORDS: usize = 10;

/// Finds the outlets that the document cites, in text order.
pub(super) fn citations(page: &Page) -> Vec<Citation> {
    let cast = page.cast;
    let mut found: Vec<Citation> = cast
        .mentions()
        .iter()
        .filter(|mention| page.is_organization(mention.entity))
        .filter(|mention| {
            let outlet = cast.is_outlet(mention.entity);
            cites(page, mention.first, mention.end, outlet)
        })
        .map(|mention| Citation {
            outlet: cast.name(mention.entity).to_owned(),
            span: mention.span,
        })
        .collect();
    for block in page.blocks {
        if block.kind == BlockKind::Sources {
            let listed = sources_line(page, block.span);
            found.retain(|citation| !block.span.covers(citation.span));
            found.extend(listed);
        }
    }
    found.sort_by_key(|citation| citation.span);
    found.dedup_by_key(|citation| citation.span);
    found
}

/// Whether the sentence gives the organization of tokens `first` up to `end` as an origin of what it tells.
fn cites(page: &Page, first: usize, end: usize, outlet: bool) -> bool {
    if is_dateline(page, first, end) {
        return true;
    }
    let article = first > 0 && page.is_any(first - 1, &["the", "a", "an"]);
    let before = first - usize::from(article);
    origin_before(page, before, outlet)
        || (outlet && origin_after(page, end))
        || reports_after(page, end)
}

/// `BERLIN (Reuters) —` at the start of a paragraph.
fn is_dateline(page: &Page, first: usize, end: usize) -> bool {
    let bracketed = first > 0
        && page.mark(first - 1) == '('
        && page.mark(end) == ')'
        && page.is_mark(end + 1, "—–-―");
    bracketed
        && (first.saturating_sub(DATELINE_WORDS)..first)
            .any(|token| token == 0 || page.block_of(token) != page.block_of(token.wrapping_sub(1)))
}

/// `according to`, `told`, `reported by`, `citing` and the like before token `at`.
fn origin_before(page: &Page, at: usize, outlet: bool) -> bool {
    let Some(last) = at.checked_sub(1) else {
        return false;
    };
    match page.lower(last) {
        "to" => {
            last > 0
                && outlet
                && page.is_any(
                    last - 1,
                    &["according", "spoke", "statement", "interview", "confirmed"],
                )
        }
        "by" => {
            (last.saturating_sub(3)..last).any(|token| {
                page.is_any(token, &["reported", "published", "reporting", "revealed"])
            }) || (outlet
                && (last.saturating_sub(3)..last).any(|token| {
                    page.is_any(token, &["obtained", "seen", "reviewed", "cited", "quoted"])
                }))
        }
        "with" => outlet && last > 0 && page.lower(last - 1) == "interview",
        "told" | "tells" | "citing" | "cited" => outlet,
        "reported" | "reports" => last > 0 && page.is_mark(last - 1, ",”\""),
        _ => false,
    }
}

/// `said`, `reported` or `report` after an outlet, from token `end` on.
fn origin_after(page: &Page, end: usize) -> bool {
    let next = (end..end + 4)
        .find(|&token| !page.has(token, Class::BETWEEN))
        .unwrap_or(end);
    page.is_any(
        next,
        &[
            "said", "says", "reported", "reports", "wrote", "writes", "quoted", "quotes", "cited",
            "noted",
        ],
    ) || page.is_any(
        end,
        &[
            "report",
            "exclusive",
            "interview",
            "story",
            "article",
            "sources",
            "investigation",
        ],
    )
}

/// Whether `first reported`, `has reported` follows, which only an outlet does in so many words.
fn reports_after(page: &Page, end: usize) -> bool {
    page.is_any(end, &["reported", "reports"])
        || (page.is_any(end, &["has", "had", "first", "also", "later"])
            && page.lower(end + 1) == "reported")
}

/// The outlets of `Sources: Onward, DP.`, whether they are known or not.
fn sources_line(page: &Page, span: Span) -> Vec<Citation> {
    let line = span.of(page.text());
    let mut at = line.find(':').map_or(0, |colon| colon + 1);
    let mut found = Vec::new();
    for part in line[at..].split([',', ';', '/']) {
        let name =
            part.trim_matches(|character: char| !character.is_alphanumeric() && character != ')');
        if let Some(offset) = part.find(name).filter(|_| !name.is_empty()) {
            let start = span.start as usize + at + offset;
            let full = page
                .lexicon
                .known_organization(name)
                .map_or(name, |known| known.name);
            found.push(Citation {
                outlet: full.to_owned(),
                span: Span::new(start, start + name.len()),
            });
        }
        at += part.len() + 1;
    }
    found
}
