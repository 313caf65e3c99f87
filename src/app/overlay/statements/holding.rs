//! Which statements hold the words that are typed: found out at once where there are few, asked for where there are many.

use std::sync::Arc;

use crate::app::overlay::Overlay;
use crate::app::{App, Effect, Medium, Sieve};
use crate::library::{Gathered, Haystack, StatementId};

use super::{Ledger, statements};

/// So few reports are looked through before the next frame is due.
const FEW: usize = 1_000;

/// Which statements hold the words of the filter, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Holding {
    /// All, because there are no words.
    #[default]
    All,
    /// It is to be asked for; only some `among` these.
    Wanted { among: Option<Arc<[StatementId]>> },
    /// It has been asked for. What is shown is what was there before, or the first of them.
    Asked,
    /// These.
    Known(Arc<[StatementId]>),
}

impl Ledger {
    /// Whether it is being looked which statements hold the words.
    pub const fn is_looking(&self) -> bool {
        matches!(self.holding, Holding::Wanted { .. } | Holding::Asked)
    }

    /// Finds out which statements hold the words: at once where they are few, or where nobody could be told later; else it
    /// asks, and what was shown stays until there is an answer.
    pub(super) fn look(&mut self, app: &App, among: Option<Arc<[StatementId]>>) {
        let words = self.filter.needles();
        let Some(statements) = statements(app).filter(|_| !words.is_empty()) else {
            self.holding = Holding::All;
            return self.show(app);
        };
        if statements.reports() > FEW && app.medium == Medium::Screen {
            self.holding = Holding::Wanted { among };
            return;
        }
        let library = &app.library;
        let text = |doc| {
            library
                .document(doc)
                .map_or_else(Arc::default, |one| one.text.share())
        };
        let haystack = Haystack::of(library, statements);
        let found = haystack.seek(&words, among.as_deref(), text, |_| true);
        self.holding = Holding::Known(found.unwrap_or_default().into());
        self.show(app);
    }

    /// What is to be asked for, once.
    fn ask(&mut self) -> Option<Sieve> {
        let Holding::Wanted { among } = &mut self.holding else {
            return None;
        };
        let sieve = Sieve {
            words: self.filter.line.text().to_owned(),
            among: among.take(),
        };
        self.holding = Holding::Asked;
        Some(sieve)
    }

    /// Takes in which statements hold the words; not yet all of them, unless it is the whole answer.
    fn answer(&mut self, app: &App, words: &str, found: &Arc<[StatementId]>, whole: bool) {
        if self.holding != Holding::Asked || self.filter.line.text() != words {
            return;
        }
        self.holding = Holding::Known(Arc::clone(found));
        self.show(app);
        if !whole {
            self.holding = Holding::Asked;
        }
    }

    /// The same, to come back to. Answers do not reach it meanwhile: it asks again.
    pub(super) fn set_aside(&self) -> Self {
        let mut aside = self.clone();
        if aside.holding == Holding::Asked {
            aside.holding = Holding::Wanted { among: None };
        }
        aside
    }
}

/// What the open overlay wants looked for in the statements.
pub(in crate::app) fn sifting(app: &mut App) -> Option<Effect> {
    match &mut app.overlay {
        Some(Overlay::Ledger(ledger)) => ledger.ask().map(Effect::Sift),
        _ => None,
    }
}

/// Takes in which statements hold the words that were asked for.
pub(in crate::app) fn sifted(
    app: &mut App,
    gathered: &Arc<Gathered>,
    words: &str,
    (found, whole): (&Arc<[StatementId]>, bool),
) {
    let now = app.derived.gathered.as_ref();
    if !now.is_some_and(|now| Arc::ptr_eq(now, gathered)) {
        return;
    }
    if let Some(Overlay::Ledger(mut ledger)) = app.overlay.take_if(is_ledger) {
        ledger.answer(app, words, found, whole);
        app.overlay = Some(Overlay::Ledger(ledger));
    }
}

const fn is_ledger(overlay: &mut Overlay) -> bool {
    matches!(overlay, Overlay::Ledger(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::{press, report};
    use crate::app::{Event, News, Size, update};
    use crate::library::{Library, analyze_all};

    /// The program with so many statements that it does not look through them itself.
    fn large() -> App {
        let said = |number: usize| {
            let what = if number % 100 == 7 {
                "barrels"
            } else {
                "crates"
            };
            format!("“We counted {number} {what} that day,” Ida Brandt said.")
        };
        let texts: Vec<(String, String)> = (0..FEW + 100)
            .map(said)
            .collect::<Vec<_>>()
            .chunks(50)
            .enumerate()
            .map(|(at, part)| (format!("a{at:02}"), part.join("\n\n")))
            .collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(a, b)| (&**a, &**b)).collect();
        let mut library = Library::of_texts("pier", &texts);
        analyze_all(&mut library);
        let gathered = Arc::new(Gathered::of(&library));
        let mut app = App::default();
        let (width, height) = (120, 40);
        update(&mut app, Event::Resize(Size { width, height }));
        report(&mut app, News::Opened(Box::new(library)));
        let corrections = 0;
        report(
            &mut app,
            News::Gathered {
                gathered,
                corrections,
            },
        );
        app
    }

    fn asked(effects: &[Effect]) -> Option<Sieve> {
        effects.iter().rev().find_map(|effect| match effect {
            Effect::Sift(sieve) => Some(sieve.clone()),
            _ => None,
        })
    }

    /// Answers that these of the statements hold the words, counted by first appearance.
    fn answer(app: &mut App, words: &str, found: &[usize], whole: bool) {
        let gathered = app.derived.gathered.clone().unwrap();
        let order = gathered.statements.by_appearance();
        let found = found.iter().map(|at| order[*at].id).collect();
        let words = words.to_owned();
        let news = News::Sifted {
            gathered: Arc::clone(&gathered),
            words,
            found,
            whole,
        };
        report(app, news);
    }

    fn shown(app: &App) -> usize {
        match &app.overlay {
            Some(Overlay::Ledger(ledger)) => ledger.shown.len(),
            _ => 0,
        }
    }

    #[test]
    fn many_statements_are_looked_through_elsewhere() {
        let mut app = large();
        let effects = press(&mut app, "S/bar");
        let all = shown(&app);
        assert!(all > FEW, "{all}");
        let sieve = asked(&effects).unwrap();
        assert_eq!((sieve.words.as_str(), sieve.among), ("bar", None));
        // Of what is not asked for any more nothing is taken in.
        answer(&mut app, "ba", &[1], true);
        assert_eq!(shown(&app), all);
        answer(&mut app, "bar", &[1], false);
        assert_eq!(shown(&app), 1);
        answer(&mut app, "bar", &[1, 5, 6], true);
        assert_eq!(shown(&app), 3);
        // More letters leave fewer of these.
        let sieve = asked(&press(&mut app, "r")).unwrap();
        assert_eq!((sieve.words.as_str(), shown(&app)), ("barr", 3));
        assert_eq!(sieve.among.map(|among| among.len()), Some(3));
        answer(&mut app, "barr", &[5], true);
        // The wordings of one of them lead back to the list, which asks again only if it has no answer yet.
        assert_eq!(asked(&press(&mut app, "<enter>v<esc>")), None);
        assert_eq!(shown(&app), 1);
        let effects = press(&mut app, "/e<enter>v<esc>");
        let last = effects.last();
        assert!(matches!(last, Some(Effect::Sift(_))), "{last:?}");
        // Without words all are there again, at once.
        press(&mut app, "<esc>");
        assert_eq!(shown(&app), all);
    }
}
