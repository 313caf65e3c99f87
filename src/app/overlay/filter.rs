//! The words that an entry of a list must hold to be shown, typed while the list follows.

use crate::app::{Edit, Key, KeyCode, Line};
use crate::library::Needle;

use super::{Motion, leaves_prompt};

/// The state of the filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The words.
    pub line: Line,
    /// Whether the reader is typing them.
    pub typing: bool,
}

/// What a key did while the reader types.
pub(super) enum Typed {
    /// Nothing that the list would notice.
    Nothing,
    /// It moves the cursor of the list.
    Go(Motion),
    /// Other entries may fit now.
    Changed,
    /// Of the entries shown, some may not fit any more; no others do.
    Narrowed,
}

impl Filter {
    /// Whether only some entries are shown, or may be in a moment.
    pub fn is_on(&self) -> bool {
        self.typing || !self.line.text().is_empty()
    }

    /// What an entry has to hold.
    pub(super) fn needles(&self) -> Vec<Needle> {
        let words = self.line.text().split_whitespace();
        words.filter_map(Needle::new).collect()
    }

    /// A key while the reader types: Enter keeps the words, Esc takes them away.
    pub(super) fn key(&mut self, key: Key) -> Typed {
        if leaves_prompt(key) {
            *self = Self::default();
            return Typed::Changed;
        }
        if key.code == KeyCode::Enter {
            self.typing = false;
            return Typed::Nothing;
        }
        if let Some(motion) = Motion::beside_prompt(key) {
            return Typed::Go(motion);
        }
        let before = self.line.text().to_owned();
        match self.line.key(key) {
            Edit::Changed if !before.is_empty() && self.line.text().starts_with(&before) => {
                Typed::Narrowed
            }
            Edit::Changed => Typed::Changed,
            _ => Typed::Nothing,
        }
    }

    /// Hears pasted text. Whether it was taken.
    pub(super) fn paste(&mut self, text: &str) -> bool {
        if self.typing {
            self.line.insert(text);
        }
        self.typing
    }
}
