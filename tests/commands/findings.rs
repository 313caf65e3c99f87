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
