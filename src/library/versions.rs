//! What an article was before its file changed, and keeping that.
//!
//! Each earlier version is a file of its own in the reader's data folder, never among the articles: written once, whole or not
//! at all, under a name that its text and the one after it make, so that two readers who see the same change write the same
//! file. It is a JSON record such as dumps hold, so that this program opens it too. What is kept has bounds: the oldest goes
//! first.

mod former;

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::engine::Block;

use super::{DateBasis, Dated, DocId, Document, Library, Moment, Tagged, fingerprint};

/// The folder of the versions in that of the library.
const FOLDER: &str = "versions";

/// How many earlier versions of one document are kept, in memory and on the disk.
pub(super) const MOST: usize = 20;
/// How much the versions of a library may take on the disk, in bytes.
const ROOM: u64 = 64 << 20;
/// A longer text is compared until the reader leaves, but not kept: in bytes.
const LONG: usize = 1 << 20;
/// A file that somebody was still writing this long ago was never finished.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

/// An earlier text of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// The document as it was.
    pub document: Document,
    /// When it was found to be another one.
    pub until: DateTime<FixedOffset>,
}

/// Where the earlier versions of a document are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionFolder {
    /// The folder of all versions of the library.
    all: PathBuf,
    /// Its own in that.
    own: PathBuf,
    /// The document, as corrections call it.
    document: String,
    /// Of the text that it has now.
    fingerprint: u64,
}

/// A version as it stands in its file.
#[derive(Serialize, Deserialize)]
struct Record {
    /// The document, as corrections call it.
    document: String,
    until: DateTime<FixedOffset>,
    title: Option<String>,
    date: Option<NaiveDate>,
    date_basis: Option<DateBasis>,
    outlet: Option<String>,
    author: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    url: Option<String>,
    text: String,
    blocks: Vec<Block>,
}

impl Library {
    /// Where earlier versions of a document are kept; nowhere without a home.
    pub fn version_folder(&self, doc: DocId) -> Option<VersionFolder> {
        let document = self.document(doc)?;
        let key = self.corrections.key(document);
        let stem = document.file().file_stem()?.to_string_lossy();
        let plain: String = stem
            .chars()
            .map(|mark| if mark.is_alphanumeric() { mark } else { '-' })
            .take(40)
            .collect();
        let all = self.corrections.own_folder()?.join(FOLDER);
        Some(VersionFolder {
            own: all.join(format!("{plain}-{:016x}", fingerprint(&key))),
            all,
            document: key,
            fingerprint: document.fingerprint,
        })
    }

    /// Puts versions that were kept among the earlier ones of a document.
    pub fn recall_versions(&mut self, doc: DocId, kept: Vec<Version>) {
        let known = self.earlier.entry(doc).or_default();
        known.extend(kept);
        known.sort_by_key(|version| version.until);
        // Two readers notice a change at different moments, but it is one.
        known.dedup_by_key(|version| version.document.fingerprint);
        known.drain(..known.len().saturating_sub(MOST));
    }
}

impl VersionFolder {
    /// Keeps what the document was before it became what it is now, unless its text is very long.
    ///
    /// # Errors
    ///
    /// When it cannot be written; names the file.
    pub fn keep(&self, version: &Version) -> Result<(), String> {
        if version.document.text.len() > LONG {
            return Ok(());
        }
        let (was, is) = (version.document.fingerprint, self.fingerprint);
        let path = self.own.join(format!("{was:016x}-{is:016x}.json"));
        let written = write(&self.own, &path, &self.record(version));
        written.map_err(|error| {
            let path = path.display();
            format!("This can be compared until you leave, but is not kept: {path}: {error}")
        })
    }

    /// The versions that are kept, the latest last. A file that is no version says nothing.
    pub fn versions(&self) -> Vec<Version> {
        let files = fs::read_dir(&self.own).into_iter().flatten().flatten();
        let mut versions: Vec<Version> = files.filter_map(|file| read(&file.path())).collect();
        versions.sort_by_key(|version| version.until);
        versions
    }

    /// Removes the oldest versions, of these documents of a library and of the whole library, where there are more than are kept.
    pub fn make_room(folders: &[Self]) {
        for folder in folders {
            remove_oldest(files(&folder.own), |count, _| count > MOST);
        }
        let Some(any) = folders.first() else {
            return;
        };
        let folders = fs::read_dir(&any.all).into_iter().flatten().flatten();
        let all = folders.flat_map(|folder| files(&folder.path())).collect();
        remove_oldest(all, |_, bytes| bytes > ROOM);
    }

    fn record(&self, version: &Version) -> Record {
        let Version { document, until } = version;
        Record {
            document: self.document.clone(),
            until: *until,
            title: document.title.clone(),
            date: document.date.map(|date| date.day),
            date_basis: document.date.map(|date| date.basis),
            outlet: document.outlet.clone(),
            author: document.byline.clone(),
            published: document.published.map(|moment| moment.to_string()),
            updated: document.updated.map(|moment| moment.to_string()),
            url: document.address.clone(),
            text: document.text.to_string(),
            blocks: document.blocks.to_vec(),
        }
    }
}

/// The files in a folder: when they were written, how large they are, where they stand.
fn files(folder: &Path) -> Vec<(SystemTime, u64, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let told = |entry: fs::DirEntry| {
        let about = entry.metadata().ok()?;
        let written = about.modified().ok()?;
        let path = entry.path();
        if path.extension().is_some_and(|kind| kind == "part") {
            // Somebody writes it just now, or was ended while writing it.
            if written.elapsed().is_ok_and(|age| age > ABANDONED) {
                let _ = fs::remove_file(&path);
            }
            return None;
        }
        about.is_file().then_some((written, about.len(), path))
    };
    entries.filter_map(told).collect()
}

/// Removes the oldest files as long as the number of all and their bytes are too many. Who else removes them does the same.
fn remove_oldest(
    mut files: Vec<(SystemTime, u64, PathBuf)>,
    too_many: impl Fn(usize, u64) -> bool,
) {
    files.sort();
    let mut bytes: u64 = files.iter().map(|(_, size, _)| size).sum();
    let mut count = files.len();
    for (_, size, path) in files {
        if !too_many(count, bytes) {
            return;
        }
        let _ = fs::remove_file(path);
        (count, bytes) = (count - 1, bytes - size);
    }
}

/// Writes a file that is there whole or not at all. What somebody reads is nobody else's business.
fn write(folder: &Path, path: &Path, record: &Record) -> io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let half = path.with_extension(format!("{}.part", std::process::id()));
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&half)?;
    let mut words = serde_json::to_string_pretty(record)?;
    words.push('\n');
    let written = file
        .write_all(words.as_bytes())
        .and_then(|()| file.sync_data())
        .and_then(|()| fs::rename(&half, path));
    if written.is_err() {
        let _ = fs::remove_file(&half);
    }
    written
}

fn read(path: &Path) -> Option<Version> {
    if path.extension()? != "json" {
        return None;
    }
    let record: Record = serde_json::from_str(&fs::read_to_string(path).ok()?).ok()?;
    let fits = |block: &Block| {
        record
            .text
            .get(block.span.start as usize..block.span.end as usize)
            .is_some()
    };
    if !record.blocks.iter().all(fits) {
        return None;
    }
    let date = record.date.zip(record.date_basis);
    Some(Version {
        until: record.until,
        document: Document {
            name: String::new(),
            path: PathBuf::from(record.document),
            fingerprint: fingerprint(&record.text),
            text: record.text.into(),
            blocks: record.blocks.into(),
            opening: String::new(),
            title: record.title,
            date: date.map(|(day, basis)| Dated { day, basis }),
            outlet: record.outlet,
            byline: record.author,
            published: record.published.as_deref().and_then(Moment::parse),
            updated: record.updated.as_deref().and_then(Moment::parse),
            address: record.url,
            tagged: Tagged::default(),
        },
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::library::{Listing, assemble, read_all};

    /// A library of one article, whose versions are kept beside it.
    fn library(place: &Path) -> Library {
        let story = place.join("story");
        fs::create_dir(&story).unwrap();
        let text = " date 2031-05-04 Ferry waits\n\nThe ferry waits.\n";
        fs::write(story.join("a.txt"), text).unwrap();
        let listing = Listing::of(&[story]).unwrap();
        let outcomes = read_all(&listing.inputs, crate::library::read);
        let mut library = assemble(listing, outcomes).unwrap();
        library.corrections.keep_in(place.join("data"));
        library
    }

    /// What the article was at this hour, with these words.
    fn version(library: &Library, hour: u32, words: &str) -> Version {
        let until = format!("2031-05-05T{:02}:{:02}:00+02:00", hour / 60, hour % 60);
        Version {
            document: Document {
                fingerprint: fingerprint(words),
                text: words.into(),
                blocks: Vec::new().into(),
                ..library.documents[0].clone()
            },
            until: DateTime::parse_from_rfc3339(&until).unwrap(),
        }
    }

    #[test]
    fn two_readers_keep_a_version_once_and_away_from_the_articles() {
        let place = tempfile::tempdir().unwrap();
        let mut library = library(place.path());
        let folder = library.version_folder(DocId(0)).unwrap();
        assert!(folder.own.starts_with(place.path().join("data")));
        let first = Version {
            document: library.documents[0].clone(),
            ..version(&library, 8, "")
        };
        let second = Version {
            until: version(&library, 9, "").until,
            ..first.clone()
        };
        folder.keep(&first).unwrap();
        folder.keep(&second).unwrap();
        let [(_, _, path)] = &files(&folder.own)[..] else {
            panic!("{:?}", files(&folder.own));
        };
        fs::write(path.with_file_name("torn.json"), "{\"text\": ").unwrap();
        let kept = folder.versions();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].until, first.until);
        assert_eq!(kept[0].document.text, first.document.text);
        assert_eq!(kept[0].document.title, first.document.title);
        assert_eq!(fs::read_dir(place.path().join("story")).unwrap().count(), 1);
        library.recall_versions(DocId(0), kept);
        library.recall_versions(DocId(0), vec![second]);
        assert_eq!(library.earlier(DocId(0)).len(), 1);
        // The program opens it like any other record.
        let opened = Library::open(std::slice::from_ref(path)).unwrap();
        assert!(opened.documents[0].text.contains("The ferry waits."));
        assert_eq!(opened.documents[0].title.as_deref(), Some("Ferry waits"));
    }

    #[test]
    fn a_renamed_article_keeps_what_it_was_under_its_former_name() {
        let place = tempfile::tempdir().unwrap();
        let mut library = library(place.path());
        let before = version(&library, 1, "It sails.");
        let folder = library.version_folder(DocId(0)).unwrap();
        folder.keep(&before).unwrap();
        let texts = |library: &Library| -> Vec<String> {
            let kept = library.kept_versions(DocId(0)).into_iter();
            kept.map(|version| version.document.text.to_string())
                .collect()
        };
        let rename = |library: &mut Library, name: &str| {
            let document = &mut Arc::make_mut(&mut library.documents)[0];
            document.path = document.path.with_file_name(name);
        };
        rename(&mut library, "b.txt");
        assert_eq!(texts(&library), ["It sails."]);
        // It changes under the new name, and gets another one.
        let now = library.documents[0].clone();
        let changed = fingerprint("It is gone.");
        Arc::make_mut(&mut library.documents)[0].fingerprint = changed;
        let second = Version {
            document: now.clone(),
            until: version(&library, 2, "").until,
        };
        let folder = library.version_folder(DocId(0)).unwrap();
        folder.keep(&second).unwrap();
        rename(&mut library, "c.txt");
        assert_eq!(texts(&library), ["It sails.", &*now.text]);
        // The versions of an article that is there are its own.
        let mut other = library.documents[0].clone();
        other.path = other.path.with_file_name("b.txt");
        library.renew(crate::library::Renewal {
            arrived: vec![other],
            ..crate::library::Renewal::default()
        });
        assert_eq!(texts(&library), Vec::<String>::new());
    }

    #[test]
    fn an_article_that_goes_back_to_what_it_was_has_that_twice() {
        let place = tempfile::tempdir().unwrap();
        let mut library = library(place.path());
        let versions = [(1, "It sails."), (2, "It waits."), (3, "It sails.")];
        let versions = versions.map(|(hour, words)| version(&library, hour, words));
        library.recall_versions(DocId(0), versions.to_vec());
        assert_eq!(library.earlier(DocId(0)), versions);
    }

    #[test]
    fn the_oldest_of_too_many_go_and_what_is_very_long_is_not_kept() {
        let place = tempfile::tempdir().unwrap();
        let library = library(place.path());
        let folder = library.version_folder(DocId(0)).unwrap();
        let all = (0..MOST as u32 + 3).map(|hour| version(&library, hour, &format!("Note {hour}")));
        let all: Vec<Version> = all.collect();
        for (age, version) in (0..).zip(all.iter().rev()) {
            folder.keep(version).unwrap();
            let was = version.document.fingerprint;
            let path = folder
                .own
                .join(format!("{was:016x}-{:016x}.json", folder.fingerprint));
            let time = SystemTime::now() - Duration::from_secs(60 * age);
            fs::File::open(path).unwrap().set_modified(time).unwrap();
        }
        let long = "The ferry waits. ".repeat(LONG / 16);
        folder.keep(&version(&library, 59, &long)).unwrap();
        let abandoned = folder.own.join("0-1.7.part");
        fs::write(&abandoned, "{").unwrap();
        let yesterday = SystemTime::now() - 24 * ABANDONED;
        fs::File::open(&abandoned)
            .unwrap()
            .set_modified(yesterday)
            .unwrap();
        let kept = || -> Vec<_> {
            let versions = folder.versions().into_iter();
            versions.map(|version| version.until).collect()
        };
        let all: Vec<_> = all.iter().map(|version| version.until).collect();
        assert_eq!(kept(), all);
        VersionFolder::make_room(std::slice::from_ref(&folder));
        assert_eq!(kept(), all[3..]);
        assert!(!abandoned.exists());
    }

    #[test]
    fn the_versions_of_a_library_have_a_bound() {
        let file = |minute: u64, size: u64| {
            let written = SystemTime::UNIX_EPOCH + Duration::from_secs(60 * minute);
            (written, size)
        };
        let place = tempfile::tempdir().unwrap();
        let sized = [file(3, ROOM / 2), file(1, ROOM / 2), file(2, ROOM / 2)];
        let files = sized.iter().map(|(written, size)| {
            let path = place.path().join(format!("{written:?}"));
            fs::write(&path, "").unwrap();
            (*written, *size, path)
        });
        let files: Vec<_> = files.collect();
        remove_oldest(files.clone(), |_, bytes| bytes > ROOM);
        let there: Vec<bool> = files.iter().map(|(_, _, path)| path.exists()).collect();
        assert_eq!(there, [true, false, true]);
    }
}
