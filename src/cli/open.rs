//! Opening the library that a command reads.

use std::path::PathBuf;

use crate::library::Library;

use super::arguments::{ConfigArgument, LibraryArguments};
use super::config::{self, Config, Loaded};
use super::errors::{Error, say};

/// The documents of the paths, all analysed.
pub(crate) fn analysed(arguments: &LibraryArguments) -> Result<Library, Error> {
    let loaded = configured(&arguments.config)?;
    for problem in &loaded.problems {
        say(problem);
    }
    opened(&chosen(&arguments.paths, &loaded.config))
}

/// The configuration that the arguments choose.
pub(crate) fn configured(argument: &ConfigArgument) -> Result<Loaded, Error> {
    config::load(argument.config.as_deref())
}

/// The paths given, else the configured library; none for the bundled one.
pub(crate) fn chosen(paths: &[PathBuf], config: &Config) -> Vec<PathBuf> {
    if paths.is_empty() {
        config.library.iter().cloned().collect()
    } else {
        paths.to_vec()
    }
}

/// The documents of the paths, not analysed yet.
pub(crate) fn opened(paths: &[PathBuf]) -> Result<Library, Error> {
    let _ = paths;
    Ok(Library::default())
}
