//! Breakdowns on demand, so that tests can see the real program survive them. Not part of a release.

use std::env;

use crate::app::{Event, Key};
use crate::library::Document;

/// The variable of the environment that asks for a breakdown.
const VARIABLE: &str = "ONRECORD_DRILL";

/// Breaks down over the key `~` when `update` is asked for.
pub(crate) fn hear(event: &Event) {
    if matches!(event, Event::Key(key) if *key == Key::char('~')) {
        break_down("update");
    }
}

/// Breaks down before any file is read when `round` is asked for.
pub(crate) fn begin() {
    break_down("round");
}

/// Breaks down over a document whose text holds the word `drill` when `worker` is asked for.
pub(crate) fn work(document: &Document) {
    if document.text.contains("drill") {
        break_down("worker");
    }
}

fn break_down(part: &str) {
    assert!(
        env::var_os(VARIABLE).is_none_or(|asked| asked != part),
        "a drill of the {part}"
    );
}
