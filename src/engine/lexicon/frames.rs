//! How verbs of saying go on when they report without quotation marks.

/// The constructions that follow a verb, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frames(u16);

impl Frames {
    /// `said that …`.
    pub(crate) const THAT: Self = Self(1);
    /// `said the bridge was safe`.
    pub(crate) const CLAUSE: Self = Self(1 << 1);
    /// `asked whether …`, `explained why …`.
    pub(crate) const WHETHER: Self = Self(1 << 2);
    /// `cited the cost of the bridge`.
    pub(crate) const THING: Self = Self(1 << 3);
    /// `vowed to …`.
    pub(crate) const TO: Self = Self(1 << 4);
    /// `asked the council to …`.
    pub(crate) const PERSON_TO: Self = Self(1 << 5);
    /// `called her a coward`.
    pub(crate) const NAME: Self = Self(1 << 6);
    /// `called for …`.
    pub(crate) const FOR: Self = Self(1 << 7);
    /// `called on …`, `insisted on …`.
    pub(crate) const ON: Self = Self(1 << 8);
    /// `warned of …`.
    pub(crate) const OF: Self = Self(1 << 9);
    /// `complained about …`.
    pub(crate) const ABOUT: Self = Self(1 << 10);
    /// `argued against …`.
    pub(crate) const AGAINST: Self = Self(1 << 11);

    #[allow(dead_code, reason = "the build script reads with it")]
    const NAMES: &[(&str, Self)] = &[
        ("that", Self::THAT),
        ("clause", Self::CLAUSE),
        ("whether", Self::WHETHER),
        ("thing", Self::THING),
        ("to", Self::TO),
        ("person-to", Self::PERSON_TO),
        ("name", Self::NAME),
        ("for", Self::FOR),
        ("on", Self::ON),
        ("of", Self::OF),
        ("about", Self::ABOUT),
        ("against", Self::AGAINST),
    ];

    /// All of the set in one number.
    #[allow(dead_code, reason = "the build script writes it")]
    pub(super) const fn bits(self) -> u16 {
        self.0
    }

    /// The set from its number.
    pub(super) const fn of_bits(bits: u16) -> Self {
        Self(bits)
    }

    /// The frames named in `words`, which blanks separate.
    #[allow(dead_code, reason = "the build script reads with it")]
    pub(super) fn parse(words: &str) -> Self {
        Self::NAMES
            .iter()
            .filter(|(name, _)| words.split(' ').any(|word| word == *name))
            .fold(Self(0), |all, (_, frame)| Self(all.0 | frame.0))
    }

    /// The frame that a preposition opens.
    pub(crate) fn of_preposition(word: &str) -> Self {
        match word {
            "for" => Self::FOR,
            "on" => Self::ON,
            "of" => Self::OF,
            "about" => Self::ABOUT,
            "against" => Self::AGAINST,
            _ => Self(0),
        }
    }

    /// Whether the verb has any of these frames.
    pub(crate) const fn has(self, frames: Self) -> bool {
        self.0 & frames.0 != 0
    }
}
