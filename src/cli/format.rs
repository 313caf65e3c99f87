//! Rows in the form that was asked for.

use std::io::{self, Write};

use serde::Serialize;

use super::arguments::Format;
use super::json;
use super::output::Page;
use super::printable::printable;
use super::table::{self, Column};

/// Something that a command lists.
pub(crate) trait Record: Serialize {
    /// The columns of the table, which Markdown shares.
    const COLUMNS: &'static [Column];
    /// The names of all fields, for CSV.
    const FIELDS: &'static [&'static str];

    /// One cell for each of [`Record::COLUMNS`].
    fn cells(&self) -> Vec<String>;
    /// One value for each of [`Record::FIELDS`].
    fn fields(&self) -> Vec<String>;
}

/// Writes the records. Tables and Markdown without a record are nothing at all.
pub(crate) fn write<R: Record>(
    records: &[R],
    format: Format,
    page: Page,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Table | Format::Markdown if records.is_empty() => {}
        Format::Table => table::write(R::COLUMNS, &cells(records), page, out)?,
        Format::Markdown => write_markdown(records, out)?,
        Format::Csv => write_csv(records, out)?,
        Format::Json => json::write_array(records, out)?,
        Format::Jsonl => {
            for record in records {
                json::write_line(record, out)?;
            }
        }
    }
    out.flush()
}

fn cells<R: Record>(records: &[R]) -> Vec<Vec<String>> {
    records
        .iter()
        .map(|record| record.cells().iter().map(|cell| one_line(cell)).collect())
        .collect()
}

/// The text on one line with single blanks.
fn one_line(text: &str) -> String {
    let safe = printable(text);
    let mut line = String::with_capacity(safe.len());
    for word in safe.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

fn write_markdown<R: Record>(records: &[R], out: &mut impl Write) -> io::Result<()> {
    let row = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.collect();
        format!("| {} |", cells.join(" | "))
    };
    let names = row(&mut R::COLUMNS.iter().map(|column| column.name.to_owned()));
    let rules = row(&mut R::COLUMNS.iter().map(|column| match column.side {
        table::Side::Left => "---".to_owned(),
        table::Side::Right => "---:".to_owned(),
    }));
    writeln!(out, "{names}\n{rules}")?;
    for cells in cells(records) {
        let line = row(&mut cells.iter().map(|cell| markdown(cell)));
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The text with the characters escaped that Markdown would act on.
fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(
            character,
            '\\' | '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '~'
        ) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

fn write_csv<R: Record>(records: &[R], out: &mut impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(R::FIELDS).map_err(csv_error)?;
    for record in records {
        let fields = record.fields();
        writer
            .write_record(fields.iter().map(|field| inert(field)))
            .map_err(csv_error)?;
    }
    writer.flush()
}

/// The field as a spreadsheet shows it rather than computes it: a leading `=`, `+`, `-`, `@`, tab or carriage return gets an
/// apostrophe before it.
fn inert(field: &str) -> String {
    let acts = field.starts_with(['\t', '\r']);
    let line = one_line(field);
    if acts || line.starts_with(['=', '+', '-', '@']) {
        format!("'{line}")
    } else {
        line
    }
}

fn csv_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::{Record, inert, markdown, write};
    use crate::cli::arguments::Format;
    use crate::cli::output::Page;
    use crate::cli::table::Column;

    #[derive(Serialize)]
    struct Said {
        who: &'static str,
        words: &'static str,
    }

    impl Record for Said {
        const COLUMNS: &'static [Column] = &[Column::words("words", 8, 0)];
        const FIELDS: &'static [&'static str] = &["who", "words"];

        fn cells(&self) -> Vec<String> {
            vec![self.words.to_owned()]
        }

        fn fields(&self) -> Vec<String> {
            vec![self.who.to_owned(), self.words.to_owned()]
        }
    }

    fn check(format: Format, expected: &str) {
        let records = [
            Said {
                who: "Ann Lee",
                words: "“No | yes,”\n\nshe said",
            },
            Said {
                who: "+1, \"Bo\"",
                words: "a\u{1b}b",
            },
        ];
        let mut out = Vec::new();
        write(&records, format, Page::plain(), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn each_format_prints_every_record() {
        check(Format::Table, "words\n“No | yes,” she said\na\u{fffd}b\n");
        check(
            Format::Markdown,
            "| words |\n| --- |\n| “No \\| yes,” she said |\n| a\u{fffd}b |\n",
        );
        check(
            Format::Csv,
            "who,words\nAnn Lee,\"“No | yes,” she said\"\n\"'+1, \"\"Bo\"\"\",a\u{fffd}b\n",
        );
        check(
            Format::Json,
            "[\n{\"who\":\"Ann Lee\",\"words\":\"“No | yes,”\\n\\nshe said\"},\n{\"who\":\"+1, \\\"Bo\\\"\",\"words\":\"a\\u001bb\"}\n]\n",
        );
        check(
            Format::Jsonl,
            "{\"who\":\"Ann Lee\",\"words\":\"“No | yes,”\\n\\nshe said\"}\n{\"who\":\"+1, \\\"Bo\\\"\",\"words\":\"a\\u001bb\"}\n",
        );
    }

    #[test]
    fn a_spreadsheet_computes_nothing() {
        for (field, expected) in [
            ("=1+2", "'=1+2"),
            ("+48 22", "'+48 22"),
            ("-5", "'-5"),
            ("@ann", "'@ann"),
            ("\t=1", "'=1"),
            ("\rx", "'x"),
            (" =1", "'=1"),
            ("1=1", "1=1"),
            ("“=1”", "“=1”"),
            ("", ""),
        ] {
            assert_eq!(inert(field), expected, "{field:?}");
        }
    }

    #[test]
    fn markdown_shows_what_was_written() {
        assert_eq!(
            markdown("*a* [b](c) <d> 1|2"),
            "\\*a\\* \\[b\\](c) \\<d\\> 1\\|2"
        );
    }
}
