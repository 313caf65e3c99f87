//! Where a shared library is: `postgres://anna@db.example/story`, and how to get in.
//!
//! What the address leaves out comes from where `psql` takes it: a service file, the environment (`PGHOST`, `PGPORT`,
//! `PGDATABASE`, `PGUSER`, `PGPASSWORD`), and `~/.pgpass` for the password. A password is in no message and in no name.

use std::ffi::OsString;
use std::fmt;
use std::path::Path;
use std::time::Duration;

use postgres::Config;
use postgres::config::{Host, SslMode};

use super::error::Error;
use super::passwords::{self, Passwords, Wanted};

/// How long a server may take to answer before it counts as gone, unless the address says otherwise.
const PATIENCE: Duration = Duration::from_secs(10);
/// A connection that is silent for so long is asked whether it is still there.
const SILENCE: Duration = Duration::from_secs(30);
/// The port that servers have by custom.
const PORT: u16 = 5432;
/// Where servers have their sockets by custom.
const SOCKETS: &str = "/var/run/postgresql";
/// How addresses begin.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

/// The address of a shared library. It is shown without user and password.
#[derive(Clone)]
pub struct Address {
    shown: String,
    database: String,
    pub(super) config: Config,
    /// What stands in the way of a password that could have been used.
    pub(super) hint: Option<String>,
}

impl PartialEq for Address {
    fn eq(&self, other: &Self) -> bool {
        self.shown == other.shown
    }
}

impl Eq for Address {}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({})", self.shown)
    }
}

impl Address {
    /// Whether these words are meant as an address, rather than as a path.
    pub fn is_meant(words: &str) -> bool {
        SCHEMES.iter().any(|scheme| words.starts_with(scheme))
    }

    /// Reads an address. `var` reads the environment.
    ///
    /// # Errors
    ///
    /// When it is no address, or asks for what this program does not do.
    pub fn parse(words: &str, var: &dyn Fn(&str) -> Option<OsString>) -> Result<Self, Error> {
        let wrong = |why: String| Error::Address {
            address: masked(words).0,
            why,
        };
        let (plain, options) = Options::taken_from(words);
        options.check_encryption().map_err(wrong)?;
        let text = |name: &str| var(name).and_then(|value| value.into_string().ok());
        let service = options.service.clone().or_else(|| text("PGSERVICE"));
        let service = service.map(|name| passwords::service(&name, var));
        let service = service.transpose().map_err(wrong)?.unwrap_or_default();
        let told = |key: &str, name: &str| service.get(key).cloned().or_else(|| text(name));
        let mut config: Config = with_port(plain, told("port", "PGPORT"))
            .parse()
            .map_err(|error: postgres::Error| wrong(reason(&error)))?;
        complete(&mut config, &told).map_err(wrong)?;
        let mut address = Self {
            shown: shown(&config),
            database: config.get_dbname().unwrap_or_default().to_owned(),
            config,
            hint: None,
        };
        address.find_password(&options, &told, var);
        Ok(address)
    }

    /// The name of the database.
    pub fn database(&self) -> &str {
        &self.database
    }

    fn find_password(
        &mut self,
        options: &Options,
        told: &dyn Fn(&str, &str) -> Option<String>,
        var: &dyn Fn(&str) -> Option<OsString>,
    ) {
        if self.config.get_password().is_some() {
            return;
        }
        if let Some(password) = told("password", "PGPASSWORD") {
            self.config.password(password);
            return;
        }
        let wanted = Wanted {
            host: host(&self.config),
            port: port(&self.config).to_string(),
            database: self.database.clone(),
            user: self.config.get_user().unwrap_or_default().to_owned(),
        };
        match Passwords::read(options.file.as_deref(), var) {
            Ok(passwords) => {
                if let Some(password) = passwords.find(&wanted) {
                    self.config.password(password);
                }
            }
            Err(hint) => self.hint = Some(hint),
        }
    }
}

/// The address without its password, and the password as it was meant, if there is one.
pub fn masked(words: &str) -> (String, Option<String>) {
    let Some(scheme) = SCHEMES.iter().find(|scheme| words.starts_with(**scheme)) else {
        return (words.to_owned(), None);
    };
    let (place, query) = words[scheme.len()..]
        .split_once('?')
        .map_or((&words[scheme.len()..], None), |(place, query)| {
            (place, Some(query))
        });
    let mut password = None;
    let place = match place.rsplit_once('@') {
        Some((who, place)) => {
            let (user, secret) = who
                .split_once(':')
                .map_or((who, None), |(user, secret)| (user, Some(secret)));
            password = secret.map(decoded);
            format!("{user}@{place}")
        }
        None => place.to_owned(),
    };
    let Some(query) = query else {
        return (format!("{scheme}{place}"), password);
    };
    let kept = query.split('&').filter(|option| {
        let secret = option.strip_prefix("password=");
        password = secret.map(decoded).or(password.take());
        secret.is_none()
    });
    let kept: Vec<&str> = kept.collect();
    let mark = if kept.is_empty() { "" } else { "?" };
    (format!("{scheme}{place}{mark}{}", kept.join("&")), password)
}

/// What stands between two digits to the base 16 behind a percent sign is that byte.
fn decoded(words: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = words.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        if let (b'%', Some(byte)) = (first, byte) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What of an address is not for the client library.
#[derive(Debug, Default)]
struct Options {
    service: Option<String>,
    /// The file of passwords.
    file: Option<String>,
    encryption: Option<String>,
}

impl Options {
    /// The address without these, and these.
    fn taken_from(words: &str) -> (String, Self) {
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

    fn check_encryption(&self) -> Result<(), String> {
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
fn with_port(mut words: String, port: Option<String>) -> String {
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

/// Fills in what the address leaves out.
fn complete(
    config: &mut Config,
    told: &dyn Fn(&str, &str) -> Option<String>,
) -> Result<(), String> {
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        match told("host", "PGHOST") {
            Some(host) => config.host(&host),
            None if Path::new(SOCKETS).is_dir() => config.host_path(SOCKETS),
            None => config.host("localhost"),
        };
    }
    if config.get_ports().is_empty()
        && let Some(port) = told("port", "PGPORT")
    {
        let number = port.parse();
        config.port(number.map_err(|_| format!("\"{port}\" is no port; write a number"))?);
    }
    if config.get_user().is_none()
        && let Some(user) = told("user", "PGUSER").or_else(|| told("", "USER"))
    {
        config.user(&user);
    }
    if config.get_dbname().is_none() {
        let database = told("dbname", "PGDATABASE");
        let database = database.or_else(|| config.get_user().map(str::to_owned));
        let missing = "names no database; write postgres://HOST/DATABASE";
        config.dbname(database.as_deref().ok_or(missing)?);
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    if config.get_application_name().is_none() {
        config.application_name("onrecord");
    }
    config
        .ssl_mode(SslMode::Disable)
        .keepalives_idle(SILENCE)
        .keepalives_interval(PATIENCE)
        .keepalives_retries(2)
        .tcp_user_timeout(SILENCE);
    Ok(())
}

/// The address as everybody may see it, the same for everybody who uses the library.
fn shown(config: &Config) -> String {
    let database = config.get_dbname().unwrap_or_default();
    let port = port(config);
    let host = host(config);
    let number = |before| {
        if port == PORT {
            String::new()
        } else {
            format!("{before}{port}")
        }
    };
    if host.starts_with('/') {
        format!("postgres:///{database}?host={host}{}", number("&port="))
    } else {
        format!("postgres://{host}{}/{database}", number(":"))
    }
}

fn host(config: &Config) -> String {
    let named = config.get_hosts().first().map(|host| match host {
        Host::Tcp(name) => name.clone(),
        Host::Unix(path) => path.display().to_string(),
    });
    let number = || config.get_hostaddrs().first().map(ToString::to_string);
    named.or_else(number).unwrap_or_default()
}

fn port(config: &Config) -> u16 {
    config.get_ports().first().copied().unwrap_or(PORT)
}

/// What is wrong with an address. What was typed is not in it.
fn reason(error: &postgres::Error) -> String {
    let source = std::error::Error::source(error);
    let why = source.map_or_else(|| error.to_string(), ToString::to_string);
    format!("is no address of a database ({why}); write postgres://HOST/DATABASE")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &str, env: &[(&str, &str)]) -> Result<Address, String> {
        let env: Vec<(String, String)> = env
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let var = move |name: &str| {
            let mut all = env.iter();
            all.find_map(|(own, value)| (own == name).then(|| OsString::from(value)))
        };
        Address::parse(words, &var).map_err(|error| error.to_string())
    }

    #[test]
    fn an_address_is_shown_without_user_and_password() {
        let env = [("PGHOST", "db"), ("USER", "ben")];
        for (words, expected) in [
            (
                "postgres://anna:se%40cret@db.example/story",
                "postgres://db.example/story",
            ),
            (
                "postgresql://db.example:5433/story",
                "postgres://db.example:5433/story",
            ),
            (
                "postgres:///story?host=/run/here&password=secret",
                "postgres:///story?host=/run/here",
            ),
            ("postgres:///story", "postgres://db/story"),
            ("postgres://", "postgres://db/ben"),
        ] {
            let address = parse(words, &env).unwrap();
            assert_eq!(address.to_string(), expected);
            assert!(!format!("{address:?}").contains("secret"));
        }
    }

    #[test]
    fn a_password_is_taken_out_wherever_it_stands() {
        for (words, expected, password) in [
            ("postgres://a:b%3Ac@h/d", "postgres://a@h/d", Some("b:c")),
            (
                "postgres://a:p@ss/w@h/d",
                "postgres://a@h/d",
                Some("p@ss/w"),
            ),
            (
                "postgres://h/d?user=a&password=x",
                "postgres://h/d?user=a",
                Some("x"),
            ),
            ("postgres://h/d?password=%", "postgres://h/d", Some("%")),
            ("postgres://a@h/d?port=1", "postgres://a@h/d?port=1", None),
            ("story/a:b@c", "story/a:b@c", None),
        ] {
            let found = masked(words);
            assert_eq!((found.0.as_str(), found.1.as_deref()), (expected, password));
        }
    }

    #[test]
    fn the_environment_completes_an_address() {
        let env = [
            ("PGPORT", "6000"),
            ("PGUSER", "anna"),
            ("PGPASSWORD", "secret"),
            ("PGDATABASE", "story"),
        ];
        let address = parse("postgres://db.example", &env).unwrap();
        assert_eq!(address.to_string(), "postgres://db.example:6000/story");
        assert_eq!(address.config.get_user(), Some("anna"));
        assert_eq!(address.config.get_password(), Some(&b"secret"[..]));
        let own = parse("postgres://ben:own@db.example/other", &env).unwrap();
        assert_eq!(own.config.get_user(), Some("ben"));
        assert_eq!(own.config.get_password(), Some(&b"own"[..]));
        assert_eq!(own.database(), "other");
    }

    #[test]
    fn what_cannot_be_done_is_said_without_the_password() {
        for (words, part) in [
            ("postgres://a:secret@h/d?sslmode=require", "asks for TLS"),
            (
                "postgres://a:secret@h/d?sslmode=maybe",
                "no sslmode \"maybe\"",
            ),
            ("postgres://a:secret@h:many/d", "no address of a database"),
            (
                "postgres://a:secret@h/d?colour=red",
                "no address of a database",
            ),
        ] {
            let said = parse(words, &[]).unwrap_err();
            assert!(said.contains(part), "{said}");
            assert!(!said.contains("secret"), "{said}");
        }
    }
}
