//! A library that a newsroom shares, in `PostgreSQL` or what speaks like it: several readers, one set of documents, findings and
//! corrections.
//!
//! [`push`] fills it from files. [`open`] makes a [`Library`](crate::library::Library) of its rows, as the cache makes one of its
//! file: documents at once, findings after them. Findings belong to a version of the engine; a reader of another version works out
//! its own.
//!
//! Corrections are the same lines as those beside a folder, and they are a set (see
//! [`Log`](crate::library::Log)): a line that is made here is on this disk first and then on the server, and a line that is made
//! elsewhere comes from there. It does not matter in which order, or how often.
//!
//! Nothing that comes from a server is trusted more than a file from a stranger: see `trust.rs`.

mod address;
mod desk;
mod encryption;
mod error;
mod exchange;
mod log;
mod passwords;
mod push;
mod reading;
mod shelf;
mod trust;
mod whole;
mod words;

pub use self::address::{Address, masked};
pub use self::error::Error;
pub use self::exchange::{Beginning, Exchange, Word};
pub use self::push::{Pushed, Tell, Wishes, push};
pub use self::reading::{Found, HELD, Opened, open};
pub use self::whole::{PART, analysed};
