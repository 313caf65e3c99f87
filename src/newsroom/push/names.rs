//! How files are called on the server.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::library::{Input, Listing, Problem};

use super::super::log::plain;
use super::left_out;

/// The files that can be brought, with their names.
pub(super) fn named<'l>(
    listing: &'l Listing,
    problems: &mut Vec<Problem>,
) -> Vec<(&'l Input, String)> {
    let names = Names::of(listing);
    let mut seen: HashMap<String, &Path> = HashMap::new();
    let mut inputs = Vec::new();
    for input in &listing.inputs {
        let Some(name) = names.name(input) else {
            let reason =
                "has no name that others could know it by; save it as a file and push that";
            problems.push(left_out(input.path.clone(), reason));
            continue;
        };
        if let Some(other) = seen.get(&name) {
            let reason = format!(
                "is left out: it would have the name \"{name}\", as {} has; give one of their folders another name",
                other.display()
            );
            problems.push(left_out(input.path.clone(), &reason));
            continue;
        }
        seen.insert(name.clone(), &input.path);
        inputs.push((input, name));
    }
    inputs
}

/// What the names of files begin with that come from folders of the listing. One without a file may not be there at all.
pub(super) fn folders(listing: &Listing) -> Vec<String> {
    let has_file = |root: &Path| {
        let mut inputs = listing.inputs.iter();
        inputs.any(|input| input.is_file() && input.path.starts_with(root))
    };
    let roots = Names::of(listing).roots.into_iter();
    roots
        .filter(|(root, _)| root.is_dir() && has_file(root))
        .filter_map(|(_, folder)| Some(plain(&folder?)))
        .collect()
}

/// How files are called on the server: by their path below what was pushed, with the name of its folder before it.
struct Names {
    /// What was given, and the name of its folder.
    roots: Vec<(PathBuf, Option<String>)>,
}

impl Names {
    fn of(listing: &Listing) -> Self {
        let named = |path: &Path| {
            let full = path.canonicalize().ok()?;
            let folder = if full.is_dir() {
                &*full
            } else {
                full.parent()?
            };
            Some(folder.file_name()?.to_string_lossy().into_owned())
        };
        let roots = listing.given.iter();
        Self {
            roots: roots.map(|path| (path.clone(), named(path))).collect(),
        }
    }

    /// The name of a file; none for what comes from no file.
    fn name(&self, input: &Input) -> Option<String> {
        if !input.is_file() {
            return input
                .is_bundled()
                .then(|| input.path.to_string_lossy().into_owned());
        }
        let (below, folder) = self.roots.iter().find_map(|(root, folder)| {
            let below = input.path.strip_prefix(root).ok()?;
            let alone = below.as_os_str().is_empty();
            let below = if alone {
                Path::new(input.path.file_name()?)
            } else {
                below
            };
            Some((below, folder))
        })?;
        let parts = folder.iter().map(String::as_str).map(Into::into);
        let parts = parts.chain(
            below
                .components()
                .map(|part| part.as_os_str().to_string_lossy()),
        );
        let parts: Vec<_> = parts.collect();
        Some(plain(&parts.join("/")))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// The names of the files at these paths below a folder, and how many are left out.
    fn names(paths: &[&str]) -> (Vec<String>, usize) {
        let folder = tempfile::tempdir().unwrap();
        for file in ["story/a.txt", "story/deep/b.txt", "copy/story/a.txt"] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "The ferry waits.").unwrap();
        }
        let paths: Vec<PathBuf> = paths.iter().map(|path| folder.path().join(path)).collect();
        let listing = Listing::of(&paths).unwrap();
        let mut problems = Vec::new();
        let named = named(&listing, &mut problems);
        (
            named.into_iter().map(|(_, name)| name).collect(),
            problems.len(),
        )
    }

    #[test]
    fn a_file_is_known_by_its_folder_and_what_is_below() {
        let story = ["story/a.txt", "story/deep/b.txt"]
            .map(str::to_owned)
            .to_vec();
        assert_eq!(names(&["story"]), (story.clone(), 0));
        assert_eq!(names(&["story/deep/.."]), (story, 0));
        assert_eq!(names(&["story/a.txt"]), (vec!["story/a.txt".to_owned()], 0));
    }

    #[test]
    fn a_folder_counts_that_has_files() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["story", "empty", "other"] {
            fs::create_dir(path(name)).unwrap();
        }
        fs::write(path("story/a.txt"), "The ferry waits.").unwrap();
        fs::write(path("other/b.txt"), "The ferry waits.").unwrap();
        let listing = Listing::of(&["story", "empty", "other/b.txt"].map(path)).unwrap();
        assert_eq!(folders(&listing), ["story"]);
    }

    #[test]
    fn two_files_of_one_name_are_told() {
        let (named, left_out) = names(&["story", "copy/story"]);
        assert_eq!((named.len(), left_out), (2, 1));
    }
}
