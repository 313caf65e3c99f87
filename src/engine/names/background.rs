//! What all documents of a library together tell about names.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::letters::key_word;
use super::{Names, PersonKey};
use crate::engine::hashing::HashMap;
use crate::engine::{Analysis, EntityKind, Gender};

/// The names and roles of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    people: Vec<Surveyed>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Surveyed {
    key: PersonKey,
    name: String,
    gender: Gender,
    roles: Vec<String>,
}

/// The person whom most documents mean by a surname.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Bearer {
    pub(super) key: PersonKey,
    pub(super) name: String,
    pub(super) gender: Gender,
}

/// What all documents of a library together tell about names: the usual bearer of a surname, who holds which role.
#[derive(Debug, Default)]
pub struct Background {
    known: Arc<Known>,
    /// What was asked so far, where somebody wants to know.
    asked: Option<Mutex<BTreeSet<Question>>>,
}

/// The same knowledge is equal, whoever was asked for what.
impl PartialEq for Background {
    fn eq(&self, other: &Self) -> bool {
        self.known == other.known
    }
}

impl Eq for Background {}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Known {
    bearers: HashMap<String, Bearer>,
    roles: HashMap<PersonKey, Vec<String>>,
}

/// Something that an analysis asks of a [`Background`]. What is found in a document depends on its text and on the answers,
/// on nothing else of the library.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Question {
    /// Who usually bears a surname, given in lower case.
    Bearer(String),
    /// Which roles a person holds, given by first name and surname in lower case.
    Roles(PersonKey),
}

/// A surname belongs to its most frequent bearer if at least this share of the documents mean that one.
const DOMINANT: f64 = 0.6;

impl Survey {
    /// The full names of the document.
    pub(crate) fn of(names: &Names) -> Self {
        let people = names
            .entities()
            .iter()
            .filter(|named| named.kind == EntityKind::Person)
            .filter_map(|named| {
                let key = named.key.clone()?;
                (!named.name.ends_with("Jr.")).then(|| Surveyed {
                    key,
                    name: named.name.clone(),
                    gender: named.gender,
                    roles: named.roles.clone(),
                })
            })
            .collect();
        Self { people }
    }

    /// The full names that the findings of a document give, without another look at its text. Of a role every word counts as one.
    pub fn of_findings(analysis: &Analysis) -> Self {
        let people = analysis
            .entities
            .iter()
            .filter(|entity| entity.kind == EntityKind::Person && !entity.name.ends_with("Jr."))
            .filter_map(|entity| {
                let (first, rest) = entity.name.split_once(' ')?;
                let last = rest.rsplit(' ').next()?;
                Some(Surveyed {
                    key: PersonKey {
                        first: key_word(first),
                        last: key_word(last),
                    },
                    name: entity.name.clone(),
                    gender: entity.gender,
                    roles: entity
                        .role
                        .iter()
                        .flat_map(|role| role_words(role))
                        .collect(),
                })
            })
            .collect();
        Self { people }
    }

    /// The names of several parts of one document: each full name once, with every role that a part gives it.
    #[must_use]
    pub fn join(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut places: HashMap<PersonKey, usize> = HashMap::default();
        let mut whole = Self::default();
        for person in parts.into_iter().flat_map(|part| part.people) {
            let next = whole.people.len();
            match places.entry(person.key.clone()) {
                Entry::Vacant(place) => {
                    place.insert(next);
                    whole.people.push(person);
                }
                Entry::Occupied(place) => {
                    let known = &mut whole.people[*place.get()];
                    if known.gender == Gender::Unknown {
                        known.gender = person.gender;
                    }
                    for role in person.roles {
                        if !known.roles.contains(&role) {
                            known.roles.push(role);
                        }
                    }
                }
            }
        }
        whole
    }
}

fn role_words(role: &str) -> impl Iterator<Item = String> {
    role.split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// What the documents say about one full name.
#[derive(Default)]
struct Counted<'a> {
    documents: usize,
    names: BTreeMap<&'a str, usize>,
    masculine: usize,
    feminine: usize,
    roles: BTreeMap<&'a str, usize>,
}

impl Background {
    /// Learns from the surveys of all documents. The order of the surveys makes no difference.
    pub fn gather<'a>(surveys: impl IntoIterator<Item = &'a Survey>) -> Self {
        let mut counted: BTreeMap<&PersonKey, Counted> = BTreeMap::new();
        for person in surveys.into_iter().flat_map(|survey| &survey.people) {
            let entry = counted.entry(&person.key).or_default();
            entry.documents += 1;
            *entry.names.entry(&person.name).or_default() += 1;
            match person.gender {
                Gender::Masculine => entry.masculine += 1,
                Gender::Feminine => entry.feminine += 1,
                Gender::Unknown => {}
            }
            for role in &person.roles {
                *entry.roles.entry(role).or_default() += 1;
            }
        }
        let mut by_last: BTreeMap<&str, Vec<(&PersonKey, &Counted)>> = BTreeMap::new();
        for (key, entry) in &counted {
            by_last.entry(&key.last).or_default().push((key, entry));
        }
        let bearers = by_last
            .into_iter()
            .filter_map(|(last, people)| Some((last.to_owned(), dominant(&people)?)))
            .collect();
        let roles = counted
            .iter()
            .map(|(key, entry)| {
                let held = entry.roles.iter().filter(|(_, count)| **count >= 2);
                (
                    (*key).clone(),
                    held.map(|(role, _)| (*role).to_owned()).collect::<Vec<_>>(),
                )
            })
            .filter(|(_, roles)| !roles.is_empty())
            .collect();
        Self {
            known: Arc::new(Known { bearers, roles }),
            asked: None,
        }
    }

    /// The same knowledge, which notes what is asked of it from now on.
    #[must_use]
    pub fn noting(&self) -> Self {
        Self {
            known: Arc::clone(&self.known),
            asked: Some(Mutex::default()),
        }
    }

    /// What was asked, each question once and in order; nothing where nothing is noted.
    pub fn asked(&self) -> Vec<Question> {
        let asked = self.asked.iter();
        let asked = asked.flat_map(|asked| {
            let asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
            asked.iter().cloned().collect::<Vec<_>>()
        });
        asked.collect()
    }

    /// A number that tells the answers to these questions from other answers to them. While it stays the same, so does the
    /// analysis that asked them.
    pub fn answers(&self, asked: &[Question]) -> u64 {
        let mut hasher = DefaultHasher::new();
        for question in asked {
            match question {
                Question::Bearer(last) => self.known.bearers.get(last).hash(&mut hasher),
                Question::Roles(key) => self.known.roles.get(key).hash(&mut hasher),
            }
        }
        hasher.finish()
    }

    fn note(&self, question: impl FnOnce() -> Question) {
        if let Some(asked) = &self.asked {
            let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
            asked.insert(question());
        }
    }

    /// Learns what documents say that came later. Of whom something is known already, that stays: nobody's name is another's
    /// because one more article came.
    pub fn learn(&mut self, later: Self) {
        let known = Arc::make_mut(&mut self.known);
        let later = Arc::unwrap_or_clone(later.known);
        for (last, bearer) in later.bearers {
            known.bearers.entry(last).or_insert(bearer);
        }
        for (key, roles) in later.roles {
            known.roles.entry(key).or_insert(roles);
        }
    }

    /// Whom the library usually means by a surname, given in lower case.
    pub(super) fn bearer(&self, last: &str) -> Option<&Bearer> {
        self.note(|| Question::Bearer(last.to_owned()));
        self.known.bearers.get(last)
    }

    /// The roles that at least two documents give the person.
    pub(super) fn roles_of(&self, key: &PersonKey) -> impl Iterator<Item = &str> {
        self.note(|| Question::Roles(key.clone()));
        let roles = self.known.roles.get(key);
        roles.into_iter().flatten().map(String::as_str)
    }
}

/// The bearer of most documents, if that is the only one or clearly the most frequent.
fn dominant(people: &[(&PersonKey, &Counted)]) -> Option<Bearer> {
    let total: usize = people.iter().map(|(_, counted)| counted.documents).sum();
    let (key, counted) = people
        .iter()
        .min_by_key(|(_, counted)| usize::MAX - counted.documents)?;
    let clear = counted.documents >= 2 && counted.documents as f64 >= DOMINANT * total as f64;
    if !clear && people.len() > 1 {
        return None;
    }
    let name = counted
        .names
        .iter()
        .min_by_key(|(_, count)| usize::MAX - **count)
        .map(|(name, _)| (*name).to_owned())?;
    let gender = match counted.masculine.cmp(&counted.feminine) {
        std::cmp::Ordering::Greater => Gender::Masculine,
        std::cmp::Ordering::Less => Gender::Feminine,
        std::cmp::Ordering::Equal => Gender::Unknown,
    };
    Some(Bearer {
        key: (*key).clone(),
        name,
        gender,
    })
}
