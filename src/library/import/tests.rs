//! Every file of `tests/formats/` is read as it should be, and what is hostile costs no more than its file.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// Where the files lie.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

/// What came out of a file, as a person can check it.
pub(super) fn shown(read: &Result<Read, Reason>) -> String {
    let mut out = String::new();
    let read = match read {
        Ok(read) => read,
        Err(reason) => return format!("The file {reason}.\n"),
    };
    for problem in &read.problems {
        let _ = writeln!(out, "!! {} {}", problem.place, problem.reason);
    }
    for article in &read.articles {
        let known = &article.metadata;
        let _ = writeln!(out, "== article {}", article.place);
        let moment = |moment: Option<crate::library::Moment>| moment.map(|one| one.to_string());
        for (name, value) in [
            ("title", known.title.clone()),
            ("published", moment(known.published)),
            ("updated", moment(known.updated)),
            ("outlet", known.outlet.clone()),
            ("byline", known.byline.clone()),
            ("address", known.address.clone()),
        ] {
            if let Some(value) = value {
                let _ = writeln!(out, "{name}: {value}");
            }
        }
        for block in &article.blocks {
            let _ = writeln!(out, "[{:?}] {}", block.kind, block.span.of(&article.text));
        }
    }
    out
}

#[test]
fn the_files_of_the_folder_are_read_as_they_should() {
    let mut names: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    // PDF is read by a process of its own, which a test of the library cannot start.
    names.retain(|name| {
        Path::new(name)
            .extension()
            .is_none_or(|ending| ending != "pdf")
    });
    names.sort();
    for name in names {
        let path = folder().join(&name);
        let read = import(Path::new(&name), fs::read(&path).unwrap());
        insta::assert_snapshot!(name.replace('.', "_"), shown(&read));
    }
}

/// Articles whose blocks stand in order, inside the text.
fn check_blocks(read: &Read) {
    for article in &read.articles {
        let mut end = 0;
        for block in &article.blocks {
            assert!(block.span.start >= end && !block.span.of(&article.text).is_empty());
            end = block.span.end;
        }
    }
}

/// Names that lead to every importer.
const NAMES: &[&str] = &["a.txt", "a.md", "a.html", "a.json", "a.csv", "a", ""];

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        words in "(---\n|title: |date: |\n|# |- |> |[*_`]|1\\. |<p>|</p>|<div class=\"ad\">|<table>|<li>|<h1>|<b>|&amp;|<!--|  |\\PC){0,40}",
    ) {
        for name in NAMES {
            for bytes in [bytes.clone(), words.clone().into_bytes()] {
                check_blocks(&import(Path::new(name), bytes).unwrap_or_default());
            }
        }
    }

    /// Files that begin as they should and then go wrong: cut off, with bytes changed.
    #[test]
    fn damaged_files_are_read_or_refused(
        file in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let paths: Vec<_> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
        {
            let path = file.get(&paths);
            let mut bytes = fs::read(path).unwrap();
            let place = at.index(bytes.len());
            bytes[place] = byte;
            bytes.truncate(1 + cut.index(bytes.len()));
            check_blocks(&import(Path::new(path.file_name().unwrap()), bytes).unwrap_or_default());
        }
    }
}

/// How long a hostile file may keep the program busy in a test build.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn pages_without_end_cost_their_file_only() {
    for (page, expected) in [
        ("<div>".repeat(200_000), Some(Reason::Tangled("a web page"))),
        ("<p>".repeat(200_000), Some(Reason::NoArticle)),
        ("<a href='x'>".repeat(50_000), Some(Reason::NoArticle)),
        (
            format!("<html><p>{}", "She spoke, and he left. ".repeat(100_000)),
            None,
        ),
        (
            format!(
                "<html><script type='application/ld+json'>{}",
                "[".repeat(500_000)
            ),
            Some(Reason::NoArticle),
        ),
    ] {
        let begun = Instant::now();
        let read = import(Path::new("a.html"), page.clone().into_bytes());
        assert_eq!(read.err(), expected, "{}", &page[..40]);
        assert!(begun.elapsed() < PATIENCE, "{}", &page[..40]);
    }
}

#[test]
fn sizes_are_refused_with_the_next_step() {
    let said = |bytes| check_size(bytes).err().map(|reason| reason.to_string());
    assert_eq!(said(1), None);
    assert_eq!(said(u64::from(u32::MAX)), None);
    assert_eq!(said(0).unwrap(), "is empty; fetch the article again");
    assert_eq!(
        said(1 << 32).unwrap(),
        "is larger than 4 GiB; split it into smaller files"
    );
}

#[test]
fn a_file_of_blanks_is_empty() {
    let read = |name: &str, bytes: &[u8]| import(Path::new(name), bytes.to_vec());
    assert_eq!(read("a.txt", b" \r\n\t"), Err(Reason::Empty));
    assert_eq!(read("a.txt", b"\xef\xbb\xbf"), Err(Reason::Empty));
    assert_eq!(read("a.md", b"---\ntitle: Vell\n---\n"), Err(Reason::Empty));
}
