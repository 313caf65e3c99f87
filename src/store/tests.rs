//! What is written down is read again, whoever else writes and whatever lies where the file should be.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

use rusqlite::Connection;

use crate::app::memory::{DocKey, Left, Marks, Memory, Note, Seen, Session, Spot, Way};
use crate::app::overlay::Typed;
use crate::app::{Anchor, Screen};

use super::{FILE, Remark, Store, Unkept};

fn folder() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("state/onrecord");
    (home, folder)
}

fn open(folder: &Path) -> (Store, Memory) {
    let (store, memory, remark) = Store::open(folder, "/story", |why| panic!("{why}")).unwrap();
    assert_eq!(remark, None);
    (store, memory)
}

fn doc(path: &str) -> DocKey {
    DocKey {
        path: path.to_owned(),
        fingerprint: u64::MAX - 7,
    }
}

fn bookmark(path: &str, byte: u32) -> Spot {
    Spot {
        doc: doc(path),
        byte,
        quote: (byte > 5).then_some(byte + 1),
        words: "we-wait".to_owned(),
    }
}

#[test]
fn everything_is_read_as_it_was_written() {
    let (_home, folder) = folder();
    let (store, memory) = open(&folder);
    assert_eq!(memory, Memory::default());
    let session = |screen| Session {
        doc: Some(doc("a.txt")),
        screen,
        ..Session::default()
    };
    let left = Left {
        top: Anchor {
            byte: 9,
            above: u16::MAX,
        },
        words: "we-wait".to_owned(),
    };
    let way = Way {
        back: vec![bookmark("a.txt", 3)],
        forward: Vec::new(),
    };
    let typed = Typed {
        search: "“crane”".to_owned(),
        ..Typed::default()
    };
    store.keep(vec![
        Note::Session(Box::new(session(Screen::Panes))),
        Note::Read(doc("b.txt"), true),
        Note::Read(doc("a.txt"), true),
        Note::Left(doc("a.txt"), left.clone()),
        Note::Bookmark(bookmark("a.txt", 3), true),
        Note::Bookmark(bookmark("a.txt", 9), true),
        Note::Bookmark(bookmark("a.txt", 9), true),
        Note::Session(Box::new(session(Screen::Reading))),
    ]);
    store.keep(vec![
        Note::Read(doc("b.txt"), false),
        Note::Way(way.clone()),
        Note::Typed(typed.clone()),
        Note::Bookmark(bookmark("a.txt", 3), false),
        Note::Read(doc("c.txt"), true),
        Note::Gone(doc("c.txt")),
    ]);
    store.close().unwrap();
    let marks = |path, read, left| Marks {
        doc: doc(path),
        read: Some(read),
        left,
    };
    let expected = Memory {
        session: Some(session(Screen::Reading)),
        way,
        typed,
        documents: vec![
            marks("a.txt", true, Some(left)),
            marks("b.txt", false, None),
        ],
        bookmarks: vec![bookmark("a.txt", 9)],
        visits: Vec::new(),
    };
    assert_eq!(open(&folder).1, expected);
    let (_, other, _) = Store::open(&folder, "/other", |_| ()).unwrap();
    assert_eq!(other, Memory::default());
}

#[test]
fn two_readers_lose_nothing_of_each_other() {
    let (_home, folder) = folder();
    let (one, _) = open(&folder);
    let (two, _) = open(&folder);
    for at in 0..100 {
        for (store, name) in [(&one, "one"), (&two, "two")] {
            let name = format!("{name}-{at}");
            store.keep(vec![
                Note::Read(doc(&name), true),
                Note::Bookmark(bookmark(&name, at), true),
                Note::Session(Box::default()),
            ]);
        }
    }
    one.close().unwrap();
    two.close().unwrap();
    let memory = open(&folder).1;
    assert_eq!(memory.documents.len(), 200);
    assert_eq!(memory.bookmarks.len(), 200);
}

#[test]
fn nobody_else_may_look_into_it() {
    let (_home, folder) = folder();
    let (store, _) = open(&folder);
    store.keep(vec![Note::Read(doc("a.txt"), true)]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for file in fs::read_dir(&folder).unwrap().flatten() {
        assert_eq!(mode(&file.path()), 0o600, "{}", file.path().display());
    }
}

/// Opens what lies there and tells what is said about it.
fn said(folder: &Path) -> String {
    match Store::open(folder, "/story", |_| ()) {
        Ok((store, _, remark)) => {
            // Whoever writes to the file next must be alone with it.
            store.close().unwrap();
            remark.map_or_else(String::new, |remark| remark.to_string())
        }
        Err(why) => Remark::Unkept(why).to_string(),
    }
    .replace(folder.to_str().unwrap(), "…")
}

#[test]
fn a_damaged_file_is_set_aside_and_a_new_one_begun() {
    let (_home, folder) = folder();
    let (store, _) = open(&folder);
    for at in 0..200 {
        store.keep(vec![Note::Read(doc(&format!("{at}")), true)]);
    }
    store.close().unwrap();
    let file = folder.join(FILE);
    let good = fs::read(&file).unwrap();
    let mut torn = good.clone();
    torn[4096..].fill(0xa5);
    for (number, bad) in [
        (1, b"This is no database, but somebody's notes.".repeat(40)),
        (2, torn),
    ] {
        fs::write(&file, &bad).unwrap();
        assert_eq!(
            said(&folder),
            format!(
                "What was kept is damaged and begins anew; the damaged file is …/state.db.damaged-{number} now"
            )
        );
        assert_eq!(
            fs::read(folder.join(format!("{FILE}.damaged-{number}"))).unwrap(),
            bad
        );
        let (store, memory) = open(&folder);
        assert_eq!(memory, Memory::default());
        store.close().unwrap();
    }
    // An empty file is what a full disk may have left.
    fs::write(&file, "").unwrap();
    assert_eq!(said(&folder), "");
}

#[test]
fn a_file_of_a_later_version_is_left_alone() {
    let (_home, folder) = folder();
    open(&folder).0.close().unwrap();
    let file = folder.join(FILE);
    Connection::open(&file)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let before = fs::read(&file).unwrap();
    assert_eq!(
        said(&folder),
        "Your place will not be kept: …/state.db: a later version of onrecord has written it; use that one"
    );
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn a_locked_file_is_read_and_the_lock_told_once() {
    let (_home, folder) = folder();
    let (store, _) = open(&folder);
    store.keep(vec![Note::Read(doc("a.txt"), true)]);
    store.close().unwrap();
    let file = folder.join(FILE);
    let other = Connection::open(&file).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let (tell, told) = channel();
    let (store, memory, _) =
        Store::open(&folder, "/story", move |why| tell.send(why).unwrap()).unwrap();
    assert_eq!(memory.documents.len(), 1);
    store.keep(vec![Note::Read(doc("b.txt"), true)]);
    assert_eq!(told.recv().unwrap(), Unkept::Locked(file));
    other.execute_batch("COMMIT").unwrap();
    // With the next change comes what could not be written before.
    store.keep(vec![Note::Read(doc("c.txt"), true)]);
    store.close().unwrap();
    assert_eq!(open(&folder).1.documents.len(), 3);
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("file"), "").unwrap();
    let said = said(&home.path().join("file/onrecord"));
    assert!(
        said.starts_with("Your place will not be kept: …: cannot be made (Not a directory"),
        "{said}"
    );
}

/// Opens the store, tells which documents are there, and ends in some way. Returns what had been there at each visit that
/// was over before, the last one first.
fn visit(folder: &Path, documents: &[&str], ends: fn(Store)) -> Vec<String> {
    let (store, memory) = open(folder);
    let mut seen = super::seen(folder, "/story", |_| false).unwrap();
    store.keep(vec![Note::Seen(
        documents.iter().copied().map(doc).collect(),
    )]);
    ends(store);
    let name = |one: &Seen| {
        let mut names = ["a", "b", "c"].into_iter();
        names.find(|name| Seen::number(name) == one.path).unwrap()
    };
    seen.sort_by_key(name);
    let known = |number| {
        let seen = seen.iter().filter(move |one| one.visit <= number);
        seen.map(name).collect()
    };
    memory
        .visits
        .iter()
        .map(|visit| known(visit.number))
        .collect()
}

fn leave(store: Store) {
    store.keep(vec![Note::Over]);
    store.close().unwrap();
}

fn break_off(store: Store) {
    store.close().unwrap();
}

#[test]
fn what_was_there_when_the_reader_left_is_not_new() {
    let (_home, folder) = folder();
    let none = Vec::<String>::new();
    assert_eq!(visit(&folder, &["a"], break_off), none);
    // Who lost the line finds the same news again.
    assert_eq!(visit(&folder, &["a"], leave), none);
    assert_eq!(visit(&folder, &["a", "b"], break_off), ["a"]);
    assert_eq!(visit(&folder, &["a", "b", "c"], leave), ["a"]);
    assert_eq!(visit(&folder, &["c"], leave), ["abc", "a"]);
}

#[test]
fn a_visit_that_broke_off_is_over_after_a_day() {
    let (_home, folder) = folder();
    visit(&folder, &["a"], break_off);
    let file = Connection::open(folder.join(FILE)).unwrap();
    file.execute("UPDATE visit SET began = began - 80000", [])
        .unwrap();
    assert_eq!(visit(&folder, &["a"], break_off), Vec::<String>::new());
    file.execute("UPDATE visit SET began = began - 10000 WHERE id = 1", [])
        .unwrap();
    assert_eq!(visit(&folder, &["b"], break_off), ["a"]);
}

#[test]
fn of_two_readers_each_has_the_news_until_one_has_left() {
    let (_home, folder) = folder();
    visit(&folder, &["a"], leave);
    let (one, _) = open(&folder);
    let (other, _) = open(&folder);
    one.keep(vec![Note::Seen(vec![doc("a"), doc("b")])]);
    other.keep(vec![Note::Seen(vec![doc("a"), doc("b")])]);
    other.close().unwrap();
    assert_eq!(visit(&folder, &[], break_off), ["a"]);
    leave(one);
    assert_eq!(visit(&folder, &[], break_off), ["ab", "a"]);
}

#[test]
fn what_documents_told_is_kept_beside_them() {
    let (_home, folder) = folder();
    let (store, _) = open(&folder);
    let numbers = vec![7, u64::MAX, 1 << 63];
    store.keep(vec![
        Note::Seen(vec![doc("a"), doc("b")]),
        Note::Told(vec![(doc("a"), numbers.clone()), (doc("c"), vec![1])]),
    ]);
    store.close().unwrap();
    let told = |is_there: bool| -> Vec<(u64, bool, Vec<u64>)> {
        let seen = super::seen(&folder, "/story", |_| is_there).unwrap();
        let told = seen.into_iter();
        told.map(|one| (one.path, one.is_told, one.told.to_vec()))
            .collect()
    };
    let [a, b] = ["a", "b"].map(Seen::number);
    assert_eq!(told(false), [(a, true, numbers), (b, false, vec![])]);
    // Of what is there it is known anyway.
    assert_eq!(told(true), [(a, true, vec![]), (b, false, vec![])]);
}

#[test]
fn a_file_of_the_first_version_keeps_what_it_knows() {
    let (_home, folder) = folder();
    fs::create_dir_all(&folder).unwrap();
    let file = Connection::open(folder.join(FILE)).unwrap();
    file.execute_batch(include_str!("schema.sql")).unwrap();
    file.execute_batch(
        "INSERT INTO library (paths) VALUES ('/story');
         INSERT INTO document VALUES (1, 'a', 7, 1, NULL, NULL, NULL, 1);
         PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(file);
    let (store, memory) = open(&folder);
    assert_eq!(memory.documents.len(), 1);
    assert_eq!(memory.visits, []);
    leave(store);
}
