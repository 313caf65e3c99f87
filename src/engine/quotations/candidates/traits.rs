//! What a candidate is described by: small numbers, the larger the stronger.

macro_rules! traits {
    ($($name:ident)*) => {
        /// One thing that is known about a candidate or about the place of the quotation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Trait { $($name,)* }

        impl Trait {
            /// All of them with the names that the file of trees gives them.
            pub(crate) const ALL: &[(Self, &str)] = &[$((Self::$name, stringify!($name)),)*];
        }

        const COUNT: usize = [$(Trait::$name,)*].len();
    };
}

traits! {
    // The rules that name the candidate, in the order of `Vote`.
    Signature Tail According After AfterAnyVerb
    AccordingBefore CloseNoun Touching Outermost Nearest Participle Script Noun Subject Appearing Wide
    Continued SameParagraph PreviousSentence PreviousParagraph LastSpeaker
    Next
    IsFirst Votes Surest Rival Nobody
    Kind Plural Gender Definite Words Introduced Cue CueNear Beside Agrees Group
    // Mentions in the sentence before the quotation.
    Near Verb Position Free Object Acting Leads Unbroken Pronoun
    // Mentions earlier in the paragraph, and in the paragraph above.
    Earlier EarlierVerb EarlierPosition EarlierPronoun Above AboveVerb AboveLast
    // Mentions behind the quotation.
    Behind BehindVerb BehindSaid BehindFree
    Inside Lately Quotations SpokeLast SpokeHere EventLast
    Fits FitsRank FitsSubject FitsLast FitsNear
    // The place of the quotation.
    First FirstForm Mark Opens Preceded Followed Ended Long Capital Crowd People CuesBefore CuesBehind Myself
}

/// The traits of one candidate.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Traits([u8; COUNT]);

impl Default for Traits {
    fn default() -> Self {
        Self([0; COUNT])
    }
}

impl Traits {
    pub(super) fn set(&mut self, which: Trait, value: u8) {
        self.0[which as usize] = value;
    }

    /// Keeps the larger of two values: that of the mention which says most.
    pub(super) fn raise(&mut self, which: Trait, value: u8) {
        let kept = &mut self.0[which as usize];
        *kept = (*kept).max(value);
    }

    /// Sets the traits that a rule names: as many as there are votes, the first ones.
    pub(super) fn set_votes(&mut self, votes: u32, count: usize) {
        for (vote, value) in self.0.iter_mut().take(count).enumerate() {
            *value = (votes >> vote & 1) as u8;
        }
    }

    pub(in super::super) fn get(&self, which: usize) -> u8 {
        self.0.get(which).copied().unwrap_or_default()
    }

    /// All values, in the order of [`Trait::ALL`].
    pub(in super::super) fn values(&self) -> &[u8] {
        &self.0
    }
}
