//! What some new documents tell that the others did not: statements, wordings, people; and which of them tell nothing new.

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;

use crate::engine::{EntityKind, LocalId, Speaker};

use super::{
    Change, Compared, DocId, EntityId, Library, QuoteRef, Statement, StatementId, Statements, Word,
    appeared, fingerprint, words_of,
};

/// What is known already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The documents that are known as they are.
    pub documents: BTreeSet<DocId>,
    /// The documents that are known with another text.
    pub edited: BTreeSet<DocId>,
    /// What texts told that are in the library no more: see [`told`].
    pub told: HashSet<u64>,
}

/// One thing that is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Novelty {
    /// A statement, and its first report.
    Statement(StatementId, QuoteRef),
    /// A known statement, and its first report with words that no known one has.
    Wording(StatementId, QuoteRef),
    /// A person whom no known document names, and the first one that does.
    Person(EntityId, DocId),
    /// A document that was there, with a text that was not.
    Edited(DocId),
    /// A new document that is the first with none of these.
    Silent(DocId),
}

impl Novelty {
    /// What is new beside what is `known`: statements by date, then wordings, people by how often they are named, edited
    /// documents, and those that add nothing.
    pub fn of(library: &Library, statements: &Statements, known: &Known) -> Vec<Self> {
        let (said, worded) = statements_and_wordings(library, statements, known);
        let people = people(library, known);
        let telling: BTreeSet<DocId> = said
            .iter()
            .chain(&worded)
            .map(|(_, at)| at.doc)
            .chain(people.iter().map(|(_, doc)| *doc))
            .collect();
        let silent = library.ids().filter(|doc| {
            !known.documents.contains(doc) && !known.edited.contains(doc) && !telling.contains(doc)
        });
        let said = said.into_iter().map(|(id, at)| Self::Statement(id, at));
        said.chain(worded.into_iter().map(|(id, at)| Self::Wording(id, at)))
            .chain(people.into_iter().map(|(id, doc)| Self::Person(id, doc)))
            .chain(known.edited.iter().copied().map(Self::Edited))
            .chain(silent.map(Self::Silent))
            .collect()
    }
}

/// What a document tells, as numbers: one for the words of each quotation, whatever their case and marks, and one for each
/// person. They are the same in every version, so that they can be kept after the text is gone. None for a document that is not
/// analysed. What of it was not in memory is not afterwards.
pub fn told(library: &Library, doc: DocId) -> Option<Vec<u64>> {
    let found = library.look(doc)?;
    let text = library.document(doc)?.text.look();
    let people = found.entities.iter();
    let people = people.filter(|one| one.kind == EntityKind::Person);
    let speech = found.quotations.iter().filter(|one| one.is_speech());
    let told = speech.map(|quotation| said_words(quotation.span.of(&text)));
    Some(told.chain(people.map(|one| named(&one.name))).collect())
}

fn said(library: &Library, at: QuoteRef) -> u64 {
    let found = library.document(at.doc).zip(library.quotation(at));
    said_words(found.map_or("", |(document, quotation)| {
        quotation.span.of(&document.text)
    }))
}

fn said_words(words: &str) -> u64 {
    let mut folded = String::with_capacity(words.len());
    for letter in words.chars().filter(|letter| letter.is_alphanumeric()) {
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
        } else {
            folded.extend(letter.to_lowercase());
        }
    }
    fingerprint(&folded)
}

fn named(name: &str) -> u64 {
    // A name and a quotation of the same letters are two things.
    fingerprint(&["@", name].concat())
}

type Said = Vec<(StatementId, QuoteRef)>;

/// Statements that only new reports hold, by date; and known ones with new words.
fn statements_and_wordings(
    library: &Library,
    statements: &Statements,
    known: &Known,
) -> (Said, Said) {
    let (mut new, mut reworded) = (Said::new(), Said::new());
    for (id, statement) in statements.iter() {
        let is_new = |at: &QuoteRef| !known.documents.contains(&at.doc);
        let reports = || statement.variants.iter().map(|variant| variant.at);
        let Some(first) = reports().find(is_new) else {
            continue;
        };
        let (after, before): (Vec<_>, Vec<_>) =
            reports().partition(|at| is_new(at) && !known.told.contains(&said(library, *at)));
        if before.is_empty() {
            new.push((id, first));
        } else if let Some(at) = first_reworded(library, &before, &after) {
            reworded.push((id, at));
        }
    }
    let day = |statement: &Statement| appeared(library, statement.first()?.doc);
    new.sort_by_key(|(id, _)| {
        let day = statements.get(*id).and_then(day);
        (day.unwrap_or(NaiveDate::MAX), *id)
    });
    (new, reworded)
}

/// The first report that says more than each of those before, or something else. Fewer words say nothing new.
fn first_reworded(library: &Library, before: &[QuoteRef], after: &[QuoteRef]) -> Option<QuoteRef> {
    let text = |at: QuoteRef| library.document(at.doc).map_or("", |one| &*one.text);
    let was: Vec<(&str, Vec<Word>)> = before
        .iter()
        .map(|&at| (text(at), words_of(library, at)))
        .collect();
    let holds = |(text, words): &(&str, Vec<Word>), other: (&str, &[Word])| {
        let compared = Compared::new((text, words), other);
        let mut parts = compared.parts.iter();
        parts.all(|part| matches!(part.change, Change::Same | Change::Cut))
    };
    after.iter().copied().find(|&at| {
        let is = words_of(library, at);
        !was.iter().any(|known| holds(known, (text(at), &is)))
    })
}

/// People whom nothing known names, those with the most mentions and quotations first.
fn people(library: &Library, known: &Known) -> Vec<(EntityId, DocId)> {
    let named_before = |name: &String| known.told.contains(&named(name));
    let mut people: Vec<(u32, EntityId, DocId)> = library
        .entities
        .iter()
        .filter(|(_, entity)| entity.kind == EntityKind::Person)
        .filter(|(_, entity)| {
            let mut documents = entity.documents.iter().map(|(doc, _)| doc);
            !documents.any(|doc| known.documents.contains(doc))
                && !named_before(&entity.name)
                && !entity.aliases.iter().any(named_before)
        })
        .filter_map(|(id, entity)| {
            let documents = entity.documents.iter().map(|(doc, _)| *doc);
            let first = documents
                .min_by_key(|doc| (appeared(library, *doc).unwrap_or(NaiveDate::MAX), *doc));
            Some((entity.mentions + entity.quotations, id, first?))
        })
        .collect();
    people.sort_by_key(|&(weight, id, _)| (std::cmp::Reverse(weight), id));
    people.into_iter().map(|(_, id, doc)| (id, doc)).collect()
}

/// The byte where a document first speaks of somebody: names them, or quotes them.
pub fn first_mention(library: &Library, entity: EntityId, doc: DocId) -> Option<u32> {
    let found = library.analysis(doc)?;
    let is_theirs = |local: LocalId| library.entities.of(doc, local) == Some(entity);
    let locals = (0..).map(LocalId).zip(&found.entities);
    let mentions = locals
        .filter(|(local, _)| is_theirs(*local))
        .flat_map(|(_, one)| &one.mentions);
    let quotations = found.speech().filter(
        |quotation| matches!(quotation.speaker, Speaker::Entity(local) if is_theirs(local)),
    );
    let named = mentions.map(|span| span.start).min();
    named.or_else(|| quotations.map(|one| one.span.start).min())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::analyze_all;

    fn library(texts: &[(&str, &str)]) -> Library {
        let mut library = Library::of_texts("port", texts);
        analyze_all(&mut library);
        library
    }

    fn named(library: &Library, name: &str) -> DocId {
        let mut ids = library.ids();
        ids.find(|doc| library.document(*doc).unwrap().name == name)
            .unwrap()
    }

    #[track_caller]
    fn check(texts: &[(&str, &str)], known: &[&str], expected: &[&str]) {
        let library = library(texts);
        let documents = known.iter().map(|name| named(&library, name)).collect();
        let known = Known {
            documents,
            ..Known::default()
        };
        check_known(&library, &known, expected);
    }

    /// What is new, as `kind in document: words`.
    #[track_caller]
    fn check_known(library: &Library, known: &Known, expected: &[&str]) {
        let statements = Statements::gather(library);
        let name = |doc: DocId| library.document(doc).unwrap().name.as_str();
        let words = |at: QuoteRef| {
            let text = &library.document(at.doc).unwrap().text;
            library.quotation(at).unwrap().span.of(text)
        };
        let told: Vec<String> = Novelty::of(library, &statements, known)
            .into_iter()
            .map(|one| match one {
                Novelty::Statement(_, at) => format!("said in {}: {}", name(at.doc), words(at)),
                Novelty::Wording(_, at) => format!("worded in {}: {}", name(at.doc), words(at)),
                Novelty::Person(id, doc) => {
                    let person = library.entities.get(id).unwrap();
                    format!("named in {}: {}", name(doc), person.name)
                }
                Novelty::Edited(doc) => format!("edited: {}", name(doc)),
                Novelty::Silent(doc) => format!("silent: {}", name(doc)),
            })
            .collect();
        assert_eq!(told, expected);
    }

    const MONDAY: &str = " date 2031-05-12 Ferry stays\n\n“The ferry will not sail before the first of June,” Ida Holm said.\n";
    const TEXTS: &[(&str, &str)] = &[
        ("monday.txt", MONDAY),
        (
            "tuesday.txt",
            " date 2031-05-13 Ferry still stays\n\n“The ferry will not sail before the first of June,” Ida Holm said. \
             “Nobody in this office was asked about the boats,” Ida Holm said.\n",
        ),
        (
            "copy.txt",
            " date 2031-05-14 Boats\n\n“Nobody in this office was asked about the boats,” Ida Holm said.\n",
        ),
        (
            "changed.txt",
            " date 2031-05-14 Ferry sails\n\n“The ferry will sail before the first of June,” Ida Holm told Jonas Vell.\n",
        ),
        (
            "cut.txt",
            " date 2031-05-14 Ferry again\n\n“The ferry will not sail before the first,” Ida Holm said.\n",
        ),
    ];

    #[test]
    fn new_documents_tell_statements_wordings_and_people_or_nothing() {
        check(
            TEXTS,
            &["monday"],
            &[
                "said in tuesday: “Nobody in this office was asked about the boats,”",
                "worded in changed: “The ferry will sail before the first of June,”",
                "named in changed: Jonas Vell",
                "silent: copy",
                "silent: cut",
            ],
        );
        check(
            &TEXTS[..1],
            &[],
            &[
                "said in monday: “The ferry will not sail before the first of June,”",
                "named in monday: Ida Holm",
            ],
        );
        check(TEXTS, &["monday", "tuesday", "copy", "changed", "cut"], &[]);
    }

    #[test]
    fn a_wording_that_some_known_report_has_is_not_new() {
        let again =
            "\n\n“The ferry will sail before the first of June,” Ida Holm told Jonas Vell.\n";
        let again = [" date 2031-05-15 Sails", again].concat();
        let texts = [TEXTS[0], TEXTS[3], ("again.txt", &again)];
        check(&texts, &["monday", "changed"], &["silent: again"]);
    }

    #[test]
    fn an_edited_document_tells_only_what_its_former_text_did_not() {
        let before = library(&TEXTS[..1]);
        let after = library(&[(
            "monday.txt",
            " date 2031-05-12 Ferry stays\n\n“The ferry will not sail before the first of June,” Ida Holm said. \
             “We have told the islands,” Ida Holm told Jonas Vell.\n",
        )]);
        let known = Known {
            edited: after.ids().collect(),
            told: told(&before, DocId(0)).unwrap().into_iter().collect(),
            ..Known::default()
        };
        check_known(
            &after,
            &known,
            &[
                "said in monday: “We have told the islands,”",
                "named in monday: Jonas Vell",
                "edited: monday",
            ],
        );
    }
}
