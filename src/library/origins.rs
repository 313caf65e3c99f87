//! Who cites whom: the outlets that each document names as its origins, and the documents that each outlet has here.

use std::collections::{BTreeMap, HashMap};

use memchr::memmem::Finder;
use serde::{Deserialize, Serialize};

use crate::engine::{BlockKind, Span};

use super::gathered::{ALL, Stretch};
use super::outlet::{DATELINES, in_dateline};
use super::{DocId, Document, Library};

/// How a document names an outlet as its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Way {
    /// In front of the first sentence: `VELL (Northline) — The envoy left.`
    Dateline,
    /// In a line that says who reported: `Reporting by Northline`.
    Tail,
    /// In a line that lists the origins: `Sources: Northline, Vell Courier.`
    Listed,
    /// In a sentence: `according to the Vell Courier`.
    Named,
}

impl Way {
    /// The word for it: `dateline`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dateline => "dateline",
            Self::Tail => "credit",
            Self::Listed => "sources line",
            Self::Named => "text",
        }
    }
}

/// A place where a document names an outlet as its origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The outlet, as most of the library calls it.
    pub outlet: String,
    /// The words that name it.
    pub span: Span,
    /// How.
    pub way: Way,
}

/// The origins of all documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Origins {
    of: Vec<Vec<Origin>>,
    documents: HashMap<String, Vec<DocId>>,
}

/// Words in front of an outlet's name that make it an origin.
const BEFORE: &[&str] = &[
    "according to",
    "told",
    "reported by",
    "published by",
    "revealed by",
    "obtained by",
    "seen by",
    "citing",
    "cited by",
    "cites",
    "interview with",
    "interview to",
    "statement to",
    "spoke to",
    "report in",
    "report by",
    "reports in",
    "first in",
    "quoted by",
    "with files from",
    "reporting by",
    "reporting from",
];

/// Words behind it that do.
const AFTER: &[&str] = &[
    "reported",
    "reports",
    "first reported",
    "has reported",
    "had reported",
    "also reported",
    "later reported",
    "said",
    "says",
    "wrote",
    "writes",
    "revealed",
    "has found",
    "found",
    "has learned",
    "has seen",
    "quoted",
    "report",
    "interview",
];

/// How a line begins that says who reported.
const CREDITS: &[&str] = &[
    "reporting by",
    "additional reporting",
    "with reporting",
    "with files",
    "with agencies",
    "(reporting by",
];

impl Origins {
    /// Finds the origins of all documents. An outlet never cites itself.
    ///
    /// The engine knows many outlets by name; here those count as well under whose name the library has documents.
    pub fn gather(library: &Library) -> Self {
        Self::gather_in_parts(library, ALL).unwrap_or_default()
    }

    /// The same in one part for each document; none when one of them was not wanted.
    pub(super) fn gather_in_parts(library: &Library, part: Stretch) -> Option<Self> {
        let mut documents: HashMap<String, Vec<DocId>> = HashMap::new();
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for (doc, document) in library.present() {
            if let Some(outlet) = &document.outlet {
                let key = key(outlet);
                documents.entry(key.clone()).or_default().push(doc);
                names.entry(key).or_insert_with(|| outlet.clone());
            }
        }
        let finders: Vec<(String, Finder<'static>)> = names
            .values()
            .filter(|name| name.len() > 3)
            .map(|name| (name.clone(), Finder::new(bare(name)).into_owned()))
            .collect();
        let of = (0..)
            .map(DocId)
            .zip(library.documents.iter())
            .map(|(doc, document)| {
                if !part() {
                    return None;
                }
                if library.is_gone(doc) {
                    return Some(Vec::new());
                }
                let mut origins = cited(library, doc, document);
                origins.extend(datelines(document));
                origins.extend(named(document, &finders));
                for origin in &mut origins {
                    if let Some(name) = names.get(&key(&origin.outlet)) {
                        origin.outlet.clone_from(name);
                    }
                }
                let own = document.outlet.as_deref().map(key);
                origins.retain(|origin| Some(key(&origin.outlet)) != own);
                origins.sort_by_key(|origin| (origin.span, origin.way));
                origins.dedup_by(|later, former| later.span.overlaps(former.span));
                Some(origins)
            })
            .collect::<Option<_>>()?;
        Some(Self { of, documents })
    }

    /// The origins that a document names, in text order.
    pub fn of(&self, doc: DocId) -> &[Origin] {
        self.of.get(doc.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The documents that an outlet has in the library.
    pub fn documents(&self, outlet: &str) -> &[DocId] {
        self.documents.get(&key(outlet)).map_or(&[], Vec::as_slice)
    }
}

/// What two names of one outlet have in common: `The Vell Courier` and `Vell Courier`.
pub(super) fn key(outlet: &str) -> String {
    bare(outlet)
        .chars()
        .filter(|mark| mark.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn bare(outlet: &str) -> &str {
    outlet
        .strip_prefix("The ")
        .or_else(|| outlet.strip_prefix("the "))
        .unwrap_or(outlet)
}

/// What the engine found.
fn cited(library: &Library, doc: DocId, document: &Document) -> Vec<Origin> {
    let found = library
        .analysis(doc)
        .map_or(&[][..], |analysis| &analysis.citations);
    found
        .iter()
        .map(|citation| Origin {
            outlet: citation.outlet.clone(),
            span: citation.span,
            way: way(document, citation.span),
        })
        .collect()
}

fn way(document: &Document, span: Span) -> Way {
    let block = document
        .blocks
        .iter()
        .find(|block| block.span.overlaps(span));
    let Some(block) = block else {
        return Way::Named;
    };
    let words = block.span.of(&document.text);
    if block.kind == BlockKind::Sources {
        return Way::Listed;
    }
    if is_credit(words) {
        return Way::Tail;
    }
    match in_dateline(words) {
        Some(name)
            if span.end as usize
                <= block.span.start as usize + words.find(name).unwrap_or(0) + name.len() =>
        {
            Way::Dateline
        }
        _ => Way::Named,
    }
}

fn is_credit(words: &str) -> bool {
    let head: String = words
        .chars()
        .take(24)
        .flat_map(char::to_lowercase)
        .collect();
    CREDITS.iter().any(|credit| head.starts_with(credit))
}

/// The outlet in front of the first sentence, whether anybody knows it or not.
fn datelines(document: &Document) -> impl Iterator<Item = Origin> + '_ {
    let paragraphs = document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph);
    paragraphs.take(DATELINES).filter_map(|block| {
        let words = block.span.of(&document.text);
        let name = in_dateline(words)?;
        let start = block.span.start as usize + words.find(name)?;
        Some(Origin {
            outlet: name.to_owned(),
            span: Span::new(start, start + name.len()),
            way: Way::Dateline,
        })
    })
}

/// The outlets of the library that a sentence or a credit of the document names as an origin.
fn named(document: &Document, names: &[(String, Finder<'static>)]) -> Vec<Origin> {
    let text = &*document.text;
    let mut found = Vec::new();
    for (outlet, finder) in names {
        let mut from = 0;
        while let Some(start) = finder.find(&text.as_bytes()[from..]).map(|at| from + at) {
            let end = start + finder.needle().len();
            from = end;
            let span = Span::new(start, end);
            let way = way(document, span);
            if stands_alone(text, start, end)
                && (way != Way::Named || cites(&text[..start], &text[end..]))
            {
                found.push(Origin {
                    outlet: outlet.clone(),
                    span,
                    way,
                });
            }
        }
    }
    found
}

fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let letter = |mark: Option<char>| mark.is_some_and(char::is_alphanumeric);
    !letter(text[..start].chars().next_back()) && !letter(text[end..].chars().next())
}

/// Whether the words before or behind a name make it an origin.
fn cites(before: &str, after: &str) -> bool {
    let from = super::floor(before, before.len().saturating_sub(40));
    let before = before[from..].to_lowercase();
    let before = before.trim_end();
    let before = before.strip_suffix("the").unwrap_or(before).trim_end();
    let after = &after[..super::floor(after, 24)];
    let after = after
        .strip_prefix("’s")
        .or_else(|| after.strip_prefix("'s"))
        .unwrap_or(after);
    let whole = |words: &str, phrase: &str| {
        words
            .strip_prefix(phrase)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let ends = |phrase: &&str| {
        before
            .strip_suffix(*phrase)
            .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    BEFORE.iter().any(ends)
        || after
            .strip_prefix(' ')
            .is_some_and(|after| AFTER.iter().any(|phrase| whole(after, phrase)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The origins of the first of two documents; the second is by `Northline`.
    fn check(text: &str, expected: &[(&str, Way)]) {
        let mut library = Library::of_texts("vell", &[("a", text), ("b", "She left.")]);
        let (a, b) = match &*library.documents[0].name {
            "a" => (0, 1),
            _ => (1, 0),
        };
        let documents = std::sync::Arc::make_mut(&mut library.documents);
        documents[a].outlet = Some("The Vell Courier".to_owned());
        documents[b].outlet = Some("Northline".to_owned());
        super::super::analyze_all(&mut library);
        let origins = Origins::gather(&library);
        let found: Vec<(&str, Way)> = origins
            .of(DocId(a as u32))
            .iter()
            .map(|origin| (origin.outlet.as_str(), origin.way))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn origins_are_named_in_datelines_credits_lists_and_sentences() {
        check(
            "VELL (Northline) — The envoy left the town on Monday.",
            &[("Northline", Way::Dateline)],
        );
        check(
            "VELL (Tarnpress) — The envoy left the town on Monday.",
            &[("Tarnpress", Way::Dateline)],
        );
        check(
            "The envoy left on Monday, according to Northline.",
            &[("Northline", Way::Named)],
        );
        check(
            "The envoy left on Monday, Northline first reported.",
            &[("Northline", Way::Named)],
        );
        check(
            "“I am leaving,” the envoy told Northline on Monday.",
            &[("Northline", Way::Named)],
        );
        check(
            "The envoy left.\n\nReporting by Northline; editing by Ann Orr",
            &[("Northline", Way::Tail)],
        );
        check(
            "The envoy left.\n\nSources: Northline, Tarnpress.",
            &[("Northline", Way::Listed), ("Tarnpress", Way::Listed)],
        );
    }

    #[test]
    fn what_is_only_mentioned_is_no_origin_and_nobody_cites_himself() {
        check("Northline moved into a new building on Monday.", &[]);
        check(
            "“I am leaving,” the envoy told The Vell Courier on Monday.",
            &[],
        );
        check(
            "VELL (The Vell Courier) — The envoy left the town on Monday.",
            &[],
        );
    }
}
