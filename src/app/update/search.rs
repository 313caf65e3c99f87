//! Searching in the article.

use crate::app::{App, Effect, TextSearch};

/// Searches the article shown for these words and goes to the first hit from the top of the screen on.
pub fn search(app: &mut App, words: &str) -> Vec<Effect> {
    app.article.search = Some(TextSearch {
        words: words.to_owned(),
        ..TextSearch::default()
    });
    Vec::new()
}
