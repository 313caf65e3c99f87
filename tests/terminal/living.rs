//! Files that come, change and go while the reader reads.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::support::{Home, Terminal};

/// Paragraphs that can be told apart, enough for several screens.
fn article(day: u32, title: &str) -> String {
    use std::fmt::Write as _;
    let mut text = format!(" date 2031-05-{day:02} {title}\n\n");
    for number in 1..=60 {
        let _ = write!(
            text,
            "“Pier {number} of {title} stays open,” Ida Holm said on day {day}.\n\n"
        );
    }
    text
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

/// A folder with three articles, and the reader in the middle of the second, following its speaker.
fn reading() -> (TempDir, Terminal) {
    let folder = tempfile::tempdir().unwrap();
    for (day, name) in [(3, "gamma"), (2, "beta"), (1, "alpha")] {
        write(folder.path(), &format!("{name}.txt"), &article(day, name));
    }
    let mut terminal = Terminal::open_at(&Home::new(), 120, 40, &[folder.path()]);
    terminal.wait_for("Ida Holm");
    terminal.settle();
    terminal.press("J");
    terminal.wait_for("Pier 1 of beta");
    terminal.press("2  ");
    terminal.settle();
    terminal.press("nf");
    terminal.wait_for("following");
    terminal.settle();
    (folder, terminal)
}

/// The columns of the article, without the heading above and the status line below.
fn page(terminal: &mut Terminal) -> String {
    let text = terminal.text();
    let rows = text.lines().skip(2).take(36);
    let article = |line: &str| -> String {
        let cells: Vec<char> = line.chars().collect();
        let middle = cells.iter().skip(31).take(56);
        middle.collect::<String>().trim_end().to_owned()
    };
    rows.map(article).collect::<Vec<_>>().join("\n")
}

fn header(terminal: &mut Terminal) -> String {
    terminal
        .text()
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn new_changed_renamed_and_deleted_files_leave_the_reader_in_place() {
    let (folder, mut terminal) = reading();
    let before = page(&mut terminal);
    assert!(before.contains("of beta"), "{before}");

    write(folder.path(), "delta.txt", &article(4, "delta"));
    terminal.wait_for("1 new: delta");
    terminal.wait_for("4 documents");
    terminal.settle();
    assert_eq!(page(&mut terminal), before);
    assert!(header(&mut terminal).contains("following"));

    // A paragraph above the place, by a file that takes the other's place at once.
    let longer =
        article(2, "beta").replacen("\n\n", "\n\nThis report has been corrected since.\n\n", 1);
    write(folder.path(), ".beta.tmp", &longer);
    fs::rename(
        folder.path().join(".beta.tmp"),
        folder.path().join("beta.txt"),
    )
    .unwrap();
    terminal.wait_for("1 changed: this article");
    terminal.settle();
    assert_eq!(page(&mut terminal), before);
    assert!(header(&mut terminal).contains("following"));

    fs::rename(
        folder.path().join("alpha.txt"),
        folder.path().join("omega.txt"),
    )
    .unwrap();
    terminal.wait_for("1 renamed");
    fs::remove_file(folder.path().join("omega.txt")).unwrap();
    terminal.wait_for("1 gone");
    terminal.wait_for("3 documents");
    terminal.settle();
    assert_eq!(page(&mut terminal), before);

    // The article itself.
    fs::remove_file(folder.path().join("beta.txt")).unwrap();
    terminal.wait_for("it can be read until you leave it");
    terminal.settle();
    assert_eq!(page(&mut terminal), before);
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn a_thousand_files_at_once_come_without_moving_the_page() {
    let (folder, mut terminal) = reading();
    let before = page(&mut terminal);
    for number in 0..1000 {
        let text = format!(" date 2031-06-01 Note {number}\n\n“We wait,” Mara Orrin said.\n");
        write(folder.path(), &format!("note-{number:04}.txt"), &text);
    }
    terminal.wait_for("1003 documents");
    terminal.wait("the end of the work", |screen| {
        !screen.contents().contains("finding quotations")
    });
    terminal.settle();
    assert_eq!(page(&mut terminal), before);
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn a_folder_that_goes_and_comes_back_keeps_what_was_read() {
    let (folder, mut terminal) = reading();
    let before = page(&mut terminal);
    let away = tempfile::tempdir().unwrap();
    let away = away.path().join("away");
    fs::rename(folder.path(), &away).unwrap();
    terminal.wait_for("is gone; what was read stays");
    assert_eq!(page(&mut terminal), before);
    write(&away, "delta.txt", &article(4, "delta"));
    fs::rename(&away, folder.path()).unwrap();
    terminal.wait_for("1 new: delta");
    terminal.settle();
    assert_eq!(page(&mut terminal), before);
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn an_overlay_stays_open_while_files_come() {
    let (folder, mut terminal) = reading();
    terminal.press("P");
    terminal.wait_for("180 quotations");
    terminal.press("jjj");
    terminal.settle();
    let listed = |terminal: &mut Terminal| -> Vec<String> {
        let text = terminal.text();
        let lines = text.lines().filter(|line| line.contains("“Pier"));
        let words = lines.filter_map(|line| Some(line.split_once('“')?.1.to_owned()));
        words.collect()
    };
    let before = listed(&mut terminal);
    write(folder.path(), "aaa.txt", &article(1, "aaa"));
    terminal.wait_for("240 quotations");
    terminal.settle();
    assert_eq!(listed(&mut terminal), before);
    terminal.press("\x1b");
    terminal.settle();
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn a_watched_folder_costs_nothing_while_nothing_happens() {
    let (_folder, mut terminal) = reading();
    thread::sleep(Duration::from_secs(1));
    terminal.settle();
    let (count, ticks, writes) = (terminal.count(), terminal.ticks(), terminal.writes());
    thread::sleep(Duration::from_secs(3));
    assert_eq!(terminal.count(), count);
    assert_eq!(terminal.writes(), writes);
    // One tick may fall to a system that counts coarsely.
    assert!(terminal.ticks() <= ticks + 1);
    terminal.press("q");
    terminal.assert_left();
}

/// What is kept below a folder: the paths of all files.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// Looks at what has changed in the article, and leaves.
fn compare_and_leave(mut terminal: Terminal, change: &str) {
    terminal.press("=");
    terminal.wait_for("beside what it was");
    terminal.wait_for(change);
    terminal.press("\x1b");
    terminal.settle();
    leave(terminal);
}

/// Opens a folder with one article, has a word in it changed, and looks at what has changed.
fn change_a_word(home: &Home, folder: &Path, arguments: &[&Path]) {
    let original = article(2, "beta");
    write(folder, "beta.txt", &original);
    let mut terminal = Terminal::open_at(home, 120, 40, arguments);
    terminal.wait_for("Pier 1 of beta");
    terminal.settle();
    let edited = original.replace("Pier 7 of beta", "Quay 7 of beta");
    write(folder, "beta.txt", &edited);
    terminal.wait_for("1 changed: this article has changed; = shows what");
    compare_and_leave(terminal, "Pier → Quay");
}

#[test]
fn a_changed_article_shows_what_changed_also_in_later_sessions() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new();
    change_a_word(&home, folder.path(), &[folder.path()]);
    // Nothing was written among the articles, and what was written is nobody else's business.
    assert_eq!(files(folder.path()).len(), 1);
    let is_version = |path: &PathBuf| path.components().any(|part| part.as_os_str() == "versions");
    let kept = || -> Vec<PathBuf> {
        files(home.folder())
            .into_iter()
            .filter(is_version)
            .collect()
    };
    let [version] = &kept()[..] else {
        panic!("{:?}", kept());
    };
    let mode = fs::metadata(version).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0);
    let mut terminal = Terminal::open_at(&home, 80, 24, &[folder.path()]);
    terminal.wait_for("Pier 6 of beta");
    terminal.settle();
    compare_and_leave(terminal, "Pier → Quay");
    let script = format!(
        "printf '=\\nesc\\n' | \"$0\" --plain {}",
        folder.path().display()
    );
    let mut terminal = Terminal::script_at(&home, 120, 40, &script);
    terminal.wait_for("beside what it was");
    terminal.wait_for("Quay");
    terminal.assert_left();
    assert_eq!(kept().len(), 1);
}

#[test]
fn a_private_session_shows_what_changed_and_writes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new();
    change_a_word(
        &home,
        folder.path(),
        &[Path::new("--private"), folder.path()],
    );
    assert_eq!(files(home.folder()), Vec::<PathBuf>::new());
    assert_eq!(files(folder.path()).len(), 1);
}

/// Opens the folder, and waits until everything in it is known.
fn visit(home: &Home, folder: &Path, words: &str) -> Terminal {
    let mut terminal = Terminal::open_at(home, 120, 40, &[folder]);
    terminal.wait_for(words);
    terminal.wait_for("Ida Holm  ");
    terminal.settle();
    terminal
}

fn leave(mut terminal: Terminal) {
    terminal.press("q");
    terminal.assert_left();
}

#[test]
fn what_changed_between_two_sessions_comes_into_the_second_without_moving_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new();
    for (day, name) in [(3, "gamma"), (2, "beta"), (1, "alpha")] {
        write(folder.path(), &format!("{name}.txt"), &article(day, name));
    }
    let mut terminal = visit(&home, folder.path(), "Pier 1 of gamma");
    terminal.press("J");
    terminal.wait_for("Pier 1 of beta");
    terminal.press("2  ");
    terminal.settle();
    let before = page(&mut terminal);
    leave(terminal);

    let mut terminal = visit(&home, folder.path(), "of beta");
    assert_eq!(page(&mut terminal), before);
    leave(terminal);

    write(folder.path(), "delta.txt", &article(4, "delta"));
    fs::remove_file(folder.path().join("alpha.txt")).unwrap();
    let longer =
        article(2, "beta").replacen("\n\n", "\n\nThis report has been corrected since.\n\n", 1);
    write(folder.path(), "beta.txt", &longer);
    let mut terminal = Terminal::open_at(&home, 120, 40, &[folder.path()]);
    terminal.wait_for("1 new, 1 changed, 1 gone: this article has changed; = shows what");
    terminal.settle();
    assert!(header(&mut terminal).contains("3 documents"));
    assert_eq!(page(&mut terminal), before);
    compare_and_leave(terminal, "This report has been corrected since.");

    // It is kept, also when the article has another name by then.
    fs::rename(
        folder.path().join("beta.txt"),
        folder.path().join("omega.txt"),
    )
    .unwrap();
    let mut terminal = Terminal::open_at(&home, 120, 40, &[folder.path()]);
    terminal.wait_for("of beta");
    terminal.settle();
    compare_and_leave(terminal, "This report has been corrected since.");
}
