//! Writing down what is shown: one letter for each list that can be written, the form, and the name of the file.

use crate::app::export::{Export, Format, Marked, Noted, Rows};
use crate::app::{Action, App, Effect, Key, KeyCode, Line, Pane};
use crate::library::{QuoteRef, StatementId, Statements};

use super::bookmarks::{noted, noted_one};
use super::chain::gathered;
use super::statements::statements;
use super::{List, Listed, Motion, Moves, Overlay, Panel, Step, Window, closes, leaves_prompt};

/// The rows below the choices: a blank one, the form, the file.
const FOOT: u16 = 3;

/// One list that can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The letter that writes it at once.
    pub letter: char,
    /// What it is, for the reader of the file.
    pub title: String,
    /// What is written.
    pub rows: Rows,
}

/// The state of the menu.
#[derive(Clone, Debug)]
pub struct ExportMenu {
    /// What can be written, that which is shown first.
    pub choices: Vec<Choice>,
    /// The cursor in them.
    pub list: List,
    /// The name of the file, once the reader has typed one.
    pub name: Option<Line>,
    /// Whether the reader is typing it.
    pub typing: bool,
    /// What the menu was opened from, which closing leads back to.
    behind: Option<Box<Overlay>>,
}

impl ExportMenu {
    /// The letter of what is shown.
    pub const SHOWN: char = 'v';

    /// The menu for what is shown.
    pub(super) fn open(app: &App, behind: Option<Overlay>) -> Self {
        let shown = match &behind {
            Some(overlay) => shown_over(app, overlay),
            None => Some(shown_in_panes(app)),
        };
        let shown = shown.filter(|(_, rows)| !rows.is_empty());
        let shown = shown.into_iter().map(|(title, rows)| Choice {
            letter: Self::SHOWN,
            title,
            rows,
        });
        Self {
            choices: shown.chain(of_library(app)).collect(),
            list: List::default(),
            name: None,
            typing: false,
            behind: behind.map(Box::new),
        }
    }

    /// The choice under the cursor.
    pub fn selected(&self) -> Option<&Choice> {
        let at = self.list.cursor(self.choices.len())?;
        self.choices.get(at)
    }

    /// The form in which a choice is written: the one chosen last, if there is such a thing for it.
    pub fn format(app: &App, choice: &Choice) -> Format {
        let formats = choice.rows.formats();
        let chosen = formats.iter().find(|format| **format == app.export);
        chosen.copied().unwrap_or_default()
    }

    /// The file that a choice is written to: as typed, else the library's name and what it is.
    pub fn file(&self, app: &App, choice: &Choice) -> String {
        let typed = self.name.as_ref().map(|line| line.text().trim());
        match typed.filter(|name| !name.is_empty()) {
            Some(name) => name.to_owned(),
            None => offered(app, choice),
        }
    }

    fn other_key(&mut self, app: &mut App, key: Key) -> Step {
        if closes(app, key, Action::Export) {
            app.overlay = self.behind.take().map(|overlay| *overlay);
            return Step::CLOSE;
        }
        match app.keymap.action(key) {
            Some(Action::PaneRight) => self.turn(app, 1),
            Some(Action::PaneLeft) => self.turn(app, -1),
            _ => {
                if let Some(motion) = Motion::of(&app.keymap, key) {
                    self.go(app, motion);
                }
            }
        }
        Step::STAY
    }

    /// A key while the reader types the name of the file: Enter writes, Esc takes the name back.
    fn type_key(&mut self, app: &mut App, key: Key) -> Step {
        if leaves_prompt(key) {
            self.typing = false;
            self.name = None;
        } else if key.code == KeyCode::Enter {
            return self.enter(app);
        } else if let Some(line) = &mut self.name {
            line.key(key);
        }
        Step::STAY
    }

    fn begin_typing(&mut self, app: &App) {
        let offer = self.selected().map(|choice| self.file(app, choice));
        self.name = Some(Line::offering(&offer.unwrap_or_default()));
        self.typing = true;
    }

    /// Chooses the next form, or the one before.
    fn turn(&self, app: &mut App, by: isize) {
        let Some(choice) = self.selected() else {
            return;
        };
        let formats = choice.rows.formats();
        let now = Self::format(app, choice);
        let at = formats.iter().position(|format| *format == now);
        let next = at.unwrap_or_default().cast_signed() + by;
        app.export = formats[next.rem_euclid(formats.len().cast_signed()).cast_unsigned()];
    }

    /// Has a choice written, and goes back to where the menu was opened.
    fn write(&mut self, app: &mut App, at: usize) -> Step {
        let Some(choice) = self.choices.get(at) else {
            return Step::STAY;
        };
        let effect = Effect::Export(Export {
            rows: choice.rows.clone(),
            title: choice.title.clone(),
            format: Self::format(app, choice),
            path: self.file(app, choice),
        });
        app.overlay = self.behind.take().map(|overlay| *overlay);
        Step::Close(vec![effect])
    }
}

impl Window for ExportMenu {
    fn panel(&self, app: &App) -> Panel {
        let rows = self.choices.len() + usize::from(FOOT);
        let panel = Panel::short(app.size, 78, 20).with_margin().fitting(rows);
        panel.with_foot(FOOT.min(panel.body.height.saturating_sub(1)))
    }

    fn takes_words(&self) -> bool {
        self.typing
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        if self.typing {
            return self.type_key(app, key);
        }
        match key.code {
            KeyCode::Enter => return self.enter(app),
            KeyCode::Tab => self.turn(app, 1),
            KeyCode::BackTab => self.turn(app, -1),
            KeyCode::Char('f') if !key.ctrl && !key.alt => self.begin_typing(app),
            KeyCode::Char(letter) if !key.ctrl && !key.alt => {
                let mut letters = self.choices.iter().map(|choice| choice.letter);
                if let Some(at) = letters.position(|own| own == letter) {
                    return self.write(app, at);
                }
                return self.other_key(app, key);
            }
            _ => return self.other_key(app, key),
        }
        Step::STAY
    }

    fn paste(&mut self, _app: &mut App, text: &str) -> Step {
        if let Some(line) = self.name.as_mut().filter(|_| self.typing) {
            line.insert(text);
        }
        Step::STAY
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Cursor(&mut self.list)
    }

    fn items(&self, _app: &App) -> usize {
        self.choices.len()
    }

    fn enter(&mut self, app: &mut App) -> Step {
        let at = self.list.cursor(self.choices.len());
        at.map_or(Step::STAY, |at| self.write(app, at))
    }
}

/// The name that a file gets unless the reader types another: `ferry-quotations.csv`.
fn offered(app: &App, choice: &Choice) -> String {
    let mut name = String::new();
    for letter in app.library.name.chars() {
        if letter.is_alphanumeric() || "-_".contains(letter) {
            name.push(letter);
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    let ending = ExportMenu::format(app, choice).ending();
    let name = name.trim_matches('-');
    format!("{name}-{}.{ending}", choice.rows.name())
}

/// What the focused pane shows.
fn shown_in_panes(app: &App) -> (String, Rows) {
    match app.focus {
        Pane::Documents => {
            let all =
                (0..app.derived.documents.len()).filter_map(|at| app.derived.documents.at(at));
            ("Documents".to_owned(), Rows::Documents(all.collect()))
        }
        Pane::People => {
            let all = (0..app.derived.people.len()).filter_map(|at| app.derived.people.at(at));
            let title = "People and organizations";
            (title.to_owned(), Rows::Entities(all.collect()))
        }
        Pane::Article => {
            let document = app.article.doc.and_then(|doc| app.library.document(doc));
            let heading = document.map_or("", |document| document.heading());
            let quotations = app.article.doc.into_iter();
            let quotations = quotations.flat_map(|doc| app.library.speech_in(doc));
            (
                format!("Quotations in “{heading}”"),
                Rows::Quotations(quotations.collect()),
            )
        }
    }
}

/// What stands over the panes; none for what holds no rows.
fn shown_over(app: &App, overlay: &Overlay) -> Option<(String, Rows)> {
    Some(match overlay {
        Overlay::Ledger(ledger) => {
            let words = ledger.filter.line.text().trim();
            let about = match words {
                "" => String::new(),
                words => format!(" with “{words}”"),
            };
            let which = match ledger.listed {
                Listed::All => "",
                Listed::Shared => " of two outlets or more",
                Listed::Differing => " that differ from report to report",
            };
            (
                format!("Statements{which}{about}"),
                Rows::Statements(ledger.shown.clone()),
            )
        }
        Overlay::Variants(page) => {
            let title = "Wordings of one statement".to_owned();
            let order = page.order(app);
            let all = order.iter().map(|variant| variant.at).collect();
            (title, Rows::Quotations(all))
        }
        Overlay::Person(page) => {
            let entity = app.library.entities.get(page.person);
            let name = entity.map_or("", |entity| &entity.name);
            let all = page.entries(app).iter().map(|entry| entry.at).collect();
            (format!("Quotations of {name}"), Rows::Quotations(all))
        }
        Overlay::Unnamed(page) => {
            let all = page.found.iter().map(|unnamed| unnamed.at).collect();
            ("Sources without a name".to_owned(), Rows::Unnamed(all))
        }
        Overlay::News(page) => (page.title(app), Rows::News(page.entries.clone())),
        Overlay::Chain(page) => (
            "Who cites whom".to_owned(),
            Rows::Citations(page.documents()),
        ),
        Overlay::Everywhere(search) => {
            let title = format!("Passages with “{}”", search.line.text().trim());
            let marked = search.hits.iter().map(|hit| Noted {
                passage: Some(Marked {
                    doc: hit.doc,
                    span: hit.span,
                    quotation: None,
                }),
                note: None,
            });
            (title, Rows::Passages(marked.collect()))
        }
        Overlay::Bookmarks(page) => {
            let all = page.entries.iter().map(|entry| noted_one(app, entry));
            let title = "Bookmarks and notes".to_owned();
            (title, Rows::Passages(all.collect()))
        }
        _ => return None,
    })
}

/// What can be written from everywhere. The chronology is that of the marked passages, if there are any.
fn of_library(app: &App) -> Vec<Choice> {
    let library = &app.library;
    let noted = noted(app);
    let marked: Vec<Marked> = noted.iter().filter_map(|noted| noted.passage).collect();
    let unnamed = gathered(app).map_or(&[][..], |gathered| &gathered.unnamed);
    let unnamed = unnamed.iter().map(|unnamed| unnamed.at).collect();
    let statements: Vec<StatementId> = statements(app)
        .into_iter()
        .flat_map(|statements| statements.iter().map(|(id, _)| id))
        .collect();
    let quotations: Vec<QuoteRef> = library
        .ids()
        .flat_map(|doc| library.speech_in(doc))
        .collect();
    let chronology = if marked.is_empty() {
        (
            "Chronology of all statements",
            Rows::Chronology(firsts(app)),
        )
    } else {
        (
            "Chronology of the marked passages",
            Rows::Chronology(marked),
        )
    };
    let all = [
        ('c', chronology.0, chronology.1),
        ('n', "Bookmarks and notes", Rows::Passages(noted)),
        ('a', "All quotations", Rows::Quotations(quotations)),
        ('s', "All statements", Rows::Statements(statements)),
        ('u', "Sources without a name", Rows::Unnamed(unnamed)),
        (
            'o',
            "Who cites whom",
            Rows::Citations(library.ids().collect()),
        ),
        (
            'p',
            "People and organizations",
            Rows::Entities(library.entities.iter().map(|(id, _)| id).collect()),
        ),
        ('d', "Documents", Rows::Documents(library.ids().collect())),
    ];
    let choices = all.into_iter().map(|(letter, title, rows)| Choice {
        letter,
        title: title.to_owned(),
        rows,
    });
    choices.filter(|choice| !choice.rows.is_empty()).collect()
}

/// Every statement where it appeared first.
fn firsts(app: &App) -> Vec<Marked> {
    let all = statements(app).into_iter();
    let all = all.flat_map(Statements::iter);
    all.filter_map(|(_, statement)| Marked::quotation(&app.library, statement.first()?))
        .collect()
}
