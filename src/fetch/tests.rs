//! Fetching from a host of the test's own, which behaves well or badly.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

use super::*;
use crate::library::{Library, analyze_all};

/// A host on this machine.
struct Host {
    address: String,
    /// The requests so far: the first line and the fields of each.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Host {
    /// A host that answers each path with what `answer` writes.
    fn start(answer: impl Fn(&str, &str, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (noted, answer) = (Arc::clone(&asked), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (noted, answer) = (Arc::clone(&noted), Arc::clone(&answer));
                thread::spawn(move || {
                    serve(stream, &noted, |request, stream| {
                        let path = request.split(' ').nth(1).unwrap_or_default();
                        answer(path, request, stream);
                    });
                });
            }
        });
        Self { address, asked }
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// The requests for a path.
    fn asked_for(&self, path: &str) -> Vec<String> {
        let start = format!("GET {path} ");
        let mut asked = self.asked();
        asked.retain(|request| request.starts_with(&start));
        asked
    }
}

/// Reads one request and answers it.
fn serve(mut stream: TcpStream, noted: &Mutex<Vec<String>>, answer: impl Fn(&str, &mut TcpStream)) {
    let mut request = String::new();
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    while let Some(Ok(line)) = lines.next() {
        if line.is_empty() {
            break;
        }
        request.push_str(&line);
        request.push('\n');
    }
    noted.lock().unwrap().push(request.clone());
    answer(&request, &mut stream);
}

/// Sends a whole answer.
fn send(stream: &mut TcpStream, status: &str, fields: &str, body: &[u8]) {
    let mut head = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
    if !fields.contains("Content-Length") {
        let _ = write!(head, "Content-Length: {}\r\n", body.len());
    }
    head.push_str(fields);
    head.push_str("\r\n");
    // Whoever has heard enough hangs up.
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(body));
}

const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";

fn page(title: &str) -> String {
    format!(
        "<html><head><title>{title}</title><meta property=\"article:published_time\" content=\"2031-05-14T08:00:00+02:00\">\
        </head><body><article><h1>{title}</h1><p>The ferry of Tarn stays at its pier until the spring, the council said on Monday.</p>\
        <p>“We will not sell it,” said Mara Orrin, who has steered it for eleven years, when she was asked in the harbour.</p>\
        <p>A vote is due on the first day of March, when the ice on the lake is expected to be gone for good.</p></article></body></html>"
    )
}

const OWN: Reach = Reach { private: true };

/// What comes of fetching an address: the files, and what was said about those that did not come.
fn fetched(addresses: &[String], folder: &TempDir, reach: Reach) -> (Vec<Fetched>, Vec<String>) {
    let (mut fetched, mut troubles) = (Vec::new(), Vec::new());
    fetch(addresses, folder.path(), reach, |step| {
        match step {
            Step::Begun(..) => {}
            Step::Done(file) => fetched.push(file),
            Step::Failed(trouble) => troubles.push(trouble.to_string()),
        }
        true
    });
    (fetched, troubles)
}

/// What is said about an address that gives nothing.
fn trouble(host: &Host, path: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let (files, troubles) = fetched(&[host.at(path)], &folder, OWN);
    assert!(files.is_empty(), "{files:?}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let told = troubles.into_iter().next().unwrap();
    let address = host.at(path);
    told.strip_prefix(&format!("{address}: "))
        .unwrap()
        .to_owned()
}

#[test]
fn a_page_is_kept_as_it_came_and_read_without_a_network() {
    let host = Host::start(|_, _, stream| {
        let fields = format!("{HTML}ETag: \"1\"\r\nSet-Cookie: who=you\r\n");
        send(stream, "200 OK", &fields, page("Ferry stays").as_bytes());
    });
    let folder = tempfile::tempdir().unwrap();
    let (files, troubles) = fetched(&[host.at("/news/ferry")], &folder, OWN);
    assert_eq!(troubles, [""; 0]);
    let path = files[0].path().to_owned();
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(kept.starts_with("WARC/1.1\r\n") && kept.contains(&page("Ferry stays")));
    assert!(kept.contains(&format!("WARC-Target-URI: {}\r\n", host.at("/news/ferry"))));
    assert!(!kept.contains("who=you"));
    let mut library = Library::open(&[path]).unwrap();
    analyze_all(&mut library);
    let document = &library.documents[0];
    assert_eq!(document.title.as_deref(), Some("Ferry stays"));
    assert_eq!(
        document.address.as_deref(),
        Some(host.at("/news/ferry").as_str())
    );
    assert!(document.text.contains("“We will not sell it,”"));
    let asked = host.asked();
    assert!(
        asked[0]
            .to_ascii_lowercase()
            .contains("user-agent: onrecord/"),
        "{}",
        asked[0]
    );
}

#[test]
fn what_has_not_changed_is_not_sent_again_and_what_has_gets_a_file_of_its_own() {
    let version = Arc::new(Mutex::new(1));
    let now = Arc::clone(&version);
    let host = Host::start(move |_, request, stream| {
        let version = *now.lock().unwrap();
        let tag = format!("\"{version}\"");
        if request
            .to_ascii_lowercase()
            .contains(&format!("if-none-match: {tag}"))
        {
            send(stream, "304 Not Modified", "", b"");
            return;
        }
        let fields = format!("{HTML}ETag: {tag}\r\n");
        send(
            stream,
            "200 OK",
            &fields,
            page(&format!("Ferry {version}")).as_bytes(),
        );
    });
    let folder = tempfile::tempdir().unwrap();
    let address = [host.at("/a")];
    let (first, _) = fetched(&address, &folder, OWN);
    let (second, _) = fetched(&address, &folder, OWN);
    assert_eq!(second, [Fetched::Same(first[0].path().to_owned())]);
    *version.lock().unwrap() = 2;
    let (third, _) = fetched(&address, &folder, OWN);
    assert!(matches!(&third[0], Fetched::Kept(path) if path != first[0].path()));
    let (fourth, _) = fetched(&address, &folder, OWN);
    assert_eq!(fourth, [Fetched::Same(third[0].path().to_owned())]);
}

/// A feed with these pages.
fn feed(pages: &[&str]) -> String {
    let mut items = String::new();
    for page in pages {
        let _ = write!(
            items,
            "<item><title>About {page}</title><link>{page}</link><description>More of it.</description></item>"
        );
    }
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Tarn</title>{items}</channel></rss>"
    )
}

const RSS: &str = "Content-Type: application/rss+xml\r\n";

#[test]
fn a_feed_leads_to_its_pages_and_robots_are_respected() {
    let host = Host::start(|path, _, stream| match path {
        "/feed" => {
            let feed = feed(&["/one", "/private/two", "/gone"]);
            send(stream, "200 OK", RSS, feed.as_bytes());
        }
        "/robots.txt" => send(
            stream,
            "200 OK",
            "Content-Type: text/plain\r\n",
            b"User-agent: *\nDisallow: /private\n",
        ),
        "/gone" => send(stream, "404 Not Found", HTML, b"no"),
        _ => send(stream, "200 OK", HTML, page("One").as_bytes()),
    });
    let folder = tempfile::tempdir().unwrap();
    let (files, troubles) = fetched(&[host.at("/feed")], &folder, OWN);
    assert_eq!(files.len(), 1);
    assert_eq!(troubles.len(), 2);
    assert!(
        troubles[0].contains("/private/two: its host asks programs not to"),
        "{}",
        troubles[0]
    );
    assert!(troubles[1].contains("answers 404"), "{}", troubles[1]);
    assert!(host.asked_for("/private/two").is_empty());
}

#[test]
fn a_feed_that_is_fetched_again_adds_what_is_new_and_asks_for_nothing_else() {
    let pages = Arc::new(Mutex::new(vec!["/one"]));
    let now = Arc::clone(&pages);
    let host = Host::start(move |path, request, stream| {
        let pages = now.lock().unwrap().clone();
        let day = format!("Tue, {:02} May 2031 08:00:00 GMT", pages.len());
        match path {
            "/feed" if request.contains(&day) => send(stream, "304 Not Modified", "", b""),
            "/feed" => {
                let fields = format!("{RSS}Last-Modified: {day}\r\n");
                send(stream, "200 OK", &fields, feed(&pages).as_bytes());
            }
            "/robots.txt" => send(stream, "404 Not Found", HTML, b"no"),
            path => send(stream, "200 OK", HTML, page(path).as_bytes()),
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let address = [host.at("/feed")];
    let new = || {
        let (files, troubles) = fetched(&address, &folder, OWN);
        assert_eq!(troubles, [""; 0]);
        (
            files.len(),
            files.iter().filter(|file| file.is_new()).count(),
        )
    };
    assert_eq!(new(), (1, 1));
    assert_eq!(new(), (1, 0));
    pages.lock().unwrap().insert(0, "/two");
    assert_eq!(new(), (2, 1));
    assert_eq!(host.asked_for("/feed").len(), 3);
    assert_eq!(host.asked_for("/one").len(), 1);
    assert_eq!(host.asked_for("/two").len(), 1);
    // The folder holds the two articles, and nothing that a library would stumble over.
    let library = Library::open(&[folder.path().to_owned()]).unwrap();
    assert_eq!((library.documents.len(), library.skipped), (2, 0));
    assert!(library.problems.is_empty());
}

#[test]
fn advertisements_that_change_are_no_change_of_the_article() {
    let count = Arc::new(Mutex::new(0));
    let now = Arc::clone(&count);
    let host = Host::start(move |_, _, stream| {
        let mut count = now.lock().unwrap();
        *count += 1;
        let page = page("Ferry").replace("<body>", &format!("<body><script>{count}</script>"));
        send(stream, "200 OK", HTML, page.as_bytes());
    });
    let folder = tempfile::tempdir().unwrap();
    let address = [host.at("/a")];
    assert!(fetched(&address, &folder, OWN).0[0].is_new());
    assert!(!fetched(&address, &folder, OWN).0[0].is_new());
}

#[test]
fn a_host_is_asked_through_the_proxy_that_the_environment_names() {
    let host = Host::start(|_, _, stream| send(stream, "200 OK", HTML, page("Far").as_bytes()));
    let far = host.address.trim_start_matches("http://").to_owned();
    // Whatever it is asked for, it connects to the host of the test.
    let proxy = Host::start(move |_, request, stream| {
        if !request.starts_with("CONNECT vellcourier.example:80 ") {
            send(stream, "403 Forbidden", "", b"");
            return;
        }
        let _ = stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n");
        let mut there = TcpStream::connect(&far).unwrap();
        let (mut back, mut own) = (there.try_clone().unwrap(), stream.try_clone().unwrap());
        let answers = thread::spawn(move || std::io::copy(&mut back, &mut own));
        let _ = std::io::copy(stream, &mut there);
        let _ = answers.join();
    });
    let address = proxy.address.clone();
    let proxies = proxies::Proxies::of(|name| (name == "http_proxy").then(|| address.clone()));
    let mut client = client::Client::with(guard::Guard::new(Reach::default()), proxies);
    let came = client.get("http://vellcourier.example/ferry", None);
    assert!(
        matches!(came, Ok(Answer::Came(_))),
        "{:?}",
        came.err().map(|trouble| trouble.to_string())
    );
    assert_eq!(host.asked_for("/ferry").len(), 1);
    // What leads to the own network by its very name is not asked for through a proxy either.
    for inside in ["http://localhost/", "http://10.0.0.1/", "http://printer/"] {
        let told = client.get(inside, None).err().unwrap().to_string();
        assert!(told.contains("your own network"), "{told}");
    }
    let told = client.get("http://other.example/", None).err().unwrap();
    assert!(told.to_string().contains("through your proxy"), "{told}");
    assert_eq!(proxy.asked().len(), 2);
}

#[test]
fn a_host_of_the_own_network_is_asked_only_if_that_is_wanted() {
    let host = Host::start(|_, _, stream| send(stream, "200 OK", HTML, page("Inside").as_bytes()));
    let folder = tempfile::tempdir().unwrap();
    let port = host.address.rsplit(':').next().unwrap();
    for address in [
        host.at("/"),
        format!("http://localhost:{port}/"),
        format!("http://[::ffff:127.0.0.1]:{port}/"),
    ] {
        let (files, troubles) = fetched(&[address], &folder, Reach::default());
        assert!(files.is_empty());
        assert!(troubles[0].contains("your own network"), "{}", troubles[0]);
    }
    assert!(host.asked().is_empty());
}

#[test]
fn bad_answers_are_told_with_the_address_and_the_next_step() {
    let mut bomb = GzEncoder::new(Vec::new(), Compression::fast());
    let nothing = vec![b' '; 1024 * 1024];
    for _ in 0..40 {
        bomb.write_all(&nothing).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    let host = Host::start(move |path, _, stream| match path {
        "/loop" => send(stream, "302 Found", "Location: /loop\r\n", b""),
        "/404" => send(stream, "404 Not Found", HTML, b"no"),
        "/403" => send(stream, "403 Forbidden", HTML, b"no"),
        "/500" => send(stream, "500 Oh", HTML, b"no"),
        "/cut" => send(
            stream,
            "200 OK",
            &format!("{HTML}Content-Length: 100000\r\n"),
            b"<html><p>The ferry",
        ),
        "/pdf" => send(
            stream,
            "200 OK",
            "Content-Type: application/pdf\r\n",
            b"%PDF-1.7",
        ),
        "/bomb" => {
            send(
                stream,
                "200 OK",
                &format!("{HTML}Content-Encoding: gzip\r\n"),
                &bomb,
            );
        }
        "/endless" => {
            let head = format!("HTTP/1.1 200 OK\r\n{HTML}\r\n");
            let _ = stream.write_all(head.as_bytes());
            let words = vec![b'x'; 1024 * 1024];
            while stream.write_all(&words).is_ok() {}
        }
        _ => send(stream, "200 OK", HTML, b""),
    });
    for (path, expected) in [
        ("/loop", "sends on more than 5 times"),
        (
            "/404",
            "the host answers 404: there is no such page; check the address",
        ),
        (
            "/403",
            "the host answers 403: it may not be fetched; save the page in your browser",
        ),
        (
            "/500",
            "the host answers 500: the host is in trouble; try again later",
        ),
        ("/pdf", "is no page but application/pdf"),
        ("/cut", "ended before all of it had come"),
        ("/bomb", "is larger than 32 MB"),
        ("/endless", "is larger than 32 MB"),
    ] {
        let told = trouble(&host, path);
        assert!(told.contains(expected), "{path}: {told}");
    }
}

#[test]
fn a_redirect_into_the_own_network_is_not_followed() {
    let host = Host::start(|_, _, stream| {
        send(
            stream,
            "302 Found",
            "Location: http://10.255.0.1/secret\r\n",
            b"",
        );
    });
    // Of this machine only.
    let guard = guard::Guard {
        allows: |address| address.is_loopback(),
    };
    let mut client = client::Client::with(guard, proxies::Proxies::default());
    let told = client
        .get(&host.at("/"), None)
        .err()
        .map(|trouble| trouble.to_string());
    assert!(told.unwrap().contains("your own network"));
    assert_eq!(host.asked().len(), 1);
}

#[test]
fn a_host_that_does_not_answer_is_given_up() {
    let host = Host::start(|_, _, stream| {
        let _ = stream;
        thread::sleep(Duration::from_secs(120));
    });
    let begun = Instant::now();
    let told = trouble(&host, "/slow");
    assert!(told.contains("takes too long"), "{told}");
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[test]
fn a_page_in_an_older_encoding_is_read_as_the_host_says() {
    let host = Host::start(|_, _, stream| {
        let text = page("Preis").replace("Tarn", "K\u{f6}ln");
        let text = text.replace(['“', '”'], "\"");
        let bytes: Vec<u8> = text.chars().map(|mark| u32::from(mark) as u8).collect();
        send(
            stream,
            "200 OK",
            "Content-Type: text/html; charset=ISO-8859-1\r\n",
            &bytes,
        );
    });
    let folder = tempfile::tempdir().unwrap();
    let (files, _) = fetched(&[host.at("/")], &folder, OWN);
    let library = Library::open(&[files[0].path().to_owned()]).unwrap();
    assert!(library.documents[0].text.contains("Köln"));
}
