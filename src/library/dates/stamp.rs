//! Dates as programs write them: RFC 3339 and ISO 8601, RFC 2822, seconds since 1970.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::library::Moment;

use super::{named_numbers, sensible, stated_day};

/// The moment that a field of a program, or a person who filled it, means. A time without a zone says its day only.
pub(crate) fn moment(field: &str) -> Option<Moment> {
    let field = field.trim();
    if let Some(moment) = with_time(field) {
        return sensible(moment.day).map(|_| moment);
    }
    let day = compact(field)
        .or_else(|| stated_day(field))
        .or_else(|| named_numbers(field));
    day.map(Moment::on)
}

/// The moment of a count of seconds, or of milliseconds, since 1970.
pub(crate) fn moment_of_count(count: i64) -> Option<Moment> {
    // A day in the year 5138 in seconds; the time of the first feeds in milliseconds.
    let seconds = if count.abs() >= 100_000_000_000 {
        count / 1000
    } else {
        count
    };
    let time = DateTime::<Utc>::from_timestamp(seconds, 0)?.fixed_offset();
    sensible(time.date_naive()).map(|_| Moment::at(time))
}

/// Times with a zone beside those of the two standards.
const WITH_ZONE: &[&str] = &[
    "%Y-%m-%dT%H:%M:%S%.f%#z",
    "%Y-%m-%dT%H:%M%#z",
    "%Y-%m-%d %H:%M:%S%.f %#z",
    "%Y-%m-%d %H:%M:%S%.f%#z",
    "%Y%m%dT%H%M%S%#z",
];
/// Times of the zone UTC.
const IN_UTC: &[&str] = &[
    "%Y%m%dT%H%M%SZ",
    "%Y-%m-%d %H:%M:%S UTC",
    "%Y-%m-%d %H:%M:%SZ",
];

fn with_time(field: &str) -> Option<Moment> {
    if let Ok(time) = DateTime::parse_from_rfc3339(field) {
        return Some(Moment::at(time));
    }
    if let Ok(time) = DateTime::parse_from_rfc2822(field) {
        return Some(Moment::at(time));
    }
    for format in WITH_ZONE {
        if let Ok(time) = DateTime::parse_from_str(field, format) {
            return Some(Moment::at(time));
        }
    }
    IN_UTC.iter().find_map(|format| {
        let time = NaiveDateTime::parse_from_str(field, format).ok()?;
        Some(Moment::at(time.and_utc().fixed_offset()))
    })
}

/// `20260309` at the start, as archives and databases write it.
fn compact(field: &str) -> Option<NaiveDate> {
    let digits = field.bytes().take_while(u8::is_ascii_digit).count();
    let follows = field[digits..].chars().next();
    let fits = matches!(digits, 8 | 14) && follows.is_none_or(|next| matches!(next, 'T' | ' '));
    let day = fits.then(|| NaiveDate::parse_from_str(&field[..8], "%Y%m%d").ok())?;
    sensible(day?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_keep_their_zone_and_days_their_calendar() {
        for (field, expected) in [
            ("2026-03-09T23:30:00-05:00", "2026-03-09T23:30:00-05:00"),
            ("2026-03-09T23:30:00.123Z", "2026-03-09T23:30:00Z"),
            ("2026-03-09T23:30+0100", "2026-03-09T23:30:00+01:00"),
            ("2026-03-09 23:30:00 +01", "2026-03-09T23:30:00+01:00"),
            (
                "Mon, 09 Mar 2026 07:12:00 +0100",
                "2026-03-09T07:12:00+01:00",
            ),
            ("Mon, 9 Mar 2026 07:12:00 GMT", "2026-03-09T07:12:00Z"),
            ("20260309T071200Z", "2026-03-09T07:12:00Z"),
            ("2026-03-09T07:12:00", "2026-03-09"),
            ("2026-03-09", "2026-03-09"),
            ("20260309", "2026-03-09"),
            ("20260309071200", "2026-03-09"),
            ("March 9, 2026 Monday", "2026-03-09"),
            ("9 March 2026", "2026-03-09"),
            ("03/19/2026", "2026-03-19"),
            ("19.03.2026", "2026-03-19"),
        ] {
            let found = moment(field).map(|moment| moment.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{field}");
        }
        for field in [
            "",
            "yesterday",
            "2026-02-30",
            "9999-01-01T00:00:00Z",
            "03/09/2026",
            "12345678",
        ] {
            assert_eq!(moment(field), None, "{field}");
        }
    }

    #[test]
    fn counts_are_seconds_or_milliseconds() {
        for count in [1_773_036_720, 1_773_036_720_000] {
            let found = moment_of_count(count).unwrap().to_string();
            assert_eq!(found, "2026-03-09T06:12:00Z");
        }
        assert_eq!(moment_of_count(i64::MAX), None);
    }
}
