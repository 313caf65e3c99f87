//! What may stand over the panes, one at a time.

/// A window over the panes. It takes the keys until it is closed; Esc always closes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// All keys.
    Help,
}
