//! Whether a reader who opens one person gets all of that person's quotations, and only those.

use std::collections::{HashMap, HashSet};

use crate::speakers::{core, junior, nicknames};

/// A quotation: its document and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Said {
    /// A quotation that is known.
    Known(usize, usize),
    /// One that is none.
    Wrongly(usize, usize),
}

/// Who is named for which quotation, and who it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    named: Vec<(String, Said)>,
    right: Vec<(String, Said)>,
    asked: Vec<Said>,
}

impl People {
    /// The engine names this speaker.
    pub(crate) fn said(&mut self, name: &str, said: Said) {
        self.named.push((name.trim().to_lowercase(), said));
    }

    /// This person is the speaker.
    pub(crate) fn is(&mut self, name: &str, said: Said) {
        self.right.push((name.to_owned(), said));
    }

    /// The speaker of this quotation is known.
    pub(crate) fn asked(&mut self, said: Said) {
        self.asked.push(said);
    }
}

/// One person with the list of quotations that comes closest.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    pub(crate) name: String,
    pub(crate) quotations: usize,
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) f1: f64,
    /// The name that the list has.
    pub(crate) under: String,
}

/// Groups in order of their first member.
struct Groups<K> {
    order: Vec<(K, HashSet<Said>)>,
}

impl<K: PartialEq + Eq + std::hash::Hash + Clone> Groups<K> {
    fn of(members: impl IntoIterator<Item = (K, Said)>) -> Self {
        let mut places: HashMap<K, usize> = HashMap::new();
        let mut order: Vec<(K, HashSet<Said>)> = Vec::new();
        for (key, said) in members {
            let place = *places.entry(key.clone()).or_insert_with(|| {
                order.push((key, HashSet::new()));
                order.len() - 1
            });
            order[place].1.insert(said);
        }
        Self { order }
    }
}

/// Every person with at least `least` quotations, and how well the best list of the engine fits.
pub(crate) fn lists<'p>(
    all: impl Iterator<Item = &'p People> + Clone,
    least: usize,
) -> Vec<Listed> {
    let named = Groups::of(all.clone().flat_map(|people| people.named.iter().cloned()));
    let asked: HashSet<Said> = all
        .clone()
        .flat_map(|people| people.asked.iter().copied())
        .collect();
    let mut persons: Vec<((String, String), String)> = Vec::new();
    let mut right = Vec::new();
    for (name, said) in all.flat_map(|people| &people.right) {
        right.push((key(&mut persons, name), *said));
    }
    let counted = |said: &&Said| matches!(said, Said::Wrongly(..)) || asked.contains(*said);
    Groups::of(right)
        .order
        .into_iter()
        .filter(|(_, said)| said.len() >= least)
        .map(|(key, said)| {
            let name = persons.iter().find(|known| known.0 == key);
            let mut listed = Listed {
                name: name.map_or_else(String::new, |known| known.1.clone()),
                quotations: said.len(),
                precision: 0.0,
                recall: 0.0,
                f1: 0.0,
                under: String::new(),
            };
            if let Some((under, list)) = best(&named, &said) {
                let right = list.intersection(&said).count() as f64;
                listed.precision = right / list.iter().filter(counted).count().max(1) as f64;
                listed.recall = right / said.len() as f64;
                listed.f1 =
                    2.0 * listed.precision * listed.recall / (listed.precision + listed.recall);
                listed.under.clone_from(under);
            }
            listed
        })
        .collect()
}

/// The list that shares most with these quotations; the first, and of two the longer.
fn best<'g>(
    named: &'g Groups<String>,
    said: &HashSet<Said>,
) -> Option<&'g (String, HashSet<Said>)> {
    let mut best: Option<(f64, &(String, HashSet<Said>))> = None;
    for group in &named.order {
        let shared = group.1.intersection(said).count();
        if shared == 0 {
            continue;
        }
        let fit = 2.0 * shared as f64 / (group.1.len() + said.len()) as f64;
        if best.is_none_or(|(most, one)| (fit, group.1.len()) > (most, one.1.len())) {
            best = Some((fit, group));
        }
    }
    best.map(|(_, group)| group)
}

/// First name and surname under which a person is counted; a nickname joins the person known before.
fn key(names: &mut Vec<((String, String), String)>, name: &str) -> (String, String) {
    let words = core(name);
    let first = words.first().cloned().unwrap_or_default();
    let mut last = words.last().cloned().unwrap_or_default();
    if junior(name) {
        last.push_str(" jr");
    }
    let mut key = (first.clone(), last.clone());
    for (known, _) in names.iter() {
        if known.1 == last && nicknames(&known.0, &first) {
            key = known.clone();
        }
    }
    if names.iter().all(|known| known.0 != key) {
        names.push((key.clone(), name.to_owned()));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_that_fits_best_is_the_one_a_reader_opens() {
        let mut people = People::default();
        for number in 0..4 {
            let said = Said::Known(0, number);
            people.is(
                if number == 0 {
                    "Bob Dale"
                } else {
                    "Robert Dale"
                },
                said,
            );
            people.asked(said);
            people.said(if number < 3 { "Robert Dale" } else { "Ann Orr" }, said);
        }
        people.said("Robert Dale", Said::Wrongly(0, 0));
        let lists = lists([&people].into_iter(), 4);
        let [dale] = lists.as_slice() else {
            unreachable!("one person")
        };
        assert_eq!(
            (dale.name.as_str(), dale.under.as_str()),
            ("Bob Dale", "robert dale")
        );
        assert!((dale.precision - 0.75).abs() < 1e-9 && (dale.recall - 0.75).abs() < 1e-9);
    }
}
