//! What a push brings, and what it leaves as it is.

use std::fs;

use crate::articles::BRIDGE;
use crate::desk::finish;
use crate::server::server;

#[test]
fn a_push_brings_what_is_new_and_changed_and_nothing_else() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    assert_eq!(
        desk.push(),
        "3 new files, 0 changed, 0 as they were; 3 articles analysed\n"
    );
    assert_eq!(
        desk.push(),
        "0 new files, 0 changed, 3 as they were; 0 articles analysed\n"
    );
    let generation = desk.value("SELECT value FROM onrecord.fact WHERE name = 'generation'");
    desk.write("bridge.txt", &BRIDGE.replace("Monday", "Tuesday"));
    desk.write(
        "new.txt",
        "date 2026-03-10 Ferry stops\n\n“I am sorry,” said Falk.\n",
    );
    let told = desk.push();
    assert!(
        told.starts_with("1 new file, 1 changed, 2 as they were; "),
        "{told}"
    );
    assert_ne!(
        desk.value("SELECT value FROM onrecord.fact WHERE name = 'generation'"),
        generation
    );
    // One file by its own name is the same file as in its folder.
    let run = desk.shared(&["push", "story/new.txt"]);
    assert!(
        run.out
            .starts_with("0 new files, 0 changed, 1 as they were"),
        "{run:?}"
    );
    assert_eq!(desk.value("SELECT count(*) FROM onrecord.article"), "4");
    assert_eq!(
        desk.value("SELECT path FROM onrecord.article WHERE title LIKE 'Ferry stops%'"),
        "story/new.txt"
    );
    assert_eq!(
        desk.value("SELECT pushed_by FROM onrecord.file LIMIT 1"),
        "anna"
    );
    // Who is meant by a surname alone, the older articles tell.
    assert_eq!(
        desk.value("SELECT said_by FROM onrecord.said WHERE words = '“I am sorry,”'"),
        "Bruno Falk"
    );
}

#[test]
fn a_push_changes_the_rows_that_differ_and_tells_what_a_first_push_would() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    // Where a row stands and who wrote it: both change with every write.
    let ferry = "SELECT string_agg(q.xmin || ' ' || q.ctid || ' ' || coalesce(q.speaker::text, '-') || ' ' || q.statement, ', ' \
                 ORDER BY q.\"start\") FROM onrecord.quotation q JOIN onrecord.article a ON a.id = q.document \
                 WHERE a.path = 'story/ferry.txt'";
    let before = desk.value(ferry);
    assert_eq!(before.matches(", ").count(), 2, "{before}");
    desk.write(
        "bridge.txt",
        &BRIDGE.replace("Nobody is in danger", "Nobody is in any danger"),
    );
    desk.write(
        "again.txt",
        " date 2026-03-12 Crews still wait\n\n“Pay comes first,” said Bruno Falk again. “We close the bridge on Monday,” \
         Mayor Anna Keller had said.\n",
    );
    desk.push();
    assert_eq!(desk.value(ferry), before);

    let fresh = server.desk();
    for name in ["bridge.txt", "again.txt"] {
        let text = fs::read_to_string(desk.story().join(name)).unwrap();
        fresh.write(name, &text);
    }
    fresh.push();
    for query in [
        "SELECT string_agg(concat_ws('|', s.path, s.\"start\", s.said_by, s.speaker_kind, s.role, s.words, s.confidence, t.reports, \
         t.differs, e.name), E'\\n' ORDER BY s.path, s.\"start\") FROM onrecord.said s \
         LEFT JOIN onrecord.statement t ON t.id = s.statement LEFT JOIN onrecord.entity e ON e.id = t.speaker",
        "SELECT string_agg(concat_ws('|', name, kind, role, aliases, mentions, quotations), E'\\n' ORDER BY name, kind) \
         FROM onrecord.entity",
        "SELECT string_agg(concat_ws('|', e.name, d.path, a.mentions, a.quotations), E'\\n' ORDER BY e.name, d.path) \
         FROM onrecord.appearance a JOIN onrecord.entity e ON e.id = a.entity JOIN onrecord.article d ON d.id = a.document",
        "SELECT count(*) FROM onrecord.statement",
    ] {
        assert_eq!(desk.value(query), fresh.value(query), "{query}");
        assert_ne!(desk.value(query), "");
    }
}

#[test]
fn corrections_beside_the_articles_come_along_and_notes_only_when_asked() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    let log = desk.story().join(".onrecord");
    fs::create_dir(&log).unwrap();
    let line = |id: u64, change: &str| {
        format!(
            "{{\"id\":\"{id:016x}\",\"at\":\"2026-03-10T10:00:00Z\",\"by\":\"gerda\",{change}}}\n"
        )
    };
    let title = line(
        1,
        "\"change\":\"title\",\"document\":\"ferry.txt\",\"title\":\"Crews on pay\"",
    );
    let place =
        "{\"document\":\"bridge.txt\",\"words\":\"long overdue\",\"before\":\"\",\"after\":\"\"}";
    let note = line(
        2,
        &format!("\"change\":\"note\",\"place\":{place},\"text\":\"ask her\""),
    );
    fs::write(log.join("corrections.jsonl"), title).unwrap();
    fs::write(log.join("notes.jsonl"), note).unwrap();
    assert_eq!(
        desk.push(),
        "3 new files, 0 changed, 0 as they were; 3 articles analysed; 1 new correction\n"
    );
    assert_eq!(
        desk.value("SELECT document || ' ' || by FROM onrecord.correction"),
        "story/ferry.txt gerda"
    );
    assert!(desk.shared(&["documents"]).out.contains("Crews on pay"));
    let run = desk.shared(&["push", "story", "--notes"]);
    assert!(run.out.ends_with("; 1 new correction\n"), "{run:?}");
    let notes = desk.shared(&["notes"]);
    assert!(notes.out.contains("ask her"), "{notes:?}");
}

#[test]
fn what_went_from_a_folder_is_taken_off_by_whoever_brought_it() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    // Ben has a folder of the same name elsewhere.
    let ben = desk.folder.path().join("ben/story");
    fs::create_dir_all(&ben).unwrap();
    fs::write(
        ben.join("harbour.txt"),
        "date 2026-03-11 Harbour quiet\n\n“Nothing moves,” said Ilse Brandt.\n",
    )
    .unwrap();
    let address = desk.address("owner");
    let push = |who: &str, folder: &str, options: &[&str]| {
        let mut all = vec!["push", folder, "--library", &address];
        all.extend(options);
        finish(&mut desk.command(who, &all))
    };
    let brought = push("ben", "ben/story", &["--prune"]);
    assert!(
        brought
            .out
            .starts_with("1 new file, 0 changed, 0 as they were; "),
        "{brought:?}"
    );
    assert!(!brought.out.contains("taken off"), "{brought:?}");
    let paths = "SELECT string_agg(path, ' ' ORDER BY path) FROM onrecord.article";
    let all = "story/bridge.txt story/ferry.txt story/harbour.txt story/office.txt";
    assert_eq!(desk.value(paths), all);

    let mut reader = desk.reader("ben");
    fs::remove_file(desk.story().join("office.txt")).unwrap();
    let told = push("anna", "story", &[]);
    assert!(
        told.err
            .contains("1 file that you pushed is in its folder no more"),
        "{told:?}"
    );
    assert_eq!(desk.value(paths), all);
    // A folder that may not have been there at all, and a file alone, tell nothing about what is gone.
    for path in ["empty/story", "story/ferry.txt"] {
        fs::create_dir_all(desk.folder.path().join("empty/story")).unwrap();
        let told = push("anna", path, &["--prune"]);
        assert_ne!(told.err, "", "{told:?}");
        assert_eq!(desk.value(paths), all);
    }
    let told = push("anna", "story", &["--prune"]);
    assert!(
        told.out
            .starts_with("0 new files, 0 changed, 2 as they were; 1 file taken off; "),
        "{told:?}"
    );
    assert_eq!(told.err, "");
    assert_eq!(desk.value(paths), all.replace(" story/office.txt", ""));
    reader.wait_for("1 gone");
    reader.leave();
    for table in ["quotation", "appearance"] {
        let left = format!(
            "SELECT count(*) FROM onrecord.{table} t LEFT JOIN onrecord.document d ON d.id = t.document WHERE d.id IS NULL"
        );
        assert_eq!(desk.value(&left), "0");
    }
    assert_eq!(desk.value("SELECT count(*) FROM onrecord.content"), "3");
    assert_eq!(desk.value("SELECT count(*) FROM onrecord.finding"), "3");
}

#[test]
fn a_text_that_was_changed_stays_until_everybody_has_the_new_one() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    desk.write("bridge.txt", &BRIDGE.replace("Monday", "Tuesday"));
    desk.push();
    assert_eq!(desk.value("SELECT count(*) FROM onrecord.content"), "4");
    desk.push();
    assert_eq!(desk.value("SELECT count(*) FROM onrecord.content"), "3");
    assert_eq!(desk.value("SELECT count(*) FROM onrecord.finding"), "3");
}
