//! Pages and the parts a reader would see in them.

use proptest::prelude::*;

use super::*;

/// The blocks, one a line: the first letter of the kind, a colon, the words.
fn shape(text: &str) -> String {
    let lines = blocks(text).into_iter().map(|block| {
        let kind = format!("{:?}", block.kind);
        format!("{}: {}", &kind[..2], block.span.of(text))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn check(text: &str, expected: &str) {
    let lines = expected.lines().map(str::trim);
    let expected: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    assert_eq!(shape(text), expected.join("\n"), "{text}");
}

#[test]
fn a_header_is_followed_by_the_title_or_by_the_first_sentence() {
    check(
        " date 2026-03-09 Envoy warns Vell: “Enough is enough”\n\nThe envoy spoke.",
        "He: date 2026-03-09\nTi: Envoy warns Vell: “Enough is enough”\nPa: The envoy spoke.",
    );
    check(
        "date 2026-03-09 The envoy warned Vell on Monday.\n\nShe spoke.",
        "He: date 2026-03-09\nPa: The envoy warned Vell on Monday.\nPa: She spoke.",
    );
    check(
        "date 2026-03-09\nEnvoy warns Vell\nThe envoy spoke.",
        "He: date 2026-03-09\nTi: Envoy warns Vell\nPa: The envoy spoke.",
    );
    check(
        "date 2026-03-09 Envoy warns Vell",
        "He: date 2026-03-09\nTi: Envoy warns Vell",
    );
    check("date 2026-03-09", "He: date 2026-03-09");
    check(
        "date 2026-03-091 was long.",
        "Pa: date 2026-03-091 was long.",
    );
    check("dated 2026-03-09 it was.", "Pa: dated 2026-03-09 it was.");
}

#[test]
fn a_first_line_without_a_closing_full_stop_is_the_title() {
    check(
        "Envoy warns Vell\n\nShe spoke.",
        "Ti: Envoy warns Vell\nPa: She spoke.",
    );
    check(
        "Who pays for Vell?\n\nNobody.",
        "Ti: Who pays for Vell?\nPa: Nobody.",
    );
    check(
        "Last Troops Leave the U.S.\n\nThey went.",
        "Ti: Last Troops Leave the U.S.\nPa: They went.",
    );
    check(
        "She lives in the U.S.\n\nHe went.",
        "Pa: She lives in the U.S.\nPa: He went.",
    );
    check("She spoke.\n\nHe left.", "Pa: She spoke.\nPa: He left.");
    check("“No,” said Ann Orr", "Pa: “No,” said Ann Orr");
    check(
        "Poll finds Orr ahead.\n\nVELL (AP) — Ann Orr leads.",
        "Ti: Poll finds Orr ahead.\nPa: VELL (AP) — Ann Orr leads.",
    );
    check(
        "The envoy told reporters on Monday that the\ntalks in Vell had failed.\n\nShe left.",
        "Pa: The envoy told reporters on Monday that the\nPa: talks in Vell had failed.\nPa: She left.",
    );
}

#[test]
fn the_top_may_hold_the_writer_and_the_date() {
    check(
        "Envoy warns Vell\nBy Ann Orr and Bo Lind\nPublished March 9, 2026, 10:14 GMT\n\nShe spoke.",
        "Ti: Envoy warns Vell\nFu: By Ann Orr and Bo Lind\nHe: Published March 9, 2026, 10:14 GMT\nPa: She spoke.",
    );
    check(
        "9 March 2026\nEnvoy warns Vell\n\nShe spoke.",
        "He: 9 March 2026\nTi: Envoy warns Vell\nPa: She spoke.",
    );
    check(
        "Envoy warns Vell\n2026-03-09T10:14:00Z\n\nShe spoke.",
        "Ti: Envoy warns Vell\nHe: 2026-03-09T10:14:00Z\nPa: She spoke.",
    );
    check(
        "March 9 was cold.\n\nIn 2026 it was not.",
        "Pa: March 9 was cold.\nPa: In 2026 it was not.",
    );
}

#[test]
fn short_lines_between_paragraphs_are_subheads() {
    check(
        "She spoke.\n\nWarning to Vell\n\nHe left.\n\nWhat happens next?\n\nNobody knows.",
        "Pa: She spoke.\nSu: Warning to Vell\nPa: He left.\nSu: What happens next?\nPa: Nobody knows.",
    );
    check(
        "Envoy warns Vell\nShe spoke.\nWarning to Vell\nHe left.",
        "Ti: Envoy warns Vell\nPa: She spoke.\nSu: Warning to Vell\nPa: He left.",
    );
    check(
        "She spoke.\n\nWarning to Vell\nHe left.",
        "Pa: She spoke.\nSu: Warning to Vell\nPa: He left.",
    );
    check(
        "She spoke.\n\nAnd then what?\n\nHe left.",
        "Pa: She spoke.\nPa: And then what?\nPa: He left.",
    );
    check("She spoke.\n\nAnn Orr", "Pa: She spoke.\nPa: Ann Orr");
    check(
        "She asked for:\n\n- Bread\n- Time to think\n\nHe left.",
        "Pa: She asked for:\nPa: - Bread\nPa: - Time to think\nPa: He left.",
    );
    check(
        "She spoke.\n\n“We will not go\n\nhome,” he said.",
        "Pa: She spoke.\nPa: “We will not go\nPa: home,” he said.",
    );
}

#[test]
fn lines_of_wrapped_paragraphs_are_no_subheads() {
    check(
        "The envoy told reporters on Monday that the talks in\nVell had failed. She did not say when they would be\nheld again. \
         The mayor of the town wants them to go on\nand asked for patience.\n\nWarning to Vell\n\nHe left.",
        "Pa: The envoy told reporters on Monday that the talks in\nPa: Vell had failed. She did not say when they would be\n\
         Pa: held again. The mayor of the town wants them to go on\nPa: and asked for patience.\nSu: Warning to Vell\nPa: He left.",
    );
}

#[test]
fn furniture_is_told_from_the_article() {
    check(
        "She spoke.\n\nAdvertisement\n\nHe left.\n\nTo suggest a correction or clarification, write to us here\nYou can \
         also highlight the text and press Ctrl + Enter",
        "Pa: She spoke.\nFu: Advertisement\nPa: He left.\nFu: To suggest a correction or clarification, write to us here\n\
         Fu: You can also highlight the text and press Ctrl + Enter",
    );
    check(
        "She spoke.\n\nRain in Vell – Part 2\nOther Topics of Interest\n\nRain in Vell – Part 2\n\nThe rain will not stop, \
         they say in Vell.\n\nHe left.",
        "Pa: She spoke.\nFu: Rain in Vell – Part 2\nFu: Other Topics of Interest\nFu: Rain in Vell – Part 2\n\
         Fu: The rain will not stop, they say in Vell.\nPa: He left.",
    );
    check(
        "She spoke.\n\nOther Topics of Interest\n\nRain in Vell – Part 2\n\nTen wet years.\n\nHe left.",
        "Pa: She spoke.\nFu: Other Topics of Interest\nFu: Rain in Vell – Part 2\nFu: Ten wet years.\nPa: He left.",
    );
    check(
        "She spoke.\n\nRelated\nRain in Vell\nMore Rain in Orrin\n\nHe left.",
        "Pa: She spoke.\nFu: Related\nFu: Rain in Vell\nFu: More Rain in Orrin\nPa: He left.",
    );
    check(
        "She spoke.\nEditing by Bo Lind\nFollow us on everything",
        "Pa: She spoke.\nFu: Editing by Bo Lind\nFu: Follow us on everything",
    );
    check(
        "Editing by hand is slow.\nShe spoke.",
        "Pa: Editing by hand is slow.\nPa: She spoke.",
    );
}

#[test]
fn the_closing_line_of_sources() {
    check(
        "She spoke.\n\nSources: Vell Courier, VP.",
        "Pa: She spoke.\nSo: Sources: Vell Courier, VP.",
    );
    check(
        "She spoke.\n\nSource: VP\n\nAdvertisement",
        "Pa: She spoke.\nSo: Source: VP\nFu: Advertisement",
    );
    check(
        "Sources: two of them.\n\nShe spoke.",
        "Pa: Sources: two of them.\nPa: She spoke.",
    );
}

#[test]
fn every_line_break_and_page_break_ends_a_block() {
    check(
        "\u{feff} date 2026-03-09 Envoy warns Vell\r\n\r\n\tShe spoke.\r\nHe left.\x0cNobody came.\u{2028}Good.",
        "He: date 2026-03-09\nTi: Envoy warns Vell\nPa: She spoke.\nPa: He left.\nPa: Nobody came.\nPa: Good.",
    );
    check(" \n\t\r\n\x0c", "");
}

proptest! {
    #[test]
    fn any_text_gives_ordered_blocks_on_one_line(text in r#"(date 2026-03-09 |Related\n|[a-zA-Z “”"'.?:ü\n\r\x0c\u{2028}]|\PC){0,60}"#) {
        let mut last = 0;
        for block in blocks(&text) {
            prop_assert!(block.span.start >= last && !block.span.is_empty());
            last = block.span.end;
            let words = text.get(block.span.range()).unwrap_or("\n");
            let breaks = ['\n', '\r', '\x0b', '\x0c', '\u{85}', '\u{2028}', '\u{2029}'];
            prop_assert!(words.trim() == words && !words.contains(breaks), "{:?}", words);
        }
    }

    #[test]
    fn no_word_is_lost(text in "(date 2026-03-09|[a-c \n\r]|[A-C.“”]){0,40}") {
        let kept: String = blocks(&text).iter().map(|block| block.span.of(&text)).collect();
        let strip = |text: &str| text.chars().filter(|mark| !mark.is_whitespace()).collect::<String>();
        prop_assert_eq!(strip(&kept), strip(&text));
    }
}
