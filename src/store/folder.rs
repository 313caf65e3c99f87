//! The folder of the state: where it is, and that nobody else may look into it.

use std::ffi::OsString;
use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use super::Unkept;

/// The folder for what is kept: `onrecord` in `$XDG_STATE_HOME`, else in `~/.local/state`. `var` reads the environment.
///
/// # Errors
///
/// When the environment names neither.
pub fn folder(var: impl Fn(&str) -> Option<OsString>) -> Result<PathBuf, Unkept> {
    base(var, "XDG_STATE_HOME", ".local/state").ok_or(Unkept::Homeless)
}

/// `onrecord` in the folder that the environment gives under this name, else in the one `below` the home folder.
pub(crate) fn base(
    var: impl Fn(&str) -> Option<OsString>,
    name: &str,
    below: &str,
) -> Option<PathBuf> {
    // The standard has relative paths ignored.
    let named = |name| {
        var(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let folder = named(name).or_else(|| Some(named("HOME")?.join(below)))?;
    Some(folder.join("onrecord"))
}

/// Makes the folder if it is not there. What somebody reads is nobody else's business.
pub(super) fn prepare(folder: &Path) -> Result<(), Unkept> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|error| Unkept::Folder {
        path: folder.to_owned(),
        reason: reason(&error),
    })
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            format!("cannot be written to ({error}); set XDG_STATE_HOME to a folder that can")
        }
        _ => format!("cannot be made ({error}); set XDG_STATE_HOME to another folder"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_names_the_folder() {
        for (state, home, expected) in [
            (Some("/s"), Some("/h"), Some("/s/onrecord")),
            (Some("s"), Some("/h"), Some("/h/.local/state/onrecord")),
            (None, Some("/h"), Some("/h/.local/state/onrecord")),
            (Some(""), Some(""), None),
            (None, None, None),
        ] {
            let found = folder(|name| match name {
                "XDG_STATE_HOME" => state.map(OsString::from),
                "HOME" => home.map(OsString::from),
                _ => None,
            });
            assert_eq!(found.ok(), expected.map(PathBuf::from));
        }
    }
}
