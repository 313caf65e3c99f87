//! When a document was published: as stated by its header, its metadata or its file's name, else inferred.

mod infer;
mod named;
mod stamp;

use std::path::Path;

use chrono::NaiveDate;

use crate::engine::{Block, BlockKind};

use super::{DateBasis, Dated, Metadata};

pub(crate) use infer::{Hints, inferred};
use named::named_numbers;
pub(crate) use named::stated_day;
pub(crate) use stamp::{moment, moment_of_count};

/// The day that the document's header, its metadata or its name states, in this order. Its names are that within its file
/// and the file's.
pub(crate) fn stated(
    text: &str,
    blocks: &[Block],
    metadata: &Metadata,
    names: &[&Path],
) -> Option<Dated> {
    let dated = |basis| move |day| Dated { day, basis };
    let mut headers = blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Header);
    headers
        .find_map(|block| stated_day(block.span.of(text)))
        .map(dated(DateBasis::Header))
        .or_else(|| {
            metadata
                .published
                .map(|moment| moment.day)
                .map(dated(DateBasis::Metadata))
        })
        .or_else(|| {
            let day = names.iter().find_map(|name| in_name(name));
            day.map(dated(DateBasis::Filename))
        })
}

/// The day in a file's name: `2026-03-09-envoy.txt`, `envoy_20260309.md`, `2026_03_09.txt`.
fn in_name(path: &Path) -> Option<NaiveDate> {
    let name = path.file_stem()?.to_str()?.as_bytes();
    (0..name.len())
        .filter(|&at| at == 0 || !name[at - 1].is_ascii_alphanumeric() || name[at - 1] == b'T')
        .find_map(|at| {
            let rest = &name[at..];
            let (shape, digits) = match rest.get(4)? {
                b'-' | b'_' | b'.' | b' ' => ([(0, 4), (5, 2), (8, 2)], 10),
                _ => ([(0, 4), (4, 2), (6, 2)], 8),
            };
            if digits == 10 && rest.get(7) != rest.get(4) {
                return None;
            }
            if rest.get(digits).is_some_and(u8::is_ascii_digit) {
                return None;
            }
            let [year, month, day] =
                shape.map(|(start, length)| number(rest.get(start..start + length)?));
            sensible(NaiveDate::from_ymd_opt(
                i32::try_from(year?).ok()?,
                month?,
                day?,
            )?)
        })
}

/// The number that these digits write.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |sum, digit| {
        let digit = digit.is_ascii_digit().then(|| u32::from(digit - b'0'))?;
        sum.checked_mul(10)?.checked_add(digit)
    })
}

/// Days before the first newspapers or in a far future are numbers that happen to look like a day.
fn sensible(day: NaiveDate) -> Option<NaiveDate> {
    use chrono::Datelike;
    (1600..2200).contains(&day.year()).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::blocks;

    fn check(text: &str, name: &str, expected: Option<(&str, DateBasis)>) {
        let names = [Path::new(name)];
        let found = stated(text, &blocks(text), &Metadata::default(), &names);
        let found = found.map(|dated| (dated.day.to_string(), dated.basis));
        let found = found.as_ref().map(|(day, basis)| (day.as_str(), *basis));
        assert_eq!(found, expected, "{name}: {text}");
    }

    #[test]
    fn the_header_comes_before_the_name() {
        check(
            " date 2026-03-09 She spoke.",
            "2025-01-01.txt",
            Some(("2026-03-09", DateBasis::Header)),
        );
        check(
            "Envoy warns Vell\nPublished March 9, 2026, 10:14 GMT\n\nShe spoke.",
            "a.txt",
            Some(("2026-03-09", DateBasis::Header)),
        );
        check(" date 2026-02-30 She spoke.", "a.txt", None);
        check(
            " date 2026-02-30 She spoke.",
            "20260309.txt",
            Some(("2026-03-09", DateBasis::Filename)),
        );
    }

    #[test]
    fn names_of_files_in_their_forms() {
        let day = Some(("2026-03-09", DateBasis::Filename));
        for name in [
            "2026-03-09-envoy.txt",
            "vell/envoy_2026_03_09.md",
            "20260309-envoy.txt",
            "envoy 2026.03.09.txt",
            "vell-20260309.txt",
            "12-2026-03-09.txt",
        ] {
            check("She spoke.", name, day);
        }
        for name in [
            "2026-02-30.txt",
            "202603091.txt",
            "envoy20260309.txt",
            "2026-03_09.txt",
            "99990101.txt",
            "000_5240178652.txt",
            "2026.txt",
            "",
            "ü2026-03-0.txt",
        ] {
            check("She spoke.", name, None);
        }
    }
}
