//! A morning's tasks on a library of sixty articles by fourteen outlets, each with the keys that it may cost.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Home, PROGRAM, Terminal};

const STORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/story");

/// The library open, with its statements and copies known.
fn story() -> Terminal {
    story_at(&Home::new(), Path::new(STORY), "60 documents")
}

/// Articles of the story open for the reader who lives in `home`.
fn story_at(home: &Home, folder: &Path, documents: &str) -> Terminal {
    let mut terminal = Terminal::open_at(home, 120, 40, &[folder]);
    terminal.wait_for(documents);
    // The copies are told in the list once everything is known.
    terminal.wait_for("· +");
    terminal
}

/// A folder of the reader's own with those articles whose names pass.
fn copied(passes: impl Fn(&str) -> bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    add(folder.path(), passes);
    folder
}

fn add(folder: &Path, passes: impl Fn(&str) -> bool) {
    for entry in fs::read_dir(STORY).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        if passes(&name) {
            fs::copy(entry.path(), folder.join(name)).unwrap();
        }
    }
}

/// The names of those articles whose file names pass, without their endings.
fn copies_of(passes: impl Fn(&str) -> bool) -> Vec<String> {
    let names = fs::read_dir(STORY).unwrap().flatten();
    let names = names.map(|entry| entry.file_name().into_string().unwrap());
    let names = names.filter(|name| passes(name));
    names
        .map(|name| name.split('.').next().unwrap().to_owned())
        .collect()
}

/// What `onrecord news` prints for the reader who lives in `home`.
fn news(home: &Home, folder: &Path) -> String {
    let output = Command::new(PROGRAM)
        .args(["news", "--format", "csv"])
        .arg(folder)
        .env("XDG_STATE_HOME", home.folder())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Leaves as a reader does.
fn leave(terminal: &mut Terminal) {
    terminal.press("q");
    terminal.assert_left();
}

/// Presses keys one by one, each time waiting until the screen rests; words in round brackets are typed and do not count.
fn press(terminal: &mut Terminal, keys: &[&str]) -> usize {
    let mut count = 0;
    for key in keys {
        if let Some(letters) = key.strip_prefix('(').and_then(|key| key.strip_suffix(')')) {
            terminal.press(letters);
        } else {
            terminal.press(key);
            count += 1;
        }
        terminal.settle();
    }
    count
}

#[test]
fn who_said_what_about_the_contract_and_did_the_wording_change() {
    let mut terminal = story();
    let keys = press(&mut terminal, &["S", "/", "(every page)", "\r"]);
    let row = terminal.text();
    let row = row
        .lines()
        .find(|line| line.contains("We will not sign"))
        .unwrap();
    for part in ["4 Mar 2031", "Maria Novak", "×11", "≠!"] {
        assert!(row.contains(part), "{part} in {row}");
    }
    let keys = keys + press(&mut terminal, &["v"]);
    terminal.wait_for("omitted (negation)");
    terminal.wait_for("[omitted: not]");
    assert_eq!(keys, 4);
}

#[test]
fn the_statements_are_narrowed_to_those_of_several_outlets_and_to_those_that_differ() {
    let mut terminal = story();
    press(&mut terminal, &["S"]);
    terminal.wait_for("“Elias is travelling,”");
    press(&mut terminal, &["\t"]);
    terminal.wait_for("2+ outlets");
    let shared = terminal.text();
    assert!(!shared.contains("Elias is travelling"), "{shared}");
    assert!(shared.contains("Thirty years is a long time"), "{shared}");
    press(&mut terminal, &["\t"]);
    terminal.wait_for("≠ differing");
    let differing = terminal.text();
    assert!(
        !differing.contains("Thirty years is a long time"),
        "{differing}"
    );
    assert!(differing.contains("We will not sign"), "{differing}");
    press(&mut terminal, &["\x1b"]);
    terminal.wait_for("“Elias is travelling,”");
}

#[test]
fn the_copies_are_folded_and_show_what_a_desk_added() {
    let mut terminal = story();
    // The list opens with the copies folded beneath the fullest articles, each with its number: no key.
    let folded = terminal.text();
    assert!(folded.contains("· +"), "{folded}");
    press(&mut terminal, &["o", "(cranes stand still)", "\r", "1"]);
    let mut keys = press(&mut terminal, &["+"]);
    terminal.wait_for("beneath the fullest article");
    // Going to the copy is reading.
    press(&mut terminal, &["o", "(four hours without)", "\r"]);
    keys += press(&mut terminal, &["="]);
    terminal.wait_for("Channel Nine Aldersea beside The Sound Herald");
    terminal.wait_for("We will have pictures from the east gate at six and nine.");
    terminal.wait_for("had no power between ten and noon");
    assert_eq!(keys, 2);
}

#[test]
fn who_cites_whom_names_what_the_library_lacks() {
    let mut terminal = story();
    press(&mut terminal, &["o", "(firm on tanner)", "\r"]);
    let keys = press(&mut terminal, &["c"]);
    terminal.wait_for("Financial Beacon");
    terminal.wait_for("not in the library");
    assert_eq!(keys, 1);
    press(&mut terminal, &["\x1b", "S", "/", "(every page)", "\r"]);
    press(&mut terminal, &["c"]);
    terminal.wait_for("7 outlets rest on one source, Northline");
}

#[test]
fn what_rests_on_nobody_with_a_name_is_listed() {
    let mut terminal = story();
    let keys = press(&mut terminal, &["U"]);
    terminal.wait_for("Sources without a name");
    terminal.wait_for("Two people close to the talks");
    assert_eq!(keys, 1);
}

#[test]
fn every_quotation_of_one_person_and_three_of_them_with_citation() {
    let mut terminal = story();
    let before = terminal.count();
    let mut keys = press(&mut terminal, &["p", "(nov)", "\r"]);
    terminal.wait_for("Maria Novak");
    // The oldest stands first.
    let first = terminal.text();
    let date = first.lines().find(|line| line.contains("2031")).unwrap();
    assert!(
        date.contains("4 Mar") || date.contains("4 March"),
        "{first}"
    );
    keys += press(&mut terminal, &["y", "j", "y", "j", "y"]);
    terminal.wait_for("Copied with its citation");
    let bytes = terminal.bytes_from(before);
    let copies = String::from_utf8_lossy(&bytes)
        .matches("\x1b]52;c;")
        .count();
    assert_eq!(copies, 3);
    assert!(keys <= 9, "{keys} keys");
}

#[test]
fn a_draft_is_held_against_the_articles_with_one_command() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("draft.md");
    fs::write(
        &draft,
        "# Five quotations\n\n\
        “Thirty years is a long time to regret a signature,” Maria Novak said.\n\n\
        “We will sign the port contract before the auditors have seen every page of it,” Maria Novak said.\n\n\
        “In my office we do not sign what we cannot explain,” Elias Brandt said.\n\n\
        “I found eleven pages,” said Petra Müller.\n\n\
        “The gulls have always been on the side of the ministry,” Oona Farrell said.\n",
    )
    .unwrap();
    let script = format!(
        "\"$0\" check '{}' '{STORY}' --format jsonl; echo \"status $?\"",
        draft.display()
    );
    let mut terminal = Terminal::script(240, 40, &script);
    terminal.wait_for("status 1");
    let text = terminal.text();
    for verdict in ["exact", "altered", "other speaker", "cut", "not found"] {
        let told = format!("\"verdict\":\"{verdict}\"");
        assert_eq!(text.matches(&told).count(), 1, "{verdict} in {text}");
    }
}

#[test]
fn a_chronology_for_the_editor_from_twenty_five_marks() {
    let home = Home::new();
    let mut terminal = story_at(&home, Path::new(STORY), "60 documents");
    let mut keys = 0;
    for _ in 0..25 {
        // Going on to the next article and its first quotation is reading.
        keys += press(&mut terminal, &["(Jn)", "m"]);
    }
    keys += press(&mut terminal, &["E", "c"]);
    terminal.wait_for("Written to ");
    assert_eq!(keys, 27);
    let chronology = fs::read_to_string(home.folder().join("story-chronology.csv")).unwrap();
    let mut lines = chronology.lines();
    assert_eq!(
        lines.next().unwrap(),
        "date,date_confidence,date_basis,who,what,source,outlets,document,path,statement,start,end"
    );
    let lines: Vec<&str> = lines.collect();
    assert_eq!(lines.len(), 25, "{chronology}");
    let days = lines.iter().map(|line| line.split(',').next().unwrap());
    let known: Vec<&str> = days.take_while(|day| !day.is_empty()).collect();
    assert!(known.is_sorted(), "{known:?}");
    assert!(chronology.contains(",stated,"));
}

#[test]
fn two_people_of_one_name_are_split_for_a_colleague_too() {
    let folder = copied(|name| name.starts_with('0') || name.starts_with("31"));
    // Another man of that name; and the end of a sentence that is not the minister's.
    fs::write(
        folder.path().join("61-aldersea-cup.txt"),
        " date 2031-03-10 Cup night in Aldersea\n\n\
        “We will play on the quay if we have to,” goalkeeper Tomas Müller said.\n",
    )
    .unwrap();
    let mut terminal = story_at(&Home::new(), folder.path(), "11 documents");
    press(
        &mut terminal,
        &["o", "(cup night)", "\r", "3", "p", "(tomas)", "\t"],
    );
    press(&mut terminal, &["3"]);
    let mut keys = press(&mut terminal, &["e", "s"]);
    terminal.wait_for("Cup night");
    keys += press(&mut terminal, &["\r", "(Tomas Müller of Aldersea)", "\r"]);
    terminal.wait_for("Tomas Müller of Aldersea");
    press(&mut terminal, &["o", "(commissioner: my)", "\r", "2", "n"]);
    keys += press(&mut terminal, &["a", "(el)", "\r"]);
    terminal.wait_for("Elias Brandt said “The tender");
    assert_eq!(keys, 6);
    terminal.press("q");
    terminal.assert_left();
    // The colleague opens the same folder.
    let quoted = |name: &str| {
        let output = Command::new(PROGRAM)
            .args(["quotes", "--format", "jsonl", "--by", name])
            .arg(folder.path())
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let player = quoted("Tomas Müller of Aldersea");
    assert_eq!(player.lines().count(), 1, "{player}");
    assert!(player.contains("on the quay"));
    assert!(!quoted("Tomas Müller").contains("on the quay"));
    assert!(quoted("Elias Brandt").contains("The tender was advertised"));
}

#[test]
fn eleven_articles_came_overnight_and_one_key_tells_what_is_new() {
    // The answer of the ministry and what followed came last.
    let overnight = |name: &str| name[..2].parse::<u32>().is_ok_and(|number| number >= 50);
    let home = Home::new();
    let folder = copied(|name| !overnight(name));
    let mut terminal = story_at(&home, folder.path(), "49 documents");
    press(&mut terminal, &["W"]);
    terminal.wait_for("This is your first visit");
    leave(&mut terminal);

    add(folder.path(), overnight);
    // One that was there has been edited: what it said before is not new.
    let edited = folder.path().join("31-herald-commissioner.md");
    let text = fs::read_to_string(&edited).unwrap();
    fs::write(
        &edited,
        text + "\nThe commissioner was in Aldersea on Monday.\n",
    )
    .unwrap();
    let mut terminal = story_at(&home, folder.path(), "60 documents");
    terminal.wait_for("12 articles have come since");
    let keys = press(&mut terminal, &["W"]);
    assert_eq!(keys, 1);
    terminal.wait_for("New since");
    terminal.wait_for("12 articles");
    terminal.wait_for("New statements");

    // Written down it is the same as a command tells, which is no visit.
    press(&mut terminal, &["E", "v"]);
    terminal.wait_for("Written to ");
    let written = fs::read_dir(home.folder()).unwrap().flatten();
    let mut written = written.map(|file| file.path());
    let written = written.find(|path| path.to_string_lossy().ends_with("-news.csv"));
    let written = fs::read_to_string(written.unwrap()).unwrap();
    assert_eq!(written, news(&home, folder.path()));
    let rows: Vec<&str> = written.lines().skip(1).collect();
    let kinds = |kind: &str| rows.iter().filter(|row| row.starts_with(kind)).count();
    assert_eq!(kinds("edited article,"), 1, "{written}");
    assert!(kinds("statement,") > 0, "{written}");
    let of_edited = rows
        .iter()
        .filter(|row| row.contains("31-herald-commissioner"));
    assert_eq!(of_edited.count(), 1, "{written}");
    // Each of the eleven tells something, or is named as one that does not.
    for name in copies_of(overnight) {
        assert!(written.contains(&name), "{name} in {written}");
    }

    // A session that breaks off is no visit: the news is there again. One that was left is one.
    terminal.signal(rustix::process::Signal::TERM);
    terminal.ended(crate::support::PATIENCE);
    let mut terminal = story_at(&home, folder.path(), "60 documents");
    press(&mut terminal, &["W"]);
    terminal.wait_for("12 articles");
    press(&mut terminal, &["\x1b"]);
    leave(&mut terminal);
    let mut terminal = story_at(&home, folder.path(), "60 documents");
    press(&mut terminal, &["W"]);
    // It still tells of the last visit that had news.
    terminal.wait_for("Nothing since");
    terminal.wait_for("12 articles");
}
