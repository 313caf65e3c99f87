//! What the fuzz targets `configuration` and `keys` look at. Built for fuzzing alone.

use std::path::Path;

use super::{config, reader};
use crate::app::{Key, Keymap};

/// Reads a text as a configuration. Panics where a message does not name the file.
pub fn configuration(text: &str) {
    let loaded = config::parse(Path::new("config.toml"), text);
    put_to_use("config.toml", loaded.config.bindings, loaded.problems);
}

/// Reads a text as a file of keys, and again as the name of one key. Panics where a message does not name the file, or where a
/// key has a name that means another.
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
