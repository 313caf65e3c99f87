//! Names as the documents write them, and which of them mean the same person or organization.

use std::collections::HashMap;
use std::sync::Arc;

use crate::engine::EntityKind;
use crate::engine::names::{FirstName, fold, key_word, organization_key, organization_name};
use crate::library::Name;

/// One distinct full name of one kind.
#[derive(Debug)]
pub(super) struct Form {
    kind: EntityKind,
    name: Box<str>,
    /// What stays the same however the documents are ordered.
    pub(super) key: String,
    person: Option<Person>,
}

/// The parts of a person’s name, in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Person {
    /// Empty for a lone name.
    first: FirstName,
    /// The first name as desks without accents spell it out; empty where that is nothing else.
    first_spelled: String,
    /// The initials between first name and surname.
    middle: String,
    last: String,
    /// The surname as desks without accents spell it out; empty where that is nothing else.
    spelled: String,
    generation: String,
}

/// Distinct names in order of their first document.
#[derive(Default)]
pub(super) struct Forms {
    pub(super) list: Vec<Arc<Form>>,
    /// How many documents call an entity so.
    documents: Vec<u32>,
}

impl Forms {
    /// Adds a name that no document before had. Returns its place.
    pub(super) fn add(&mut self, form: Arc<Form>) -> usize {
        self.list.push(form);
        self.documents.push(0);
        self.list.len() - 1
    }

    /// Counts a document that calls an entity so.
    pub(super) fn count(&mut self, form: usize) {
        self.documents[form] += 1;
    }

    /// For each form the form that stands for its group. Two names of a pair in `different` are never in one group.
    pub(super) fn merge(&self, different: &[(Name, Name)]) -> Vec<usize> {
        let mut hub: Vec<usize> = (0..self.list.len()).collect();
        self.merge_organizations(&mut hub);
        let mut by_last: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, form) in self.list.iter().enumerate() {
            if let Some(person) = &form.person {
                by_last.entry(&person.last).or_default().push(index);
            }
        }
        self.gather_spellings(&mut by_last);
        for group in by_last.values() {
            self.merge_people(group, &mut hub);
        }
        for (one, other) in different {
            self.part(one, other, &mut hub);
        }
        hub
    }

    /// Brings those whose surname is spelled out (`Koehler`) to those who bear it with its accent (`Köhler`), whatever desks
    /// without accents make of it (`Kohler`). Only who has the same first name as one with the accent is meant: `Mueller`
    /// alone is a name of its own, and nothing makes it that of a `Muller`. The lone surname follows when nobody else bears it.
    fn gather_spellings<'f>(&'f self, by_last: &mut HashMap<&'f str, Vec<usize>>) {
        for form in 0..self.list.len() {
            let spelled = |person: &&Person| !person.spelled.is_empty() && !person.first.is_empty();
            let Some(person) = self.person(form).filter(spelled) else {
                continue;
            };
            let Some(spelled) = by_last.remove(person.spelled.as_str()) else {
                continue;
            };
            let (mut same, mut others): (Vec<_>, Vec<_>) = spelled
                .into_iter()
                .partition(|&other| self.is_full(other) && self.agree(form, other));
            if !same.is_empty() && !others.iter().any(|&other| self.is_full(other)) {
                same.append(&mut others);
            }
            by_last.entry(&person.last).or_default().extend(same);
            if !others.is_empty() {
                by_last.insert(&person.spelled, others);
            }
        }
    }

    /// Takes two names out of one group: the one that fewer documents use stands alone from now on.
    fn part(&self, one: &Name, other: &Name, hub: &mut [usize]) {
        let form = |name: &Name| {
            let mut list = self.list.iter();
            list.position(|form| form.kind == name.kind && *form.name == *name.name)
        };
        let (Some(one), Some(other)) = (form(one), form(other)) else {
            return;
        };
        if one == other || hub[one] != hub[other] {
            return;
        }
        let documents = |form: usize| self.documents[form];
        let leaves = if documents(one) <= documents(other) {
            one
        } else {
            other
        };
        let stays = if leaves == one { other } else { one };
        for group in hub.iter_mut() {
            // Whoever leaves may have stood for the group.
            if *group == leaves {
                *group = stays;
            }
        }
        hub[leaves] = leaves;
    }

    /// Organizations are one when their names are equal but for case, article and full stops, or known to be one’s names.
    fn merge_organizations(&self, hub: &mut [usize]) {
        let mut by_key: HashMap<&str, usize> = HashMap::new();
        for (index, form) in self.list.iter().enumerate() {
            if form.kind == EntityKind::Organization {
                hub[index] = *by_key.entry(&form.key).or_insert(index);
            }
        }
    }

    /// Joins the people of one surname: full names that agree, then the lone surname to its usual bearer.
    fn merge_people(&self, group: &[usize], hub: &mut [usize]) {
        let mut hubs: Vec<usize> = Vec::new();
        // The names of most documents first: they are the hubs that others join.
        let mut full: Vec<usize> = group.to_vec();
        full.retain(|&form| {
            self.person(form)
                .is_some_and(|person| !person.first.is_empty())
        });
        full.sort_by_key(|&form| (u32::MAX - self.documents[form], form));
        let compare_all = full.len() <= COMPARED;
        for &form in &full {
            let fitting: Vec<usize> = hubs
                .iter()
                .copied()
                .filter(|&other| compare_all && self.agree(form, other))
                .collect();
            let same_first = || {
                let mut same = fitting.iter().filter(|&&other| {
                    self.person(other).map(|person| &person.first)
                        == self.person(form).map(|person| &person.first)
                });
                same.next().copied().filter(|_| same.next().is_none())
            };
            match fitting[..] {
                [other] => hub[form] = other,
                [] => hubs.push(form),
                _ => match same_first() {
                    Some(other) => hub[form] = other,
                    None => hubs.push(form),
                },
            }
        }
        if let Some(bearer) = self.usual_bearer(&full, &hubs, hub) {
            for &form in group {
                let lone = self
                    .person(form)
                    .is_some_and(|person| person.first.is_empty());
                if lone {
                    hub[form] = bearer;
                }
            }
        }
    }

    /// The person whom a lone surname means: the only one, or the one of most documents by far.
    fn usual_bearer(&self, full: &[usize], hubs: &[usize], hub: &[usize]) -> Option<usize> {
        let documents = |person: usize| -> u32 {
            full.iter()
                .filter(|&&form| hub[form] == person)
                .map(|&form| self.documents[form])
                .sum()
        };
        let plain = hubs.iter().copied().filter(|&person| {
            self.person(person)
                .is_some_and(|person| person.generation.is_empty())
        });
        let counted: Vec<(usize, u32)> = plain.map(|person| (person, documents(person))).collect();
        let total: u32 = counted.iter().map(|(_, count)| count).sum();
        let (person, count) = counted
            .iter()
            .copied()
            .min_by_key(|&(person, count)| (u32::MAX - count, person))?;
        (counted.len() == 1 || (count >= 2 && count * 5 >= total * 3)).then_some(person)
    }

    /// Whether the form is more than a lone surname.
    pub(super) fn is_full(&self, form: usize) -> bool {
        self.person(form)
            .is_none_or(|person| !person.first.is_empty())
    }

    fn person(&self, form: usize) -> Option<&Person> {
        self.list.get(form)?.person.as_ref()
    }

    fn agree(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.person(one), self.person(other)) else {
            return false;
        };
        one.generation == other.generation
            && (one.middle.is_empty() || other.middle.is_empty() || one.middle == other.middle)
            && (one.first.agrees(&other.first) || one.is_spelled(other) || other.is_spelled(one))
    }
}

/// A word as desks without accents spell it out: `Köhler` is `koehler`, `Åse` is `aase`.
fn spelled_out(word: &str) -> String {
    let mut spelled = String::with_capacity(word.len() + 1);
    for letter in word.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => spelled.push_str("ae"),
            'ö' | 'ø' => spelled.push_str("oe"),
            'ü' => spelled.push_str("ue"),
            'å' => spelled.push_str("aa"),
            letter => spelled.push(letter),
        }
    }
    key_word(&spelled)
}

/// Above this number of people with one surname only equal names are merged: comparing all pairs would take too long.
const COMPARED: usize = 96;

impl Form {
    pub(super) fn new(name: &str, kind: EntityKind) -> Self {
        let person = (kind == EntityKind::Person).then(|| Person::parse(name));
        let key = match &person {
            Some(person) => format!(
                "person {} {} {} {}",
                person.first.letters(),
                person.middle,
                person.last,
                person.generation
            ),
            None => format!("organization {}", organization_key(organization_name(name))),
        };
        Self {
            kind,
            name: name.into(),
            key,
            person,
        }
    }
}

impl Person {
    /// Whether the first name of `other` is this one, spelled out.
    fn is_spelled(&self, other: &Self) -> bool {
        !self.first_spelled.is_empty() && self.first_spelled == other.first.letters()
    }

    fn parse(name: &str) -> Self {
        let lower = fold(name);
        let mut words: Vec<&str> = lower.split_whitespace().collect();
        let mut person = Self::default();
        if let Some(&last) = words.last()
            && matches!(last, "jr." | "jr" | "sr." | "sr" | "ii" | "iii" | "iv")
        {
            last.trim_end_matches('.')
                .clone_into(&mut person.generation);
            words.pop();
        }
        let Some((&last, rest)) = words.split_last() else {
            return person;
        };
        person.last = key_word(last);
        let spelled = |at: usize, plain: &str| {
            let spelled = name.split_whitespace().nth(at).map(spelled_out);
            spelled
                .filter(|spelled| spelled != plain)
                .unwrap_or_default()
        };
        person.spelled = spelled(rest.len(), &person.last);
        if let Some((&first, middle)) = rest.split_first() {
            person.first = FirstName::new(first);
            person.first_spelled = spelled(0, first);
            let initials = middle.iter().filter(|word| word.ends_with('.'));
            person.middle = initials.copied().collect::<String>().replace('.', "");
        }
        person
    }
}
