//! Runs the Markdown suites of `tests/corpus/`, whose README explains the format.
#![allow(
    clippy::unwrap_used,
    reason = "a suite that cannot be read is a failed test"
)]

mod corpus {
    pub(crate) mod case;
    pub(crate) mod compare;
}

use std::fs;
use std::path::{Path, PathBuf};

use corpus::{case, compare};

/// The cases in this file must fail; all others must hold.
const KNOWN_GAPS: &str = "known-gaps.md";

fn suites() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .filter(|path| !path.ends_with("README.md"))
        .collect();
    paths.sort();
    paths
}

fn cases_of(path: &Path) -> Vec<case::Case> {
    let file = path.file_name().unwrap().to_string_lossy();
    case::read(&file, &fs::read_to_string(path).unwrap())
}

#[test]
fn the_findings_are_those_of_a_careful_editor() {
    let (mut count, mut wrong) = (0, Vec::new());
    for path in suites().iter().filter(|path| !path.ends_with(KNOWN_GAPS)) {
        for case in cases_of(path) {
            count += 1;
            wrong.extend(compare::differences(&case));
        }
    }
    assert!(count > 60, "only {count} cases were found");
    assert!(
        wrong.is_empty(),
        "\n\n{}\n{} of {count} cases are wrong\n",
        wrong.join("\n"),
        wrong.len()
    );
}

#[test]
fn known_gaps_are_still_gaps() {
    let gaps = suites();
    let gaps = gaps.iter().find(|path| path.ends_with(KNOWN_GAPS)).unwrap();
    let closed: Vec<_> = cases_of(gaps)
        .into_iter()
        .filter(|case| compare::differences(case).is_none())
        .map(|case| format!("{}: {}", case.place, case.title))
        .collect();
    assert!(
        closed.is_empty(),
        "\n\nThese are right now; move them out of {KNOWN_GAPS} to the suite where they belong:\n{}\n",
        closed.join("\n")
    );
}

#[test]
fn a_wrong_finding_is_noticed() {
    let suite = "## A case\n\n```text\nNobody speaks here.\n```\n\n```findings\ndirect | Ann Vesper | “No,”\n```\n";
    let cases = case::read("example.md", suite);
    assert_eq!(cases.len(), 1);
    let report = compare::differences(&cases[0]).unwrap();
    assert!(
        report.contains("missing  direct | Ann Vesper | “No,”"),
        "{report}"
    );
}
