//! The files of an open library by their paths, in little room: there may be a hundred thousand.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::ops::Bound;
use std::path::{Path, PathBuf};

use crate::library::DocId;

use super::Stamp;

/// What is known of a file.
#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) stamp: Stamp,
    pub(super) documents: Documents,
}

/// The documents in a file. Most hold one.
#[derive(Debug, Default)]
pub(super) enum Documents {
    #[default]
    None,
    One(DocId),
    Many(Vec<DocId>),
}

impl Documents {
    pub(super) fn push(&mut self, doc: DocId) {
        *self = match std::mem::take(self) {
            Self::None => Self::One(doc),
            Self::One(first) => Self::Many(vec![first, doc]),
            Self::Many(mut all) => {
                all.push(doc);
                Self::Many(all)
            }
        };
    }

    /// All of them; none are left.
    pub(super) fn take(&mut self) -> Vec<DocId> {
        match std::mem::take(self) {
            Self::None => Vec::new(),
            Self::One(doc) => vec![doc],
            Self::Many(all) => all,
        }
    }
}

impl From<Vec<DocId>> for Documents {
    fn from(all: Vec<DocId>) -> Self {
        match all[..] {
            [] => Self::None,
            [doc] => Self::One(doc),
            _ => Self::Many(all),
        }
    }
}

/// Files by their paths. Paths are compared byte by byte, which takes a tenth of the time of comparing their parts.
#[derive(Debug, Default)]
pub(super) struct Files(BTreeMap<Box<OsStr>, File>);

impl Files {
    pub(super) fn contains(&self, path: &Path) -> bool {
        self.get(path).is_some()
    }

    pub(super) fn get(&self, path: &Path) -> Option<&File> {
        self.0.get(&*key(path))
    }

    pub(super) fn get_mut(&mut self, path: &Path) -> Option<&mut File> {
        self.0.get_mut(&*key(path))
    }

    pub(super) fn get_or_add(&mut self, path: &Path) -> &mut File {
        self.0.entry(key(path).into()).or_default()
    }

    pub(super) fn remove(&mut self, path: &Path) -> Option<File> {
        self.0.remove(&*key(path))
    }

    /// The files at a path and below it; all of them when there is none.
    pub(super) fn below(&self, path: Option<&Path>) -> impl Iterator<Item = &Path> {
        let path = path.map(key);
        let from = path.as_deref().map_or(Bound::Unbounded, Bound::Included);
        let range = self.0.range::<OsStr, _>((from, Bound::Unbounded));
        let begins = path.clone();
        range
            .map(|(file, _)| &**file)
            .take_while(move |file| {
                let begin = begins.as_deref().map_or(&[][..], OsStr::as_encoded_bytes);
                file.as_encoded_bytes().starts_with(begin)
            })
            .map(Path::new)
            .filter(move |file| path.as_deref().is_none_or(|path| file.starts_with(path)))
    }
}

impl FromIterator<(PathBuf, Stamp)> for Files {
    fn from_iter<I: IntoIterator<Item = (PathBuf, Stamp)>>(files: I) -> Self {
        let files = files.into_iter().map(|(path, stamp)| {
            let file = File {
                stamp,
                ..File::default()
            };
            (owned_key(path), file)
        });
        Self(files.collect())
    }
}

/// The path as it is compared, in its own room where it can be.
fn owned_key(path: PathBuf) -> Box<OsStr> {
    match key(&path) {
        Cow::Owned(other) => other.into_boxed_os_str(),
        Cow::Borrowed(_) => path.into_os_string().into_boxed_os_str(),
    }
}

/// The path as it is compared: one path may be written in many ways.
fn key(path: &Path) -> Cow<'_, OsStr> {
    let words = path.as_os_str();
    let bytes = words.as_encoded_bytes();
    let mut pairs = bytes.windows(2);
    if bytes.ends_with(b"/") || pairs.any(|pair| matches!(pair, b"//" | b"/.")) {
        return path
            .components()
            .collect::<PathBuf>()
            .into_os_string()
            .into();
    }
    words.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_the_same_however_it_is_written() {
        let paths = [
            "story/a.txt",
            "story-2/b.txt",
            "story/march/c.txt",
            "story/.d",
        ];
        let files: Files = paths
            .iter()
            .map(|path| (PathBuf::from(path), Stamp::default()))
            .collect();
        for path in ["story/a.txt", "story//a.txt", "story/./a.txt", "story/.d/"] {
            assert!(files.contains(Path::new(path)), "{path}");
        }
        let below = |path: Option<&str>| -> Vec<String> {
            let below = files.below(path.map(Path::new));
            below.map(|path| path.display().to_string()).collect()
        };
        let story = ["story/.d", "story/a.txt", "story/march/c.txt"];
        assert_eq!(below(Some("story/")), story);
        assert_eq!(below(Some("story/march")), ["story/march/c.txt"]);
        assert_eq!(below(Some("story/a.txt")), ["story/a.txt"]);
        assert_eq!(below(None).len(), 4);
    }

    #[test]
    fn documents_come_out_as_they_were_put_in() {
        let mut documents = Documents::default();
        for doc in 0..3 {
            documents.push(DocId(doc));
        }
        let all = documents.take();
        assert_eq!(all, [DocId(0), DocId(1), DocId(2)]);
        assert_eq!(Documents::from(all[..1].to_vec()).take(), [DocId(0)]);
        assert_eq!(documents.take(), []);
    }
}
