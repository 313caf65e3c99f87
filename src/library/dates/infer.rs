//! A likely day for a document that states none.

use chrono::{Datelike, NaiveDate};

use super::named::{NamedDay, named_days};
use crate::library::{DateBasis, Dated, floor};

/// What is known outside the text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hints<'h> {
    /// The stated days of the other documents, sorted.
    pub(crate) known: &'h [NaiveDate],
    /// The day on which the file was last changed.
    pub(crate) changed: Option<NaiveDate>,
}

/// How much of a text is looked at, in bytes: articles are shorter, and a whole archive in one file has no one day.
const LOOKED_AT: usize = 256 * 1024;
/// How far from the library's known days a day may lie, in days.
const FROM_KNOWN: i64 = 400;
/// How far back from the file's last change a day may lie, in days, where nothing else is known.
const FROM_CHANGE: i64 = 366 * 30;
/// How many years around the likeliest are tried to make a day fall on the day of the week that the text names.
const YEARS_TRIED: i32 = 6;

/// The latest plausible day that the text names, else the day of the file's last change.
///
/// A day without a year falls into the year that brings it closest to the days that the text names with their year,
/// else to the known days of the library; else it is the latest such day up to the file's last change.
pub(crate) fn inferred(text: &str, hints: Hints<'_>) -> Option<Dated> {
    let named: Vec<NamedDay> = named_days(start_of(text))
        .filter(|day| !is_ahead(&text[..day.start]))
        .collect();
    let mut stated: Vec<NaiveDate> = named
        .iter()
        .filter_map(|day| day.stated())
        .filter(|day| is_plausible(*day, hints))
        .collect();
    stated.sort_unstable();
    let anchors = if stated.is_empty() {
        hints.known
    } else {
        &stated
    };
    let resolved = named
        .iter()
        .filter(|day| day.year.is_none())
        .filter_map(|day| resolve(*day, anchors, hints.changed))
        .filter(|day| is_plausible(*day, hints));
    let latest = resolved.chain(stated.iter().copied()).max();
    let from_text = latest.map(|day| Dated {
        day,
        basis: DateBasis::Text,
    });
    from_text.or_else(|| {
        hints.changed.map(|day| Dated {
            day,
            basis: DateBasis::FileTime,
        })
    })
}

/// The start of a long text, cut at a character.
fn start_of(text: &str) -> &str {
    &text[..floor(text, LOOKED_AT)]
}

/// Whether the words before a day announce it: `will meet on `, `until `.
fn is_ahead(before: &str) -> bool {
    let start = floor(before, before.len().saturating_sub(60));
    let sentence = before[start..]
        .rsplit(['.', '!', '?', '\n'])
        .next()
        .unwrap_or_default();
    let mut words = sentence
        .split(|mark: char| !mark.is_alphabetic())
        .filter(|word| !word.is_empty());
    matches!(
        words.clone().next_back(),
        Some("by" | "By" | "until" | "Until" | "till")
    ) || words.any(|word| {
        matches!(
            word,
            "will" | "scheduled" | "due" | "deadline" | "next" | "upcoming" | "expires"
        )
    })
}

/// Whether an article of this library may have been published about this day.
fn is_plausible(day: NaiveDate, hints: Hints<'_>) -> bool {
    match (hints.known, hints.changed) {
        ([first, .., last] | [first @ last], _) => {
            (*first - day).num_days() <= FROM_KNOWN && (day - *last).num_days() <= FROM_KNOWN
        }
        ([], Some(changed)) => day <= changed && (changed - day).num_days() <= FROM_CHANGE,
        ([], None) => true,
    }
}

/// The day in its likeliest year: closest to one of the anchors, which are sorted; without any, the latest in the past.
fn resolve(
    named: NamedDay,
    anchors: &[NaiveDate],
    changed: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let fits = |day: &NaiveDate| named.weekday.is_none_or(|weekday| day.weekday() == weekday);
    let (Some(first), Some(last)) = (anchors.first(), anchors.last()) else {
        let changed = changed?;
        let years = (changed.year() - YEARS_TRIED)..=changed.year();
        let past = || {
            years
                .clone()
                .filter_map(|year| named.in_year(year))
                .filter(|day| *day <= changed)
        };
        return past().filter(fits).max().or_else(|| past().max());
    };
    let years = (first.year() - YEARS_TRIED)..=(last.year() + YEARS_TRIED);
    let days = || years.clone().filter_map(|year| named.in_year(year));
    let distance = |day: &NaiveDate| {
        let after = anchors.partition_point(|anchor| anchor < day);
        let around = [after.checked_sub(1), Some(after)].into_iter().flatten();
        let distances = around.filter_map(|at| Some((*anchors.get(at)? - *day).num_days().abs()));
        distances.min()
    };
    days()
        .filter(fits)
        .min_by_key(distance)
        .or_else(|| days().min_by_key(distance))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn check(text: &str, known: &[&str], changed: Option<&str>, expected: Option<&str>) {
        let known: Vec<NaiveDate> = known.iter().map(|text| day(text)).collect();
        let hints = Hints {
            known: &known,
            changed: changed.map(day),
        };
        let found = inferred(text, hints).map(|dated| match dated.basis {
            DateBasis::FileTime => format!("{} file", dated.day),
            _ => dated.day.to_string(),
        });
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn the_latest_day_in_the_year_of_the_library() {
        let known = ["2026-03-06", "2026-03-09"];
        check(
            "His Feb. 12 call. He wrote on March 2.",
            &known,
            None,
            Some("2026-03-02"),
        );
        check("He called on Dec. 28.", &known, None, Some("2025-12-28"));
        check(
            "He called on Dec. 28.",
            &["2026-12-20"],
            Some("2027-06-01"),
            Some("2026-12-28"),
        );
        check("Nothing is named.", &known, None, None);
        check(
            "Nothing is named.",
            &known,
            Some("2026-05-01"),
            Some("2026-05-01 file"),
        );
    }

    #[test]
    fn a_stated_year_counts_for_its_neighbours() {
        check(
            "On March 2, 2025, he wrote. She left on March 5.",
            &[],
            Some("2026-11-20"),
            Some("2025-03-05"),
        );
        check(
            "Reported on 06 March 2026.",
            &[],
            Some("2026-11-20"),
            Some("2026-03-06"),
        );
        check(
            "Born on May 7, 1941, he spoke on March 2.",
            &["2026-03-06"],
            None,
            Some("2026-03-02"),
        );
    }

    #[test]
    fn without_a_library_the_file_tells_the_year() {
        check(
            "He wrote on March 2.",
            &[],
            Some("2026-11-20"),
            Some("2026-03-02"),
        );
        check(
            "He wrote on Dec. 2.",
            &[],
            Some("2026-11-20"),
            Some("2025-12-02"),
        );
        check(
            "He wrote on Thursday, March 5.",
            &[],
            Some("2023-01-01"),
            Some("2020-03-05"),
        );
        check("He wrote on Dec. 2.", &[], None, None);
        check(
            "He left on Feb. 29.",
            &[],
            Some("2026-11-20"),
            Some("2024-02-29"),
        );
    }

    #[test]
    fn days_to_come_are_not_days_of_publication() {
        let known = ["2026-03-09"];
        check(
            "He wrote on March 2. They will meet on March 20.",
            &known,
            None,
            Some("2026-03-02"),
        );
        check("The offer stands until April 1.", &known, None, None);
        check(
            "He will not say. On March 2 he left.",
            &known,
            None,
            Some("2026-03-02"),
        );
    }
}
