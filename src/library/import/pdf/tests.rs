//! The PDF files of `tests/formats/`, read without a process of their own.

use std::fs;

use super::*;
use crate::library::import::tests::{folder, shown};

#[test]
fn the_files_of_the_folder_are_read_as_they_should() {
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "pdf") {
            continue;
        }
        let read = match glyphs::pages(&fs::read(&path).unwrap()) {
            Ok(pages) => to_articles(&layout::rows(&pages)),
            Err(_) => Err(Reason::DamagedPdf),
        };
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        insta::assert_snapshot!(name, shown(&read));
    }
}
