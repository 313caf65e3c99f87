//! News from long work.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::app::derive::head::counted;
use crate::app::derive::{refresh_documents, refresh_followed, refresh_people};
use crate::app::memory::Met;
use crate::app::{
    Action, Anchor, App, Effect, Measure, News, Progress, Report, SPEAKERS, memory, overlay,
};
use crate::engine::Analysis;
use crate::library::{DocId, Document, EntityId, Gathered, Library, Problem};

use super::{articles, copies, corrections, link, panes, renewal};

/// Takes in a report; reports of a round that nobody waits for any more are dropped.
pub(super) fn apply(app: &mut App, report: Report) -> Vec<Effect> {
    if report.round != app.round {
        return Vec::new();
    }
    let held = overlay::held(app);
    let effects = take(app, report.news);
    overlay::hold(app, held);
    effects
}

fn take(app: &mut App, news: News) -> Vec<Effect> {
    match news {
        News::Imported {
            name,
            documents,
            problems,
            skipped,
            corrections,
        } => {
            let mut library = Library::of_documents(name, documents, problems, skipped);
            library.corrections = *corrections;
            imported(app, library)
        }
        News::Opened(library) => {
            let effects = imported(app, *library);
            app.derived.analyzed = app.library.len();
            rebuild(app);
            effects
        }
        News::Glanced(document) => glanced(app, *document),
        News::Analyzed(found) => analyzed(app, found),
        News::Gathered {
            gathered,
            corrections,
        } => take_gathered(app, gathered, corrections),
        News::Told(told) => {
            memory::told(app, told);
            Vec::new()
        }
        News::Sifted {
            gathered,
            words,
            found,
            whole,
        } => {
            overlay::sifted(app, &gathered, &words, (&found, whole));
            Vec::new()
        }
        News::Progress(progress) => {
            advance(app, progress);
            Vec::new()
        }
        News::Failed { doc, reason } => {
            if let Some(document) = app.library.document(doc) {
                let path = document.path.clone();
                app.library.problems.push(Problem { path, reason });
            }
            Vec::new()
        }
        News::Remark(remark) => {
            app.refuse(remark);
            Vec::new()
        }
        News::CannotOpen(why) => {
            app.progress = None;
            app.failure = Some(why);
            app.quit = true;
            Vec::new()
        }
        News::Finished => finished(app),
        News::Renewed(renewal) => renewal::renewed(app, *renewal),
        News::CaughtUp => renewal::caught_up(app),
        News::Sharing(news) => corrections::shared(app, news),
        News::Watching(news) => {
            renewal::watching(app, &news);
            Vec::new()
        }
    }
}

/// What the documents tell together, with the corrections of that moment.
fn take_gathered(app: &mut App, gathered: Arc<Gathered>, corrections: usize) -> Vec<Effect> {
    if corrections == app.library.corrections.revision() {
        app.derived.gathered = Some(gathered);
        copies::fold(app);
    }
    app.progress = None;
    overlay::refresh(app);
    match app.awaited.take() {
        Some(action) if app.overlay.is_none() => {
            app.notice = None;
            overlay::open(app, action)
        }
        _ => Vec::new(),
    }
}

fn advance(app: &mut App, progress: Progress) {
    // What was told before it was stopped comes late.
    let is_stopped = app.derived.uncompared && progress.measure == Measure::Share;
    app.progress = (progress.done < progress.all && !is_stopped).then_some(progress);
}

/// The beginning of the only document is there. It gets no marks: they belong to the whole.
fn glanced(app: &mut App, document: Document) -> Vec<Effect> {
    let name = document.name.clone();
    app.library = Library::of_documents(name, vec![document], Vec::new(), 0);
    refresh_documents(app);
    refresh_people(app);
    app.documents.selected = Some(DocId(0));
    app.article.doc = Some(DocId(0));
    Vec::new()
}

/// The documents are there. The selection stays with the file that was selected before, if it is still there.
fn imported(app: &mut App, library: Library) -> Vec<Effect> {
    let before = app
        .article
        .doc
        .and_then(|doc| app.library.document(doc))
        .map(|document| document.path.clone());
    app.library = library;
    app.derived.merged = 0;
    app.derived.analyzed = 0;
    app.derived.gathered = None;
    app.speakers.clear();
    refresh_documents(app);
    refresh_people(app);
    refresh_followed(app);
    let kept = app.library.ids().find(|&doc| {
        let path = app.library.document(doc).map(|document| &document.path);
        path.is_some() && path == before.as_ref()
    });
    app.article.doc = None;
    overlay::refresh(app);
    let read = Some(app.article.top).filter(|top| *top != Anchor::START);
    let mut effects = match (
        app.keeper.remembered.take(),
        kept.or_else(|| app.derived.documents.at(0)),
    ) {
        (Some(kept), _) => memory::recall(app, *kept),
        (None, Some(doc)) => articles::open(app, doc),
        (None, None) => Vec::new(),
    };
    // Whoever has begun to read the document stays at that place.
    if let Some(top) = read.filter(|_| kept.is_some() && app.article.doc == kept) {
        app.article.top = top;
        articles::settle(app);
    }
    if let Some(goal) = app.goal.take() {
        effects.extend(link::follow_link(app, &goal));
    }
    effects
}

fn analyzed(app: &mut App, found: Vec<(DocId, Arc<Analysis>)>) -> Vec<Effect> {
    // Bindings of an analysis that is replaced mean nothing for the new one, and the article on screen cannot wait.
    let mut due = false;
    let current = app.quote();
    for (doc, analysis) in found {
        due |= app.article.doc == Some(doc);
        if app.library.document(doc).is_some() {
            let known = app.library.is_analysed(doc);
            due |= known;
            app.derived.analyzed += usize::from(!known);
            app.library.receive(doc, analysis);
        }
    }
    // The second look at an article may find more: the current quotation stays the one at the same place.
    articles::make_current(app, current);
    // Merging looks at every document, so it waits until there is half as much again: all merges together cost no more
    // than a few of the last.
    if due || app.derived.analyzed >= app.derived.merged + app.derived.merged / 2 {
        rebuild(app);
    }
    Vec::new()
}

fn finished(app: &mut App) -> Vec<Effect> {
    app.progress = None;
    rebuild(app);
    memory::recall_people(app, memory::Names::All);
    refresh_followed(app);
    app.article.awaited = None;
    // While documents arrived, colours went to whoever was known first. Now all is known: they go by rank, once, and stay.
    app.speakers = best_speakers(&app.library, SPEAKERS);
    refresh_people(app);
    app.derived.uncompared = false;
    with_visits(app, vec![Effect::Gather])
}

/// Has it looked up what was there before, if anything is kept of that.
pub(super) fn with_visits(app: &App, mut effects: Vec<Effect>) -> Vec<Effect> {
    effects.extend(app.keeper.keeps.then_some(Effect::Meet));
    effects
}

/// Takes in what was there before, and says what has come since the last visit when the reader has just come.
pub(super) fn met(app: &mut App, mut met: Met) -> Vec<Effect> {
    let is_due = app.keeper.visits.seen.is_none() || app.keeper.owes_news;
    app.keeper.owes_news = false;
    let untold = std::mem::take(&mut met.untold);
    memory::met(app, met);
    if is_due {
        say_news(app);
    }
    if untold.is_empty() {
        return Vec::new();
    }
    vec![Effect::Tell(untold)]
}

/// Says that articles have come since the last visit.
fn say_news(app: &mut App) {
    let Some((new, when)) = app.news_count().filter(|(new, _)| *new > 0) else {
        return;
    };
    let Some(key) = app
        .keymap
        .keys(Action::News)
        .first()
        .filter(|_| app.notice.is_none())
    else {
        return;
    };
    let have = if new == 1 { "has" } else { "have" };
    let articles = counted(new, "article");
    let when = overlay::moment(when);
    app.say(format!(
        "{articles} {have} come since {when}; {key} tells what is new"
    ));
}

/// Merges the entities anew, and with them everything that leans on them. Selection and place stay.
pub(super) fn rebuild(app: &mut App) {
    app.derived.merged = app.derived.analyzed;
    app.library.merge();
    follow_merges(app);
    memory::recall_people(app, memory::Names::Full);
    if app.speakers.len() < SPEAKERS {
        for speaker in best_speakers(&app.library, SPEAKERS) {
            if app.speakers.len() < SPEAKERS && !app.speakers.contains(&speaker) {
                app.speakers.push(speaker);
            }
        }
    }
    refresh_people(app);
    refresh_followed(app);
    panes::settle(app);
    overlay::refresh(app);
}

/// Those with the most quotations.
fn best_speakers(library: &Library, count: usize) -> Vec<EntityId> {
    let mut speakers: Vec<_> = library
        .entities
        .iter()
        .filter(|(_, entity)| entity.quotations > 0)
        .map(|(id, entity)| {
            let weight = (Reverse(entity.quotations), Reverse(entity.mentions));
            (weight, &entity.name, id)
        })
        .collect();
    speakers.sort_unstable();
    speakers
        .into_iter()
        .take(count)
        .map(|(.., id)| id)
        .collect()
}

/// A name that turned out to mean somebody else leads there from now on, wherever it was kept.
fn follow_merges(app: &mut App) {
    let entities = &app.library.entities;
    let now = |id: EntityId| {
        let meant = entities.get(id)?;
        let mut all = entities.iter();
        all.find_map(|(id, entity)| std::ptr::eq(entity, meant).then_some(id))
    };
    // Of whom nothing is known at the moment, something may be as soon as all documents are analysed.
    let pending = app.derived.analyzed < app.library.len();
    app.following = app
        .following
        .and_then(|id| now(id).or(pending.then_some(id)));
    app.people.selected = app.people.selected.and_then(now);
    // A colour whose bearer is gone stays free until all is known: the others keep theirs.
    app.speakers = app
        .speakers
        .iter()
        .map(|&speaker| now(speaker).unwrap_or(speaker))
        .collect();
}
