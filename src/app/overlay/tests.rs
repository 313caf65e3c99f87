//! Keys in overlays, and where they lead.

use crate::app::fixture::{app, press, report};
use crate::app::{App, Effect, Event, Mouse, MouseKind, News, Overlay, ThemeName, Tone, update};

/// What an overlay is called here.
fn name(app: &App) -> &'static str {
    match &app.overlay {
        None => "none",
        Some(Overlay::Help(_)) => "help",
        Some(Overlay::Palette(_)) => "palette",
        Some(Overlay::Finder(_)) => "finder",
        Some(Overlay::Search(_)) => "search",
        Some(Overlay::Everywhere(_)) => "everywhere",
        Some(Overlay::Person(_)) => "person",
        Some(Overlay::Problems(_)) => "problems",
        Some(Overlay::Why(_)) => "why",
        Some(Overlay::Bookmarks(_)) => "bookmarks",
        Some(Overlay::ByHand(_)) => "by hand",
        Some(Overlay::Ledger(_)) => "ledger",
        Some(Overlay::Variants(_)) => "variants",
        Some(Overlay::Fix(_)) => "fix",
        Some(Overlay::Ask(_)) => "ask",
        Some(Overlay::Split(_)) => "split",
        Some(Overlay::Review(_)) => "review",
        Some(Overlay::Corrections(_)) => "corrections",
        Some(Overlay::Chain(_)) => "chain",
        Some(Overlay::Unnamed(_)) => "unnamed",
        Some(Overlay::News(_)) => "news",
        Some(Overlay::Export(_)) => "export",
        Some(Overlay::Compare(_)) => "compare",
    }
}

/// The document shown, the words at the current quotation or search hit, and the person followed.
fn place(app: &App) -> (String, String, String) {
    let document = app.article.doc.and_then(|doc| app.library.document(doc));
    let text = document.map_or("", |document| &document.text);
    let hit = app
        .article
        .search
        .as_ref()
        .and_then(|search| search.hits.get(search.current?).copied());
    let quotation = || {
        let analysis = app.library.analysis(app.article.doc?)?;
        let index = app.article.quotation? as usize;
        Some(analysis.quotations.get(index)?.span)
    };
    let words = hit.or_else(quotation).map_or("", |span| span.of(text));
    let followed = app
        .following
        .and_then(|person| app.library.entities.get(person));
    (
        document.map_or(String::new(), |document| document.name.clone()),
        words.to_owned(),
        followed.map_or(String::new(), |person| person.name.clone()),
    )
}

fn after(keys: &str) -> App {
    let mut app = app(120, 40);
    press(&mut app, keys);
    app
}

#[track_caller]
fn leads_to(keys: &str, open: &str, expected: (&str, &str, &str)) {
    let app = after(keys);
    let (document, words, followed) = place(&app);
    assert_eq!(name(&app), open, "{keys}");
    assert_eq!((&*document, &*words, &*followed), expected, "{keys}");
}

#[test]
fn finders_open_and_follow() {
    leads_to("ooffer<enter>", "none", ("offer", "", ""));
    leads_to("ocourier<enter>", "none", ("offer", "", ""));
    leads_to("o2031-05-13 tokyo", "finder", ("closed", "", ""));
    leads_to("plindq<enter>", "person", ("closed", "", ""));
    leads_to("plindq<tab>", "none", ("closed", "", "Mara Lindqvist"));
    leads_to("pLINDQ<ctrl-f>", "none", ("closed", "", "Mara Lindqvist"));
    leads_to("pxyz<enter>", "finder", ("closed", "", ""));
    leads_to(
        "p<down><up><ctrl-n><ctrl-p><ctrl-j><ctrl-k><tab>",
        "none",
        ("closed", "", "Tomas Oyelaran"),
    );
}

#[test]
fn the_search_shows_hits_while_typing_and_esc_goes_back() {
    leads_to("/crane", "search", ("closed", "crane", ""));
    leads_to("/crane<enter>", "none", ("closed", "crane", ""));
    leads_to("/Courier<enter>", "none", ("closed", "Courier", ""));
    leads_to("/crane<esc>", "none", ("closed", "", ""));
    // The words come back as an offer that the next letter replaces.
    leads_to("/crane<esc>/<enter>", "none", ("closed", "crane", ""));
    leads_to("/crane<esc>/gate<enter>", "none", ("closed", "gate", ""));
    let small = |keys| {
        let mut app = app(120, 14);
        press(&mut app, keys);
        app
    };
    let before = small("2jjjj");
    let mut typing = small("2jjjj/courier");
    assert_ne!(typing.article.top, before.article.top);
    press(&mut typing, "<esc>");
    assert_eq!(typing.article.top, before.article.top);
    assert!(typing.jumps.back(before.here().unwrap()).is_none());
    let kept = small("2jjjj/courier<enter><ctrl-o>");
    assert_eq!(kept.article.top.byte, before.article.top.byte);
}

#[test]
fn the_search_everywhere_goes_to_a_hit_and_n_goes_on() {
    leads_to("sharbour<enter>", "none", ("closed", "Harbour", ""));
    leads_to("sharbour<down><enter>", "none", ("offer", "harbour", ""));
    leads_to("sthe<down><enter>n", "none", ("closed", "The", ""));
    leads_to("s<enter>", "everywhere", ("closed", "", ""));
    leads_to("sh<enter>", "everywhere", ("closed", "", ""));
    let mut app = after("sharbour<down><enter>");
    press(&mut app, "<ctrl-o>");
    assert_eq!(place(&app).0, "closed");
}

#[test]
fn n_goes_through_the_hits_in_all_documents_and_round_again() {
    let mut app = after("sspeaker:lindqvist<enter>");
    let all = app.article.search.clone().unwrap().everywhere;
    assert!(all.len() > 2);
    let mut seen = Vec::new();
    for _ in 0..all.len() {
        let search = app.article.search.clone().unwrap();
        seen.push((
            app.article.doc.unwrap(),
            search.hits[search.current.unwrap()],
        ));
        press(&mut app, "n");
    }
    let expected: Vec<_> = all.iter().map(|hit| (hit.doc, hit.span)).collect();
    assert_eq!(seen, expected);
    assert_eq!(
        app.notice.as_ref().unwrap().text,
        "Round again: the first hit"
    );
    press(&mut app, "N");
    assert_eq!(app.article.doc, Some(all[all.len() - 1].doc));
}

#[test]
fn a_search_that_is_saved_is_offered_until_it_is_forgotten() {
    let mut app = after("sharbour OR cranes<ctrl-s><esc>");
    assert_eq!(app.typed.saved, ["harbour OR cranes"]);
    app.typed.everywhere.clear();
    press(&mut app, "s<enter><enter>");
    assert_eq!(
        app.article.search.as_ref().unwrap().words,
        "harbour OR cranes"
    );
    press(&mut app, "s<ctrl-s>");
    assert!(app.typed.saved.is_empty());
}

#[test]
fn a_query_that_is_wrong_says_where() {
    let app = after("sharbour date:mai ");
    let Some(Overlay::Everywhere(everywhere)) = &app.overlay else {
        panic!("it is open");
    };
    let fault = everywhere.fault.as_ref().unwrap();
    assert_eq!(&everywhere.line.text()[fault.at.clone()], "mai");
    assert!(everywhere.hits.is_empty());
}

#[test]
fn a_persons_page_goes_to_quotations_and_follows() {
    leads_to(
        "plindq<enter><down><enter>",
        "none",
        ("offer", "“More would cost us ships.”", ""),
    );
    leads_to("plindq<enter>f", "person", ("closed", "", "Mara Lindqvist"));
    leads_to("plindq<enter>ff", "person", ("closed", "", ""));
    leads_to("plindq<enter>q", "none", ("closed", "", ""));
    leads_to("plindq<enter>[", "person", ("closed", "", ""));
}

#[test]
fn the_palette_runs_commands() {
    leads_to(":find-doc<enter>", "finder", ("closed", "", ""));
    assert_eq!(after(":theme li<enter>").theme, ThemeName::Light);
    assert!(after(":quit<enter>").quit);
    assert_eq!(name(&after(":zzzz<enter>")), "palette");
    assert_eq!(after("t").theme, ThemeName::Ansi);
    assert_eq!(after("ttttt").theme, ThemeName::Auto);
}

#[test]
fn help_filters_as_one_types() {
    let app = after("?/followed");
    let Some(Overlay::Help(help)) = &app.overlay else {
        panic!("the help is open");
    };
    assert_eq!(help.found(&app), 2);
    assert_eq!(name(&after("?/x<esc>")), "help");
    for keys in ["?/x<esc><esc>", "?q", "??", "?<esc>", "?<ctrl-c>"] {
        let app = after(keys);
        assert_eq!((name(&app), app.quit), ("none", false), "{keys}");
    }
}

#[test]
fn bookmarks_are_gone_to_taken_away_and_brought_back() {
    leads_to(
        "2nmJJ'<enter>",
        "none",
        ("closed", "“Not one crane will move”", ""),
    );
    assert_eq!(after("2nm'd").bookmarks.len(), 0);
    assert_eq!(after("2nm'du").bookmarks.len(), 1);
    assert_eq!(after("2nm'm<esc>u").bookmarks.len(), 1);
}

#[test]
fn what_cannot_open_says_why() {
    for (keys, why) in [
        ("'", "There are no bookmarks yet; m sets one"),
        ("w", "No quotation is current here; n goes to the next one"),
    ] {
        let app = after(keys);
        let notice = app.notice.unwrap();
        assert_eq!((&*notice.text, notice.tone), (why, Tone::Refused));
    }
}

#[test]
fn pasted_text_is_typed_where_something_is_typed() {
    let mut app = after("o");
    update(&mut app, Event::Paste("off\ner".to_owned()));
    press(&mut app, "<enter>");
    assert_eq!(place(&app).0, "offer");
    let mut app = after("?");
    update(&mut app, Event::Paste("q".to_owned()));
    assert_eq!(name(&app), "help");
}

#[test]
fn a_copy_carries_its_citation() {
    let copied = |keys: &str| {
        let mut app = app(120, 40);
        let effects = press(&mut app, keys);
        effects.into_iter().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text),
            _ => None,
        })
    };
    for (keys, expected) in [
        (
            "2nnny",
            "“The door is open,” — Mara Lindqvist (Harbour Minister), Port of Velmar stays closed: “Not one crane will move”, 14 May 2031, closed",
        ),
        (
            "J2ny",
            "“Four per cent is what the harbour can carry,” — Mara Lindqvist (Harbour Minister), The Velmar Courier, 13 May 2031, offer",
        ),
    ] {
        assert_eq!(copied(keys).as_deref(), Some(expected), "{keys}");
    }
    assert_eq!(copied("y"), None);
    for (keys, expected) in [
        ("2nnnY", "onrecord '#closed:the-door-is-open'"),
        ("JY", "onrecord '#offer:minister-puts-an-offer'"),
    ] {
        assert_eq!(copied(keys).as_deref(), Some(expected), "{keys}");
    }
}

#[test]
fn what_the_terminal_does_not_take_is_shown_to_copy_by_hand() {
    assert_eq!(name(&after("2nny")), "none");
    assert_eq!(name(&after("2nnyy")), "by hand");
    assert_eq!(name(&after("2nnyny")), "none");
    assert_eq!(name(&after("2nnYY<esc>")), "none");
    let mut app = app(120, 40);
    app.mouse = true;
    let text = "“No.”".repeat(9000);
    let why = "too long".to_owned();
    let effects = update(&mut app, Event::NotCopied { text, why });
    assert_eq!(effects, [Effect::Mouse(false)]);
    assert_eq!(name(&app), "by hand");
    assert_eq!(press(&mut app, "Gq"), [Effect::Mouse(true)]);
    assert_eq!((name(&app), app.quit), ("none", false));
}

#[test]
fn the_mouse_selects_opens_scrolls_and_closes() {
    let mut app = app(120, 20);
    let start = app.article.top;
    let send = |app: &mut App, kind, column, row| {
        update(app, Event::Mouse(Mouse { kind, column, row }));
    };
    send(&mut app, MouseKind::WheelDown, 60, 10);
    let scrolled = app.article.top;
    assert_ne!(scrolled, start);
    send(&mut app, MouseKind::WheelUp, 60, 10);
    assert!(app.article.top.byte < scrolled.byte);
    // The first document of the second day, then the first person, twice.
    send(&mut app, MouseKind::Click, 5, 8);
    assert_eq!(place(&app).0, "offer");
    send(&mut app, MouseKind::Click, 100, 3);
    assert!(app.people.selected.is_some());
    send(&mut app, MouseKind::Click, 100, 3);
    assert_eq!(name(&app), "person");
    // Beside the page.
    send(&mut app, MouseKind::Click, 0, 19);
    assert_eq!(name(&app), "none");
    press(&mut app, "o");
    let body = app.overlay.as_ref().unwrap().panel(&app).body;
    send(&mut app, MouseKind::Click, body.x, body.y + 3);
    assert_eq!(name(&app), "finder");
    send(&mut app, MouseKind::Click, body.x, body.y + 3);
    assert_eq!(place(&app).0, "letter");
}

#[test]
fn what_is_asked_for_too_early_opens_when_it_is_known_unless_another_key_comes() {
    let after = |keys: &str| {
        let mut app = app(120, 40);
        let gathered = app.derived.gathered.take().unwrap();
        press(&mut app, keys);
        assert_eq!(name(&app), "none");
        let corrections = app.library.corrections.revision();
        let news = News::Gathered {
            gathered,
            corrections,
        };
        report(&mut app, news);
        name(&app)
    };
    assert_eq!(after("S"), "ledger");
    assert_eq!(after("U"), "unnamed");
    assert_eq!(after("Sj"), "none");
    assert_eq!(after(""), "none");
}

#[test]
fn finding_among_ten_thousand_stays_bounded() {
    let mut app = app(120, 40);
    let one = app.library.documents[0].clone();
    let many: Vec<_> = (0..10_000)
        .map(|number| crate::library::Document {
            title: Some(format!("Report {number} on the harbour of Velmar")),
            ..one.clone()
        })
        .collect();
    app.library.documents = many.into();
    press(&mut app, "oharbour 777");
    let Some(Overlay::Finder(finder)) = &app.overlay else {
        panic!("the finder is open");
    };
    assert!(finder.found.best.len() <= 200);
    assert!(finder.found.all >= 19);
    press(&mut app, "<ctrl-u>report 9999<enter>");
    assert_eq!(app.article.doc, Some(crate::library::DocId(9_999)));
}

/// What the keys have written down: what, in which form, to which file, and how many rows.
fn written(keys: &str) -> (String, String, String, usize) {
    let mut app = app(120, 40);
    let effects = press(&mut app, keys);
    let found = effects.into_iter().find_map(|effect| match effect {
        Effect::Export(export) => Some(export),
        _ => None,
    });
    let export = found.expect("something is written");
    let form = export.format.name().to_owned();
    (export.title, form, export.path, export.rows.len())
}

#[test]
fn what_is_shown_is_written_down_with_two_keys() {
    #[track_caller]
    fn check(keys: &str, title: &str, form: &str, file: &str) {
        let (found, format, path, rows) = written(keys);
        assert_eq!((&*found, &*format, &*path), (title, form, file), "{keys}");
        assert!(rows > 0, "{keys}");
    }
    check("1E<enter>", "Documents", "csv", "velmar-documents.csv");
    check(
        "3E<enter>",
        "People and organizations",
        "csv",
        "velmar-people.csv",
    );
    check("SEv", "Statements", "csv", "velmar-statements.csv");
    check(
        "S/crane<enter>Ev",
        "Statements with “crane”",
        "csv",
        "velmar-statements.csv",
    );
    check(
        "2nPE<enter>",
        "Quotations of Tomas Oyelaran",
        "csv",
        "velmar-quotations.csv",
    );
    check(
        "sharbour<alt-e>v",
        "Passages with “harbour”",
        "csv",
        "velmar-notes.csv",
    );
    check(
        "Ec",
        "Chronology of all statements",
        "csv",
        "velmar-chronology.csv",
    );
    check(
        "2nmEc",
        "Chronology of the marked passages",
        "csv",
        "velmar-chronology.csv",
    );
    check("2nm'Ev", "Bookmarks and notes", "csv", "velmar-notes.csv");
    check(
        "E<tab>a",
        "All quotations",
        "json",
        "velmar-quotations.json",
    );
    check(
        "E<backtab>a",
        "All quotations",
        "markdown",
        "velmar-quotations.md",
    );
    check(
        "2Efred.csv<enter>",
        "Quotations in “Port of Velmar stays closed: “Not one crane will move””",
        "csv",
        "red.csv",
    );
    check(
        "Efred.csv<esc>a",
        "All quotations",
        "csv",
        "velmar-quotations.csv",
    );
}

#[test]
fn only_documents_are_cited() {
    let (_, form, path, _) = written("1E<tab><tab><tab><tab>d");
    assert_eq!((&*form, &*path), ("bibtex", "velmar-documents.bib"));
    let (_, form, path, _) = written("1E<tab><tab><tab><tab>a");
    assert_eq!((&*form, &*path), ("csv", "velmar-quotations.csv"));
}

#[test]
fn the_menu_leads_back_to_what_it_was_opened_from() {
    leads_to("SE<esc>", "ledger", ("closed", "", ""));
    leads_to("SEv", "ledger", ("closed", "", ""));
    leads_to("E<esc>", "none", ("closed", "", ""));
    leads_to("sharbour<alt-e><esc>", "everywhere", ("closed", "", ""));
}
