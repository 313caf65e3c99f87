//! Filling a shared library: files that are new or changed, what is found in them, and the corrections that stand beside them.
//!
//! Every step may be cut off and done again. A part of the files goes in one transaction, and so does a part of the findings, so
//! that what is done is done; readers take findings only when those of all documents are there.

mod analysis;
mod difference;
mod files;
mod gone;
mod names;
mod rows;
mod tables;
mod writing;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use crate::library::{Correction, Listing, Problem};

use super::address::Address;
use super::error::{Error, Failure};
use super::{desk, log};

/// Hears of what is done: what is being done, how many of how many.
pub type Tell<'t> = &'t (dyn Fn(&'static str, usize, usize) + Sync);

/// What a push came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pushed {
    /// Files that are new in the shared library.
    pub new: usize,
    /// Files that were there with other bytes.
    pub changed: usize,
    /// Files that were there as they are.
    pub same: usize,
    /// Files that went from their folder after this person pushed them, and stay on the server.
    pub gone: usize,
    /// Such files that were taken off it.
    pub taken: u64,
    /// Whether files were to be taken off, and it could not be told which.
    pub is_unsure: bool,
    /// Files that are no text.
    pub skipped: usize,
    /// Corrections that are new in the shared library.
    pub corrections: u64,
    /// Documents that were analysed.
    pub analysed: usize,
    /// Files, or parts of them, that cannot be read.
    pub problems: Vec<Problem>,
}

/// Who pushes, and what beside the articles.
#[derive(Clone, Copy, Debug)]
pub struct Wishes<'w> {
    /// How the one who pushes is called.
    pub by: &'w str,
    /// Whether notes go along with the corrections.
    pub notes: bool,
    /// Whether files that this person pushed are taken off the server when they are in their folder no more.
    pub prune: bool,
}

/// Brings the files of a listing to the library at an address, and has everything analysed there.
///
/// # Errors
///
/// When the server cannot be reached, or does not let us write. What was brought by then stays.
pub fn push(
    address: &Address,
    listing: &Listing,
    wishes: Wishes,
    tell: Tell,
) -> Result<Pushed, Error> {
    let pushed = bring(address, listing, wishes, tell);
    pushed.map_err(|failure| failure.at(address))
}

fn bring(
    address: &Address,
    listing: &Listing,
    wishes: Wishes,
    tell: Tell,
) -> Result<Pushed, Failure> {
    let mut client = desk::open_or_make(address)?;
    let mut pushed = Pushed {
        skipped: listing.skipped,
        problems: listing.problems.clone(),
        ..Pushed::default()
    };
    gone::remove_unused(&mut client)?;
    let paths = files::bring(&mut client, listing, wishes.by, tell, &mut pushed)?;
    if pushed.new + pushed.changed + pushed.same > 0 {
        let there: HashSet<&str> = paths.values().map(String::as_str).collect();
        let gone = gone::names(&mut client, listing, &there, wishes.by)?;
        match gone {
            None => pushed.is_unsure = wishes.prune,
            Some(gone) if wishes.prune => {
                pushed.taken = gone::take(&mut client, &gone, wishes.by)?;
            }
            Some(gone) => pushed.gone = gone.len(),
        }
    }
    let lines = listing.corrections.log().all().iter();
    let lines = lines.filter(|line| wishes.notes || !listing.corrections.is_about_notes(line));
    let lines: Vec<Correction> = lines
        .map(|line| line.called(|key| called(&paths, key)))
        .collect();
    for part in lines.chunks(PART) {
        pushed.corrections +=
            desk::in_transaction(&mut client, |transaction| log::add(transaction, part))?;
    }
    pushed.analysed = analysis::bring(address, &mut client, tell)?;
    log::notify(&mut client);
    Ok(pushed)
}

/// How a document is called on the server whose key in the log beside the files is this: as its file, and what stands behind that.
fn called(paths: &HashMap<String, String>, key: &str) -> Option<String> {
    let within = key.match_indices(['/', '#']).rev().map(|(at, _)| at);
    let ends = [key.len()].into_iter().chain(within);
    let mut found = ends.filter_map(|end| Some([paths.get(&key[..end])?, &key[end..]].concat()));
    found.next()
}

/// How many rows go at once.
const PART: usize = 1_000;

/// A file or part of one that is left out.
fn left_out(path: PathBuf, reason: &str) -> Problem {
    Problem {
        path,
        reason: reason.to_owned(),
    }
}
