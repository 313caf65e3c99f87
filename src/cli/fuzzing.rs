//! What the fuzz targets `configuration` and `keys` look at. Built for fuzzing, and for the test that what was found stays mended.

use std::path::Path;

use super::{config, reader};
use crate::app::{Key, Keymap};

/// Reads a text as a configuration.
///
/// # Panics
///
/// Where a message does not name the file.
pub fn configuration(text: &str) {
    let loaded = config::parse(Path::new("config.toml"), text);
    put_to_use("config.toml", loaded.config.bindings, loaded.problems);
}

/// Reads a text as a file of keys, and again as the name of one key.
///
/// # Panics
///
/// Where a message does not name the file, or where a key has a name that means another.
pub fn keys(text: &str) {
    let (bindings, problems) = config::parse_keys(Path::new("keys.toml"), text);
    put_to_use("keys.toml", bindings, problems);
    if let Ok(key) = text.parse::<Key>() {
        assert_eq!(key.to_string().parse().ok(), Some(key), "{text:?}");
    }
}

fn put_to_use(file: &str, bindings: Vec<config::Binding>, mut problems: Vec<String>) {
    let keymap: Keymap = reader::keymap(bindings, &mut problems);
    for problem in problems {
        assert!(problem.starts_with(file), "{problem:?} names no file");
    }
    drop(keymap);
}

#[cfg(test)]
mod tests {
    use std::fs;

    #[test]
    fn every_seed_holds() {
        for (folder, look) in [
            ("configuration", super::configuration as fn(&str)),
            ("keymap", super::keys),
        ] {
            for seed in fs::read_dir(format!("fuzz/seeds/{folder}")).unwrap() {
                look(&fs::read_to_string(seed.unwrap().path()).unwrap());
            }
        }
    }
}
