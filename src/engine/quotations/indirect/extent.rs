//! How far the words around a verb of saying reach: the hearer, time and place, and the end of what is reported.

use super::super::page::Page;
use super::super::phrases::noun_phrase;
use super::super::words::Class;
use super::Sentence;

/// Words for a time that stand without a preposition: `said last week`.
const TIMES: &[&str] = &[
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "last",
    "this",
    "late",
    "early",
    "earlier",
    "later",
    "week",
    "month",
    "year",
    "morning",
    "afternoon",
    "evening",
    "night",
    "recently",
    "again",
    "before",
    "ago",
    "once",
];

/// Prepositions of place, time and occasion.
const OCCASIONS: &[&str] = &[
    "in", "on", "at", "during", "after", "before", "to", "via", "with", "from", "through", "by",
    "over",
];

/// Hearers that are pronouns.
const OBJECTS: &[&str] = &["him", "her", "them", "us", "me", "you", "it"];

/// The longest phrase that is passed over.
const PHRASE: usize = 7;

impl Sentence<'_> {
    /// The token after the noun phrase at `at`, read no further than to the next subject; `at` when there is none.
    pub(super) fn after_phrase(self, at: usize) -> usize {
        let page = self.page;
        if page.is_any(at, OBJECTS) {
            return at + 1;
        }
        let mut token = at;
        let mut noun = false;
        while token < self.end.min(at + PHRASE) {
            if let Some(mention) = page.mention(token) {
                if noun {
                    break;
                }
                token = mention.end.max(token + 1);
                noun = !mention.possessive;
                continue;
            }
            let opens = page.has(
                token,
                Class::DETERMINER | Class::PRONOUN | Class::PHRASE_START,
            );
            let stops = page.has(token, Class::CLAUSE | Class::BETWEEN | Class::AFTER_SUBJECT)
                || page.is_any(
                    token,
                    &["that", "whether", "if", "why", "how", "what", "to"],
                )
                || page.mark(token) != '\0' && page.mark(token) != '.';
            if stops || noun && opens || page.has(token, Class::PRONOUN) {
                break;
            }
            if page.has(token, Class::PREPOSITION) {
                if page.lower(token) != "of" || !noun {
                    break;
                }
                noun = false;
            } else {
                noun |= !page.has(token, Class::DETERMINER)
                    || page.has(token, Class::SPEAKER_NOUN | Class::PHRASE_START) && token > at;
            }
            token += 1;
        }
        token
    }

    /// The token after adverbs, times, places and occasions: `on Tuesday`, `in a letter to the council`, `last week`.
    pub(super) fn after_occasion(self, at: usize) -> usize {
        let page = self.page;
        let mut token = at;
        while token < self.end {
            let lower = page.lower(token);
            if page.lexicon.is_calendar(lower)
                || TIMES.contains(&lower) && !self.begins_clause(token)
                || page.is_number(token) && token > at
            {
                token += 1;
            } else if OCCASIONS.contains(&lower) && !self.is_infinitive(token) {
                let end = self.after_phrase(token + 1);
                if end == token + 1 {
                    break;
                }
                token = end;
            } else {
                break;
            }
        }
        token
    }

    /// `to repair the bridge`, and not `to the council`.
    fn is_infinitive(self, to: usize) -> bool {
        let page = self.page;
        page.lower(to) == "to"
            && page.mention(to + 1).is_none()
            && !page.has(
                to + 1,
                Class::DETERMINER | Class::PHRASE_START | Class::SPEAKER_NOUN | Class::BODY_NOUN,
            )
    }

    /// `said this bridge was safe`, `said last year’s plan was better`: a time word that begins what is said.
    fn begins_clause(self, at: usize) -> bool {
        self.page.is_any(at, &["this", "last"]) && {
            let next = at + 1;
            let unit = [
                "week",
                "month",
                "year",
                "morning",
                "afternoon",
                "evening",
                "spring",
                "summer",
                "fall",
                "autumn",
                "winter",
                "night",
                "weekend",
            ];
            !(self.page.is_any(next, &unit) || self.page.lexicon.is_calendar(self.page.lower(next)))
        }
    }

    /// The end of what is reported from `first` on. A report that hangs on a clause of its own, `While Orr said …, …`, or
    /// `…, who said …, …`, ends with the clause.
    pub(super) fn content_end(self, first: usize, in_clause: bool) -> usize {
        let page = self.page;
        let mut depth = 0usize;
        let mut inset_end = first;
        for token in first + 1..self.end {
            if token < inset_end {
                continue;
            }
            if let Some(end) = self.inset(first, token) {
                inset_end = end;
                continue;
            }
            match page.mark(token) {
                _ if page.quoted(token) => return token,
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                ';' if depth == 0 => return token,
                '—' | '–' | '―' if depth == 0 && self.breaks_off(token) => return token,
                '-' if depth == 0 && self.is_dash(token) => return token,
                ',' if depth == 0
                    && token > first + 1
                    && (in_clause || self.turns_away(token + 1)) =>
                {
                    return token;
                }
                _ if self.second_report(token, first) => return token,
                _ => {}
            }
        }
        self.end
    }

    /// The end of what is put in between the subject of a report and its verb, from the mark at `opening` on: `said that the
    /// pilots — who had met on Monday — would strike`, `said that the fee, which few pay, was fair`.
    fn inset(self, first: usize, opening: usize) -> Option<usize> {
        let page = self.page;
        let relative = page.mark(opening) == ',' && page.is_any(opening + 1, &["which", "who"]);
        let dash =
            |token| page.is_mark(token, "—–―") || page.mark(token) == '-' && self.is_dash(token);
        if !relative && !dash(opening) || self.has_finite(first + 1, opening) {
            return None;
        }
        let closes = |token: usize| {
            if relative {
                page.mark(token) == ','
            } else {
                dash(token)
            }
        };
        let closing = (opening + 2..self.end)
            .take_while(|&token| !page.quoted(token))
            .find(|&token| closes(token))?;
        self.has_finite(closing + 1, self.end)
            .then_some(closing + 1)
    }

    /// Whether a hyphen stands for a dash: with blanks around it, or doubled.
    fn is_dash(self, hyphen: usize) -> bool {
        let end = |token: usize| {
            self.page
                .tokens
                .get(token)
                .map_or(0, |token| token.span.end)
        };
        self.page.mark(hyphen + 1) == '-'
            || self.page.start(hyphen) > end(hyphen - 1)
                && self.page.start(hyphen + 1) > end(hyphen)
    }

    /// A dash before an explanation of the reporter's own: `— a sum that …`.
    fn breaks_off(self, dash: usize) -> bool {
        !self
            .page
            .is_any(dash + 1, &["not", "but", "or", "that", "if"])
    }

    /// Whether the words after a comma are the reporter's again: `, but Dahl laughed`, `, adding`, `, though she`.
    fn turns_away(self, at: usize) -> bool {
        let page = self.page;
        if page.is_any(at, &["which", "according"]) {
            return true;
        }
        if page.is_any(at, &["though", "although", "while", "whereas"]) {
            return noun_phrase(page, at + 1, self.end).is_some();
        }
        if page.is_any(at, &["but", "and", "yet", "so"]) {
            let subject = noun_phrase(page, at + 1, self.end.min(at + 12));
            let verb = subject.map_or(at + 1, |subject| subject.end);
            let speaks = page.has(verb, Class::SPEECH) && page.is_past(verb)
                || page.has(verb + 1, Class::SPEECH) && page.has(verb, Class::BETWEEN);
            return speaks || page.lower(at) == "but" && subject.is_some();
        }
        let doing = page.lower(at);
        doing.len() > 5
            && doing.ends_with("ing")
            && ![
                "including",
                "following",
                "regarding",
                "concerning",
                "according",
                "morning",
                "nothing",
                "something",
                "everything",
                "anything",
                "during",
            ]
            .contains(&doing)
    }

    /// `… and promised to go`: a second verb of saying in the past, joined to the first.
    fn second_report(self, token: usize, first: usize) -> bool {
        let page = self.page;
        if token < first + 2 || !page.is_any(token, &["and", "but"]) {
            return false;
        }
        let verb = (token + 1..self.end.min(token + 4))
            .find(|&next| !page.has(next, Class::BETWEEN))
            .unwrap_or(token);
        page.has(verb, Class::SPEECH) && page.is_past(verb)
            || page.has(verb, Class::VERB)
                && page.is_past(verb)
                && page.is_any(
                    verb,
                    &["called", "accused", "criticized", "described", "cited"],
                )
    }
}

/// Whether the word at `at` can begin a clause after a verb of saying: its subject, or a word in front of it.
pub(super) fn can_begin(page: &Page, at: usize) -> bool {
    let pointless = page.has(at, Class::AFTER_SUBJECT | Class::PREPOSITION)
        && !page.has(at, Class::PRONOUN | Class::DETERMINER)
        && !page.is_any(at, &["in", "at", "if", "on", "with", "during"]);
    let nothing = !page.is_word(at) && !page.is_number(at) && !page.is_mark(at, "$£€");
    !pointless && !nothing && !page.is_any(at, &["about", "by", "no", "yes", "so", "to"])
}
