//! Which document is which from one session to the next.

use std::collections::HashMap;
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
fn path_within(roots: &[Root], document: &Path) -> String {
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

/// The documents of the open library by their keys.
pub(super) struct Index {
    by_path: HashMap<String, Vec<DocId>>,
    by_text: HashMap<u64, Vec<DocId>>,
}

impl Index {
    pub(super) fn of(app: &App) -> Self {
        let (mut by_path, mut by_text) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for (doc, key) in app
            .library
            .ids()
            .filter_map(|doc| Some((doc, key(app, doc)?)))
        {
            by_path.entry(key.path).or_default().push(doc);
            by_text.entry(key.fingerprint).or_default().push(doc);
        }
        Self { by_path, by_text }
    }

    /// The document with both parts of the key; else one with the text, whose file was renamed; else the one at the path,
    /// whose text was changed. A file that holds several articles says nothing about a changed one.
    pub(super) fn find(&self, key: &DocKey) -> Option<DocId> {
        let at_path = self.by_path.get(&key.path).map_or(&[][..], Vec::as_slice);
        let with_text = self
            .by_text
            .get(&key.fingerprint)
            .map_or(&[][..], Vec::as_slice);
        let both = with_text.iter().find(|doc| at_path.contains(doc));
        let changed = || match at_path {
            [doc] => Some(doc),
            _ => None,
        };
        both.or_else(|| with_text.first()).or_else(changed).copied()
    }
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
