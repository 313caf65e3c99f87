//! Which document is which from one session to the next.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::app::App;
use crate::library::{DocId, Library, Passage, floor, split_number};

use super::DocKey;

/// A path that the reader opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Root {
    /// As given.
    pub path: PathBuf,
    /// From the root of the file system on, without links and dots.
    pub full: String,
}

/// How a document is known.
pub(super) fn key(app: &App, doc: DocId) -> Option<DocKey> {
    let document = app.library.document(doc)?;
    Some(key_of(app, &document.path, document.fingerprint))
}

/// How a document at this path with this text is known.
pub(super) fn key_of(app: &App, path: &Path, fingerprint: u64) -> DocKey {
    DocKey {
        path: path_within(&app.keeper.roots, path),
        fingerprint,
    }
}

/// The path of a document within the library: within the folder that was opened, where it is the only one.
pub(super) fn path_within(roots: &[Root], document: &Path) -> String {
    let (path, number) = split_number(document);
    let file = file_within(roots, path);
    if number.is_empty() {
        file
    } else {
        format!("{file}#{number}")
    }
}

fn file_within(roots: &[Root], path: &Path) -> String {
    let found = roots
        .iter()
        .find_map(|root| Some((root, path.strip_prefix(&root.path).ok()?)));
    let Some((root, inside)) = found else {
        return path.to_string_lossy().into_owned();
    };
    // The path that was opened may be the file itself.
    let alone = inside.as_os_str().is_empty();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let inside = inside.to_string_lossy();
    match (roots.len(), alone) {
        (1, true) => name.into_owned(),
        (1, false) => inside.into_owned(),
        (_, true) => root.full.clone(),
        (_, false) => format!("{}/{inside}", root.full),
    }
}

/// The documents of the open library that are looked for by their keys. The others cost a glance each.
pub(super) struct Index {
    by_text: HashMap<u64, Vec<DocId>>,
    /// Where no document has the text of a key: those at its path.
    by_path: HashMap<String, Vec<DocId>>,
}

impl Index {
    /// Finds the documents of these keys.
    pub(super) fn of<'k>(app: &App, wanted: impl Iterator<Item = &'k DocKey> + Clone) -> Self {
        let texts: HashSet<u64> = wanted.clone().map(|key| key.fingerprint).collect();
        let mut by_text = HashMap::<_, Vec<_>>::new();
        for (doc, document) in app.library.present() {
            if texts.contains(&document.fingerprint) {
                by_text.entry(document.fingerprint).or_default().push(doc);
            }
        }
        let others = wanted.filter(|key| !by_text.contains_key(&key.fingerprint));
        let paths: HashSet<&str> = others.map(|key| &*key.path).collect();
        let by_path = at_paths(app, &paths);
        Self { by_text, by_path }
    }

    /// The document with both parts of the key; else one with the text, whose file was renamed; else the one at the path,
    /// whose text was changed. A file that holds several articles says nothing about a changed one.
    pub(super) fn find(&self, app: &App, wanted: &DocKey) -> Option<DocId> {
        match self.by_text.get(&wanted.fingerprint).map(Vec::as_slice) {
            Some(&[doc]) => Some(doc),
            Some(with_text) => {
                let is_there = |doc: &&DocId| key(app, **doc).as_ref() == Some(wanted);
                let both = with_text.iter().find(is_there);
                both.or_else(|| with_text.first()).copied()
            }
            None => match self.by_path.get(&wanted.path)?[..] {
                [doc] => Some(doc),
                _ => None,
            },
        }
    }
}

/// The documents at these paths within the library.
fn at_paths(app: &App, paths: &HashSet<&str>) -> HashMap<String, Vec<DocId>> {
    let mut found = HashMap::<_, Vec<_>>::new();
    if paths.is_empty() {
        return found;
    }
    // The last part of a path is at hand, and tells nearly all others apart.
    let names: HashSet<&[u8]> = paths
        .iter()
        .map(|path| last_part(path.as_bytes()))
        .collect();
    for (doc, document) in app.library.present() {
        if names.contains(last_part(document.path.as_os_str().as_encoded_bytes())) {
            let path = path_within(&app.keeper.roots, &document.path);
            if paths.contains(&*path) {
                found.entry(path).or_default().push(doc);
            }
        }
    }
    found
}

fn last_part(path: &[u8]) -> &[u8] {
    path.rsplit(|byte| *byte == b'/').next().unwrap_or_default()
}

/// Where a place of a document is now that its text may be another one: the place with the words nearest to the byte, else
/// the byte itself.
pub(super) fn moved(library: &Library, doc: DocId, key: &DocKey, byte: u32, words: &str) -> u32 {
    let Some(document) = library.document(doc) else {
        return 0;
    };
    // The beginning stays the beginning, whatever stands there now.
    if byte > 0
        && document.fingerprint != key.fingerprint
        && let Some(found) =
            Passage::parse(words).and_then(|passage| passage.find(&document.text, Some(byte)))
    {
        return found;
    }
    floor(&document.text, byte as usize) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_known_by_its_path_within_the_library() {
        let root = |path: &str, full: &str| Root {
            path: path.into(),
            full: full.to_owned(),
        };
        for (roots, path, expected) in [
            (vec![], "seeds/1.txt", "seeds/1.txt"),
            (
                vec![root("../story", "/home/story")],
                "../story/march/a.txt",
                "march/a.txt",
            ),
            (vec![root("a.txt", "/home/a.txt")], "a.txt", "a.txt"),
            (
                vec![
                    root("story", "/home/ann/story"),
                    root("more/b.txt", "/home/ann/more/b.txt"),
                ],
                "story/a.txt",
                "/home/ann/story/a.txt",
            ),
            (
                vec![
                    root("story", "/home/ann/story"),
                    root("more/b.txt", "/home/ann/more/b.txt"),
                ],
                "more/b.txt",
                "/home/ann/more/b.txt",
            ),
        ] {
            assert_eq!(path_within(&roots, Path::new(path)), expected);
        }
    }
}
