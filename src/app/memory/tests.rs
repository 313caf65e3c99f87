//! Keys in one session, and what the next one begins with.

use proptest::prelude::*;

use crate::app::fixture::{analyses, app, documents, press, report};
use crate::app::{App, Effect, Event, News, Size, Timer, update};
use crate::library::{DocId, Document, fingerprint};

use super::{Marks, Memory, Note};

/// Writes a note down as a store does.
fn write(memory: &mut Memory, note: Note) {
    let marks = |memory: &mut Memory, doc| {
        let at = memory.documents.iter().position(|marks| marks.doc == doc);
        let mut marks = at.map_or_else(Marks::default, |at| memory.documents.remove(at));
        marks.doc = doc;
        marks
    };
    match note {
        Note::Session(session) => memory.session = Some(*session),
        Note::Way(way) => memory.way = way,
        Note::Typed(typed) => memory.typed = typed,
        Note::Read(doc, read) => {
            let read = Some(read);
            let marks = Marks {
                read,
                ..marks(memory, doc)
            };
            memory.documents.push(marks);
        }
        Note::Left(doc, left) => {
            let left = Some(left);
            let marks = Marks {
                left,
                ..marks(memory, doc)
            };
            memory.documents.push(marks);
        }
        Note::Bookmark(spot, there) => {
            memory.bookmarks.retain(|kept| *kept != spot);
            memory.bookmarks.extend(there.then_some(spot));
        }
        Note::Seen(_) | Note::Told(_) | Note::Over => {}
        Note::Gone(doc) => memory.documents.retain(|marks| marks.doc != doc),
    }
}

fn write_all(memory: &mut Memory, effects: Vec<Effect>) {
    for effect in effects {
        if let Effect::Keep(notes) = effect {
            for note in notes {
                write(memory, note);
            }
        }
    }
}

/// A session that takes up what was kept, on these documents, before the findings arrive.
fn begun(memory: &mut Memory, size: (u16, u16), documents: Vec<Document>) -> App {
    let mut app = App::default();
    app.keeper.keeps = true;
    app.keeper.remembered = Some(Box::new(memory.clone()));
    let (width, height) = size;
    update(&mut app, Event::Resize(Size { width, height }));
    let news = News::Imported {
        name: "velmar".to_owned(),
        documents: documents.into(),
        problems: Vec::new(),
        skipped: 0,
        corrections: Box::default(),
    };
    let effects = report(&mut app, news);
    write_all(memory, effects);
    app
}

fn find(app: &mut App, memory: &mut Memory) {
    let found = (0..).map(DocId).zip(analyses()).collect();
    for news in [News::Analyzed(found), News::Finished] {
        let effects = report(app, news);
        write_all(memory, effects);
    }
}

/// Presses keys, with the rest that the list of documents waits for.
fn type_keys(app: &mut App, memory: &mut Memory, keys: &str) {
    let effects = press(app, keys);
    write_all(memory, effects);
    let effects = update(app, Event::Timer(Timer::Rested));
    write_all(memory, effects);
}

/// Everything that must be the same in the next session.
fn kept(app: &App) -> String {
    let name = |id| app.library.entities.get(id).map(|entity| &entity.name);
    format!(
        "{:?}",
        (
            (
                app.article.doc,
                app.article.top,
                app.article.quotation,
                &app.article.search
            ),
            (
                app.following.and_then(name),
                app.people.selected.and_then(name),
                app.doubtful
            ),
            (
                app.focus,
                app.screen,
                app.documents.order,
                &app.documents.read
            ),
            (&app.bookmarks, &app.jumps, &app.typed),
        )
    )
}

/// The session after these keys, and the one that follows it.
fn sessions(keys: &[&str], size: (u16, u16)) -> (App, App) {
    let mut memory = Memory::default();
    let mut first = begun(&mut memory, size, documents());
    find(&mut first, &mut memory);
    for keys in keys {
        type_keys(&mut first, &mut memory, keys);
    }
    let mut second = begun(&mut memory, size, documents());
    find(&mut second, &mut memory);
    (first, second)
}

#[test]
fn the_next_session_begins_where_the_last_one_ended() {
    for keys in [
        "",
        "j",
        "2nj",
        "2jj",
        "2nnn",
        "nnnf]]",
        "z2j",
        "O",
        "3jj",
        "JJH",
        "nmJnm",
        "M",
        "D",
        "2/the<enter>n",
        "sthe<enter>",
        "2G",
    ] {
        for size in [(120, 40), (80, 14), (60, 12)] {
            let (first, second) = sessions(&[keys], size);
            assert_eq!(kept(&second), kept(&first), "{keys} {size:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_typed_the_next_session_goes_on(keys in prop::collection::vec(
        prop::sample::select(&["j", "k", "n", "N", "J", "K", "f", "]", "[", "m", "M", "O", "z", "1", "2", "3", "D", "H", "L",
            "u", "d", "g", "G", "<esc>", "/the<enter>", "'<enter>", "P<enter>"][..]), 0..12))
    {
        let (first, second) = sessions(&keys, (80, 14));
        prop_assert_eq!(kept(&second), kept(&first));
    }
}

#[test]
fn nothing_is_told_when_nothing_is_kept_or_changed() {
    let tells = |effects: &[Effect]| {
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Keep(_)))
    };
    let mut private = app(120, 40);
    assert!(!tells(&press(&mut private, "nfmJ")));
    let mut memory = Memory::default();
    let mut app = begun(&mut memory, (120, 40), documents());
    assert!(tells(&press(&mut app, "J")));
    assert!(!tells(&press(&mut app, "?<esc>Z")));
}

#[test]
fn a_person_is_followed_again_while_the_findings_still_arrive() {
    let (_, mut second) = sessions(&["nnnf"], (120, 40));
    let session = super::keep::notes(&mut second);
    assert!(session.is_empty());
    let mut memory = Memory::default();
    let mut first = begun(&mut memory, (120, 40), documents());
    find(&mut first, &mut memory);
    type_keys(&mut first, &mut memory, "nnnf");
    // Ends before anything is found, and again.
    for _ in 0..2 {
        begun(&mut memory, (120, 40), documents());
    }
    let mut last = begun(&mut memory, (120, 40), documents());
    find(&mut last, &mut memory);
    assert_eq!(kept(&last), kept(&first));
}

#[test]
fn renamed_and_edited_files_keep_what_can_be_kept() {
    let mut memory = Memory::default();
    let mut first = begun(&mut memory, (60, 12), documents());
    find(&mut first, &mut memory);
    type_keys(&mut first, &mut memory, "2jjjjjjmnm");
    let words = |app: &App, byte: u32| {
        let text = &app.library.document(app.article.doc.unwrap()).unwrap().text;
        crate::library::words_from(text, byte)
    };
    let before = words(&first, first.article.top.byte);
    assert_ne!(first.article.top.byte, 0);

    let mut renamed = documents();
    renamed[0].path = "velmar/z-renamed.txt".into();
    let mut app = begun(&mut memory, (60, 12), renamed);
    assert_eq!(app.article.doc, Some(DocId(0)));
    assert_eq!(words(&app, app.article.top.byte), before);
    assert_eq!(app.bookmarks.len(), 2);

    let mut edited = documents();
    edited[0].path = "velmar/z-renamed.txt".into();
    let text = edited[0].text.replacen(
        "\n\n",
        "\n\nA paragraph that is new, and long enough to move everything.\n\n",
        1,
    );
    edited[0].fingerprint = fingerprint(&text);
    edited[0].blocks = crate::engine::blocks(&text).into();
    edited[0].text = text.into();
    app = begun(&mut memory, (60, 12), edited);
    assert_eq!(app.article.doc, Some(DocId(0)));
    assert_eq!(words(&app, app.article.top.byte), before);
    assert_eq!(app.bookmarks.len(), 2);
    assert!(app.documents.read.contains(&DocId(0)));
    // What was known under former keys is gone: a new file at the old path is unread.
    assert!(
        memory
            .bookmarks
            .iter()
            .all(|spot| spot.doc.path == "velmar/z-renamed.txt")
    );
    let read = memory.documents.iter().map(|marks| &*marks.doc.path);
    assert_eq!(read.collect::<Vec<_>>(), ["velmar/z-renamed.txt"]);
}

#[test]
fn a_memory_of_another_library_does_no_harm() {
    let mut memory = Memory::default();
    let mut first = begun(&mut memory, (120, 40), documents());
    find(&mut first, &mut memory);
    type_keys(&mut first, &mut memory, "nnnfmJ2j");
    let other = crate::library::Library::of_texts("other", &[("a.txt", "Nothing of all that.")]);
    let app = begun(&mut memory, (120, 40), other.documents.to_vec());
    assert_eq!(app.article.doc, Some(DocId(0)));
    assert!(app.bookmarks.is_empty());
}
