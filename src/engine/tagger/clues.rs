//! What a document as a whole says about a capitalised word: how it is written elsewhere, and beside whom.

use super::super::tokens::Tokens;
use super::base;
use super::forms::{ByHash, Form, lower_hash};
use super::lists::{BODY, FIRST_NAME, OUTLET, TITLE};
use super::segments::{self, Segment, is_capital};

/// A text shorter than this many sentences says nothing about its words as a whole.
const SHORTEST: usize = 4;

/// How often something is seen of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    small: u32,
    amid: u32,
    behind_title: u32,
    behind_first_name: u32,
    before_body: u32,
    behind_capital: u32,
    before_capital: u32,
    all: u32,
    /// The token of the first mention.
    first: usize,
}

/// The counts of all capitalised words of a document.
pub(super) struct Clues(ByHash<Count>);

/// What the document says about one token; 0 where it is too short to say anything.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clue {
    /// How often the word is written small, how often with a capital amid a sentence.
    pub(super) casing: u64,
    /// Whether it stands behind a title, behind a first name, before a word for a body.
    pub(super) beside: u64,
    /// How often it stands behind and before capitals, how often at all; whether this is the first time, and alone.
    pub(super) counts: u64,
    /// All of this in few bits.
    pub(super) all: u64,
}

impl Clues {
    pub(super) fn gather<'f>(
        tokens: &Tokens,
        segments: &[Segment],
        form: impl Fn(usize) -> &'f Form,
    ) -> Self {
        let mut counts: ByHash<Count> = ByHash::default();
        if segments::sentences(tokens, SHORTEST) < SHORTEST {
            return Self(counts);
        }
        for segment in segments {
            for index in segment.tokens.clone() {
                if is_capital(tokens, index) {
                    note(&mut counts, segment, index, &form);
                }
            }
        }
        let mut begins = Beginnings::default();
        for segment in segments {
            for index in segment.tokens.clone() {
                if is_capital(tokens, index) {
                    begins.add(base(tokens.lower(index)));
                }
            }
        }
        for index in (0..tokens.len()).filter(|&index| !is_capital(tokens, index)) {
            // Most small words begin as no capitalised one does.
            if begins.may_have(base(tokens.lower(index)))
                && let Some(count) = counts.get_mut(&lower_hash(tokens, index))
            {
                count.small += 1;
            }
        }
        Self(counts)
    }

    /// What the document says about the capitalised token `index` of `segment`.
    pub(super) fn of<'f>(
        &self,
        segment: &Segment,
        index: usize,
        form: impl Fn(usize) -> &'f Form,
    ) -> Clue {
        let Some(count) = self.0.get(&form(index).lower) else {
            return Clue::default();
        };
        let (behind, before) = neighbours(segment, index, &form);
        let first = u64::from(count.first == index);
        let solo = u64::from(!behind.is_some_and(is_word) && !before.is_some_and(is_word));
        let (title, name) = (
            u64::from(count.behind_title > 0),
            u64::from(count.behind_first_name > 0),
        );
        let body = u64::from(count.before_body > 0);
        let shouted = u64::from(segment.casing != segments::Casing::Running);
        Clue {
            casing: 1 + few(count.small) * 4 + few(count.amid),
            beside: 1 + title + 2 * name + 4 * body,
            counts: 1
                + few(count.behind_capital) * 16
                + few(count.before_capital) * 4
                + few(count.all)
                + ((first * 2 + solo) << 8),
            all: 1
                + first
                + 2 * solo
                + 4 * name
                + 8 * title
                + 16 * u64::from(count.behind_capital > 0)
                + 32 * body
                + 64 * u64::from(count.all > 2)
                + 128 * shouted,
        }
    }
}

/// How words begin, a bit for each of 4096 kinds of beginnings.
struct Beginnings([u64; 64]);

impl Default for Beginnings {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Beginnings {
    /// The place of the bit for a word: by its first three bytes and its length.
    fn place(word: &str) -> (usize, u64) {
        let bytes = word.as_bytes();
        let byte = |at: usize| u32::from(bytes.get(at).copied().unwrap_or_default());
        let kind = byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | bytes.len().min(9) as u32;
        let bit = kind.wrapping_mul(0x9e37_79b9) >> 20;
        (bit as usize / 64, 1 << (bit % 64))
    }

    fn add(&mut self, word: &str) {
        let (at, bit) = Self::place(word);
        self.0[at] |= bit;
    }

    fn may_have(&self, word: &str) -> bool {
        let (at, bit) = Self::place(word);
        self.0[at] & bit != 0
    }
}

fn is_word(form: &Form) -> bool {
    form.case.is_capital()
}

/// 0, 1, 2 or 3, 4 and more.
fn few(count: u32) -> u64 {
    match count {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        _ => 3,
    }
}

fn neighbours<'f>(
    segment: &Segment,
    index: usize,
    form: &impl Fn(usize) -> &'f Form,
) -> (Option<&'f Form>, Option<&'f Form>) {
    let inside = |index: &usize| segment.sentence.contains(index);
    let before = index.checked_sub(1).filter(inside);
    let next = Some(index + 1).filter(inside);
    (before.map(form), next.map(form))
}

fn note<'f>(
    counts: &mut ByHash<Count>,
    segment: &Segment,
    index: usize,
    form: &impl Fn(usize) -> &'f Form,
) {
    let (mut before, next) = neighbours(segment, index, form);
    // `Sen. Orr`: the title stands before the full stop.
    if before.is_some_and(|before| before.case == super::forms::Case::Mark) {
        let behind = index
            .checked_sub(2)
            .filter(|two| segment.sentence.contains(two));
        before = behind
            .map(form)
            .filter(|form| form.lists & TITLE != 0)
            .or(before);
    }
    let count = counts.entry(form(index).lower).or_insert(Count {
        first: index,
        ..Count::default()
    });
    count.all += 1;
    if let Some(before) = before {
        count.amid += u32::from(before.case != super::forms::Case::Mark);
        if is_word(before) {
            count.behind_title += u32::from(before.lists & TITLE != 0);
            count.behind_first_name += u32::from(before.lists & FIRST_NAME != 0);
            count.behind_capital += u32::from(index > segment.sentence.start + 1);
        }
    }
    if let Some(next) = next.filter(|next| is_word(next)) {
        count.before_body += u32::from(next.lists & (BODY | OUTLET) != 0);
        count.before_capital += 1;
    }
}
