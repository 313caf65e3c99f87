//! What can go wrong with a shared library, and what to do about it.

use std::io;

use postgres::error::SqlState;

use super::address::Address;
use super::encryption;

/// Why a shared library cannot be used. No message holds a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The address is wrong, or asks for what is not there.
    #[error("{address}: {why}")]
    Address {
        /// As given, without the password.
        address: String,
        /// What is wrong, and the next step.
        why: String,
    },
    /// The server cannot be reached, or does not let us in.
    #[error("{address}: {why}")]
    Server {
        /// Where.
        address: String,
        /// What happened, and the next step.
        why: String,
    },
    /// There is nothing to read.
    #[error("{address}: {why}")]
    Nothing {
        /// Where.
        address: String,
        /// What is missing, and the next step.
        why: String,
    },
}

/// What went wrong between us and the server.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The server said so, or the line to it broke.
    #[error(transparent)]
    Server(#[from] postgres::Error),
    /// The tables are those of another version of the program; carries its number.
    #[error("version {0}")]
    Version(String),
    /// A certificate or key of this machine cannot be used; carries why, and the next step.
    #[error("{0}")]
    Certificate(String),
    /// There are no tables.
    #[error("no library")]
    Missing,
}

impl Failure {
    /// The failure as somebody is told who wanted to use the library at this address.
    pub(super) fn at(&self, address: &Address) -> Error {
        let shown = address.to_string();
        match self {
            Self::Missing => Error::Nothing {
                address: shown,
                why: "the database holds no library yet; 'onrecord push PATH --library …' fills it"
                    .to_owned(),
            },
            Self::Version(number) => Error::Server {
                why: format!(
                    "another version of onrecord has made this library (tables {number}, here {}); use that version",
                    super::desk::VERSION
                ),
                address: shown,
            },
            Self::Certificate(why) => Error::Server {
                why: why.clone(),
                address: shown,
            },
            Self::Server(error) => Error::Server {
                why: why(error, address),
                address: shown,
            },
        }
    }

    /// Whether trying again later may help: the line is broken, or the server is busy or being started.
    pub(super) fn may_pass(&self) -> bool {
        let Self::Server(error) = self else {
            return false;
        };
        error.code().is_none_or(|code| {
            // Connection trouble, too few resources, an operator's doing, or a conflict of writes.
            ["08", "53", "57", "40"]
                .iter()
                .any(|class| code.code().starts_with(class))
        })
    }

    /// Whether the server does not know what was asked of it.
    pub(super) fn is_unknown(&self) -> bool {
        let Self::Server(error) = self else {
            return false;
        };
        error
            .code()
            .is_some_and(|code| code.code().starts_with("0A") || code.code().starts_with("42"))
    }
}

/// What the server or the line to it says, and the next step.
fn why(error: &postgres::Error, address: &Address) -> String {
    if let Some(why) = encryption::why(error, &address.host(), &address.encryption) {
        return why;
    }
    let user = address.config.get_user().unwrap_or_default();
    if let Some(code) = error.code() {
        let said = error
            .as_db_error()
            .map_or_else(String::new, |error| error.message().to_owned());
        return if *code == SqlState::INVALID_PASSWORD {
            format!(
                "the password of \"{user}\" is not accepted; {}",
                password_advice(address)
            )
        } else if *code == SqlState::INVALID_AUTHORIZATION_SPECIFICATION {
            format!(
                "\"{user}\" is not let in ({said}); name another user: postgres://USER@HOST/DATABASE"
            )
        } else if *code == SqlState::INVALID_CATALOG_NAME {
            let database = address.database();
            format!(
                "there is no database \"{database}\" on the server; make it with 'createdb {database}'"
            )
        } else if *code == SqlState::INSUFFICIENT_PRIVILEGE {
            format!(
                "\"{user}\" may not do this ({said}); ask the owner of the database for rights, as the manual of push tells"
            )
        } else if [
            SqlState::INVALID_SQL_STATEMENT_NAME,
            SqlState::DUPLICATE_PSTATEMENT,
        ]
        .contains(code)
        {
            format!(
                "a pooler before the server hands each question to another connection ({said}); have it keep sessions \
                 (pool_mode = session), or prepared statements (max_prepared_statements, from PgBouncer 1.21 on)"
            )
        } else {
            format!("the server refuses ({said}); ask who runs it")
        };
    }
    let source = std::error::Error::source(error);
    let line = source.and_then(|source| source.downcast_ref::<io::Error>());
    match line.map(io::Error::kind) {
        Some(io::ErrorKind::ConnectionRefused | io::ErrorKind::NotFound) => {
            "no server answers there; check host and port, and that the server runs".to_owned()
        }
        Some(io::ErrorKind::TimedOut) => {
            "the server does not answer in time; check the address and the way to it".to_owned()
        }
        _ => {
            let said = source.map_or_else(|| error.to_string(), ToString::to_string);
            if said.contains("password missing") {
                return format!(
                    "the server wants a password of \"{user}\"; {}",
                    password_advice(address)
                );
            }
            format!("the server cannot be reached ({said}); check the address and the way to it")
        }
    }
}

fn password_advice(address: &Address) -> String {
    let usual = "set PGPASSWORD, or write it into ~/.pgpass";
    address.hint.clone().unwrap_or_else(|| usual.to_owned())
}
