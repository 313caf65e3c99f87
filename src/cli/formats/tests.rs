//! Each form as it comes out.

use std::sync::Arc;

use serde::Serialize;

use super::{Record, Sheet, Source, write};
use crate::app::export::Format;
use crate::app::memory::Root;
use crate::cli::formats::table::Column;
use crate::cli::output::Page;
use crate::engine::Span;
use crate::library::{DocId, Library};

const TEXT: &str = " date 2026-03-07 Ferry <b>crews</b>\n\nFirst.\n\n“No & yes,” said Ann. “Never \u{202e}\u{1b}[1m.”\n\nLast.";

#[derive(Serialize)]
struct Said {
    who: &'static str,
    words: &'static str,
    #[serde(skip)]
    place: Option<Span>,
}

impl Record for Said {
    const COLUMNS: &'static [Column] = &[Column::words("words", 8, 0)];
    const FIELDS: &'static [&'static str] = &["who", "words"];

    fn cells(&self) -> Vec<String> {
        vec![self.words.to_owned()]
    }

    fn places(&self) -> Vec<(DocId, Span)> {
        self.place
            .map(|span| (DocId(0), span))
            .into_iter()
            .collect()
    }
}

fn written(rows: &[Said], format: Format) -> String {
    written_from(rows, format, None)
}

fn written_from(rows: &[Said], format: Format, address: Option<&str>) -> String {
    let mut library = Library::of_texts("it's", &[("a b.txt", TEXT)]);
    Arc::make_mut(&mut library.documents)[0].address = address.map(str::to_owned);
    let roots = [Root {
        path: "a b.txt".into(),
        full: "/home/ann/it's/a b.txt".to_owned(),
    }];
    let sheet = Sheet {
        title: "Words <of> Ann",
        rows,
        source: Source {
            library: &library,
            roots: &roots,
        },
    };
    let mut out = Vec::new();
    write(&sheet, format, Page::plain(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[track_caller]
fn check(format: Format, expected: &str) {
    let rows = [
        Said {
            who: "Ann Lee",
            words: "“No | yes,”\n\nshe said",
            place: None,
        },
        Said {
            who: "+1, \"Bo\"",
            words: "a\u{1b}b",
            place: None,
        },
    ];
    assert_eq!(written(&rows, format), expected);
}

#[test]
fn each_format_prints_every_record() {
    check(Format::Table, "words\n“No | yes,” she said\na\u{fffd}b\n");
    check(
        Format::Markdown,
        "| words |\n| --- |\n| “No \\| yes,” she said |\n| a\u{fffd}b |\n",
    );
    check(
        Format::Csv,
        "who,words\nAnn Lee,\"“No | yes,” she said\"\n\"'+1, \"\"Bo\"\"\",a\u{fffd}b\n",
    );
    check(
        Format::Json,
        "[\n{\"who\":\"Ann Lee\",\"words\":\"“No | yes,”\\n\\nshe said\"},\n{\"who\":\"+1, \\\"Bo\\\"\",\"words\":\"a\\u001bb\"}\n]\n",
    );
    check(
        Format::Jsonl,
        "{\"who\":\"Ann Lee\",\"words\":\"“No | yes,”\\n\\nshe said\"}\n{\"who\":\"+1, \\\"Bo\\\"\",\"words\":\"a\\u001bb\"}\n",
    );
}

#[test]
fn tables_without_a_row_are_nothing() {
    assert_eq!(written(&[], Format::Table), "");
    assert_eq!(written(&[], Format::Markdown), "");
    assert_eq!(written(&[], Format::Csv), "who,words\n");
    assert_eq!(written(&[], Format::Json), "[]\n");
}

/// Where words stand in [`TEXT`].
fn place(words: &str) -> Option<Span> {
    let at = TEXT.find(words)?;
    Some(Span::new(at, at + words.len()))
}

#[test]
fn the_page_stands_alone_and_nothing_of_an_article_acts_in_it() {
    let rows = [
        Said {
            who: "Ann",
            words: "“No & yes,”",
            place: place("“No & yes,”"),
        },
        Said {
            who: "Ann",
            words: "“Never”</td><script>alert(1)</script>",
            place: place("“Never \u{202e}\u{1b}[1m.”"),
        },
    ];
    let page = written(&rows, Format::Html);
    for tag in [
        "<script", "<b>", "<of>", "<link", "<img", "src=", "http://", "https://",
    ] {
        assert!(!page.contains(tag), "{tag}");
    }
    assert!(!page.contains(['\u{1b}', '\u{202e}']));
    for part in [
        "<h1>Words &lt;of&gt; Ann</h1>",
        "<h3>Ferry &lt;b&gt;crews&lt;/b&gt;</h3>",
        "<td class=\"words\" data-name=\"words\">“No &amp; yes,”</td>",
        "<a href=\"#a%20b:no-yes-said-ann\">1</a>",
        // Both stand in one paragraph, which is there once.
        "<blockquote><mark id=\"a%20b:no-yes-said-ann\"><sup>1</sup>“No &amp; yes,”</mark> said Ann. <mark",
        "<code>onrecord &#39;/home/ann/it&#39;\\&#39;&#39;s/a b.txt#a%20b:no-yes-said-ann&#39;</code>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("First."));
    assert_eq!(page.matches("<blockquote>").count(), 1);
}

#[test]
fn a_heading_leads_to_the_article_on_the_web_and_nowhere_else() {
    let rows = [Said {
        who: "Ann",
        words: "x",
        place: place("“No & yes,”"),
    }];
    let page = |address| written_from(&rows, Format::Html, Some(address));
    let linked = page("https://post.example/a?b=1&c=\"2\"");
    let link =
        "<h3><a href=\"https://post.example/a?b=1&amp;c=&quot;2&quot;\" rel=\"noreferrer\">Ferry";
    assert!(linked.contains(link), "{linked}");
    for address in ["javascript:alert(1)", "data:text/html,x", "post.example"] {
        assert!(page(address).contains("<h3>Ferry"), "{address}");
    }
}

#[test]
fn places_that_overlap_are_marked_once_and_keep_their_words() {
    let rows = [
        ("“No & yes,” said Ann."),
        ("“No & yes,”"),
        ("said Ann. “Never"),
    ]
    .map(|words| Said {
        who: "Ann",
        words: "x",
        place: place(words),
    });
    let page = written(&rows, Format::Html);
    let (_, rest) = page.split_once("<blockquote>").unwrap();
    let (passage, _) = rest.split_once("</blockquote>").unwrap();
    assert_eq!(passage.matches("<mark id=").count(), 3);
    let mut words = String::new();
    for part in passage.split('<') {
        let shown = part.rsplit_once('>').map_or(part, |(_, shown)| shown);
        if !part.starts_with("sup>") {
            words.push_str(shown);
        }
    }
    assert_eq!(
        words,
        "“No &amp; yes,” said Ann. “Never \u{fffd}\u{fffd}[1m.”"
    );
}
