//! Passwords in arguments: everybody on a machine may read the arguments of all its programs.

use std::env;
use std::ffi::OsString;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use crate::newsroom::{self, Address};

/// Begins the program anew without the password that an argument holds, if one does; its place is then the environment, which is
/// nobody else's business. Returns only if there is no such argument, or the program cannot be begun anew.
pub(super) fn hide_passwords() {
    let mut secret = None;
    let arguments: Vec<OsString> = env::args_os()
        .skip(1)
        .map(|argument| match argument.to_str().and_then(hidden) {
            Some((shown, password)) => {
                secret = Some(password);
                shown.into()
            }
            None => argument,
        })
        .collect();
    if let (Some(secret), Ok(program)) = (secret, env::current_exe()) {
        let mut again = Command::new(program);
        if let Some(name) = env::args_os().next() {
            again.arg0(name);
        }
        // What it returns is an error; then the program goes on as it is.
        let _ = again.args(arguments).env("PGPASSWORD", secret).exec();
    }
}

/// An argument without its password, and the password; none for an argument that holds none.
fn hidden(argument: &str) -> Option<(String, String)> {
    let (name, value) = match argument.strip_prefix("--library=") {
        Some(value) => ("--library=", value),
        None => ("", argument),
    };
    if !Address::is_meant(value) {
        return None;
    }
    let (shown, password) = newsroom::masked(value);
    Some((format!("{name}{shown}"), password?))
}

#[cfg(test)]
mod tests {
    use super::hidden;

    #[test]
    fn a_password_is_taken_out_of_an_argument() {
        let found =
            |argument| hidden(argument).map(|(shown, password)| [shown, password].join(" "));
        assert_eq!(
            found("postgres://a:b@h/d").as_deref(),
            Some("postgres://a@h/d b")
        );
        assert_eq!(
            found("--library=postgres://h/d?password=b").as_deref(),
            Some("--library=postgres://h/d b")
        );
        assert_eq!(found("postgres://a@h/d"), None);
        assert_eq!(found("story/a:b@c"), None);
    }
}
