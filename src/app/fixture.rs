//! A library for tests: four invented reports on an invented strike, with findings written by hand.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate};

use crate::engine::{
    Analysis, BlockKind, Citation, EntityKind, Gender, LocalEntity, LocalId, Quotation,
    QuotationKind, Rule, Span, Speaker, blocks,
};
use crate::library::{DateBasis, Dated, DocId, Document, Gathered, Problem, Tagged, fingerprint};

use super::memory::{Seen, Visit, Visits};
use super::{App, Effect, Event, Key, News, Report, Size, update};

const CLOSED: &str = " date 2031-05-14 Port of Velmar stays closed: “Not one crane will move”

The cranes of Velmar stood still for a third day on Wednesday.

Union leader Tomas Oyelaran told reporters at the gate: “Not one crane will move before we have a signed offer. We have waited for two years.”

“The door is open,” Harbour Minister Mara Lindqvist said. She had called the strike “a gift to our rivals” in an earlier interview.

What comes next

Oyelaran said the dockers would vote again on Friday.

“People are losing patience,” one official said, while the so-called “night shift” went home.

Advertisement

To suggest a correction, write to the desk.

Sources: The Velmar Courier, Nordpress.";

const OFFER: &str = " date 2031-05-13 Minister puts an offer on the table

The Port Authority made a first offer on Tuesday, according to The Velmar Courier.

“Four per cent is what the harbour can carry,” Lindqvist told the paper. “More would cost us ships.”

Mayor Ida Brandt, who had been asked to mediate, called it “a start.”

“It is an insult,” the union’s leader replied.";

const NIGHT: &str = "Dockers walked out shortly after midnight on May 12, and by the morning forty ships lay at anchor off Velmar.

“Nobody told us anything,” said Ida Brandt, the mayor.

The Port Authority said it regretted the walkout.";

const LETTER: &str = " date 2031-05-13 A letter from 東京: 港は静かだ

Shipowner Kenji Mori wrote: “東京の港でも同じことが起きた。港は静かだ。”

The dockers e\u{301}cart \u{1b}[31mnothing\u{1b}[0m from such letters, Oyelaran said.";

/// One quotation: its words, kind, speaker by name, source, cue and rule.
type Said = (
    &'static str,
    QuotationKind,
    &'static str,
    &'static str,
    &'static str,
    Rule,
);

struct Article {
    name: &'static str,
    text: &'static str,
    date: Option<(i32, u32, u32, DateBasis)>,
    outlet: Option<&'static str>,
    said: &'static [Said],
    origins: &'static [&'static str],
}

use QuotationKind::{Direct, Indirect, Mixed, Scare};

const ARTICLES: &[Article] = &[
    Article {
        name: "closed",
        text: CLOSED,
        date: Some((2031, 5, 14, DateBasis::Header)),
        outlet: None,
        said: &[
            (
                "“Not one crane will move”",
                Direct,
                "Tomas Oyelaran",
                "",
                "",
                Rule::LastSpeaker,
            ),
            (
                "“Not one crane will move before we have a signed offer. We have waited for two years.”",
                Direct,
                "Tomas Oyelaran",
                "Tomas Oyelaran",
                "told reporters",
                Rule::Colon,
            ),
            (
                "“The door is open,”",
                Direct,
                "Mara Lindqvist",
                "Harbour Minister Mara Lindqvist",
                "said",
                Rule::After,
            ),
            (
                "“a gift to our rivals”",
                Mixed,
                "Mara Lindqvist",
                "She",
                "called",
                Rule::Before,
            ),
            (
                "the dockers would vote again on Friday",
                Indirect,
                "Tomas Oyelaran",
                "Oyelaran",
                "said",
                Rule::Reported,
            ),
            (
                "“People are losing patience,”",
                Direct,
                "one official",
                "one official",
                "said",
                Rule::After,
            ),
            ("“night shift”", Scare, "", "", "", Rule::None),
        ],
        origins: &["The Velmar Courier", "Nordpress"],
    },
    Article {
        name: "offer",
        text: OFFER,
        date: Some((2031, 5, 13, DateBasis::Header)),
        outlet: Some("The Velmar Courier"),
        said: &[
            (
                "“Four per cent is what the harbour can carry,”",
                Direct,
                "Mara Lindqvist",
                "Lindqvist",
                "told the paper",
                Rule::After,
            ),
            (
                "“More would cost us ships.”",
                Direct,
                "Mara Lindqvist",
                "Lindqvist",
                "told the paper",
                Rule::SameParagraph,
            ),
            (
                "“a start.”",
                Mixed,
                "Ida Brandt",
                "Mayor Ida Brandt",
                "called",
                Rule::Before,
            ),
            (
                "“It is an insult,”",
                Direct,
                "",
                "the union’s leader",
                "replied",
                Rule::None,
            ),
        ],
        origins: &[],
    },
    Article {
        name: "night",
        text: NIGHT,
        date: Some((2031, 5, 12, DateBasis::Text)),
        outlet: None,
        said: &[
            (
                "“Nobody told us anything,”",
                Direct,
                "Ida Brandt",
                "Ida Brandt",
                "said",
                Rule::After,
            ),
            (
                "it regretted the walkout",
                Indirect,
                "Port Authority",
                "The Port Authority",
                "said",
                Rule::Reported,
            ),
        ],
        origins: &[],
    },
    Article {
        name: "letter",
        text: LETTER,
        date: Some((2031, 5, 13, DateBasis::Header)),
        outlet: Some("Nordpress"),
        said: &[
            (
                "“東京の港でも同じことが起きた。港は静かだ。”",
                Direct,
                "Kenji Mori",
                "Shipowner Kenji Mori",
                "wrote",
                Rule::Colon,
            ),
            (
                "The dockers e\u{301}cart \u{1b}[31mnothing\u{1b}[0m from such letters",
                Indirect,
                "Tomas Oyelaran",
                "Oyelaran",
                "said",
                Rule::SentenceSubject,
            ),
        ],
        origins: &[],
    },
];

/// Everybody in the articles: name, kind, role and short form.
const EVERYBODY: &[(&str, EntityKind, Option<&str>, &str)] = &[
    (
        "Tomas Oyelaran",
        EntityKind::Person,
        Some("union leader"),
        "Oyelaran",
    ),
    (
        "Mara Lindqvist",
        EntityKind::Person,
        Some("Harbour Minister"),
        "Lindqvist",
    ),
    ("Ida Brandt", EntityKind::Person, Some("mayor"), "Brandt"),
    ("Kenji Mori", EntityKind::Person, Some("shipowner"), "Mori"),
    (
        "Port Authority",
        EntityKind::Organization,
        None,
        "Port Authority",
    ),
    (
        "The Velmar Courier",
        EntityKind::Organization,
        None,
        "The Velmar Courier",
    ),
    ("Nordpress", EntityKind::Organization, None, "Nordpress"),
];

/// The documents, in library order.
pub(crate) fn documents() -> Vec<Document> {
    ARTICLES.iter().map(document).collect()
}

fn document(article: &Article) -> Document {
    let found = blocks(article.text);
    let title = found.iter().find(|block| block.kind == BlockKind::Title);
    Document {
        name: article.name.to_owned(),
        path: PathBuf::from(format!("velmar/{}.txt", article.name)),
        text: article.text.into(),
        fingerprint: fingerprint(article.text),
        title: title.map(|block| block.span.of(article.text).to_owned()),
        blocks: found.into(),
        opening: article.text.trim().chars().take(49).collect(),
        date: article.date.map(|(year, month, day, basis)| Dated {
            day: NaiveDate::from_ymd_opt(year, month, day).unwrap(),
            basis,
        }),
        outlet: article.outlet.map(str::to_owned),
        byline: None,
        published: None,
        updated: None,
        address: None,
        tagged: Tagged::default(),
    }
}

/// What was found in the documents, in the same order.
pub(crate) fn analyses() -> Vec<Arc<Analysis>> {
    ARTICLES
        .iter()
        .map(|article| Arc::new(analysis(article)))
        .collect()
}

fn analysis(article: &Article) -> Analysis {
    let entities: Vec<_> = EVERYBODY
        .iter()
        .map(|&(name, kind, role, short)| LocalEntity {
            name: name.to_owned(),
            kind,
            gender: Gender::Unknown,
            role: role.map(str::to_owned),
            aliases: vec![short.to_owned()],
            mentions: article
                .text
                .match_indices(short)
                .map(|(at, words)| Span::new(at, at + words.len()))
                .collect(),
        })
        .filter(|entity| !entity.mentions.is_empty())
        .collect();
    let quotations = article
        .said
        .iter()
        .map(|said| quotation(article.text, &entities, said))
        .collect();
    let citations = article
        .origins
        .iter()
        .map(|&outlet| Citation {
            outlet: outlet.to_owned(),
            span: place(article.text, outlet, 0).unwrap_or_default(),
        })
        .collect();
    Analysis {
        quotations,
        entities,
        citations,
        notes: Vec::new(),
    }
}

fn quotation(text: &str, entities: &[LocalEntity], said: &Said) -> Quotation {
    let &(words, kind, speaker, source, cue, rule) = said;
    let span = place(text, words, 0).unwrap();
    let local = entities.iter().position(|entity| entity.name == speaker);
    // Source and cue stand in the same paragraph.
    let paragraph = text[..span.start as usize]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let near = |words: &str| {
        (!words.is_empty())
            .then(|| place(text, words, paragraph))
            .flatten()
    };
    Quotation {
        span,
        kind,
        speaker: match local {
            Some(local) => Speaker::Entity(LocalId(local as u32)),
            None if speaker.is_empty() => Speaker::Unknown,
            None => Speaker::Unnamed(speaker.to_owned()),
        },
        source: near(source),
        cue: near(cue),
        rule,
        confidence: confidence(rule),
        rivals: Vec::new(),
    }
}

/// How sure the fixture is of a rule: pictures must not change whenever the engine is measured anew.
const fn confidence(rule: Rule) -> f32 {
    match rule {
        Rule::None => 0.0,
        Rule::LastSpeaker | Rule::SentenceSubject => 0.5,
        Rule::Before | Rule::Reported => 0.85,
        _ => 0.95,
    }
}

fn place(text: &str, words: &str, from: usize) -> Option<Span> {
    let at = from + text[from..].find(words)?;
    Some(Span::new(at, at + words.len()))
}

/// The program with the library open and everything analysed.
pub(crate) fn app(width: u16, height: u16) -> App {
    let mut app = App::default();
    update(&mut app, Event::Resize(Size { width, height }));
    report(
        &mut app,
        News::Imported {
            name: "velmar".to_owned(),
            documents: documents().into(),
            problems: vec![Problem {
                path: PathBuf::from("velmar/photo.txt"),
                reason: "is not text: it holds NUL bytes".to_owned(),
            }],
            skipped: 1,
            corrections: Box::default(),
        },
    );
    let found = (0..).map(DocId).zip(analyses()).collect();
    report(&mut app, News::Analyzed(found));
    let gathered = Arc::new(Gathered::of(&app.library));
    report(
        &mut app,
        News::Gathered {
            gathered,
            corrections: 0,
        },
    );
    report(&mut app, News::Finished);
    app
}

/// Lets the reader have been here twice: the last time the oldest article was there, and the one after it with another text.
pub(crate) fn visited(app: &mut App) {
    let seen = |doc: &Document, text| Seen {
        path: Seen::number(&doc.path.to_string_lossy()),
        text,
        visit: 2,
        is_told: false,
        told: Box::default(),
    };
    let mut oldest = app.library.documents.iter().rev();
    let known = oldest.next().map(|doc| seen(doc, doc.fingerprint));
    let edited = oldest.next().map(|doc| seen(doc, 0));
    let over = [(2, 13), (1, 12)].into_iter().filter_map(|(number, day)| {
        let day = NaiveDate::from_ymd_opt(2031, 5, day)?;
        let when = day.and_hms_opt(18, 40, 0)?;
        Some(Visit { number, when })
    });
    app.keeper.visits = Visits {
        over: over.collect(),
        seen: Some(known.into_iter().chain(edited).collect()),
    };
    app.keeper.keeps = true;
}

/// Sends news of the round that counts.
pub(crate) fn report(app: &mut App, news: News) -> Vec<Effect> {
    let round = app.round;
    update(app, Event::Report(Report { round, news }))
}

/// Presses keys: every character is one, and names stand in angle brackets: `jj<tab>f`.
pub(crate) fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let (name, after) = match rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            Some(named) => named,
            None => rest.split_at(first.len_utf8()),
        };
        let name = if name == " " { "space" } else { name };
        let key: Key = name.parse().unwrap();
        for effect in update(app, Event::Key(key)) {
            correct(app, &effect);
            effects.push(effect);
        }
        rest = after;
    }
    effects
}

/// Dates and signs the corrections that an effect asks for, as the loop does, and lets them act.
fn correct(app: &mut App, effect: &Effect) {
    let corrections = &app.library.corrections;
    let lines: Vec<_> = match effect {
        Effect::Correct(changes) => {
            let changes = changes.iter().cloned();
            changes
                .map(|change| app.library.line(change, DateTime::UNIX_EPOCH, "mara"))
                .collect()
        }
        Effect::TakeBack(ids) => {
            let ids = ids.iter();
            ids.map(|id| corrections.undo(id, DateTime::UNIX_EPOCH, "mara"))
                .collect()
        }
        _ => return,
    };
    update(app, Event::Corrected(lines));
}
