//! Where a place of a text is after the text has changed.
//!
//! Lines that stand in both texts once and unchanged tie them together, as in the patience diff of Bram Cohen; between two of
//! them the beginning and the end that both have in common do.

use std::collections::HashMap;

use crate::engine::Span;

/// Which bytes of a changed text are which of the former one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// What both texts have in common, in order of either.
    common: Vec<Common>,
    /// The length of the changed text.
    len: usize,
}

/// Bytes that are the same in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Common {
    before: usize,
    now: usize,
    len: usize,
}

impl Shift {
    /// From one text to another.
    pub fn between(before: &str, now: &str) -> Self {
        let mut common = Vec::new();
        let (mut from, mut to) = (0, 0);
        let end = Common {
            before: before.len(),
            now: now.len(),
            len: 0,
        };
        for tie in ties(before, now).into_iter().chain([end]) {
            let gap = (
                &before[from..tie.before.max(from)],
                &now[to..tie.now.max(to)],
            );
            let head = shared_head(gap.0, gap.1);
            let tail = shared_tail(&gap.0[head..], &gap.1[head..]);
            for (before, now, len) in [
                (from, to, head),
                (tie.before - tail, tie.now - tail, tail),
                (tie.before, tie.now, tie.len),
            ] {
                if len > 0 {
                    common.push(Common { before, now, len });
                }
            }
            (from, to) = (tie.before + tie.len, tie.now + tie.len);
        }
        Self {
            common,
            len: now.len(),
        }
    }

    /// Where a byte of the former text stands; where its words were replaced, the place where something else stands now.
    pub fn byte(&self, byte: u32) -> u32 {
        let byte = byte as usize;
        let after = self.common.partition_point(|common| common.before <= byte);
        let Some(common) = after.checked_sub(1).and_then(|at| self.common.get(at)) else {
            return 0;
        };
        (common.now + (byte - common.before).min(common.len)).min(self.len) as u32
    }

    /// Where a span stands if not a byte of it has changed.
    pub fn span(&self, span: Span) -> Option<Span> {
        let after = self
            .common
            .partition_point(|common| common.before <= span.start as usize);
        let common = self.common.get(after.checked_sub(1)?)?;
        let whole = span.end as usize <= common.before + common.len;
        let moved = |byte: u32| common.now + byte as usize - common.before;
        whole.then(|| Span::new(moved(span.start), moved(span.end)))
    }
}

/// The lines that stand once in each of the texts, as many of them as have the same order in both.
fn ties(before: &str, now: &str) -> Vec<Common> {
    let mut seen: HashMap<&str, (Place, Place)> = HashMap::new();
    for (at, line) in lines(before) {
        seen.entry(line).or_default().0.add(at);
    }
    for (at, line) in lines(now) {
        seen.entry(line).or_default().1.add(at);
    }
    let mut ties: Vec<Common> = seen
        .into_iter()
        .filter_map(|(line, places)| match places {
            (Place::Once(before), Place::Once(now)) => Some(Common {
                before,
                now,
                len: line.len(),
            }),
            _ => None,
        })
        .collect();
    ties.sort_unstable_by_key(|tie| tie.before);
    rising(&ties)
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, Default)]
enum Place {
    #[default]
    Nowhere,
    Once(usize),
    Often,
}

impl Place {
    fn add(&mut self, at: usize) {
        *self = match self {
            Self::Nowhere => Self::Once(at),
            _ => Self::Often,
        };
    }
}

/// The lines that hold a word, with the byte where each begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(move |line| {
            let start = at;
            at += line.len();
            (start, line)
        })
        .filter(|(_, line)| !line.trim().is_empty())
}

/// The longest run of ties that rises in both texts.
fn rising(ties: &[Common]) -> Vec<Common> {
    // The last tie of the best run of each length, and what stands before each tie in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut former: Vec<Option<usize>> = Vec::with_capacity(ties.len());
    for (at, tie) in ties.iter().enumerate() {
        let length = ends.partition_point(|&end| ties[end].now < tie.now);
        former.push(length.checked_sub(1).map(|before| ends[before]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(tie) = at {
        run.push(ties[tie]);
        at = former[tie];
    }
    run.reverse();
    run
}

/// How many bytes both begin with, whole characters only.
fn shared_head(one: &str, other: &str) -> usize {
    let pairs = one.char_indices().zip(other.chars());
    let differs = pairs.into_iter().find(|((_, a), b)| a != b);
    differs.map_or(one.len().min(other.len()), |((at, _), _)| at)
}

/// How many bytes both end with, whole characters only.
fn shared_tail(one: &str, other: &str) -> usize {
    let pairs = one.chars().rev().zip(other.chars().rev());
    pairs
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BEFORE: &str =
        "The ferry stays.\n\nTwo buyers had asked for it.\n\nA vote is due in March.\n";

    /// What stands at these words of [`BEFORE`] in a changed text.
    fn check(now: &str, words: &str, expected: &str) {
        let shift = Shift::between(BEFORE, now);
        let at = BEFORE.find(words).unwrap();
        let byte = shift.byte(at as u32) as usize;
        assert!(now[byte..].starts_with(expected), "{}", &now[byte..]);
    }

    #[test]
    fn a_place_follows_its_words() {
        check(BEFORE, "buyers", "buyers");
        let longer = format!("Corrected on Monday.\n\n{BEFORE}");
        check(&longer, "buyers", "buyers");
        check(&longer, "The ferry", "The ferry");
        let reworded = BEFORE.replace("Two buyers", "Three — or more — buyers");
        check(&reworded, "asked", "asked");
        check(&reworded, "Two", "Three");
        check(&reworded, "vote", "vote");
        let without = BEFORE.replace("Two buyers had asked for it.\n\n", "");
        check(&without, "buyers", "A vote");
    }

    #[test]
    fn a_span_stays_only_whole() {
        let now = BEFORE.replace("Two", "Three");
        let shift = Shift::between(BEFORE, &now);
        let span = |words: &str| {
            let at = BEFORE.find(words).unwrap();
            let moved = shift.span(Span::new(at, at + words.len()))?;
            Some(moved.of(&now).to_owned())
        };
        assert_eq!(span("buyers had").as_deref(), Some("buyers had"));
        assert_eq!(span("Two buyers"), None);
        assert_eq!(span("A vote").as_deref(), Some("A vote"));
    }

    proptest! {
        #[test]
        fn every_byte_has_a_place_on_a_character(before in "[ab\\né]{0,40}", now in "[ab\\né]{0,40}") {
            let shift = Shift::between(&before, &now);
            let mut last = 0;
            for at in (0..=before.len()).filter(|&at| before.is_char_boundary(at)) {
                let moved = shift.byte(at as u32) as usize;
                prop_assert!(now.is_char_boundary(moved) && moved >= last);
                last = moved;
            }
        }
    }
}
