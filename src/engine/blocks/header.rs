//! The top of a page: the date header, lines with nothing but a date, the line with the writer's name.

/// The length in bytes of the date header that opens the line: `date 2026-03-09`. Whether the day exists is not asked.
pub(super) fn header_length(words: &str) -> Option<usize> {
    let (name, rest) = words.split_at_checked(4)?;
    let day = rest.trim_start_matches([':', ' ', '\t', '\u{a0}']);
    let gap = rest.len() - day.len();
    let after = day.get(10..)?;
    let fits = name.eq_ignore_ascii_case("date")
        && gap > 0
        && is_iso_shaped(day.as_bytes())
        && !after.starts_with(char::is_alphanumeric);
    fits.then_some(name.len() + gap + 10)
}

/// Whether the first ten bytes look like `2026-03-09`.
fn is_iso_shaped(bytes: &[u8]) -> bool {
    bytes.len() >= 10
        && bytes[..10].iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Words that may stand beside a date on a line of its own.
const BESIDE_A_DATE: &str = " published updated posted last first modified date on at of the monday tuesday wednesday thursday friday \
    saturday sunday mon tue tues wed thu thur thurs fri sat sun am pm a m p gmt utc est edt et ct mt pt cst cdt mst mdt pst pdt bst cet \
    cest ist st nd rd th time ";

const MONTHS: &str = " january february march april may june july august september october november december jan feb mar apr jun jul aug \
    sep sept oct nov dec ";

/// Whether the line holds a date with its year, perhaps with a time, and nothing else: `Published March 9, 2026, 10:14 GMT`.
pub(super) fn is_date_line(words: &str) -> bool {
    if words.len() > 90 {
        return false;
    }
    let (mut month, mut year, mut numbers) = (false, false, 0);
    for word in words
        .split(|mark: char| !mark.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let lower = [" ", &word.to_lowercase(), " "].concat();
        if MONTHS.contains(&lower) {
            month = true;
        } else if word.starts_with(|mark: char| mark.is_ascii_digit()) {
            let digits = word.trim_end_matches(|mark: char| mark.is_ascii_alphabetic());
            let tail = &word[digits.len()..];
            if !digits.bytes().all(|byte| byte.is_ascii_digit()) || tail.len() > 2 {
                // `20T10` of a time stamp, nothing else.
                if !word.contains('T') {
                    return false;
                }
            }
            year |=
                digits.len() == 4 && matches!(digits.as_bytes()[..2], [b'1', b'9'] | [b'2', b'0']);
            numbers += 1;
        } else if !BESIDE_A_DATE.contains(&lower) {
            return false;
        }
    }
    year && ((month && numbers > 1) || numbers > 2)
}

/// Whether the line names the writer and nothing else: `By Ann Orr and Bo Lind, Vell Courier`.
pub(super) fn is_byline(words: &str) -> bool {
    let Some(names) = ["By ", "BY ", "by "]
        .iter()
        .find_map(|head| words.strip_prefix(head))
    else {
        return false;
    };
    let mut count = 0;
    let fits = names.split_whitespace().all(|word| {
        count += 1;
        let first = word.chars().find(|mark| mark.is_alphanumeric());
        first.is_some_and(char::is_uppercase)
            || matches!(
                word,
                "and" | "for" | "in" | "of" | "the" | "de" | "van" | "von" | "&" | "|"
            )
    });
    fits && (1..=12).contains(&count) && !names.ends_with(['.', '?', '!', ':'])
}
