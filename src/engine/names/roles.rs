//! Roles: `Defense Secretary` in front of a name, `, special envoy for peacekeeping,` behind it.

use std::ops::Range;

use super::draft::Draft;
use super::titles;
use super::words::is_possessive;
use crate::engine::{EntityKind, Gender};

/// The longest role wording, in tokens.
const LONGEST: usize = 12;

/// Nouns for texts, which speak but are no one's role.
const TEXTS: &[&str] = &[
    "ad",
    "article",
    "book",
    "complaint",
    "document",
    "email",
    "filing",
    "lawsuit",
    "letter",
    "memo",
    "order",
    "poll",
    "release",
    "report",
    "ruling",
    "speech",
    "statement",
    "study",
    "survey",
    "tweet",
];

/// Reads the roles of all people off the words around their mentions.
pub(super) fn collect(draft: &mut Draft) {
    for index in 0..draft.mentions.len() {
        let mention = draft.mentions[index].clone();
        let entity = mention.entity.0 as usize;
        if draft.entities[entity].named.kind == EntityKind::Organization {
            continue;
        }
        if let Some(wording) = in_front(draft, &mention.tokens, mention.first_title) {
            note(draft, entity, wording);
        }
        if let Some(wording) = behind(draft, mention.first_title, mention.tokens.end) {
            note(draft, entity, wording);
        }
        if let Some(wording) = explaining(draft, mention.first_title, mention.tokens.end) {
            note(draft, entity, wording);
        }
    }
    for index in 0..draft.entities.len() {
        let elsewhere = draft.entities[index]
            .named
            .key
            .as_ref()
            .map(|key| draft.background.roles_of(key).map(str::to_owned).collect());
        draft.entities[index].named.roles_elsewhere = elsewhere.unwrap_or_default();
    }
}

/// The wording of the title in front, with the body it belongs to: `Kremlin spokesman`, `Secretary of State`.
fn in_front(draft: &Draft, name: &Range<usize>, first_title: usize) -> Option<Range<usize>> {
    let tokens = draft.tokens;
    let mut start = first_title;
    // `Kremlin spokesman Ivan Orr`, `White House press secretary Ada Hale`: the body is part of the role.
    if start < name.start
        && let Some(body) = draft.ending_at(start)
        && draft.entities[body.entity.0 as usize].named.kind == EntityKind::Organization
    {
        start = body.tokens.start;
    }
    while start < name.start
        && (titles_only_honorific(draft, start)
            || tokens.word(start) == "."
            || is_possessive(tokens, start))
    {
        start += 1;
    }
    (start < name.start).then_some(start..name.start)
}

fn titles_only_honorific(draft: &Draft, token: usize) -> bool {
    draft.lexicon.title_kind(draft.tokens.lower(token))
        == Some(crate::engine::lexicon::TitleKind::Honorific)
}

/// The apposition after the name: `, a scholar at the institute,` gives `scholar at the institute`.
fn behind(draft: &Draft, first: usize, end: usize) -> Option<Range<usize>> {
    let tokens = draft.tokens;
    if tokens.word(end) != "," {
        return None;
    }
    let mut start = end + 1;
    let determiner = matches!(
        tokens.lower(start),
        "a" | "an" | "the" | "his" | "her" | "their" | "one"
    );
    let opens = determiner
        || is_possessive(tokens, start)
        || titles::is_title(draft.lexicon, tokens.lower(start))
        || draft.lexicon.is_title_modifier(tokens.lower(start));
    if !opens {
        return None;
    }
    if determiner || is_possessive(tokens, start) {
        start += 1;
    }
    let close = (start..start + LONGEST).find(|&token| {
        matches!(
            tokens.word(token),
            "," | "." | ";" | ":" | "—" | "–" | "(" | "”" | "\"" | "“" | ""
        ) || matches!(
            tokens.lower(token),
            "who" | "which" | "that" | "said" | "says" | "told"
        )
    })?;
    // In `A letter to Ann Orr, the spokesman said` the comma begins the main clause.
    let clause = matches!(tokens.lower(close), "said" | "says" | "told")
        && first.checked_sub(1).is_some_and(|before| {
            matches!(
                tokens.lower(before),
                "to" | "of" | "for" | "with" | "by" | "about" | "from" | "against"
            )
        });
    (!clause && is_role(draft, start..close)).then_some(start..close)
}

/// Whether a wording tells what somebody is: its head is no noun for a body or a text, which speak but are no one's role.
fn is_role(draft: &Draft, wording: Range<usize>) -> bool {
    head(draft, wording).is_some_and(|head| {
        let lower = draft.tokens.lower(head);
        let noun = draft.lexicon.is_role_noun(lower)
            && !draft.lexicon.is_organization_noun(lower)
            && !TEXTS.contains(&lower);
        titles::is_title(draft.lexicon, lower) || noun
    })
}

/// The phrase that the name explains: `their spokesman, Ann Orr,` gives `spokesman`.
fn explaining(draft: &Draft, first: usize, end: usize) -> Option<Range<usize>> {
    let tokens = draft.tokens;
    let comma = first.checked_sub(1)?;
    if tokens.word(comma) != "," || !matches!(tokens.word(end), "," | ".") {
        return None;
    }
    (comma.saturating_sub(LONGEST)..comma)
        .rev()
        .take_while(|&token| {
            !matches!(tokens.word(token), "," | "." | ";" | ":" | "”" | "\"" | "“")
        })
        .filter(|&token| {
            matches!(
                tokens.lower(token),
                "a" | "an" | "the" | "his" | "her" | "their" | "its" | "our"
            )
        })
        .map(|determiner| determiner + 1..comma)
        .find(|wording| is_role(draft, wording.clone()))
}

/// The head of a role: the last noun before a preposition.
fn head(draft: &Draft, range: Range<usize>) -> Option<usize> {
    let stop = range
        .clone()
        .find(|&token| {
            matches!(
                draft.tokens.lower(token),
                "of" | "for"
                    | "at"
                    | "in"
                    | "who"
                    | "and"
                    | "to"
                    | "on"
                    | "from"
                    | "with"
                    | "under"
            )
        })
        .unwrap_or(range.end);
    (range.start < stop).then(|| stop - 1)
}

/// Adds the role: its head always, its wording if it is the fullest so far.
fn note(draft: &mut Draft, entity: usize, wording: Range<usize>) {
    let tokens = draft.tokens;
    let Some(head) = head(draft, wording.clone()) else {
        return;
    };
    let lower = tokens.lower(head).to_owned();
    let gender = draft.lexicon.title(&lower).unwrap_or_default();
    let text = tokens.span(wording.start, wording.end).of(tokens.text());
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let named = &mut draft.entities[entity].named;
    if named.gender == Gender::Unknown {
        named.gender = gender;
    }
    if !named.roles.contains(&lower) {
        named.roles.push(lower);
    }
    if named
        .role
        .as_ref()
        .is_none_or(|role| role.len() < text.len())
    {
        named.role = Some(text);
    }
}
