//! Factiva: articles that end with `Document VPOST00020260309em3900001`, with or without the codes of their fields.

use crate::library::Metadata;
use crate::library::dates::moment;

use super::{Found, Row, without_by};

/// Codes of fields that Factiva prints before each.
const CODES: &[&str] = &[
    "AN", "ART", "AU", "BY", "CLM", "CO", "CR", "CT", "CX", "CY", "DE", "ED", "ET", "HD", "IN",
    "IPC", "IPD", "LA", "LP", "NGC", "NS", "PD", "PG", "PUB", "RBC", "RE", "RF", "RIC", "RST",
    "SC", "SE", "SN", "TD", "VOL", "WC",
];

/// The articles of an export; none when the rows are no export.
pub(super) fn split(rows: &[Row]) -> Option<Vec<Found>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, row) in rows.iter().enumerate() {
        if is_number(row) {
            let article = &rows[start..at];
            found.extend(coded(article).or_else(|| bare(article)));
            start = at + 1;
        }
    }
    if found.is_empty() {
        // With codes, the number of the article may be left out of the selection.
        found.extend(by_headlines(rows));
    }
    (!found.is_empty()).then_some(found)
}

/// `Document VPOST00020260309em3900001`, which may have its code before it.
fn is_number(row: &Row) -> bool {
    let words = row.words.strip_prefix("AN ").unwrap_or(&row.words);
    let number = words.trim().strip_prefix("Document ").unwrap_or_default();
    number.len() >= 15
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && number.bytes().filter(u8::is_ascii_digit).count() >= 8
}

/// The code that a row begins with, and the rest of the row.
fn code(row: &Row) -> Option<(&str, &str)> {
    let (first, rest) = row.words.split_once([' ', '|']).unwrap_or((&row.words, ""));
    CODES
        .contains(&first)
        .then(|| (first, rest.trim_start_matches([' ', '|'])))
}

fn by_headlines(rows: &[Row]) -> Vec<Found> {
    let heads = |at: &usize| code(&rows[*at]).is_some_and(|(code, _)| code == "HD");
    let starts: Vec<usize> = (0..rows.len()).filter(heads).collect();
    let ends = starts.iter().skip(1).copied().chain([rows.len()]);
    let pairs = starts.iter().zip(ends);
    pairs
        .filter_map(|(&start, end)| coded(&rows[start..end]))
        .collect()
}

/// An article whose fields have codes. `HD` and one of `LP` and `TD` it must have.
fn coded(rows: &[Row]) -> Option<Found> {
    let mut fields: Vec<(&str, Vec<Row>)> = Vec::new();
    for row in rows {
        match code(row) {
            Some((code, rest)) => fields.push((code, vec![Row::new(rest, None)])),
            None => {
                if let Some((_, rows)) = fields.last_mut() {
                    rows.push(row.clone());
                }
            }
        }
    }
    let rows_of = |wanted: &str| {
        fields
            .iter()
            .find(|(code, _)| *code == wanted)
            .map(|(_, rows)| rows)
    };
    let line = |wanted: &str| {
        let words = rows_of(wanted)?.iter().map(|row| row.words.as_str());
        let line = words
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        (!line.is_empty()).then_some(line)
    };
    let title = line("HD")?;
    let body: Vec<Row> = ["LP", "TD"]
        .iter()
        .filter_map(|code| rows_of(code))
        .flat_map(|rows| rows.iter().cloned().chain([Row::default()]))
        .collect();
    (!body.iter().all(Row::is_blank)).then(|| Found {
        metadata: Metadata {
            title: Some(title),
            // The time of the field ET has no zone, so the day is all that is known.
            published: line("PD").and_then(|day| moment(&day)),
            outlet: line("SN"),
            byline: line("BY").map(|name| without_by(&name)),
            ..Metadata::default()
        },
        body,
    })
}

/// An article without codes: title, writer, `512 words`, date, time, outlet, code, page, language, copyright, words.
fn bare(rows: &[Row]) -> Option<Found> {
    let count = rows.iter().position(is_count)?;
    let head = &rows[..count];
    // Above the first article may stand the list of all.
    let mut above: Vec<&Row> = head.iter().rev().skip_while(|row| row.is_blank()).collect();
    let byline = above
        .first()
        .filter(|row| row.words.starts_with("By ") || row.words.starts_with("BY "))
        .map(|row| without_by(&row.words));
    if byline.is_some() {
        above.remove(0);
    }
    let title = above.into_iter().find(|row| !row.is_blank())?.words.clone();
    let below = &rows[count + 1..];
    let dated = below
        .iter()
        .take(3)
        .position(|row| moment(&row.words).is_some())?;
    let mut rest = below[dated + 1..].iter().filter(|row| !row.is_blank());
    let next = rest.next()?;
    let outlet = if is_time(&next.words) {
        rest.next()?
    } else {
        next
    };
    let language = below.iter().take(15).rposition(|row| {
        row.words.starts_with("Copyright")
            || row.words.starts_with('©')
            || row.words.starts_with("(c)")
    });
    let language =
        language.or_else(|| below.iter().take(12).position(|row| row.words == "English"))?;
    Some(Found {
        metadata: Metadata {
            title: Some(title),
            published: moment(&below[dated].words),
            outlet: Some(outlet.words.clone()),
            byline,
            ..Metadata::default()
        },
        body: below[language + 1..].to_vec(),
    })
    .filter(|found| !found.body.iter().all(Row::is_blank))
}

/// `512 words`, `1,204 words`.
fn is_count(row: &Row) -> bool {
    row.words.strip_suffix(" words").is_some_and(|number| {
        !number.is_empty()
            && number
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b',')
    })
}

/// `07:12`, `7:12 AM`.
fn is_time(words: &str) -> bool {
    let (hour, rest) = words.split_once(':').unwrap_or_default();
    (1..=2).contains(&hour.len())
        && hour.bytes().all(|byte| byte.is_ascii_digit())
        && rest.len() <= 8
        && rest.as_bytes().first().is_some_and(u8::is_ascii_digit)
}
