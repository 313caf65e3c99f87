//! The head of an article: its title, and what is known about it, in words.

use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

use crate::engine::{Analysis, BlockKind, Quotation, QuotationKind, Speaker};
use crate::library::{DateBasis, Dated, DocId, Document, Library, Moment};

use super::wrap::{scrub, wrap};

/// One row of the head that stands in no place of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeadRow {
    /// Words of a title that is no part of the text.
    Title(String),
    /// Date, outlet, counts.
    About(String),
    /// Nothing.
    Blank,
}

/// The rows between the top of the page and the first words of the text. A title that is part of the text is not among
/// them: it is text.
pub(super) fn head(library: &Library, doc: DocId, document: &Document, width: u16) -> Vec<HeadRow> {
    let mut rows = Vec::new();
    if !title_is_text(document) {
        let heading = scrub(document.heading());
        rows.extend(
            wrap(&heading, 0, width)
                .into_iter()
                .map(|line| HeadRow::Title(line.of(&heading).to_owned())),
        );
    }
    let mut parts = about(document, library.analysis(doc));
    if library.is_gone(doc) {
        parts.push("its file is gone".to_owned());
    }
    if let Some(version) = library.earlier(doc).last() {
        let until = version.until.format("%-d %b, %H:%M");
        parts.push(format!("changed {until}"));
    }
    rows.extend(
        pack(&parts, usize::from(width))
            .into_iter()
            .map(HeadRow::About),
    );
    rows.push(HeadRow::Blank);
    rows
}

/// Whether the first words of the text are its title.
pub(super) fn title_is_text(document: &Document) -> bool {
    document
        .blocks
        .iter()
        .find(|block| block.kind != BlockKind::Header)
        .is_some_and(|block| block.kind == BlockKind::Title)
}

/// A day as a heading of the list: `Mon 9 March 2026`.
pub fn day_in_full(day: NaiveDate) -> String {
    day.format("%a %-d %B %Y").to_string()
}

/// A day with its basis, as the head of an article says it.
pub fn date_in_words(date: Option<Dated>) -> String {
    let Some(Dated { day, basis }) = date else {
        return "no date".to_owned();
    };
    let short = day.format("%-d %b %Y");
    match basis {
        DateBasis::Header | DateBasis::Metadata => day.format("%a %-d %b %Y").to_string(),
        DateBasis::Corrected => format!("{}, as you say", day.format("%a %-d %b %Y")),
        DateBasis::Filename => format!("{}, from the file’s name", day.format("%a %-d %b %Y")),
        DateBasis::Text => format!("~ around {short}, inferred from the text"),
        DateBasis::FileTime => format!("~ {short}, when the file was last changed"),
    }
}

/// The day with its basis, and the time where the source states it.
fn published_in_words(document: &Document) -> String {
    match (document.date, document.published) {
        (
            Some(Dated {
                day,
                basis: DateBasis::Metadata,
            }),
            Some(moment),
        ) if moment.day == day => moment_in_words(moment, "%a %-d %b %Y"),
        (date, _) => date_in_words(date),
    }
}

/// `Mon 9 Mar 2026, 07:12 +01:00`: the time in the zone of whoever published.
fn moment_in_words(moment: Moment, format: &str) -> String {
    let day = moment.day.format(format);
    match moment.time {
        Some(time) => format!("{day}, {}", time.format("%H:%M %:z")),
        None => day.to_string(),
    }
}

/// `1 quotation`, `2 quotations`.
pub fn counted(number: usize, one: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {one}s")
    }
}

/// Whether `n` stops at the quotation, and counts count it: speech, and where no marks vouch for it, with a speaker.
pub fn is_stop(quotation: &Quotation) -> bool {
    match quotation.kind {
        QuotationKind::Direct | QuotationKind::Mixed => true,
        QuotationKind::Indirect => quotation.speaker != Speaker::Unknown,
        QuotationKind::Scare => false,
    }
}

/// Date, outlet or the outlets cited, byline and the count of quotations, each as far as it is known.
pub fn about(document: &Document, analysis: Option<&Analysis>) -> Vec<String> {
    let mut parts = vec![published_in_words(document)];
    if let Some(updated) = document
        .updated
        .filter(|moment| Some(*moment) != document.published)
    {
        parts.push(format!("updated {}", moment_in_words(updated, "%-d %b")));
    }
    if let Some(outlet) = &document.outlet {
        parts.push(scrub(outlet).into_owned());
    } else if let Some(cited) = analysis.and_then(cited) {
        parts.push(cited);
    }
    if let Some(byline) = &document.byline {
        parts.push(scrub(byline).into_owned());
    }
    parts.push(match analysis {
        Some(analysis) => counted(
            analysis.quotations.iter().filter(|q| is_stop(q)).count(),
            "quotation",
        ),
        None => "not analysed yet".to_owned(),
    });
    parts
}

/// `citing Bloomberg, The Washington Post`: each origin once.
fn cited(analysis: &Analysis) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for citation in &analysis.citations {
        if !names.contains(&citation.outlet.as_str()) {
            names.push(&citation.outlet);
        }
    }
    let more = names.len().saturating_sub(3);
    names.truncate(3);
    let listed = scrub(&names.join(", ")).into_owned();
    match (names.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(format!("citing {listed}")),
        (false, more) => Some(format!("citing {listed} and {more} more")),
    }
}

/// Sets parts side by side with dots between them, as many in a row as fit; a part wider than the row is wrapped.
fn pack(parts: &[String], width: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for part in parts {
        match rows.last_mut() {
            Some(row) if row.width() + 3 + part.width() <= width => {
                row.push_str(" · ");
                row.push_str(part);
            }
            _ => rows.extend(
                wrap(part, 0, width.min(usize::from(u16::MAX)) as u16)
                    .into_iter()
                    .map(|line| line.of(part).to_owned()),
            ),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    #[test]
    fn dates_say_how_they_are_known() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 9).unwrap();
        let say = |basis| date_in_words(Some(Dated { day, basis }));
        assert_eq!(say(DateBasis::Header), "Mon 9 Mar 2026");
        assert_eq!(
            say(DateBasis::Text),
            "~ around 9 Mar 2026, inferred from the text"
        );
        assert_eq!(date_in_words(None), "no date");
    }

    #[test]
    fn times_keep_the_zone_of_the_outlet() {
        let moment = Moment::at(DateTime::parse_from_rfc3339("2026-03-09T23:30:00-05:00").unwrap());
        let said = moment_in_words(moment, "%a %-d %b %Y");
        assert_eq!(said, "Mon 9 Mar 2026, 23:30 -05:00");
        assert_eq!(moment_in_words(Moment::on(moment.day), "%-d %b"), "9 Mar");
    }

    #[test]
    fn one_is_no_plural() {
        assert_eq!(counted(0, "article"), "0 articles");
        assert_eq!(counted(1, "article"), "1 article");
        assert_eq!(counted(2, "article"), "2 articles");
    }

    #[test]
    fn parts_share_rows_as_far_as_they_fit() {
        let parts = ["one two".to_owned(), "three".to_owned(), "four".to_owned()];
        assert_eq!(pack(&parts, 16), ["one two · three", "four"]);
        assert_eq!(pack(&parts, 40), ["one two · three · four"]);
        assert_eq!(pack(&parts, 4), ["one", "two", "thre", "e", "four"]);
    }
}
