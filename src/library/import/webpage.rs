//! Saved web pages: known, so that their markup is never taken for an article.

use super::{Importer, Reason, has_ending};

/// Accepts what looks like HTML and says that it cannot be read.
pub(super) const IMPORTER: Importer = Importer {
    accepts: |path, bytes| has_ending(path, &["html", "htm", "xhtml"]) && holds_markup(bytes),
    read: |_| Err(Reason::Unsupported("a web page")),
};

fn holds_markup(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1024)];
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    start.contains("<html") || start.contains("<!doctype") || start.contains("<head")
}
