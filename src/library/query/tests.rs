//! Queries and what they find.

use std::sync::OnceLock;

use proptest::prelude::*;

use super::*;
use crate::library::{Library, analyze_all};

const FERRY: &str = " date 2031-05-14 The ferry stays in port\n\n“The night ferry will not sail,” said union leader Tomas Oyelaran. \
                     The strike began on Monday.\n\nMayor Ida Brandt said: “We have no bridge.” Strikers’ families waited.\n\n\
                     Sources: The Velmar Courier.";
const TUNNEL: &str = " date 2031-06-02 A tunnel instead\n\n“The tunnel is a dream,” Ida Brandt told Nordpress.\n\n\
                      “No ferry, no tunnel,” one official said.\n\nThe Port Authority and the May family declined to comment. It may rain.";

fn library() -> Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    let analyzed = || {
        let texts = [("ferry.txt", FERRY), ("tunnel.txt", TUNNEL)];
        let mut library = Library::of_texts("vell", &texts);
        analyze_all(&mut library);
        library
    };
    LIBRARY.get_or_init(analyzed).clone()
}

/// What is found, as `name: words | words`, the documents in library order.
fn found(library: &Library, query: &Query) -> String {
    let mut shown: Vec<String> = Vec::new();
    for hit in library.seek(query, 100).hits {
        let document = library.document(hit.doc).unwrap();
        let words = hit.span.of(&document.text);
        let head = format!("{}: ", document.name);
        match shown.last_mut().filter(|last| last.starts_with(&head)) {
            Some(last) => *last = format!("{last} | {words}"),
            None => shown.push(format!("{head}{words}")),
        }
    }
    shown.join("; ")
}

fn check(typed: &str, expected: &str) {
    let query = Query::parse(typed).unwrap();
    assert_eq!(found(&library(), &query), expected, "{typed}");
}

#[test]
fn words_and_phrases_are_found_whole() {
    check("ferry", "tunnel: ferry; ferry: ferry | ferry");
    check("strike", "ferry: strike");
    check("strik*", "ferry: strike | Strikers");
    check("strikers families", "ferry: Strikers | families");
    check("\"strikers families\"", "ferry: Strikers’ families");
    check("\"night ferr\"", "");
    check("“night ferr”*", "ferry: night ferry");
    check("no-ferry", "tunnel: No ferry");
    check("May", "tunnel: May");
    check("may", "tunnel: May | may");
    check("ferry - tunnel", "tunnel: tunnel | tunnel | ferry | tunnel");
}

#[test]
fn operators_bind_as_people_expect() {
    check("tunnel ferry", "tunnel: tunnel | tunnel | ferry | tunnel");
    check("tunnel AND bridge", "");
    check("dream OR bridge", "tunnel: dream; ferry: bridge");
    check("ferry NOT tunnel", "ferry: ferry | ferry");
    check(
        "dream OR bridge monday",
        "tunnel: dream; ferry: Monday | bridge",
    );
    check("(dream OR bridge) monday", "ferry: Monday | bridge");
    check("and", "tunnel: and");
    check("night NEAR sail", "ferry: night | sail");
    check("sail NEAR/3 night", "ferry: night | sail");
    check("night NEAR/1 sail", "");
    check(
        "night NEAR/1 ferry NEAR/2 sail",
        "ferry: night | ferry | sail",
    );
}

#[test]
fn fields_ask_who_and_where_and_when() {
    check(
        "speaker:brandt",
        "tunnel: “The tunnel is a dream,”; ferry: “We have no bridge.”",
    );
    check(
        "speaker:\"ida brandt\" about:bri",
        "ferry: “We have no bridge.”",
    );
    check(
        "about:tunnel NOT speaker:brandt",
        "tunnel: “No ferry, no tunnel,”",
    );
    check("speaker:official", "tunnel: “No ferry, no tunnel,”");
    check("person:oyelaran", "ferry: Tomas Oyelaran");
    check("org:port", "tunnel: Port Authority");
    check("person:port", "");
    check("date:2031-05", "ferry: The ferry stays in port");
    check("date:2031-05-14..2031-06-01 bridge", "ferry: bridge");
    check("date:>2031-05 date:<=2031", "tunnel: A tunnel instead");
    check("date:..2031-05-14", "ferry: The ferry stays in port");
    check("NOT date:2031-05", "tunnel: A tunnel instead");
    check("date:<2031-05-14", "");
}

#[test]
fn words_beside_a_speaker_are_sought_in_what_that_speaker_is_reported_to_have_said() {
    let bridge = "ferry: “We have no bridge.”";
    check("speaker:brandt ferry", "");
    check("speaker:brandt bridge", bridge);
    check("bridge speaker:brandt", bridge);
    // The paragraph tells what a quotation is about as well.
    check("speaker:brandt families", bridge);
    check("speaker:brandt \"no bridge\" strik*", bridge);
    check("speaker:brandt NOT dream", bridge);
    check("speaker:brandt no NEAR/1 bridge", bridge);
    check("speaker:brandt (bridge OR ferry)", bridge);
    check(
        "speaker:brandt (bridge OR dream)",
        "tunnel: “The tunnel is a dream,”; ferry: “We have no bridge.”",
    );
    check(
        "speaker:brandt OR monday",
        "tunnel: “The tunnel is a dream,”; ferry: Monday | “We have no bridge.”",
    );
    // The rest is asked of the article as ever.
    check("speaker:brandt date:2031-05", bridge);
    check(
        "speaker:brandt person:oyelaran",
        "ferry: Tomas Oyelaran | “We have no bridge.”",
    );
    check(
        "about:bridge ferry",
        "ferry: ferry | ferry | “We have no bridge.”",
    );
}

#[test]
fn an_outlet_is_found_by_parts_of_its_name() {
    let mut library = library();
    std::sync::Arc::make_mut(&mut library.documents)[0].outlet = Some("Pöst of Velmar".to_owned());
    let query = |typed| Query::parse(typed).unwrap();
    assert_eq!(found(&library, &query("outlet:post rain")), "tunnel: rain");
    assert_eq!(found(&library, &query("outlet:courier")), "");
}

fn check_fault(typed: &str, place: &str, why: &str) {
    let fault = Query::parse(typed).unwrap_err();
    assert_eq!(&typed[fault.at.clone()], place, "{typed}");
    assert!(fault.why.contains(why), "{typed}: {}", fault.why);
    assert!(fault.shown(typed).lines().nth(1).unwrap().contains('^'));
}

#[test]
fn a_faulty_query_is_told_with_its_place() {
    check_fault("", "", "nothing to search for");
    check_fault("“—”", "“—”", "no word");
    check_fault("ferry AND", "", "missing at the end");
    check_fault("ferry (port OR night", "(", "never closed");
    check_fault("ferry) port", ")", "closes nothing");
    check_fault("()", ")", "before this parenthesis");
    check_fault("OR ferry", "OR", "missing before");
    check_fault("say \"no ferry", "\"", "never closed");
    check_fault("é speeker:brandt", "speeker:brandt", "no field speeker:");
    check_fault("speaker: brandt", "speaker:", "missing behind speaker:");
    check_fault("date:2031-13", "2031-13", "no date");
    check_fault("date:2031-06..2031-05", "2031-06..2031-05", "exchange");
    check_fault("date:..", "..", "no date");
    check_fault(
        "ferry NEAR date:2031",
        "date:2031",
        "words and phrases only",
    );
    check_fault("a NEAR/x b", "NEAR/x", "NEAR/5");
    check_fault(&"(".repeat(40), "(", "parentheses");
    assert_eq!(
        Query::parse("ferry date:mai")
            .unwrap_err()
            .shown("ferry date:mai"),
        "ferry date:mai\n           ^^^"
    );
}

#[test]
fn what_is_being_typed_finds_what_it_may_become() {
    let library = library();
    let found = |typed: &str| {
        let query = Query::typed(typed).unwrap();
        query.map_or("all".to_owned(), |query| found(&library, &query))
    };
    assert_eq!(found(""), "all");
    assert_eq!(found("strik"), "ferry: strike | Strikers");
    assert_eq!(found("strike "), "ferry: strike");
    assert_eq!(found("strike AND"), found("strike "));
    assert_eq!(found("strike speaker:"), found("strike "));
    assert_eq!(found("strike ("), found("strike "));
    assert_eq!(found("(strike OR drea"), "tunnel: dream; ferry: strike");
    assert_eq!(found("\"night fe"), "ferry: night ferry");
    assert_eq!(
        found("speaker:oy"),
        "ferry: “The night ferry will not sail,”"
    );
    assert_eq!(found("date:2031-0"), found("date:2031"));
    assert_eq!(found("date:2031-05.."), found("date:>=2031-05"));
    assert_eq!(found("bridge date:>="), "ferry: bridge");
    assert!(Query::typed("ferry)").is_err());
}

/// The words of a text as an index sees them: plain ones only.
fn is_held(sieve: &Sieve, text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = term::split(&lower).collect();
    match sieve {
        Sieve::Any => true,
        Sieve::And(each) => each.iter().all(|one| is_held(one, text)),
        Sieve::Or(each) => each.iter().any(|one| is_held(one, text)),
        Sieve::Phrase(phrase, is_begun) => words.windows(phrase.len()).any(|window| {
            let end = phrase.len() - 1;
            window
                .iter()
                .zip(phrase)
                .enumerate()
                .all(|(at, (word, own))| {
                    word == own || at == end && *is_begun && word.starts_with(own.as_str())
                })
        }),
    }
}

proptest! {
    #[test]
    fn any_query_ends_and_the_sieve_lets_through_what_is_found(
        typed in "(ferry|tunnel|no|Strik\\*|é|NOT|OR|AND|NEAR/2|\\(|\\)|\"|about:fer|speaker:brandt|date:2031-05|:|-| ){1,9}",
    ) {
        let library = library();
        for query in [Query::parse(&typed).ok(), Query::typed(&typed).ok().flatten()].into_iter().flatten() {
            let sieve = query.sieve();
            for hit in library.seek(&query, 50).hits {
                let text = &library.document(hit.doc).unwrap().text;
                prop_assert!(is_held(&sieve, text), "{typed}: {sieve:?}");
            }
        }
    }

    #[test]
    fn any_letters_are_a_query_or_a_fault_within_it(typed in "\\PC{0,20}") {
        match Query::parse(&typed) {
            Ok(query) => drop(library().seek(&query, 10)),
            Err(fault) => prop_assert!(typed.get(fault.at.clone()).is_some()),
        }
        drop(Query::typed(&typed));
    }
}
