//! Holds the arrows of the map in `src/README.md`: which folder of `src/` may use which, and what a pure folder never names.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read the code cannot go on"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// What each folder may use beside itself. An arrow that is not here does not exist.
const ARROWS: &[(&str, &[&str])] = &[
    ("engine", &[]),
    ("library", &["engine"]),
    ("app", &["library", "engine"]),
    ("view", &["app", "library", "engine"]),
    ("term", &["app"]),
    ("jobs", &["app", "cache", "newsroom", "library", "engine"]),
    ("store", &["app"]),
    ("cache", &["store", "library", "engine"]),
    ("newsroom", &["cache", "library", "engine"]),
    ("fetch", &["library"]),
    (
        "cli",
        &[
            "app", "view", "term", "jobs", "store", "cache", "fetch", "newsroom", "library",
            "engine",
        ],
    ),
];

/// What a pure folder never names beside the standard library's way to files, network, environment and threads.
const NEVER: &[(&str, &[&str])] = &[
    ("engine", &["std::io", "std::time"]),
    ("app", &[]),
    ("view", &["std::io", "&mut App"]),
];

/// The world outside and its clock, which no pure folder names.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "Instant::now",
    "SystemTime::now",
    "Local::now",
    "Utc::now",
];

#[test]
fn folders_use_only_what_the_map_allows() {
    assert_none_broken(arrows_broken);
}

#[test]
fn pure_folders_name_nothing_of_the_world_outside() {
    assert_none_broken(words_broken);
}

#[test]
fn every_folder_of_the_code_has_its_arrows() {
    for entry in fs::read_dir(src()).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        let known = ARROWS.iter().any(|(folder, _)| *folder == name);
        assert!(
            known || !entry.path().is_dir(),
            "src/{name} is not in the table of arrows"
        );
    }
}

/// Applies a check to the code of every file.
fn assert_none_broken(check: fn(&Path, &str) -> Vec<String>) {
    let mut broken = Vec::new();
    for (folder, _) in ARROWS {
        for (path, code) in sources(folder) {
            for what in check(&path, &code) {
                broken.push(format!("src/{}: {what}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

/// The arrows that the code of a file draws and the map does not. The file's path counts from `src/`.
fn arrows_broken(file: &Path, code: &str) -> Vec<String> {
    let folder = folder(file);
    let allowed = ARROWS
        .iter()
        .find(|(name, _)| *name == folder)
        .map_or(&[][..], |(_, allowed)| allowed);
    paths(code)
        .iter()
        .filter_map(|path| used(file, path))
        .filter(|used| *used != folder && !allowed.contains(used))
        .map(|used| format!("{folder} must not use {used}"))
        .collect()
}

/// What the code of a file names of the world outside, although its folder is pure.
fn words_broken(file: &Path, code: &str) -> Vec<String> {
    let folder = folder(file);
    let Some((_, own)) = NEVER.iter().find(|(name, _)| *name == folder) else {
        return Vec::new();
    };
    let paths = paths(code);
    let named =
        |word: &&&str| code.contains(**word) || paths.iter().any(|path| path.starts_with(**word));
    let words = OUTSIDE.iter().chain(*own).filter(named);
    words.map(|word| format!("{folder} names {word}")).collect()
}

/// The folder of `src/` that the file lies in.
fn folder(file: &Path) -> &str {
    let first = file.iter().next().and_then(|name| name.to_str());
    first.unwrap_or_default()
}

/// The folder of `src/` that a path in the code of a file leads to.
fn used(file: &Path, path: &str) -> Option<&'static str> {
    let mut rest = path;
    // The root is as many `super` away as the file's module has names.
    let names = file.with_extension("");
    let own = names.iter().filter(|name| *name != "mod").count();
    let mut up = 0;
    while let Some(above) = rest.strip_prefix("super::") {
        rest = above;
        up += 1;
    }
    let inside = match rest.strip_prefix("crate::") {
        Some(inside) => inside,
        None if up > 0 && up >= own => rest,
        None => return None,
    };
    let name = inside.split("::").next();
    let known = ARROWS.iter().map(|(folder, _)| *folder);
    known.into_iter().find(|folder| Some(*folder) == name)
}

/// All paths of the code, those of a group one by one: `crate::{app::App, engine}` is `crate::app::App` and
/// `crate::engine`.
fn paths(code: &str) -> Vec<String> {
    let (mut found, mut groups) = (Vec::new(), Vec::new());
    let mut path = String::new();
    let begun = |groups: &[String]| groups.last().cloned().unwrap_or_default();
    for character in code.chars() {
        match character {
            '{' if path.ends_with("::") => groups.push(path.clone()),
            '{' | '}' | ',' | ';' | '(' | ')' => {
                if path.contains("::") {
                    found.push(path);
                }
                match character {
                    '{' => groups.push(String::new()),
                    '}' => drop(groups.pop()),
                    _ => {}
                }
                path = begun(&groups);
            }
            ':' | '_' => path.push(character),
            letter if letter.is_alphanumeric() => path.push(letter),
            // A blank inside a group follows a comma or a line break; elsewhere it ends a path.
            _ if path == begun(&groups) => {}
            _ => {
                if path.contains("::") {
                    found.push(path);
                }
                path = begun(&groups);
            }
        }
    }
    found
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The code of a folder, file by file, each with its path from `src/`.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let (mut found, mut waiting) = (Vec::new(), vec![src().join(folder)]);
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).unwrap().flatten();
            waiting.extend(entries.map(|entry| entry.path()));
        } else if path.extension().is_some_and(|end| end == "rs")
            && !path.components().any(|part| part.as_os_str() == "tests")
            && path.file_stem().is_some_and(|stem| stem != "tests")
        {
            let code = without_tests(&fs::read_to_string(&path).unwrap());
            found.push((path.strip_prefix(src()).unwrap().to_owned(), code));
        }
    }
    assert!(!found.is_empty(), "src/{folder} holds no code");
    found
}

/// The code without comments and without its module of tests, which may do as they like. What follows that module counts.
fn without_tests(code: &str) -> String {
    let mut kept = Vec::new();
    let mut lines = code.lines().peekable();
    while let Some(line) = lines.next() {
        if line == "#[cfg(test)]" && lines.peek() == Some(&"mod tests {") {
            lines.by_ref().find(|line| *line == "}");
        } else if !line.trim_start().starts_with("//") {
            kept.push(line);
        }
    }
    kept.join("\n")
}

#[test]
fn an_arrow_that_is_not_on_the_map_is_found_however_it_is_written() {
    let check = |file: &str, code: &str, expected: &[&str]| {
        assert_eq!(arrows_broken(Path::new(file), code), expected, "{code}");
    };
    check("engine/mod.rs", "use crate::engine::Span;", &[]);
    check(
        "engine/mod.rs",
        "use crate::library;",
        &["engine must not use library"],
    );
    check(
        "engine/span.rs",
        "fn f() -> u8 {\n    crate::app::update::f()\n}",
        &["engine must not use app"],
    );
    check(
        "library/mod.rs",
        "use crate::{\n    engine::{Block, Span},\n    view, term::Screen,\n};",
        &["library must not use view", "library must not use term"],
    );
    check("app/mod.rs", "use super::library::DocId;", &[]);
    check(
        "app/overlay/why.rs",
        "use super::super::super::{view::draw, jobs};",
        &["app must not use view", "app must not use jobs"],
    );
    check(
        "engine/quotations/page.rs",
        "use super::super::library;",
        &[],
    );
    check(
        "view/mod.rs",
        "let x = vec![crate::cli::main()];",
        &["view must not use cli"],
    );
    check("view/mod.rs", "pub(in crate::view) fn f() {}", &[]);
}

#[test]
fn a_word_of_the_world_outside_is_found_however_it_is_written() {
    let check = |file: &str, code: &str, expected: &[&str]| {
        assert_eq!(words_broken(Path::new(file), code), expected, "{code}");
    };
    check("engine/mod.rs", "use std::fmt;", &[]);
    check(
        "engine/mod.rs",
        "use std::time::Duration;",
        &["engine names std::time"],
    );
    check("app/mod.rs", "use std::time::Duration;", &[]);
    check(
        "app/mod.rs",
        "use std::{fmt, thread, time::{Duration, Instant}};\nInstant::now()",
        &["app names std::thread", "app names Instant::now"],
    );
    check(
        "view/status.rs",
        "fn draw(app: &mut App) {}",
        &["view names &mut App"],
    );
    check("library/open.rs", "use std::fs;", &[]);
}

#[test]
fn only_tests_and_comments_are_left_out() {
    let code = "//! One.\nfn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}";
    assert_eq!(without_tests(code), "fn a() {}\nfn c() {}");
}
