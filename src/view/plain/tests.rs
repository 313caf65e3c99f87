//! Sessions in lines: what is typed on the library of [`crate::app::fixture`], and what is told.

use crate::app::fixture::{app, visited};
use crate::app::{Action, App, Effect, Event, Medium, Pane, update};

use super::{Cause, Scene, news};

/// A session of these lines, as a log: what was typed after `>`, and below it what was told.
fn session(lines: &str) -> String {
    let mut app = app(120, 40);
    visited(&mut app);
    app.medium = Medium::Lines;
    let mut scene = Scene::of(&app);
    let mut log = Vec::new();
    for line in lines.split('|') {
        log.push(format!("> {line}"));
        let typed = typed(&mut app, line);
        let after = Scene::of(&app);
        log.extend(match typed {
            Said::All => after.whole(),
            Said::News | Said::Later => news(&scene, &after, Cause::Asked),
        });
        scene = after;
    }
    log.join("\n")
}

/// How much is told after a line.
enum Said {
    All,
    News,
    /// Once the correction is kept, which the loop does.
    Later,
}

fn typed(app: &mut App, line: &str) -> Said {
    let mut said = Said::News;
    for effect in update(app, Event::Line(line.to_owned())) {
        match effect {
            Effect::Wake(timer, _) => drop(update(app, Event::Timer(timer))),
            Effect::Redraw => said = Said::All,
            Effect::Correct(_) => said = Said::Later,
            _ => {}
        }
    }
    said
}

#[test]
fn reading_on() {
    insta::assert_snapshot!(session("ctrl-l||||n|n|J|ctrl-l|zzz"));
}

#[test]
fn people() {
    insta::assert_snapshot!(session("3|j|f|]|]|]|P|2|"));
}

#[test]
fn prompts() {
    insta::assert_snapshot!(session(
        "2|/offer|n|esc|o velmar|2||s strike|esc|p lind|esc|:order"
    ));
}

#[test]
fn overlays() {
    insta::assert_snapshot!(session(
        "2|n|w|esc|m|'|esc|S|v|esc|esc|c|esc|U|esc|W|esc|e|d|esc|R|esc|y"
    ));
}

#[test]
fn help() {
    insta::assert_snapshot!(session("?|/|bookmark"));
}

/// Every action says something, with and without an article, or changes nothing that could be told.
#[test]
fn every_action_is_told() {
    let panes = [Pane::Documents, Pane::Article, Pane::People];
    for (pane, key) in panes.into_iter().zip(["1", "2", "3"]) {
        for &action in Action::ALL {
            let mut app = app(120, 40);
            app.medium = Medium::Lines;
            typed(&mut app, key);
            update(&mut app, Event::Line("n".to_owned()));
            let before = Scene::of(&app);
            let said = typed(&mut app, action.name());
            let after = Scene::of(&app);
            let silent =
                news(&before, &after, Cause::Asked).is_empty() && matches!(said, Said::News);
            let may_be_silent = matches!(action, Action::Quit | Action::Suspend)
                || matches!(
                    (action, pane),
                    (Action::Documents, Pane::Documents)
                        | (Action::Article, Pane::Article)
                        | (Action::People, Pane::People)
                );
            assert!(!silent || may_be_silent, "{} in {pane:?}", action.name());
        }
    }
}

#[test]
fn what_work_brings_is_told_only_where_it_is_news_of_the_library() {
    let app = app(120, 40);
    let mut before = Scene::of(&app);
    before
        .parts
        .retain(|part| part.about != super::About::Library);
    let after = Scene::of(&app);
    let told = news(&before, &after, Cause::Work);
    assert_eq!(told, after.part(super::About::Library).unwrap().lines);
    assert_eq!(news(&after, &after, Cause::Work), [""; 0]);
}
