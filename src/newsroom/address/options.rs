//! What stands behind the question mark of an address and is not for the client library.

use super::masked::decoded;

/// What of an address is not for the client library.
#[derive(Debug, Default)]
pub(super) struct Options {
    pub(super) service: Option<String>,
    /// The file of passwords.
    pub(super) file: Option<String>,
    encryption: Option<String>,
}

impl Options {
    /// The address without these, and these.
    pub(super) fn taken_from(words: &str) -> (String, Self) {
        let mut own = Self::default();
        let Some((place, query)) = words.split_once('?') else {
            return (words.to_owned(), own);
        };
        let rest = query.split('&').filter(|option| {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            let slot = match name {
                "service" => &mut own.service,
                "passfile" => &mut own.file,
                "sslmode" => &mut own.encryption,
                _ => return true,
            };
            *slot = Some(decoded(value));
            false
        });
        let rest: Vec<&str> = rest.collect();
        let mark = if rest.is_empty() { "" } else { "?" };
        (format!("{place}{mark}{}", rest.join("&")), own)
    }

    pub(super) fn check_encryption(&self) -> Result<(), String> {
        match self.encryption.as_deref() {
            None | Some("disable" | "allow" | "prefer") => Ok(()),
            Some(mode @ ("require" | "verify-ca" | "verify-full")) => Err(format!(
                "sslmode={mode} asks for TLS, which onrecord does not speak to a database; tunnel the connection \
                 ('ssh -L 5433:localhost:5432 HOST', then postgres://localhost:5433/…), or use a socket on the same machine"
            )),
            Some(other) => Err(format!(
                "there is no sslmode \"{other}\"; leave it out, or write disable"
            )),
        }
    }
}

/// The address with this port, if it names a host and no port: the client library takes the usual one otherwise.
pub(super) fn with_port(mut words: String, port: Option<String>) -> String {
    let from = words.find("://").map_or(0, |at| at + "://".len());
    let rest = &words[from..];
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next().unwrap_or_default();
    let has_port = host.contains(':') && !host.ends_with(']');
    if let Some(port) = port
        && !(host.is_empty() || host.contains(',') || has_port || words.contains("port="))
    {
        words.insert_str(from + end, &format!(":{port}"));
    }
    words
}
