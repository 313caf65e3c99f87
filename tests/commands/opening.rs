//! What a command opens: paths, configuration and files as they lie on real disks.

use std::fs;
use std::path::Path;

use super::{BRIDGE, Story, column};

#[test]
fn without_a_path_the_bundled_library_serves() {
    let story = Story::empty();
    let rows = story.rows(&["analyze"]);
    assert_eq!(rows.len(), 5);
    let list = story.run(&[]);
    assert_eq!(list.status, 0, "{}", list.err);
    assert_eq!(list.out.lines().count(), 6);
}

#[test]
fn without_a_path_the_configured_library_comes_first() {
    let story = Story::new();
    story.configure(&format!("library = {:?}\n", story.folder.path()));
    let rows = story.rows(&["analyze"]);
    assert_eq!(column(&rows, "id"), ["bridge", "ferry", "office"]);
}

#[test]
fn a_wrong_setting_is_told_and_the_rest_goes_on() {
    let story = Story::new();
    story.configure("mouse = true\ntheem = \"dark\"\n");
    for arguments in [&["people", "."][..], &["."]] {
        let run = story.run(arguments);
        assert_eq!(run.status, 0, "{}", run.err);
        assert_eq!(
            run.err,
            "onrecord: config.toml, line 2: no setting is called \"theem\"; did you mean \"theme\"?\n"
        );
    }
}

#[test]
fn a_folder_called_like_a_command_can_be_opened() {
    let story = Story::empty();
    fs::create_dir(story.folder.path().join("quotes")).unwrap();
    story.write("quotes/bridge.txt", BRIDGE);
    for arguments in [&["./quotes"][..], &["--", "quotes"]] {
        let run = story.run(arguments);
        assert_eq!(run.status, 0, "{}", run.err);
        assert!(
            run.out.contains("Harbour bridge closes on Monday"),
            "{}",
            run.out
        );
    }
}

#[test]
fn a_missing_path_is_bad_use() {
    let story = Story::new();
    for arguments in [
        &["quotes", "nowhere"][..],
        &["analyze", "nowhere"],
        &["nowhere"],
    ] {
        let run = story.run(arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(
            run.err,
            "onrecord: nowhere: there is no such file or folder; check the path\n"
        );
    }
    let help = story.run(&["help"]);
    assert!(help.err.contains("; see 'onrecord --help'"), "{}", help.err);
    let slip = story.run(&["quote", "."]);
    assert_eq!(slip.status, 2);
    assert!(
        slip.err.contains("did you mean the command \"quotes\"?"),
        "{}",
        slip.err
    );
}

#[test]
fn a_folder_without_a_document_is_a_negative_answer() {
    let story = Story::empty();
    for arguments in [&["quotes", "."][..], &["analyze", "."], &["."]] {
        let run = story.run(arguments);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{arguments:?}");
        assert!(run.err.contains(": no readable document"), "{}", run.err);
    }
}

#[test]
fn a_bad_file_is_one_line_and_the_others_are_read() {
    let story = Story::new();
    story.write("empty.txt", "");
    story.write("sound.txt", b"RIFF\0\0\0\0WAVE");
    for arguments in [
        &["analyze", "bridge.txt", "empty.txt", "sound.txt"][..],
        &["bridge.txt", "empty.txt", "sound.txt"],
    ] {
        let run = story.run(arguments);
        assert_eq!(run.status, 0, "{}", run.err);
        assert!(run.out.contains("Harbour bridge"), "{}", run.out);
        let lines: Vec<&str> = run.err.lines().collect();
        assert_eq!(lines.len(), 2, "{}", run.err);
        assert!(
            lines[0].starts_with("onrecord: empty.txt: "),
            "{}",
            lines[0]
        );
        assert!(
            lines[1].starts_with("onrecord: sound.txt: "),
            "{}",
            lines[1]
        );
    }
}

#[test]
fn reading_writes_nothing_beside_the_articles() {
    let story = Story::new();
    let names = |folder: &Path| {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        names
    };
    let before = names(story.folder.path());
    story.run(&["quotes", "."]);
    story.run(&["analyze", "."]);
    assert_eq!(names(story.folder.path()), before);
}

#[test]
fn nothing_is_written_where_that_is_asked_for() {
    let all = |folder: &Path| -> usize {
        let entries = fs::read_dir(folder).unwrap().flatten();
        entries
            .map(|entry| match fs::read_dir(entry.path()) {
                Ok(inside) => inside.count(),
                Err(_) => 1,
            })
            .sum()
    };
    let commands = [
        &["quotes", "."][..],
        &["people", "."],
        &["organizations", "."],
        &["statements", "."],
        &["chronology", "."],
        &["citations", "."],
        &["unnamed", "."],
        &["documents", "."],
        &["analyze", "."],
        &["search", "ferry", "."],
        &["check", "bridge.txt", "."],
        &["."],
    ];
    for command in commands {
        let story = Story::new();
        let run = story.run(&[command, &["--no-cache"]].concat());
        assert!(run.status < 2, "{command:?}: {}", run.err);
        assert_eq!(all(story.home.path()), 0, "{command:?}");
        assert_eq!(all(story.folder.path()), 3, "{command:?}");
    }
    let story = Story::new();
    assert_eq!(story.run(&["--private", "."]).status, 0);
    assert_eq!((all(story.home.path()), all(story.folder.path())), (0, 3));
    // Without that wish something is written, so that there would be something to see here.
    story.run(&["quotes", "."]);
    assert_ne!(all(story.home.path()), 0);
}
