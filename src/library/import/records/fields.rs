//! Which field of a record is which, by the names that dumps commonly use.

use serde_json::{Map, Value};

use crate::library::dates::{moment, moment_of_count};
use crate::library::import::Imported;
use crate::library::import::page::{entities, host, set_fragment};
use crate::library::import::setting::Setting;
use crate::library::{Metadata, Moment};

/// Names of the whole text, the best first; then of what stands for it where there is none. Names are compared in lower
/// case with their words run together: `Body Text`, `body_text` and `bodyText` are one.
const TEXT: &[&str] = &[
    "text",
    "fulltext",
    "articletext",
    "articlebody",
    "bodytext",
    "maintext",
    "plaintext",
    "contenttext",
    "cleanedtext",
    "rawtext",
    "body",
    "content",
    "story",
    "storytext",
    "bodyxhtml",
    "bodyhtml",
    "contenthtml",
    "html",
    "transcript",
    "message",
    "leadparagraph",
    "description",
    "summary",
    "abstract",
    "snippet",
    "excerpt",
];
const TITLE: &[&str] = &[
    "title",
    "headline",
    "heading",
    "webtitle",
    "articletitle",
    "hl1",
    "subject",
    "name",
];
const PUBLISHED: &[&str] = &[
    "published",
    "date",
    "publishedat",
    "publisheddate",
    "datepublished",
    "publishdate",
    "publicationdate",
    "pubdate",
    "webpublicationdate",
    "firstpublicationdate",
    "datetime",
    "firstcreated",
    "versioncreated",
    "createdat",
    "datecreated",
    "created",
    "timestamp",
    "time",
    "day",
    "issued",
];
const UPDATED: &[&str] = &[
    "updated",
    "updatedat",
    "datemodified",
    "modified",
    "modifiedat",
    "lastmodified",
    "lastmod",
    "versioncreated",
];
const OUTLET: &[&str] = &[
    "outlet",
    "publication",
    "newspaper",
    "sitename",
    "sourcename",
    "source",
    "publisher",
    "medianame",
    "media",
    "sourcetitle",
    "provider",
    "site",
    "website",
    "copyrightholder",
    "domain",
    "sourcedomain",
];
const BYLINE: &[&str] = &[
    "byline",
    "author",
    "authors",
    "creator",
    "by",
    "writer",
    "journalist",
];
const ADDRESS: &[&str] = &[
    "url",
    "weburl",
    "link",
    "permalink",
    "canonicalurl",
    "externalurl",
    "address",
    "href",
    "uri",
    "id",
];
/// Objects in which interfaces put the fields that matter.
const INNER: &[&str] = &[
    "_source",
    "source",
    "fields",
    "attributes",
    "article",
    "metadata",
    "meta",
];

/// The article that a record holds; none when it has no text.
pub(super) fn article(record: &Map<String, Value>) -> Option<Imported> {
    let record = Record::of(record);
    let words = |names: &[&str]| record.first(names, words);
    let body = record.first(TEXT, body)?;
    let address = record.first(ADDRESS, words_of_address);
    let mut outlet = words(OUTLET);
    // What is called the source may be an address.
    let mut metadata = Metadata {
        title: words(TITLE).map(|title| entities(&title)),
        published: record.first(PUBLISHED, date),
        updated: record.first(UPDATED, date),
        byline: record.first(BYLINE, people),
        address: address.or_else(|| outlet.clone().filter(|outlet| outlet.contains("://"))),
        ..Metadata::default()
    };
    if outlet.as_ref().is_some_and(|outlet| outlet.contains("://")) {
        outlet = None;
    }
    metadata.outlet = outlet.or_else(|| host(metadata.address.as_deref()?));
    let mut setting = Setting::default();
    setting.headline(metadata.title.as_deref());
    if is_markup(&body) {
        set_fragment(&body, &mut setting).ok()?;
    } else {
        setting.body(&body);
    }
    (!setting.is_bare()).then(|| setting.into_article(metadata))
}

/// Whether a record has a field that may be the text of an article.
pub(super) fn holds_text(record: &Map<String, Value>) -> bool {
    Record::of(record).first(TEXT, body).is_some()
}

/// Whether the words are set with HTML.
fn is_markup(words: &str) -> bool {
    [
        "</p>",
        "<p>",
        "<br",
        "</div>",
        "</li>",
        "</a>",
        "</em>",
        "</strong>",
        "</b>",
        "</i>",
    ]
    .iter()
    .any(|tag| words.contains(tag))
}

/// A record with its names folded, that of the objects in it behind its own.
struct Record<'r> {
    fields: Vec<(String, &'r Value)>,
}

impl<'r> Record<'r> {
    fn of(record: &'r Map<String, Value>) -> Self {
        let own = |record: &'r Map<String, Value>| {
            record.iter().map(|(name, value)| (folded(name), value))
        };
        let mut fields: Vec<(String, &Value)> = own(record).collect();
        for at in 0..fields.len() {
            let (name, value) = &fields[at];
            if let Value::Object(inner) = *value
                && INNER.contains(&name.as_str())
            {
                fields.extend(own(inner));
            }
        }
        Self { fields }
    }

    /// The first of these fields that reads as what is wanted.
    fn first<T>(&self, names: &[&str], read: fn(&Value) -> Option<T>) -> Option<T> {
        names.iter().find_map(|name| {
            let mut fields = self.fields.iter().filter(|(known, _)| known == name);
            fields.find_map(|(_, value)| read(value))
        })
    }
}

/// A name in lower case, with letters and digits only; `_source` is not `source`.
fn folded(name: &str) -> String {
    let letters = name.chars().filter(|mark| mark.is_alphanumeric());
    let folded: String = letters.flat_map(char::to_lowercase).collect();
    if name.starts_with('_') {
        format!("_{folded}")
    } else {
        folded
    }
}

/// The words of a value, on one line; of an object those that stand for it.
fn words(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(words) => words.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Object(fields) => words(stand_in(fields)?)?,
        Value::Array(values) => values.iter().find_map(words)?,
        _ => return None,
    };
    (!words.is_empty() && words != "null").then_some(words)
}

fn words_of_address(value: &Value) -> Option<String> {
    words(value).filter(|words| words.contains("://"))
}

/// The text of a value, its lines kept; parts of a list are paragraphs.
fn body(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Object(fields) => body(stand_in(fields)?)?,
        Value::Array(values) => {
            let parts: Vec<String> = values.iter().filter_map(body).collect();
            parts.join("\n\n")
        }
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// The value that stands for an object: `{"rendered": …}`, `{"name": …}`.
fn stand_in(fields: &Map<String, Value>) -> Option<&Value> {
    let names = [
        "rendered", "text", "value", "#text", "$t", "content", "name", "title", "main",
    ];
    names.iter().find_map(|name| fields.get(*name))
}

/// The names of people, several with commas between.
fn people(value: &Value) -> Option<String> {
    match value {
        Value::Array(values) => {
            let names: Vec<String> = values.iter().take(20).filter_map(words).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        value => words(value).filter(|name| !name.contains("://")),
    }
}

fn date(value: &Value) -> Option<Moment> {
    match value {
        Value::Number(number) => {
            let count = number.as_i64().or_else(|| Some(number.as_f64()? as i64))?;
            // Small numbers are years or ranks, and `20260309` is a day.
            moment(&count.to_string()).or_else(|| {
                (count > 100_000_000)
                    .then(|| moment_of_count(count))
                    .flatten()
            })
        }
        value => {
            let field = words(value)?;
            moment(&field).or_else(|| {
                let count: i64 = field.parse().ok()?;
                (count > 100_000_000)
                    .then(|| moment_of_count(count))
                    .flatten()
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(record: &Value, expected: &str) {
        let Value::Object(fields) = record else {
            panic!("no object");
        };
        let found = article(fields).map(|article| {
            let known = article.metadata;
            let date = known.published.map(|moment| moment.to_string());
            format!(
                "{}|{}|{}|{}|{}",
                known.title.unwrap_or_default(),
                date.unwrap_or_default(),
                known.outlet.unwrap_or_default(),
                known.byline.unwrap_or_default(),
                article.text.replace('\n', "/"),
            )
        });
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{record}");
    }

    #[test]
    fn fields_are_known_by_the_names_that_dumps_use() {
        check(
            &json!({"Headline": "Envoy leaves", "Body Text": "She left.\n\nHe stayed.", "pub_date": 20_260_309, "source": "Vell Post", "author": null}),
            "Envoy leaves|2026-03-09|Vell Post||Envoy leaves//She left.//He stayed.",
        );
        check(
            &json!({"title": {"rendered": "Envoy &amp; mayor"}, "content": {"rendered": "<p>She left.</p><p>He stayed.</p>"}, "link": "https://www.vell.example/a", "date": "2026-03-09T10:00:00"}),
            "Envoy & mayor|2026-03-09|vell.example||Envoy & mayor//She left.//He stayed.",
        );
        check(
            &json!({"_id": 7, "_source": {"text": ["She left.", "He stayed."], "timestamp": 1_773_036_720, "authors": [{"name": "Ann Orr"}, "Bo Lind"]}}),
            "|2026-03-09T06:12:00Z||Ann Orr, Bo Lind|She left.//He stayed.",
        );
        check(
            &json!({"webTitle": "Envoy leaves", "fields": {"bodyText": "She left.", "byline": "Ann Orr"}, "source": {"id": null, "name": "Vell Post"}}),
            "Envoy leaves||Vell Post|Ann Orr|Envoy leaves//She left.",
        );
        check(&json!({"title": "Envoy leaves", "id": 7}), "none");
        check(
            &json!({"text": "  ", "description": "She left."}),
            "||||She left.",
        );
    }
}
