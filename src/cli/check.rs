//! `onrecord check`: every quotation of a draft held against the articles.

use std::process::ExitCode;

use serde::Serialize;

use crate::engine::Span;
use crate::library::{
    Checked, Compared, DocId, Library, Statements, Verdict, analyze_draft, check, words_of,
};

use super::arguments::CheckArguments;
use super::errors::Error;
use super::formats::Record;
use super::formats::table::Column;
use super::open;
use super::output::print;
use super::rows::{self, aligned};
use super::speaker::speaker;

/// Prints what the articles say about each quotation. The status is 1 when the writer should look at one again.
pub(crate) fn run(arguments: &CheckArguments) -> Result<ExitCode, Error> {
    let mut draft = open::opened(std::slice::from_ref(&arguments.draft))?;
    open::say_problems(&draft);
    let opened = open::analysed(&arguments.library)?;
    let library = &opened.library;
    analyze_draft(&mut draft, library);
    let gathered = opened.gathered();
    let statements = &gathered.statements;
    let checked = check(&draft, library, statements);
    let rows: Vec<Row<'_>> = checked
        .iter()
        .filter_map(|checked| Row::new(&draft, library, statements, checked))
        .collect();
    print("Quotations of the draft", &rows, &opened, arguments.format)?;
    if rows.is_empty() {
        super::errors::say("check: nobody is quoted in the draft");
    }
    let wrong = checked.iter().any(Checked::is_wrong);
    Ok(if wrong {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// One quotation of the draft.
#[derive(Debug, Serialize)]
struct Row<'l> {
    #[serde(skip)]
    best: Option<(DocId, Span)>,
    line: usize,
    verdict: &'static str,
    wrong: bool,
    speaker: Option<&'l str>,
    words: &'l str,
    found: Option<&'l str>,
    difference: Option<String>,
    found_speaker: Option<&'l str>,
    outlet: Option<&'l str>,
    document: Option<&'l str>,
    start: u32,
    end: u32,
}

impl<'l> Row<'l> {
    fn new(
        draft: &'l Library,
        library: &'l Library,
        statements: &Statements,
        checked: &Checked,
    ) -> Option<Self> {
        let text = &draft.document(checked.at.doc)?.text;
        let span = draft.quotation(checked.at)?.span;
        let best = checked.verdict.best();
        let found = best.and_then(|at| library.document(at.doc));
        let voted = checked
            .other_speaker
            .and_then(|id| statements.get(id)?.speaker);
        Some(Self {
            best: best.and_then(|at| Some((at.doc, library.quotation(at)?.span))),
            line: text[..span.start as usize].matches('\n').count() + 1,
            verdict: match (checked.verdict, checked.other_speaker) {
                (Verdict::Exact(_) | Verdict::Cut(_), Some(_)) => "other speaker",
                (Verdict::Exact(_), None) => "exact",
                (Verdict::Cut(_), None) => "cut",
                (Verdict::Altered(_), _) => "altered",
                (Verdict::Joined(..), _) => "joined",
                (Verdict::NotFound, _) => "not found",
            },
            wrong: checked.is_wrong(),
            speaker: speaker(draft, checked.at).0,
            words: span.of(text),
            found: best.map(|at| rows::words(library, at)),
            difference: difference(draft, library, checked),
            found_speaker: voted.or(best).and_then(|at| speaker(library, at).0),
            outlet: found.and_then(|document| document.outlet.as_deref()),
            document: found.map(|document| document.name.as_str()),
            start: span.start,
            end: span.end,
        })
    }
}

/// What the draft has made of the words: `We will [not omitted] sail`; for two run together, the second of them.
fn difference(draft: &Library, library: &Library, checked: &Checked) -> Option<String> {
    let at = match checked.verdict {
        Verdict::Altered(at) => at,
        Verdict::Joined(_, second) => {
            return Some(format!("and {}", rows::words(library, second)));
        }
        _ => return None,
    };
    let (was, is) = (words_of(library, at), words_of(draft, checked.at));
    let texts = (library.document(at.doc)?, draft.document(checked.at.doc)?);
    let compared = Compared::new((&texts.0.text, &was), (&texts.1.text, &is));
    Some(aligned(&compared))
}

impl Record for Row<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::numbers("line", 4, 3),
        Column::words("verdict", 13, 0),
        Column::words("speaker", 14, 2),
        Column::words("words", 24, 1),
        Column::words("in the articles", 24, 1),
        Column::words("by", 14, 4),
        Column::words("document", 12, 5),
    ];
    const FIELDS: &'static [&'static str] = &[
        "line",
        "verdict",
        "wrong",
        "speaker",
        "words",
        "found",
        "difference",
        "found_speaker",
        "outlet",
        "document",
        "start",
        "end",
    ];

    fn cells(&self) -> Vec<String> {
        let found = match (self.verdict, &self.difference, self.found) {
            ("altered", Some(difference), _) => difference.clone(),
            ("joined", Some(second), Some(first)) => format!("{first} {second}"),
            ("exact", ..) => String::new(),
            (_, _, found) => found.unwrap_or_default().to_owned(),
        };
        vec![
            self.line.to_string(),
            self.verdict.to_owned(),
            self.speaker.unwrap_or("unknown").to_owned(),
            self.words.to_owned(),
            found,
            self.found_speaker.unwrap_or_default().to_owned(),
            self.document.unwrap_or_default().to_owned(),
        ]
    }

    /// Where the articles have it.
    fn places(&self) -> Vec<(DocId, Span)> {
        self.best.into_iter().collect()
    }
}
