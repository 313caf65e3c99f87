//! JSON: one article, a list of them somewhere in an answer, or one on each line.

use serde_json::{Map, Value};

use crate::library::import::encoding::decode;
use crate::library::import::{File, Importer, Look, Read, Reason};

use super::{Dump, fields};

/// Accepts what begins as JSON, unless its name says that it is a text.
pub(in crate::library::import) const IMPORTER: Importer = Importer {
    accepts: |look: &Look<'_>| {
        let named = look.has_ending(&["json", "jsonl", "ndjson", "ldjson", "jl"]);
        named || (begins_as_json(look.start()) && !look.has_ending(&["txt", "text", "md"]))
    },
    read,
    in_part: false,
};

/// The largest JSON that is held as a whole, in bytes; one object a line may be larger.
const LARGEST: usize = 512 * 1024 * 1024;
/// How deep a list of articles may stand in an answer.
const DEEPEST: usize = 5;

fn begins_as_json(start: &str) -> bool {
    let mut marks = start.chars().filter(|mark| !mark.is_whitespace());
    matches!(
        (marks.next(), marks.next()),
        (Some('{'), Some('"')) | (Some('['), Some('{'))
    )
}

fn read(file: File<'_>) -> Result<Read, Reason> {
    let text = decode(file.bytes)?;
    let mut dump = Dump::default();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().map(serde_json::from_str::<Map<String, Value>>);
    let several = lines.next().is_some();
    if several && matches!(first, Some(Ok(_))) {
        read_lines(&text, &mut dump);
        return dump.finish();
    }
    if text.len() > LARGEST {
        return Err(Reason::TooLong(
            "JSON",
            "512 MiB; write one object on each line",
        ));
    }
    let value: Value = serde_json::from_str(&text).map_err(|error| {
        Reason::Damaged(
            "JSON",
            format!("line {}, column {}", error.line(), error.column()),
        )
    })?;
    drop(text);
    read_value(&value, &mut dump);
    dump.finish()
}

fn read_lines(text: &str, dump: &mut Dump) {
    let mut bad: Option<(usize, usize)> = None;
    for (line, number) in text.lines().zip(1..) {
        if line.trim().is_empty() {
            continue;
        }
        if let Ok(record) = serde_json::from_str::<Map<String, Value>>(line) {
            dump.take(&record, None);
        } else {
            dump.records += 1;
            let (_, count) = bad.get_or_insert((number, 0));
            *count += 1;
        }
    }
    if let Some((first, count)) = bad {
        dump.read.trouble(Reason::BadLines { first, count });
    }
}

/// The records of a value: itself, if it has a text, else those of the first list in it whose objects have one.
fn read_value(value: &Value, dump: &mut Dump) {
    if let Value::Object(fields) = value
        && fields::holds_text(fields)
        && list(value, 2).is_none()
    {
        dump.take(fields, None);
        return;
    }
    let Some(records) = list(value, DEEPEST) else {
        if let Value::Object(fields) = value {
            dump.take(fields, None);
        }
        return;
    };
    // A JSON Feed names its outlet once, beside the list.
    let outlet = value
        .get("title")
        .filter(|_| value.get("version").is_some());
    let outlet = outlet.and_then(Value::as_str);
    for record in records.iter().filter_map(Value::as_object) {
        dump.take(record, outlet);
    }
}

/// The list nearest to the top whose objects have texts.
fn list(value: &Value, deepest: usize) -> Option<&Vec<Value>> {
    let mut level = vec![value];
    for _ in 0..deepest {
        let mut next = Vec::new();
        for value in level {
            match value {
                Value::Array(values) => {
                    let mut records = values.iter().take(50).filter_map(Value::as_object);
                    if records.any(fields::holds_text) {
                        return Some(values);
                    }
                }
                Value::Object(fields) => next.extend(fields.values()),
                _ => {}
            }
        }
        level = next;
    }
    None
}
