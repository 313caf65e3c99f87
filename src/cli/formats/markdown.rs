//! A table in Markdown.

use std::io::{self, Write};

use super::table::{Column, Side};
use super::{Record, cells};

/// Writes the rows under their headings, nothing cut.
pub(super) fn write<R: Record>(rows: &[R], out: &mut impl Write) -> io::Result<()> {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let names = R::COLUMNS.iter().map(|column| column.name.to_owned());
    let rules = R::COLUMNS.iter().map(rule);
    writeln!(out, "{}\n{}", line(names.collect()), line(rules.collect()))?;
    for cells in cells(rows) {
        let escaped = cells.iter().map(|cell| escaped(cell));
        writeln!(out, "{}", line(escaped.collect()))?;
    }
    Ok(())
}

fn rule(column: &Column) -> String {
    match column.side {
        Side::Left => "---".to_owned(),
        Side::Right => "---:".to_owned(),
    }
}

/// The text with the characters escaped that Markdown would act on.
fn escaped(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn markdown_shows_what_was_written() {
        assert_eq!(
            escaped("*a* [b](c) <d> 1|2"),
            "\\*a\\* \\[b\\](c) \\<d\\> 1\\|2"
        );
    }
}
