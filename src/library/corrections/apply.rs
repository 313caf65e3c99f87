//! The findings of one document as the reader has corrected them.

use crate::engine::{
    Analysis, Gender, LocalEntity, LocalId, Quotation, QuotationKind, Rule, Span, Speaker,
};

use super::names::Names;
use super::record::{Correction, Name, Repair};
use crate::library::Text;

/// The findings with these corrections; nothing when they change nothing. `lines` are those about places of this document,
/// the earliest first. The text is not looked at unless they are about it.
pub(super) fn corrected(
    text: &Text,
    found: &Analysis,
    names: &Names,
    lines: &[&Correction],
) -> Option<Analysis> {
    let meant = |entity: &LocalEntity| names.meant(name_of(entity));
    let renamed = !names.is_empty()
        && found
            .entities
            .iter()
            .any(|entity| meant(entity).as_ref() != Some(&name_of(entity)));
    if lines.is_empty() && !renamed {
        return None;
    }
    let mut page = Page {
        text,
        entities: found.entities.iter().cloned().map(Some).collect(),
        quotations: found.quotations.clone(),
    };
    if renamed {
        for (slot, entity) in page.entities.iter_mut().zip(&found.entities) {
            call(slot, meant(entity));
        }
    }
    for line in lines {
        page.apply(&line.change, names);
    }
    page.quotations.sort_by_key(|quotation| quotation.span);
    Some(Analysis {
        citations: found.citations.clone(),
        notes: found.notes.clone(),
        ..page.finish()
    })
}

fn name_of(entity: &LocalEntity) -> Name {
    Name {
        name: entity.name.clone(),
        kind: entity.kind,
    }
}

/// Gives an entity the name that it means; the name found becomes one of its aliases. Nothing means nobody.
fn call(slot: &mut Option<LocalEntity>, meant: Option<Name>) {
    let Some(meant) = meant else {
        *slot = None;
        return;
    };
    if let Some(entity) = slot {
        let before = std::mem::replace(&mut entity.name, meant.name);
        entity.kind = meant.kind;
        entity.aliases.retain(|alias| *alias != entity.name);
        if before != entity.name && !entity.aliases.contains(&before) {
            entity.aliases.insert(0, before);
        }
    }
}

/// The findings while they are being corrected. An entity that is none keeps its place until the end.
struct Page<'t> {
    text: &'t str,
    entities: Vec<Option<LocalEntity>>,
    quotations: Vec<Quotation>,
}

impl Page<'_> {
    /// Applies one change about a place. One whose place is gone changes nothing.
    fn apply(&mut self, change: &Repair, names: &Names) {
        let Some(span) = change.place().and_then(|place| place.find(self.text)) else {
            return;
        };
        match change {
            Repair::Speaker { speaker, .. } => {
                let speaker = speaker.clone().and_then(|name| names.meant(name));
                let speaker =
                    speaker.map_or(Speaker::Unknown, |name| Speaker::Entity(self.entity(&name)));
                let index = self.quotation(span);
                let quotation = &mut self.quotations[index];
                if !quotation.is_speech() {
                    quotation.kind = kind(span.of(self.text));
                }
                quotation.speaker = speaker;
                quotation.rule = Rule::Corrected;
                quotation.confidence = Rule::Corrected.confidence();
            }
            Repair::Quotation { is: true, .. } => {
                let index = self.quotation(span);
                let quotation = &mut self.quotations[index];
                if !quotation.is_speech() {
                    quotation.kind = kind(span.of(self.text));
                }
            }
            Repair::Quotation { is: false, .. } => {
                let index = self.quotation(span);
                // Words without marks that are no quotation are just words.
                if self.quotations[index].kind == QuotationKind::Indirect {
                    self.quotations.remove(index);
                } else {
                    let quotation = &mut self.quotations[index];
                    quotation.kind = QuotationKind::Scare;
                    quotation.speaker = Speaker::Unknown;
                    (quotation.source, quotation.cue) = (None, None);
                    quotation.rule = Rule::Corrected;
                }
            }
            Repair::Mention { name, .. } => {
                if let Some(name) = names.meant(name.clone()) {
                    self.mention(span, &name);
                }
            }
            _ => {}
        }
    }

    /// The quotation at a place, which the engine may see with other edges or not at all.
    fn quotation(&mut self, span: Span) -> usize {
        let shared = |quotation: &Quotation| {
            let start = quotation.span.start.max(span.start);
            quotation.span.end.min(span.end).saturating_sub(start)
        };
        let best = (0..self.quotations.len()).max_by_key(|&at| shared(&self.quotations[at]));
        if let Some(at) = best {
            let longer = self.quotations[at].span.len().max(span.len());
            if 2 * shared(&self.quotations[at]) as usize > longer {
                return at;
            }
        }
        self.quotations.push(Quotation {
            span,
            kind: kind(span.of(self.text)),
            speaker: Speaker::Unknown,
            source: None,
            cue: None,
            rule: Rule::Corrected,
            confidence: Rule::Corrected.confidence(),
            rivals: Vec::new(),
        });
        self.quotations.len() - 1
    }

    /// The entity of this name; a new one, that the text does not mention, where there is none.
    fn entity(&mut self, name: &Name) -> LocalId {
        let known = self.entities.iter().position(|entity| {
            entity
                .as_ref()
                .is_some_and(|entity| entity.name == name.name && entity.kind == name.kind)
        });
        let at = known.unwrap_or_else(|| {
            self.entities.push(Some(LocalEntity {
                name: name.name.clone(),
                kind: name.kind,
                gender: Gender::Unknown,
                role: None,
                aliases: Vec::new(),
                mentions: Vec::new(),
            }));
            self.entities.len() - 1
        });
        LocalId(at as u32)
    }

    /// Lets a place name somebody else than was found, and with it the quotations whose source leads there.
    fn mention(&mut self, span: Span, name: &Name) {
        let to = self.entity(name);
        let mut from = None;
        for (at, slot) in (0..).map(LocalId).zip(&mut self.entities) {
            let Some(entity) = slot.as_mut().filter(|_| at != to) else {
                continue;
            };
            let before = entity.mentions.len();
            entity.mentions.retain(|mention| !mention.overlaps(span));
            if entity.mentions.len() < before {
                from = Some(at);
            }
        }
        if let Some(Some(entity)) = self.entities.get_mut(to.0 as usize) {
            let words = span.of(self.text);
            if words != entity.name && !entity.aliases.iter().any(|alias| alias == words) {
                entity.aliases.push(words.to_owned());
            }
            if !entity.mentions.contains(&span) {
                entity.mentions.push(span);
                entity.mentions.sort_unstable();
            }
        }
        if let Some(from) = from {
            self.follow(from, to, span);
        }
    }

    /// Gives `to` the quotations of `from` whose source is the mention at `span`, or looks back to it past no other mention
    /// of either.
    fn follow(&mut self, from: LocalId, to: LocalId, span: Span) {
        let mentions = |id: LocalId| -> Vec<Span> {
            let entity = self.entities.get(id.0 as usize);
            let entity = entity.and_then(Option::as_ref);
            entity.map_or_else(Vec::new, |entity| entity.mentions.clone())
        };
        let left = mentions(from);
        let mut all = [left.clone(), mentions(to)].concat();
        all.sort_unstable();
        for quotation in &mut self.quotations {
            if quotation.speaker != Speaker::Entity(from) {
                continue;
            }
            let source = quotation.source.unwrap_or(quotation.span);
            let last = all.iter().rev().find(|mention| mention.start < source.end);
            if last == Some(&span) || left.is_empty() {
                quotation.speaker = Speaker::Entity(to);
            }
        }
    }

    /// The findings, with entities of one name brought together and those that nothing names any more left out.
    fn finish(self) -> Analysis {
        let spoken: Vec<Speaker> = self
            .quotations
            .iter()
            .map(|one| one.speaker.clone())
            .collect();
        let mut entities: Vec<LocalEntity> = Vec::new();
        let mut now: Vec<Option<LocalId>> = Vec::new();
        for (at, entity) in (0..).map(LocalId).zip(self.entities) {
            let needed = |entity: &LocalEntity| {
                !entity.mentions.is_empty() || spoken.contains(&Speaker::Entity(at))
            };
            now.push(
                entity
                    .filter(needed)
                    .map(|entity| join(&mut entities, entity)),
            );
        }
        let mut quotations = self.quotations;
        for quotation in &mut quotations {
            let named = quotation.speaker != Speaker::Unknown;
            quotation.renumber(|id| now.get(id.0 as usize).copied().flatten());
            if named && quotation.speaker == Speaker::Unknown {
                quotation.rule = Rule::None;
                quotation.confidence = Rule::None.confidence();
            }
        }
        Analysis {
            quotations,
            entities,
            ..Analysis::default()
        }
    }
}

/// Adds an entity to those of another name, or its places to the one of its own.
fn join(entities: &mut Vec<LocalEntity>, entity: LocalEntity) -> LocalId {
    let same = |known: &LocalEntity| known.name == entity.name && known.kind == entity.kind;
    let Some(at) = entities.iter().position(same) else {
        entities.push(entity);
        return LocalId(entities.len() as u32 - 1);
    };
    let known = &mut entities[at];
    for alias in entity.aliases {
        if alias != known.name && !known.aliases.contains(&alias) {
            known.aliases.push(alias);
        }
    }
    known.mentions.extend(entity.mentions);
    known.mentions.sort_unstable();
    known.role = known.role.take().or(entity.role);
    if known.gender == Gender::Unknown {
        known.gender = entity.gender;
    }
    LocalId(at as u32)
}

/// The kind of words that the reader says are speech: marked words that begin like a sentence are taken for a whole one.
fn kind(words: &str) -> QuotationKind {
    let bare = words.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    if bare.len() == words.len() {
        QuotationKind::Indirect
    } else if bare.starts_with(char::is_uppercase) {
        QuotationKind::Direct
    } else {
        QuotationKind::Mixed
    }
}
