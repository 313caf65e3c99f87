//! Where a shared library is: `postgres://anna@db.example/story`, and how to get in.
//!
//! What the address leaves out comes from where `psql` takes it: a service file, the environment (`PGHOST`, `PGPORT`,
//! `PGDATABASE`, `PGUSER`, `PGPASSWORD`, `PGSSLMODE`), and `~/.pgpass` for the password. A password is in no message and in no name.

mod completing;
mod masked;
mod options;

use std::ffi::OsString;
use std::fmt;

use postgres::Config;

use super::encryption::Encryption;
use super::error::Error;
use super::passwords::{self, Passwords, Wanted};

use self::completing::{complete, host, port, shown};
pub use self::masked::masked;
use self::options::{Options, with_port};

/// How addresses begin.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

/// The address of a shared library. It is shown without user and password.
#[derive(Clone)]
pub struct Address {
    shown: String,
    database: String,
    pub(super) config: Config,
    pub(super) encryption: Encryption,
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
        let text = |name: &str| var(name).and_then(|value| value.into_string().ok());
        let service = options.get("service").or_else(|| text("PGSERVICE"));
        let service = service.map(|name| passwords::service(&name, var));
        let service = service.transpose().map_err(wrong)?.unwrap_or_default();
        let told = |key: &str, name: &str| {
            let written = options.get(key).or_else(|| service.get(key).cloned());
            written.or_else(|| text(name))
        };
        let mut config: Config = with_port(plain, told("port", "PGPORT"))
            .parse()
            .map_err(|error: postgres::Error| wrong(reason(&error)))?;
        complete(&mut config, &told).map_err(wrong)?;
        let encryption = Encryption::of(&told, var).map_err(wrong)?;
        let mut address = Self {
            shown: shown(&config),
            database: config.get_dbname().unwrap_or_default().to_owned(),
            config,
            encryption,
            hint: None,
        };
        address.find_password(&told, var);
        Ok(address)
    }

    /// The host of the server, or the folder of its socket.
    pub(super) fn host(&self) -> String {
        host(&self.config)
    }

    /// The name of the database.
    pub fn database(&self) -> &str {
        &self.database
    }

    fn find_password(
        &mut self,
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
        match Passwords::read(told("passfile", "").as_deref(), var) {
            Ok(passwords) => {
                if let Some(password) = passwords.find(&wanted) {
                    self.config.password(password);
                }
            }
            Err(hint) => self.hint = Some(hint),
        }
    }
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
            (
                "postgres://a:secret@h/d?sslmode=require&sslrootcert=system",
                "write sslmode=verify-full",
            ),
            (
                "postgres://a:secret@h/d?sslmode=maybe",
                "no sslmode \"maybe\"",
            ),
            (
                "postgres://a:secret@h/d?channel_binding=tight",
                "no channel_binding \"tight\"",
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
