//! Opening the passage that a link names.

use crate::app::{App, Effect, Link, Pane, Place};
use crate::library::DocId;

use super::places;

/// Goes to the passage. If its document or its words are gone, to what comes nearest, and says so.
pub(super) fn follow_link(app: &mut App, link: &Link) -> Vec<Effect> {
    let named = named(app, &link.document);
    let passage = link.passage.as_ref();
    let in_named = named.and_then(|doc| {
        let found = passage?.find(&app.library.document(doc)?.text, None)?;
        Some((doc, begin(app, doc, found)?))
    });
    // In another article only the very words are the passage.
    let anywhere = || {
        app.library.ids().find_map(|doc| {
            let found = passage?.find_unchanged(&app.library.document(doc)?.text)?;
            Some((doc, begin(app, doc, found)?))
        })
    };
    let (doc, byte, remark) = match (in_named.or_else(anywhere), named) {
        (Some((doc, byte)), Some(meant)) if doc == meant => (doc, byte, None),
        (Some((doc, byte)), _) => {
            let remark = format!("There is no such passage in “{}”, but here", link.document);
            (doc, byte, Some(remark))
        }
        (None, Some(doc)) => {
            let remark = link
                .passage
                .as_ref()
                .map(|_| "The passage is no longer in this article");
            (doc, 0, remark.map(str::to_owned))
        }
        (None, None) => {
            app.refuse(format!("There is no article “{}” here", link.document));
            return Vec::new();
        }
    };
    app.focus = Pane::Article;
    let quote = (byte > 0).then_some(byte);
    let effects = places::go_to(app, Place { doc, byte, quote });
    if let Some(remark) = remark {
        app.refuse(remark);
    }
    effects
}

/// The document of this name, or one whose file is called so: its name may have been longer or shorter when the link was
/// made, as it depends on the other documents.
fn named(app: &App, name: &str) -> Option<DocId> {
    let last = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
    let is = |same: &dyn Fn(&str) -> bool| {
        app.library.ids().find(|&doc| {
            app.library
                .document(doc)
                .is_some_and(|document| same(&document.name))
        })
    };
    is(&|other| other == name).or_else(|| is(&|other| last(other) == last(name)))
}

/// Where a passage begins whose first word stands at a byte: with the quotation mark before it.
fn begin(app: &App, doc: DocId, first_word: u32) -> Option<u32> {
    let marks: &[char] = &['“', '”', '„', '"', '‘', '«', '\''];
    let before = app.library.document(doc)?.text.get(..first_word as usize)?;
    Some(before.trim_end_matches(marks).len() as u32)
}
