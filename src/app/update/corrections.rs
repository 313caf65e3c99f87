//! What the reader knows better: asking for corrections, and taking them in.

use crate::app::derive::refresh_documents;
use crate::app::{Action, App, Effect, Server, Sharing, overlay};
use crate::engine::EntityKind;
use crate::library::{Correction, DocId, EntityId, Name, QuoteRef, Repair};

use super::{articles, documents, refuse, reports};

/// Takes in corrections that have been dated, signed and kept. The place in the article and the current quotation stay.
pub(super) fn take(app: &mut App, lines: Vec<Correction>) -> Vec<Effect> {
    let Some(told) = lines.last().map(|line| told(app, line)) else {
        return Vec::new();
    };
    let made = lines.iter().filter(|line| line.change != Repair::Undo);
    let ids: Vec<String> = made.map(|line| line.id.clone()).collect();
    if !ids.is_empty() {
        app.changes.push(crate::app::Change::Corrections(ids));
    }
    let effects = apply(app, lines);
    app.say(told);
    effects
}

/// Takes in what there is to hear of the server of a shared library. What others have corrected acts at once; `u` does not take it
/// back, because it was not made here.
pub(super) fn shared(app: &mut App, news: Sharing) -> Vec<Effect> {
    match news {
        Sharing::Corrected(lines) => {
            let told = told_of_others(app, &lines);
            let effects = apply(app, lines);
            app.say(told);
            return effects;
        }
        Sharing::Away => {
            app.server = Server::Away;
            app.refuse(
                "The server cannot be reached; what you correct is kept here, and sent when it can",
            );
        }
        Sharing::Back => {
            app.server = Server::Here;
            app.say("The server can be reached again; it has what you corrected meanwhile");
        }
        Sharing::Refused(why) => app.refuse(format!("What you correct stays here: {why}")),
    }
    Vec::new()
}

/// Lets corrections act.
fn apply(app: &mut App, lines: Vec<Correction>) -> Vec<Effect> {
    let acts = |line| !app.library.corrections.is_about_notes(line);
    let acts = lines.iter().any(acts);
    let current = articles::current_span(app);
    app.library.correct(lines);
    if !acts {
        overlay::refresh(app);
        return Vec::new();
    }
    app.article.quotation = current.and_then(|span| articles::quotation_at(app, span.start));
    refresh_documents(app);
    documents::show_selected(app);
    reports::rebuild(app);
    app.derived.gathered = None;
    vec![Effect::Gather]
}

/// What the status line says about corrections of others: `Anna Keller: Ida Holm said “It sails tomorrow,” (and 2 more)`.
fn told_of_others(app: &App, lines: &[Correction]) -> String {
    let Some(line) = lines.last() else {
        return String::new();
    };
    let who = if line.by.is_empty() {
        "Somebody"
    } else {
        &line.by
    };
    let what = told_plainly(app, line);
    let more = match lines.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    format!("{who}: {what}{more}")
}

/// What a line says.
fn told_plainly(app: &App, line: &Correction) -> String {
    if line.change != Repair::Undo {
        return line.change.sentence();
    }
    let log = app.library.corrections.log();
    let undone = log
        .all()
        .iter()
        .find(|known| line.replaces.contains(&known.id));
    let undone = undone.map_or_else(String::new, |known| known.change.sentence());
    format!("Taken back: {undone}")
}

/// What the status line says about a correction that was made or taken back.
fn told(app: &App, line: &Correction) -> String {
    let key = app.keymap.keys(Action::Undo).first();
    let key = key.filter(|_| line.change != Repair::Undo);
    let hint = key.map_or(String::new(), |key| format!("; {key} takes it back"));
    format!("{}{hint}", told_plainly(app, line))
}

/// Every name under which the articles know a person or organization: a correction of it is one of each of them.
fn names(app: &App, entity: EntityId) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let documents = app.library.entities.get(entity);
    for (doc, _) in documents.map_or(&[][..], |entity| &entity.documents) {
        let found = app.library.analysis(*doc);
        let locals = found.map_or(&[][..], |found| &found.entities);
        for (local, index) in locals.iter().zip(0..) {
            let id = app.library.entities.of(*doc, crate::engine::LocalId(index));
            let name = Name {
                name: local.name.clone(),
                kind: local.kind,
            };
            if id == Some(entity) && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// The name under which the library knows a person or organization.
pub(crate) fn name(app: &App, entity: EntityId) -> Option<Name> {
    let entity = app.library.entities.get(entity)?;
    Some(Name {
        name: entity.name.clone(),
        kind: entity.kind,
    })
}

/// One correction for each name of a person or organization.
pub(crate) fn of_names(
    app: &App,
    entity: EntityId,
    change: impl Fn(Name) -> Repair,
) -> Vec<Effect> {
    corrected(names(app, entity).into_iter().map(change))
}

/// Asks for these changes as one; for nothing when there is none.
pub(crate) fn corrected(changes: impl IntoIterator<Item = Repair>) -> Vec<Effect> {
    let changes: Vec<Repair> = changes.into_iter().collect();
    if changes.is_empty() {
        return Vec::new();
    }
    vec![Effect::Correct(changes)]
}

/// Says who said a quotation; nobody when it is not known.
pub(crate) fn speaker(app: &App, at: QuoteRef, speaker: Option<Name>) -> Vec<Effect> {
    let place = app
        .library
        .quotation(at)
        .and_then(|quotation| app.library.anchor(at.doc, quotation.span));
    corrected(place.map(|place| Repair::Speaker { place, speaker }))
}

/// Says that the current words are no quotation, or are one after all.
pub(super) fn toggle_quotation(app: &mut App) -> Vec<Effect> {
    let Some(at) = overlay::current_quotation(app) else {
        let why = crate::app::copy::nothing_current(app);
        return refuse(app, why);
    };
    let found = app.library.quotation(at).and_then(|quotation| {
        let place = app.library.anchor(at.doc, quotation.span)?;
        Some((place, !quotation.is_speech()))
    });
    corrected(found.map(|(place, is)| Repair::Quotation { place, is }))
}

/// Goes to the next words in quotation marks that count as no quotation.
pub(super) fn next_marked(app: &mut App, times: usize) -> Vec<Effect> {
    let Some(found) = app.article.doc.and_then(|doc| app.library.analysis(doc)) else {
        return refuse(app, "The quotations of this article are not known yet");
    };
    let marked: Vec<(u32, u32)> = (0..)
        .zip(&found.quotations)
        .filter(|(_, quotation)| !quotation.is_speech())
        .map(|(index, quotation)| (index, quotation.span.start))
        .collect();
    if marked.is_empty() {
        return refuse(app, "All words in quotation marks count as quotations here");
    }
    let from = app
        .article
        .quotation
        .map(|current| current + 1)
        .unwrap_or_default();
    let next = marked.partition_point(|(index, _)| *index < from) + times - 1;
    // After the last one comes the first again.
    let (index, byte) = marked[next % marked.len()];
    articles::show(app, byte);
    app.article.quotation = Some(index);
    Vec::new()
}

/// What a person becomes that is an organization, and the other way round.
pub(crate) const fn other_kind(kind: EntityKind) -> EntityKind {
    match kind {
        EntityKind::Person => EntityKind::Organization,
        EntityKind::Organization => EntityKind::Person,
    }
}

/// How the log calls a document.
pub(crate) fn key(app: &App, doc: DocId) -> Option<String> {
    let document = app.library.document(doc)?;
    Some(app.library.corrections.key(document))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::app::fixture::{app, press, report};
    use crate::app::{News, Overlay};

    /// The current quotation as `speaker: words`; `scare` for words that are none.
    fn current(app: &App) -> String {
        let at = QuoteRef {
            doc: app.article.doc.unwrap(),
            index: app.article.quotation.unwrap(),
        };
        let quotation = app.library.quotation(at).unwrap();
        let words = quotation
            .span
            .of(&app.library.document(at.doc).unwrap().text);
        let speaker = app
            .library
            .speaker(at)
            .and_then(|id| app.library.entities.get(id));
        let speaker = speaker.map_or("-", |speaker| speaker.name.as_str());
        let kind = if quotation.is_speech() {
            speaker
        } else {
            "scare"
        };
        format!("{kind}: {}", words.chars().take(13).collect::<String>())
    }

    fn after(keys: &str) -> App {
        let mut app = app(120, 40);
        press(&mut app, keys);
        app
    }

    #[track_caller]
    fn check(keys: &str, expected: &str) {
        assert_eq!(current(&after(keys)), expected, "{keys}");
    }

    /// Quotations of a person in the whole library.
    fn said(app: &App, name: &str) -> Option<u32> {
        let mut all = app.library.entities.iter();
        all.find_map(|(_, entity)| (entity.name == name).then_some(entity.quotations))
    }

    #[test]
    fn two_keys_and_a_few_letters_name_another_speaker() {
        check("2nn", "Tomas Oyelaran: “Not one cran");
        check("2nnaida<enter>", "Ida Brandt: “Not one cran");
        check("2nnaida<enter>u", "Tomas Oyelaran: “Not one cran");
        check("2nneaida<enter>", "Ida Brandt: “Not one cran");
        check("2nnaStig Ro<down><enter>", "Stig Ro: “Not one cran");
        check("2nna<esc>", "Tomas Oyelaran: “Not one cran");
    }

    #[test]
    fn words_are_no_quotation_and_are_one_after_all() {
        check("2nnx", "scare: “Not one cran");
        check("2nnxx", "Tomas Oyelaran: “Not one cran");
        check("2nnxu", "Tomas Oyelaran: “Not one cran");
        check("2X", "scare: “night shift”");
        check("2Xx", "-: “night shift”");
        check("2Xaida<enter>", "Ida Brandt: “night shift”");
    }

    #[test]
    fn a_person_is_renamed_and_merged_in_every_document() {
        let before = after("");
        let (tomas, ida) = (said(&before, "Tomas Oyelaran"), said(&before, "Ida Brandt"));
        let find = "pida<enter><esc>3";
        let renamed = after(&format!("{find}er<ctrl-u>Ida B. Holm<enter>"));
        assert_eq!(said(&renamed, "Ida B. Holm"), ida);
        assert_eq!(said(&renamed, "Ida Brandt"), None);
        let merged = after(&format!("{find}emtomas<enter>"));
        assert_eq!(
            said(&merged, "Tomas Oyelaran"),
            Some(tomas.unwrap() + ida.unwrap())
        );
        let undone = after(&format!("{find}emtomas<enter>u"));
        assert_eq!(said(&undone, "Ida Brandt"), ida);
        let nobody = after(&format!("{find}ex"));
        assert_eq!(said(&nobody, "Ida Brandt"), None);
    }

    #[test]
    fn marked_places_name_somebody_else() {
        let app = after("pida<enter><esc>3es <enter><ctrl-u>Eva Brandt<enter>");
        assert!(said(&app, "Eva Brandt").is_some(), "{:?}", app.notice);
        let two = said(&app, "Eva Brandt").unwrap() + said(&app, "Ida Brandt").unwrap_or(0);
        assert_eq!(Some(two), said(&after(""), "Ida Brandt"));
        // The other needs a name of their own.
        let app = after("pida<enter><esc>3es <enter><enter>");
        assert!(matches!(app.overlay, Some(Overlay::Ask(_))));
    }

    #[test]
    fn the_day_of_a_document_is_corrected() {
        let app = after("1ed<ctrl-u>2031-04-02<enter>");
        let doc = app.documents.selected.unwrap();
        let date = app.library.document(doc).unwrap().date.unwrap();
        assert_eq!(date.day.to_string(), "2031-04-02");
        assert!(date.basis.is_known());
        let app = after("1ed<ctrl-u>2031-04-02<enter>u");
        let date = app.library.document(doc).unwrap().date.unwrap();
        assert_eq!(date.day.to_string(), "2031-05-14");
    }

    #[test]
    fn the_review_asks_for_every_doubtful_one_once() {
        let queue = |app: &App| match &app.overlay {
            Some(Overlay::Review(review)) => review.queue.len(),
            _ => 0,
        };
        let all = queue(&after("R"));
        assert!(all >= 3);
        assert_eq!(queue(&after("Ry<esc>R")), all - 1);
        assert_eq!(queue(&after("Ru<esc>R")), all - 1);
        assert_eq!(queue(&after("Raida<enter><esc>R")), all - 1);
        assert_eq!(queue(&after("Ra<esc><esc>R")), all);
        let over = after(&format!("R{}", "u".repeat(all)));
        assert!(over.overlay.is_none());
        assert_eq!(queue(&after(&format!("R{}R", "u".repeat(all)))), 0);
    }

    #[test]
    fn a_correction_is_taken_back_from_the_list() {
        let app = after("2nnaida<enter>Cx<esc>");
        assert_eq!(current(&app), "Tomas Oyelaran: “Not one cran");
        assert!(app.library.corrections.log().in_force().next().is_none());
    }

    /// A correction of the current quotation, as somebody else makes it who has not seen those made here.
    fn of_eva(app: &App, speaker: &str) -> Correction {
        let at = QuoteRef {
            doc: app.article.doc.unwrap(),
            index: app.article.quotation.unwrap(),
        };
        let span = app.library.quotation(at).unwrap().span;
        let change = Repair::Speaker {
            place: app.library.anchor(at.doc, span).unwrap(),
            speaker: Some(Name {
                name: speaker.to_owned(),
                kind: EntityKind::Person,
            }),
        };
        let later = DateTime::from_timestamp(4_000_000_000, 0).unwrap();
        app.library.line(change, later, "eva")
    }

    fn hear(app: &mut App, news: Sharing) {
        report(app, News::Sharing(news));
    }

    #[test]
    fn what_others_correct_acts_at_once_and_is_theirs_to_take_back() {
        let mut app = after("2nn");
        let line = of_eva(&app, "Ida Brandt");
        hear(&mut app, Sharing::Corrected(vec![line]));
        assert_eq!(current(&app), "Ida Brandt: “Not one cran");
        let told = app.notice.as_ref().unwrap().text.clone();
        assert!(
            told.starts_with("eva: Ida Brandt said “Not one cran"),
            "{told}"
        );
        press(&mut app, "u");
        assert_eq!(current(&app), "Ida Brandt: “Not one cran");
    }

    #[test]
    fn of_two_who_contradict_each_other_the_later_holds_and_the_other_is_marked() {
        let mut app = after("2nn");
        let line = of_eva(&app, "Ida Brandt");
        press(&mut app, "aStig Ro<down><enter>");
        assert_eq!(current(&app), "Stig Ro: “Not one cran");
        hear(&mut app, Sharing::Corrected(vec![line]));
        assert_eq!(current(&app), "Ida Brandt: “Not one cran");
        assert_eq!(app.library.corrections.log().outvoted().count(), 1);
    }

    #[test]
    fn it_is_seen_while_the_server_is_away() {
        let mut app = app(120, 40);
        hear(&mut app, Sharing::Away);
        press(&mut app, "j");
        assert_eq!((app.server, app.notice.is_none()), (Server::Away, true));
        hear(&mut app, Sharing::Back);
        assert_eq!(app.server, Server::Here);
    }

    /// The notes as the list of bookmarks and notes shows them.
    fn notes(app: &App) -> Vec<String> {
        let notes = app.library.annotations();
        notes.iter().map(|note| note.text.to_owned()).collect()
    }

    #[test]
    fn a_note_is_written_changed_and_taken_away() {
        check("2nnicall him #todo<enter>", "Tomas Oyelaran: “Not one cran");
        let after = |keys: &str| notes(&after(keys));
        assert_eq!(after("2nnicall him #todo<enter>"), ["call him #todo"]);
        assert_eq!(after("2nnicall him<esc>"), [""; 0]);
        assert_eq!(after("2nnione<enter>itwo<enter>"), ["two"]);
        assert_eq!(after("2nnione<enter>itwo<enter>u"), ["one"]);
        assert_eq!(after("2nnione<enter>i<ctrl-u><enter>"), [""; 0]);
        assert_eq!(after("2nnione<enter>u"), [""; 0]);
        assert_eq!(after("2nnione<enter>nitwo<enter>").len(), 2);
        // From the list.
        assert_eq!(after("2nnione<enter>'d"), [""; 0]);
        assert_eq!(after("2nnione<enter>'itwo<enter>"), ["two"]);
        assert_eq!(after("2nnmione<enter>'dd"), [""; 0]);
    }

    #[test]
    fn notes_are_found_by_their_tags() {
        let shown = |keys: &str| match after(keys).overlay {
            Some(Overlay::Bookmarks(list)) => list.entries.len(),
            _ => 0,
        };
        let write = "2nniask #todo<enter>nidone #lead<enter>nm";
        assert_eq!(shown(&format!("{write}'")), 3);
        assert_eq!(shown(&format!("{write}'/#todo")), 1);
        assert_eq!(shown(&format!("{write}'/#todo<esc>")), 3);
        assert_eq!(shown(&format!("{write}'/#lead<enter><esc>")), 3);
        assert_eq!(shown(&format!("{write}C")), 0);
        // One after the other.
        assert_eq!(shown(&format!("{write}'t")), 1);
        assert_eq!(shown(&format!("{write}'tt")), 1);
        assert_eq!(shown(&format!("{write}'ttt")), 3);
        assert_eq!(shown(&format!("{write}'t<esc>")), 3);
        assert_eq!(shown("2nniask<enter>'t"), 1);
    }
}
