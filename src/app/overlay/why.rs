//! Why the current quotation is attributed to its speaker, in words that a journalist can check.

use crate::app::derive::wrap::{scrub, wrap};
use crate::app::{Action, App, Key};
use crate::engine::{DOUBTFUL_BELOW, QuotationKind, Rule, Span, Speaker};
use crate::library::{Library, QuoteRef};

use super::{Moves, Panel, Step, Window, current_quotation, read_on};

/// The labels take so many columns where there is room.
const LABELS: u16 = 12;
/// Below this width of its content a label stands above its words.
const LABELS_BESIDE_FROM: u16 = 44;

/// The state of the explanation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// The first row shown, counted from 0.
    pub top: usize,
}

/// One row of the explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyRow {
    /// A label and a line of the words that belong to it; the label is empty on the lines after the first.
    Fact(&'static str, String),
    /// A label in a row of its own.
    Label(&'static str),
    /// A line of the paragraph in which the quotation stands.
    Text(Span),
    /// Room.
    Blank,
}

impl Why {
    /// The explanation, when there is a current quotation.
    pub(super) fn open(app: &App) -> Option<Self> {
        current_quotation(app).map(|_| Self::default())
    }

    /// The columns left of the words that labels take in a content of this width; 0 where they stand above the words.
    pub const fn labels(width: u16) -> u16 {
        if width >= LABELS_BESIDE_FROM {
            LABELS
        } else {
            0
        }
    }

    /// All rows, for a content of this width. Empty when no quotation is current any more.
    pub fn rows(app: &App, width: u16) -> Vec<WhyRow> {
        let labels = Self::labels(width);
        let beside = labels > 0;
        let measure = width - labels;
        let mut rows = Vec::new();
        for (label, words) in facts(app) {
            let words = scrub(&words).into_owned();
            if !beside {
                rows.push(WhyRow::Label(label));
            }
            let mut label = if beside { label } else { "" };
            for line in wrap(&words, 0, measure) {
                rows.push(WhyRow::Fact(label, line.of(&words).to_owned()));
                label = "";
            }
        }
        if !rows.is_empty() {
            rows.push(WhyRow::Blank);
            rows.extend(paragraphs(app, width));
        }
        rows
    }
}

impl Window for Why {
    fn panel(&self, app: &App) -> Panel {
        let panel = Panel::short(app.size, 80, 28).with_margin();
        panel.fitting(Self::rows(app, panel.body.width).len())
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        read_on(app, key, Action::Why, |motion| self.go(app, motion))
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Rows(&mut self.top)
    }

    fn items(&self, app: &App) -> usize {
        Self::rows(app, self.panel(app).body.width).len()
    }
}

/// How sure the program is, in words.
fn in_words(confidence: f32) -> String {
    let percent = (confidence.clamp(0.0, 1.0) * 100.0).round();
    let sure = match confidence {
        certain if certain >= 0.9 => "certain",
        likely if likely >= DOUBTFUL_BELOW => "likely",
        doubtful if doubtful > 0.0 => "doubtful",
        _ => return "not at all: nobody is named".to_owned(),
    };
    format!("{sure}: right {percent:.0} times in 100 such cases")
}

/// Labels and the words that belong to them.
fn facts(app: &App) -> Vec<(&'static str, String)> {
    let Some(at) = current_quotation(app) else {
        return Vec::new();
    };
    let found = app.library.document(at.doc).zip(app.library.quotation(at));
    let Some((document, quotation)) = found else {
        return Vec::new();
    };
    let mut facts = vec![("Speaker", speaker(app, at))];
    let quoted = |span: Span| format!("“{}”", span.of(&document.text));
    let words = [quotation.source, quotation.cue].into_iter().flatten();
    let mut words: Vec<_> = words.collect();
    words.sort_unstable();
    if !words.is_empty() {
        let words: Vec<_> = words.into_iter().map(quoted).collect();
        facts.push(("Said by", words.join(" … ")));
    }
    facts.push(("Kind", kind(quotation.kind).to_owned()));
    facts.push(("Rule", quotation.rule.why().to_owned()));
    facts.push(("How sure", in_words(quotation.confidence)));
    if let Some(others) = others(&app.library, at) {
        facts.push(("Or else", others));
    }
    facts
}

/// Who else was weighed and came near, in a sentence; none where nobody did.
fn others(library: &Library, at: QuoteRef) -> Option<String> {
    let quotation = library.quotation(at)?;
    let corrected = quotation.rule == Rule::Corrected;
    let rivals: Vec<(String, f32)> = quotation
        .rivals
        .iter()
        .filter(|_| !corrected)
        .filter_map(|rival| Some((name(library, at, &rival.speaker)?, rival.likelihood)))
        .collect();
    less_likely(quotation.speaker != Speaker::Unknown, &rivals)
}

/// `less likely, it was Ben Dahl, 18 times in 100, or Ann Orr, 6 times`
fn less_likely(named: bool, rivals: &[(String, f32)]) -> Option<String> {
    let chance = |likelihood: f32| (likelihood.clamp(0.0, 1.0) * 100.0).round();
    let ((first, likelihood), rest) = rivals.split_first()?;
    let opening = if named {
        "less likely, it was"
    } else {
        "too unsure to be named:"
    };
    let nearest = format!("{opening} {first}, {:.0} times in 100", chance(*likelihood));
    let others = rest
        .iter()
        .map(|(other, likelihood)| format!("{other}, {:.0} times", chance(*likelihood)));
    let all: Vec<String> = [nearest].into_iter().chain(others).collect();
    Some(all.join(", or "))
}

/// The name of a speaker across the library, or the words of one without.
fn name(library: &Library, at: QuoteRef, speaker: &Speaker) -> Option<String> {
    match speaker {
        Speaker::Entity(local) => {
            let everywhere = library.entities.of(at.doc, *local);
            everywhere
                .and_then(|id| library.entities.get(id))
                .map(|entity| entity.name.clone())
                .or_else(|| Some(library.analysis(at.doc)?.entity(*local)?.name.clone()))
        }
        Speaker::Unnamed(words) => Some(format!("“{words}”")),
        Speaker::Unknown => None,
    }
}

fn speaker(app: &App, at: QuoteRef) -> String {
    let entity = app
        .library
        .speaker(at)
        .and_then(|id| app.library.entities.get(id));
    if let Some(entity) = entity {
        return match &entity.role {
            Some(role) => format!("{}, {role}", entity.name),
            None => entity.name.clone(),
        };
    }
    match app
        .library
        .quotation(at)
        .map(|quotation| &quotation.speaker)
    {
        Some(Speaker::Unnamed(words)) => format!("{words} (not named)"),
        _ => "unknown".to_owned(),
    }
}

const fn kind(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Direct => "direct: a whole utterance in quotation marks",
        QuotationKind::Mixed => "mixed: a quoted fragment inside the reporter's sentence",
        QuotationKind::Indirect => "indirect: reported without quotation marks",
        QuotationKind::Scare => {
            "scare: words in quotation marks that nobody is reported to have said"
        }
    }
}

/// The lines of the paragraphs in which the quotation and the words that attribute it stand.
fn paragraphs(app: &App, width: u16) -> Vec<WhyRow> {
    let found = current_quotation(app)
        .and_then(|at| Some((app.library.document(at.doc)?, app.library.quotation(at)?)));
    let Some((document, quotation)) = found else {
        return Vec::new();
    };
    let parts = [quotation.source, quotation.cue, Some(quotation.span)];
    let mut blocks: Vec<Span> = parts
        .into_iter()
        .flatten()
        .filter_map(|part| document.block_at(part.start))
        .collect();
    blocks.sort_unstable();
    blocks.dedup();
    let mut rows = Vec::new();
    for block in blocks {
        if !rows.is_empty() {
            rows.push(WhyRow::Blank);
        }
        let lines = wrap(block.of(&document.text), block.start, width);
        rows.extend(lines.into_iter().map(WhyRow::Text));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::{less_likely, others};
    use crate::library::{Library, QuoteRef, analyze_all};

    #[test]
    fn a_reader_learns_who_else_may_have_said_it() {
        let rivals = [
            ("Ben Dahl".to_owned(), 0.182),
            ("“a clerk”".to_owned(), 0.06),
        ];
        assert_eq!(
            less_likely(true, &rivals).unwrap(),
            "less likely, it was Ben Dahl, 18 times in 100, or “a clerk”, 6 times"
        );
        assert_eq!(
            less_likely(false, &rivals[..1]).unwrap(),
            "too unsure to be named: Ben Dahl, 18 times in 100"
        );
    }

    #[test]
    fn where_nobody_comes_near_nobody_is_told() {
        let text = "“It was late,” Ann Orr said on Monday.";
        let mut library = Library::of_texts("news", &[("a.txt", text)]);
        analyze_all(&mut library);
        let doc = library.ids().next().unwrap();
        assert_eq!(others(&library, QuoteRef { doc, index: 0 }), None);
    }
}
