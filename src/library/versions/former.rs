//! The versions of an article from before its file was renamed. They are kept under the name that it had, and known by the text: that
//! of the last of them became the one with which the file got its new name.

use std::fs;
use std::path::Path;

use super::{Library, MOST, Version, VersionFolder, read};
use crate::library::DocId;

impl Library {
    /// The earlier versions of a document that are kept, the latest last.
    pub fn kept_versions(&self, doc: DocId) -> Vec<Version> {
        let Some(folder) = self.version_folder(doc) else {
            return Vec::new();
        };
        let mut versions = folder.versions();
        while versions.len() < MOST {
            let oldest = versions.first();
            let text = oldest.map_or(folder.fingerprint, |version| version.document.fingerprint);
            // An article that is there has its versions for itself.
            let is_there = |key: &Path| self.document_called(&key.to_string_lossy()).is_some();
            let Some(mut former) = folder.former(text, is_there) else {
                break;
            };
            // What goes round in a circle is the same again.
            if former.iter().any(|version| versions.contains(version)) {
                break;
            }
            former.append(&mut versions);
            versions = former;
        }
        versions
    }
}

impl VersionFolder {
    /// The versions of the article that is not there any more and had this text last.
    fn former(&self, text: u64, is_there: impl Fn(&Path) -> bool) -> Option<Vec<Version>> {
        let ending = format!("-{text:016x}.json");
        let folders = fs::read_dir(&self.all).ok()?.flatten();
        let mut others = folders.filter(|folder| folder.path() != self.own);
        others.find_map(|folder| {
            let files = fs::read_dir(folder.path()).ok()?.flatten();
            let mut last =
                files.filter(|file| file.file_name().to_string_lossy().ends_with(&ending));
            let last = read(&last.next()?.path())?;
            // Versions name their document by the path that it had.
            if is_there(&last.document.path) {
                return None;
            }
            let former = Self {
                own: folder.path(),
                ..self.clone()
            };
            let mut versions = former.versions();
            versions.retain(|version| version.until <= last.until);
            Some(versions)
        })
    }
}
