//! What the engine finds in one document.

use serde::{Deserialize, Serialize};

use super::{Rule, Span};

/// A person or organization within one document: its index in [`Analysis::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LocalId(pub u32);

/// Whether an entity speaks for itself or for an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// One human being.
    Person,
    /// A company, office, outlet, party, team or other body.
    Organization,
}

/// The grammatical gender that the text, a title or a first name gives a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Gender {
    /// Nothing tells.
    #[default]
    Unknown,
    /// He, Mr., spokesman.
    Masculine,
    /// She, Mrs., spokeswoman.
    Feminine,
}

/// A person or organization as one document knows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LocalEntity {
    /// The full name, without titles: `Mara Lindqvist`, `The Harbour Post`.
    pub name: String,
    /// Person or organization.
    pub kind: EntityKind,
    /// For persons; unknown for organizations.
    pub gender: Gender,
    /// The role as the document words it, without the name: `Defense Secretary`. The fullest wording when there are several.
    pub role: Option<String>,
    /// Other forms of the name that the document uses, in order of appearance: `Lindqvist`, `the Post`.
    pub aliases: Vec<String>,
    /// Every place that names the entity, in text order, titles not included. Pronouns are no mentions.
    pub mentions: Vec<Span>,
}

/// How the words are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuotationKind {
    /// A whole utterance in quotation marks.
    Direct,
    /// A quoted fragment inside the reporter's sentence.
    Mixed,
    /// Reported without quotation marks.
    Indirect,
    /// In quotation marks, but nobody is reported to have said it: a title, a term, a nickname, irony. No quotation.
    Scare,
}

/// Who a source means.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Speaker {
    /// A person or organization with a name.
    Entity(LocalId),
    /// Somebody without a name, in the words of the source: `one official`.
    Unnamed(String),
    /// The engine does not know. The reader can tell it.
    Unknown,
}

/// Quoted or reported words with their attribution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// The content; for marked quotations with its marks.
    pub span: Span,
    /// How it is reported.
    pub kind: QuotationKind,
    /// Who said it.
    pub speaker: Speaker,
    /// The words that name the speaker: `The diplomat`, `he`.
    pub source: Option<Span>,
    /// The words of saying: `told`, `according to`.
    pub cue: Option<Span>,
    /// The rule that decided on the speaker.
    pub rule: Rule,
    /// How likely the speaker is right, from 0 to 1: the share that was right among such attributions.
    pub confidence: f32,
    /// Who else may have said it, the likeliest first. A reader asks for them; most quotations have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rivals: Vec<Rival>,
}

/// Somebody else who may have said a quotation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rival {
    /// Who.
    pub speaker: Speaker,
    /// How likely, from 0 to 1.
    pub likelihood: f32,
}

impl Quotation {
    /// Whether it counts as speech; scare quotes do not.
    pub fn is_speech(&self) -> bool {
        self.kind != QuotationKind::Scare
    }

    /// Gives the people and bodies new ids. A speaker who has none becomes unknown; a rival who has none goes.
    pub fn renumber(&mut self, now: impl Fn(LocalId) -> Option<LocalId>) {
        if let Speaker::Entity(id) = self.speaker {
            self.speaker = now(id).map_or(Speaker::Unknown, Speaker::Entity);
        }
        self.rivals.retain_mut(|rival| {
            let Speaker::Entity(id) = rival.speaker else {
                return true;
            };
            now(id)
                .map(|id| rival.speaker = Speaker::Entity(id))
                .is_some()
        });
    }

    /// Whether the attribution is too weak to be shown as a fact.
    pub fn is_doubtful(&self) -> bool {
        self.confidence < super::DOUBTFUL_BELOW
    }
}

/// A place where the document names another outlet as its origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The outlet's full name as far as the document tells.
    pub outlet: String,
    /// The words that name it.
    pub span: Span,
}

/// Something odd that the reader may want to know: `quotation opened here is never closed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Where.
    pub span: Span,
    /// What, as a sentence without a full stop.
    pub text: String,
}

/// Everything found in one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// Quotations of all kinds, scare quotes too, ordered by place.
    pub quotations: Vec<Quotation>,
    /// People and organizations in order of their first mention.
    pub entities: Vec<LocalEntity>,
    /// Outlets named as origins, ordered by place.
    pub citations: Vec<Citation>,
    /// What was odd about the text.
    pub notes: Vec<Note>,
}

impl Analysis {
    /// The entity with this id. Ids come from the same analysis.
    pub fn entity(&self, id: LocalId) -> Option<&LocalEntity> {
        self.entities.get(id.0 as usize)
    }

    /// The quotations that count as speech.
    pub fn speech(&self) -> impl Iterator<Item = &Quotation> {
        self.quotations
            .iter()
            .filter(|quotation| quotation.is_speech())
    }
}
