//! Texts that stay on the server until somebody looks at them, and the index of their words.

use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use postgres::Client;

use crate::engine::{self, Analysis, Block};
use crate::library::{Shelf, Sieve, TextId};

use super::address::Address;
use super::error::Failure;
use super::{desk, trust, words};

/// A connection for reading, which any thread may use, and which is made anew when it breaks.
pub(super) struct Line {
    address: Address,
    client: Mutex<Client>,
    /// Whether all texts are in memory, so that nobody asks the server for words.
    pub(super) is_all_here: bool,
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line({})", self.address)
    }
}

impl Line {
    pub(super) fn new(address: &Address, client: Client, is_all_here: bool) -> Self {
        Self {
            address: address.clone(),
            client: Mutex::new(client),
            is_all_here,
        }
    }

    /// Does something with the connection; once more with a new one where it is broken.
    pub(super) fn with<R>(
        &self,
        work: impl Fn(&mut Client) -> Result<R, postgres::Error>,
    ) -> Result<R, Failure> {
        let mut client = self.client.lock().unwrap_or_else(PoisonError::into_inner);
        match work(&mut client) {
            Err(_) if client.is_closed() => {
                *client = desk::open(&self.address)?;
                Ok(work(&mut client)?)
            }
            other => Ok(other?),
        }
    }

    fn row(&self, id: TextId) -> Option<(String, String)> {
        let query = "SELECT text, blocks FROM onrecord.content WHERE id = $1";
        let row = self.with(|client| {
            let row = client.query_opt(query, &[&id.0])?;
            row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
                .transpose()
        });
        row.ok().flatten()
    }
}

impl Shelf for Line {
    fn text(&self, id: TextId) -> Arc<str> {
        let row = self.row(id);
        row.map_or_else(Arc::default, |(text, _)| Arc::from(text))
    }

    fn blocks(&self, id: TextId) -> Arc<[Block]> {
        let row = self.row(id);
        row.map_or_else(Arc::default, |(text, blocks)| {
            Arc::from(trust::blocks(&blocks, &text))
        })
    }

    fn findings(&self, id: TextId) -> Option<Arc<Analysis>> {
        let query = "SELECT f.findings, c.text FROM onrecord.finding f JOIN onrecord.content c ON c.id = f.content \
                     WHERE f.content = $1 AND f.engine = $2";
        let engine = engine::VERSION.cast_signed();
        let row = self.with(|client| client.query_opt(query, &[&id.0, &engine]));
        let row = row.ok()??;
        let found = trust::analysis(row.try_get(0).ok()?, row.try_get(1).ok()?);
        found.map(Arc::new)
    }

    fn holding(&self, sieve: &Sieve) -> Option<HashSet<TextId>> {
        if self.is_all_here {
            return None;
        }
        let asked = words::query(sieve)?;
        let query =
            "SELECT id FROM onrecord.content WHERE words IS NULL OR words @@ $1::text::tsquery";
        let rows = self.with(|client| client.query(query, &[&asked])).ok()?;
        let ids = rows.iter().map(|row| Some(TextId(row.try_get(0).ok()?)));
        ids.collect()
    }
}
