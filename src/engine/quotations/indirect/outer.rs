//! Attributions behind or inside what they report: `…, Orr said.`, `…, said Orr.`, `…, Orr said, …`, `…, according to Orr`.

use super::super::clauses::subject;
use super::super::page::Page;
use super::super::phrases::{can_speak, noun_phrase};
use super::super::source::{Source, Who};
use super::super::words::Class;
use super::{Found, Sentence};

/// How many tokens before its verb a subject with its explanations may begin.
const SUBJECT_WORDS: usize = 40;

/// What is reported before an attribution has this many tokens at least.
const SHORTEST: usize = 3;

impl Sentence<'_> {
    /// The attribution of the whole sentence, or of its first part.
    pub(super) fn outer(self) -> Option<Found> {
        let page = self.page;
        for token in self.start..self.end {
            if page.quoted(token) {
                continue;
            }
            let found = if page.lower(token) == "according" && page.lower(token + 1) == "to" {
                self.according(token)
            } else if page.has(token, Class::SPEECH)
                && !page.has(token, Class::PARTICIPLE)
                && (page.is_past(token) || !page.has(token, Class::OFTEN_NOUN))
                && !self.is_noun(token)
            {
                self.inverted(token).or_else(|| self.closing(token))
            } else {
                None
            };
            if found.is_some() {
                return found.filter(|found| {
                    found.end >= found.first + 2 && self.is_plain(found.first, found.end)
                });
            }
        }
        None
    }

    /// `According to Orr, …`, `…, according to Orr.`, `…, according to Orr, …`
    fn according(self, at: usize) -> Option<Found> {
        let page = self.page;
        let source = noun_phrase(page, at + 2, self.end).or_else(|| self.any_phrase(at + 2))?;
        let found = |first, end| {
            Some(Found {
                first,
                end,
                source: Some(source),
                cue: (at, at + 2),
            })
        };
        let next = (source.end..self.end).find(|&token| page.mark(token) == ',');
        if at <= self.start + 1 {
            let comma = next?;
            return found(comma + 1, self.content_end(comma + 1, false));
        }
        if page.mark(at - 1) != ',' {
            return found(self.start, at);
        }
        // Inside the sentence: a beginning without a verb belongs to what follows.
        match next {
            Some(comma) if comma + 3 < self.end && !self.has_finite(self.start, at - 1) => {
                found(self.start, self.end)
            }
            _ => found(self.start, at - 1),
        }
    }

    /// A source without a name that no list knows: all the words up to the next mark.
    fn any_phrase(self, at: usize) -> Option<Source> {
        let page = self.page;
        let end = (at..self.end.min(at + SUBJECT_WORDS))
            .find(|&token| page.is_mark(token, ",;:—–()"))
            .unwrap_or(self.end.min(at + SUBJECT_WORDS));
        let head =
            (at..end).find(|&token| page.has(token + 1, Class::PREPOSITION) || token + 1 == end)?;
        page.is_word(head).then_some(Source {
            who: Who::Phrase { head },
            first: at,
            end,
        })
    }

    /// `…, said Orr, who …`
    fn inverted(self, verb: usize) -> Option<Found> {
        let page = self.page;
        if verb < self.start + SHORTEST + 1
            || page.mark(verb - 1) != ','
            || !INVERTING.contains(&page.lower(verb))
        {
            return None;
        }
        let source = noun_phrase(page, verb + 1, self.end)
            .or_else(|| self.named_behind(verb + 1))
            .filter(|&source| can_speak(page, source) && !matches!(source.who, Who::Pronoun))?;
        // In `Ann Orr, who left in May, said the council acted` what follows the verb is no speaker.
        let next = source.end;
        let closes = next >= self.end
            || page.mark(next) != '\0'
            || page.has(next, Class::PREPOSITION | Class::AFTER_CUE)
            || page.is_any(next, &["who", "whose", "which", "and"]);
        if !closes || !self.has_finite(self.start, verb - 1) {
            return None;
        }
        Some(Found {
            first: self.after_colon(verb - 1),
            end: verb - 1,
            source: Some(source),
            cue: (verb, verb + 1),
        })
    }

    /// The name behind a few words that no list knows as a title: `said retired bus driver Ann Orr`.
    fn named_behind(self, at: usize) -> Option<Source> {
        let page = self.page;
        let name = (at..self.end.min(at + 8)).find(|&token| page.mention(token).is_some())?;
        let plain = (at..name).all(|token| {
            page.is_word(token)
                && !page.has(
                    token,
                    Class::PRONOUN
                        | Class::CLAUSE
                        | Class::AFTER_SUBJECT
                        | Class::BETWEEN
                        | Class::VERB
                        | Class::PREPOSITION,
                )
        });
        let person = page
            .mention(name)
            .filter(|person| plain && !person.possessive)?;
        Some(Source {
            who: Who::Entity(person.entity),
            first: name,
            end: person.end,
        })
    }

    /// `…, Orr said.`, `…, Orr said on Tuesday, …`
    fn closing(self, verb: usize) -> Option<Found> {
        let page = self.page;
        if verb < self.start + SHORTEST || page.mark(verb - 1) == ',' && !page.is_past(verb) {
            return None;
        }
        let rest = self.after_occasion(verb + 1);
        let ends = rest >= self.end || page.is_mark(rest, ",—–;");
        if !ends {
            return None;
        }
        let source = subject(page, verb, self.start)?;
        let comma = before_source(
            page,
            source,
            self.start.max(verb.saturating_sub(SUBJECT_WORDS)),
        )?;
        let comma = if page.mark(comma) == ',' {
            comma
        } else {
            return None;
        };
        if comma < self.start + 1 {
            return None;
        }
        let goes_on = rest + 1 < self.end && page.mark(rest) == ',' && !self.is_aside(rest + 1);
        let opened = page.is_any(self.start, OPENING)
            && !(self.start..comma).any(|token| page.mark(token) == ',');
        let finite = self.has_finite(self.start, comma) && !opened;
        if goes_on {
            return Some(Found {
                first: self.after_colon(comma),
                end: self.end,
                source: Some(source),
                cue: (verb, verb + 1),
            });
        }
        (finite && comma >= self.start + SHORTEST).then_some(Found {
            first: self.after_colon(comma),
            end: comma,
            source: Some(source),
            cue: (verb, verb + 1),
        })
    }

    /// Where what is reported begins, when it ends before token `end`: `Orr was blunt: no talks, he said.`
    fn after_colon(self, end: usize) -> usize {
        let colon = (self.start..end)
            .rev()
            .find(|&token| self.page.mark(token) == ':' && self.page.is_word(token + 1));
        colon
            .filter(|&colon| colon + 2 < end)
            .map_or(self.start, |colon| colon + 1)
    }

    /// Whether the words after `…, Orr said,` tell about the saying and not on: `, citing`, `, as`, `, after`.
    fn is_aside(self, at: usize) -> bool {
        let page = self.page;
        page.is_any(
            at,
            &[
                "as",
                "after",
                "when",
                "while",
                "though",
                "although",
                "according",
                "in",
                "and",
                "but",
                "who",
                "which",
                "where",
                "with",
            ],
        ) || page.lower(at).ends_with("ing")
    }
}

/// Verbs that stand before their subject.
const INVERTING: &[&str] = &[
    "said",
    "says",
    "wrote",
    "writes",
    "added",
    "adds",
    "noted",
    "notes",
    "explained",
    "explains",
    "argued",
    "argues",
    "reported",
    "reports",
    "warned",
    "warns",
    "announced",
    "tweeted",
    "observed",
    "recalled",
];

/// A sentence that begins so is not reported as a whole: `When the vote came, Orr said.`
const OPENING: &[&str] = &[
    "when",
    "asked",
    "while",
    "after",
    "as",
    "in",
    "on",
    "at",
    "according",
    "earlier",
    "later",
    "before",
    "during",
    "speaking",
];

/// The token before the source with its titles and articles.
fn before_source(page: &Page, source: Source, start: usize) -> Option<usize> {
    let mut first = source.first;
    while first > start && first + 12 > source.first {
        let before = first - 1;
        let title = page.has(
            before,
            Class::TITLE | Class::AMONG_TITLES | Class::DETERMINER | Class::SPEAKER_NOUN,
        ) || page.capitalized(before)
            || page.lower(before).ends_with("'s")
            || page.mark(before) == '.';
        if !title {
            break;
        }
        first = before;
    }
    first.checked_sub(1).filter(|&before| before >= start)
}
