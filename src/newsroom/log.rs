//! The log of corrections as rows: added, never changed.

use std::collections::HashSet;

use postgres::types::ToSql;
use postgres::{Client, GenericClient, Row};

use crate::library::Correction;

use super::error::Failure;
use super::reading::Lines;

/// The channel on which readers hear that something is new.
pub(super) const CHANNEL: &str = "onrecord";

/// All lines.
pub(super) fn lines(client: &mut Client) -> Result<Lines, Failure> {
    let rows = client.query("SELECT line FROM onrecord.correction", &[])?;
    Ok(of_rows(&rows, 0)?)
}

/// Looks for lines that have come since the last look.
#[derive(Clone, Debug)]
pub(super) struct Cursor {
    /// When the last line came, by the clock of the server.
    last: String,
}

impl Cursor {
    /// Looks for what comes from now on.
    pub(super) fn now(client: &mut Client) -> Result<Self, Failure> {
        let last = client.query_one("SELECT now()::text", &[])?.try_get(0)?;
        Ok(Self { last })
    }

    /// The lines that have come since the last look, and some of those before: who begins to write first may be done last.
    pub(super) fn fetch(&mut self, client: &mut Client) -> Result<Vec<Correction>, Failure> {
        let query = "SELECT arrived::text, line FROM onrecord.correction \
                     WHERE arrived > $1::text::timestamptz - interval '1 minute' ORDER BY arrived";
        let rows = client.query(query, &[&self.last])?;
        if let Some(row) = rows.last() {
            self.last = row.try_get(0)?;
        }
        Ok(of_rows(&rows, 1)?.known)
    }
}

fn of_rows(rows: &[Row], column: usize) -> Result<Lines, postgres::Error> {
    let mut lines = Lines::default();
    for row in rows {
        match serde_json::from_str(row.try_get(column)?) {
            Ok(line) => lines.known.push(line),
            Err(_) => lines.unknown += 1,
        }
    }
    Ok(lines)
}

/// Adds lines. Those that are there already stay as they are. Returns how many are new.
pub(super) fn add(
    client: &mut impl GenericClient,
    lines: &[Correction],
) -> Result<u64, postgres::Error> {
    let mut ids = HashSet::new();
    let mut rows: [Vec<String>; 5] = Default::default();
    let mut documents: Vec<Option<String>> = Vec::new();
    for line in lines.iter().filter(|line| ids.insert(&line.id)) {
        let json = serde_json::to_value(line).unwrap_or_default();
        let change = json
            .get("change")
            .and_then(|change| change.as_str())
            .unwrap_or_default();
        let cells = [
            line.id.clone(),
            line.at.to_rfc3339(),
            plain(&line.by),
            plain(change),
            json.to_string(),
        ];
        for (row, cell) in rows.iter_mut().zip(cells) {
            row.push(cell);
        }
        documents.push(line.change.document().map(plain));
    }
    let query = "INSERT INTO onrecord.correction (id, at, by, change, line, document) \
                 SELECT id, at::timestamptz, by, change, line, document \
                 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) \
                 AS new (id, at, by, change, line, document) ON CONFLICT (id) DO NOTHING";
    let mut values: Vec<&(dyn ToSql + Sync)> = rows.iter().map(|row| row as _).collect();
    values.push(&documents);
    client.execute(query, &values)
}

/// Wakes those who listen. A server without such a way lets them look by themselves.
pub(super) fn notify(client: &mut Client) {
    let _ = client.batch_execute(&format!("NOTIFY {CHANNEL}"));
}

/// Words without the one character that the server cannot keep.
pub(super) fn plain(words: &str) -> String {
    words.replace('\0', "\u{fffd}")
}
