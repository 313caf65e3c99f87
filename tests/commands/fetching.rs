//! Addresses on the web, asked for by the real program. The host is one of the test's own.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::process::Stdio;
use std::thread;

use super::{Run, Story};

const PAGE: &str = "<html><head><title>Ferry stays at its pier</title></head><body><article>\
    <h1>Ferry stays at its pier</h1><p>The ferry of Tarn stays at its pier until the spring, the council said on Monday.</p>\
    <p>“We will not sell it,” said Mara Orrin, who has steered it for eleven years, when she was asked in the harbour.</p>\
    <p>A vote is due on the first day of March, when the ice on the lake is expected to be gone for good.</p></article></body></html>";

/// A host that has one page, and its address.
fn host() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/ferry", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let asked: Vec<_> = lines
                .map_while(Result::ok)
                .take_while(|line| !line.is_empty())
                .collect();
            let same = asked.iter().any(|line| line.ends_with("\"one\""));
            let (status, page) = if same {
                ("304 Not Modified", "")
            } else {
                ("200 OK", PAGE)
            };
            let answer = format!(
                "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nETag: \"one\"\r\nContent-Length: {}\r\n\
                 Connection: close\r\n\r\n{page}",
                page.len()
            );
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

impl Story {
    /// Runs the program as somebody who uses no proxy.
    fn fetch(&self, arguments: &[&str]) -> Run {
        let mut command = self.command(arguments);
        command.env("no_proxy", "*").stdin(Stdio::null());
        Run::of(command.output().unwrap())
    }
}

#[test]
fn a_page_becomes_a_file_of_the_library_once() {
    let story = Story::empty();
    let address = host();
    let arguments = ["fetch", &address, "--into", ".", "--allow-private"];
    let first = story.fetch(&arguments);
    assert_eq!(first.status, 0, "{}", first.err);
    let file = story.folder.path().join(first.out.trim_end());
    assert!(fs::read_to_string(file).unwrap().contains(PAGE));
    let second = story.fetch(&arguments);
    assert_eq!(
        (second.status, second.out.as_str()),
        (0, ""),
        "{}",
        second.err
    );
    let quotes = story.fetch(&["quotes", "."]);
    assert!(quotes.out.contains("Mara Orrin"), "{}", quotes.out);
    assert_eq!(fs::read_dir(story.folder.path()).unwrap().count(), 1);
}

#[test]
fn the_reader_opens_an_address() {
    let story = Story::empty();
    let address = host();
    let run = story.fetch(&[&address, "--allow-private"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains("Ferry stays at its pier"), "{}", run.out);
}

#[test]
fn what_cannot_be_fetched_is_told_with_the_next_step() {
    let story = Story::empty();
    let address = host();
    for (arguments, status, expected) in [
        (
            &["fetch", &address, "--into", "."][..],
            1,
            "leads to a machine of your own network; if you mean it, add --allow-private",
        ),
        (
            &["fetch", "vellcourier.example"],
            2,
            "is no address; give one that begins with https://",
        ),
        (&[&address], 1, "nothing could be fetched"),
        (
            &[&address, "--allow-private", "--private"],
            2,
            "fetch it with 'onrecord fetch --into FOLDER' first",
        ),
        (
            &["quotes", &address],
            2,
            "is an address; fetch it with 'onrecord fetch --into FOLDER' first",
        ),
        (
            &[
                "fetch",
                "http://mara:secret@vellcourier.example/",
                "--into",
                ".",
            ],
            1,
            "names a user, which would be kept with the page",
        ),
    ] {
        let run = story.fetch(arguments);
        assert_eq!(run.status, status, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(expected), "{arguments:?}: {}", run.err);
    }
    assert_eq!(fs::read_dir(story.folder.path()).unwrap().count(), 0);
    assert!(!story.home.path().join("onrecord/fetched").exists());
}
