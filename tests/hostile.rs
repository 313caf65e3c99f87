//! No byte of a document, file name or setting reaches the terminal as a command: what is written is read by a strict
//! parser, which knows no sequence but those the program owns.

#![allow(
    clippy::unwrap_used,
    reason = "a test that unwraps nothing cannot go on"
)]

use std::fs::{self, File};
use std::process::Command;
use std::sync::Arc;

use onrecord::app::{App, Event, Key, News, Report, Size, update};
use onrecord::library::{DocId, Library, analyze_all};
use onrecord::term::Canvas;
use onrecord::view;
use proptest::prelude::*;
use ratatui::layout::Size as Area;

/// How many marks may stand over one letter.
const MARKS: usize = 4;

/// The first thing among the bytes that the program may not write.
fn foreign(bytes: &[u8]) -> Option<String> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Some(format!("no UTF-8: {error}")),
    };
    let mut rest = text;
    let mut marks = 0;
    while let Some(first) = rest.chars().next() {
        if let Some(sequence) = rest.strip_prefix("\u{1b}[") {
            let Some(length) = owned(sequence) else {
                return Some(format!("{:?}", rest.chars().take(20).collect::<String>()));
            };
            rest = &sequence[length..];
            continue;
        }
        // A row comes in above; a place is saved, and gone back to.
        let short = ["\u{1b}M", "\u{1b}7", "\u{1b}8"];
        if let Some(after) = short.iter().find_map(|own| rest.strip_prefix(own)) {
            rest = after;
            continue;
        }
        rest = &rest[first.len_utf8()..];
        if !matches!(first, '\r' | '\n' | '\u{8}') && is_hidden(first) {
            return Some(format!("{first:?}"));
        }
        marks = if ('\u{300}'..='\u{36f}').contains(&first) {
            marks + 1
        } else {
            0
        };
        if marks > MARKS {
            return Some("a tower of marks".to_owned());
        }
    }
    None
}

/// The length of a control sequence of ours after its introducer: colours, places, erasures, margins, and the modes for whole
/// frames, cursor and margins on the sides. What the writer does not send is not among them.
fn owned(sequence: &str) -> Option<usize> {
    let end = sequence.find(|one: char| !matches!(one, '0'..='9' | ';' | ':' | '?'))?;
    let (parameters, last) = (&sequence[..end], sequence[end..].chars().next()?);
    let fits = match parameters.strip_prefix('?') {
        Some(mode) => matches!((mode, last), ("2026" | "25" | "69", 'h' | 'l')),
        None => "mHABCDJKXrs".contains(last),
    };
    fits.then_some(end + 1)
}

/// Whether the character commands a terminal, turns the direction of writing, or shows nothing.
fn is_hidden(one: char) -> bool {
    one.is_control()
        || matches!(one, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Everything written while the documents are opened and these keys are pressed, the words pasted at each `*`.
fn written(documents: &[(&str, &str)], keys: &str, pasted: &str) -> Vec<u8> {
    let mut library = Library::of_texts("vell", documents);
    if let Some(document) = Arc::make_mut(&mut library.documents).first_mut() {
        document.outlet = Some(pasted.to_owned());
        document.byline = Some(pasted.to_owned());
    }
    analyze_all(&mut library);
    let size = Size {
        width: 120,
        height: 40,
    };
    let mut app = App::default();
    update(&mut app, Event::Resize(size));
    let found = library
        .ids()
        .filter_map(|doc| Some((doc, library.found(doc)?.clone())));
    let found: Vec<(DocId, _)> = found.collect();
    for news in [
        News::Imported {
            name: pasted.to_owned(),
            documents: library.documents.clone(),
            problems: Vec::new(),
            skipped: 0,
            corrections: Box::default(),
        },
        News::Analyzed(found),
        News::Finished,
    ] {
        let round = app.round;
        update(&mut app, Event::Report(Report { round, news }));
    }
    app.refuse(pasted);
    let area = Area::new(size.width, size.height);
    let mut canvas = Canvas::new();
    let mut written = Vec::new();
    let mut show = |app: &App| {
        let frame = canvas.draw(area, |picture| view::draw(app, picture));
        written.extend_from_slice(frame.unwrap_or_default());
    };
    show(&app);
    for key in keys.chars() {
        let event = match key {
            '*' => Event::Paste(pasted.to_owned()),
            '^' => Event::Key("esc".parse::<Key>().unwrap()),
            '~' => Event::Key("enter".parse::<Key>().unwrap()),
            key => Event::Key(key.to_string().parse::<Key>().unwrap()),
        };
        update(&mut app, event);
        show(&app);
    }
    written
}

/// Everything on the screen that shows words of documents, or words that were typed.
const KEYS: &str = "*n2jz^3jf]w^s*~^/*~^o*^p*^:*^?^";

/// Characters of every class that may do harm.
const HOSTILE: &[&str] = &[
    "\u{1b}]52;c;aGk=\u{7}",
    "\u{1b}[31m",
    "\u{1b}P$q\u{1b}\\",
    "\u{1b}c",
    "\u{9b}2J",
    "\u{9d}0;x\u{9c}",
    "\u{7}",
    "\u{8}",
    "\u{e}",
    "\u{7f}",
    "\0",
    "\r",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{200f}",
    "\u{200b}",
    "\u{200d}",
    "\u{ad}",
    "\u{feff}",
    "\u{fe0f}",
    "❤\u{fe0f}",
    "👩\u{200d}🚀",
    "\u{e0001}\u{e0041}",
    "\u{3164}",
    "新聞",
    "\u{2028}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\u{301}",
    "שלום",
    "🏳\u{fe0f}\u{200d}🌈",
];

fn hostile_words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(HOSTILE).prop_map(str::to_owned),
        "\\PC{0,4}",
        any::<String>(),
        prop::sample::select(
            &[
                "“We will not go,” said Mara Orrin of Vell. ",
                "\n\n",
                " date 2026-03-09 ",
                "Vell "
            ][..]
        )
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_hostile_text_only_ever_shows(text in hostile_words(), name in hostile_words()) {
        let bytes = written(&[(&name, &text), ("vell", "“No,” said Mara Orrin.")], KEYS, &name);
        prop_assert_eq!(foreign(&bytes), None);
    }
}

#[test]
fn the_parser_knows_what_is_not_ours() {
    assert_eq!(
        foreign("\u{1b}[?2026h\u{1b}[2J\u{1b}[3;4H\u{1b}[1;31mVell\u{1b}[K\r\n".as_bytes()),
        None
    );
    for text in HOSTILE
        .iter()
        .filter(|text| !["\u{8}", "\r", "新聞", "\u{301}", "שלום", "\u{3164}"].contains(text))
    {
        let harmless = *text == "\u{1b}[31m";
        assert_eq!(foreign(text.as_bytes()).is_none(), harmless, "{text:?}");
    }
    assert!(foreign(b"\xff").is_some());
}

#[test]
fn a_tower_of_marks_and_a_title_without_end_are_bounded() {
    let tower = format!(
        "Vell spea{}ks. “No,” said Mara Orrin.",
        "\u{301}".repeat(10_000)
    );
    let title = format!(
        " date 2026-03-09 {}\n\n“No,” said Mara Orrin.",
        "Vell ".repeat(200_000)
    );
    let bytes = written(&[("tower", &tower), ("title", &title)], KEYS, "x");
    assert_eq!(foreign(&bytes), None);
    assert!(bytes.len() < 200_000, "{} bytes", bytes.len());
}

#[test]
fn commands_and_errors_print_nothing_hidden() {
    let folder = tempfile::tempdir().unwrap();
    let words = HOSTILE.join("x ").replace('\0', "");
    let name: String = words.replace('/', "").chars().take(60).collect();
    let text = format!(
        "“We will {words} not go,” said Mara {words} Orrin, the {words} mayor of Vell.\n\n{words}\n"
    );
    fs::write(folder.path().join(format!("{name}.txt")), text).unwrap();
    fs::write(
        folder.path().join("front.md"),
        format!(
            "---\ntitle: {}\n---\n“No,” said Mara Orrin.",
            words.replace(['\r', '\n'], "")
        ),
    )
    .unwrap();
    let config = folder.path().join("config.toml");
    fs::write(&config, format!("theme = {:?}\n", "\u{202e}x")).unwrap();
    // Everything that reading line by line tells, and words and commands that are hostile themselves.
    let typed = folder.path().join("typed.conf");
    let asked = "n\nw\nesc\n3\nf\n]\nP\nesc\nS\nv\nesc\nesc\nU\nesc\nc\nesc\n1\nm\n'\nesc\ny\nY\ne\nesc\n!\nesc\nctrl-l\n";
    let sought = words.replace(['\n', '\r'], "");
    let lines = format!(
        "{asked}/{sought}\ns {sought}\nesc\no{sought}\nesc\np{sought}\nesc\n:{sought}\nesc\n{sought}\n"
    );
    fs::write(&typed, lines).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command
            .args(arguments)
            .env("XDG_CONFIG_HOME", folder.path())
            .env("HOME", folder.path());
        command.stdin(File::open(&typed).unwrap());
        let output = command.current_dir(folder.path()).output().unwrap();
        for bytes in [output.stdout, output.stderr] {
            assert_eq!(foreign(&bytes), None, "{arguments:?}");
            assert!(
                !bytes.contains(&0x1b) && !bytes.contains(&0x8),
                "{arguments:?}"
            );
        }
    };
    let draft = folder.path().join("draft.md");
    let claims = format!(
        "# {sought}\n\n“We will {sought} go,” said Mara {sought} Orrin.\n\n“{sought},” said Vell.\n"
    );
    fs::write(&draft, claims).unwrap();
    for format in ["table", "markdown", "csv", "json", "jsonl"] {
        run(&["quotes", ".", "--format", format]);
    }
    // All of them print through the same five forms.
    for command in [
        "people",
        "organizations",
        "statements",
        "citations",
        "unnamed",
    ] {
        run(&[command, ".", "--format", "table"]);
    }
    run(&["check", "draft.md", "."]);
    run(&["analyze", "."]);
    run(&["analyze", "--with-text", "."]);
    run(&["check", "\u{1b}]0;x\u{7}.md", "."]);
    run(&["man", "\u{1b}[31m"]);
    run(&["."]);
    run(&["--plain", "."]);
    run(&["--plain", "--private", "."]);
    run(&["--config", "config.toml", "."]);
    run(&["quotes", "--by", "\u{1b}[31mMara\u{202e}", "."]);
    run(&["/\u{1b}]0;x\u{7}/\u{202e}"]);
    run(&["quotes", "--\u{1b}[31m"]);
}
