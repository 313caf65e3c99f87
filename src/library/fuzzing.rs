//! What the fuzz target `importers` looks at. Built for fuzzing, and for the test that what was found stays mended.

use std::path::PathBuf;

use super::open;

/// Reads bytes as a file: its name, a line break, and what it holds. Titles, dates and outlets are looked for as in every
/// other file.
///
/// # Panics
///
/// Where a part of an article is no place in its text.
pub fn import(bytes: &[u8]) {
    let end = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
    let name = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let held = bytes.get(end + 1..).unwrap_or_default();
    let library = open::of_bytes("fuzzing", [(PathBuf::from(name), held.to_vec())]);
    for document in library.documents.iter() {
        let mut end = 0;
        for block in &document.blocks {
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

#[cfg(test)]
mod tests {
    use std::fs;

    #[test]
    fn every_file_of_the_formats_holds() {
        for file in fs::read_dir("tests/formats").unwrap() {
            let path = file.unwrap().path();
            // PDF is read by a process of its own.
            if path.extension().is_some_and(|ending| ending == "pdf") {
                continue;
            }
            let mut bytes = path.file_name().unwrap().as_encoded_bytes().to_vec();
            bytes.push(b'\n');
            bytes.extend(fs::read(&path).unwrap());
            super::import(&bytes);
        }
    }
}
