//! Files in files: ZIP archives, gzip and Zstandard, around any other format, within limits that no honest file meets.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{File, Importer, Look, Read, Reason, Trouble, import_at};

/// Accepts by the first bytes.
pub(super) const IMPORTER: Importer = Importer {
    accepts: |look: &Look<'_>| look.is_zip() || look.is_gzip() || look.is_zstandard(),
    read,
    in_part: false,
};

/// How deep archives may stand in each other.
pub(super) const DEEPEST: usize = 3;
/// How many entries an archive may have.
const ENTRIES: usize = 100_000;
/// What an archive may unpack to in any case, in bytes.
const FREE: u64 = 16 * 1024 * 1024;
/// How much larger than its packed form anything may be beyond that. Text shrinks to a twentieth at best.
const RATIO: u64 = 200;
/// What an archive may unpack to at all, in bytes.
const LARGEST: u64 = 1024 * 1024 * 1024;

fn read(file: File<'_>) -> Result<Read, Reason> {
    if file.depth >= DEEPEST {
        return Err(Reason::Nested);
    }
    let look = Look::at(file.path, &file.bytes);
    if look.is_zip() {
        return read_zip(file);
    }
    let packed = file.bytes.len() as u64;
    let mut budget = budget(packed);
    let bytes = if look.is_gzip() {
        unpack(
            MultiGzDecoder::new(file.bytes.as_slice()),
            &mut budget,
            "gzip",
        )?
    } else {
        let damaged = |_| Reason::Damaged("Zstandard", "its head".to_owned());
        let decoder = StreamingDecoder::new(file.bytes.as_slice()).map_err(damaged)?;
        unpack(decoder, &mut budget, "Zstandard")?
    };
    // `dump.jsonl.gz` holds `dump.jsonl`.
    import_at(&file.path.with_extension(""), bytes, file.depth + 1)
}

fn read_zip(file: File<'_>) -> Result<Read, Reason> {
    let (path, depth) = (file.path, file.depth);
    let mut zip = Zip::open(file.bytes, "a ZIP archive")?;
    let mut all = Read::default();
    for name in zip.names() {
        let place = format!("/{name}");
        let unpacked = zip.get(&name).map(Option::unwrap_or_default);
        let read = unpacked.and_then(|bytes| import_at(&path.join(&name), bytes, depth + 1));
        match read {
            Ok(read) => all.add(&place, read),
            Err(reason) if reason.is_skipped() => all.skipped += 1,
            // What is left of the archive would cost as much again.
            Err(reason @ Reason::Bomb) if depth == 0 && zip.budget == 0 => return Err(reason),
            Err(reason) => all.problems.push(Trouble { place, reason }),
        }
    }
    if all.articles.is_empty() {
        return Err(match all.problems.into_iter().next() {
            Some(first) => {
                let name = first.place.trim_start_matches('/').to_owned();
                Reason::NothingInside(name, first.reason.to_string())
            }
            None => Reason::NoArticles,
        });
    }
    Ok(all)
}

fn budget(packed: u64) -> u64 {
    (packed.saturating_mul(RATIO) + FREE).min(LARGEST)
}

/// All bytes that a decoder gives, as long as they fit the budget.
fn unpack(
    decoder: impl std::io::Read,
    budget: &mut u64,
    format: &'static str,
) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    let mut limited = decoder.take(*budget + 1);
    let read = limited.read_to_end(&mut bytes);
    if bytes.len() as u64 > *budget {
        *budget = 0;
        return Err(Reason::Bomb);
    }
    *budget -= bytes.len() as u64;
    match read {
        Ok(_) => Ok(bytes),
        Err(_) => Err(Reason::Damaged(
            format,
            format!("byte {} of what it holds", bytes.len()),
        )),
    }
}

/// A ZIP archive that may not unpack to more than its budget.
pub(super) struct Zip {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    budget: u64,
    format: &'static str,
}

impl Zip {
    pub(super) fn open(bytes: Vec<u8>, format: &'static str) -> Result<Self, Reason> {
        let budget = budget(bytes.len() as u64);
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| Reason::Damaged(format, "its list of entries".to_owned()))?;
        if archive.len() > ENTRIES {
            return Err(Reason::Bomb);
        }
        Ok(Self {
            archive,
            budget,
            format,
        })
    }

    /// The names of the files that are neither hidden nor notes of the system that packed them.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.archive.file_names().flatten().map(Cow::into_owned);
        let mut names: Vec<String> = names
            .filter(|name| {
                let hidden = Path::new(name).components().any(|part| {
                    let part = part.as_os_str().to_string_lossy();
                    part.starts_with('.') || part == "__MACOSX"
                });
                !hidden && !name.ends_with('/') && !name.is_empty()
            })
            .collect();
        names.sort();
        names
    }

    /// The bytes of an entry; none when there is no entry of this name.
    pub(super) fn get(&mut self, name: &str) -> Result<Option<Vec<u8>>, Reason> {
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(_)) => return Err(Reason::Locked),
            Err(_) => return Err(Reason::Damaged(self.format, name.to_owned())),
        };
        let own = budget(entry.compressed_size());
        let mut limit = own.min(self.budget);
        let before = limit;
        let read = unpack(entry, &mut limit, self.format);
        self.budget -= before - limit;
        read.map(Some)
    }
}
