//! Files of the library have changed while it is open. The reader stays where they are.

use std::path::Path;

use crate::app::derive::documents::ListRow;
use crate::app::derive::{refresh_documents, refresh_followed, refresh_people};
use crate::app::memory::Moved;
use crate::app::{Action, App, Change, Effect, Fresh, Notice, Place, Tone, Watching, overlay};
use crate::library::{DocId, Hit, Needle, Renewal, Renewed, Shift};

use super::{articles, documents, panes, reports};

/// Looks for changes now.
pub(super) fn look(app: &mut App) -> Vec<Effect> {
    if app.keeper.roots.is_empty() {
        return super::refuse(app, "The bundled articles do not change");
    }
    app.say("Looking for new and changed files");
    vec![Effect::Look]
}

/// Takes in what has changed.
pub(super) fn renewed(app: &mut App, renewal: Renewal) -> Vec<Effect> {
    let list = ListPlace::of(app);
    let quote = app.quote();
    let is_from_before = renewal.is_from_before;
    let renewed = app.library.renew(renewal);
    for &doc in &renewed.changed {
        follow_text(app, doc, quote);
        app.documents.fresh.insert(doc, Fresh::Changed);
    }
    for (doc, path) in &renewed.moved {
        app.note_moved(*doc, &Moved::path(app, *doc, path));
    }
    for &doc in &renewed.arrived {
        app.documents.fresh.insert(doc, Fresh::New);
    }
    for &doc in &renewed.gone {
        app.documents.fresh.remove(&doc);
        // What is on the screen stays there with its quotations until another article is opened.
        if app.article.doc != Some(doc) {
            app.library.forget(doc);
        }
    }
    count_analyses(app);
    refresh_documents(app);
    list.put_back(app);
    panes::settle(app);
    overlay::refresh(app);
    // What came before the reader did is news of the last visit, and told as such.
    let has_come = !(renewed.arrived.is_empty() && renewed.changed.is_empty());
    app.keeper.owes_news |= is_from_before && has_come;
    let is_told_later = app.keeper.owes_news && !app.keeper.visits.over.is_empty();
    if let Some(notice) = notice(app, &renewed)
        && (!is_told_later || is_about_shown(app, &renewed))
    {
        app.notice = Some(notice);
    }
    let versions = renewed.changed.iter().filter_map(|&doc| {
        let version = app.library.earlier(doc).last()?;
        Some((doc, version.clone()))
    });
    let versions: Vec<_> = versions.collect();
    let mut effects = Vec::new();
    if !versions.is_empty() {
        effects.push(Effect::KeepVersions(versions));
    }
    if app.article.doc.is_none()
        && let Some(first) = app.derived.documents.at(0)
    {
        effects.extend(articles::open(app, first));
    }
    effects
}

/// All that came is analysed.
pub(super) fn caught_up(app: &mut App) -> Vec<Effect> {
    app.progress = None;
    app.article.awaited = None;
    reports::rebuild(app);
    refresh_people(app);
    refresh_followed(app);
    reports::with_visits(app, vec![Effect::Gather])
}

/// Says what there is to say about the watch over the files.
pub(super) fn watching(app: &mut App, news: &Watching) {
    let name = |path: &Path| path.display().to_string();
    match news {
        Watching::Gone(path) => app.refuse(format!(
            "{} is gone; what was read stays until it is back",
            name(path)
        )),
        Watching::Back(path) => app.say(format!("{} is back", name(path))),
        Watching::Looking(seconds) => app.refuse(format!(
            "The system watches no more folders; looking every {seconds} s, and with {}",
            app.keymap
                .keys(Action::Look)
                .first()
                .map_or_else(|| Action::Look.name().to_owned(), ToString::to_string)
        )),
    }
}

/// How many of the documents that are there have been analysed.
fn count_analyses(app: &mut App) {
    let known = |doc: &DocId| app.library.is_analysed(*doc);
    app.derived.analyzed = app.library.ids().filter(known).count();
}

/// Everything that points into the text of a document goes where the words are now.
fn follow_text(app: &mut App, doc: DocId, quote: Option<u32>) {
    let Some((before, document)) = app
        .library
        .earlier(doc)
        .last()
        .zip(app.library.document(doc))
    else {
        return;
    };
    let shift = Shift::between(&before.document.text, &document.text);
    let known = Moved::text(app, doc, &before.document);
    let follow = |place: &mut Place| {
        if place.doc == doc {
            place.byte = shift.byte(place.byte);
            place.quote = place.quote.map(|quote| shift.byte(quote));
        }
    };
    let jumps = &mut app.jumps;
    jumps.back.iter_mut().for_each(follow);
    jumps.forward.iter_mut().for_each(follow);
    for change in &mut app.changes {
        if let Change::Bookmark { place, .. } = change {
            follow(place);
        }
    }
    let bookmarks = std::mem::take(&mut app.bookmarks);
    app.bookmarks = bookmarks
        .into_iter()
        .map(|mut place| {
            follow(&mut place);
            place
        })
        .collect();
    if let Some(left) = app.article.left.get_mut(&doc) {
        left.byte = shift.byte(left.byte);
    }
    if app.article.doc == Some(doc) {
        app.article.top.byte = shift.byte(app.article.top.byte);
        articles::make_current(app, quote.map(|quote| shift.byte(quote)));
    }
    search_again(app, doc, &shift);
    app.note_moved(doc, &known);
    overlay::follow_text(app, doc, &shift);
}

/// Finds the words again that were searched for in the article shown. Of a search in all documents, those hits stay that still
/// stand there.
fn search_again(app: &mut App, doc: DocId, shift: &Shift) {
    let Some((mut search, document)) = app.article.search.take().zip(app.library.document(doc))
    else {
        return;
    };
    let current = search.current.and_then(|at| search.hits.get(at));
    let current = current.map(|hit| shift.byte(hit.start));
    let is_shown = app.article.doc == Some(doc);
    if search.everywhere.is_empty() {
        if is_shown {
            let needle = Needle::new(&search.words);
            search.hits =
                needle.map_or_else(Vec::new, |needle| needle.find(&document.text).collect());
        }
    } else {
        let hits = search.everywhere.iter().filter_map(|hit| {
            let span = if hit.doc == doc {
                shift.span(hit.span)?
            } else {
                hit.span
            };
            Some(Hit { span, ..*hit })
        });
        search.everywhere = hits.collect();
        if is_shown {
            let here = search.everywhere.iter().filter(|hit| hit.doc == doc);
            search.hits = here.map(|hit| hit.span).collect();
        }
    }
    if is_shown {
        search.current =
            current.and_then(|byte| search.hits.iter().position(|hit| hit.start == byte));
    }
    app.article.search = Some(search);
}

/// Whether the article that is shown is not what it was.
fn is_about_shown(app: &App, renewed: &Renewed) -> bool {
    let shown = app.article.doc;
    shown.is_some_and(|doc| renewed.changed.contains(&doc) || renewed.gone.contains(&doc))
}

/// What the status line says: `2 new, 1 changed`.
fn notice(app: &App, renewed: &Renewed) -> Option<Notice> {
    let kinds = [
        ("new", renewed.arrived.len()),
        ("changed", renewed.changed.len()),
        ("renamed", renewed.moved.len()),
        ("back", renewed.back.len()),
        ("gone", renewed.gone.len()),
    ];
    let parts: Vec<String> = kinds
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| format!("{count} {kind}"))
        .collect();
    if parts.is_empty() {
        return None;
    }
    let mut text = parts.join(", ");
    let shown = app.article.doc;
    if shown.is_some_and(|doc| renewed.changed.contains(&doc)) {
        let key = app.keymap.keys(Action::Compare).first();
        let hint = key.map_or(String::new(), |key| format!("; {key} shows what"));
        text = format!("{text}: this article has changed{hint}");
    } else if shown.is_some_and(|doc| renewed.gone.contains(&doc)) {
        text =
            format!("{text}: the file of this article is gone; it can be read until you leave it");
    } else if let [doc] = renewed.arrived[..]
        && let Some(document) = app.library.document(doc)
    {
        text = format!("{text}: {}", document.heading());
    }
    Some(Notice {
        text,
        tone: Tone::Done,
    })
}

/// Where the list of documents stands on the screen: the first row shown, by what it says.
struct ListPlace {
    top: Option<(ListRow, usize)>,
    /// The place of the cursor among the documents.
    cursor: Option<usize>,
}

impl ListPlace {
    fn of(app: &App) -> Self {
        let list = &app.derived.documents;
        let top = app.documents.top;
        // At the very top it stays there, so that what is new is seen.
        let document = (top > 0).then(|| {
            (top..list.height()).find_map(|row| match list.row(row)? {
                found @ (ListRow::Title(_) | ListRow::About(_)) => Some((found, row - top)),
                _ => None,
            })
        });
        Self {
            top: document.flatten(),
            cursor: app.documents.selected.and_then(|doc| list.place(doc)),
        }
    }

    fn put_back(&self, app: &mut App) {
        let list = &app.derived.documents;
        if let Some((row @ (ListRow::Title(doc) | ListRow::About(doc)), below)) = self.top
            && let Some(place) = list.place(doc).filter(|_| !app.library.is_gone(doc))
        {
            let own = list.rows_of(place).end - usize::from(matches!(row, ListRow::Title(_))) - 1;
            app.documents.top = own.saturating_sub(below);
        }
        // A cursor on a document that is gone goes to the next one.
        if app
            .documents
            .selected
            .is_some_and(|doc| app.library.is_gone(doc))
        {
            let end = list.len().saturating_sub(1);
            app.documents.selected = self.cursor.and_then(|at| list.at(at.min(end)));
        }
        documents::show_selected(app);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::{app, press, report, visited};
    use crate::app::{Event, News, Overlay, memory, update};
    use crate::library::{Document, Library};

    /// A document of the fixture as another file would bring it.
    fn edited(app: &App, name: &str, edit: impl Fn(&str) -> String) -> (DocId, Document) {
        let (doc, document) = named(app, name);
        let path = document.path.display().to_string();
        let text = edit(&document.text);
        let library = Library::of_texts("vell", &[(&path, &text)]);
        (doc, library.documents[0].clone())
    }

    fn named<'a>(app: &'a App, name: &str) -> (DocId, &'a Document) {
        app.library
            .present()
            .find(|(_, document)| document.name == name)
            .unwrap()
    }

    fn renew(app: &mut App, renewal: Renewal) {
        report(app, News::Renewed(Box::new(renewal)));
    }

    fn told(app: &App) -> &str {
        app.notice.as_ref().map_or("", |notice| &notice.text)
    }

    #[test]
    fn the_line_on_top_the_quotation_and_the_person_stay() {
        let mut app = app(60, 12);
        press(&mut app, "2jjjjnf");
        let top = |app: &App| {
            let (_, document) = named(app, "closed");
            document.text[app.article.top.byte as usize..][..20].to_owned()
        };
        let (line, quote, followed) = (top(&app), app.quote().unwrap(), app.following);
        let changed = edited(&app, "closed", |text| {
            text.replacen("\n\n", "\n\nThis report has been corrected.\n\n", 1)
        });
        let doc = changed.0;
        let added = changed.1.text.len() - named(&app, "closed").1.text.len();
        renew(
            &mut app,
            Renewal {
                replaced: vec![changed],
                ..Renewal::default()
            },
        );
        assert_eq!(top(&app), line);
        assert_eq!(app.quote(), Some(quote + added as u32));
        assert_eq!(app.documents.fresh.get(&doc), Some(&Fresh::Changed));
        assert!(
            told(&app).starts_with("1 changed: this article"),
            "{}",
            told(&app)
        );
        report(&mut app, News::CaughtUp);
        assert_eq!(app.following, followed);
        assert_eq!(app.library.earlier(doc).len(), 1);
    }

    #[test]
    fn a_list_that_is_open_keeps_its_cursor() {
        let mut app = app(120, 40);
        press(&mut app, "o");
        press(&mut app, "<down><down>");
        let under = |app: &App| match &app.overlay {
            Some(Overlay::Finder(finder)) => finder.selected(),
            _ => None,
        };
        let before = under(&app);
        let new = Library::of_texts(
            "vell",
            &[("n.txt", "date 2031-05-20 A letter from nobody\n")],
        );
        renew(
            &mut app,
            Renewal {
                arrived: new.documents.to_vec(),
                ..Renewal::default()
            },
        );
        assert!(before.is_some());
        assert_eq!(under(&app), before);
        assert_eq!(told(&app), "1 new: A letter from nobody");
        assert_eq!(app.library.len(), 5);
    }

    #[test]
    fn what_came_before_the_reader_did_is_news_of_the_last_visit() {
        let mut app = app(120, 40);
        visited(&mut app);
        let new = [("n.txt", "date 2031-05-20 A letter from nobody\n")];
        let renewal = Renewal {
            is_from_before: true,
            arrived: Library::of_texts("vell", &new).documents.to_vec(),
            ..Renewal::default()
        };
        renew(&mut app, renewal);
        assert_eq!(told(&app), "");
        assert!(report(&mut app, News::CaughtUp).contains(&Effect::Meet));
        let seen = app.keeper.visits.seen.clone().unwrap();
        let met = memory::meet(&app.library, &app.keeper.roots, seen);
        update(&mut app, Event::Met(Box::new(met)));
        let news = "4 articles have come since Tue 13 May 2031, 18:40; W tells what is new";
        assert_eq!(told(&app), news);
    }

    #[test]
    fn a_question_about_a_quotation_ends_when_its_article_changes() {
        let mut app = app(120, 40);
        press(&mut app, "2na");
        assert!(app.overlay.is_some());
        let changed = edited(&app, "closed", |text| text.replace("crane", "boat"));
        renew(
            &mut app,
            Renewal {
                replaced: vec![changed],
                ..Renewal::default()
            },
        );
        assert!(app.overlay.is_none());
    }

    #[test]
    fn what_is_gone_can_be_read_until_the_reader_leaves_it() {
        let mut app = app(120, 40);
        press(&mut app, "2jj");
        let (doc, document) = named(&app, "closed");
        let (text, top) = (document.text.share(), app.article.top);
        renew(
            &mut app,
            Renewal {
                gone: vec![doc],
                ..Renewal::default()
            },
        );
        assert_eq!(app.article.doc, Some(doc));
        assert_eq!(app.article.top, top);
        assert_eq!(*app.library.document(doc).unwrap().text, *text);
        assert!(app.library.analysis(doc).is_some());
        assert_eq!(app.derived.documents.len(), 3);
        assert!(app.library.ids().all(|other| other != doc));
        press(&mut app, "J");
        assert_ne!(app.article.doc, Some(doc));
        assert!(app.library.analysis(doc).is_none());
    }

    #[test]
    fn a_bookmark_is_written_down_anew_with_its_words() {
        let mut app = app(120, 40);
        app.keeper.keeps = true;
        press(&mut app, "2nm");
        let (doc, _) = named(&app, "closed");
        let before = *app.bookmarks.first().unwrap();
        let changed = edited(&app, "closed", |text| {
            format!(" date 2031-05-14 Corrected: {}", &text[17..])
        });
        let added = changed.1.text.len() - named(&app, "closed").1.text.len();
        let effects = crate::app::update(
            &mut app,
            crate::app::Event::Report(crate::app::Report {
                round: 0,
                news: News::Renewed(Box::new(Renewal {
                    replaced: vec![changed],
                    ..Renewal::default()
                })),
            }),
        );
        let after = *app.bookmarks.first().unwrap();
        assert_eq!(after.byte as usize, before.byte as usize + added);
        let kept = effects
            .iter()
            .any(|effect| matches!(effect, Effect::KeepVersions(kept) if kept[0].0 == doc));
        assert!(
            kept && effects
                .iter()
                .any(|effect| matches!(effect, Effect::Keep(_)))
        );
    }
}
