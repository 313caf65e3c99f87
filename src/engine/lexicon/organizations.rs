//! Organizations that news name without explaining them, with their other names.

use std::collections::HashMap;

use super::starts::Starts;
use super::table::{self, Build};

/// An organization of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KnownOrganization {
    /// The full name, with its article where it has one: `The Economist`.
    pub(crate) name: &'static str,
    /// Whether it publishes news.
    pub(crate) outlet: bool,
    /// Whether its name is an ordinary word too, so that the sentence has to show that the organization is meant: `Target`.
    pub(crate) ambiguous: bool,
}

#[derive(Debug)]
pub(super) struct Organizations {
    list: Vec<KnownOrganization>,
    /// Names and aliases without their article.
    by_name: HashMap<&'static str, u32, Build>,
    starts: Starts,
}

impl Organizations {
    pub(super) fn parse(text: &'static str) -> Self {
        let mut organizations = Self {
            list: Vec::with_capacity(2600),
            by_name: HashMap::with_capacity_and_hasher(4000, Build::default()),
            starts: Starts::default(),
        };
        // Full names first: an alias never takes the name of another organization.
        let mut aliases = Vec::with_capacity(1000);
        for mut fields in table::lines(text) {
            let (Some(name), Some(kind)) = (fields.next(), fields.next()) else {
                continue;
            };
            let index = organizations.list.len() as u32;
            organizations.list.push(KnownOrganization {
                name,
                outlet: kind.starts_with("media"),
                ambiguous: kind.ends_with('?'),
            });
            organizations.insert(name, index);
            aliases.push((index, fields.next().unwrap_or_default()));
        }
        for (index, names) in aliases {
            for alias in names.split('|').filter(|alias| !alias.starts_with('~')) {
                organizations.insert(alias, index);
            }
        }
        organizations
    }

    fn insert(&mut self, name: &'static str, index: u32) {
        let name = without_article(name);
        if !name.is_empty() {
            self.by_name.entry(name).or_insert(index);
            self.starts.add(name);
        }
    }

    /// How many tokens a name takes at most that begins as `words` do.
    pub(super) fn reach(&self, words: &str) -> usize {
        self.starts.reach(without_article(words))
    }

    pub(super) fn get(&self, words: &str) -> Option<&KnownOrganization> {
        let index = *self.by_name.get(without_article(words))?;
        self.list.get(index as usize)
    }
}

fn without_article(name: &str) -> &str {
    name.strip_prefix("The ")
        .or_else(|| name.strip_prefix("the "))
        .unwrap_or(name)
}
