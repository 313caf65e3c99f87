//! Small libraries of invented quotations, and the statements that come of them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::*;
use crate::engine::{
    Analysis, EntityKind, Gender, LocalEntity, LocalId, Quotation, QuotationKind, Rule, Span,
    Speaker,
};

use QuotationKind::{Direct, Indirect, Mixed, Scare};

/// One document that is one quotation: its words, its kind, and who says it; a small first letter is nobody with a name.
pub(super) type Said<'a> = (&'a str, QuotationKind, &'a str);

/// A library whose documents are one quotation each.
pub(super) fn library(quotations: &[Said]) -> Library {
    let names: Vec<String> = (0..quotations.len()).map(|at| format!("{at:05}")).collect();
    let texts: Vec<(&str, &str)> = names
        .iter()
        .zip(quotations)
        .map(|(name, (text, ..))| (name.as_str(), *text))
        .collect();
    let mut library = Library::of_texts("vell", &texts);
    let documents = Arc::clone(&library.documents);
    for (doc, document) in library.ids().zip(documents.iter()) {
        let number: usize = document.name.parse().unwrap();
        library.receive(doc, Arc::new(found(&quotations[number])));
    }
    library.merge();
    library
}

fn found(&(text, kind, who): &Said) -> Analysis {
    let named = who.starts_with(char::is_uppercase);
    let speaker = match who {
        "" => Speaker::Unknown,
        _ if named => Speaker::Entity(LocalId(0)),
        _ => Speaker::Unnamed(who.to_owned()),
    };
    // What stands above a blank line is not said.
    let head = text.rfind("\n\n").map_or(0, |at| at + 2);
    let entity = LocalEntity {
        name: who.to_owned(),
        kind: EntityKind::Person,
        gender: Gender::Unknown,
        role: None,
        aliases: Vec::new(),
        mentions: vec![Span::new(0, 1)],
    };
    Analysis {
        quotations: vec![Quotation {
            span: Span::new(head, text.len()),
            kind,
            speaker,
            source: None,
            cue: None,
            rule: Rule::None,
            confidence: 0.9,
            rivals: Vec::new(),
        }],
        entities: if named { vec![entity] } else { Vec::new() },
        ..Analysis::default()
    }
}

/// How long it takes to gather the statements of one document in which Ann Orr says “No” so many times.
fn time_of_many(count: usize) -> Duration {
    const NO: &str = "“No.” ";
    let mut library = Library::of_texts("vell", &[("noes", &NO.repeat(count))]);
    let mut analysis = found(&(NO, Direct, ORR));
    let quotation = analysis.quotations.remove(0);
    analysis
        .quotations
        .extend((0..count).map(|number| Quotation {
            span: Span::new(number * NO.len(), (number + 1) * NO.len() - 1),
            ..quotation.clone()
        }));
    library.receive(DocId(0), Arc::new(analysis));
    library.merge();
    let start = Instant::now();
    assert_eq!(Statements::gather(&library).len(), count);
    start.elapsed()
}

/// The statement of each document.
fn ids(quotations: &[Said]) -> Vec<String> {
    let library = library(quotations);
    let statements = Statements::gather(&library);
    library
        .ids()
        .map(|doc| {
            let statement = statements.of(QuoteRef { doc, index: 0 });
            statement.map_or_else(|| "-".to_owned(), |id| id.to_string())
        })
        .collect()
}

#[track_caller]
fn one(a: Said, b: Said) -> Statement {
    let library = library(&[a, b]);
    let statements = Statements::gather(&library);
    assert_eq!(statements.len(), 1, "{a:?} {b:?}");
    statements.get(StatementId(0)).unwrap().clone()
}

#[track_caller]
fn two(a: Said, b: Said) {
    assert_eq!(ids(&[a, b]), ["s1", "s2"]);
}

const ORR: &str = "Ann Orr";
const LEE: &str = "Bo Lee";
const QUAY: &str =
    "“We will open the north quay in 12 weeks, and not one crane driver will lose his place.”";

#[test]
fn equal_words_are_one_statement_whatever_their_marks() {
    assert_eq!(
        ids(&[
            ("“We don’t know who did it,”", Direct, ""),
            ("\"No comment.\"", Direct, ""),
            ("\"we don't know – who did it\"", Mixed, ""),
            ("“no comment”", Direct, ""),
            ("“We don’t know who did it”", Scare, ""),
            ("“No comment at all”", Direct, ORR),
            ("“no comment at all”", Direct, LEE),
        ]),
        ["s1", "s2", "s1", "s3", "-", "s4", "s5"]
    );
}

#[test]
fn a_part_of_a_longer_wording_is_cut_and_no_difference() {
    let statement = one(
        (QUAY, Direct, ORR),
        ("“not one crane driver will lose his place”", Mixed, ORR),
    );
    assert_eq!(statement.variants[1].wording, Wording::Cut);
    assert!(!statement.differs());
    assert_eq!(statement.fullest, 0);
}

#[test]
fn what_changes_the_meaning_is_told() {
    let check = |other: &str, expected: &[Telling]| {
        let statement = one((QUAY, Direct, ORR), (other, Direct, ORR));
        let tells: Vec<Telling> = statement.tells().iter().collect();
        assert_eq!(tells, expected, "{other}");
        assert!(statement.differs());
    };
    check(
        "“We will not open the north quay in 12 weeks, and not one crane driver will lose his place.”",
        &[Telling::Negation],
    );
    check(
        "“We could open the north quay in 12 weeks, and not one crane driver will lose his place.”",
        &[Telling::Modal],
    );
    check(
        "“We will open the north quay in 15 weeks, and not one crane driver will lose his place.”",
        &[Telling::Number],
    );
    check(
        "“We will open the Tarn quay in 12 weeks, and not one crane driver will lose his place.”",
        &[Telling::Name],
    );
    check(
        "“We will open the north quay within 12 weeks, and not one crane driver will lose his place.”",
        &[],
    );
}

#[test]
fn stock_phrases_and_other_numbers_are_no_statement() {
    two(
        (
            "“We are going to do everything we can to find out what happened in the harbour.”",
            Direct,
            ORR,
        ),
        (
            "“We are going to do everything we can to bring the ferries back by Monday.”",
            Direct,
            ORR,
        ),
    );
    two(
        ("“We lost 12 ships.”", Direct, ORR),
        ("“We lost 15 men.”", Direct, ORR),
    );
    two(
        ("“I have nothing to say to them”", Direct, ""),
        ("“I have nothing to say”", Direct, ORR),
    );
}

#[test]
fn what_is_said_again_and_again_takes_linear_time() {
    let (few, many) = (time_of_many(2_000), time_of_many(40_000));
    let allowed = few * 60 + Duration::from_millis(400);
    assert!(many <= allowed, "{few:?}, then {many:?}");
}

#[test]
fn two_named_speakers_need_long_equal_words_and_the_vote_marks_the_lone_one() {
    two(
        ("“Not one step back from here”", Direct, ORR),
        ("“Not one step back from here”", Direct, LEE),
    );
    let library = library(&[
        (QUAY, Direct, LEE),
        (QUAY, Direct, ORR),
        (QUAY, Direct, ORR),
        (QUAY, Direct, ""),
    ]);
    let statements = Statements::gather(&library);
    assert_eq!(statements.len(), 1);
    let statement = statements.get(StatementId(0)).unwrap();
    let dissents: Vec<bool> = statement
        .variants
        .iter()
        .map(|variant| variant.dissents)
        .collect();
    assert_eq!(dissents, [true, false, false, false]);
    let speaker = statement
        .speaker
        .and_then(|at| library.speaker(at))
        .unwrap();
    assert_eq!(library.entities.get(speaker).unwrap().name, ORR);
}

#[test]
fn somebody_without_a_name_may_be_named_elsewhere() {
    let statement = one((QUAY, Direct, "one official"), (QUAY, Direct, ORR));
    assert_eq!(statement.speaker.map(|at| at.doc.0), Some(1));
    assert!(!statement.is_disputed());
    two(
        ("“We had no idea”", Direct, "one official"),
        ("“We had no idea”", Direct, ORR),
    );
}

#[test]
fn titles_and_lines_that_are_said_again_are_no_statement() {
    const TITLE: &str = "“Broken Quays: How the Tarn Was Lost and Found,”";
    let on = |day: &str, words: &str| format!(" date 2031-05-{day} Quay\n\n{words}");
    // The title of a book is nobody's utterance, however often somebody names it.
    two((TITLE, Direct, ORR), (TITLE, Direct, ORR));
    one(
        ("“NOT ONE CRANE WILL MOVE IN TARN TODAY!”", Direct, ORR),
        ("“Not one crane will move in Tarn today!”", Direct, ORR),
    );
    // Days later somebody says much the same, and reporters choose the same few words for it.
    let again = |one: &str, other: &str, kind, days: [&str; 2]| {
        let texts = [on(days[0], one), on(days[1], other)];
        let said = [(&*texts[0], kind, ORR), (&*texts[1], kind, ORR)];
        Statements::gather(&library(&said)).len()
    };
    let (pretty, plain) = (
        "“We have come a pretty long way in the past nine months,”",
        "“We have come a long way in the past nine months,”",
    );
    assert_eq!(again(pretty, plain, Direct, ["12", "13"]), 1);
    assert_eq!(again(pretty, plain, Direct, ["12", "17"]), 2);
    let few = "her candidacy in June 2030";
    assert_eq!(again(few, few, Indirect, ["02", "05"]), 1);
    assert_eq!(again(few, few, Indirect, ["02", "25"]), 2);
}

#[test]
fn reported_words_are_one_when_copied_or_by_one_speaker() {
    const SAID: &str = "the dockers of Tarn would vote again on a new offer on Friday";
    one((SAID, Indirect, ""), (SAID, Indirect, "officials"));
    one(
        (SAID, Indirect, ORR),
        (
            "“The dockers of Tarn will vote again on a new offer on Friday”",
            Direct,
            ORR,
        ),
    );
    two((SAID, Indirect, ORR), (SAID, Indirect, LEE));
}
