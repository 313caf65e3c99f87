//! What commands, readers and plain SQL find in a shared library.

use std::fs;

use serde_json::Value;

use crate::desk::Run;
use crate::server::server;

#[test]
fn commands_answer_as_they_do_on_the_folder() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    let rows = |run: &Run| -> Vec<Value> {
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        let mut rows: Vec<Value> = run
            .out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        rows.iter_mut()
            .filter_map(Value::as_object_mut)
            .for_each(|row| {
                row.remove("path");
            });
        rows
    };
    for command in [
        &["documents"][..],
        &["quotes"],
        &["quotes", "--by", "falk"],
        &["statements"],
        &["people"],
        &["organizations"],
        &["citations"],
        &["search", "bridge NOT tickets"],
        &["search", "\"ferry crews\" speaker:falk"],
        &["analyze"],
    ] {
        let with = [command, &["--format", "jsonl"]].concat();
        let folder = desk.run(&[&with[..], &["story"]].concat());
        let shared = desk.shared(&with);
        let (folder, shared) = (rows(&folder), rows(&shared));
        assert!(!shared.is_empty(), "{command:?}");
        assert_eq!(shared, folder, "{command:?}");
    }
    // An address may stand where a path does, and in the configuration.
    let address = desk.address("owner");
    assert!(
        desk.run(&["documents", &address])
            .out
            .contains("Ferry crews")
    );
    let config = desk.folder.path().join("config.toml");
    fs::write(&config, format!("library = \"{address}\"\n")).unwrap();
    let run = desk.run(&["documents", "--config", config.to_str().unwrap()]);
    assert!(run.out.contains("Ferry crews"), "{run:?}");
}

#[test]
fn analysts_read_the_tables_with_plain_sql() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    let said = "SELECT string_agg(words, ' ' ORDER BY date, \"start\") FROM onrecord.said WHERE said_by = 'Bruno Falk'";
    assert_eq!(
        desk.value(said),
        "“We were never asked,” “Pay comes first,” “The ferry runs all night.”"
    );
    let found = "SELECT string_agg(path, ' ' ORDER BY path) FROM onrecord.article WHERE words @@ to_tsquery('simple', ";
    assert_eq!(
        desk.value(&format!("{found}'bridge & ticket:*')")),
        "story/ferry.txt"
    );
    assert_eq!(
        desk.value(&format!("{found}'ferry <-> crews')")),
        "story/ferry.txt"
    );
    let people =
        "SELECT string_agg(name, ', ' ORDER BY name) FROM onrecord.entity WHERE kind = 'person'";
    assert_eq!(desk.value(people), "Anna Keller, Bruno Falk, Gerda Keller");
    let basis =
        "SELECT date || ' ' || date_basis FROM onrecord.article WHERE path = 'story/office.txt'";
    assert_eq!(desk.value(basis), "2026-03-08 text");
    let named = "SELECT count(*) FROM onrecord.appearance a JOIN onrecord.entity e ON e.id = a.entity WHERE name = 'Gerda Keller'";
    assert_eq!(desk.value(named), "2");
}

#[test]
fn what_somebody_wrote_into_the_tables_cannot_hurt() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    let spoil = "UPDATE onrecord.content SET blocks = '[{\"kind\":\"Paragraph\",\"span\":{\"start\":5,\"end\":99999}}]'; \
                 UPDATE onrecord.finding SET findings = replace(findings, '\"start\":', '\"start\":9'); \
                 UPDATE onrecord.document SET title = E'\\x1b]0;owned\\x07' || repeat('x', 100000), address = E'\\x1b[2J'; \
                 UPDATE onrecord.file SET path = '../../' || path; \
                 INSERT INTO onrecord.correction (id, at, by, change, line) VALUES ('x', now(), E'\\x1b[2J', 'rename', '{\"id\":1}')";
    desk.client().batch_execute(spoil).unwrap();
    let run = desk.shared(&["quotes"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.out.contains("We close the bridge"), "{run:?}");
    assert!(
        !run.out.contains('\u{1b}') && !run.err.contains('\u{1b}'),
        "{run:?}"
    );
    assert!(run.err.contains("fit their articles no more"), "{run:?}");
    assert!(
        run.err.contains("none that this version understands"),
        "{run:?}"
    );
    let documents = desk.shared(&["documents", "--format", "jsonl"]);
    assert!(documents.out.len() < 10_000, "{}", documents.out.len());
    let reader = desk.reader("anna");
    reader.leave();
}

#[test]
fn texts_that_are_not_in_memory_come_from_the_server() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    let address = onrecord::newsroom::Address::parse(&desk.address("owner"), &|_| None).unwrap();
    let opened = onrecord::newsroom::open(&address, 0).unwrap();
    let library = opened.library;
    assert!(
        library
            .documents
            .iter()
            .all(|document| !document.text.is_held())
    );
    let found = |typed: &str| {
        let query = onrecord::library::Query::parse(typed).unwrap();
        library.seek(&query, usize::MAX).hits.len()
    };
    assert_eq!(found("nowhere"), 0);
    // The index has answered: nobody has looked into a text.
    assert!(
        library
            .documents
            .iter()
            .all(|document| !document.text.is_held())
    );
    assert_eq!(found("\"ferry crews\""), 2);
    assert_eq!(found("overd*"), 1);
    let held = library
        .documents
        .iter()
        .filter(|document| document.text.is_held());
    assert_eq!(held.count(), 2);
    let documents: Vec<_> = library.documents.iter().collect();
    let known = opened.found.analyses(&address, &documents).unwrap();
    assert!(known.iter().all(Option::is_some));
}
