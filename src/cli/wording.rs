//! The wording that several commands share.

use crate::engine::QuotationKind;
use crate::library::{DateBasis, Dated};

/// `a, b or c`.
pub(crate) fn listed(names: &[&str], last: &str) -> String {
    match names {
        [] => String::new(),
        [name] => (*name).to_owned(),
        [first @ .., name] => format!("{} {last} {name}", first.join(", ")),
    }
}

/// The day, with `~` before it when it is inferred; nothing when nothing is known.
pub(crate) fn day(date: Option<Dated>) -> String {
    date.map_or_else(String::new, |dated| {
        let mark = if dated.basis.is_known() { "" } else { "~" };
        format!("{mark}{}", dated.day)
    })
}

/// The word used for the basis of a date in JSON and CSV.
pub(crate) const fn basis(date: Option<Dated>) -> &'static str {
    match date {
        None => "none",
        Some(dated) => match dated.basis {
            DateBasis::Corrected => "corrected",
            DateBasis::Header => "header",
            DateBasis::Metadata => "metadata",
            DateBasis::Filename => "filename",
            DateBasis::Text => "text",
            DateBasis::FileTime => "file-time",
        },
    }
}

/// How far a date can be trusted.
pub(crate) const fn confidence(date: Option<Dated>) -> &'static str {
    match date {
        None => "unknown",
        Some(dated) => match dated.basis {
            DateBasis::Corrected
            | DateBasis::Header
            | DateBasis::Metadata
            | DateBasis::Filename => "stated",
            DateBasis::Text => "inferred",
            DateBasis::FileTime => "guessed",
        },
    }
}

/// The word used for the kind of a quotation.
pub(crate) const fn kind(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Mixed => "mixed",
        QuotationKind::Indirect => "indirect",
        QuotationKind::Scare => "scare",
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{basis, day, listed};
    use crate::library::{DateBasis, Dated};

    #[test]
    fn an_inferred_day_is_marked() {
        let date = |basis| NaiveDate::from_ymd_opt(2026, 3, 9).map(|day| Dated { day, basis });
        for (date, expected, name) in [
            (date(DateBasis::Header), "2026-03-09", "header"),
            (date(DateBasis::Filename), "2026-03-09", "filename"),
            (date(DateBasis::Text), "~2026-03-09", "text"),
            (date(DateBasis::FileTime), "~2026-03-09", "file-time"),
            (None, "", "none"),
        ] {
            assert_eq!((day(date).as_str(), basis(date)), (expected, name));
        }
    }

    #[test]
    fn lists_read_as_english() {
        assert_eq!(listed(&["Ann"], "or"), "Ann");
        assert_eq!(listed(&["Ann", "Bo", "Cy"], "or"), "Ann, Bo or Cy");
    }
}
