//! Walking through articles row by row, whatever they are made of.

use std::fmt::Write;
use std::path::PathBuf;

use super::*;
use crate::engine::blocks;
use crate::library::Tagged;

fn library(text: &str, title: Option<&str>) -> Library {
    let document = Document {
        name: "one".to_owned(),
        path: PathBuf::from("one.txt"),
        fingerprint: 0,
        text: text.into(),
        blocks: blocks(text).into(),
        title: title.map(str::to_owned),
        opening: "One".to_owned(),
        date: None,
        outlet: None,
        byline: None,
        published: None,
        updated: None,
        address: None,
        tagged: Tagged::default(),
    };
    Library::of_documents("vell".to_owned(), vec![document], Vec::new(), 0)
}

/// A block longer than several pieces, between two short ones.
fn long() -> String {
    let mut text = String::from("Short at first.\n\n");
    for number in 0..6000 {
        let _ = write!(text, "word{number} ");
    }
    text.push_str("\n\nShort at last.");
    text
}

#[test]
fn every_row_is_reached_from_above_and_from_below() {
    for (text, width) in [
        (long().as_str(), 40),
        ("One line.", 40),
        ("港は静かだ。港は静かだ。港は静かだ。", 6),
        ("One.\nTwo.\n\nAdvertisement\n\nThree and more words.", 9),
        (&"x".repeat(3 * PIECE + 7), 33),
    ] {
        let library = library(text, None);
        let page = Page::new(&library, DocId(0), width).unwrap();
        let all = page.rows(Anchor::START, usize::MAX / 2);
        let mut at = Anchor::START;
        for (row, expected) in all.iter().enumerate() {
            assert_eq!(page.rows(at, 1).first(), Some(expected), "row {row}");
            if row % 97 == 0 {
                assert!(page.same_row(page.up(at, row), Anchor::START), "row {row}");
            }
            at = page.down(at, 1);
        }
        let end = page.down(Anchor::START, usize::MAX / 2);
        assert!(page.same_row(at, end));
        assert!(page.same_row(page.last_page(1), end));
    }
}

#[test]
fn rows_hold_all_words_in_order() {
    let text = long();
    let library = library(&text, None);
    let page = Page::new(&library, DocId(0), 50).unwrap();
    let rows = page.rows(Anchor::START, usize::MAX / 2);
    let lines = rows.iter().filter_map(|row| match row {
        Row::Text { span, .. } => Some(span.of(&text)),
        Row::Head(_) => None,
    });
    let words: Vec<_> = lines.flat_map(str::split_whitespace).collect();
    assert_eq!(words, text.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn a_byte_is_found_again_at_every_width() {
    let text = long();
    let byte = text.find("word3210").unwrap() as u32;
    let library = library(&text, None);
    for width in 1..=72 {
        let page = Page::new(&library, DocId(0), width).unwrap();
        let top = page.at(byte);
        let Some(Row::Text { span, .. }) = page.rows(top, 1).pop() else {
            unreachable!("a byte of the text stands in a line of text");
        };
        assert!(span.contains(byte as usize), "{width}");
        assert_eq!(page.row_of(byte, page.up(top, 3), 10), Some(3), "{width}");
    }
}

#[test]
fn no_page_ends_in_empty_rows_unless_the_article_is_short() {
    let text = long();
    let library = library(&text, None);
    let page = Page::new(&library, DocId(0), 50).unwrap();
    let top = page.settled(page.at(text.len() as u32), 20);
    assert_eq!(page.rows(top, 20).len(), 20);
    assert!(page.same_row(page.settled(Anchor::START, 20), Anchor::START));
}

#[test]
fn an_article_without_words_has_its_head_and_does_not_scroll() {
    let library = library("", None);
    let page = Page::new(&library, DocId(0), 40).unwrap();
    assert_eq!(page.rows(Anchor::START, 20).len(), 3);
    assert_eq!(page.down(Anchor::START, 5), Anchor::START);
    assert_eq!(page.last_page(20), Anchor::START);
}
