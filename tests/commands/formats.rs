//! What files of other formats become: their documents, how these are called, and what a bad file costs.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use super::{BRIDGE, Story, at, column};

/// A file of `tests/formats/`.
fn sample(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    fs::read(folder.join(name)).unwrap()
}

#[test]
fn pdf_is_read_by_a_process_of_its_own() {
    let story = Story::empty();
    story.write("bridge.txt", BRIDGE);
    for name in ["simple.pdf", "cut-off.pdf", "picture-only.pdf"] {
        story.write(name, sample(name));
    }
    let run = story.run(&["analyze", ".", "--with-text"]);
    let told: Vec<&str> = run.err.lines().collect();
    assert_eq!(
        told,
        [
            "onrecord: ./cut-off.pdf: is a PDF file that cannot be read; open it in a viewer and save its text",
            "onrecord: ./picture-only.pdf: is a PDF file of pictures: it holds no words; run it through text recognition \
             (ocrmypdf) first",
        ]
    );
    let rows = story.rows(&["analyze", ".", "--with-text"]);
    assert_eq!(column(&rows, "id"), ["bridge", "simple"]);
    let text = rows[1]["text"].as_str().unwrap();
    assert_eq!(
        at(text, &rows[1]["quotes"][0]),
        "“Good riddance,”",
        "{text}"
    );
    assert_eq!(rows[1]["quotes"][0]["speaker"], "Erik Dahl");
}

#[test]
fn a_file_of_several_articles_tells_them_apart() {
    let story = Story::empty();
    story.write("dump.jsonl", sample("dump.jsonl"));
    story.write("all.zip", sample("bundle.zip"));
    let rows = story.rows(&["analyze", "."]);
    assert_eq!(
        column(&rows, "id"),
        ["2026-04-01 april", "feed-2", "feed-1", "dump-4", "dump-1"]
    );
    assert_eq!(
        column(&rows, "path"),
        [
            "./all.zip/2026-04-01 april.txt",
            "./all.zip/feeds/feed.rss#2",
            "./all.zip/feeds/feed.rss#1",
            "./dump.jsonl#4",
            "./dump.jsonl#1",
        ]
    );
    assert_eq!(
        column(&rows, "date_basis"),
        ["filename", "metadata", "metadata", "metadata", "metadata"]
    );
    assert_eq!(rows[1]["published"], "2026-03-17T05:00:00Z");
    assert_eq!(rows[4]["address"], "https://vellpost.example/1");
}

#[test]
fn an_article_keeps_its_name_when_others_come_behind_it() {
    let story = Story::empty();
    let line = |day: u32| {
        format!("{{\"text\": \"“No,” Ann Orr said.\", \"date\": \"2026-03-{day:02}\"}}\n")
    };
    let dump = |days: std::ops::Range<u32>| days.map(line).collect::<String>();
    story.write("dump.jsonl", dump(1..13));
    let before = story.rows(&["analyze", "dump.jsonl"]);
    assert_eq!(column(&before, "id")[..2], ["dump-12", "dump-11"]);
    story.write("dump.jsonl", dump(1..15));
    let after = story.rows(&["analyze", "dump.jsonl"]);
    assert_eq!(column(&after, "id")[2..], column(&before, "id")[..]);
    assert_eq!(column(&after, "path")[0], "dump.jsonl#14");
}

#[test]
fn standard_input_is_read_whatever_its_format() {
    let story = Story::empty();
    for (name, expected) in [
        (
            "newsroom.html",
            "Harbour pilots refuse night crossings in Orrin Bay",
        ),
        ("simple.pdf", "Lamp falls into the sea"),
        ("newsletter.eml", "Orrin votes again — and the lamps are on"),
        ("item.json.zst", "Zstandard"),
    ] {
        let mut command = story.command(&["analyze", "-"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(&sample(name))
            .unwrap();
        let output = child.wait_with_output().unwrap();
        let row: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(row["title"], expected);
        assert_eq!(
            (&row["id"], &row["path"]),
            (&"standard input".into(), &"standard input".into())
        );
    }
    let run = story.run(&["analyze", "-"]);
    assert_eq!(run.status, 1);
    assert_eq!(
        run.err,
        "onrecord: standard input: is empty; fetch the article again\n"
    );
}

#[test]
fn an_archive_that_explodes_costs_itself() {
    let story = Story::empty();
    story.write("bridge.txt", BRIDGE);
    story.write("bomb.zip", sample("bomb.zip"));
    let run = story.run(&["people", "."]);
    assert_eq!(run.status, 0);
    assert_eq!(
        run.err,
        "onrecord: ./bomb.zip: holds nothing that can be read: zeros.txt unpacks to far more than it holds; unpack it by \
         hand if you trust it\n"
    );
}
