//! Why a form of a name means the person or organization with the full name.

use super::body_keys::{initials, key_of};
use super::letters::{fold, key_word};
use super::nicknames::{FirstName, first_names_agree};
use super::organization_name;
use super::words::{is_acronym, is_family_name_first};
use crate::engine::EntityKind;

/// The reason that two forms of a name are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// The same words but for case, accents, full stops and what the law adds to companies.
    Same,
    /// The same name as another desk spells it: `Horenskyy`.
    Spelling,
    /// The surname. Where several share it, titles and the nearest mention decide.
    Surname,
    /// The first name alone, or a part of the name in the middle.
    FirstName,
    /// Initials stand for words of the name, or one more or less stands in it.
    Initials,
    /// A usual short form of the first name: `Bob`.
    ShortName,
    /// The first letters of its words: `NLC`.
    Acronym,
    /// The list of well-known organizations has both names.
    Listed,
    /// The last words of its name: `the Ledger`.
    LastWords,
    /// The text defines it in brackets: `Nigeria Labour Congress (NigLab)`.
    Defined,
    /// The reader has said so.
    Told,
}

impl Tie {
    /// Why `form` means the person or organization called `name`.
    pub fn between(kind: EntityKind, name: &str, form: &str) -> Self {
        match kind {
            EntityKind::Person => of_person(name, form),
            EntityKind::Organization => of_organization(name, form),
        }
    }

    /// The reason in a word or two, to stand behind the form.
    pub fn words(self) -> &'static str {
        match self {
            Self::Same => "same words",
            Self::Spelling => "other spelling",
            Self::Surname => "surname",
            Self::FirstName => "part of the name",
            Self::Initials => "initials",
            Self::ShortName => "short first name",
            Self::Acronym => "its initials",
            Self::Listed => "known name",
            Self::LastWords => "last words",
            Self::Defined => "defined in a text",
            Self::Told => "as you said",
        }
    }
}

fn of_person(name: &str, form: &str) -> Tie {
    let words = |text: &str| -> Vec<String> {
        let parts = text.split_whitespace();
        parts.map(|part| fold(part).replace('.', "")).collect()
    };
    let (full, short) = (words(name), words(form));
    let (Some(first), Some(last)) = (full.first(), full.last()) else {
        return Tie::Told;
    };
    let (Some(called), Some(surname)) = (short.first(), short.last()) else {
        return Tie::Told;
    };
    let spelled = |one: &[String], other: &[String]| {
        one.len() == other.len()
            && one
                .iter()
                .zip(other)
                .all(|(one, other)| key_word(one) == key_word(other))
    };
    if full.concat() == short.concat() {
        return Tie::Same;
    }
    if spelled(&full, &short) {
        return Tie::Spelling;
    }
    if short.len() > 1 && key_word(last) == key_word(surname) && first_names_agree(first, called) {
        let shortened = first != called && first.len() > 2 && called.len() > 2;
        return if shortened {
            Tie::ShortName
        } else {
            Tie::Initials
        };
    }
    let family_first = name.split(' ').next().is_some_and(is_family_name_first);
    if full.ends_with(&short) || spelled(&full[full.len().saturating_sub(short.len())..], &short) {
        return Tie::Surname;
    }
    if short.len() == 1 && family_first && called == first {
        return Tie::Surname;
    }
    if full.starts_with(&short) || full.windows(short.len()).any(|part| part == short) {
        return Tie::FirstName;
    }
    // `Hale Jr.` is the surname of the younger Ada Hale.
    if short.iter().all(|word| full.contains(word)) {
        return Tie::Surname;
    }
    let letters: String = full.iter().filter_map(|word| word.chars().next()).collect();
    if short.len() == 1 && *called == letters {
        return Tie::Initials;
    }
    if short.len() == 1 && FirstName::new(called).agrees(&FirstName::new(first)) {
        return Tie::ShortName;
    }
    Tie::Told
}

fn of_organization(name: &str, form: &str) -> Tie {
    let (full, short) = (key_of(name), key_of(form));
    if full == short {
        return Tie::Same;
    }
    if key_of(organization_name(form)) == key_of(organization_name(name)) {
        return Tie::Listed;
    }
    if full
        .strip_suffix(&short)
        .is_some_and(|front| front.ends_with(' '))
    {
        return Tie::LastWords;
    }
    let acronym = |long: &str, short: &str| initials(long) == short.replace(' ', "");
    if acronym(&full, &short) || acronym(&short, &full) {
        return Tie::Acronym;
    }
    if is_acronym(form) || is_acronym(name) {
        Tie::Defined
    } else {
        Tie::Told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: EntityKind, cases: &[(&str, &str, Tie)]) {
        for &(name, form, tie) in cases {
            assert_eq!(Tie::between(kind, name, form), tie, "{form} for {name}");
        }
    }

    #[test]
    fn every_form_of_a_person_has_its_reason() {
        check(
            EntityKind::Person,
            &[
                ("Robert Hale", "ROBERT HALE", Tie::Same),
                ("José Fenn", "Jose Fenn", Tie::Same),
                ("J.D. Hale", "JD Hale", Tie::Same),
                ("Oleh Horenskyy", "Oleh Horenskiy", Tie::Spelling),
                ("Robert Hale", "Hale", Tie::Surname),
                ("Ursula van der Aalst", "van der Aalst", Tie::Surname),
                ("Kim Se-won", "Kim", Tie::Surname),
                ("Robert Hale Jr.", "Hale Jr.", Tie::Surname),
                ("Robert Hale", "Robert", Tie::FirstName),
                ("Robert Hale", "R. Hale", Tie::Initials),
                ("Robert Hale", "Robert J. Hale", Tie::Initials),
                ("Robert Hale", "Bob Hale", Tie::ShortName),
                ("Robert Hale", "Ada Orr", Tie::Told),
            ],
        );
    }

    #[test]
    fn every_form_of_an_organization_has_its_reason() {
        check(
            EntityKind::Organization,
            &[
                ("Orr & Hale, Inc.", "Orr and Hale", Tie::Same),
                ("Kenya Dairy Board", "KDB", Tie::Acronym),
                ("Kenya Dairy Board", "KeDaB", Tie::Told),
                ("Kenya Dairy Board", "KEDB", Tie::Defined),
                ("The Northmark Ledger", "the Ledger", Tie::LastWords),
                ("European Central Bank", "ECB", Tie::Listed),
            ],
        );
    }
}
