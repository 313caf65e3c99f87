//! CSV and its relatives: one article a row, told by the names in the first.

use csv::{ReaderBuilder, StringRecord, Trim};
use serde_json::{Map, Value};

use crate::library::import::encoding::decode;
use crate::library::import::{File, Importer, Look, Read, Reason};

use super::Dump;

/// Accepts files by their ending: any text could be a table of one column.
pub(in crate::library::import) const IMPORTER: Importer = Importer {
    accepts: |look: &Look<'_>| look.has_ending(&["csv", "tsv", "tab"]),
    read,
    in_part: false,
};

fn read(file: File<'_>) -> Result<Read, Reason> {
    let text = decode(file.bytes)?;
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .flexible(true)
        .trim(Trim::Headers)
        .from_reader(text.as_bytes());
    let damaged = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        Reason::Damaged("CSV", format!("line {line}"))
    };
    let names = reader.headers().map_err(damaged)?.clone();
    let mut dump = Dump::default();
    for row in reader.records() {
        dump.take(&fields(&names, &row.map_err(damaged)?), None);
    }
    if dump.records == 0 && !text.trim().is_empty() {
        return Err(Reason::NoTextField(
            names.iter().collect::<Vec<_>>().join(", "),
        ));
    }
    dump.finish()
}

fn fields(names: &StringRecord, row: &StringRecord) -> Map<String, Value> {
    let fields = names.iter().zip(row);
    fields
        .map(|(name, value)| (name.to_owned(), Value::String(value.to_owned())))
        .collect()
}

/// The mark between fields: the one that parts the first line into the most.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: &u8| first.bytes().filter(|byte| byte == mark).count();
    // Of two with the same count the last is taken: a comma unless there are others.
    [b'|', b'\t', b';', b',']
        .into_iter()
        .max_by_key(count)
        .unwrap_or(b',')
}
