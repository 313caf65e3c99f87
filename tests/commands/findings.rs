//! The findings that a command prints: quotations, people, organizations, and what can be asked for.

use serde_json::Value;

use super::{BRIDGE, Story, at, column};

#[test]
fn analyze_prints_the_findings_of_each_document() {
    let story = Story::new();
    let rows = story.rows(&["analyze", "."]);
    assert_eq!(column(&rows, "id"), ["bridge", "ferry", "office"]);
    assert_eq!(
        column(&rows, "date"),
        ["2026-03-09", "2026-03-07", "2026-03-01"]
    );
    assert_eq!(
        column(&rows, "date_basis"),
        ["header", "header", "file-time"]
    );
    assert_eq!(rows[0]["title"], "Harbour bridge closes on Monday");
    assert_eq!(rows[2]["title"], Value::Null);
    assert_eq!(
        rows[2]["opening"],
        "The ticket office stays open, the council said"
    );
    let quote = &rows[0]["quotes"][0];
    assert_eq!(at(BRIDGE, quote), "“We close the bridge on Monday,”");
    assert_eq!(quote["kind"], "direct");
    assert_eq!(quote["speaker"], "Anna Keller");
    assert_eq!(quote["speaker_kind"], "person");
    assert!(at(BRIDGE, &quote["source"]).ends_with("Anna Keller"));
    assert_eq!(at(BRIDGE, &quote["cue"]), "said");
    assert!(quote["confidence"].as_f64().unwrap() > 0.75);
    assert!(quote["statement"].as_str().unwrap().starts_with('s'));
    let named = rows[0]["entities"].as_array().unwrap();
    let keller = named
        .iter()
        .find(|entity| entity["name"] == "Anna Keller")
        .unwrap();
    assert_eq!(keller["kind"], "person");
    assert_eq!(keller["role"], "Mayor");
    assert!(at(BRIDGE, &keller["mentions"][0]).contains("Keller"));
    assert!(rows[0].get("text").is_none());
}

#[test]
fn search_prints_the_passages_of_a_query() {
    let story = Story::new();
    let words = |query| {
        let rows = story.rows(&["search", query, ".", "--format", "jsonl"]);
        column(&rows, "words").join(" | ")
    };
    assert_eq!(
        words("speaker:falk ferry"),
        "“The ferry runs all night.” | “Pay comes first,”"
    );
    assert_eq!(
        words("\"bridge comes\" OR overdue"),
        "overdue | bridge comes"
    );
    assert_eq!(
        words("bridge date:2026-03-09..2026-03-10 NOT tickets"),
        "bridge | bridge"
    );
    let run = story.run(&["search", "bridge date:mai", "."]);
    assert_eq!(run.status, 2);
    assert_eq!(
        run.err,
        "  bridge date:mai\n              ^^^\n\
         onrecord: search: this is no date; write 2026-03-09, 2026-03 or 2026, 2026-03..2026-04, or >=2026-03\n"
    );
    assert_eq!(story.run(&["search", "submarine", "."]).status, 1);
}

#[test]
fn analyze_adds_the_text_when_asked() {
    let story = Story::new();
    let rows = story.rows(&["analyze", "--with-text", "bridge.txt"]);
    assert_eq!(rows[0]["text"], BRIDGE);
}

#[test]
fn a_lone_surname_gets_its_full_name_from_the_library() {
    let story = Story::new();
    let rows = story.rows(&["quotes", ".", "--by", "falk", "--format", "jsonl"]);
    assert!(rows.len() >= 3, "{rows:?}");
    assert!(
        column(&rows, "speaker")
            .iter()
            .all(|name| *name == "Bruno Falk")
    );
}

#[test]
fn a_name_of_several_people_lists_all_and_says_so() {
    let story = Story::new();
    let run = story.run(&["quotes", ".", "--by", "KELLER", "--format", "csv"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains(",Anna Keller,") && run.out.contains(",Gerda Keller,"));
    assert!(run.err.contains("--by KELLER: means "), "{}", run.err);
    let one = story.run(&["quotes", ".", "--by", "Gerda Keller", "--format", "csv"]);
    assert!(!one.out.contains("Anna Keller") && one.err.is_empty());
}

#[test]
fn an_unknown_name_ends_with_the_nearest() {
    let story = Story::new();
    let run = story.run(&["quotes", ".", "--by", "faulk"]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert_eq!(
        run.err,
        "onrecord: --by faulk: nobody of that name is in these articles; did you mean Bruno Falk?\n"
    );
}

#[test]
fn quotes_can_be_asked_for_by_day_words_and_kind() {
    let story = Story::new();
    let asked = |filters: &[&str]| {
        let mut arguments = vec!["quotes", ".", "--format", "jsonl"];
        arguments.extend(filters);
        story.rows(&arguments)
    };
    let all = asked(&[]);
    assert!(all.len() >= 7, "{all:?}");
    assert!(column(&all, "kind").iter().all(|kind| *kind != "scare"));
    let since = asked(&["--since", "2026-03-08"]);
    assert!(
        column(&since, "document")
            .iter()
            .all(|name| *name == "bridge")
    );
    let until = asked(&["--until", "2026-03-07", "--kind", "direct"]);
    assert!(
        column(&until, "document")
            .iter()
            .all(|name| *name != "bridge")
    );
    assert!(column(&until, "kind").iter().all(|name| *name == "direct"));
    let about = asked(&["--about", "FERRY night"]);
    assert_eq!(column(&about, "words"), ["“The ferry runs all night.”"]);
    let none = story.run(&["quotes", ".", "--about", "submarine"]);
    assert_eq!((none.status, none.out.as_str()), (1, ""));
}

#[test]
fn people_come_by_quotations() {
    let story = Story::new();
    let rows = story.rows(&["people", ".", "--format", "jsonl"]);
    assert_eq!(rows[0]["name"], "Bruno Falk", "{rows:?}");
    assert!(column(&rows, "name").contains(&"Gerda Keller"));
    let counts: Vec<_> = rows
        .iter()
        .map(|row| (row["quotations"].as_u64(), row["mentions"].as_u64()))
        .collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
    let organizations = story.rows(&["organizations", ".", "--format", "jsonl"]);
    let names = column(&organizations, "name");
    assert!(
        names.iter().any(|name| name.ends_with("Harbour Post")),
        "{names:?}"
    );
}

#[test]
fn statements_bring_the_reports_of_one_utterance_together() {
    let story = Story::new();
    story.write(
        "gazette.txt",
        " date 2026-03-08 What the mayor said\n\n\
        “We close the bridge on Sunday,” Mayor Anna Keller told the Gazette.\n",
    );
    let rows = story.rows(&["statements", ".", "--about", "bridge", "--format", "jsonl"]);
    let row = rows
        .iter()
        .find(|row| row["documents"] == 2)
        .unwrap_or_else(|| panic!("{rows:?}"));
    assert_eq!(row["speaker"], "Anna Keller");
    assert_eq!(row["first_date"], "2026-03-08");
    assert_eq!(row["differs"], true);
    assert_eq!(row["variants"].as_array().unwrap().len(), 2);
    let quotes = story.rows(&["quotes", ".", "--about", "bridge", "--format", "jsonl"]);
    let same = quotes
        .iter()
        .filter(|quote| quote["statement"] == row["statement"])
        .count();
    assert_eq!(same, 2);
}

#[test]
fn a_chronology_tells_how_sure_each_date_is() {
    let story = Story::new();
    let rows = story.rows(&["chronology", ".", "--format", "jsonl"]);
    let days: Vec<&str> = column(&rows, "date");
    // A day that is only a guess comes last.
    assert!(days[..days.len() - 1].is_sorted(), "{days:?}");
    assert_eq!(column(&rows, "date_confidence").first(), Some(&"stated"));
    // Nothing in the article of the ticket office tells its day; that of the file is only a guess.
    let last = rows.last().unwrap();
    assert_eq!(last["what"], "“Come early,”");
    assert_eq!(last["who"], "Gerda Keller");
    assert_eq!(last["date_confidence"], "guessed");
    let falk = story.rows(&[
        "chronology",
        ".",
        "--format",
        "jsonl",
        "--by",
        "falk",
        "--until",
        "2026-03-08",
    ]);
    assert!(column(&falk, "who").iter().all(|who| *who == "Bruno Falk"));
    assert_eq!(column(&falk, "document"), ["ferry"; 2]);
}

#[test]
fn documents_are_listed_and_cited() {
    let story = Story::new();
    story.write(
        "tide.md",
        "---\ntitle: Tide & “time”\noutlet: The Harbour Post\ndate: 2026-03-11\n---\n\n“It rises,” said Bruno Falk.\n",
    );
    let names = |arguments: &[&str]| {
        let rows = story.rows(&[&["documents", ".", "--format", "jsonl"], arguments].concat());
        column(&rows, "document").join(" ")
    };
    assert_eq!(names(&[]), "tide bridge ferry office");
    assert_eq!(names(&["--by", "falk"]), "tide bridge ferry");
    assert_eq!(names(&["--outlet", "post"]), "tide");
    assert_eq!(
        names(&["--since", "2026-03-09", "--until", "2026-03-10"]),
        "bridge"
    );
    let cited = story.run(&["documents", ".", "--outlet", "post", "--format", "bibtex"]);
    assert_eq!(cited.status, 0, "{}", cited.err);
    assert!(
        cited.out.starts_with(
            "@misc{tide,\n  title = {{Tide \\& “time”}},\n  year = {2026},\n  month = mar,\n  \
             date = {2026-03-11},\n  howpublished = {The Harbour Post},\n"
        ),
        "{}",
        cited.out
    );
    let cited = story.run(&["documents", ".", "--format", "csl-json"]);
    let items: serde_json::Value = serde_json::from_str(&cited.out).unwrap();
    let circa = |item: &serde_json::Value| item["issued"]["circa"].as_bool();
    let items = items.as_array().unwrap();
    assert_eq!(
        items.iter().map(circa).collect::<Vec<_>>(),
        [None, None, None, Some(true)]
    );
    let wrong = story.run(&["documents", ".", "--outlet", "harbor"]);
    assert_eq!(wrong.status, 1);
    assert!(
        wrong.err.contains("did you mean The Harbour Post?"),
        "{}",
        wrong.err
    );
}

#[test]
fn the_same_options_narrow_every_list() {
    let story = Story::new();
    story.write(
        "tide.md",
        "---\noutlet: Tide Daily\ndate: 2026-03-11\n---\n\n“It rises,” an official said, according to The Harbour Post.\n",
    );
    let documents = |command: &str, arguments: &[&str]| {
        let rows = story.rows(&[&[command, ".", "--format", "jsonl"], arguments].concat());
        column(&rows, "document").join(" ")
    };
    assert_eq!(documents("citations", &[]), "tide ferry");
    assert_eq!(documents("citations", &["--until", "2026-03-08"]), "ferry");
    assert_eq!(documents("citations", &["--outlet", "tide"]), "tide");
    assert_eq!(documents("citations", &["--about", "friday"]), "ferry");
    assert_eq!(documents("unnamed", &["--since", "2026-03-10"]), "tide");
    assert_eq!(
        story.run(&["unnamed", ".", "--until", "2026-03-10"]).status,
        1
    );
}

#[test]
fn a_page_for_the_editor_stands_alone() {
    let story = Story::new();
    let page = story
        .run(&["quotes", ".", "--by", "anna keller", "--format", "html"])
        .out;
    assert!(page.starts_with("<!doctype html>"));
    for part in [
        "<h1>Quotations by anna keller</h1>",
        "“We close the bridge on Monday,”",
        "<a href=\"#bridge:we-close-the-bridge\">1</a>",
        "id=\"bridge:we-close-the-bridge\"",
        "9 March 2026",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("<script") && !page.contains("://"));
}
