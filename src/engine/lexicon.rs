//! The word lists that the engine leans on, parsed once from `assets/words`.

mod frames;
mod organizations;
mod starts;
mod table;
mod vocabulary;

use std::sync::OnceLock;

use super::Gender;
pub(crate) use frames::Frames;
pub(crate) use organizations::KnownOrganization;
use organizations::Organizations;
use starts::Starts;
use table::Set;
pub(crate) use table::Table;
use vocabulary::Vocabulary;
pub(crate) use vocabulary::{Known, WordId};

/// A verb that reports speech or thought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "four independent marks that the list gives each verb"
)]
pub(crate) struct Verb {
    /// Its dictionary form: `say`.
    pub(crate) lemma: &'static str,
    /// Whether it is a cue by itself, as `said` is and `described` is not.
    pub(crate) strong: bool,
    /// Whether a clause with it makes its subject the person who speaks, also where nothing is quoted.
    pub(crate) event: bool,
    /// Whether it reports words without quotation marks: `said that …`.
    pub(crate) reports: bool,
    /// Whether it takes the hearer as its object: `told reporters that …`.
    pub(crate) takes_hearer: bool,
    /// How it goes on when it reports without quotation marks.
    pub(crate) frames: Frames,
}

/// What a word in front of a name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TitleKind {
    /// A form of address or its abbreviation: `Mr`, `Sen`.
    Honorific,
    /// An office: `president`, `spokesman`.
    Office,
    /// An occupation or relation, usually in lower case: `economist`, `daughter`.
    Occupation,
}

/// What the last word of a capitalised run says about the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeadKind {
    /// An organization: `Committee`.
    Body,
    /// An outlet: `Post`, `Tribune`.
    Outlet,
    /// A place or building: `Street`, `Airport`.
    Place,
    /// Something else that is nobody: `Act`, `Treaty`, `Day`.
    Thing,
    /// An organization if a name stands before it: `United`, `Rangers`.
    Weak,
}

/// General word lists: verbs of saying, titles, first names, places, organizations.
#[derive(Debug)]
pub struct Lexicon {
    words: Vocabulary,
    first_names: Table<(Gender, u8)>,
    surnames: Set,
    places: Set,
    /// What places of several words begin with.
    longer_places: Starts,
    peoples: Set,
    organizations: Organizations,
}

macro_rules! words {
    ($name:literal) => {
        include_str!(concat!("../../assets/words/", $name))
    };
}

impl Lexicon {
    /// The lists that the program ships.
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Lexicon> = OnceLock::new();
        BUNDLED.get_or_init(Self::parse)
    }

    fn parse() -> Self {
        let places = words!("places.txt");
        Self {
            words: vocabulary(),
            first_names: Table::from_lines(words!("first_names.tsv"), |mut fields| {
                let gender = gender(fields.next());
                let common = fields.next().and_then(|digit| digit.parse().ok());
                (gender, common.unwrap_or(0))
            }),
            surnames: Set::of_words(words!("surnames.txt")),
            places: Set::of_lines(places),
            longer_places: Starts::of(
                table::rows(places).filter(|place| place.contains([' ', '-', '.'])),
            ),
            peoples: Set::of_words(words!("peoples.txt")),
            organizations: Organizations::parse(words!("organizations.tsv")),
        }
    }

    /// The number of a lower-case word that any of these lists knows.
    pub(crate) fn word(&self, lower: &str) -> WordId {
        self.words.id(lower)
    }

    /// What the lists say about the word with this number.
    pub(crate) fn known(&self, word: WordId) -> &Known {
        self.words.known(word)
    }

    /// Every word of these lists.
    pub(crate) fn all_words(&self) -> impl Iterator<Item = &'static str> {
        self.words.all()
    }

    /// The verb of saying with this form, given in lower case: `said`, `telling`.
    pub(crate) fn verb(&self, lower: &str) -> Option<Verb> {
        self.words.of(lower).verb
    }

    /// The gender that a title or role word gives, in lower case and without a full stop: `mr`, `governor`, `spokeswoman`.
    pub(crate) fn title(&self, lower: &str) -> Option<Gender> {
        self.words.of(lower).title.map(|(gender, _)| gender)
    }

    /// What kind of title the lower-case word is.
    pub(crate) fn title_kind(&self, lower: &str) -> Option<TitleKind> {
        self.words.of(lower).title.map(|(_, kind)| kind)
    }

    /// Whether the lower-case word stands before or inside titles: `former`, `deputy`, `defense`.
    pub(crate) fn is_title_modifier(&self, lower: &str) -> bool {
        self.words.of(lower).is(Known::TITLE_MODIFIER)
    }

    /// The usual gender of a first name, written with its capital letter.
    pub(crate) fn first_name(&self, word: &str) -> Option<Gender> {
        self.first_names.get(word).map(|(gender, _)| gender)
    }

    /// How common a first name is, from 0 (unknown) to 9.
    pub(crate) fn first_name_rank(&self, word: &str) -> u8 {
        self.first_names.get(word).map_or(0, |(_, common)| common)
    }

    /// Whether the word, written with its capital letter, is a surname and no common word.
    pub(crate) fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains(word)
    }

    /// Whether the words, as written, name a country, region, city or state: `New York`.
    pub(crate) fn is_place(&self, words: &str) -> bool {
        self.places.contains(words)
    }

    /// Whether the word, as written, means a nationality, people, faith or camp: `Russian`, `Republicans`.
    pub(crate) fn is_people(&self, word: &str) -> bool {
        self.peoples.contains(word)
    }

    /// Whether the lower-case word names a day, month, feast or hour.
    pub(crate) fn is_calendar(&self, lower: &str) -> bool {
        self.words.of(lower).is(Known::CALENDAR)
    }

    /// Whether the lower-case word names nobody even when it has a capital letter at the start of a sentence.
    pub(crate) fn is_function_word(&self, lower: &str) -> bool {
        self.words.of(lower).is(Known::FUNCTION_WORD)
    }

    /// What a capitalised run with this last word names; the word in lower case.
    pub(crate) fn head(&self, lower: &str) -> Option<HeadKind> {
        self.words.of(lower).head
    }

    /// Whether the lower-case noun calls words a statement: `claim`, `remarks`.
    pub(crate) fn is_attribution_noun(&self, lower: &str) -> bool {
        self.words.of(lower).is(Known::ATTRIBUTION_NOUN)
    }

    /// Whether the lower-case noun stands for somebody who may speak: `official`, `aides`, `campaign`.
    pub(crate) fn is_role_noun(&self, lower: &str) -> bool {
        self.words.of(lower).is(Known::ROLE_NOUN)
    }

    /// Whether the lower-case noun stands for an organization: `the commission`, `the newspaper`.
    pub(crate) fn is_organization_noun(&self, lower: &str) -> bool {
        self.words.of(lower).is(Known::ORGANIZATION_NOUN)
    }

    /// How many tokens an organization of the list takes at most whose name begins with these words.
    pub(crate) fn organization_reach(&self, words: &str) -> usize {
        self.organizations.reach(words)
    }

    /// How many tokens a place of several words takes at most whose name begins with these words.
    pub(crate) fn place_reach(&self, words: &str) -> usize {
        self.longer_places.reach(words)
    }

    /// The organization with exactly this name or alias, as written and without a leading article.
    pub(crate) fn known_organization(&self, words: &str) -> Option<&KnownOrganization> {
        self.organizations.get(words)
    }
}

fn gender(field: Option<&str>) -> Gender {
    match field {
        Some("m") => Gender::Masculine,
        Some("f") => Gender::Feminine,
        _ => Gender::Unknown,
    }
}

/// The lists of words that are looked up in lower case, in one table.
fn vocabulary() -> Vocabulary {
    let mut words = Vocabulary::default();
    add_verbs(&mut words, words!("verbs.tsv"), words!("frames.tsv"));
    for mut fields in table::lines(words!("titles.tsv")) {
        let Some(word) = fields.next() else { continue };
        let gender = gender(fields.next());
        let kind = match fields.next() {
            Some("h") => TitleKind::Honorific,
            Some("o") => TitleKind::Office,
            _ => TitleKind::Occupation,
        };
        words.add(word, |known| {
            known.title.get_or_insert((gender, kind));
        });
    }
    for mut fields in table::lines(words!("heads.tsv")) {
        let Some(word) = fields.next() else { continue };
        let kind = match fields.next() {
            Some("body") => HeadKind::Body,
            Some("outlet") => HeadKind::Outlet,
            Some("place") => HeadKind::Place,
            Some("weak") => HeadKind::Weak,
            _ => HeadKind::Thing,
        };
        words.add(word, |known| {
            known.head.get_or_insert(kind);
        });
    }
    for (list, text) in [
        (Known::TITLE_MODIFIER, words!("title_modifiers.txt")),
        (Known::CALENDAR, words!("calendar.txt")),
        (Known::FUNCTION_WORD, words!("function_words.txt")),
        (Known::ATTRIBUTION_NOUN, words!("attribution_nouns.txt")),
        (Known::ROLE_NOUN, words!("role_nouns.txt")),
        (Known::ORGANIZATION_NOUN, words!("organization_nouns.txt")),
        (Known::ADVERB, words!("adverbs.txt")),
    ] {
        for word in table::rows(text).flat_map(str::split_ascii_whitespace) {
            words.add(word, |known| known.enlist(list));
        }
    }
    words
}

fn add_verbs(words: &mut Vocabulary, text: &'static str, frames: &'static str) {
    let frames = Table::from_lines(frames, |mut fields| {
        Frames::parse(fields.next().unwrap_or_default())
    });
    for mut fields in table::lines(text) {
        let (Some(lemma), Some(flags)) = (fields.next(), fields.next()) else {
            continue;
        };
        let verb = Verb {
            lemma,
            strong: flags.contains('s'),
            event: flags.contains('e'),
            reports: flags.contains('i'),
            takes_hearer: flags.contains('h'),
            frames: frames.get(lemma).unwrap_or_default(),
        };
        let forms = fields.next().unwrap_or_default().split(' ');
        for form in std::iter::once(lemma).chain(forms) {
            words.add(form, |known| {
                known.verb.get_or_insert(verb);
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_verb_leads_to_its_lemma() {
        let lexicon = Lexicon::bundled();
        for form in ["say", "says", "said", "saying"] {
            assert_eq!(lexicon.verb(form).map(|verb| verb.lemma), Some("say"));
        }
        assert!(
            lexicon
                .verb("told")
                .is_some_and(|verb| verb.strong && verb.takes_hearer)
        );
        assert!(
            lexicon
                .verb("described")
                .is_some_and(|verb| !verb.strong && verb.event)
        );
        assert_eq!(lexicon.verb("table"), None);
        assert_eq!(lexicon.verb(""), None);
    }

    #[test]
    fn names_and_titles_give_gender() {
        let lexicon = Lexicon::bundled();
        assert_eq!(lexicon.first_name("Margaret"), Some(Gender::Feminine));
        assert_eq!(lexicon.first_name("Dmitry"), Some(Gender::Masculine));
        assert_eq!(lexicon.first_name("Table"), None);
        assert_eq!(lexicon.title("spokeswoman"), Some(Gender::Feminine));
        assert_eq!(lexicon.title("governor"), Some(Gender::Unknown));
        assert_eq!(lexicon.title("carrot"), None);
    }

    #[test]
    fn an_alias_leads_to_the_full_name_of_the_organization() {
        let lexicon = Lexicon::bundled();
        let bank = lexicon.known_organization("ECB");
        assert_eq!(bank.map(|found| found.name), Some("European Central Bank"));
        assert_eq!(bank.map(|found| found.outlet), Some(false));
        let agency = lexicon.known_organization("AFP");
        assert_eq!(agency.map(|found| found.outlet), Some(true));
        assert!(lexicon.known_organization("Reuters").is_some());
        assert!(lexicon.known_organization("Carrots Unlimited").is_none());
    }

    #[test]
    fn places_and_peoples_are_told_apart_from_names() {
        let lexicon = Lexicon::bundled();
        assert!(lexicon.is_place("New York"));
        assert!(lexicon.is_place("Tehran"));
        assert!(!lexicon.is_place("York New"));
        assert!(lexicon.is_people("Ukrainians"));
        assert!(lexicon.is_calendar("monday"));
        assert!(lexicon.is_function_word("although"));
    }
}
