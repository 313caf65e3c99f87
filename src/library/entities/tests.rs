//! Merging across documents, on invented people.

use std::sync::Arc;

use super::*;
use crate::engine::{Gender, LocalEntity, Quotation, QuotationKind, Rule, Span, Speaker};

/// One document for each argument: names between bars, organizations after `@`.
fn library(documents: &[&str]) -> Vec<Option<Arc<Analysis>>> {
    documents
        .iter()
        .map(|names| Some(Arc::new(analysis(names))))
        .collect()
}

fn analysis(names: &str) -> Analysis {
    let entities = names.split('|').map(|name| {
        let name = name.trim();
        LocalEntity {
            name: name.trim_start_matches('@').to_owned(),
            kind: if name.starts_with('@') {
                EntityKind::Organization
            } else {
                EntityKind::Person
            },
            gender: Gender::Unknown,
            role: None,
            aliases: Vec::new(),
            mentions: vec![Span::new(0, 1)],
        }
    });
    Analysis {
        entities: entities.collect(),
        ..Analysis::default()
    }
}

/// The entities of these analyses.
fn entities(analyses: &[Option<Arc<Analysis>>], names: &Names) -> Entities {
    let mut entities = Entities::default();
    take(&mut entities, analyses, names);
    entities
}

fn take(entities: &mut Entities, analyses: &[Option<Arc<Analysis>>], names: &Names) {
    for (analysis, doc) in analyses.iter().zip((0..).map(DocId)) {
        entities.write(doc, analysis.as_deref());
    }
    entities.rebuild(names);
}

fn check(documents: &[&str], expected: &[&str]) {
    let entities = entities(&library(documents), &Names::default());
    let mut found: Vec<String> = entities
        .iter()
        .map(|(_, entity)| format!("{} {}", entity.name, entity.mentions))
        .collect();
    found.sort();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected, "{documents:?}");
}

#[test]
fn names_that_agree_are_one_person() {
    check(
        &["Robert Hale", "Bob Hale", "Robert Hale"],
        &["Robert Hale 3"],
    );
    check(&["Ada Orr", "Ada M. Orr", "Ada Orr"], &["Ada Orr 3"]);
    check(&["J. Hale", "James Hale", "James Hale"], &["James Hale 3"]);
}

#[test]
fn names_that_disagree_are_two() {
    check(&["Ada Orr", "Ida Orr"], &["Ada Orr 1", "Ida Orr 1"]);
    check(
        &["Carl W. Hale", "Carl H.R. Hale"],
        &["Carl H.R. Hale 1", "Carl W. Hale 1"],
    );
    check(
        &["Carl Hale", "Carl Hale Jr."],
        &["Carl Hale 1", "Carl Hale Jr. 1"],
    );
    check(
        &["James Hale", "John Hale", "J. Hale"],
        &["J. Hale 1", "James Hale 1", "John Hale 1"],
    );
}

#[test]
fn accents_that_a_desk_leaves_out_or_spells_out_make_no_other_person() {
    check(&["José Ibarra", "Jose Ibarra"], &["José Ibarra 2"]);
    check(
        &["Jose\u{301} Ibarra", "Jose Ibarra"],
        &["Jose\u{301} Ibarra 2"],
    );
    check(
        &["Jose Ibarra", "José Ibarra", "Jose Ibarra"],
        &["Jose Ibarra 3"],
    );
    check(&["Łucja Żak", "Lucja Zak", "Zak"], &["Łucja Żak 3"]);
    // Nobody else is called so: a lone name is one person, with the accent and without.
    check(&["José", "Jose"], &["José 2"]);
    check(
        &["Jörg Köhler", "Joerg Koehler", "Jorg Kohler", "Koehler"],
        &["Jörg Köhler 4"],
    );
    check(&["Jörg Hale", "Joerg Hale"], &["Jörg Hale 2"]);
    check(&["Åse Bø", "Aase Boe"], &["Åse Bø 2"]);
    check(&["@Société Orne", "@Societe Orne"], &["Société Orne 2"]);
}

#[test]
fn accents_join_no_two_people() {
    // Without the accent nothing tells that one name is the other, spelled out.
    check(
        &["Jan Muller", "Jan Mueller"],
        &["Jan Mueller 1", "Jan Muller 1"],
    );
    check(
        &["Jan Müller", "Eva Mueller", "Mueller"],
        &["Eva Mueller 2", "Jan Müller 1"],
    );
    check(
        &["José Ibarra", "Josef Ibarra"],
        &["Josef Ibarra 1", "José Ibarra 1"],
    );
    check(
        &["Renée Orr", "Rene Orr Jr."],
        &["Rene Orr Jr. 1", "Renée Orr 1"],
    );
    check(
        &["Jörg A. Köhler", "Joerg B. Koehler"],
        &["Joerg B. Koehler 1", "Jörg A. Köhler 1"],
    );
}

#[test]
fn a_lone_surname_joins_only_its_usual_bearer() {
    check(&["Ada Orr", "Orr"], &["Ada Orr 2"]);
    check(
        &["Ada Orr", "Ada Orr", "Ada Orr", "Ben Orr", "Orr"],
        &["Ada Orr 4", "Ben Orr 1"],
    );
    check(
        &["Ada Orr", "Ben Orr", "Orr"],
        &["Ada Orr 1", "Ben Orr 1", "Orr 1"],
    );
    check(&["Ada Orr", "Ada"], &["Ada 1", "Ada Orr 1"]);
}

#[test]
fn organizations_join_by_name_and_known_acronym() {
    check(&["@The Cedar Post", "@Cedar Post"], &["The Cedar Post 2"]);
    check(
        &["@ECB", "@European Central Bank"],
        &["European Central Bank 2"],
    );
    check(
        &["@Cedar Bank", "@Cedar Bank of Lund"],
        &["Cedar Bank 1", "Cedar Bank of Lund 1"],
    );
    check(&["Reed", "@Reed"], &["Reed 1", "Reed 1"]);
}

#[test]
fn names_that_the_reader_tells_apart_are_never_one() {
    let person = |name: &str| Name {
        name: name.to_owned(),
        kind: EntityKind::Person,
    };
    let apart = |one: &str, other: &str, expected: &[&str]| {
        let names = Names::apart(person(one), person(other));
        let documents = library(&["Robert Hale", "Bob Hale", "Rob Hale", "Robert Hale"]);
        let entities = entities(&documents, &names);
        let found = entities.iter();
        let mut found: Vec<_> = found
            .map(|(_, entity)| format!("{} {}", entity.name, entity.mentions))
            .collect();
        found.sort();
        assert_eq!(found, expected, "{one} {other}");
    };
    apart("Bob Hale", "Robert Hale", &["Bob Hale 1", "Robert Hale 3"]);
    apart("Robert Hale", "Bob Hale", &["Bob Hale 1", "Robert Hale 3"]);
    apart("Robert Hale", "Ada Orr", &["Robert Hale 4"]);
}

#[test]
fn ids_stay_while_documents_arrive() {
    let mut entities = Entities::default();
    let mut analyses = library(&["Orr", "Ada Orr", "Bob Hale", "Robert Hale"]);
    let (last, first) = (analyses[3].take(), analyses[1].take());
    take(&mut entities, &analyses, &Names::default());
    let orr = entities.of(DocId(0), LocalId(0)).unwrap();
    let hale = entities.of(DocId(2), LocalId(0)).unwrap();
    analyses[3] = last;
    analyses[1] = first;
    take(&mut entities, &analyses, &Names::default());
    assert_eq!(entities.of(DocId(2), LocalId(0)), Some(hale));
    assert_eq!(entities.of(DocId(3), LocalId(0)), Some(hale));
    assert_eq!(
        entities.get(orr).map(|entity| &*entity.name),
        Some("Ada Orr")
    );
    assert_eq!(
        entities.get(orr),
        entities.get(entities.of(DocId(1), LocalId(0)).unwrap())
    );
    assert_eq!(entities.iter().count(), 2);
}

#[test]
fn five_thousand_documents_merge_in_one_pass() {
    let names: Vec<String> = (0..5000)
        .map(|doc| {
            let person = |other: usize| {
                format!(
                    "Ada{} Orr{}",
                    (doc * 7 + other) % 400,
                    (doc + other * 31) % 900
                )
            };
            (0..20).map(person).collect::<Vec<_>>().join("|")
        })
        .collect();
    let analyses = library(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let entities = entities(&analyses, &Names::default());
    let mentions: u32 = entities.iter().map(|(_, entity)| entity.mentions).sum();
    assert_eq!(mentions, 100_000);
}

#[test]
fn what_a_correction_changes_is_what_all_documents_say_now() {
    let said = |local: u32| {
        let mut analysis = analysis("Robert Hale | Ada Orr");
        analysis.quotations.push(Quotation {
            span: Span::new(0, 1),
            kind: QuotationKind::Direct,
            speaker: Speaker::Entity(LocalId(local)),
            source: None,
            cue: None,
            rule: Rule::After,
            confidence: 0.1,
            rivals: Vec::new(),
        });
        analysis
    };
    let none = Names::default();
    let mut corrected = entities(&library(&["Bob Hale", "Ada Orr"]), &none);
    corrected.write(DocId(2), Some(&said(0)));
    corrected.rebuild(&none);
    // The quotation was hers; who is who stays known.
    corrected.write(DocId(2), Some(&said(1)));
    assert!(!corrected.stale);
    let mut anew = entities(&library(&["Bob Hale", "Ada Orr"]), &none);
    anew.write(DocId(2), Some(&said(1)));
    anew.rebuild(&none);
    let all = |entities: &Entities| {
        entities
            .iter()
            .map(|(_, one)| one.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(all(&corrected), all(&anew));
    let orr = corrected.of(DocId(2), LocalId(1)).unwrap();
    let at = QuoteRef {
        doc: DocId(2),
        index: 0,
    };
    assert_eq!(corrected.said(orr, DocId(2)), [(at, true)]);
    // A name more, and all are compared anew.
    corrected.write(DocId(2), Some(&analysis("Ada Orr | Ada M. Orr")));
    assert!(corrected.stale);
}

#[test]
fn a_ledger_comes_back_from_its_bytes() {
    let before = entities(
        &library(&["Robert Hale | @The Cedar Post", "Bob Hale | Ada Orr"]),
        &Names::default(),
    );
    let bytes = postcard::to_stdvec(&**before.ledger()).unwrap();
    let after = Entities::of_ledger(postcard::from_bytes(&bytes).unwrap(), &Names::default());
    let all = |entities: &Entities| {
        entities
            .iter()
            .map(|(_, one)| one.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(all(&before), all(&after));
}
