//! Which of its names an organization is shown under.

use super::body_keys::key_of;
use super::draft::Draft;
use super::words::is_acronym;
use crate::engine::hashing::HashMap;

/// A body that the document calls by its acronym only keeps it as its name: readers look for what they read.
pub(super) fn keep_acronyms(draft: &mut Draft) {
    let mut forms: HashMap<usize, Option<&str>> = HashMap::default();
    for mention in &draft.mentions {
        let form = mention.span.of(draft.tokens.text());
        let only = forms.entry(mention.entity.0 as usize).or_insert(Some(form));
        if *only != Some(form) {
            *only = None;
        }
    }
    for (entity, form) in forms {
        if let Some(form) = form.filter(|form| is_acronym(form)) {
            form.clone_into(&mut draft.entities[entity].named.name);
        }
    }
}

/// A known body keeps the name that the document uses: who reads of the Pentagon only looks for no Department of Defense.
pub(super) fn keep_own_forms(draft: &mut Draft) {
    let text = draft.tokens.text();
    let mut fullest: HashMap<usize, Option<&str>> = HashMap::default();
    for mention in &draft.mentions {
        let form = mention.span.of(text);
        let entity = mention.entity.0 as usize;
        let name = &draft.entities[entity].named.name;
        let best = fullest.entry(entity).or_insert(Some(""));
        let Some(longest) = best else {
            continue;
        };
        if form == name || key_of(form) == key_of(name) {
            *best = None;
        } else if form.len() > longest.len() {
            let known = draft.lexicon.known_organization(form);
            if known.is_some_and(|known| known.name == name) {
                *longest = form;
            }
        }
    }
    for (entity, form) in fullest {
        if let Some(form) = form.filter(|form| !form.is_empty()) {
            form.clone_into(&mut draft.entities[entity].named.name);
        }
    }
}
