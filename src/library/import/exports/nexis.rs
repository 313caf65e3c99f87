//! Nexis Uni and `LexisNexis`: articles that end with `End of Document`, or begin with `1 of 50 DOCUMENTS`.

use crate::library::dates::{moment, stated_day};
use crate::library::{Metadata, Moment};

use super::{Found, Row, without_by};

/// Names of the fields above the words of an article, in lower case.
const ABOVE: &[&str] = &[
    "byline",
    "copyright",
    "dateline",
    "highlight",
    "length",
    "section",
    "series",
];
/// Names of the fields below them.
const BELOW: &[&str] = &[
    "acc-no",
    "category",
    "city",
    "classification",
    "company",
    "correction",
    "correction-date",
    "country",
    "distribution",
    "document-type",
    "geographic",
    "graphic",
    "industry",
    "insert date",
    "journal code",
    "keyword",
    "language",
    "links",
    "load-date",
    "notes",
    "organization",
    "person",
    "pub-type",
    "publication-type",
    "state",
    "subject",
    "ticker",
    "type",
    "url",
];
/// Rows that end the words of an article.
const ENDS: &[&str] = &[
    "classification",
    "graphic",
    "notes",
    "correction",
    "load-date",
    "end of document",
];
/// The longest row that may hold a date and nothing else, in bytes.
const DATE: usize = 70;

/// The articles of an export; none when the rows are no export.
pub(super) fn split(rows: &[Row]) -> Option<Vec<Found>> {
    let counted: Vec<usize> = places(rows, is_counted);
    let found: Vec<Found> = if counted.is_empty() {
        let ends = places(rows, |row| {
            row.words.eq_ignore_ascii_case("end of document")
        });
        let mut start = 0;
        let articles = ends.into_iter().filter_map(|end| {
            let article = modern(&rows[start..end]);
            start = end + 1;
            article
        });
        articles.collect()
    } else {
        let ends = counted.iter().skip(1).copied().chain([rows.len()]);
        let pairs = counted.iter().zip(ends);
        pairs
            .filter_map(|(&start, end)| classic(&rows[start + 1..end]))
            .collect()
    };
    (!found.is_empty()).then_some(found)
}

fn places(rows: &[Row], fits: impl Fn(&Row) -> bool) -> Vec<usize> {
    let places = rows.iter().enumerate().filter(|(_, row)| fits(row));
    places.map(|(at, _)| at).collect()
}

/// `1 of 50 DOCUMENTS`, `Document 1 of 50`.
fn is_counted(row: &Row) -> bool {
    let words: Vec<&str> = row.words.split(' ').collect();
    let number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    match words[..] {
        [one, "of", all, "DOCUMENTS" | "DOCUMENT"]
        | ["Document" | "DOCUMENT", one, "of" | "OF", all] => number(one) && number(all),
        _ => false,
    }
}

/// An article of Nexis Uni: title, outlet and date, fields, `Body`, words, fields.
fn modern(rows: &[Row]) -> Option<Found> {
    let body = rows.iter().position(|row| row.words == "Body");
    let head_end = body.unwrap_or_else(|| fields_end(rows));
    let head = &rows[..head_end];
    // Before the first article stands the page that lists all of them; the last date is that of the article.
    let first_field = head
        .iter()
        .rposition(|row| field(row, "copyright").is_some() || row.words.starts_with("Copyright"));
    let limit = first_field.unwrap_or(head.len());
    let dated = head[..limit]
        .iter()
        .rposition(|row| date_of(row).is_some())?;
    let mut above = head[..dated].iter().rev().filter(|row| !row.is_blank());
    let outlet = above.next()?.words.clone();
    let title = above.next().map(|row| row.words.clone());
    let start = body.map_or(head_end, |at| at + 1);
    Some(Found {
        metadata: Metadata {
            title: title.or_else(|| Some(outlet.clone())),
            published: date_of(&head[dated]),
            outlet: Some(outlet),
            byline: value(head, "byline").map(|name| without_by(&name)),
            address: address(&rows[start..]),
            ..Metadata::default()
        },
        body: words(&rows[start..]),
    })
    .filter(|found| !found.body.is_empty())
}

/// An article of the older layout: outlet, date, title, fields in capitals, words, fields.
fn classic(rows: &[Row]) -> Option<Found> {
    let dated = rows
        .iter()
        .take(30)
        .position(|row| date_of(row).is_some())?;
    let outlet = rows[..dated]
        .iter()
        .find(|row| !row.is_blank())?
        .words
        .clone();
    let fields = rows
        .iter()
        .position(|row| is_field(row, ABOVE) && field(row, "copyright").is_none())?;
    let fields = fields.max(dated + 1);
    // Between date and fields stand the edition, if any, and the title.
    let title = rows[dated + 1..fields]
        .iter()
        .rev()
        .find(|row| !row.is_blank());
    let start = fields + fields_end(&rows[fields..]);
    Some(Found {
        metadata: Metadata {
            title: title.map(|row| row.words.clone()),
            published: date_of(&rows[dated]),
            outlet: Some(outlet),
            byline: value(&rows[..start], "byline").map(|name| without_by(&name)),
            address: address(&rows[start..]),
            ..Metadata::default()
        },
        body: words(&rows[start..]),
    })
    .filter(|found| !found.body.is_empty())
}

/// Where the words begin: behind the last field of the head.
fn fields_end(rows: &[Row]) -> usize {
    let mut end = 0;
    let mut words = 0;
    for (at, row) in rows.iter().enumerate() {
        if is_field(row, ABOVE) || row.words.starts_with("Copyright") {
            end = at + 1;
            words = 0;
        } else if !row.is_blank() {
            words += 1;
            // A field may go on in the next row, a head has no paragraphs.
            if words > 3 && end > 0 {
                break;
            }
        }
    }
    end
}

/// The rows up to the fields that follow the words.
fn words(rows: &[Row]) -> Vec<Row> {
    let mut end = rows.len();
    for (at, row) in rows.iter().enumerate() {
        let lower = row.words.to_lowercase();
        let bare = lower.trim_end_matches(':');
        let told = ENDS.contains(&bare)
            || lower.starts_with("load-date:")
            || lower.starts_with("publication-type:");
        let capitals = row.words.split(':').next().is_some_and(|name| {
            name.len() > 2
                && name.len() < row.words.len()
                && name.chars().all(|mark| mark.is_uppercase() || mark == '-')
        });
        if told || (capitals && is_field(row, BELOW)) {
            end = at;
            break;
        }
    }
    let rows = &rows[..end];
    let start = rows.iter().position(|row| !row.is_blank()).unwrap_or(end);
    let last = rows
        .iter()
        .rposition(|row| !row.is_blank())
        .map_or(start, |at| at + 1);
    rows[start..last.max(start)].to_vec()
}

/// The moment in a row that holds a date and little else: `March 9, 2026 Monday`, `March 9, 2026 Monday 07:12 AM GMT`.
fn date_of(row: &Row) -> Option<Moment> {
    let words = &row.words;
    let fits = words.len() <= DATE
        && words.contains(|mark: char| mark.is_ascii_digit())
        && !words.contains(": ");
    fits.then(|| moment(words).or_else(|| stated_day(words).map(Moment::on)))?
}

/// The value of a field in a row: `Byline: Ann Orr`.
fn field<'r>(row: &'r Row, name: &str) -> Option<&'r str> {
    let (found, value) = row.words.split_once(':')?;
    found.eq_ignore_ascii_case(name).then(|| value.trim())
}

fn is_field(row: &Row, names: &[&str]) -> bool {
    let name = row
        .words
        .split_once(':')
        .map(|(name, _)| name.to_lowercase());
    name.is_some_and(|name| names.contains(&name.as_str()))
}

fn value(rows: &[Row], name: &str) -> Option<String> {
    let value = rows.iter().find_map(|row| field(row, name))?;
    (!value.is_empty()).then(|| value.to_owned())
}

fn address(rows: &[Row]) -> Option<String> {
    let address = rows.iter().find_map(|row| field(row, "url"))?;
    address.starts_with("http").then(|| address.to_owned())
}
