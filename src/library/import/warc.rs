//! WARC, the archives of web crawlers and of browsers that record (ISO 28500): an article from each page in it.

use std::io::Read as _;

use flate2::read::{GzDecoder, ZlibDecoder};
use memchr::memmem;

use super::encoding::{decode_labelled, decode_markup};
use super::{File, Importer, Look, Read, Reason, page};

/// Accepts by the first line.
pub(super) const IMPORTER: Importer = Importer {
    accepts: |look: &Look<'_>| look.head.starts_with("warc/1."),
    read: |file: File<'_>| read(&file.bytes),
    in_part: false,
};

/// The largest page, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

fn read(mut rest: &[u8]) -> Result<Read, Reason> {
    let mut read = Read::default();
    let (mut pages, mut number) = (0, 0);
    while let Some((head, body, after)) = record(rest) {
        rest = after;
        number += 1;
        let kind = field(head, "warc-type").unwrap_or_default();
        if kind != "response" && kind != "resource" {
            continue;
        }
        let Some((source, encoding)) = html(head, body, &kind) else {
            continue;
        };
        pages += 1;
        let address = field(head, "warc-target-uri");
        let address = address.map(|address| address.trim_matches(['<', '>']).to_owned());
        // Menus and lists of links are pages without an article.
        let source = match encoding {
            Some(encoding) => decode_labelled(source, &encoding),
            None => decode_markup(source),
        };
        if let Ok(article) = source.and_then(|source| page::article(&source, address)) {
            read.push(article.numbered(number));
        }
    }
    if read.articles.is_empty() {
        return Err(if number == 0 {
            Reason::Damaged("a WARC archive", "its first record".to_owned())
        } else {
            Reason::NoArticles
        });
    }
    if pages > read.articles.len() {
        read.skipped += pages - read.articles.len();
    }
    Ok(read)
}

/// The first record: its head, its body, and what follows it.
fn record(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let bytes = &bytes[start..];
    if !bytes.starts_with(b"WARC/") {
        return None;
    }
    let (head, body) = parted(bytes)?;
    let length: usize = field(head, "content-length")?.parse().ok()?;
    let (body, after) = body.split_at_checked(length)?;
    Some((head, body, after))
}

/// What stands before and behind the first blank line.
fn parted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = memmem::find(bytes, b"\r\n\r\n")?;
    Some((&bytes[..at], &bytes[at + 4..]))
}

/// The value of a field, whatever its case.
fn field(head: &[u8], wanted: &str) -> Option<String> {
    let mut lines = head.split(|byte| *byte == b'\n');
    lines.find_map(|line| {
        let line = String::from_utf8_lossy(line);
        let (name, value) = line.split_once(':')?;
        name.trim()
            .eq_ignore_ascii_case(wanted)
            .then(|| value.trim().to_owned())
    })
}

/// The page in a record, unpacked, with the encoding that its host states; none when it holds something else.
fn html(head: &[u8], body: &[u8], kind: &str) -> Option<(Vec<u8>, Option<String>)> {
    let is_html = |value: Option<String>| {
        value.is_some_and(|value| value.to_ascii_lowercase().contains("html"))
    };
    if kind == "resource" {
        return is_html(field(head, "content-type")).then(|| (body.to_vec(), None));
    }
    let (answer, body) = parted(body)?;
    let fine = answer.split(|byte| *byte == b' ').nth(1) == Some(b"200");
    if !fine || !is_html(field(answer, "content-type")) {
        return None;
    }
    let encoding = encoding_of(answer);
    let chunked = field(answer, "transfer-encoding").is_some_and(|value| value.contains("chunked"));
    let body = if chunked {
        joined(body).unwrap_or_else(|| body.to_vec())
    } else {
        body.to_vec()
    };
    let packed = field(answer, "content-encoding").unwrap_or_default();
    let mut unpacked = Vec::new();
    let read = match packed.as_str() {
        "gzip" | "x-gzip" => GzDecoder::new(body.as_slice())
            .take(LARGEST)
            .read_to_end(&mut unpacked),
        "deflate" => ZlibDecoder::new(body.as_slice())
            .take(LARGEST)
            .read_to_end(&mut unpacked),
        // Recorders may have unpacked it and left the field, or pack it as nobody else does.
        _ => return Some((body, encoding)),
    };
    Some((if read.is_ok() { unpacked } else { body }, encoding))
}

/// The encoding that a host states of a page; none where it is UTF-8, which tells itself.
fn encoding_of(answer: &[u8]) -> Option<String> {
    let kind = field(answer, "content-type")?.to_ascii_lowercase();
    let (_, label) = kind.split_once("charset=")?;
    let label = label.split(';').next().unwrap_or_default();
    let label = label.trim().trim_matches(['"', '\'']);
    (!label.is_empty() && label != "utf-8").then(|| label.to_owned())
}

/// A body that was sent in chunks, each behind its length in hexadecimal digits; none when it was not.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = memmem::find(rest, b"\r\n")?;
        let digits = std::str::from_utf8(&rest[..end]).ok()?;
        let length = usize::from_str_radix(digits.split(';').next()?.trim(), 16).ok()?;
        if length == 0 {
            return Some(whole);
        }
        let chunk = rest[end + 2..].split_at_checked(length)?;
        whole.extend_from_slice(chunk.0);
        rest = chunk.1.strip_prefix(b"\r\n")?;
    }
}
