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
    ("jobs", &["app", "library", "engine"]),
    ("cli", &["app", "view", "term", "jobs", "library", "engine"]),
];

/// What a folder never names, because it reaches the world outside or changes what it only reads.
const NEVER: &[(&str, &[&str])] = &[
    (
        "engine",
        &[
            "std::fs",
            "std::io",
            "std::net",
            "std::env",
            "std::thread",
            "std::time",
            "Local::now",
            "Utc::now",
        ],
    ),
    (
        "app",
        &[
            "std::fs",
            "std::net",
            "std::env",
            "std::thread",
            "Instant::now",
            "SystemTime::now",
            "Local::now",
            "Utc::now",
        ],
    ),
    (
        "view",
        &[
            "&mut App",
            "std::fs",
            "std::thread",
            "Instant::now",
            "Local::now",
        ],
    ),
];

#[test]
fn folders_use_only_what_the_map_allows() {
    let mut broken = Vec::new();
    for (folder, allowed) in ARROWS {
        for (path, code) in sources(folder) {
            for used in folders_named(&code) {
                if used != *folder && !allowed.contains(&used.as_str()) {
                    broken.push(format!("{}: {folder} must not use {used}", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn pure_folders_name_nothing_of_the_world_outside() {
    let mut broken = Vec::new();
    for (folder, words) in NEVER {
        for (path, code) in sources(folder) {
            for word in words.iter().filter(|word| code.contains(**word)) {
                broken.push(format!("{}: {folder} names {word}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
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

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The code of a folder, file by file, without comments and without tests, which may do as they like.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let (mut found, mut waiting) = (Vec::new(), vec![src().join(folder)]);
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(
                fs::read_dir(&path)
                    .unwrap()
                    .flatten()
                    .map(|entry| entry.path()),
            );
        } else if path.extension().is_some_and(|end| end == "rs")
            && !path.components().any(|part| part.as_os_str() == "tests")
            && path.file_stem().is_some_and(|stem| stem != "tests")
        {
            let code = fs::read_to_string(&path).unwrap();
            let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap();
            let lines = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            found.push((path, lines.collect::<Vec<_>>().join("\n")));
        }
    }
    assert!(!found.is_empty(), "src/{folder} holds no code");
    found
}

/// The first names of all paths that begin with `crate::`, those of `crate::{app::App, engine::Span}` too.
fn folders_named(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for after in code.split("crate::").skip(1) {
        let Some(group) = after.strip_prefix('{') else {
            names.push(name_at(after));
            continue;
        };
        let (mut depth, mut entry) = (0, 0);
        for (at, character) in group.char_indices() {
            match character {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    names.push(name_at(group[entry..at].trim()));
                    entry = at + 1;
                    if character == '}' {
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    names.retain(|name| ARROWS.iter().any(|(folder, _)| folder == name));
    names
}

fn name_at(path: &str) -> String {
    path.chars()
        .take_while(|character| character.is_alphanumeric() || *character == '_')
        .collect()
}

#[test]
fn paths_are_found_in_groups_too() {
    let code = "use crate::{app::{App, view}, engine::Span, term}; crate::jobs::start();";
    assert_eq!(folders_named(code), ["app", "engine", "term", "jobs"]);
}
