//! RTF: its words, without fonts, pictures and hidden parts (Rich Text Format Specification 1.9.1).

use encoding_rs::{Encoding, WINDOWS_1252};

use super::exports::{Row, articles};
use super::{File, Importer, Look};

/// Accepts what begins as RTF.
pub(super) const IMPORTER: Importer = Importer {
    accepts: |look: &Look<'_>| look.start().starts_with("{\\rtf"),
    read: |file: File<'_>| {
        let mut document = Document::new(&file.bytes);
        document.read();
        articles(&document.rows, "RTF")
    },
    in_part: false,
};

/// How deep groups may stand in each other; what lies deeper is passed over.
const DEEPEST: usize = 10_000;

/// Groups that hold no words of the document.
const SKIPPED: &[&str] = &[
    "annotation",
    "author",
    "buptim",
    "colortbl",
    "comment",
    "company",
    "creatim",
    "doccomm",
    "falt",
    "fontemb",
    "fonttbl",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "generator",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "info",
    "keywords",
    "listtable",
    "nonshppict",
    "object",
    "operator",
    "pict",
    "printim",
    "revtim",
    "rsidtbl",
    "stylesheet",
    "themedata",
    "title",
    "xmlnstbl",
];

/// Words for single characters.
const CHARACTERS: &[(&str, &str)] = &[
    ("bullet", "•"),
    ("emdash", "—"),
    ("emspace", " "),
    ("endash", "–"),
    ("enspace", " "),
    ("ldblquote", "“"),
    ("lquote", "‘"),
    ("qmspace", " "),
    ("rdblquote", "”"),
    ("rquote", "’"),
    ("tab", " "),
];

/// What holds within a group.
#[derive(Clone, Copy)]
struct State {
    skipped: bool,
    hidden: bool,
    /// How many characters follow a Unicode one for readers that know none.
    fallback: usize,
}

struct Document<'f> {
    bytes: &'f [u8],
    at: usize,
    state: State,
    states: Vec<State>,
    /// How many groups are open beyond the deepest.
    beyond: usize,
    encoding: &'static Encoding,
    /// Bytes of a character set that wait to be decoded.
    pending: Vec<u8>,
    /// The first half of a character beyond 16 bits.
    surrogate: Option<u16>,
    /// How many characters are still passed over after a Unicode one.
    passed: usize,
    level: Option<u8>,
    words: String,
    rows: Vec<Row>,
}

impl<'f> Document<'f> {
    fn new(bytes: &'f [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            state: State {
                skipped: false,
                hidden: false,
                fallback: 1,
            },
            states: Vec::new(),
            beyond: 0,
            encoding: WINDOWS_1252,
            pending: Vec::new(),
            surrogate: None,
            passed: 0,
            level: None,
            words: String::new(),
            rows: Vec::new(),
        }
    }

    fn read(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' => self.open(),
                b'}' => self.close(),
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => {}
                _ => self.byte(byte),
            }
        }
        self.end_row();
    }

    fn open(&mut self) {
        self.settle();
        self.passed = 0;
        if self.states.len() < DEEPEST {
            self.states.push(self.state);
        } else {
            self.beyond += 1;
        }
    }

    fn close(&mut self) {
        self.settle();
        self.passed = 0;
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(state) = self.states.pop() {
            self.state = state;
        }
    }

    fn control(&mut self) {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) {
            self.at += 1;
        }
        if self.at == start {
            self.at += 1;
            match self.bytes.get(start) {
                Some(b'\'') => self.hexadecimal(),
                Some(b'~') => self.push(" "),
                Some(b'_') => self.push("-"),
                Some(b'*') => self.state.skipped = true,
                Some(b'\r' | b'\n') => self.end_row(),
                Some(&mark @ (b'\\' | b'{' | b'}')) => self.byte(mark),
                _ => {}
            }
            return;
        }
        let bytes = self.bytes;
        let word = std::str::from_utf8(&bytes[start..self.at]).unwrap_or_default();
        let number = self.number();
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        self.word(word, number);
    }

    /// The number right behind a control word.
    fn number(&mut self) -> Option<i64> {
        let start = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        let digits = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        digits.parse().ok()
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        match word {
            "par" | "line" | "row" | "sect" | "page" => self.end_row(),
            "cell" => self.push(" | "),
            "pard" => self.level = None,
            "plain" => self.state.hidden = false,
            "outlinelevel" => self.level = number.and_then(|level| u8::try_from(level + 1).ok()),
            "v" => self.state.hidden = number != Some(0),
            "uc" => {
                self.state.fallback =
                    number.map_or(1, |count| usize::try_from(count.min(8)).unwrap_or(0));
            }
            "u" => self.unicode(number.unwrap_or(0)),
            "bin" => {
                let length = number.and_then(|length| usize::try_from(length).ok());
                self.at = self
                    .at
                    .saturating_add(length.unwrap_or(0))
                    .min(self.bytes.len());
            }
            "ansicpg" => {
                let label = format!("windows-{}", number.unwrap_or(1252));
                self.encoding = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
            }
            "mac" => self.encoding = encoding_rs::MACINTOSH,
            word if SKIPPED.binary_search(&word).is_ok() => self.state.skipped = true,
            word => {
                if let Some((_, character)) = CHARACTERS.iter().find(|(name, _)| *name == word) {
                    self.push(character);
                }
            }
        }
    }

    fn hexadecimal(&mut self) {
        let digits = self.bytes.get(self.at..self.at + 2);
        let value = digits
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        if let Some(value) = value {
            self.at += 2;
            self.byte(value);
        }
    }

    /// A character by its number, which is written with a sign. Those beyond 16 bits come in halves.
    fn unicode(&mut self, number: i64) {
        let unit = u16::try_from(number & 0xffff).unwrap_or(0xfffd);
        match (self.surrogate.take(), unit) {
            (_, 0xd800..=0xdbff) => self.surrogate = Some(unit),
            (Some(first), 0xdc00..=0xdfff) => {
                self.push(&String::from_utf16_lossy(&[first, unit]));
            }
            _ => self.push(&String::from_utf16_lossy(&[unit])),
        }
        self.passed = self.state.fallback;
    }

    /// One byte of words.
    fn byte(&mut self, byte: u8) {
        if self.passed > 0 {
            self.passed -= 1;
        } else if !self.state.skipped && !self.state.hidden {
            self.pending.push(byte);
        }
    }

    fn push(&mut self, words: &str) {
        self.settle();
        if self.passed > 0 {
            self.passed -= 1;
        } else if !self.state.skipped && !self.state.hidden {
            self.words.push_str(words);
        }
    }

    /// Decodes the bytes that wait.
    fn settle(&mut self) {
        if !self.pending.is_empty() {
            let bytes = std::mem::take(&mut self.pending);
            // Some programs write UTF-8 into what is ASCII by its standard.
            let words = match std::str::from_utf8(&bytes) {
                Ok(words) => words.into(),
                Err(_) => self.encoding.decode_without_bom_handling(&bytes).0,
            };
            self.words.push_str(&words);
        }
    }

    fn end_row(&mut self) {
        self.settle();
        if self.state.skipped {
            return;
        }
        let words = std::mem::take(&mut self.words);
        self.rows.push(Row::new(&words, self.level));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &[u8], expected: &[&str]) {
        let mut document = Document::new(source);
        document.read();
        let rows: Vec<&str> = document.rows.iter().map(|row| row.words.as_str()).collect();
        assert_eq!(rows, expected, "{}", String::from_utf8_lossy(source));
    }

    #[test]
    fn words_come_without_what_surrounds_them() {
        check(
            br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator X;}\pard\b Envoy\b0  leaves\par \'93No,\'94 said J\'f6rg.\line End}",
            &["Envoy leaves", "“No,” said Jörg.", "End"],
        );
        check(
            br"{\rtf1\uc1 \u8220?No\u8221? \{a\} \ldblquote b\rdblquote {\v hidden}{\field{\*\fldinst HYPERLINK x}{\fldrslt c}}\u-10179?\u-8704?}",
            &["“No” {a} “b”c😀"],
        );
        check(
            br"{\rtf1\ansicpg1251 \'cf\'ee\'f1\'ee\'eb\par}",
            &["Посол", ""],
        );
    }

    #[test]
    fn what_is_damaged_ends() {
        check(br"{\rtf1 a\bin99999999 b", &["a"]);
        check(br"{\rtf1 a\'9", &["a9"]);
        check(br"}}}\u a\'", &[""]);
        let deep = [b"{\\rtf1 a".to_vec(), b"{".repeat(1_000_000), b"b".to_vec()].concat();
        check(&deep, &["ab"]);
    }

    #[test]
    fn the_list_of_groups_is_sorted() {
        assert!(SKIPPED.is_sorted());
    }
}
