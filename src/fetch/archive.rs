//! The files in which fetched pages are kept: one web archive each (WARC 1.1, ISO 28500), with the page as it came.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::SecondsFormat;

use crate::library::{self, fingerprint};

use super::Fetched;
use super::client::{Response, Tags, Trouble};

/// Fields of an answer that are not true of the page as it is kept, or are nobody else's business.
const LEFT_OUT: [&str; 5] = [
    "content-encoding",
    "transfer-encoding",
    "content-length",
    "connection",
    "set-cookie",
];
/// The letters of an address in the name of a file.
const LETTERS: usize = 60;

/// The folder, in that of the files, for the feeds that led to them.
const FEEDS: &str = ".onrecord/feeds";

/// The folder of the files.
pub(super) struct Archive {
    folder: PathBuf,
}

/// What was fetched before from an address.
pub(super) struct Before {
    /// Where it came from in the end.
    pub(super) address: String,
    pub(super) path: PathBuf,
    pub(super) tags: Tags,
    /// What came.
    pub(super) body: Vec<u8>,
    record: Vec<u8>,
}

impl Archive {
    pub(super) fn of(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// What came last from an address.
    pub(super) fn last(&self, address: &str) -> Option<Before> {
        let files = self.paths(address).take_while(|path| path.exists());
        before(files.last()?)
    }

    /// The file of what came first from an address.
    pub(super) fn first(&self, address: &str) -> Option<PathBuf> {
        self.paths(address).next().filter(|path| path.exists())
    }

    /// The feed that came last from an address.
    pub(super) fn feed(&self, address: &str) -> Option<Before> {
        before(self.feed_path(address))
    }

    /// Keeps a feed in place of what came from its address before.
    pub(super) fn keep_feed(&self, address: &str, response: &Response) -> Result<(), Trouble> {
        let path = self.feed_path(address);
        let kept = self.write(&path, &record(response), |half| fs::rename(half, &path));
        kept.map_err(|error| unkept(address, &path, &error))
    }

    /// Keeps a page that came from an address in a new file, unless its article is what it was: what stands around it,
    /// advertisements for example, is another every time.
    pub(super) fn keep(&self, address: &str, response: &Response) -> Result<Fetched, Trouble> {
        let record = record(response);
        let words = words(&record);
        if words.is_empty() {
            let why = "holds no article; open it in a browser, and save it if there is one";
            return Err(Trouble::new(address, why));
        }
        if let Some(before) = self.last(address)
            && self::words(&before.record) == words
        {
            return Ok(Fetched::Same(before.path));
        }
        for path in self.paths(address) {
            // A file that is there already is never touched.
            match self.write(&path, &record, |half| fs::hard_link(half, &path)) {
                Ok(()) => return Ok(Fetched::Kept(path)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(unkept(address, &path, &error)),
            }
        }
        let why = "cannot be kept: too many files are called so";
        Err(Trouble::new(address, why))
    }

    /// Writes a file that is put in its place when it is whole. Until then it is hidden: whoever watches the folder looks at
    /// whole files only.
    fn write(
        &self,
        path: &Path,
        record: &[u8],
        put: impl FnOnce(&Path) -> io::Result<()>,
    ) -> io::Result<()> {
        fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let half = path.with_file_name(format!(".{name}.{}", std::process::id()));
        let written = fs::write(&half, record).and_then(|()| put(&half));
        // After a renaming there is none.
        let _ = fs::remove_file(&half);
        written
    }

    fn feed_path(&self, address: &str) -> PathBuf {
        let name = format!("{}.warc", name(address));
        self.folder.join(FEEDS).join(name)
    }

    /// The files for an address: the first time it is fetched, the second …
    fn paths(&self, address: &str) -> impl Iterator<Item = PathBuf> + use<> {
        let folder = self.folder.clone();
        let name = name(address);
        (1..10_000).map(move |number| match number {
            1 => folder.join(format!("{name}.warc")),
            _ => folder.join(format!("{name}-{number}.warc")),
        })
    }
}

/// What a file of ours holds.
fn before(path: PathBuf) -> Option<Before> {
    let record = fs::read(&path).ok()?;
    let (about, answer) = halves(&record)?;
    let (head, body) = halves(answer)?;
    let field = |fields: &[u8], wanted: &str| {
        let fields = String::from_utf8_lossy(fields);
        let mut lines = fields.lines().filter_map(|line| line.split_once(": "));
        let found = lines.find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value.to_owned())
    };
    Some(Before {
        address: field(about, "warc-target-uri")?,
        tags: Tags {
            etag: field(head, "etag"),
            modified: field(head, "last-modified"),
        },
        body: body.strip_suffix(b"\r\n\r\n").unwrap_or(body).to_vec(),
        path,
        record,
    })
}

/// The words of the articles in a record.
fn words(record: &[u8]) -> Vec<String> {
    library::words_in_file(Path::new("page.warc"), record.to_vec())
}

fn unkept(address: &str, path: &Path, error: &io::Error) -> Trouble {
    let path = path.display();
    let why = format!("cannot be kept in {path}: {error}; name another folder with --into");
    Trouble::new(address, why)
}

/// What stands before and behind the first empty line.
fn halves(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = memchr::memmem::find(bytes, b"\r\n\r\n")?;
    Some((&bytes[..at], &bytes[at + 4..]))
}

/// `vellcourier.example-news-pilots-1a2b3c4d`: for people the address, and a number that tells it from others.
fn name(address: &str) -> String {
    let plain = address.split_once("://").map_or(address, |(_, rest)| rest);
    let mut name = String::new();
    for mark in plain.chars().take(LETTERS) {
        if mark.is_ascii_alphanumeric() || mark == '.' {
            name.push(mark.to_ascii_lowercase());
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_matches(['-', '.']);
    format!("{name}-{:08x}", fingerprint(address) as u32)
}

/// The record of a page.
fn record(response: &Response) -> Vec<u8> {
    let plain = |text: &str| text.replace(['\r', '\n'], " ");
    let is_kept = |name: &str| !LEFT_OUT.contains(&name.to_ascii_lowercase().as_str());
    let fields = response.fields.iter().filter(|(name, _)| is_kept(name));
    let fields: Vec<String> = fields
        .map(|(name, value)| format!("{}: {}\r\n", plain(name), plain(value)))
        .collect();
    let answer = format!(
        "HTTP/1.1 200 OK\r\n{}Content-Length: {}\r\n\r\n",
        fields.concat(),
        response.body.len()
    );
    let date = response.at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let address = plain(&response.address);
    let number = [
        fingerprint(&address),
        fingerprint(&format!("{date} {address}")),
    ];
    let length = answer.len() + response.body.len();
    let head = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:onrecord:{:016x}{:016x}>\r\nWARC-Date: {date}\r\n\
         WARC-Target-URI: {address}\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: {length}\r\n\r\n",
        number[0], number[1]
    );
    let mut record = head.into_bytes();
    record.extend_from_slice(answer.as_bytes());
    record.extend_from_slice(&response.body);
    record.extend_from_slice(b"\r\n\r\n");
    record
}
