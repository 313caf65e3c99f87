//! Comma-separated values that a spreadsheet shows and never computes.

use std::io::{self, Write};

use serde_json::Value;

use super::{Record, one_line};

/// What makes a spreadsheet compute a cell: the signs, and their wide forms, which some programs take for the same.
const ACTING: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Writes the rows under the names of their fields.
pub(super) fn write<R: Record>(rows: &[R], out: &mut impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(R::FIELDS).map_err(error)?;
    for row in rows {
        let values = serde_json::to_value(row)?;
        let fields = R::FIELDS.iter().map(|name| inert(&plain(&values, name)));
        writer.write_record(fields).map_err(error)?;
    }
    writer.flush()
}

/// A value of a row in words: nothing for what is not known, and lists with semicolons.
fn plain(values: &Value, name: &str) -> String {
    debug_assert!(values.get(name).is_some(), "{name}");
    let one = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(words) => words.clone(),
        other => other.to_string(),
    };
    match &values[name] {
        Value::Array(many) => many.iter().map(one).collect::<Vec<_>>().join("; "),
        value => one(value),
    }
}

/// The field as a spreadsheet shows it rather than computes it: before a leading `=`, `+`, `-`, `@`, tab or carriage return
/// stands an apostrophe. No number of ours begins with a sign.
fn inert(field: &str) -> String {
    let acts = field.starts_with(['\t', '\r', '\n']);
    let line = one_line(field);
    if acts || line.starts_with(ACTING) {
        format!("'{line}")
    } else {
        line
    }
}

fn error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn a_spreadsheet_computes_nothing() {
        for (field, expected) in [
            ("=1+2", "'=1+2"),
            ("+48 22", "'+48 22"),
            ("-5", "'-5"),
            ("@ann", "'@ann"),
            ("＝1", "'＝1"),
            ("\t=1", "'=1"),
            ("\rx", "'x"),
            ("\nx", "'x"),
            (" =1", "'=1"),
            ("\u{200b}=1", "'=1"),
            ("1=1", "1=1"),
            ("“=1”", "“=1”"),
            ("", ""),
        ] {
            assert_eq!(inert(field), expected, "{field:?}");
        }
    }
}
