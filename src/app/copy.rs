//! Copying the current quotation with its citation.

use crate::engine::{QuotationKind, Speaker};
use crate::library::{DateBasis, Document, QuoteRef};

use super::{Action, App, Effect, Link, Medium, overlay};

/// Why a key that asks something of the current quotation cannot act.
pub(super) fn nothing_current(app: &App) -> String {
    let keys = app.keymap.shown(Action::NextQuotation);
    format!("No quotation is current here; {keys} goes to the next one")
}

/// Copies the current quotation: its words, the speaker with role, outlet, date and document. Says what was copied, or
/// why nothing was.
pub(super) fn copy(app: &mut App) -> Vec<Effect> {
    let at = app.article.doc.zip(app.article.quotation);
    let at = at.map(|(doc, index)| QuoteRef { doc, index });
    let Some(at) = at else {
        app.refuse(nothing_current(app));
        return Vec::new();
    };
    copy_quotation(app, at)
}

/// Copies a quotation in the same way; nothing when it is not there any more.
pub(super) fn copy_quotation(app: &mut App, at: QuoteRef) -> Vec<Effect> {
    match citation(app, at) {
        Some(text) => hand_over(app, text, "Copied with its citation", Action::Copy),
        None => Vec::new(),
    }
}

/// Copies a command that opens the passage at the current quotation or the top of the screen.
pub(super) fn permalink(app: &mut App) -> Vec<Effect> {
    let Some(command) = command(app) else {
        app.refuse("There is no passage to link to here");
        return Vec::new();
    };
    hand_over(app, command, "Copied", Action::Permalink)
}

/// The command that opens the passage, for a shell.
fn command(app: &App) -> Option<String> {
    let document = app.library.document(app.article.doc?)?;
    let link = Link::to(document, super::update::byte_here(app))?;
    Some(link.command(document, &app.keeper.roots))
}

/// Copies a text and says so. Whoever asks a second time has probably not found it on the clipboard: then it is shown too.
fn hand_over(app: &mut App, text: String, done: &str, again: Action) -> Vec<Effect> {
    if app.medium == Medium::Lines {
        // No clipboard is reached without commands to the terminal; whoever reads lines copies them.
        app.say(text);
        return Vec::new();
    }
    if app.copied.as_ref() == Some(&text) {
        let why = "sent to the terminal again".to_owned();
        let mut effects = overlay::open_by_hand(app, text.clone(), why);
        effects.push(Effect::Copy(text));
        return effects;
    }
    let words: String = text.chars().take(40).collect();
    let more = if words.len() < text.len() { "…" } else { "" };
    let key = app.keymap.keys(again).first();
    let hint = key.map_or(String::new(), |key| format!("; {key} again shows it"));
    app.say(format!("{done}: {words}{more}{hint}"));
    app.copied = Some(text.clone());
    vec![Effect::Copy(text)]
}

/// A quotation with its citation, on one line.
pub(super) fn citation(app: &App, at: QuoteRef) -> Option<String> {
    let document = app.library.document(at.doc)?;
    let quotation = app.library.quotation(at)?;
    let words = one_line(quotation.span.of(&document.text));
    // Reported speech has no marks of its own, and gets none: nobody has said just these words.
    let words = match quotation.kind {
        QuotationKind::Indirect => words,
        QuotationKind::Direct | QuotationKind::Mixed | QuotationKind::Scare => {
            format!("“{}”", bare(&words))
        }
    };
    let mut parts = vec![speaker(app, at)];
    parts.push(one_line(
        document.outlet.as_deref().unwrap_or(document.heading()),
    ));
    parts.extend(dated(document));
    parts.push(document.name.clone());
    Some(format!("{words} — {}", parts.join(", ")))
}

fn speaker(app: &App, at: QuoteRef) -> String {
    let entity = app.library.speaker(at);
    if let Some(entity) = entity.and_then(|id| app.library.entities.get(id)) {
        return match &entity.role {
            Some(role) => format!("{} ({role})", entity.name),
            None => entity.name.clone(),
        };
    }
    match app.library.quotation(at).map(|found| &found.speaker) {
        Some(Speaker::Unnamed(words)) => one_line(words),
        _ => "speaker unknown".to_owned(),
    }
}

/// The day of a document, with how it is known; none when nothing tells.
pub fn dated(document: &Document) -> Option<String> {
    let date = document.date?;
    let day = date.day.format("%-d %B %Y");
    Some(match date.basis {
        DateBasis::Corrected | DateBasis::Header | DateBasis::Metadata => day.to_string(),
        DateBasis::Filename => format!("{day} (by the file's name)"),
        DateBasis::Text => format!("about {day} (inferred from the text)"),
        DateBasis::FileTime => format!("{day} (when the file was last changed)"),
    })
}

/// Without the marks around it, so that every copy has the same ones.
fn bare(words: &str) -> &str {
    let opening: &[char] = &['“', '”', '„', '"', '‘', '«'];
    let closing: &[char] = &['”', '“', '"', '’', '»'];
    let inner = words.strip_prefix(opening).unwrap_or(words);
    inner.strip_suffix(closing).unwrap_or(inner)
}

/// Line breaks and runs of blanks become one blank; other control characters vanish.
fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words
        .join(" ")
        .chars()
        .filter(|letter| !letter.is_control())
        .collect()
}
