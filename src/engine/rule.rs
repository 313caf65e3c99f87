//! The rules of attribution: their names, what they mean to a journalist, and how often they were right.

use serde::{Deserialize, Serialize};

macro_rules! rules {
    ($($variant:ident $name:literal $confidence:literal $why:literal;)*) => {
        /// The rule that decided who said a quotation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Rule { $(#[doc = $why] $variant,)* }

        impl Rule {
            /// Every rule.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name used in tables and JSON: `after-cue`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The share of its attributions that were right on the development data.
            pub const fn confidence(self) -> f32 {
                match self { $(Self::$variant => $confidence),* }
            }

            /// Why, in a sentence for the reader.
            pub const fn why(self) -> &'static str {
                match self { $(Self::$variant => $why),* }
            }
        }
    };
}

rules! {
    Signature "signature" 0.92 "The name stands after a dash at the end of the quotation.";
    Tail "tail" 0.97 "The sentence that the quotation belongs to ends by naming who said it.";
    After "after" 0.93 "The words right after the quotation say who said it.";
    AfterAnyVerb "after-any-verb" 0.73 "A name and a verb follow the quotation.";
    According "according" 0.83 "The sentence says according to whom.";
    Before "before" 0.85 "The words right before the quotation say who said it.";
    Turn "turn" 0.95 "The name and a colon stand at the head of a turn in a transcript or interview.";
    Nested "nested" 0.85 "Inside the quotation, the words beside these say who said them.";
    Colon "colon" 0.85 "A name and a colon introduce the quotation.";
    AttributionNoun "attribution-noun" 0.65 "The sentence calls the words somebody's statement, claim or the like.";
    Wide "wide" 0.80 "The verb of saying stands further left in a sentence with several quotations.";
    SentenceSubject "sentence-subject" 0.59 "No verb of saying is near; the subject of the sentence is the likeliest.";
    SameParagraph "same-paragraph" 0.92 "An earlier quotation of the paragraph names the speaker.";
    LaterInParagraph "later-in-paragraph" 0.85 "The next quotation of the paragraph names the speaker.";
    SameWords "same-words" 0.95 "The same words stand in the article, with who said them.";
    Continued "continued" 0.95 "The quotation of the paragraph before runs on.";
    PreviousSentence "previous-sentence" 0.58 "The paragraph starts with this speaker.";
    PreviousParagraph "previous-paragraph" 0.59 "The paragraph before is about this speaker.";
    LastSpeaker "last-speaker" 0.74 "The speaker of the paragraph before is the likeliest to go on.";
    Weighed "weighed" 0.50 "No rule names anybody; the words around speak most for this speaker.";
    Reported "reported" 0.84 "The sentence reports what was said, without quotation marks.";
    Corrected "corrected" 1.0 "A reader has corrected it.";
    None "none" 0.0 "Nothing in the text tells who said it.";
}

/// Attributions below this confidence are shown dimmed and stay out of a person's list unless asked for.
pub const DOUBTFUL_BELOW: f32 = 0.75;
