//! Verbs of saying in front of what they report: `said that …`, `asked whether …`, `called for …`.

use super::super::super::lexicon::Frames;
use super::super::clauses::subject;
use super::super::phrases::is_plural;
use super::super::source::{Source, Who};
use super::super::words::Class;
use super::extent::can_begin;
use super::{Found, Sentence};

/// How far behind its verb `that` may stand.
const THAT_WITHIN: usize = 12;

/// A verb so close behind a quotation is taken for the verb of that quotation.
const QUOTATION_WITHIN: usize = 15;

/// The longest subject without a name.
const SUBJECT_WORDS: usize = 14;

/// Words that open a question which is reported.
const QUESTIONS: &[&str] = &[
    "whether", "if", "why", "how", "what", "when", "where", "who",
];

/// How far before its subject such a clause may open.
const LEADING_WITHIN: usize = 5;

/// Words that open a clause which only leads up to the main one.
const LEADING: &[&str] = &[
    "while", "although", "though", "when", "after", "if", "because", "since", "as", "whereas",
];

impl Sentence<'_> {
    /// The report of the verb at token `verb`, if it is one.
    pub(super) fn forward(self, verb: usize) -> Option<Found> {
        let page = self.page;
        if page.quoted(verb) || !page.has(verb, Class::VERB) || verb + 2 >= self.end {
            return None;
        }
        let known = page.lexicon.verb(page.lower(verb))?;
        if known.frames == Frames::default() || self.is_noun(verb) {
            return None;
        }
        let (first, cue_end) = self.content_start(
            verb,
            known.frames,
            known.takes_hearer || known.frames.has(Frames::PERSON_TO),
        )?;
        let source = if self.leaves_speaker_out(verb) {
            None
        } else if self.is_passive(verb) {
            return None;
        } else {
            Some(self.speaker(verb)?)
        };
        let bare = page.lower(first) != "that" && self.quoted_before(verb);
        let infinitive = page.lower(verb - usize::from(verb > 0)) == "to";
        if bare
            || infinitive && source.is_some_and(|source| page.lower(source.first) == "it")
            || self.is_bidden(verb)
        {
            return None;
        }
        let end = self.content_end(first, self.in_clause(verb, source));
        let torn = page.quoted(end) && page.mark(end - 1) != ',';
        (end >= first + 2 && !torn).then_some(Found {
            first,
            end,
            source,
            cue: (verb, cue_end),
        })
    }

    /// `“…,” said Ann Orr`: the verb belongs to the quotation before it, unless it is joined to another: `“…” and said he …`.
    fn quoted_before(self, verb: usize) -> bool {
        let page = self.page;
        let from = self.start.max(verb.saturating_sub(QUOTATION_WITHIN));
        let Some(last) = (from..verb).rev().find(|&token| page.quoted(token)) else {
            return false;
        };
        let joined = (last + 1..verb)
            .any(|token| page.is_any(token, &["and", "but", "which", "that", "while"]));
        !joined && !page.has(verb, Class::PARTICIPLE)
    }

    /// Whether the form of a verb is a noun or part of a name here: `the October report`, `three points`.
    pub(super) fn is_noun(self, verb: usize) -> bool {
        let page = self.page;
        if page.is_noun_here(verb) || page.capitalized(verb) && verb > self.start {
            return true;
        }
        let before = verb.saturating_sub(1);
        let plain = page.has(verb, Class::BASE) || page.lower(verb).ends_with('s');
        plain && verb > self.start && (page.is_number(before) || page.mark(before) == '$')
    }

    /// `dared him to say that …`: it is not the one who dares that would say it, and nobody has.
    fn is_bidden(self, verb: usize) -> bool {
        let page = self.page;
        let Some(object) = verb.checked_sub(2).filter(|&object| object >= self.start) else {
            return false;
        };
        page.lower(verb - 1) == "to"
            && page.is_any(object, &["him", "her", "them", "me", "us", "you"])
    }

    /// Who says it: the subject of the verb.
    fn speaker(self, verb: usize) -> Option<Source> {
        let source = subject(self.page, verb, self.start).or_else(|| self.any_subject(verb))?;
        self.agrees(verb, source).then_some(source)
    }

    /// `was told that …`
    fn is_passive(self, verb: usize) -> bool {
        let page = self.page;
        let helper = (self.start..verb)
            .rev()
            .find(|&token| !page.has(token, Class::BETWEEN) || page.has(token, Class::PASSIVE));
        helper.is_some_and(|helper| page.has(helper, Class::PASSIVE))
            && !page.has(verb, Class::PARTICIPLE)
    }

    /// `Asked whether …, she laughed`: nobody says who asked.
    fn leaves_speaker_out(self, verb: usize) -> bool {
        let page = self.page;
        // In `Orr, who leads the search, asked pilots to wait` the comma closes what explains her.
        let explained = verb > self.start
            && page.mark(verb - 1) == ','
            && (self.start..verb).any(|token| {
                let name = page.mention(token);
                name.is_some_and(|name| {
                    page.mark(name.end) == ',' && page.lower(name.end + 1) == "who"
                })
            });
        let alone =
            verb == self.start || page.is_any(verb - 1, &["when", "if", "once", ","]) && !explained;
        page.lower(verb) == "asked" && (alone || self.is_passive(verb))
    }

    /// A subject that no list knows: the words from the start of the clause to the verb.
    fn any_subject(self, verb: usize) -> Option<Source> {
        let page = self.page;
        let past = page.is_any(verb, &["said", "say"]);
        let last = (self.start..verb)
            .rev()
            .find(|&token| !page.has(token, Class::BETWEEN))?;
        let first = (self.start.max(verb.saturating_sub(SUBJECT_WORDS))..=last)
            .rev()
            .take_while(|&token| {
                page.mark(token) == '\0'
                    && !page.has(
                        token,
                        Class::CLAUSE | Class::AFTER_SUBJECT | Class::PRONOUN | Class::SPEECH,
                    )
            })
            .last()?;
        let head = (first..=last)
            .find(|&token| page.has(token + 1, Class::PREPOSITION) || token == last)?;
        let phrase = page.is_word(head) && !page.has(first, Class::PREPOSITION | Class::BETWEEN);
        (past && phrase).then_some(Source {
            who: Who::Phrase { head },
            first,
            end: last + 1,
        })
    }

    /// Whether a form in -s has one subject, and a plain form does not follow `to` without a report.
    fn agrees(self, verb: usize, source: Source) -> bool {
        let page = self.page;
        let third = page.lower(verb).ends_with('s');
        match source.who {
            Who::Phrase { head } => !(third && is_plural(page, head) && source.end == verb),
            Who::Pronoun => !(third && page.is_any(source.first, &["they", "i", "we"])),
            Who::Entity(_) => true,
        }
    }

    /// The first token of what is reported, and the end of the cue.
    fn content_start(self, verb: usize, frames: Frames, hearer: bool) -> Option<(usize, usize)> {
        let page = self.page;
        let mut at = verb + 1;
        let cue = at;
        if page.lower(verb).starts_with("point") {
            if page.lower(at) != "out" {
                return None;
            }
            at += 1;
        }
        let infinitive = page.lower(verb - usize::from(verb > 0)) == "to";
        if !infinitive && let Some(start) = self.after_preposition(at, frames) {
            return Some(start);
        }
        let mut next = at;
        if hearer && !page.is_any(at, QUESTIONS) && page.lower(at) != "that" {
            next = self.after_phrase(at);
            if next == at && !page.has(verb, Class::REPORTING) && !page.has(at, Class::PREPOSITION)
            {
                return None;
            }
        }
        next = self.after_occasion(next);
        while page.has(next, Class::BETWEEN) && next < at + 4 && page.lower(next).ends_with("ly") {
            next += 1;
        }
        if frames.has(Frames::THAT)
            && let Some(that) = self.that(at, next)
        {
            return Some((that, cue));
        }
        if frames.has(Frames::WHETHER) && page.is_any(next, QUESTIONS) {
            return Some((next, cue));
        }
        if frames.has(Frames::PERSON_TO) && page.lower(next) == "to" && next > at {
            return Some((next, cue));
        }
        if frames.has(Frames::PERSON_TO) && page.lower(next) == "about" && next > at {
            return Some((next + 1, cue));
        }
        if infinitive {
            return None;
        }
        if frames.has(Frames::TO) && page.lower(at) == "to" {
            return Some((at, cue));
        }
        let gap = page.has(next, Class::AFTER_SUBJECT | Class::BETWEEN | Class::PASSIVE)
            && self.is_relative(verb);
        let clause =
            frames.has(Frames::CLAUSE) && (gap || can_begin(page, next) && self.is_clause(next));
        if clause {
            return Some((next, cue));
        }
        if frames.has(Frames::NAME) && self.gives_name(at) {
            return Some((at, cue));
        }
        let thing = frames.has(Frames::THING) && self.is_thing(at) && !self.reports_again(at);
        thing.then_some((at, cue))
    }

    /// `called for …`, `warned of …`: what is reported begins after the preposition.
    fn after_preposition(self, at: usize, frames: Frames) -> Option<(usize, usize)> {
        let page = self.page;
        let opens = frames.has(Frames::of_preposition(page.lower(at)));
        (opens && at + 2 < self.end && !page.lexicon.is_calendar(page.lower(at + 1)))
            .then_some((at + 1, at + 1))
    }

    /// `that` at `next`, or a little further after an insertion.
    fn that(self, at: usize, next: usize) -> Option<usize> {
        let page = self.page;
        if page.lower(next) == "that" {
            return Some(next);
        }
        (at..self.end.min(at + THAT_WITHIN)).find(|&token| {
            page.lower(token) == "that" && page.mark(token - 1) == ',' && self.is_plain(at, token)
        })
    }

    /// Whether a clause with a subject and a verb begins at `first`.
    fn is_clause(self, first: usize) -> bool {
        let page = self.page;
        let limit = self.end.min(first + 25);
        if page.has(first, Class::PRONOUN)
            || page.is_any(first, &["there", "it's", "he's", "she's", "they're"])
        {
            return true;
        }
        let stop = (first..limit)
            .find(|&token| page.is_mark(token, ";:—"))
            .unwrap_or(limit);
        self.has_finite(first + 1, stop)
    }

    /// `called her a coward`, `called the plan dangerous`.
    fn gives_name(self, at: usize) -> bool {
        let page = self.page;
        if page.is_any(
            at,
            &[
                "him",
                "her",
                "them",
                "it",
                "himself",
                "herself",
                "themselves",
                "itself",
            ],
        ) {
            return !page.is_any(at + 1, &["to", "on", "in", "for", "at", ",", "and", "from"]);
        }
        let named = self.after_phrase(at);
        named > at && page.is_any(named, &["a", "an", "the", "his", "her", "too", "one"])
    }

    /// Whether a noun phrase begins here that can be what is cited, described or proposed.
    fn is_thing(self, at: usize) -> bool {
        let page = self.page;
        page.has(at, Class::DETERMINER | Class::PHRASE_START)
            || page.is_any(
                at,
                &[
                    "him", "her", "them", "any", "how", "it", "himself", "herself",
                ],
            )
            || page.mention(at).is_some()
            || page.is_word(at)
                && !page.has(
                    at,
                    Class::PREPOSITION | Class::CLAUSE | Class::BETWEEN | Class::AFTER_SUBJECT,
                )
    }

    /// `a fee that Orr said was too high`: what is reported lacks its subject, which stands before.
    fn is_relative(self, verb: usize) -> bool {
        (self.start..verb)
            .rev()
            .take(SUBJECT_WORDS)
            .take_while(|&token| self.page.mark(token) == '\0')
            .any(|token| {
                self.page
                    .is_any(token, &["which", "that", "who", "whom", "what"])
            })
    }

    /// `cited two pilots who said the bridge was safe`: what they said is the report.
    fn reports_again(self, at: usize) -> bool {
        let page = self.page;
        (at..self.end.min(at + SUBJECT_WORDS))
            .any(|token| page.lower(token) == "who" && page.has(token + 1, Class::REPORTING))
    }

    /// Whether the report stands in a clause that ends with the next comma.
    fn in_clause(self, verb: usize, source: Option<Source>) -> bool {
        let page = self.page;
        let Some(source) = source else { return true };
        let relative = page.is_any(verb.saturating_sub(1), &["who", "which", "that"])
            || (source.first > self.start
                && page.is_any(source.first - 1, &["which", "that", "whom"]));
        let before = (self.start..source.first.min(self.end))
            .rev()
            .take(LEADING_WITHIN)
            .take_while(|&token| page.mark(token) == '\0');
        let leading = before.into_iter().any(|token| page.is_any(token, LEADING));
        relative || leading
    }
}
