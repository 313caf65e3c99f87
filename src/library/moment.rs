//! When something was published, as far as its source says: a day, and perhaps a time with its zone.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat, Utc};
use serde::{Serialize, Serializer};

/// A day, in the time zone of whoever published, and the time where it is stated with its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day on the publisher's own calendar.
    pub day: NaiveDate,
    /// The exact time.
    pub time: Option<DateTime<FixedOffset>>,
}

impl Moment {
    /// A day without a time.
    pub const fn on(day: NaiveDate) -> Self {
        Self { day, time: None }
    }

    /// A time, on the day that its own zone has.
    pub fn at(time: DateTime<FixedOffset>) -> Self {
        Self {
            day: time.date_naive(),
            time: Some(time),
        }
    }

    /// A moment as it is displayed.
    pub fn parse(text: &str) -> Option<Self> {
        match text.parse() {
            Ok(day) => Some(Self::on(day)),
            Err(_) => DateTime::parse_from_rfc3339(text).ok().map(Self::at),
        }
    }

    /// What puts moments of one day in order; those without a time come first.
    pub fn instant(&self) -> Option<DateTime<Utc>> {
        self.time.map(|time| time.to_utc())
    }
}

/// As RFC 3339 writes it: `2026-03-09`, `2026-03-09T07:12:00+01:00`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            Some(time) => f.write_str(&time.to_rfc3339_opts(SecondsFormat::Secs, true)),
            None => write!(f, "{}", self.day),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
