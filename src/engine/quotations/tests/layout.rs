//! Marks of every style, headings, page furniture, and outlets that are cited.

use super::super::super::Rule;
use super::{analysis, check};

#[test]
fn every_style_of_marks() {
    check("[direct Ann Orr: \"The bridge is safe,\"] said Ann Orr.");
    check("[direct Ann Orr: ''The bridge is safe,''] said Ann Orr.");
    check("[direct Ann Orr: ``The bridge is safe,''] said Ann Orr.");
    check("[direct Ann Orr: ‘The bridge is safe, and it’s the pilots’ pride,’] said Ann Orr.");
    check("[direct Ann Orr: 'The bridge is safe, and it's ours,'] said Ann Orr.");
    check("[direct Ann Orr: «The bridge is safe,»] said Ann Orr.");
    check("[direct Ann Orr: “He said ‘no’ and \"never\" again,”] said Ann Orr.");
}

#[test]
fn a_quotation_in_the_title_is_known_from_the_article() {
    let title = "date 2026-03-02 Mayor on the bridge: “It is safe”\n\n";
    let text = format!("{title}The council met.\n\n“It is safe, I promise,” said Ann Orr.");
    let found = analysis(&text);
    assert_eq!(found.quotations.len(), 2);
    assert_eq!(found.quotations[0].speaker, found.quotations[1].speaker);
    assert_eq!(found.quotations[0].rule, Rule::SameWords);
}

#[test]
fn a_role_in_the_title_is_known_from_the_article() {
    let title = "date 2026-03-02 Mayor on the bridge: “It is safe”\n\n";
    let found = analysis(&format!(
        "{title}Mayor Ann Orr said on Saturday that she would stay."
    ));
    let speaker = &found.quotations[0].speaker;
    assert!(matches!(speaker, super::Speaker::Entity(_)), "{speaker:?}");
}

#[test]
fn inches_are_read_as_inches() {
    check("[direct Ann Orr: “It has a 10\" hole in it,”] said Ann Orr.");
}

#[test]
fn a_paragraph_may_end_before_its_quotation() {
    check("Ann Orr said: [direct Ann Orr: “We begin.]\n\n[direct Ann Orr: “We end.”]");
    check(
        "[direct Ann Orr: “We begin in the morning.]\n\n[direct Ann Orr: And we end at night,”] said Ann Orr.",
    );
}

/// Whether an outlet's article belongs to its name is asked of the names, not here.
#[track_caller]
fn cites(text: &str, expected: &[&str]) {
    let found = analysis(text);
    let outlets: Vec<&str> = found
        .citations
        .iter()
        .map(|citation| citation.outlet.trim_start_matches("The "))
        .collect();
    assert_eq!(outlets, expected, "{text}");
}

#[test]
fn outlets_are_cited_in_many_ways() {
    cites(
        "The Dunmore Post reported that the bridge was safe.",
        &["Dunmore Post"],
    );
    cites(
        "The bridge was safe, according to the Dunmore Post.",
        &["Dunmore Post"],
    );
    cites(
        "“It is safe,” Ann Orr told the Dunmore Post.",
        &["Dunmore Post"],
    );
    cites(
        "The crack was first reported by the Dunmore Post.",
        &["Dunmore Post"],
    );
    cites("DUNMORE (Reuters) — The bridge is safe.", &["Reuters"]);
    cites("The bridge is safe, reported Reuters.", &["Reuters"]);
    cites("The Dunmore Post lost its office to the flood.", &[]);
    cites(
        "The bridge is safe.\n\nSources: Onward, DP.",
        &["Onward", "DP"],
    );
}
