//! Who published a document, where its own text says so plainly.

use crate::engine::{Block, BlockKind};

use super::floor;

/// How many paragraphs from the start may carry a dateline.
pub(super) const DATELINES: usize = 2;
/// How many blocks from the end may carry the notice of a copyright.
const NOTICES: usize = 4;

/// The outlet in the dateline (`VELL (AP) — `) or in a notice at the end (`© 2026 Vell Courier`), if one is there.
pub(crate) fn outlet(text: &str, blocks: &[Block]) -> Option<String> {
    let paragraphs = blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph);
    let dateline = paragraphs
        .take(DATELINES)
        .find_map(|block| in_dateline(block.span.of(text)))
        .map(str::to_owned);
    dateline.or_else(|| {
        let last = blocks.iter().rev().take(NOTICES);
        last.filter(|block| block.kind == BlockKind::Furniture)
            .find_map(|block| in_notice(block.span.of(text)))
    })
}

/// `VELL (AP) — The envoy`, `VELL, March 3 (Vell Courier) -- The envoy`.
pub(super) fn in_dateline(paragraph: &str) -> Option<&str> {
    let head = &paragraph[..floor(paragraph, 80)];
    let (place, rest) = head.split_once('(')?;
    let (name, after) = rest.split_once(')')?;
    let place = place.split(',').next().unwrap_or_default();
    let capitals = place.chars().filter(|mark| mark.is_alphabetic());
    let fits = capitals.clone().count() > 2
        && capitals.clone().all(char::is_uppercase)
        && after.trim_start().starts_with(['—', '–', '-'])
        && name.starts_with(char::is_uppercase)
        && name.split(' ').count() <= 4;
    fits.then_some(name)
}

/// `© 2026 Vell Courier. All rights reserved.`
fn in_notice(line: &str) -> Option<String> {
    let mut rest = line.trim_start();
    let mut marked = false;
    for mark in ["Copyright", "COPYRIGHT", "©", "(c)", "(C)"] {
        if let Some(after) = rest.strip_prefix(mark) {
            rest = after.trim_start();
            marked = true;
        }
    }
    let name = rest.trim_start_matches(|mark: char| {
        mark.is_ascii_digit() || matches!(mark, '-' | '–' | ' ' | ',')
    });
    let name = name.strip_prefix("by ").unwrap_or(name);
    let name = name.split(". ").next().unwrap_or_default();
    let name = name
        .split(" All rights")
        .next()
        .unwrap_or_default()
        .trim_end_matches(['.', ' ', ',']);
    let fits = marked && name.starts_with(char::is_uppercase) && name.split(' ').count() <= 6;
    fits.then(|| name.to_owned())
}

/// The writer in a line that names nobody else: `By Ann Orr`.
pub(crate) fn byline(text: &str, blocks: &[Block]) -> Option<String> {
    blocks
        .iter()
        .take_while(|block| block.kind != BlockKind::Paragraph)
        .filter(|block| block.kind == BlockKind::Furniture)
        .find_map(|block| {
            let line = block.span.of(text);
            let names = ["By ", "BY ", "by "]
                .iter()
                .find_map(|head| line.strip_prefix(head))?;
            Some(names.to_owned())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::blocks;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(outlet(text, &blocks(text)).as_deref(), expected, "{text}");
    }

    #[test]
    fn datelines_and_notices_name_the_outlet() {
        check("VELL (AP) — The envoy left.", Some("AP"));
        check(
            "Envoy leaves\n\nVELL, March 3 (Vell Courier) -- The envoy left.",
            Some("Vell Courier"),
        );
        check(
            "She left.\n\n© 2026 Vell Courier. All rights reserved.",
            Some("Vell Courier"),
        );
        check(
            "She left.\n\nCopyright 2026 by Vell Courier",
            Some("Vell Courier"),
        );
        check("The envoy (Ann Orr) — she left.", None);
        check("VELL (see map) — The envoy left.", None);
        check("She left.\n\nAll rights reserved.", None);
    }

    #[test]
    fn the_line_with_the_writers_name() {
        let text = "Envoy leaves\nBy Ann Orr\n\nShe left.";
        assert_eq!(byline(text, &blocks(text)).as_deref(), Some("Ann Orr"));
        assert_eq!(byline("She left.", &blocks("She left.")), None);
    }
}
