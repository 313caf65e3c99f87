//! Articles from the web: a page, or what a feed leads to, is fetched once and kept as a file of a library.
//!
//! What comes is kept as it came, with its address, the time and the fields of the answer, in the form of web archives (WARC,
//! ISO 28500); so it is read again without a network, by this program and by others.

mod address;
mod archive;
mod client;
mod guard;
mod proxies;
mod robots;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::library;

pub use client::Trouble;

use self::address::{joined, parted};
use self::archive::Archive;
use self::client::{Answer, Client};
use self::robots::Robots;

/// At most so many pages of a feed are fetched, the first in it.
const MOST_OF_A_FEED: usize = 50;

/// What may be fetched, and from where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Whether machines of the reader's own network may be asked.
    pub private: bool,
}

/// What became of one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// It is in this file now.
    Kept(PathBuf),
    /// It is as it was when it was fetched into this file.
    Same(PathBuf),
}

impl Fetched {
    /// The file that holds it.
    pub fn path(&self) -> &Path {
        match self {
            Self::Kept(path) | Self::Same(path) => path,
        }
    }

    /// Whether it was not there before.
    pub const fn is_new(&self) -> bool {
        matches!(self, Self::Kept(_))
    }
}

/// Something to say while it goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// This address is being fetched: which of how many.
    Begun(String, usize, usize),
    /// This came of it.
    Done(Fetched),
    /// Nothing came of it.
    Failed(Trouble),
}

/// Whether an argument is an address on the web rather than a path.
pub fn is_address(argument: &Path) -> bool {
    let text = argument.to_str().unwrap_or_default();
    let begins = |scheme: &str| {
        let start = text.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    begins("https://") || begins("http://")
}

/// Fetches pages, and all pages that feeds lead to, into a folder. `tell` hears how it goes on and what became of each
/// address; it returns whether to go on.
///
/// An address that was fetched before is asked for only if it has changed since; a page that a feed leads to is not asked for
/// again. Of those pages, they are passed over that the host does not want to be fetched by programs (RFC 9309).
pub fn fetch(
    addresses: &[String],
    folder: &Path,
    reach: Reach,
    mut tell: impl FnMut(Step) -> bool,
) {
    let mut work = Work {
        client: Client::new(reach),
        archive: Archive::of(folder),
        robots: HashMap::new(),
    };
    for (at, address) in addresses.iter().enumerate() {
        if !tell(Step::Begun(address.clone(), at + 1, addresses.len())) {
            return;
        }
        let goes_on = match work.address(address) {
            Ok(Found::Page(page)) => tell(Step::Done(page)),
            Ok(Found::Feed(pages)) => work.pages(&pages, &mut tell),
            Err(trouble) => tell(Step::Failed(trouble)),
        };
        if !goes_on {
            return;
        }
    }
}

/// What an address turned out to be.
enum Found {
    Page(Fetched),
    /// The addresses that it leads to.
    Feed(Vec<String>),
}

struct Work {
    client: Client,
    archive: Archive,
    /// What each host says about programs.
    robots: HashMap<String, Robots>,
}

impl Work {
    fn address(&mut self, address: &str) -> Result<Found, Trouble> {
        let before = self.archive.last(address).or(self.archive.feed(address));
        let tags = before.as_ref().map(|before| &before.tags);
        let answer = match (self.client.get(address, tags)?, before) {
            (Answer::Came(response), _) => response,
            (Answer::Same, Some(before)) => {
                return Ok(match pages_of(&before.address, &before.body) {
                    Some(pages) => Found::Feed(pages),
                    None => Found::Page(Fetched::Same(before.path)),
                });
            }
            (Answer::Same, None) => return Err(Trouble::new(address, "sends nothing; try again")),
        };
        if let Some(pages) = pages_of(&answer.address, &answer.body) {
            if pages.is_empty() {
                let why =
                    "is a feed that leads to no page; save it as a file to read what stands in it";
                return Err(Trouble::new(address, why));
            }
            self.archive.keep_feed(address, &answer)?;
            return Ok(Found::Feed(pages));
        }
        if !answer.is_page() {
            let kind = answer.kind();
            let why = format!("is no page but {kind}; fetch it with 'curl -O' and open the file");
            return Err(Trouble::new(address, why));
        }
        self.archive.keep(address, &answer).map(Found::Page)
    }

    /// Fetches the pages that a feed leads to, and returns whether to go on.
    fn pages(&mut self, pages: &[String], tell: &mut impl FnMut(Step) -> bool) -> bool {
        let pages = &pages[..pages.len().min(MOST_OF_A_FEED)];
        (1..).zip(pages).all(|(at, page)| {
            if let Some(path) = self.archive.first(page) {
                return tell(Step::Done(Fetched::Same(path)));
            }
            let begun = Step::Begun(page.clone(), at, pages.len());
            tell(begun)
                && tell(match self.page_of_feed(page) {
                    Ok(kept) => Step::Done(kept),
                    Err(trouble) => Step::Failed(trouble),
                })
        })
    }

    fn page_of_feed(&mut self, address: &str) -> Result<Fetched, Trouble> {
        if !is_address(Path::new(address)) {
            return Err(Trouble::new(address, "is no address that can be fetched"));
        }
        if !self.allows(address) {
            let why = "its host asks programs not to fetch it (robots.txt); open it in a browser and save it";
            return Err(Trouble::new(address, why));
        }
        match self.address(address)? {
            Found::Page(page) => Ok(page),
            Found::Feed(_) => Err(Trouble::new(address, "is another feed; fetch it by itself")),
        }
    }

    /// Whether the host lets programs fetch the address. One that says nothing does; one that cannot say does not.
    fn allows(&mut self, address: &str) -> bool {
        let Some((host, path)) = parted(address) else {
            return false;
        };
        if !self.robots.contains_key(host) {
            let found = self.client.get(&format!("{host}/robots.txt"), None);
            let robots = match found {
                Ok(Answer::Came(answer)) => Robots::parse(&String::from_utf8_lossy(&answer.body)),
                Ok(Answer::Same) => Robots::default(),
                Err(trouble) if trouble.is_absent() => Robots::default(),
                Err(_) => Robots::closed(),
            };
            self.robots.insert(host.to_owned(), robots);
        }
        self.robots
            .get(host)
            .is_some_and(|robots| robots.allows(path))
    }
}

/// The pages that a feed from this address leads to; nothing of what is no feed.
fn pages_of(address: &str, body: &[u8]) -> Option<Vec<String>> {
    let pages = library::links_in_feed(body)?;
    let pages = pages.iter().filter_map(|page| joined(address, page));
    Some(pages.collect())
}
