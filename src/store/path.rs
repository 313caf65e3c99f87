//! How a library is known by the paths that were opened.

use std::path::PathBuf;

use crate::app::memory::Root;

/// What names the library of these paths; the bundled one when there are none.
pub fn library_key(paths: &[PathBuf]) -> String {
    if paths.is_empty() {
        return "bundled".to_owned();
    }
    let mut full: Vec<_> = paths.iter().map(full).collect();
    full.sort();
    full.dedup();
    full.join("\n")
}

/// The paths as the keys of documents need them.
pub fn roots(paths: &[PathBuf]) -> Vec<Root> {
    let roots = paths.iter().map(|path| Root {
        path: path.clone(),
        full: full(path),
    });
    roots.collect()
}

/// The path from the root on, without links and dots.
fn full(path: &PathBuf) -> String {
    let full = path.canonicalize().or_else(|_| std::path::absolute(path));
    full.as_ref().unwrap_or(path).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_is_the_same_however_its_folder_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let one = folder.path().join("one");
        std::fs::create_dir(&one).unwrap();
        let key = library_key(std::slice::from_ref(&one));
        assert!(key.ends_with("/one"));
        assert_eq!(library_key(&[one.join("../one/.")]), key);
        let two = folder.path().to_owned();
        assert_eq!(
            library_key(&[one.clone(), two.clone()]),
            library_key(&[two, one])
        );
        assert_eq!(library_key(&[]), "bundled");
    }
}
