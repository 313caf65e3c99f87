//! What a document is called in its library: by its file, with as many folders before it as make the name its own.

use std::collections::HashMap;
use std::path::Path;

use super::document::{self, Document};

/// So many folders may stand before the name of a file in the name of a document.
const DEEPEST: usize = 64;

/// Names every document by its file, with as many folders before it as make the name its own.
pub(super) fn give_names(documents: &mut [Document]) {
    let mut open: Vec<usize> = (0..documents.len()).collect();
    for folders in 0..DEEPEST {
        for &at in &open {
            documents[at].name = name(&documents[at].path, folders);
        }
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for document in documents.iter() {
            *counts.entry(document.name.as_str()).or_default() += 1;
        }
        let alike = |at: &usize| {
            let document = &documents[*at];
            // A path that has no more folders cannot get a longer name.
            counts
                .get(document.name.as_str())
                .is_some_and(|count| *count > 1)
                && name(&document.path, folders + 1) != document.name
        };
        let still: Vec<usize> = (0..documents.len()).filter(alike).collect();
        if still.is_empty() {
            break;
        }
        open = still;
    }
    number_names(documents);
}

/// A name for the document at a path that none of those taken is.
pub(crate) fn own_name(path: &Path, taken: impl Fn(&str) -> bool) -> String {
    let mut longest = name(path, 0);
    for folders in 1..=DEEPEST {
        if !taken(&longest) {
            return longest;
        }
        let longer = name(path, folders);
        if longer == longest {
            break;
        }
        longest = longer;
    }
    let numbered = (2..).map(|number| format!("{longest}#{number}"));
    numbered
        .into_iter()
        .find(|name| !taken(name))
        .unwrap_or(longest)
}

/// Numbers the names that are still alike: those of files that differ in their ending only.
fn number_names(documents: &mut [Document]) {
    let mut taken: HashMap<String, usize> = HashMap::new();
    for document in documents.iter() {
        taken.entry(document.name.clone()).or_insert(0);
    }
    for document in documents.iter_mut() {
        let mut number = taken.get(&document.name).copied().unwrap_or(0) + 1;
        let mut own = document.name.clone();
        while number > 1 && taken.contains_key(&own) {
            own = format!("{}#{number}", document.name);
            number += 1;
        }
        taken.insert(document.name.clone(), number.max(1));
        taken.entry(own.clone()).or_insert(1);
        document.name = own;
    }
}

/// The file's name without its ending, with the number of the article in it, after this many of the folders above it.
fn name(path: &Path, folders: usize) -> String {
    let (file, number) = document::split_number(path);
    let stem = file.file_stem().unwrap_or(file.as_os_str());
    let stem = match number {
        "" => stem.to_string_lossy(),
        number => format!("{}-{number}", stem.to_string_lossy()).into(),
    };
    let mut parts: Vec<_> = path
        .ancestors()
        .skip(1)
        .filter_map(Path::file_name)
        .take(folders)
        .map(|folder| folder.to_string_lossy())
        .collect();
    parts.reverse();
    parts.push(stem);
    parts.join("/")
}
