//! People and organizations: every mention, under one name.

/// The names and roles of one document.
#[derive(Clone, Debug, Default)]
pub struct Survey {}

/// What all documents of a library together tell about names: the usual bearer of a surname, who holds which role.
#[derive(Clone, Debug, Default)]
pub struct Background {}

impl Background {
    /// Learns from the surveys of all documents. The order of the surveys makes no difference.
    pub fn gather<'a>(surveys: impl IntoIterator<Item = &'a Survey>) -> Self {
        let _ = surveys.into_iter().count();
        Self::default()
    }
}
