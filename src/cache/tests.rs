//! Libraries opened with a cache and without, which must be the same whatever happens to the files and to the cache.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

use super::*;
use crate::engine::EntityKind;
use crate::library::{DocId, Entity, Name, Repair, analyze_all};

/// Reports in which a surname means one or the other person, as the others have it.
const TEXTS: &[&str] = &[
    " date 2031-05-14 Port stays closed\n\n“Not one crane will move,” said union leader Tomas Oyelaran.\n\nOyelaran spoke at the gate.",
    " date 2031-05-15 A second day\n\n“We have waited,” Oyelaran told reporters. “It is late.”\n\nMinister Mara Lindqvist was silent.",
    " date 2031-05-13 An offer\n\nFinance Minister Mara Lindqvist said the harbour could carry four per cent.\n\n“More would cost us ships,” Lindqvist said.",
    "Another Lindqvist\n\n“Nobody told us anything,” said Oskar Lindqvist, the pilot.\n\n“No,” Lindqvist said on May 12.",
    "“The door is open,” Lindqvist said.\n\nAccording to The Velmar Courier, one official called it “a start.”",
    " date 2031-05-16 Third Oyelaran\n\nAda Oyelaran, a judge, said: “That is for the court.” Judge Ada Oyelaran left.",
];

/// Nobody hears how far the work has come.
const NOBODY: Tell = &|_, _, _| ();

struct Place {
    _home: TempDir,
    caches: PathBuf,
    articles: PathBuf,
}

impl Place {
    fn new(texts: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let articles = home.path().join("story");
        fs::create_dir(&articles).unwrap();
        let place = Self {
            caches: home.path().join("caches"),
            articles,
            _home: home,
        };
        for (at, text) in texts.iter().enumerate() {
            place.write(&format!("{at}.txt"), text);
        }
        place
    }

    /// Writes a file as if it had been written long ago.
    fn write(&self, name: &str, text: &str) {
        fs::write(self.articles.join(name), text).unwrap();
        self.set_age(name, 1000);
    }

    fn set_age(&self, name: &str, seconds: u64) {
        let file = File::options().append(true).open(self.articles.join(name));
        let time = SystemTime::now() - Duration::from_secs(seconds);
        file.unwrap().set_modified(time).unwrap();
    }

    fn paths(&self) -> Vec<PathBuf> {
        vec![self.articles.clone()]
    }

    fn warm(&self) -> Library {
        let (library, kept) = analysed(Some(&self.caches), &self.paths(), NOBODY).unwrap();
        assert_eq!(kept.remark, None);
        kept.gathered(&library);
        library
    }

    fn cold(&self) -> Library {
        analysed(None, &self.paths(), NOBODY).unwrap().0
    }

    /// The library's file.
    fn file(&self) -> PathBuf {
        self.caches
            .join(file_name(&store::library_key(&self.paths())))
    }

    fn change(&self, sql: &str) {
        Connection::open(self.file())
            .unwrap()
            .execute_batch(sql)
            .unwrap();
    }
}

fn entities(library: &Library) -> Vec<Entity> {
    let mut all: Vec<_> = library
        .entities
        .iter()
        .map(|(_, one)| one.clone())
        .collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

fn assert_same(one: &Library, other: &Library) {
    assert_eq!(one.documents, other.documents);
    let found = |library: &Library| -> Vec<_> {
        let all = library.ids().map(|doc| library.analysis(doc).cloned());
        all.collect()
    };
    assert_eq!(found(one), found(other));
    let speakers = |library: &Library| -> Vec<Option<String>> {
        let said = library.ids().flat_map(|doc| library.speech_in(doc));
        let who = said.map(|at| library.entities.get(library.speaker(at)?));
        who.map(|who| who.map(|who| who.name.clone())).collect()
    };
    assert_eq!(speakers(one), speakers(other));
    assert_eq!(entities(one), entities(other));
    assert_eq!(one.problems, other.problems);
    assert_eq!(one.skipped, other.skipped);
}

/// Findings that no engine would find, so that it shows where they come from.
const FORGE: &str = "UPDATE finding SET findings = \
                     '{\"quotations\":[],\"entities\":[],\"citations\":[],\"notes\":[]}'";

fn is_forged(library: &Library) -> bool {
    library.ids().all(|doc| {
        let found = library.analysis(doc);
        found.is_some_and(|found| found.entities.is_empty())
    })
}

#[test]
fn what_is_warm_is_neither_read_nor_analysed_again() {
    let place = Place::new(TEXTS);
    let first = place.warm();
    assert_same(&first, &place.cold());
    assert_same(&place.warm(), &first);
    assert!(!is_forged(&first));
    place.change(FORGE);
    // A change that neither size nor time tell.
    let file = place.articles.join("0.txt");
    let time = fs::metadata(&file).unwrap().modified().unwrap();
    fs::write(&file, TEXTS[0].replace("crane", "train")).unwrap();
    File::options()
        .append(true)
        .open(&file)
        .unwrap()
        .set_modified(time)
        .unwrap();
    let warm = place.warm();
    assert!(is_forged(&warm));
    assert!(
        warm.documents
            .iter()
            .all(|document| !document.text.contains("train"))
    );
    // With another time the hash tells.
    place.set_age("0.txt", 10);
    let now = place.warm();
    assert!(
        now.documents
            .iter()
            .any(|document| document.text.contains("train"))
    );
}

#[test]
fn what_is_looked_at_late_is_as_it_was_when_it_was_opened() {
    let place = Place::new(TEXTS);
    let cold = place.warm();
    let warm = place.warm();
    place.change(FORGE);
    assert_same(&warm, &cold);
    assert!(is_forged(&place.warm()));
}

#[test]
fn a_library_comes_back_without_a_look_at_its_folder() {
    let place = Place::new(TEXTS);
    place.write("odd.bin", "a\0b");
    place.write("empty.txt", "");
    place.warm();
    let open = || Cache::open(&place.caches, &place.paths()).cache.unwrap();
    let known = || open().library(&place.paths());
    let cold = place.cold();
    assert_eq!((cold.skipped, cold.problems.len()), (1, 1));
    assert_same(&known().unwrap(), &cold);
    // What has changed is not seen, until somebody who looked at the folder says so.
    fs::remove_file(place.articles.join("1.txt")).unwrap();
    place.write("new.txt", TEXTS[3]);
    let cache = open();
    assert_same(&cache.library(&place.paths()).unwrap(), &cold);
    cache.read_anew(&Input::found(&place.articles.join("new.txt")));
    cache.renew([place.articles.join("1.txt").as_path()]);
    cache.close();
    assert!(known().is_none());
    assert_same(&place.warm(), &place.cold());
    assert_same(&known().unwrap(), &place.cold());
}

#[test]
fn nothing_is_looked_at_before_somebody_asks() {
    let place = Place::new(TEXTS);
    place.warm();
    let (warm, _kept) = analysed(Some(&place.caches), &place.paths(), NOBODY).unwrap();
    assert!(
        warm.ids()
            .all(|doc| warm.is_analysed(doc) && !warm.is_held(doc))
    );
    assert_eq!(entities(&warm), entities(&place.cold()));
    warm.analysis(DocId(0));
    assert_eq!(warm.ids().filter(|doc| warm.is_held(*doc)).count(), 1);
}

#[test]
fn what_the_cache_has_lost_is_found_again() {
    let place = Place::new(TEXTS);
    place.warm();
    place.change("UPDATE finding SET findings = '{'");
    let warm = place.warm();
    let quoted = warm.ids().flat_map(|doc| warm.speech_in(doc)).count();
    let cold = place.cold();
    assert_eq!(
        quoted,
        cold.ids().flat_map(|doc| cold.speech_in(doc)).count()
    );
}

#[test]
fn what_the_reader_has_corrected_stays_corrected() {
    let place = Place::new(TEXTS);
    let library = place.warm();
    let doc = library
        .ids()
        .find(|doc| library.speech_in(*doc).count() > 0)
        .unwrap();
    let at = library.speech_in(doc).next().unwrap();
    let words = library
        .anchor(doc, library.quotation(at).unwrap().span)
        .unwrap();
    let person = |name: &str| Name {
        name: name.to_owned(),
        kind: EntityKind::Person,
    };
    for change in [
        Repair::Quotation {
            place: words,
            is: false,
        },
        Repair::NoName {
            name: person("Tomas Oyelaran"),
        },
        Repair::Different {
            one: person("Mara Lindqvist"),
            other: person("Oskar Lindqvist"),
        },
    ] {
        let library = place.warm();
        let line = library.line(change, SystemTime::now().into(), "mara");
        library.corrections.keep(&line).unwrap();
        // The same library, corrected while it is open, and opened anew with the correction: twice, for what is remembered.
        let mut open = library.clone();
        open.correct(vec![line]);
        open.merge();
        let cold = place.cold();
        assert_same(&open, &cold);
        assert_same(&place.warm(), &cold);
        assert_same(&place.warm(), &cold);
    }
}

#[test]
fn a_file_that_was_only_touched_or_renamed_keeps_its_findings() {
    let place = Place::new(&TEXTS[..2]);
    place.warm();
    place.change(FORGE);
    place.set_age("0.txt", 10);
    fs::rename(
        place.articles.join("1.txt"),
        place.articles.join("other.txt"),
    )
    .unwrap();
    let warm = place.warm();
    assert!(is_forged(&warm));
    assert!(
        warm.documents
            .iter()
            .any(|document| document.name == "other")
    );
}

#[test]
fn a_file_that_may_still_be_changing_is_looked_at_again() {
    let place = Place::new(&TEXTS[..1]);
    let file = place.articles.join("0.txt");
    // However slow the machine is, the file is younger than its reading.
    let time = SystemTime::now() + Duration::from_secs(60);
    let young = || {
        File::options()
            .append(true)
            .open(&file)
            .unwrap()
            .set_modified(time)
    };
    young().unwrap();
    place.warm();
    fs::write(&file, TEXTS[0].replace("crane", "train")).unwrap();
    young().unwrap();
    assert!(place.warm().documents[0].text.contains("train"));
}

#[test]
fn what_another_version_has_found_is_found_again() {
    let place = Place::new(TEXTS);
    place.warm();
    for sql in [
        "UPDATE fact SET value = '0.0' WHERE name = 'engine'",
        "PRAGMA user_version = 99",
        "UPDATE fact SET value = '/elsewhere' WHERE name = 'library'",
    ] {
        place.change(FORGE);
        place.change(sql);
        assert_same(&place.warm(), &place.cold());
    }
}

#[test]
fn a_damaged_file_is_replaced_and_the_damage_told() {
    let place = Place::new(TEXTS);
    place.warm();
    let good = fs::read(place.file()).unwrap();
    let mut torn = good.clone();
    torn[1024..].fill(0xa5);
    for bad in [
        b"This is somebody's diary. ".repeat(400),
        torn,
        good[..9000].to_vec(),
    ] {
        fs::write(place.file(), bad).unwrap();
        let (library, kept) = analysed(Some(&place.caches), &place.paths(), NOBODY).unwrap();
        let said = format!(
            "{} was damaged; the articles are read and analysed anew",
            place.file().display()
        );
        assert_eq!(kept.remark, Some(said));
        drop(kept);
        assert_same(&library, &place.cold());
        assert_same(&place.warm(), &library);
    }
    // An empty file is what a full disk may have left.
    fs::write(place.file(), "").unwrap();
    assert_same(&place.warm(), &place.cold());
}

#[test]
fn where_nothing_can_be_written_everything_works_without() {
    let mut place = Place::new(TEXTS);
    fs::write(&place.caches, "a file").unwrap();
    assert_same(&place.warm(), &place.cold());
    place.caches = PathBuf::from("/proc/onrecord");
    assert_same(&place.warm(), &place.cold());
}

#[test]
fn texts_stay_when_the_file_is_deleted_under_an_open_library() {
    let place = Place::new(TEXTS);
    place.warm();
    let mut cache = Cache::open(&place.caches, &place.paths()).cache.unwrap();
    let listing = Listing::of(&place.paths()).unwrap();
    let outcomes = crate::library::read_all(&listing.inputs, |input| cache.read(input));
    cache.settle(&listing);
    let library = crate::library::assemble(listing, outcomes).unwrap();
    // Where no date is stated, one has been inferred from the text.
    let held = |document: &&Document| document.text.is_held();
    assert_eq!(library.documents.iter().filter(held).count(), 2);
    fs::remove_dir_all(&place.caches).unwrap();
    let mut again = library.clone();
    analyze_all(&mut again);
    assert_same(&again, &place.cold());
}

#[test]
fn two_at_once_get_the_same_and_leave_a_whole_file() {
    let place = Place::new(TEXTS);
    let cold = place.cold();
    thread::scope(|scope| {
        let both = [(); 3].map(|()| scope.spawn(|| place.warm()));
        for one in both {
            assert_same(&one.join().unwrap(), &cold);
        }
    });
    assert_same(&place.warm(), &cold);
    let check: String = Connection::open(place.file())
        .unwrap()
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(check, "ok");
}

#[test]
fn nobody_else_may_look_into_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new(TEXTS);
    place.warm();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&place.caches), 0o700);
    assert_eq!(mode(&place.file()), 0o600);
}

#[test]
fn other_tools_find_people_quotations_and_words() {
    let place = Place::new(TEXTS);
    place.warm();
    let file = Connection::open(place.file()).unwrap();
    let rows = |sql: &str| -> Vec<String> {
        let mut query = file.prepare(sql).unwrap();
        let rows = query.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    assert_eq!(
        rows(
            "SELECT article.date || ' ' || words FROM quotation JOIN article ON article.id = quotation.document \
             WHERE said_by = 'Tomas Oyelaran' ORDER BY 1"
        )[0],
        "2031-05-14 “Not one crane will move,”"
    );
    assert_eq!(
        rows(
            "SELECT article.title FROM words JOIN document ON document.content = words.rowid \
             JOIN article ON article.id = document.id WHERE words MATCH 'NEAR(crane move, 5)'"
        ),
        ["Port stays closed"]
    );
    assert!(rows("SELECT name FROM entity WHERE quotations > 0").len() >= 4);
    let statements: i64 = file
        .query_row(
            "SELECT count(*) FROM quotation WHERE statement IS NOT NULL",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!(statements > 5);
    file.execute("INSERT INTO words (words) VALUES ('integrity-check')", [])
        .unwrap();
}

#[test]
fn what_all_articles_tell_together_is_known_until_something_changes() {
    let place = Place::new(TEXTS);
    place.warm();
    let known = || {
        let mut cache = Cache::open(&place.caches, &place.paths()).cache.unwrap();
        let listing = Listing::of(&place.paths()).unwrap();
        crate::library::read_all(&listing.inputs, |input| cache.read(input));
        cache.settle(&listing);
        let gathered = cache.gathered(&place.cold());
        cache.close();
        gathered
    };
    assert_eq!(known(), Some(Gathered::of(&place.cold())));
    place.set_age("0.txt", 10);
    assert!(known().is_some());
    place.write("0.txt", TEXTS[3]);
    assert_eq!(known(), None);
    place.warm();
    assert_eq!(known(), Some(Gathered::of(&place.cold())));
}

#[test]
fn a_search_finds_the_same_with_the_index_and_without() {
    let place = Place::new(TEXTS);
    place.write(
        "odd.txt",
        "Vellé café.Crane’s ﬁne\u{e000}door e\u{301}door Door-door\n\n“İt moved,” she said.",
    );
    place.warm();
    let (warm, cold) = (place.warm(), place.cold());
    assert!(
        warm.documents
            .iter()
            .all(|document| document.text.id().is_some())
    );
    for typed in [
        "crane",
        "Crane",
        "cran*",
        "\"one crane will\"",
        "crane NEAR/2 move",
        "crane OR harbour",
        "crane harbour",
        "lindqvist NOT crane",
        "door",
        "fine",
        "ﬁne",
        "café",
        "caf*",
        "crane's door",
        "moved",
        "it moved",
        "\"door door\"",
        "speaker:lindqvist",
        "about:crane",
        "speaker:oyelaran about:wait NOT crane",
        "person:ada",
        "org:courier",
        "date:2031-05-13..2031-05-14",
        "outlet:velmar OR offer",
        "(crane OR late) gate",
    ] {
        let query = crate::library::Query::parse(typed).unwrap();
        let found = cold.seek(&query, 100);
        assert_eq!(warm.seek(&query, 100), found, "{typed}");
        assert_eq!(
            warm.seek(&query, 1).hits,
            found.hits[..found.hits.len().min(1)]
        );
    }
}

/// Something that happens to a folder between two openings.
#[derive(Clone, Debug)]
enum Happening {
    Write(usize, usize),
    Delete(usize),
    Rename(usize, usize),
    Touch(usize),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        (0..5_usize, 0..TEXTS.len()).prop_map(|(file, text)| Happening::Write(file, text)),
        (0..5_usize).prop_map(Happening::Delete),
        (0..5_usize, 0..5_usize).prop_map(|(from, to)| Happening::Rename(from, to)),
        (0..5_usize).prop_map(Happening::Touch),
    ]
}

fn happen(place: &Place, happening: &Happening) {
    let name = |file: &usize| format!("{file}.txt");
    let path = |file: &usize| place.articles.join(name(file));
    match happening {
        Happening::Write(file, text) => place.write(&name(file), TEXTS[*text]),
        Happening::Delete(file) => drop(fs::remove_file(path(file))),
        Happening::Rename(from, to) => drop(fs::rename(path(from), path(to))),
        Happening::Touch(file) if path(file).exists() => place.set_age(&name(file), 10),
        Happening::Touch(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn warm_and_cold_are_the_same_whatever_happens_to_the_files(
        happenings in prop::collection::vec(prop::collection::vec(happening(), 1..4), 1..5),
    ) {
        let place = Place::new(&TEXTS[..3]);
        // It is never empty.
        place.write("stays.txt", TEXTS[4]);
        place.warm();
        for some in &happenings {
            for one in some {
                happen(&place, one);
            }
            let cold = place.cold();
            assert_same(&place.warm(), &cold);
            // As it was analysed, and as it is remembered.
            assert_same(&place.warm(), &cold);
            let cache = Cache::open(&place.caches, &place.paths()).cache.unwrap();
            assert!(cache.is_complete());
        }
    }
}
