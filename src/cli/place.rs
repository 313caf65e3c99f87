//! What is read: articles on the disk, or the library that a newsroom shares.

use std::env;
use std::path::PathBuf;

use crate::app::memory::Root;
use crate::newsroom::{self, Address};
use crate::store;

use super::errors::Error;

/// Where the documents are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Articles and folders of articles; none for the bundled library.
    Files(Vec<PathBuf>),
    /// A library on a server.
    Shared(Box<Address>),
}

impl Place {
    /// The place that these paths mean, of which one alone may be an address.
    ///
    /// # Errors
    ///
    /// When an address is wrong, or stands beside something else.
    pub(crate) fn of(paths: Vec<PathBuf>) -> Result<Self, Error> {
        let is_address = |path: &PathBuf| path.to_str().is_some_and(Address::is_meant);
        let Some(at) = paths.iter().position(is_address) else {
            return Ok(Self::Files(paths));
        };
        let words = paths[at].to_string_lossy();
        if paths.len() > 1 {
            let (shown, _) = newsroom::masked(&words);
            return Err(Error::Usage(format!(
                "{shown}: a shared library is opened alone; 'onrecord push PATH --library {shown}' brings articles into it"
            )));
        }
        let address = Address::parse(&words, &|name| env::var_os(name));
        Ok(Self::Shared(Box::new(
            address.map_err(|error| refused(&error))?,
        )))
    }

    /// What names the library where something is kept about it.
    pub(crate) fn key(&self) -> String {
        match self {
            Self::Files(paths) => store::library_key(paths),
            Self::Shared(address) => address.to_string(),
        }
    }

    /// What the paths of documents begin with.
    pub(crate) fn roots(&self) -> Vec<Root> {
        match self {
            Self::Files(paths) => store::roots(paths),
            Self::Shared(address) => vec![Root {
                path: PathBuf::new(),
                full: address.to_string(),
            }],
        }
    }
}

/// Why a shared library cannot be read, as a command says it.
pub(crate) fn refused(error: &newsroom::Error) -> Error {
    match error {
        newsroom::Error::Nothing { .. } => Error::Nothing(error.to_string()),
        newsroom::Error::Address { .. } | newsroom::Error::Server { .. } => {
            Error::Usage(error.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_stands_alone() {
        let of = |paths: &[&str]| Place::of(paths.iter().map(PathBuf::from).collect());
        assert_eq!(
            of(&["a", "b"]).unwrap(),
            Place::Files(vec!["a".into(), "b".into()])
        );
        let shared = of(&["postgres://anna:secret@db.example/story"]).unwrap();
        assert_eq!(shared.key(), "postgres://db.example/story");
        let both = of(&["a", "postgres://anna:secret@db.example/story"]).unwrap_err();
        assert_eq!(both.status(), 2);
        assert!(!both.to_string().contains("secret"), "{both}");
    }
}
