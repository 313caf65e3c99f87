//! What stands behind the question mark of an address and is not for the client library.

use std::collections::HashMap;

use super::masked::decoded;

/// The options that are read here. Others are for the client library.
const OWN: [&str; 8] = [
    "channel_binding",
    "service",
    "passfile",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "sslcrl",
];

/// What of an address is not for the client library.
#[derive(Debug, Default)]
pub(super) struct Options(HashMap<String, String>);

impl Options {
    /// The address without these, and these.
    pub(super) fn taken_from(words: &str) -> (String, Self) {
        let mut own = Self::default();
        let Some((place, query)) = words.split_once('?') else {
            return (words.to_owned(), own);
        };
        let rest = query.split('&').filter(|option| {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            let is_own = OWN.contains(&name);
            if is_own {
                own.0.insert(name.to_owned(), decoded(value));
            }
            !is_own
        });
        let rest: Vec<&str> = rest.collect();
        let mark = if rest.is_empty() { "" } else { "?" };
        (format!("{place}{mark}{}", rest.join("&")), own)
    }

    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
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
