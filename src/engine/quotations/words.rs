//! What the rules know about single words: verbs of saying and the small closed classes, looked up once for each token.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use super::super::Lexicon;
use super::super::lexicon::{Known, Table, Verb, WordId};
use super::super::tokens::Tokens;

/// The classes that a word belongs to, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u32);

impl Class {
    /// Any form of a verb that can report words.
    pub(super) const VERB: Self = Self(1);
    /// A form of a verb that does nothing but report: `said`, `warned`.
    pub(super) const SPEECH: Self = Self(1 << 1);
    /// A form of a verb whose subject is the person that the text is about: `said`, `hopes`, `denied`.
    pub(super) const EVENT: Self = Self(1 << 2);
    /// A form of a verb that reports without marks: `said (that)`.
    pub(super) const REPORTING: Self = Self(1 << 3);
    /// The most common verbs, which may stand before their subject: `said Ann Orr`.
    pub(super) const PLAIN: Self = Self(1 << 4);
    /// Verbs with a hearer: `told reporters`.
    pub(super) const HEARER: Self = Self(1 << 5);
    /// Verbs that report without `that`: `said he was`.
    pub(super) const THATLESS: Self = Self(1 << 6);
    /// Verbs that give a name: `called`, `dubbed`.
    pub(super) const NAMING: Self = Self(1 << 7);
    /// A participle in -ing.
    pub(super) const PARTICIPLE: Self = Self(1 << 8);
    /// Adverbs and auxiliaries that stand between a subject and its verb.
    pub(super) const BETWEEN: Self = Self(1 << 9);
    /// A word that begins a noun phrase: `the`, `one`, `officials`.
    pub(super) const PHRASE_START: Self = Self(1 << 10);
    /// A determiner or other word that is no head: `the`, `his`, `former`.
    pub(super) const DETERMINER: Self = Self(1 << 11);
    /// A title or office that stands before a name: `senator`, `spokesman`.
    pub(super) const TITLE: Self = Self(1 << 12);
    /// A noun for somebody, or something, that speaks: `official`, `campaign`, `report`.
    pub(super) const SPEAKER_NOUN: Self = Self(1 << 13);
    /// A noun for words: `statement`, `claim`.
    pub(super) const WORDS_NOUN: Self = Self(1 << 14);
    /// A noun for an institution: `commission`, `bank`.
    pub(super) const BODY_NOUN: Self = Self(1 << 15);
    /// A preposition.
    pub(super) const PREPOSITION: Self = Self(1 << 16);
    /// After such a word, the form of a verb is a noun: `the claim`.
    pub(super) const BEFORE_NOUN: Self = Self(1 << 17);
    /// A form of a verb that is as often a noun: `report`, `state`.
    pub(super) const OFTEN_NOUN: Self = Self(1 << 18);
    /// Words that end a subject: `has`, `was`, `who`, `which`.
    pub(super) const AFTER_SUBJECT: Self = Self(1 << 19);
    /// Words that may stand among the titles before a name: `of`, `deputy`.
    pub(super) const AMONG_TITLES: Self = Self(1 << 20);
    /// A pronoun that can be a subject.
    pub(super) const PRONOUN: Self = Self(1 << 21);
    /// The forms of to be, before a participle.
    pub(super) const PASSIVE: Self = Self(1 << 22);
    /// Time and place words that follow a closing `X said`.
    pub(super) const AFTER_CUE: Self = Self(1 << 23);
    /// A conjunction that begins a clause with a subject of its own.
    pub(super) const CLAUSE: Self = Self(1 << 24);

    /// The plain form of a verb, which takes no single person as its subject: `say`, `claim`.
    pub(super) const BASE: Self = Self(1 << 25);

    /// All of these classes.
    pub(super) const fn of_any(classes: &[Self]) -> Self {
        let mut all = 0;
        let mut at = 0;
        while at < classes.len() {
            all |= classes[at].0;
            at += 1;
        }
        Self(all)
    }

    /// Whether the word is in any of these classes.
    pub(super) const fn has(self, classes: Self) -> bool {
        self.0 & classes.0 != 0
    }

    /// The same without these classes.
    pub(super) const fn without(self, classes: Self) -> Self {
        Self(self.0 & !classes.0)
    }

    /// The classes of a token.
    pub(super) fn of_token(tokens: &Tokens, at: usize, lexicon: &Lexicon) -> Self {
        let word = tokens.get(at).map(|token| token.word).unwrap_or_default();
        let known = known_classes(lexicon).get(word.index());
        let Some(slot) = known.filter(|_| word != WordId::default()) else {
            return Self::of(tokens.lower(at), word, lexicon);
        };
        match slot.load(Ordering::Relaxed) {
            0 => {
                let class = Self::of(tokens.lower(at), word, lexicon);
                slot.store(class.0 | WORKED_OUT, Ordering::Relaxed);
                class
            }
            class => Self(class & !WORKED_OUT),
        }
    }

    /// The classes of a word in lower case that has this number in the lists.
    fn of(word: &str, number: WordId, lexicon: &Lexicon) -> Self {
        let mut class = closed_classes().get(word).unwrap_or_default();
        let known = lexicon.known(number);
        let noun = match word.strip_suffix("'s") {
            Some(noun) => lexicon.known(lexicon.word(noun)),
            None => known,
        };
        if let Some(verb) = known.verb() {
            class = class | of_verb(verb, word);
        }
        for (member, added) in [
            (
                known.is(Known::ADVERB) && !class.has(Self::SPEECH),
                Self::BETWEEN,
            ),
            (
                word.len() > 4 && word.ends_with("ly") && !NOUNS_IN_LY.contains(&word),
                Self::BETWEEN,
            ),
            (known.title().is_some(), Self::TITLE),
            (known.is(Known::ROLE_NOUN), Self::SPEAKER_NOUN),
            (known.is(Known::ATTRIBUTION_NOUN), Self::WORDS_NOUN),
            (noun.is(Known::ORGANIZATION_NOUN), Self::BODY_NOUN),
        ] {
            if member {
                class = class | added;
            }
        }
        class
    }
}

impl std::ops::BitOr for Class {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

fn of_verb(verb: Verb, form: &str) -> Class {
    let mut class = Class::VERB;
    for (holds, added) in [
        (verb.strong, Class::SPEECH),
        (verb.event, Class::EVENT),
        (verb.reports, Class::REPORTING),
        (verb.takes_hearer, Class::HEARER),
        (PLAIN.contains(&verb.lemma), Class::PLAIN),
        (THATLESS.contains(&verb.lemma), Class::THATLESS),
        (NAMING.contains(&verb.lemma), Class::NAMING),
        (
            form == verb.lemma && !SAME_PAST.contains(&form),
            Class::BASE,
        ),
        (
            form != verb.lemma && form.ends_with("ing"),
            Class::PARTICIPLE,
        ),
    ] {
        if holds {
            class = class | added;
        }
    }
    class
}

/// Verbs that may stand before their subject at the end of a sentence: `…, said Ann Orr.`
const PLAIN: &[&str] = &["say", "write", "note", "add", "argue", "explain"];

/// Verbs that report without `that`: `Orr said the bridge was safe.`
const THATLESS: &[&str] = &[
    "say",
    "note",
    "argue",
    "claim",
    "insist",
    "contend",
    "acknowledge",
    "suggest",
    "believe",
    "tell",
    "warn",
    "predict",
    "report",
    "announce",
    "maintain",
    "assert",
    "concede",
    "admit",
];

/// Nouns that look like adverbs.
const NOUNS_IN_LY: &[&str] = &[
    "family", "assembly", "rally", "reply", "supply", "monopoly", "anomaly", "bully", "weekly",
    "daily", "monthly", "elderly",
];

/// Verbs whose past looks like their plain form.
const SAME_PAST: &[&str] = &["read", "put", "cut", "let"];

/// Verbs that give a name.
const NAMING: &[&str] = &["call", "dub", "label", "describe"];

/// The classes of the words that the lists know, by their number: each is worked out when a text has it for the first time, so that
/// a short text does not wait for all of them.
fn known_classes(lexicon: &Lexicon) -> &'static [AtomicU32] {
    static CLASSES: OnceLock<Vec<AtomicU32>> = OnceLock::new();
    CLASSES.get_or_init(|| (0..lexicon.count()).map(|_| AtomicU32::new(0)).collect())
}

/// Tells classes that have been worked out from those that have not.
const WORKED_OUT: u32 = 1 << 31;

fn closed_classes() -> &'static Table<Class> {
    static CLASSES: OnceLock<Table<Class>> = OnceLock::new();
    CLASSES.get_or_init(|| {
        let mut classes = Table::default();
        for &(class, list) in LISTS {
            for word in list.split_whitespace() {
                let known = classes.slot(word, Class::default());
                *known = *known | class;
            }
        }
        classes
    })
}

const LISTS: &[(Class, &str)] = &[
    (
        Class::PHRASE_START,
        "the a an one another some several many his her their its two three four five six seven eight nine ten other both most few those this that critics officials \
        aides advisers analysts experts supporters opponents republicans democrats lawmakers authorities police prosecutors \
        investigators researchers scientists witnesses sources voters people residents activists protesters lawyers attorneys \
        allies organizers economists former senior top someone somebody everyone everybody nobody hundreds thousands dozens no my our \
        these each either neither others",
    ),
    (
        Class::DETERMINER,
        "the a an one another some several many his her their its two three four five six seven eight nine ten other both most few those this that former separate my \
        our no these each either neither",
    ),
    (
        Class::AMONG_TITLES,
        "of state campaign presidential house deputy press senior vice policy former running",
    ),
    (
        Class::PREPOSITION,
        "of for to with by in on at from against about like than over after during as",
    ),
    (
        Class::BEFORE_NOUN,
        "a the an his her their its this that of no in my our your 's",
    ),
    (
        Class::OFTEN_NOUN,
        "report state post note charge claim poll text email order answer reply voice",
    ),
    (
        Class::AFTER_SUBJECT,
        "has had have was is were are who that which would will also later",
    ),
    (Class::PRONOUN, "he she they it we i who which"),
    (Class::PASSIVE, "was were been being be is are"),
    (
        Class::AFTER_CUE,
        "in on at during of to after before through via as while when with this that monday tuesday wednesday thursday friday \
        saturday sunday",
    ),
    (
        Class::CLAUSE,
        "and but while as when after before because where although though",
    ),
];

#[cfg(test)]
mod tests {
    use super::{Class, Lexicon};

    fn of(word: &str) -> Class {
        let lexicon = Lexicon::bundled();
        Class::of(word, lexicon.word(word), lexicon)
    }

    #[test]
    fn verbs_are_known_in_every_form() {
        for form in [
            "say", "says", "said", "warned", "replies", "denied", "wrote", "quipping", "arguing",
        ] {
            assert!(of(form).has(Class::VERB), "{form}");
        }
        assert!(of("saying").has(Class::PARTICIPLE));
        assert!(!of("table").has(Class::VERB));
        assert!(of("quietly").has(Class::BETWEEN));
    }
}
