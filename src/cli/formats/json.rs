//! JSON that no terminal acts on.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};

use crate::app::fit::{Marks, is_invisible, is_unfit};

/// Writes one value on one line. Control characters of documents are escaped, which loses nothing.
pub(crate) fn write_line(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    write(value, out)?;
    writeln!(out)
}

/// Writes the values as one array, one value a line.
pub(crate) fn write_array<T: Serialize>(values: &[T], out: &mut impl Write) -> io::Result<()> {
    let mut separator = "[\n";
    for value in values {
        out.write_all(separator.as_bytes())?;
        write(value, out)?;
        separator = ",\n";
    }
    out.write_all(if values.is_empty() { b"[]\n" } else { b"\n]\n" })
}

fn write(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Safe(CompactFormatter));
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// Compact JSON; beside what JSON itself demands, everything that a terminal acts on or hides is written as `\u…`.
struct Safe(CompactFormatter);

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        // Nearly all of it: plain letters need no closer look.
        if fragment.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return self.0.write_string_fragment(writer, fragment);
        }
        let mut written = 0;
        let mut marks = Marks::default();
        let mut hidden =
            |character| is_unfit(character) || is_invisible(character) || !marks.fits(character);
        for (at, character) in fragment.char_indices().filter(|(_, c)| hidden(*c)) {
            self.0
                .write_string_fragment(writer, &fragment[written..at])?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            written = at + character.len_utf8();
        }
        self.0.write_string_fragment(writer, &fragment[written..])
    }
}

#[cfg(test)]
mod tests {
    use super::{write_array, write_line};

    #[test]
    fn control_characters_are_escaped_and_nothing_is_lost() {
        let text = "a\u{1b}[1m “b”\n\u{9b}c\u{202e}d\u{7f}\u{e0041}\"";
        let mut out = Vec::new();
        write_line(&text, &mut out).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert_eq!(
            line,
            "\"a\\u001b[1m “b”\\n\\u009bc\\u202ed\\u007f\\udb40\\udc41\\\"\"\n"
        );
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
    }

    #[test]
    fn an_array_holds_one_value_a_line() {
        for (values, expected) in [
            (vec![], "[]\n"),
            (vec![1], "[\n1\n]\n"),
            (vec![1, 2], "[\n1,\n2\n]\n"),
        ] {
            let mut out = Vec::new();
            write_array(&values, &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
