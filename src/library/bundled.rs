//! The articles that the program brings along.

/// One bundled article.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Bundled {
    /// Its path in the repository.
    pub(crate) path: &'static str,
    /// What the file holds.
    pub(crate) bytes: &'static [u8],
}

/// How the bundled library is called.
pub(crate) const NAME: &str = "seeds";

macro_rules! bundled {
    ($($path:literal)*) => {
        &[$(Bundled { path: $path, bytes: include_bytes!(concat!("../../", $path)) }),*]
    };
}

/// The files of `seeds/`, sorted.
pub(crate) const BUNDLED: &[Bundled] = bundled![
    "seeds/1-envoy-warns-moscow.txt"
    "seeds/2-no-indication.txt"
    "seeds/3-three-officials.txt"
    "seeds/4-go-between.txt"
    "seeds/5-on-the-record.txt"
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_bundled() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(NAME);
        let mut files: Vec<String> = folder
            .read_dir()
            .unwrap()
            .map(|entry| format!("{NAME}/{}", entry.unwrap().file_name().to_string_lossy()))
            .collect();
        files.sort();
        let bundled: Vec<&str> = BUNDLED.iter().map(|file| file.path).collect();
        assert_eq!(bundled, files);
    }
}
