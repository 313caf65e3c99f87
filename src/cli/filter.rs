//! Which articles, passages and quotations were asked for: one meaning of the same options for all commands.

use std::collections::BTreeSet;

use crate::app::derive::head::counted;
use crate::engine::{QuotationKind, Span};
use crate::library::{DocId, Document, EntityId, Library, QuoteRef};

use super::arguments::{ScopeArguments, SelectionArguments};
use super::by::{self, Candidate};
use super::days::Days;
use super::errors::{Error, say};
use super::fold::words;
use super::wording::listed;

/// Which articles and passages were asked for. Nothing asks for nothing in particular.
#[derive(Debug)]
pub(crate) struct Scope {
    about: Vec<String>,
    since: Option<Days>,
    until: Option<Days>,
    outlets: Option<Vec<String>>,
}

/// The articles that were asked for.
#[derive(Debug, Default)]
pub(crate) struct Articles {
    /// In library order.
    pub(crate) inside: Vec<DocId>,
    /// How many have no date, where days were asked for.
    undated: usize,
}

impl ScopeArguments {
    /// Refuses days of which the last lies before the first.
    pub(crate) fn check(&self) -> Result<(), Error> {
        match (self.since, self.until) {
            (Some(since), Some(until)) if until.last < since.first => Err(Error::Usage(format!(
                "--until: {} lies before --since, {}; exchange the two",
                until.last, since.first
            ))),
            _ => Ok(()),
        }
    }
}

impl Scope {
    /// What the options mean in this library.
    pub(crate) fn new(library: &Library, arguments: &ScopeArguments) -> Result<Self, Error> {
        let outlets = arguments.outlet.as_deref();
        Ok(Self {
            about: words(arguments.about.as_deref().unwrap_or_default()).collect(),
            since: arguments.since,
            until: arguments.until,
            outlets: outlets
                .map(|name| outlets_called(library, name))
                .transpose()?,
        })
    }

    /// The articles that were asked for; says which were left out because nothing tells their date.
    pub(crate) fn articles(&self, library: &Library, command: &str) -> Articles {
        let mut articles = Articles::default();
        for doc in library.ids() {
            match library.document(doc).map(|document| self.place(document)) {
                Some(When::Inside) => articles.inside.push(doc),
                Some(When::Undated) => articles.undated += 1,
                Some(When::Outside) | None => {}
            }
        }
        if articles.undated > 0 {
            say(&format!(
                "{command}: {} left out, which no date is known of; ask without --since and --until to list them",
                counted(articles.undated, "article")
            ));
        }
        articles
    }

    /// Where the document lies among those that were asked for.
    fn place(&self, document: &Document) -> When {
        let outlet = document.outlet.as_ref();
        let by_other = self
            .outlets
            .as_ref()
            .is_some_and(|asked| outlet.is_none_or(|outlet| !asked.contains(outlet)));
        if by_other {
            return When::Outside;
        }
        if self.since.is_none() && self.until.is_none() {
            return When::Inside;
        }
        let Some(dated) = document.date else {
            return When::Undated;
        };
        let early = self.since.is_some_and(|since| dated.day < since.first);
        let late = self.until.is_some_and(|until| dated.day > until.last);
        if early || late {
            When::Outside
        } else {
            When::Inside
        }
    }

    /// Whether the paragraphs of the passage hold a word that begins like each word asked for.
    pub(crate) fn is_about(&self, library: &Library, doc: DocId, span: Span) -> bool {
        if self.about.is_empty() {
            return true;
        }
        let Some(document) = library.document(doc) else {
            return false;
        };
        let around: Vec<String> = document
            .blocks
            .iter()
            .filter(|block| block.span.overlaps(span))
            .flat_map(|block| words(block.span.of(&document.text)))
            .collect();
        self.about
            .iter()
            .all(|asked| around.iter().any(|word| word.starts_with(asked.as_str())))
    }
}

/// Where a document lies among those asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Inside,
    Outside,
    Undated,
}

/// The quotations that were asked for, and what was left out of them.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// In library order, then as they stand in the text.
    pub(crate) quotations: Vec<QuoteRef>,
    /// Attributions to the speaker asked for that are too weak.
    doubtful: usize,
    /// Who of those asked for is quoted at all.
    speakers: BTreeSet<EntityId>,
}

/// The quotations that were asked for; says, for `command`, what should be known beside them.
pub(crate) fn select(
    library: &Library,
    arguments: &SelectionArguments,
    command: &str,
) -> Result<Found, Error> {
    let by = arguments.by.as_deref();
    let by = by.map(|name| bearers(library, name)).transpose()?;
    let scope = Scope::new(library, &arguments.scope)?;
    let filter = Filter {
        by,
        kinds: arguments.kind.iter().map(|kind| (*kind).into()).collect(),
        doubtful: arguments.all,
    };
    let mut found = Found::default();
    library.hold_findings();
    for doc in scope.articles(library, command).inside {
        for at in library.speech_in(doc) {
            filter.sort(library, &scope, at, &mut found);
        }
    }
    found.tell(library, arguments, command);
    Ok(found)
}

/// Which quotations of some articles were asked for.
#[derive(Debug)]
struct Filter {
    by: Option<Vec<EntityId>>,
    /// An empty list asks for all of them.
    kinds: Vec<QuotationKind>,
    /// Whether doubtful attributions count when a speaker is asked for.
    doubtful: bool,
}

impl Filter {
    /// Takes the quotation in, counts it as doubtful, or passes it over.
    fn sort(&self, library: &Library, scope: &Scope, at: QuoteRef, found: &mut Found) {
        let Some(quotation) = library.quotation(at) else {
            return;
        };
        let of_kind = self.kinds.is_empty() || self.kinds.contains(&quotation.kind);
        if !of_kind || !scope.is_about(library, at.doc, quotation.span) {
            return;
        }
        if let Some(by) = &self.by {
            let Some(speaker) = library.speaker(at).filter(|id| by.contains(id)) else {
                return;
            };
            found.speakers.insert(speaker);
            if quotation.is_doubtful() && !self.doubtful {
                found.doubtful += 1;
                return;
            }
        }
        found.quotations.push(at);
    }
}

impl Found {
    /// Why there is no row, and the next step.
    pub(crate) fn nothing(&self, arguments: &SelectionArguments, command: &str) -> Error {
        Error::Nothing(match &arguments.by {
            Some(name) if self.doubtful > 0 => format!(
                "--by {name}: no quotation is surely theirs; add --all to list the doubtful ones"
            ),
            Some(name) => format!(
                "--by {name}: nobody of that name is quoted like this; ask for less or open other articles"
            ),
            None => format!(
                "{command}: there is no such quotation; ask for less or open other articles"
            ),
        })
    }

    /// Says what should be known beside the rows.
    fn tell(&self, library: &Library, arguments: &SelectionArguments, command: &str) {
        let names: Vec<&str> = self
            .speakers
            .iter()
            .filter_map(|id| library.entities.get(*id))
            .map(|entity| entity.name.as_str())
            .collect();
        if let Some(asked) = arguments.by.as_deref().filter(|_| names.len() > 1) {
            say(&format!(
                "--by {asked}: means {}; write the full name for one of them",
                listed(&names, "and")
            ));
        }
        if self.doubtful > 0 {
            say(&format!(
                "{command}: {} left out, whose speaker is doubtful; add --all to list them",
                counted(self.doubtful, "quotation")
            ));
        }
    }
}

/// The people and organizations that a name means.
fn bearers(library: &Library, name: &str) -> Result<Vec<EntityId>, Error> {
    let candidates: Vec<Candidate<'_, EntityId>> = library
        .entities
        .iter()
        .filter(|(_, entity)| entity.mentions > 0 || entity.quotations > 0)
        .map(|(id, entity)| Candidate {
            id,
            name: &entity.name,
            aliases: &entity.aliases,
        })
        .collect();
    meant(name, &candidates).ok_or_else(|| {
        let next = next(name, &candidates, "see 'onrecord people' for the names");
        Error::Nothing(format!(
            "--by {name}: nobody of that name is in these articles; {next}"
        ))
    })
}

/// The outlets that a name means.
fn outlets_called(library: &Library, name: &str) -> Result<Vec<String>, Error> {
    let outlets: BTreeSet<&str> = library
        .documents
        .iter()
        .filter_map(|document| document.outlet.as_deref())
        .collect();
    let candidates: Vec<Candidate<'_, String>> = outlets
        .into_iter()
        .map(|name| Candidate {
            id: name.to_owned(),
            name,
            aliases: &[],
        })
        .collect();
    meant(name, &candidates).ok_or_else(|| {
        let next = next(
            name,
            &candidates,
            "see 'onrecord documents' for the outlets",
        );
        Error::Nothing(format!(
            "--outlet {name}: no article is known to be by an outlet of that name; {next}"
        ))
    })
}

/// Whom a name means; none when nobody bears it.
fn meant<Id: Clone>(name: &str, candidates: &[Candidate<'_, Id>]) -> Option<Vec<Id>> {
    let found = by::matching(name, candidates);
    let ids = found.iter().map(|candidate| candidate.id.clone()).collect();
    (!found.is_empty()).then_some(ids)
}

/// The next step for somebody who asked for a name that is not there.
fn next<Id>(name: &str, candidates: &[Candidate<'_, Id>], otherwise: &str) -> String {
    let like = by::like(name, candidates);
    if like.is_empty() {
        otherwise.to_owned()
    } else {
        format!("did you mean {}?", listed(&like, "or"))
    }
}
