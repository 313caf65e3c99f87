//! Places in a text told by the words that stand there, so that they are found again after the text was edited.

use std::cmp::Reverse;

/// So many words name a passage if they stand in the text only once.
const SHORTEST: usize = 4;
/// More words than these are never needed: the number of the occurrence then tells the passages apart.
const LONGEST: usize = 16;
/// Words that must be found again, in their order, for an edited passage to be the same.
const ENOUGH: (usize, usize) = (3, 5);

/// A passage of a text, by its words: small letters and digits, joined by hyphens, as many as tell it from all others.
/// Where even the longest name stands more than once, the number of the occurrence follows: `no-comment~2`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    words: Vec<String>,
    /// Counted from 0.
    occurrence: usize,
}

/// The words from a byte of a text on, as many as serve to find the place again near there.
pub fn words_from(text: &str, byte: u32) -> String {
    let from = super::floor(text, byte as usize);
    let words = words(text, from).take(LONGEST / 2);
    let words: Vec<_> = words.map(|(_, word)| word.to_lowercase()).collect();
    words.join("-")
}

impl Passage {
    /// The name of the passage that begins at a byte; none where no word follows.
    pub fn at(text: &str, byte: u32) -> Option<Self> {
        let from = super::floor(text, byte as usize);
        let (start, _) = words(text, from).next()?;
        let all: Vec<_> = words(text, 0).collect();
        let place = all.partition_point(|(at, _)| *at < start);
        let same = |at: &usize, count: usize| {
            let (here, there) = (&all[place..], &all[*at..]);
            let (here, there) = (here.get(..count), there.get(..count));
            here.is_some_and(|here| there.is_some_and(|there| alike(here, there)))
        };
        let mut count = SHORTEST.min(all.len() - place);
        let mut places: Vec<usize> = (0..all.len()).filter(|at| same(at, count)).collect();
        while places.len() > 1 && count < LONGEST && place + count < all.len() {
            count += 1;
            places.retain(|at| same(at, count));
        }
        let named = all[place..].iter().take(count);
        Some(Self {
            words: named.map(|(_, word)| word.to_lowercase()).collect(),
            occurrence: places.iter().position(|at| *at == place)?,
        })
    }

    /// Reads a name as it is written by `Display`. Other marks between the words serve too; none where no word stands.
    pub fn parse(name: &str) -> Option<Self> {
        let (name, number) = match name.rsplit_once('~') {
            Some((words, number)) => (words, number.parse().unwrap_or(1_usize)),
            None => (name, 1),
        };
        let words: Vec<_> = words(name, 0)
            .map(|(_, word)| word.to_lowercase())
            .collect();
        (!words.is_empty()).then_some(Self {
            words,
            occurrence: number.saturating_sub(1),
        })
    }

    /// The byte where the passage begins. Where its words do not stand there as they were, the place that has most of
    /// them in their order; of several alike the one nearest to `near`, if something is known of the place, else the one
    /// with the right number. None where less than three fifths of the words are left.
    pub fn find(&self, text: &str, near: Option<u32>) -> Option<u32> {
        let all: Vec<_> = words(text, 0).collect();
        let found = self
            .unchanged(&all, near)
            .or_else(|| self.edited(&all, near));
        found.map(|at| all[at].0 as u32)
    }

    /// The byte where the passage begins; none where its words do not stand as they were.
    pub fn find_unchanged(&self, text: &str) -> Option<u32> {
        let all: Vec<_> = words(text, 0).collect();
        self.unchanged(&all, None).map(|at| all[at].0 as u32)
    }

    fn unchanged(&self, all: &[(usize, &str)], near: Option<u32>) -> Option<usize> {
        let fits = |at: &usize| {
            let there = all[*at..].iter().map(|(_, word)| *word);
            self.words.len() <= all.len() - at
                && self
                    .words
                    .iter()
                    .zip(there)
                    .all(|(named, word)| same(named, word))
        };
        let places: Vec<usize> = (0..all.len()).filter(fits).collect();
        match near {
            Some(near) => places
                .into_iter()
                .min_by_key(|at| (all[*at].0 as u32).abs_diff(near)),
            None => places.get(self.occurrence).or(places.last()).copied(),
        }
    }

    fn edited(&self, all: &[(usize, &str)], near: Option<u32>) -> Option<usize> {
        let distance = |at: usize| near.map_or(0, |near| (all[at].0 as u32).abs_diff(near));
        let begins = |at: &usize| {
            self.words
                .iter()
                .take(3)
                .any(|named| same(named, all[*at].1))
        };
        (0..all.len())
            .filter(begins)
            .map(|at| (self.kept(&all[at..]), at))
            .filter(|(kept, _)| *kept >= 2 && kept * ENOUGH.1 >= self.words.len() * ENOUGH.0)
            .max_by_key(|(kept, at)| (*kept, Reverse(distance(*at)), Reverse(*at)))
            .map(|(_, at)| at)
    }

    /// How many of the words stand in their order at the beginning of `there`, others between them or not.
    fn kept(&self, there: &[(usize, &str)]) -> usize {
        let window = &there[..there.len().min(self.words.len() * 3 / 2)];
        let (mut kept, mut from) = (0, 0);
        for named in &self.words {
            let rest = window[from..].iter();
            if let Some(further) = rest
                .map(|(_, word)| *word)
                .position(|word| same(named, word))
            {
                kept += 1;
                from += further + 1;
            }
        }
        kept
    }
}

impl std::fmt::Display for Passage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words.join("-"))?;
        if self.occurrence > 0 {
            write!(f, "~{}", self.occurrence + 1)?;
        }
        Ok(())
    }
}

/// The words of a text from a byte on, each with the byte where it begins. Where a script has no blanks, every character is
/// a word.
fn words(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = from;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(char::is_alphanumeric)?;
        let rest = &text[start..];
        let first = rest.chars().next()?;
        let length = if is_alone(first) {
            first.len_utf8()
        } else {
            let goes_on = |letter: char| letter.is_alphanumeric() && !is_alone(letter);
            rest.find(|letter| !goes_on(letter)).unwrap_or(rest.len())
        };
        at = start + length;
        Some((start, &text[start..at]))
    })
}

/// Han, kana, hangul and what else stands beside them in Unicode.
fn is_alone(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn alike(here: &[(usize, &str)], there: &[(usize, &str)]) -> bool {
    let mut pairs = here.iter().zip(there);
    pairs.all(|((_, one), (_, other))| same(one, other))
}

/// Whether two words are the same but for capitals.
fn same(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    let lower = |word: &'_ str| {
        word.chars()
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    lower(one) == lower(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with a bar at the place has this name, and the name leads back there.
    fn check(marked: &str, name: &str) {
        let byte = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let passage = Passage::at(&text, byte as u32).unwrap();
        assert_eq!(passage.to_string(), name);
        let found = Passage::parse(name).unwrap().find(&text, None);
        let first_word = byte + text[byte..].find(char::is_alphanumeric).unwrap();
        assert_eq!(found, Some(first_word as u32), "{marked}");
    }

    #[test]
    fn a_passage_is_named_by_as_many_words_as_it_needs() {
        check(
            "It rained. |“We wait here all day,” she said.",
            "we-wait-here-all",
        );
        check(
            "“We wait here all week.” Later: |“We wait here all day.”",
            "we-wait-here-all-day",
        );
        check("She said |“no.”", "no");
        check("No. No. No. No. No. |No. No.", "no-no~6");
        check("「港は静かだ」と|港は開く", "港-は-開-く");
        check("A |naïve 4.5% rise", "naïve-4-5-rise");
    }

    #[test]
    fn a_passage_is_found_again_after_edits() {
        let old = "First line.\n\nThe harbour master said “nobody told us that the ferries would stop today.”";
        let byte = old.find('“').unwrap() as u32;
        let passage = Passage::at(old, byte).unwrap();
        assert_eq!(passage.to_string(), "nobody-told-us-that");
        for (new, word) in [
            (
                "Nobody told us. “Nobody told us that the ferry stops.”",
                "Nobody told us that",
            ),
            (
                "He said: nobody ever told us that. Nobody knew.",
                "nobody ever",
            ),
            ("He said: somebody told us that.", "told us that"),
        ] {
            let expected = new.find(word).unwrap() as u32;
            assert_eq!(passage.find(new, None), Some(expected), "{new}");
        }
        assert_eq!(passage.find("Quite another text.", None), None);
        assert_eq!(passage.find("", None), None);
    }

    #[test]
    fn of_several_places_the_nearest_is_meant() {
        let text = "we wait now; we wait now; we wait now";
        let passage = Passage::parse("we-wait-now").unwrap();
        for (near, expected) in [(None, 0), (Some(0), 0), (Some(14), 13), (Some(99), 26)] {
            assert_eq!(passage.find(text, near), Some(expected));
        }
    }

    proptest::proptest! {
        #[test]
        fn every_place_leads_back_to_its_first_word(text in "[a-c .“”é港]{0,60}", at in 0_usize..60) {
            let byte = super::super::floor(&text, at);
            // A name begins with a whole word.
            let inside = text[..byte].ends_with(char::is_alphanumeric) && text[byte..].starts_with(char::is_alphanumeric);
            if let Some(passage) = Passage::at(&text, byte as u32).filter(|_| !inside) {
                let first = byte + text[byte..].find(char::is_alphanumeric).unwrap();
                let parsed = Passage::parse(&passage.to_string()).unwrap();
                proptest::prop_assert_eq!(&parsed, &passage);
                proptest::prop_assert_eq!(parsed.find(&text, None), Some(first as u32));
            }
        }
    }
}
