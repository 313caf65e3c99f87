//! Titles, terms and irony in quotation marks, told from speech by boosted trees.
//!
//! Each marked piece is described by small numbers: what its words are like, what stands around them, and the traits of the
//! likeliest speaker. The trees were learned from pieces that people had read and judged (`examples/train_marks.rs`); their
//! threshold is set so that few real quotations are lost.

use std::sync::OnceLock;

use super::super::candidates::{Trait, Traits};
use super::super::trees::{Places, Trees, trees};

macro_rules! features {
    ($($name:ident)*) => {
        /// One thing that is known about a marked piece.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Feature { $($name,)* }

        /// All features with the names that the file of trees gives them.
        const ALL: &[(Feature, &str)] = &[$((Feature::$name, stringify!($name)),)*];

        const COUNT: usize = ALL.len();
    };
}

features! {
    // The piece as a whole.
    Heading Single MinorStyle Again LooksTitle LooksTerm LooksNickname Sentence Utterance Boundary
    Attributed Likelihood Unlikelihood Pieces Place
    // Its words.
    WordCount Capitals Lowered AllCapitals FirstUpper EndMark OpensWith ClosesWith NamesSomebody
    Verbs FirstPersons Pronouns Articles Adverbs Prepositions Contractions Numbers Hyphens
    // What stands in front of them.
    WordsBefore AfterStart AfterArticle AfterDeterminer AfterPossessive AfterPreposition AfterOn AfterNaming AfterAs AfterOf
    AfterCue AfterPause AfterNoun AfterThat AfterBe AfterAnd AfterCapital AfterVerb AfterEd AfterIng AfterBody AfterPerson
    CueBefore CueEarlier VerbsBefore PronounsBefore WorkBefore PiecesBefore QuotedJustBefore
    // What stands behind them.
    WordsBehind BeforeEnd BeforeNoun BeforeVerb BeforeComma BeforeAnd BeforeCapital BeforePreposition
    CueBehind WorkBehind PiecesBehind QuotedJustBehind
}

/// The features of one piece.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Features {
    own: [u8; COUNT],
    speaker: Traits,
}

impl Default for Features {
    fn default() -> Self {
        Self::of_speaker(Traits::default())
    }
}

impl Features {
    /// With the traits of the likeliest speaker, and nothing else yet.
    pub(super) fn of_speaker(speaker: Traits) -> Self {
        Self {
            own: [0; COUNT],
            speaker,
        }
    }

    pub(super) fn set(&mut self, feature: Feature, value: u8) {
        self.own[feature as usize] = value;
    }

    /// All values, in the order of [`feature_names`].
    pub(in super::super) fn values(&self) -> Vec<u8> {
        [&self.own, self.speaker.values()].concat()
    }

    /// Whether the words around call it a title, a term or a nickname; that needs no weighing.
    pub(super) fn is_named(&self) -> bool {
        let get = |feature: Feature| self.own[feature as usize];
        let near_work = get(Feature::WorkBefore) + get(Feature::WorkBehind) > 0;
        get(Feature::LooksTerm) + get(Feature::LooksNickname) > 0
            || get(Feature::LooksTitle) + u8::from(near_work) > 1
    }

    /// Whether more speaks for a title, term or irony than for speech.
    pub(super) fn is_no_speech(&self) -> bool {
        MODEL.says_yes(MODEL.score(places(), |which| {
            let own = self.own.get(which).copied();
            own.unwrap_or_else(|| self.speaker.get(which - COUNT))
        }))
    }
}

/// The names of all values.
pub(in super::super) fn feature_names() -> impl Iterator<Item = &'static str> + Clone {
    let own = ALL.iter().map(|&(_, name)| name);
    own.chain(Trait::ALL.iter().map(|&(_, name)| name))
}

/// Finds what the trees ask for, so that the first quotation does not wait for it.
pub(in super::super) fn prepare() {
    places();
}

/// The trees that the program ships.
static MODEL: Trees = trees!("marks");

fn places() -> &'static Places {
    static PLACES: OnceLock<Places> = OnceLock::new();
    PLACES.get_or_init(|| Places::of(&MODEL, &feature_names()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::feature_names;

    #[test]
    fn every_value_has_a_name_of_its_own() {
        let names: BTreeSet<&str> = feature_names().collect();
        assert_eq!(names.len(), feature_names().count());
        assert!(names.len() <= 256, "trees number values with a byte");
    }
}
