//! Compares what the engine finds with what a case expects.

use onrecord::engine::{
    Analysis, Background, EntityKind, Lexicon, LocalEntity, Quotation, QuotationKind, Speaker,
    analyze, blocks, survey,
};

use super::case::{Case, Finding};

/// The kinds that are compared together, and whether they are compared in a case that names none of them.
const GROUPS: &[(&str, &[&str], bool)] = &[
    ("quotation", &["direct", "mixed", "scare"], true),
    ("indirect", &["indirect"], false),
    ("person", &["person"], false),
    ("organization", &["organization"], false),
    ("citation", &["citation"], false),
    ("note", &["note"], false),
];

/// A report with both sides, when they differ.
pub(crate) fn differences(case: &Case) -> Option<String> {
    let found = findings(case);
    let (mut missing, mut unexpected) = (Vec::new(), Vec::new());
    for (group, kinds, always) in GROUPS {
        let of_group = |finding: &&Finding| kinds.contains(&finding.kind.as_str());
        let expected: Vec<_> = case.findings.iter().filter(of_group).collect();
        let none = format!("no {group}");
        let compared =
            *always || !expected.is_empty() || case.findings.iter().any(|line| line.kind == none);
        if !compared {
            continue;
        }
        let mut rest: Vec<_> = found.iter().filter(of_group).collect();
        for line in expected {
            match rest.iter().position(|found| agrees(line, found)) {
                Some(at) => drop(rest.remove(at)),
                None => missing.push(format!("  missing  {}\n", line.line())),
            }
        }
        unexpected.extend(
            rest.iter()
                .map(|line| format!("  found    {}\n", line.line())),
        );
    }
    let wrong = missing.len() + unexpected.len() > 0;
    wrong.then(|| {
        format!(
            "{}: {}\n{}{}",
            case.place,
            case.title,
            missing.concat(),
            unexpected.concat()
        )
    })
}

/// What the engine finds, in the lines of the format.
fn findings(case: &Case) -> Vec<Finding> {
    let lexicon = Lexicon::bundled();
    let surveys: Vec<_> = case
        .background
        .iter()
        .chain([&case.text])
        .map(|text| survey(text, &blocks(text), lexicon))
        .collect();
    let background = Background::gather(&surveys);
    let text = &case.text;
    let analysis = analyze(text, &blocks(text), lexicon, &background);
    let mut lines = Vec::new();
    for quotation in &analysis.quotations {
        lines.push(quotation_line(text, &analysis, quotation));
    }
    for entity in &analysis.entities {
        lines.push(entity_line(entity));
    }
    for citation in &analysis.citations {
        lines.push(line("citation", [citation.outlet.clone()]));
    }
    for note in &analysis.notes {
        lines.push(line("note", [note.text.clone()]));
    }
    lines
}

fn quotation_line(text: &str, analysis: &Analysis, quotation: &Quotation) -> Finding {
    let kind = match quotation.kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Mixed => "mixed",
        QuotationKind::Indirect => "indirect",
        QuotationKind::Scare => "scare",
    };
    let speaker = match &quotation.speaker {
        _ if kind == "scare" => "-".to_owned(),
        Speaker::Entity(id) => analysis
            .entity(*id)
            .map_or_else(|| format!("entity {} is missing", id.0), |e| e.name.clone()),
        Speaker::Unnamed(words) => format!("unnamed: {words}"),
        Speaker::Unknown => "unknown".to_owned(),
    };
    let source = quotation.source.map_or("-", |span| span.of(text));
    let words = quotation.span.of(text);
    line(kind, [speaker, words.to_owned(), source.to_owned()])
}

fn entity_line(entity: &LocalEntity) -> Finding {
    let kind = match entity.kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
    };
    let role = entity.role.clone().unwrap_or_else(|| "-".to_owned());
    line(
        kind,
        [entity.name.clone(), role, entity.mentions.len().to_string()],
    )
}

fn line(kind: &str, parts: impl IntoIterator<Item = String>) -> Finding {
    Finding {
        kind: kind.to_owned(),
        parts: parts.into_iter().collect(),
    }
}

/// Whether what was found is what a line expects. Parts that the line leaves open agree with anything.
fn agrees(expected: &Finding, found: &Finding) -> bool {
    if expected.kind != found.kind {
        return false;
    }
    let (first, second, third) = (0, 1, 2);
    let pair = |index| (expected.part(index), found.part(index).unwrap_or_default());
    match expected.kind.as_str() {
        "note" => found.parts[first].contains(&expected.parts[first]),
        "person" | "organization" => {
            same(pair(first), |e, f| name(e) == name(f))
                && same(pair(second), |e, f| name(f).contains(&name(e)))
                && same(pair(third), |e, f| e == f)
        }
        "citation" => same(pair(first), |e, f| name(e) == name(f)),
        kind => {
            same(pair(first), |e, f| name(e) == name(f))
                && same(pair(second), |e, f| {
                    words_agree(content(kind, e), content(kind, f))
                })
                && same(pair(third), |e, f| source_agrees(&name(e), &name(f)))
        }
    }
}

fn same((expected, found): (Option<&str>, &str), agree: impl Fn(&str, &str) -> bool) -> bool {
    expected.is_none_or(|expected| agree(expected, found))
}

/// A name or role without what makes no difference.
fn name(words: &str) -> String {
    let words = words.to_lowercase().replace('’', "'");
    let (prefix, words) = match words.strip_prefix("unnamed: ") {
        Some(rest) => ("unnamed: ", rest),
        None => ("", words.as_str()),
    };
    let bare = ["the ", "a ", "an "]
        .iter()
        .find_map(|article| words.strip_prefix(article));
    format!("{prefix}{}", bare.unwrap_or(words).trim_end_matches('.'))
}

/// Whether the words are the same, or the found ones lack only a title in front: `Lindqvist` for `Ms. Lindqvist`.
fn source_agrees(expected: &str, found: &str) -> bool {
    expected == found || expected.ends_with(&format!(" {found}"))
}

fn content<'a>(kind: &str, words: &'a str) -> &'a str {
    if kind != "indirect" {
        return words;
    }
    let words = words.trim_start_matches("that ");
    words.trim_matches(|end: char| end.is_whitespace() || ",.;:–—".contains(end))
}

fn words_agree(expected: &str, found: &str) -> bool {
    match expected.split_once(" … ") {
        Some((start, end)) => {
            found.len() >= start.len() + end.len()
                && found.starts_with(start)
                && found.ends_with(end)
        }
        None => expected == found,
    }
}
