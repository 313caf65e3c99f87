//! Reads the cases of a Markdown suite.

use std::fs;
use std::path::Path;

/// One heading of a suite with its passage and findings.
pub(crate) struct Case {
    /// File and line of the findings: `names.md:12`.
    pub(crate) place: String,
    /// The heading.
    pub(crate) title: String,
    /// Other documents of the same library.
    pub(crate) background: Vec<String>,
    /// The passage.
    pub(crate) text: String,
    /// What a careful editor finds in it.
    pub(crate) findings: Vec<Finding>,
}

/// One line of findings, cut into its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// `direct`, `person`, `no person` and so on.
    pub(crate) kind: String,
    /// What follows the kind.
    pub(crate) parts: Vec<String>,
}

const KINDS: &[&str] = &[
    "direct",
    "mixed",
    "scare",
    "indirect",
    "person",
    "organization",
    "citation",
    "note",
    "no quotation",
    "no indirect",
    "no person",
    "no organization",
    "no citation",
    "no note",
];

impl Finding {
    /// The part at `index`, the first being what follows the kind; none for a dash.
    pub(crate) fn part(&self, index: usize) -> Option<&str> {
        self.parts
            .get(index)
            .map(String::as_str)
            .filter(|part| *part != "-")
    }

    pub(crate) fn line(&self) -> String {
        let mut line = self.kind.clone();
        for part in &self.parts {
            line = line + " | " + part;
        }
        line
    }
}

/// The cases of a suite, in order.
///
/// # Panics
///
/// When the suite does not keep to the format: a test that is misread would hold nothing.
pub(crate) fn read(file: &str, suite: &str) -> Vec<Case> {
    let (mut cases, mut title) = (Vec::new(), String::new());
    let (mut background, mut text) = (Vec::new(), None);
    let mut lines = suite.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let place = format!("{file}:{}", number + 1);
        if let Some(heading) = line.strip_prefix('#') {
            assert!(
                text.is_none(),
                "{place}: the case before has no findings block"
            );
            heading
                .trim_start_matches('#')
                .trim()
                .clone_into(&mut title);
            background.clear();
            continue;
        }
        let Some(fence) = line.strip_prefix("```") else {
            continue;
        };
        let body: Vec<_> = lines
            .by_ref()
            .map(|(_, line)| line)
            .take_while(|line| *line != "```")
            .collect();
        match fence {
            "text" => text = Some(body.join("\n")),
            "file" => text = Some(file_of(&place, &body)),
            "background" => background.push(body.join("\n")),
            "findings" => cases.push(Case {
                title: title.clone(),
                background: std::mem::take(&mut background),
                text: text
                    .take()
                    .unwrap_or_else(|| panic!("{place}: no passage before the findings")),
                findings: body.iter().map(|line| finding(&place, line)).collect(),
                place,
            }),
            other => panic!("{place}: no block is called {other:?}"),
        }
    }
    assert!(
        text.is_none(),
        "{file}: the last case has no findings block"
    );
    cases
}

fn file_of(place: &str, body: &[&str]) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(body.concat());
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{place}: {}: {error}", path.display()))
}

fn finding(place: &str, line: &str) -> Finding {
    let mut parts = line.split(" | ").map(|part| part.trim().to_owned());
    let kind = parts.next().unwrap_or_default();
    assert!(
        KINDS.contains(&kind.as_str()),
        "{place}: no finding is called {kind:?}"
    );
    Finding {
        kind,
        parts: parts.collect(),
    }
}
