//! The word lists that the engine leans on: tables that `src/build.rs` makes of `assets/words` and that are read in place.

mod frames;
mod layout;
mod organizations;
mod packed;
mod table;
mod vocabulary;

use super::Gender;
pub(crate) use frames::Frames;
use layout::{NAME, ORGANIZATION, WORD};
pub(crate) use organizations::KnownOrganization;
use packed::{Packed, packed};
pub(crate) use table::Table;
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
    names: Packed<NAME>,
    words: &'static Packed<WORD>,
    organizations: &'static Packed<ORGANIZATION>,
}

impl Lexicon {
    /// The lists that the program ships.
    pub fn bundled() -> &'static Self {
        static BUNDLED: Lexicon = Lexicon {
            names: packed!("names"),
            words: &vocabulary::WORDS,
            organizations: &organizations::ORGANIZATIONS,
        };
        &BUNDLED
    }

    /// The number of a lower-case word that any of these lists knows.
    pub(crate) fn word(&self, lower: &str) -> WordId {
        self.words.id(lower)
    }

    /// What the lists say about the word with this number.
    pub(crate) fn known(&self, word: WordId) -> Known {
        self.words.known(word)
    }

    /// How many words these lists know; every [`WordId`] is less.
    pub(crate) fn count(&self) -> usize {
        self.words.entries.len()
    }

    fn of(&self, lower: &str) -> Known {
        self.known(self.word(lower))
    }

    /// The verb of saying with this form, given in lower case: `said`, `telling`.
    pub(crate) fn verb(&self, lower: &str) -> Option<Verb> {
        self.of(lower).verb()
    }

    /// The gender that a title or role word gives, in lower case and without a full stop: `mr`, `governor`, `spokeswoman`.
    pub(crate) fn title(&self, lower: &str) -> Option<Gender> {
        self.of(lower).title().map(|(gender, _)| gender)
    }

    /// What kind of title the lower-case word is.
    pub(crate) fn title_kind(&self, lower: &str) -> Option<TitleKind> {
        self.of(lower).title().map(|(_, kind)| kind)
    }

    /// Whether the lower-case word stands before or inside titles: `former`, `deputy`, `defense`.
    pub(crate) fn is_title_modifier(&self, lower: &str) -> bool {
        self.of(lower).is(Known::TITLE_MODIFIER)
    }

    /// The usual gender of a first name, written with its capital letter.
    pub(crate) fn first_name(&self, word: &str) -> Option<Gender> {
        let entry = self.names.of(word);
        (entry[5] & layout::FIRST_NAME != 0).then(|| vocabulary::gender(entry[4] >> 4))
    }

    /// How common a first name is, from 0 (unknown) to 9.
    pub(crate) fn first_name_rank(&self, word: &str) -> u8 {
        self.names.of(word)[4] & 15
    }

    /// Whether the word, written with its capital letter, is a surname and no common word.
    pub(crate) fn is_surname(&self, word: &str) -> bool {
        self.names.of(word)[5] & layout::SURNAME != 0
    }

    /// Whether the words, as written, name a country, region, city or state: `New York`.
    pub(crate) fn is_place(&self, words: &str) -> bool {
        self.names.of(words)[5] & layout::PLACE != 0
    }

    /// Whether the words name a place of several words.
    pub(crate) fn is_place_of(&self, words: &[&str]) -> bool {
        // Few words begin one.
        let begins = |word: &&str| self.place_reach(word) > 0;
        words.first().is_some_and(begins) && self.is_place(&words.join(" "))
    }

    /// Whether the word, as written, means a nationality, people, faith or camp: `Russian`, `Republicans`.
    pub(crate) fn is_people(&self, word: &str) -> bool {
        self.names.of(word)[5] & layout::PEOPLE != 0
    }

    /// Whether the lower-case word names a day, month, feast or hour.
    pub(crate) fn is_calendar(&self, lower: &str) -> bool {
        self.of(lower).is(Known::CALENDAR)
    }

    /// Whether the lower-case word names nobody even when it has a capital letter at the start of a sentence.
    pub(crate) fn is_function_word(&self, lower: &str) -> bool {
        self.of(lower).is(Known::FUNCTION_WORD)
    }

    /// What a capitalised run with this last word names; the word in lower case.
    pub(crate) fn head(&self, lower: &str) -> Option<HeadKind> {
        self.of(lower).head()
    }

    /// Whether the lower-case noun calls words a statement: `claim`, `remarks`.
    pub(crate) fn is_attribution_noun(&self, lower: &str) -> bool {
        self.of(lower).is(Known::ATTRIBUTION_NOUN)
    }

    /// Whether the lower-case noun stands for somebody who may speak: `official`, `aides`, `campaign`.
    pub(crate) fn is_role_noun(&self, lower: &str) -> bool {
        self.of(lower).is(Known::ROLE_NOUN)
    }

    /// Whether the lower-case noun stands for an organization: `the commission`, `the newspaper`.
    pub(crate) fn is_organization_noun(&self, lower: &str) -> bool {
        self.of(lower).is(Known::ORGANIZATION_NOUN)
    }

    /// How many tokens an organization of the list takes at most whose name begins with these words.
    pub(crate) fn organization_reach(&self, words: &str) -> usize {
        let start = layout::start(layout::without_article(words));
        usize::from(self.names.of(start)[7])
    }

    /// How many tokens a place of several words takes at most whose name begins with these words.
    pub(crate) fn place_reach(&self, words: &str) -> usize {
        usize::from(self.names.of(layout::start(words))[6])
    }

    /// The organization with exactly this name or alias, as written and without a leading article.
    pub(crate) fn known_organization(&self, words: &str) -> Option<KnownOrganization> {
        self.organizations.known(words)
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

    macro_rules! lines {
        ($list:literal) => {
            include_str!(concat!("../../assets/words/", $list))
                .lines()
                .filter(|line| !line.starts_with('#'))
        };
    }

    #[test]
    fn the_tables_hold_every_word_of_the_lists() {
        let lexicon = Lexicon::bundled();
        for line in lines!("first_names.tsv") {
            let fields: Vec<&str> = line.split('\t').collect();
            let gender = match fields[1] {
                "m" => Gender::Masculine,
                "f" => Gender::Feminine,
                _ => Gender::Unknown,
            };
            assert_eq!(lexicon.first_name(fields[0]), Some(gender), "{line}");
            let rank = fields[2].parse::<u8>().unwrap_or_default();
            assert_eq!(lexicon.first_name_rank(fields[0]), rank, "{line}");
        }
        for word in lines!("surnames.txt").flat_map(str::split_whitespace) {
            assert!(lexicon.is_surname(word), "{word}");
        }
        for word in lines!("peoples.txt").flat_map(str::split_whitespace) {
            assert!(lexicon.is_people(word), "{word}");
        }
        for place in lines!("places.txt") {
            assert!(lexicon.is_place(place), "{place}");
            let parts = place.split([' ', '-', '.']).count();
            assert!(parts == 1 || lexicon.place_reach(place) >= parts, "{place}");
        }
        for line in lines!("organizations.tsv") {
            let name = line.split('\t').next().unwrap_or_default();
            let known = lexicon.known_organization(name);
            assert_eq!(known.map(|known| known.name), Some(name));
            assert!(lexicon.organization_reach(name) > 0, "{name}");
        }
        macro_rules! all_on {
            ($list:expr, $file:literal) => {
                for word in lines!($file).flat_map(str::split_whitespace) {
                    assert!(lexicon.of(word).is($list), "{word}");
                }
            };
        }
        all_on!(Known::TITLE_MODIFIER, "title_modifiers.txt");
        all_on!(Known::CALENDAR, "calendar.txt");
        all_on!(Known::FUNCTION_WORD, "function_words.txt");
        all_on!(Known::ATTRIBUTION_NOUN, "attribution_nouns.txt");
        all_on!(Known::ROLE_NOUN, "role_nouns.txt");
        all_on!(Known::ORGANIZATION_NOUN, "organization_nouns.txt");
        all_on!(Known::ADVERB, "adverbs.txt");
    }

    #[test]
    fn verbs_go_on_as_their_list_says() {
        let verb = |form: &str| Lexicon::bundled().verb(form);
        let frames = |form: &str| verb(form).map(|verb| verb.frames).unwrap_or_default();
        assert!(frames("adding").has(Frames::THAT));
        assert!(!frames("adding").has(Frames::CLAUSE));
        assert!(frames("called").has(Frames::ON));
        assert_eq!(frames("table"), Frames::default());
    }
}
