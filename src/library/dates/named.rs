//! Days that a text names: `March 6, 2026`, `06 March 2026`, `Feb. 12`, `2026-03-09`.

use chrono::{NaiveDate, Weekday};

use super::{number, sensible};

/// A day as a text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NamedDay {
    /// The byte where its words start.
    pub(super) start: usize,
    /// The year, if the text states it.
    pub(super) year: Option<i32>,
    /// From 1 to 12.
    pub(super) month: u32,
    /// From 1 to 31.
    pub(super) day: u32,
    /// The day of the week, if it stands right before.
    pub(super) weekday: Option<Weekday>,
}

impl NamedDay {
    /// The day in this year, if there is one.
    pub(super) fn in_year(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }

    /// The day, when the text states its year.
    pub(super) fn stated(self) -> Option<NaiveDate> {
        sensible(self.in_year(self.year?)?)
    }
}

/// The first day in `text` that is named with its year, and exists.
pub(crate) fn stated_day(text: &str) -> Option<NaiveDate> {
    named_days(text).find_map(NamedDay::stated)
}

/// Every day that the text names, in text order.
pub(super) fn named_days(text: &str) -> impl Iterator<Item = NamedDay> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            let byte = bytes[at];
            if byte.is_ascii_alphanumeric() {
                while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
                    at += 1;
                }
                let found = if byte.is_ascii_digit() {
                    iso(bytes, start).or_else(|| day_first(bytes, start, at))
                } else if byte.is_ascii_uppercase() {
                    month_first(bytes, start, at)
                } else {
                    None
                };
                if let Some((day, end)) = found {
                    at = end;
                    return Some(NamedDay {
                        weekday: weekday_before(bytes, start),
                        ..day
                    });
                }
            } else {
                at += 1;
            }
        }
        None
    })
}

/// `2026-03-09`, `2026/3/9`.
fn iso(bytes: &[u8], start: usize) -> Option<(NamedDay, usize)> {
    let (year, end) = digits(bytes, start, 4..=4)?;
    let mark = *bytes.get(end)?;
    if !matches!(mark, b'-' | b'/' | b'.') {
        return None;
    }
    let (month, end) = digits(bytes, end + 1, 1..=2)?;
    if bytes.get(end) != Some(&mark) {
        return None;
    }
    let (day, end) = digits(bytes, end + 1, 1..=2)?;
    Some((named(start, Some(year), month, day)?, end))
}

/// The first day in numbers that can mean one day only: `03/19/2026`, `19.03.2026`, `3/3/2026`.
pub(super) fn named_numbers(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let starts = |at: &usize| *at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
    (0..bytes.len()).filter(starts).find_map(|at| {
        let (one, end) = digits(bytes, at, 1..=2)?;
        let mark = *bytes.get(end).filter(|mark| b"/.-".contains(mark))?;
        let (other, end) = digits(bytes, end + 1, 1..=2)?;
        let (year, _) = digits(bytes, end + 1, 4..=4).filter(|_| bytes.get(end) == Some(&mark))?;
        let (day, month) = match (one, other) {
            (day, month) if day == month => (day, month),
            (day @ 13..=31, month @ 1..=12) | (month @ 1..=12, day @ 13..=31) => (day, month),
            // Between full stops the day comes first, as in Europe.
            (day, month) if mark == b'.' => (day, month),
            _ => return None,
        };
        sensible(NaiveDate::from_ymd_opt(
            i32::try_from(year).ok()?,
            month,
            day,
        )?)
    })
}

/// `06 March 2026`, `6th of March`.
fn day_first(bytes: &[u8], start: usize, end: usize) -> Option<(NamedDay, usize)> {
    let (day, rest) = digits(bytes, start, 1..=2)?;
    let ordinal = matches!(&bytes[rest..end], b"" | b"st" | b"nd" | b"rd" | b"th");
    if !ordinal || (start > 0 && matches!(bytes[start - 1], b'.' | b',' | b':' | b'$' | b'/')) {
        return None;
    }
    let at = blanks(bytes, end)?;
    let at = word(bytes, at, b"of")
        .and_then(|at| blanks(bytes, at))
        .unwrap_or(at);
    let length = bytes[at..]
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let (month, mut end) = month(bytes, at, at + length)?;
    let year = year_after(bytes, end);
    end = year.map_or(end, |(_, end)| end);
    Some((named(start, year.map(|(year, _)| year), month, day)?, end))
}

/// `March 6, 2026`, `Feb. 12`, `March 2nd`, `March 2-4`.
fn month_first(bytes: &[u8], start: usize, end: usize) -> Option<(NamedDay, usize)> {
    let (month, at) = month(bytes, start, end)?;
    let at = blanks(bytes, at)?;
    let (mut day, mut end) = digits(bytes, at, 1..=2)?;
    // `March 2,000` is a sum, `March 10:30` a time, `March 2.5` a measure.
    let digit_at = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    if matches!(bytes.get(end), Some(b',' | b':' | b'.')) && digit_at(end + 1) {
        return None;
    }
    if let Some(last) = last_of_days(bytes, end) {
        (day, end) = last;
    }
    for ordinal in [b"st", b"nd", b"rd", b"th"] {
        end = word(bytes, end, ordinal).unwrap_or(end);
    }
    if bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let year = year_after(bytes, end);
    end = year.map_or(end, |(_, end)| end);
    Some((named(start, year.map(|(year, _)| year), month, day)?, end))
}

/// The last day of `2-4` or `2–4`, given the end of the first.
fn last_of_days(bytes: &[u8], end: usize) -> Option<(u32, usize)> {
    let rest = &bytes[end..];
    let dash = if rest.starts_with(b"-") {
        1
    } else if rest.starts_with("–".as_bytes()) {
        "–".len()
    } else {
        return None;
    };
    digits(bytes, end + dash, 1..=2)
}

fn named(start: usize, year: Option<u32>, month: u32, day: u32) -> Option<NamedDay> {
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then_some(NamedDay {
        start,
        year: year.and_then(|year| i32::try_from(year).ok()),
        month,
        day,
        weekday: None,
    })
}

/// A year after a day, perhaps with a comma between, and where it ends.
fn year_after(bytes: &[u8], end: usize) -> Option<(u32, usize)> {
    let end = if bytes.get(end) == Some(&b',') {
        end + 1
    } else {
        end
    };
    let at = blanks(bytes, end)?;
    let (year, end) = digits(bytes, at, 4..=4)?;
    (1600..2200).contains(&year).then_some((year, end))
}

const MONTHS: [&[u8]; 12] = [
    b"January",
    b"February",
    b"March",
    b"April",
    b"May",
    b"June",
    b"July",
    b"August",
    b"September",
    b"October",
    b"November",
    b"December",
];

/// The number of the month whose name or abbreviation stands there, and where it ends, its full stop included.
fn month(bytes: &[u8], start: usize, end: usize) -> Option<(u32, usize)> {
    let name = &bytes[start..end];
    let fits = |month: &&[u8]| {
        name.eq_ignore_ascii_case(month)
            || (matches!(name.len(), 3 | 4)
                && month.len() > name.len()
                && month[..name.len()].eq_ignore_ascii_case(name))
    };
    let capital = name.first().is_some_and(u8::is_ascii_uppercase);
    let number = MONTHS.iter().position(fits).filter(|_| capital)? as u32 + 1;
    let end = end + usize::from(bytes.get(end) == Some(&b'.'));
    Some((number, end))
}

/// The day of the week right before `start`: `Monday, `, `Mon. `.
fn weekday_before(bytes: &[u8], start: usize) -> Option<Weekday> {
    let before = &bytes[start.saturating_sub(12)..start];
    let kept = before
        .iter()
        .rposition(|byte| !matches!(byte, b' ' | b',' | b'.'))?
        + 1;
    let name = before[..kept]
        .rsplit(|byte| !byte.is_ascii_alphabetic())
        .next()?;
    let full = WEEKDAYS
        .iter()
        .find(|(full, _)| name.len() > 2 && full.starts_with(name))?;
    Some(full.1)
}

const WEEKDAYS: [(&[u8], Weekday); 7] = [
    (b"Monday", Weekday::Mon),
    (b"Tuesday", Weekday::Tue),
    (b"Wednesday", Weekday::Wed),
    (b"Thursday", Weekday::Thu),
    (b"Friday", Weekday::Fri),
    (b"Saturday", Weekday::Sat),
    (b"Sunday", Weekday::Sun),
];

/// The number at `start` of as many digits as allowed, not followed by another digit, and where it ends.
fn digits(
    bytes: &[u8],
    start: usize,
    count: std::ops::RangeInclusive<usize>,
) -> Option<(u32, usize)> {
    let rest = bytes.get(start..)?;
    let length = rest
        .iter()
        .take(5)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if !count.contains(&length) {
        return None;
    }
    Some((number(&rest[..length])?, start + length))
}

/// The place after one or more blanks, if any stand there.
fn blanks(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = bytes.get(start..)?;
    let length = rest
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xc2 | 0xa0))
        .count();
    (length > 0).then_some(start + length)
}

/// The place after `expected`, if it stands there.
fn word(bytes: &[u8], start: usize, expected: &[u8]) -> Option<usize> {
    bytes
        .get(start..)?
        .starts_with(expected)
        .then_some(start + expected.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = named_days(text)
            .map(|day| {
                let year = day
                    .year
                    .map_or_else(|| "?".to_owned(), |year| year.to_string());
                let weekday = day
                    .weekday
                    .map_or_else(String::new, |weekday| format!(" {weekday}"));
                format!("{year}-{}-{}{weekday}", day.month, day.day)
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn days_as_texts_name_them() {
        check("He spoke on March 2.", &["?-3-2"]);
        check("His Feb. 12 call and the Sept. 3 one", &["?-2-12", "?-9-3"]);
        check("reported on 06 March 2026 that", &["2026-3-6"]);
        check("On March 6, 2026, she left.", &["2026-3-6"]);
        check("the 6th of March 2026", &["2026-3-6"]);
        check("2026-03-09T10:00 and 2026/3/9", &["2026-3-9", "2026-3-9"]);
        check("on Monday, March 9th", &["?-3-9 Mon"]);
        check("Tues. June 2, 2026", &["2026-6-2 Tue"]);
        check("from March 2–4 in Vell", &["?-3-4"]);
        check("(March\u{a0}2)", &["?-3-2"]);
    }

    #[test]
    fn words_that_only_look_like_days() {
        check("It may 5 times. They march 2 by 2.", &[]);
        check("In March 2026 and in May.", &[]);
        check("March 2,000 people at March 10:30 and 3.5 May", &[]);
        check("Marchand 2 and Mayor 5, 40 March, June 45", &[]);
        check("2026-13-09 and 2026-0-1", &[]);
        check("March", &[]);
        check("12 Mar", &["?-3-12"]);
        assert_eq!(
            stated_day("2026-02-30, not March 1, 2026")
                .unwrap()
                .to_string(),
            "2026-03-01"
        );
    }

    proptest! {
        #[test]
        fn any_text_ends(text in "(March|Feb|[0-9]{1,4}|[ ,.:/–-]|th|of|\\PC){0,30}") {
            for day in named_days(&text) {
                prop_assert!(text.is_char_boundary(day.start));
            }
        }
    }
}
