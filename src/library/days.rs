//! The days of a date as it is typed: a day, a month or a year.

use chrono::{Months, NaiveDate};

/// The days that a date as typed covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

impl Days {
    /// The days of `2026-03-09`, `2026-03` or `2026`; none for anything else.
    pub fn parse(typed: &str) -> Option<Self> {
        days(typed.trim())
    }
}

fn days(typed: &str) -> Option<Days> {
    let parts: Vec<&str> = typed.split('-').collect();
    let number = |part: &str| {
        part.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let year = parts
        .first()
        .filter(|year| year.len() == 4)
        .and_then(|year| number(year))?;
    let day = |month, day| NaiveDate::from_ymd_opt(year.cast_signed(), month, day);
    let up_to = |first: NaiveDate, months| {
        let last = first.checked_add_months(Months::new(months))?.pred_opt()?;
        Some(Days { first, last })
    };
    match parts[1..] {
        [] => up_to(day(1, 1)?, 12),
        [month] => up_to(day(number(month)?, 1)?, 1),
        [month, of_month] => {
            let day = day(number(month)?, number(of_month)?)?;
            Some(Days {
                first: day,
                last: day,
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Days;

    fn check(typed: &str, expected: &str) {
        let found = Days::parse(typed).map_or_else(
            || "none".to_owned(),
            |days| format!("{} to {}", days.first, days.last),
        );
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn a_date_covers_a_day_a_month_or_a_year() {
        check("2026-03-09", "2026-03-09 to 2026-03-09");
        check("2026-3-9", "2026-03-09 to 2026-03-09");
        check("2024-02", "2024-02-01 to 2024-02-29");
        check("2025-12", "2025-12-01 to 2025-12-31");
        check("2026", "2026-01-01 to 2026-12-31");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for typed in [
            "",
            "26",
            "2026-",
            "2026-13",
            "2026-02-30",
            "9 March",
            "2026-03-09-1",
            "+026",
            "-2026",
        ] {
            check(typed, "none");
        }
    }
}
