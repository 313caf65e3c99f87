//! Corrections on invented articles, and logs that went different ways.

use std::fs;

use proptest::prelude::*;

use super::*;
use crate::engine::{EntityKind, QuotationKind, Span};
use crate::library::{QuoteRef, analyze_all};

const FERRY: &str = "date 2031-05-14 Ferry stays in port\n\n\
    “The ferry will not sail before June,” Ida Holm said on Monday.\n\n\
    The harbour master, Jonas Vell, disagreed. “It sails tomorrow,” Vell said. The so-called “night boat” is forty years old.\n";
const LETTER: &str = "date 2031-05-15 Letter to the council\n\n\
    “We were never asked,” Jonas Vell told the council. Holm did not answer.\n";

fn library() -> Library {
    let mut library = Library::of_texts("port", &[("ferry.txt", FERRY), ("letter.txt", LETTER)]);
    analyze_all(&mut library);
    library
}

fn time(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_900_000_000 + second, 0).unwrap()
}

fn person(name: &str) -> Name {
    Name {
        name: name.to_owned(),
        kind: EntityKind::Person,
    }
}

/// A change as a line of a log whose documents nobody has open.
fn line(corrections: &Corrections, change: Repair, now: DateTime<Utc>, by: &str) -> Correction {
    let replaces = corrections.replaced_by(&change, by);
    corrections.stamped(change, replaces, None, now, by)
}

/// Where these words stand, in the document that holds them.
fn place(library: &Library, words: &str) -> Anchor {
    let doc = library
        .ids()
        .find(|&doc| library.document(doc).unwrap().text.contains(words))
        .unwrap();
    let at = library.document(doc).unwrap().text.find(words).unwrap();
    library
        .anchor(doc, Span::new(at, at + words.len()))
        .unwrap()
}

/// Makes a correction, and gives its id.
fn correct(library: &mut Library, change: Repair) -> String {
    let line = library.line(change, time(0), "mara");
    let id = line.id.clone();
    library.correct(vec![line]);
    library.merge();
    id
}

fn undo(library: &mut Library, id: &str) {
    let line = library.corrections.undo(id, time(0), "mara");
    library.correct(vec![line]);
    library.merge();
}

/// Every quotation with its speaker as the library knows it, `-` for nobody.
fn said(library: &Library) -> Vec<String> {
    let quotations = library.ids().flat_map(|doc| {
        let found = library.analysis(doc).unwrap();
        (0..found.quotations.len() as u32).map(move |index| QuoteRef { doc, index })
    });
    let told = quotations.map(|at| {
        let quotation = library.quotation(at).unwrap();
        let words = quotation.span.of(&library.document(at.doc).unwrap().text);
        let speaker = library.speaker(at).and_then(|id| library.entities.get(id));
        let speaker = speaker.map_or("-", |speaker| speaker.name.as_str());
        let kind = if quotation.kind == QuotationKind::Scare {
            "scare"
        } else {
            speaker
        };
        format!("{kind}: {words}")
    });
    told.collect()
}

fn people(library: &Library) -> Vec<String> {
    let mut names: Vec<_> = library
        .entities
        .iter()
        .filter(|(_, entity)| entity.kind == EntityKind::Person)
        .map(|(_, entity)| format!("{} {}", entity.name, entity.quotations))
        .collect();
    names.sort();
    names
}

const FOUND: [&str; 4] = [
    "Jonas Vell: “We were never asked,”",
    "Ida Holm: “The ferry will not sail before June,”",
    "Jonas Vell: “It sails tomorrow,”",
    "scare: “night boat”",
];

#[test]
fn another_speaker_holds_until_it_is_taken_back() {
    let mut library = library();
    let before = said(&library);
    let place = place(&library, "“It sails tomorrow,”");
    let speaker = Some(person("Ida Holm"));
    let first = correct(
        &mut library,
        Repair::Speaker {
            place: place.clone(),
            speaker,
        },
    );
    assert_eq!(said(&library)[2], "Ida Holm: “It sails tomorrow,”");
    let at = QuoteRef {
        doc: DocId(1),
        index: 1,
    };
    assert!(!library.quotation(at).unwrap().is_doubtful());
    // A second opinion stands in place of the first; taken back, the first holds again.
    let second = correct(
        &mut library,
        Repair::Speaker {
            place,
            speaker: None,
        },
    );
    assert_eq!(said(&library)[2], "-: “It sails tomorrow,”");
    undo(&mut library, &second);
    assert_eq!(said(&library)[2], "Ida Holm: “It sails tomorrow,”");
    undo(&mut library, &first);
    assert_eq!(said(&library), before);
    assert_eq!(library.corrections.found.len(), 0);
}

#[test]
fn a_speaker_whom_the_article_does_not_name_is_somebody_all_the_same() {
    let mut library = library();
    let place = place(&library, "“It sails tomorrow,”");
    let speaker = Some(person("Tove Lind"));
    correct(&mut library, Repair::Speaker { place, speaker });
    assert_eq!(said(&library)[2], "Tove Lind: “It sails tomorrow,”");
    assert!(people(&library).contains(&"Tove Lind 1".to_owned()));
}

#[test]
fn words_become_a_quotation_and_none() {
    let mut library = library();
    let change = |library: &Library, words, is| Repair::Quotation {
        place: place(library, words),
        is,
    };
    let no = change(&library, "“It sails tomorrow,”", false);
    let no = correct(&mut library, no);
    let yes = change(&library, "“night boat”", true);
    correct(&mut library, yes);
    assert_eq!(
        said(&library)[2..],
        ["scare: “It sails tomorrow,”", "-: “night boat”"]
    );
    undo(&mut library, &no);
    assert_eq!(said(&library)[2], FOUND[2]);
}

#[test]
fn names_are_changed_and_brought_together_in_every_document() {
    let mut library = library();
    assert_eq!(people(&library), ["Ida Holm 1", "Jonas Vell 2"]);
    let other = person("Jonas Vell");
    let rename = Repair::Rename {
        name: other.clone(),
        to: "Jonas Q. Vell".to_owned(),
    };
    correct(&mut library, rename);
    assert_eq!(people(&library), ["Ida Holm 1", "Jonas Q. Vell 2"]);
    let same = Repair::Same {
        one: person("Ida Holm"),
        other: person("Jonas Q. Vell"),
    };
    let same = correct(&mut library, same);
    assert_eq!(people(&library), ["Jonas Q. Vell 3"]);
    undo(&mut library, &same);
    correct(
        &mut library,
        Repair::NoName {
            name: person("Ida Holm"),
        },
    );
    assert!(said(&library)[1].starts_with("-:"), "{:?}", said(&library));
    let kind = Repair::Kind {
        name: person("Jonas Q. Vell"),
        kind: EntityKind::Organization,
    };
    correct(&mut library, kind);
    assert!(
        library
            .entities
            .iter()
            .any(|(_, entity)| entity.kind == EntityKind::Organization)
    );
}

#[test]
fn one_mention_takes_along_the_quotations_that_lead_to_it() {
    let mut library = library();
    let change = Repair::Mention {
        place: {
            let text = library.document(DocId(1)).unwrap().text.clone();
            let at = text.find("Vell said").unwrap();
            library.anchor(DocId(1), Span::new(at, at + 4)).unwrap()
        },
        name: person("Stig Vell"),
    };
    correct(&mut library, change);
    assert_eq!(said(&library)[2], "Stig Vell: “It sails tomorrow,”");
    let found = library.analysis(DocId(1)).unwrap();
    let names: Vec<_> = found
        .entities
        .iter()
        .map(|entity| entity.name.as_str())
        .collect();
    assert!(
        names.contains(&"Jonas Vell") && names.contains(&"Stig Vell"),
        "{names:?}"
    );
}

#[test]
fn what_no_longer_fits_is_kept_and_touches_nothing() {
    let mut library = library();
    let place = place(&library, "“It sails tomorrow,”");
    let line = library.line(
        Repair::Speaker {
            place,
            speaker: Some(person("Ida Holm")),
        },
        time(0),
        "mara",
    );
    let edited = FERRY.replace("“It sails tomorrow,” Vell said.", "He gave no date.");
    let mut later = Library::of_texts("port", &[("ferry.txt", edited.as_str())]);
    analyze_all(&mut later);
    let before = said(&later);
    later.correct(vec![line.clone()]);
    later.merge();
    assert_eq!(said(&later), before);
    assert_eq!(later.standing(&line), Standing::Lost);
    library.correct(vec![line.clone()]);
    assert_eq!(library.standing(&line), Standing::Applied);
}

#[test]
fn the_log_stands_beside_the_articles_and_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ferry.txt"), FERRY).unwrap();
    let open = || {
        let mut library = Library::open(&[folder.path().to_owned()]).unwrap();
        analyze_all(&mut library);
        library
    };
    let mut library = open();
    let place = place(&library, "“It sails tomorrow,”");
    let change = Repair::Speaker {
        place,
        speaker: Some(person("Ida Holm")),
    };
    let line = library.line(change, time(0), "mara");
    library.corrections.keep(&line).unwrap();
    // A line that was cut off by a full disk takes nothing with it.
    let path = folder.path().join(".onrecord/corrections.jsonl");
    let cut = fs::read_to_string(&path).unwrap() + "{\"id\":\"12";
    fs::write(&path, cut).unwrap();
    let day = Repair::Date {
        document: "ferry.txt".to_owned(),
        day: chrono::NaiveDate::from_ymd_opt(2031, 5, 1),
    };
    let day = library.line(day, time(1), "mara");
    library.corrections.keep(&day).unwrap();
    library = open();
    assert_eq!(said(&library)[1], "Ida Holm: “It sails tomorrow,”");
    let date = library.documents[0].date.unwrap();
    assert_eq!(
        (date.day.to_string().as_str(), date.basis),
        ("2031-05-01", DateBasis::Corrected)
    );
    assert_eq!(library.problems.len(), 1);
    assert!(
        library.problems[0]
            .reason
            .starts_with("line 2 is no correction"),
        "{:?}",
        library.problems
    );
    let undone = library.corrections.undo(&day.id, time(2), "mara");
    library.correct(vec![undone]);
    assert_eq!(library.documents[0].date.unwrap().basis, DateBasis::Header);
}

/// A folder with the two articles, and its library as often as it is opened.
fn folder() -> (tempfile::TempDir, impl Fn() -> Library) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("ferry.txt", FERRY), ("letter.txt", LETTER)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let path = folder.path().to_owned();
    let open = move || {
        let mut library = Library::open(std::slice::from_ref(&path)).unwrap();
        analyze_all(&mut library);
        library
    };
    (folder, open)
}

fn keep(library: &mut Library, change: Repair, second: i64) -> Correction {
    let line = library.line(change, time(second), "mara");
    library.corrections.keep(&line).unwrap();
    library.correct(vec![line.clone()]);
    library.merge();
    line
}

fn said_by(library: &Library, name: &str) -> Repair {
    Repair::Speaker {
        place: place(library, "“It sails tomorrow,”"),
        speaker: Some(person(name)),
    }
}

fn dated(document: &str, day: u32) -> Repair {
    Repair::Date {
        document: document.to_owned(),
        day: chrono::NaiveDate::from_ymd_opt(2031, 4, day),
    }
}

#[test]
fn a_file_that_was_renamed_keeps_what_was_said_about_it() {
    let (folder, open) = folder();
    let mut library = open();
    let speaker = said_by(&library, "Ida Holm");
    let note = Repair::Note {
        place: place(&library, "forty years old"),
        text: "ask the yard".to_owned(),
    };
    let speaker = keep(&mut library, speaker, 0);
    keep(&mut library, dated("ferry.txt", 2), 1);
    let note = keep(&mut library, note, 2);

    fs::create_dir(folder.path().join("may")).unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::rename(at("ferry.txt"), at("may/boats.txt")).unwrap();
    // Another article has come to the old place: nothing was said about that.
    fs::write(at("ferry.txt"), "date 2031-05-20 Bridge\n\nIt is closed.\n").unwrap();
    let mut library = open();
    let said_now = |library: &Library| {
        let said = said(library);
        said.iter().find(|one| one.contains("tomorrow")).cloned()
    };
    assert_eq!(
        said_now(&library).unwrap(),
        "Ida Holm: “It sails tomorrow,”"
    );
    let days = |library: &Library| -> Vec<String> {
        let all = library.documents.iter();
        all.map(|one| format!("{} {}", one.name, one.date.unwrap().day))
            .collect()
    };
    let expected = ["ferry 2031-05-20", "letter 2031-05-15", "boats 2031-04-02"];
    assert_eq!(days(&library), expected);
    assert_eq!(library.standing(&speaker), Standing::Applied);
    assert!(library.annotation(&note.id).unwrap().place.is_some());

    // What is said now takes the place of what was said under the old name.
    let other = said_by(&library, "Tove Lind");
    let other = keep(&mut library, other, 3);
    assert_eq!(other.replaces, [speaker.id]);
    let text = Repair::Note {
        place: place(&library, "forty years old"),
        text: "asked".to_owned(),
    };
    assert_eq!(library.line(text, time(4), "mara").replaces, [note.id]);
    assert_eq!(
        said_now(&library).unwrap(),
        "Tove Lind: “It sails tomorrow,”"
    );
}

#[test]
fn what_stands_in_several_files_alike_is_nobodys_and_an_edited_text_stays_at_its_path() {
    let (folder, open) = folder();
    let mut library = open();
    let speaker = said_by(&library, "Ida Holm");
    let speaker = keep(&mut library, speaker, 0);
    let at = |name: &str| folder.path().join(name);
    fs::copy(at("ferry.txt"), at("copy.txt")).unwrap();
    assert_eq!(open().standing(&speaker), Standing::Applied);
    fs::rename(at("ferry.txt"), at("moved.txt")).unwrap();
    let library = open();
    assert_eq!(library.standing(&speaker), Standing::Lost);
    assert_eq!(library.elsewhere(&speaker), None);

    fs::remove_file(at("copy.txt")).unwrap();
    fs::rename(at("moved.txt"), at("ferry.txt")).unwrap();
    fs::write(at("ferry.txt"), format!("{FERRY}\nIt rains.\n")).unwrap();
    assert_eq!(open().standing(&speaker), Standing::Applied);
}

#[test]
fn words_whose_file_was_renamed_and_edited_are_looked_for_when_the_reader_asks() {
    let (folder, open) = folder();
    let mut library = open();
    let speaker = said_by(&library, "Ida Holm");
    let speaker = keep(&mut library, speaker, 0);
    let at = |name: &str| folder.path().join(name);
    fs::remove_file(at("ferry.txt")).unwrap();
    fs::write(at("boats.txt"), format!("{FERRY}\nIt rains.\n")).unwrap();
    let mut library = open();
    assert_eq!(library.standing(&speaker), Standing::Lost);
    let (doc, change) = library.elsewhere(&speaker).unwrap();
    assert_eq!(library.document(doc).unwrap().name, "boats");
    let line = keep(&mut library, change, 1);
    assert_eq!(line.replaces, [speaker.id]);
    assert_eq!(said(&library)[2], "Ida Holm: “It sails tomorrow,”");
    let standing: Vec<_> = library.corrections.log().standing().collect();
    assert_eq!(standing, [&line]);
    assert_eq!(library.elsewhere(&line), None);
}

#[test]
fn two_who_did_not_know_of_each_other_are_told() {
    let mut library = library();
    let place = place(&library, "“It sails tomorrow,”");
    let says = |name: &str, second, by| {
        let speaker = Some(person(name));
        library.line(
            Repair::Speaker {
                place: place.clone(),
                speaker,
            },
            time(second),
            by,
        )
    };
    let (one, other) = (says("Ida Holm", 1, "mara"), says("Tove Lind", 2, "nils"));
    for line in [&other, &one] {
        library.correct(vec![line.clone()]);
    }
    library.merge();
    assert_eq!(said(&library)[2], "Tove Lind: “It sails tomorrow,”");
    assert_eq!(library.standing(&one), Standing::Outvoted);
    assert_eq!(library.standing(&other), Standing::Applied);
}

#[test]
fn notes_are_kept_beside_the_articles_and_change_no_finding() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ferry.txt"), FERRY).unwrap();
    let open = || {
        let mut library = Library::open(&[folder.path().to_owned()]).unwrap();
        analyze_all(&mut library);
        library
    };
    let notes = |library: &Library| -> Vec<String> {
        let notes = library.annotations();
        notes
            .iter()
            .map(|note| format!("{}: {}", note.by, note.text))
            .collect()
    };
    let mut library = open();
    let before = (said(&library), library.corrections.revision());
    let place = place(&library, "“It sails tomorrow,”");
    let write = |library: &mut Library, text: &str, second, by| {
        let (place, text) = (place.clone(), text.to_owned());
        let line = library.line(Repair::Note { place, text }, time(second), by);
        library.corrections.keep(&line).unwrap();
        library.correct(vec![line.clone()]);
        line
    };
    write(&mut library, "ask him #todo", 0, "mara");
    write(&mut library, "he retired", 1, "nils");
    let again = write(&mut library, "asked him", 2, "mara");
    assert_eq!(notes(&library), ["nils: he retired", "mara: asked him"]);
    assert_eq!((said(&library), library.corrections.revision()), before);
    // Taking the second version back brings the first one again.
    let undone = library.corrections.undo(&again.id, time(3), "mara");
    library.corrections.keep(&undone).unwrap();
    library.correct(vec![undone]);
    assert_eq!(notes(&library), ["mara: ask him #todo", "nils: he retired"]);
    assert!(!folder.path().join(".onrecord/corrections.jsonl").exists());
    assert_eq!(notes(&open()), notes(&library));
    // An edited article keeps them; where their words are gone they keep their own.
    let edited = FERRY.replace("The harbour master", "Yesterday the harbour master");
    fs::write(folder.path().join("ferry.txt"), edited).unwrap();
    assert!(open().annotations().iter().all(|note| note.place.is_some()));
    fs::write(folder.path().join("ferry.txt"), "Nothing of it is true.").unwrap();
    let library = open();
    let gone = library.annotations();
    assert_eq!(gone.len(), 2);
    assert!(
        gone.iter()
            .all(|note| note.place.is_none() && note.words == "“It sails tomorrow,”")
    );
}

/// Lines of two readers who start from one log and each go on for a while.
fn lines(choices: &[(u8, u8, bool)]) -> (Vec<Correction>, Vec<Correction>) {
    let mut sides = [Vec::new(), Vec::new()];
    let mut logs = [Corrections::default(), Corrections::default()];
    for (second, &(who, what, back)) in (0_i64..).zip(choices) {
        let side = usize::from(who % 2);
        let corrections = &mut logs[side];
        let now = time(second / 2);
        let by = ["mara", "nils"][side];
        let last = corrections
            .log
            .in_force()
            .last()
            .map(|line| line.id.clone());
        let line = if let Some(id) = last.filter(|_| back) {
            corrections.undo(&id, now, by)
        } else if what % 3 == 0 {
            let place = Anchor::of("ferry.txt", FERRY, Span::new(0, usize::from(what % 2) + 4));
            let text = format!("note {what}");
            line(corrections, Repair::Note { place, text }, now, by)
        } else {
            let name = person(["Ida Holm", "Jonas Vell"][usize::from(what % 2)]);
            let to = format!("Name {}", what % 5);
            line(corrections, Repair::Rename { name, to }, now, by)
        };
        corrections.log.add(line.clone());
        sides[side].push(line);
    }
    let [one, other] = sides;
    (one, other)
}

proptest! {
    #[test]
    fn logs_put_together_in_any_order_say_the_same(
        choices in prop::collection::vec((any::<u8>(), any::<u8>(), any::<bool>()), 0..24),
        order in any::<u64>(),
    ) {
        let (one, other) = lines(&choices);
        let merged = Log::of(one.iter().chain(&other).cloned());
        prop_assert_eq!(&merged, &Log::of(other.iter().chain(&one).chain(&one).cloned()));
        let mut shuffled: Vec<_> = one.into_iter().chain(other).collect();
        shuffled.sort_by_key(|line| {
            number(format!("{order}{}", line.id).as_bytes())
        });
        let mut grown = Log::default();
        for line in shuffled {
            grown.add(line);
        }
        prop_assert_eq!(&merged, &grown);
        // Every thing is decided once.
        let mut names: Vec<_> = merged.in_force().filter_map(|line| line.change.target()).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        prop_assert_eq!(names.len(), count);
    }

    #[test]
    fn a_line_reads_as_it_was_written(what in any::<u8>(), by in ".{0,12}", words in ".{1,40}") {
        let corrections = Corrections::default();
        let place = Anchor::of("a b/ü.txt", &words, Span::new(0, words.len()));
        let change = match what % 4 {
            0 => Repair::Speaker { place, speaker: None },
            1 => Repair::Quotation { place, is: true },
            2 => Repair::Mention { place, name: person(&words) },
            _ => Repair::Date { document: words, day: None },
        };
        let line = line(&corrections, change, time(i64::from(what)), &by);
        let written = serde_json::to_string(&line).unwrap();
        prop_assert!(!written.contains('\n'));
        prop_assert_eq!(serde_json::from_str::<Correction>(&written).unwrap(), line);
    }
}
