//! What the fuzz target `importers` looks at. Built for fuzzing alone.

use std::path::PathBuf;

use super::open;

/// Reads bytes as a file: its name, a line break, and what it holds. Panics where a part of an article is no place in its text.
///
/// Titles, dates and outlets are looked for as in every other file.
pub fn import(bytes: &[u8]) {
    let end = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
    let name = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let held = bytes.get(end + 1..).unwrap_or_default();
    let library = open::of_bytes("fuzzing", [(PathBuf::from(name), held.to_vec())]);
    for document in &library.documents {
        let mut end = 0;
        for block in document.blocks.iter() {
            let words = document.text.get(block.span.range());
            assert!(
                words.is_some_and(|words| !words.is_empty()),
                "{block:?} is no place in the text"
            );
            assert!(block.span.start >= end, "{block:?} begins before {end}");
            end = block.span.end;
        }
        assert!(!document.heading().is_empty(), "an article without a name");
    }
}
