//! Files that went from a folder after they were pushed: which those are, and taking them off the server.
//!
//! Two people may push from folders of one name into one library. A file is therefore taken off only by whoever pushed it last, and
//! only if they ask for it.

use std::collections::HashSet;

use postgres::{Client, Transaction};

use crate::library::Listing;

use super::super::desk;
use super::super::error::Failure;
use super::super::log::plain;
use super::names::folders;

/// The names of files that this person pushed from the folders of the listing, and that are in them no more. `there` are those that
/// are. None where that cannot be told: no folder was given, or a part of one could not be read.
pub(super) fn names(
    client: &mut Client,
    listing: &Listing,
    there: &HashSet<&str>,
    by: &str,
) -> Result<Option<Vec<String>>, Failure> {
    let folders: Vec<String> = folders(listing)
        .into_iter()
        .map(|folder| folder + "/")
        .collect();
    if folders.is_empty() || !listing.problems.is_empty() {
        return Ok(None);
    }
    let query =
        "SELECT path FROM onrecord.file WHERE pushed_by = $1 AND role = current_user ORDER BY path";
    let rows = client.query(query, &[&plain(by)])?;
    let mut gone = Vec::new();
    for row in &rows {
        let name: String = row.try_get(0)?;
        let is_below = folders.iter().any(|folder| name.starts_with(folder));
        if is_below && !there.contains(name.as_str()) {
            gone.push(name);
        }
    }
    Ok(Some(gone))
}

/// Takes files off the server, with their texts. Returns how many; those that somebody else has pushed meanwhile stay.
pub(super) fn take(client: &mut Client, names: &[String], by: &str) -> Result<u64, Failure> {
    if names.is_empty() {
        return Ok(0);
    }
    let by = plain(by);
    desk::in_transaction(client, |transaction| {
        let generation = desk::generation(transaction)?;
        let own = "SELECT id FROM onrecord.file WHERE path = ANY($1) AND pushed_by = $2 AND role = current_user";
        let documents = format!("DELETE FROM onrecord.document WHERE file IN ({own})");
        transaction.execute(&documents, &[&names, &by])?;
        let files = format!("DELETE FROM onrecord.file WHERE id IN ({own})");
        let taken = transaction.execute(&files, &[&names, &by])?;
        sweep(transaction)?;
        desk::set_fact(transaction, "generation", &(generation + 1).to_string())?;
        Ok(taken)
    })
}

/// Removes the texts that no document has, with what was found in them. Those of changed files stay from one push to the next: by
/// then everybody who reads has the new ones.
pub(super) fn remove_unused(client: &mut Client) -> Result<(), Failure> {
    desk::in_transaction(client, |transaction| {
        // Whoever pushes writes a text before the document that has it.
        desk::generation(transaction)?;
        sweep(transaction)
    })
}

fn sweep(from: &mut Transaction) -> Result<(), postgres::Error> {
    let query = "SELECT id FROM onrecord.content c \
                 WHERE NOT EXISTS (SELECT 1 FROM onrecord.document d WHERE d.content = c.id)";
    let rows = from.query(query, &[])?;
    let unused: Vec<i64> = rows
        .iter()
        .map(|row| row.try_get(0))
        .collect::<Result<_, _>>()?;
    if !unused.is_empty() {
        let finding = "DELETE FROM onrecord.finding WHERE content = ANY($1)";
        from.execute(finding, &[&unused])?;
        let content = "DELETE FROM onrecord.content WHERE id = ANY($1)";
        from.execute(content, &[&unused])?;
    }
    Ok(())
}
