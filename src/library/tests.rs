//! Opening real files, good and bad.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::Builder::new().prefix("vell").tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn open(paths: &[&Path]) -> Result<Library, OpenError> {
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
    Library::open(&paths)
}

fn names(library: &Library) -> Vec<&str> {
    library
        .documents
        .iter()
        .map(|document| document.name.as_str())
        .collect()
}

fn problems(library: &Library) -> Vec<String> {
    let said = library.problems.iter().map(|problem| {
        let name = problem.path.file_name().unwrap().to_string_lossy();
        format!("{name} {}", problem.reason)
    });
    said.collect()
}

#[test]
fn the_bundled_library_opens_without_a_path() {
    let library = open(&[]).unwrap();
    assert_eq!(library.name, "seeds");
    assert_eq!(library.documents.len(), 5);
    assert_eq!(library.problems, []);
    // One of them has no date line; it names days of February and March, and the year 2025.
    let guessed: Vec<_> = library
        .documents
        .iter()
        .filter_map(|document| document.date.filter(|dated| !dated.basis.is_known()))
        .map(|dated| (dated.day.to_string(), dated.basis))
        .collect();
    assert_eq!(guessed, [("2025-03-02".to_owned(), DateBasis::Text)]);
}

#[test]
fn documents_stand_by_date_then_undated_then_by_path() {
    let folder = folder(&[
        ("b.txt", b" date 2026-03-01 She spoke.\n"),
        ("b/c.txt", b" date 2026-03-09 She spoke.\n"),
        (
            "b/a.md",
            b"---\ndate: 2026-03-05\n---\n# Envoy warns Vell\n\nShe spoke.\n",
        ),
        ("2026-03-07.txt", b"She spoke.\n"),
    ]);
    let library = open(&[folder.path()]).unwrap();
    assert_eq!(names(&library), ["c", "2026-03-07", "a", "b"]);
    assert_eq!(
        library.documents[2].title.as_deref(),
        Some("Envoy warns Vell")
    );
    assert_eq!(
        library.documents[1].date.unwrap().basis,
        DateBasis::Filename
    );
    assert!(library.name.starts_with("vell"));
}

#[test]
fn without_any_word_of_a_day_the_file_tells() {
    let folder = folder(&[("a.txt", b"She spoke.\n")]);
    let library = open(&[folder.path()]).unwrap();
    assert_eq!(
        library.documents[0].date.unwrap().basis,
        DateBasis::FileTime
    );
}

#[test]
fn the_text_of_a_utf8_file_is_the_file() {
    let bytes = " date 2026-03-09 Envoy warns Vell\r\n\r\n“No,” she said.\r\n".as_bytes();
    let folder = folder(&[("a.txt", bytes)]);
    let library = open(&[folder.path()]).unwrap();
    assert_eq!(library.documents[0].text.as_bytes(), bytes);
}

#[test]
fn hidden_and_binary_files_are_passed_over_and_counted() {
    let folder = folder(&[
        ("a.txt", b"She spoke.\n"),
        (".hidden.txt", b"He left.\n"),
        (".git/config", b"He left.\n"),
        (".onrecord/corrections.jsonl", b"\n"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    ]);
    let library = open(&[folder.path()]).unwrap();
    assert_eq!(names(&library), ["a"]);
    assert_eq!((library.skipped, problems(&library).len()), (3, 0));
}

#[test]
fn a_bad_file_is_one_problem_and_the_others_open() {
    let folder = folder(&[
        ("a.txt", b"She spoke.\n"),
        ("empty.txt", b""),
        ("blank.txt", b" \r\n"),
        (
            "page.html",
            b"<!DOCTYPE html><html><body><div id=app></div></body></html>",
        ),
        ("zero.bin", b"a\0b"),
    ]);
    let library = open(&[folder.path(), &folder.path().join("zero.bin")]).unwrap();
    assert_eq!(names(&library), ["a"]);
    assert_eq!(
        problems(&library),
        [
            "blank.txt is empty; fetch the article again",
            "empty.txt is empty; fetch the article again",
            "page.html holds no article text; if the page shows one, save it with SingleFile, or copy the words into a text file",
        ]
    );
    let library = open(&[&folder.path().join("zero.bin"), folder.path()]).unwrap();
    assert_eq!(
        problems(&library)[0],
        "zero.bin is not text: it holds NUL bytes; save the article as plain text or Markdown"
    );
}

#[test]
fn a_file_that_vanishes_is_a_problem() {
    let folder = folder(&[("a.txt", b"She spoke.\n"), ("b.txt", b"He left.\n")]);
    let listing = Listing::of(&[folder.path().to_owned()]).unwrap();
    fs::remove_file(folder.path().join("b.txt")).unwrap();
    let outcomes = listing.inputs.iter().map(read).collect();
    let library = assemble(listing, outcomes).unwrap();
    assert_eq!(names(&library), ["a"]);
    assert_eq!(
        problems(&library),
        ["b.txt vanished while the library was being opened; open the library again"]
    );
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_a_circle_end_and_nothing_opens_twice() {
    let folder = folder(&[("b/a.txt", b"She spoke.\n")]);
    let inner = folder.path().join("b");
    std::os::unix::fs::symlink(folder.path(), inner.join("loop")).unwrap();
    std::os::unix::fs::symlink(inner.join("a.txt"), folder.path().join("again.txt")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("broken.txt")).unwrap();
    let library = open(&[folder.path(), &inner, &inner.join("a.txt")]).unwrap();
    assert_eq!(library.documents.len(), 1);
    assert_eq!(
        problems(&library),
        ["broken.txt is a link that leads nowhere; mend it or remove it"]
    );
}

#[cfg(unix)]
#[test]
fn a_file_or_folder_that_may_not_be_read_is_a_problem() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[
        ("a.txt", b"She spoke.\n"),
        ("b.txt", b"He left.\n"),
        ("c/d.txt", b"Nobody came.\n"),
    ]);
    for name in ["b.txt", "c"] {
        let path = folder.path().join(name);
        fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
    }
    let library = open(&[folder.path()]).unwrap();
    fs::set_permissions(folder.path().join("c"), fs::Permissions::from_mode(0o700)).unwrap();
    // The system lets its administrator read everything.
    if library.documents.len() < 3 {
        let advice = "may not be read; ask its owner for permission, or change it with chmod";
        assert_eq!(
            problems(&library),
            [format!("c {advice}"), format!("b.txt {advice}")]
        );
    }
}

#[cfg(unix)]
#[test]
fn special_files_do_not_hang_the_program() {
    let folder = folder(&[("a.txt", b"She spoke.\n")]);
    let socket = folder.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let library = open(&[folder.path(), &socket]).unwrap();
    assert_eq!(library.skipped, 1);
    assert_eq!(
        problems(&library),
        ["socket is neither a file nor a folder; save the article as a file"]
    );
}

#[test]
fn where_nothing_can_be_read_the_error_says_what_was_found() {
    let said = |paths: &[&Path]| open(paths).unwrap_err().to_string();
    let missing = Path::new("/vell/no-such-folder");
    assert_eq!(
        said(&[missing]),
        "/vell/no-such-folder: there is no such file or folder; check the path"
    );
    let one = folder(&[("empty.txt", b"")]);
    let empty = one.path().join("empty.txt");
    assert_eq!(
        said(&[&empty]),
        format!("{}: is empty; fetch the article again", empty.display())
    );
    let ending = "; give an article, or a folder of articles";
    let check = |files: &[(&str, &[u8])], found: &str| {
        let folder = folder(files);
        let shown = folder.path().display();
        assert_eq!(
            said(&[folder.path()]),
            format!("{shown}: no readable document ({found}){ending}")
        );
    };
    check(&[], "the folder is empty");
    check(&[(".a", b"a")], "1 file skipped: hidden or binary");
    check(
        &[(".a", b"a"), ("b", b"\0\0"), ("c.txt", b""), ("d.txt", b"")],
        "2 files skipped: hidden or binary; c.txt is empty; 1 more could not be read",
    );
}

#[test]
fn names_that_are_alike_are_told_apart_by_folder_then_by_number() {
    let folder = folder(&[
        ("x/march/a.txt", b"She spoke."),
        ("x/april/a.txt", b"She spoke."),
        ("y/april/a.txt", b"She spoke."),
        ("b.txt", b"She spoke."),
        ("b.md", b"She spoke."),
    ]);
    let library = open(&[folder.path()]).unwrap();
    let mut found = names(&library);
    found.sort_unstable();
    assert_eq!(found.len(), 5);
    assert!(
        found.contains(&"march/a") && found.contains(&"x/april/a") && found.contains(&"y/april/a"),
        "{found:?}"
    );
    let mut distinct = found.clone();
    distinct.dedup();
    assert_eq!(distinct.len(), 5, "{found:?}");
}

#[test]
fn fifty_megabytes_open_in_a_moment() {
    let paragraph = "The envoy told reporters on March 2 that the talks in Vell had failed. “We’ll go home,” she said.\n\n";
    let text = paragraph.repeat(50_000_000 / paragraph.len());
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let library = open(&[folder.path()]).unwrap();
    assert_eq!(library.documents[0].text.len(), text.len());
    assert_eq!(
        library.documents[0].blocks.len(),
        text.len() / paragraph.len()
    );
}
