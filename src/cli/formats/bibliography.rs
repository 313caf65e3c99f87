//! Documents as entries of a bibliography: BibTeX, and the JSON of the Citation Style Language (CSL 1.0.2).

use std::collections::HashSet;
use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::app::dated;
use crate::library::Document;

use super::json;
use super::one_line;

/// Writes one BibTeX entry for each document.
///
/// The entries are `@misc`, which every style knows; `date` beside `year` and `month` is for `biblatex`.
pub(crate) fn write_bibtex(documents: &[&Document], out: &mut impl Write) -> io::Result<()> {
    for (key, document) in keys(documents).iter().zip(documents) {
        let day = document.date.map(|dated| dated.day);
        let known = document.date.is_some_and(|dated| dated.basis.is_known());
        let braced = |value: String| format!("{{{value}}}");
        let fields = [
            (
                "title",
                Some(format!("{{{{{}}}}}", bibtex(document.heading()))),
            ),
            (
                "author",
                document.byline.as_deref().map(authors).map(braced),
            ),
            ("year", day.map(|day| braced(day.year().to_string()))),
            // The names of months are defined by every style.
            ("month", day.map(|day| month(day).to_owned())),
            (
                "date",
                day.filter(|_| known).map(|day| braced(day.to_string())),
            ),
            (
                "howpublished",
                document.outlet.as_deref().map(bibtex).map(braced),
            ),
            ("url", document.address.as_deref().map(url).map(braced)),
            ("note", Some(braced(bibtex(&note(document))))),
        ];
        writeln!(out, "@misc{{{key},")?;
        for (name, value) in fields {
            if let Some(value) = value {
                writeln!(out, "  {name} = {value},")?;
            }
        }
        writeln!(out, "}}\n")?;
    }
    out.flush()
}

/// Writes the documents as one array of CSL items.
pub(crate) fn write_csl(documents: &[&Document], out: &mut impl Write) -> io::Result<()> {
    let keys = keys(documents);
    let items: Vec<Item<'_>> = keys
        .iter()
        .zip(documents)
        .map(|(key, document)| Item::new(key, document))
        .collect();
    json::write_array(&items, out)?;
    out.flush()
}

/// One item of the Citation Style Language.
#[derive(Debug, Serialize)]
struct Item<'d> {
    id: &'d str,
    r#type: &'static str,
    title: String,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container_title: Option<&'d str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Literal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    address: Option<&'d str>,
    note: String,
}

#[derive(Debug, Serialize)]
struct Literal {
    literal: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Issued {
    date_parts: [(i32, u32, u32); 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    circa: Option<bool>,
}

impl<'d> Item<'d> {
    fn new(key: &'d str, document: &'d Document) -> Self {
        Self {
            id: key,
            r#type: "article-newspaper",
            title: one_line(document.heading()),
            container_title: document.outlet.as_deref(),
            author: names(document.byline.as_deref().unwrap_or_default())
                .into_iter()
                .map(|name| Literal {
                    literal: one_line(name),
                })
                .collect(),
            issued: document.date.map(|dated| Issued {
                date_parts: [(dated.day.year(), dated.day.month(), dated.day.day())],
                circa: (!dated.basis.is_known()).then_some(true),
            }),
            address: document.address.as_deref(),
            note: note(document),
        }
    }
}

/// How sure the date is, and the file.
fn note(document: &Document) -> String {
    let file = format!("file: {}", document.path.display());
    match document.date {
        Some(dated_by) if dated_by.basis.is_known() => file,
        Some(_) => format!("{}; {file}", dated(document).unwrap_or_default()),
        None => format!("no date is known; {file}"),
    }
}

/// The writers of a byline. A line with a comma may name an office as well, and is left whole.
fn names(byline: &str) -> Vec<&str> {
    if byline.contains(',') {
        return vec![byline];
    }
    byline
        .split(" and ")
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect()
}

/// The writers as BibTeX has them. A line that is left whole stands in braces of its own, so that nothing is read into it.
fn authors(byline: &str) -> String {
    let names: Vec<String> = names(byline)
        .into_iter()
        .map(|name| {
            if name.contains(',') {
                format!("{{{}}}", bibtex(name))
            } else {
                bibtex(name)
            }
        })
        .collect();
    names.join(" and ")
}

/// A key for each document: its name in ASCII letters, digits and hyphens, no two alike.
fn keys(documents: &[&Document]) -> Vec<String> {
    let mut taken = HashSet::new();
    let key = |document: &&Document| {
        let mut key = String::new();
        for letter in document.name.chars() {
            if letter.is_ascii_alphanumeric() {
                key.push(letter.to_ascii_lowercase());
            } else if !key.is_empty() && !key.ends_with('-') {
                key.push('-');
            }
        }
        let key = match key.trim_end_matches('-') {
            "" => "document",
            key => key,
        };
        let mut numbered = (1_usize..).map(|number| match number {
            1 => key.to_owned(),
            number => format!("{key}-{number}"),
        });
        let free = numbered.find(|key| !taken.contains(key));
        let free = free.unwrap_or_default();
        taken.insert(free.clone());
        free
    };
    documents.iter().map(key).collect()
}

/// The text on one line with the characters escaped that TeX would act on.
fn bibtex(text: &str) -> String {
    let line = one_line(text);
    let mut escaped = String::with_capacity(line.len());
    for letter in line.chars() {
        match letter {
            '\\' => escaped.push_str("{\\textbackslash}"),
            '~' => escaped.push_str("{\\textasciitilde}"),
            '^' => escaped.push_str("{\\textasciicircum}"),
            '{' | '}' | '%' | '&' | '$' | '#' | '_' => escaped.extend(['\\', letter]),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// An address in which nothing ends the field that it stands in.
fn url(address: &str) -> String {
    let mut safe = String::with_capacity(address.len());
    for letter in one_line(address).chars() {
        match letter {
            '{' => safe.push_str("%7B"),
            '}' => safe.push_str("%7D"),
            '\\' => safe.push_str("%5C"),
            ' ' => safe.push_str("%20"),
            letter => safe.push(letter),
        }
    }
    safe
}

fn month(day: NaiveDate) -> &'static str {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    MONTHS[day.month0() as usize]
}

#[cfg(test)]
mod tests {
    use super::{authors, bibtex, write_bibtex, write_csl};
    use crate::library::Library;

    fn library() -> Library {
        Library::of_texts(
            "story",
            &[
                (
                    "ferry crews.txt",
                    " date 2026-03-07 Ferry crews ask for 5% more\n\nThey did.",
                ),
                ("ferry_crews.txt", "Nobody knows when this was."),
            ],
        )
    }

    #[test]
    fn each_document_is_an_entry_with_a_key_of_its_own() {
        let library = library();
        let documents: Vec<_> = library.documents.iter().collect();
        let mut out = Vec::new();
        write_bibtex(&documents, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "@misc{ferry-crews,\n  title = {{Ferry crews ask for 5\\% more}},\n  year = {2026},\n  month = mar,\n  \
             date = {2026-03-07},\n  note = {file: ferry crews.txt},\n}\n\n\
             @misc{ferry-crews-2,\n  title = {{Nobody knows when this was}},\n  \
             note = {no date is known; file: ferry\\_crews.txt},\n}\n\n"
        );
        let mut dated = library.documents[0].clone();
        dated.address = Some("https://post.example/a?b=1&c={x}".to_owned());
        let mut out = Vec::new();
        write_bibtex(&[&dated], &mut out).unwrap();
        let entry = String::from_utf8(out).unwrap();
        assert!(
            entry.contains("  url = {https://post.example/a?b=1&c=%7Bx%7D},\n"),
            "{entry}"
        );
        let mut out = Vec::new();
        write_csl(&documents, &mut out).unwrap();
        let items: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(
            items[0]["issued"]["date-parts"][0],
            serde_json::json!([2026, 3, 7])
        );
        assert_eq!(items[0]["type"], "article-newspaper");
        assert_eq!(items[1]["id"], "ferry-crews-2");
        assert_eq!(items[1].get("issued"), None);
    }

    #[test]
    fn tex_acts_on_nothing() {
        assert_eq!(
            bibtex("5% of {A_B} & C\\D ~ #1\n$x^2$"),
            "5\\% of \\{A\\_B\\} \\& C{\\textbackslash}D {\\textasciitilde} \\#1 \\$x{\\textasciicircum}2\\$"
        );
    }

    #[test]
    fn writers_are_told_apart_where_that_is_safe() {
        assert_eq!(authors("Ann Orr and Bo Li"), "Ann Orr and Bo Li");
        assert_eq!(
            authors("Ann Orr, political editor"),
            "{Ann Orr, political editor}"
        );
    }
}
