//! Electronic mail: one message in a file, mailboxes of many, and web pages that browsers save as mail (MHTML).

use mailparse::{MailHeaderMap, ParsedMail, parse_mail};
use memchr::memmem;

use crate::library::dates::{moment, moment_of_count};
use crate::library::{Metadata, Moment};

use super::encoding::decode_labelled;
use super::setting::Setting;
use super::{File, Imported, Importer, Look, Read, Reason, page};

/// Accepts what begins with the lines of a mail's head, and files of the usual endings that may.
pub(super) const IMPORTER: Importer = Importer {
    accepts: |look: &Look<'_>| {
        let named = look.has_ending(&["eml", "mbox", "mht", "mhtml"]);
        begins_as_mailbox(look.start()) || begins_as_mail(look.start(), named)
    },
    read: |file: File<'_>| read(&file.bytes),
    in_part: false,
};

/// The largest message, in bytes.
const LARGEST: usize = 256 * 1024 * 1024;
/// What parts one message of a mailbox from the next.
const BORDER: &[u8] = b"\nFrom ";

/// Fields that stand in the head of every mail.
const FIELDS: &[&str] = &[
    "from:",
    "date:",
    "subject:",
    "message-id:",
    "mime-version:",
    "received:",
];

fn begins_as_mail(start: &str, named: bool) -> bool {
    let first = start.lines().next().unwrap_or_default();
    let name = first.split(':').next().unwrap_or_default();
    let is_field = name.len() < first.len()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let fields = FIELDS.iter().filter(|field| {
        start.starts_with(**field) || start.lines().any(|line| line.starts_with(**field))
    });
    // An article may open with a line `Date:`, but hardly with three fields of mail.
    is_field && fields.count() >= if named { 1 } else { 3 }
}

fn begins_as_mailbox(start: &str) -> bool {
    let mut lines = start.lines();
    let first = lines.next().unwrap_or_default();
    let second = lines.next().unwrap_or_default();
    first.starts_with("from ") && is_border(first) && begins_as_mail(second, true)
        || first.starts_with("from ") && is_border(first) && second.contains(": ")
}

/// Whether a line that starts with `From ` parts messages: a year and a time of day stand in it.
fn is_border(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    words.iter().any(year) && words.iter().any(|word| word.matches(':').count() >= 1)
}

fn read(bytes: &[u8]) -> Result<Read, Reason> {
    if !bytes.starts_with(b"From ") {
        return message(bytes).map(Read::one);
    }
    let mut read = Read::default();
    let (mut failed, mut first_reason) = (None, None);
    for (message_bytes, number) in messages(bytes).zip(1..) {
        match message(&message_bytes) {
            Ok(article) => read.push(article.numbered(number)),
            Err(reason) => {
                let (_, count) = failed.get_or_insert((number, 0));
                *count += 1;
                first_reason.get_or_insert(reason);
            }
        }
    }
    if read.articles.is_empty() {
        return Err(first_reason.unwrap_or(Reason::Empty));
    }
    if let Some((first, count)) = failed {
        read.trouble(Reason::BadMessages { first, count });
    }
    Ok(read)
}

/// The messages of a mailbox, without the lines that part them.
fn messages(mailbox: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let borders = memmem::find_iter(mailbox, BORDER).map(|at| at + 1);
    let mut starts: Vec<usize> = std::iter::once(0)
        .chain(borders)
        .filter(|&at| {
            let line = mailbox[at..].split(|byte| *byte == b'\n').next();
            line.is_some_and(|line| is_border(&String::from_utf8_lossy(line)))
        })
        .collect();
    starts.push(mailbox.len());
    let pairs: Vec<(usize, usize)> = starts.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.into_iter().map(|(start, end)| {
        let message = &mailbox[start..end];
        let body = memchr::memchr(b'\n', message).map_or(message.len(), |at| at + 1);
        // A line of a message that would part it was written with a mark before it.
        let lines = message[body..].split_inclusive(|byte| *byte == b'\n');
        let lines = lines.map(|line| {
            line.strip_prefix(b">")
                .filter(|rest| rest.starts_with(b"From "))
                .unwrap_or(line)
        });
        lines.collect::<Vec<_>>().concat()
    })
}

fn message(bytes: &[u8]) -> Result<Imported, Reason> {
    if bytes.len() > LARGEST {
        return Err(Reason::TooLong("a mail", "256 MiB"));
    }
    let damaged = |_| Reason::Damaged("mail", "its head".to_owned());
    let mail = parse_mail(bytes).map_err(damaged)?;
    let known = metadata(&mail);
    let pages = parts(&mail, "text/html");
    if let Some(saved) = saved_page(&mail, &pages) {
        return saved;
    }
    let mut setting = Setting::default();
    setting.headline(known.title.as_deref());
    for part in &pages {
        page::set_letter(&words(part)?, &mut setting)?;
    }
    if setting.is_bare() {
        for part in parts(&mail, "text/plain") {
            setting.body(&plain(part)?);
        }
    }
    if setting.is_bare() {
        return Err(Reason::NoLetter);
    }
    Ok(setting.into_article(known))
}

/// The article of a page that a browser saved as mail.
fn saved_page(
    mail: &ParsedMail<'_>,
    pages: &[&ParsedMail<'_>],
) -> Option<Result<Imported, Reason>> {
    let header = |name: &str| mail.headers.get_first_value(name);
    let related = mail.ctype.mimetype == "multipart/related";
    let told = header("Snapshot-Content-Location").is_some()
        || header("From").is_some_and(|from| from.contains("Saved by"));
    let part = pages
        .first()
        .filter(|_| told || (related && header("To").is_none()))?;
    let address = header("Snapshot-Content-Location")
        .or_else(|| part.headers.get_first_value("Content-Location"))
        .filter(|address| address.starts_with("http"));
    let article = words(part).and_then(|source| page::article(&source, address));
    Some(article)
}

fn metadata(mail: &ParsedMail<'_>) -> Metadata {
    let header = |name: &str| {
        let value = mail.headers.get_first_value(name)?;
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        (!value.is_empty()).then_some(value)
    };
    Metadata {
        title: header("Subject"),
        published: header("Date").and_then(|date| sent(&date)),
        outlet: header("From").map(|from| sender(&from)),
        address: header("Archived-At")
            .map(|address| address.trim_matches(['<', '>']).to_owned())
            .filter(|address| address.starts_with("http")),
        ..Metadata::default()
    }
}

/// When a mail was sent. What no standard allows is read with patience.
fn sent(date: &str) -> Option<Moment> {
    let bare = date.split('(').next().unwrap_or_default().trim();
    moment(bare).or_else(|| moment_of_count(mailparse::dateparse(date).ok()?))
}

/// The name of `Vell Briefing <letter@vell.example>`; the address where there is no name.
fn sender(from: &str) -> String {
    let (name, address) = from.split_once('<').unwrap_or((from, from));
    let name = name.trim().trim_matches(['"', '\'']).trim();
    let address = address.trim_end_matches('>').trim();
    if name.is_empty() { address } else { name }.to_owned()
}

/// The parts of this type that are no attachments. Of alternatives the mail holds one of each type.
fn parts<'m>(mail: &'m ParsedMail<'m>, kind: &str) -> Vec<&'m ParsedMail<'m>> {
    let attached = |part: &ParsedMail<'_>| {
        let header = part.headers.get_first_value("Content-Disposition");
        header.is_some_and(|value| value.trim().to_ascii_lowercase().starts_with("attachment"))
    };
    let fits = |part: &&ParsedMail<'_>| part.ctype.mimetype == kind && !attached(part);
    mail.parts().filter(fits).collect()
}

/// The words of a part, in UTF-8 where they are that, whatever the part says.
fn words(part: &ParsedMail<'_>) -> Result<String, Reason> {
    let damaged = |_| Reason::Damaged("mail", "a part in base64".to_owned());
    let bytes = part.get_body_raw().map_err(damaged)?;
    decode_labelled(bytes, &part.ctype.charset)
}

/// Plain text; lines that were broken for sending only (RFC 3676) are put together again.
fn plain(part: &ParsedMail<'_>) -> Result<String, Reason> {
    let text = words(part)?;
    let flowed = part.ctype.params.get("format");
    if flowed.is_none_or(|format| !format.eq_ignore_ascii_case("flowed")) {
        return Ok(text);
    }
    let mut joined = String::with_capacity(text.len());
    for line in text.lines() {
        joined.push_str(line);
        if !line.ends_with(' ') || line == "-- " {
            joined.push('\n');
        }
    }
    Ok(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_as_mail_and_what_does_not() {
        let check = |start: &str, named: bool, expected: bool| {
            let start = start.to_lowercase();
            let found = begins_as_mailbox(&start) || begins_as_mail(&start, named);
            assert_eq!(found, expected, "{start}");
        };
        check(
            "From: a@vell.example\nDate: x\nSubject: y\n\nNo.",
            false,
            true,
        );
        check(
            "From ann@vell.example Mon Mar  9 07:12:00 2026\nReceived: x\n",
            false,
            true,
        );
        check(
            "From the mayor we heard nothing at 10:30 in 2026.\nShe left.",
            false,
            false,
        );
        check(
            "Date: 2026-03-09\nSubject to change, she said.",
            false,
            false,
        );
        check("Subject: Envoy\n\nShe left.", true, true);
        check("Envoy leaves", true, false);
    }

    #[test]
    fn mailboxes_are_parted_at_their_borders() {
        let mailbox = b"From a@b Mon Mar  9 07:12:00 2026\nSubject: One\n\nNo.\n>From here on, no.\n\nFrom the start, no.\n\n\
            From - Tue Mar 10 07:12:00 2026\nSubject: Two\n\nYes.\n";
        let found: Vec<String> = messages(mailbox)
            .map(|message| String::from_utf8(message).unwrap())
            .collect();
        assert_eq!(
            found,
            [
                "Subject: One\n\nNo.\nFrom here on, no.\n\nFrom the start, no.\n\n",
                "Subject: Two\n\nYes.\n"
            ]
        );
    }

    #[test]
    fn senders_have_names_or_addresses() {
        assert_eq!(
            sender("\"Vell Briefing\" <letter@vell.example>"),
            "Vell Briefing"
        );
        assert_eq!(sender("<letter@vell.example>"), "letter@vell.example");
        assert_eq!(sender("letter@vell.example"), "letter@vell.example");
    }
}
