//! The quotations of the article shown.

use crate::app::derive::article::page;
use crate::app::derive::head::is_stop;
use crate::app::{Action, App, Effect};

use super::{articles, places, refuse, search};

/// Goes this many quotations further, or through the hits of a search while there is one.
pub(super) fn step(app: &mut App, by: isize) -> Vec<Effect> {
    if app.article.search.is_some() {
        return search::step(app, by);
    }
    let Some(doc) = app.article.doc else {
        return refuse(app, "No article is open");
    };
    let Some(analysis) = app.library.analysis(doc) else {
        return refuse(app, "The quotations of this article are not known yet");
    };
    let stops: Vec<(u32, u32)> = (0..)
        .zip(&analysis.quotations)
        .filter(|(_, quotation)| is_stop(quotation))
        .map(|(index, quotation)| (index, quotation.span.start))
        .collect();
    if stops.is_empty() {
        return refuse(app, "This article quotes nobody");
    }
    let Some((index, byte)) = target(app, &stops, by)
        .and_then(|at| stops.get(at))
        .copied()
    else {
        return at_the_end(app, by);
    };
    articles::show(app, byte);
    app.article.quotation = Some(index);
    places::reveal(app);
    Vec::new()
}

/// The place in `stops` to go to: from the current quotation, or from the top of the screen.
fn target(app: &App, stops: &[(u32, u32)], by: isize) -> Option<usize> {
    let current = app
        .article
        .quotation
        .and_then(|current| stops.iter().position(|(index, _)| *index == current));
    let last = stops.len() - 1;
    let (from, by) = match current {
        Some(current) => (current, by),
        None => {
            let top = page(app)?.first_byte(app.article.top);
            let next = stops.partition_point(|(_, byte)| *byte < top);
            // The next quotation stands at `next` itself, the one before at one less.
            (next, if by > 0 { by - 1 } else { by })
        }
    };
    let to = from.checked_add_signed(by);
    match current {
        // A count that is too great goes as far as there are quotations.
        Some(current) => Some(to.unwrap_or(0).min(last)).filter(|&to| to != current),
        None => to.filter(|&to| to <= last).or_else(|| match by {
            0.. if from <= last => Some(last),
            ..0 if from > 0 => Some(0),
            _ => None,
        }),
    }
}

fn at_the_end(app: &mut App, by: isize) -> Vec<Effect> {
    let (which, action, way) = if by < 0 {
        ("first", Action::PreviousDocument, "document before")
    } else {
        ("last", Action::NextDocument, "next document")
    };
    let key = app.keymap.keys(action).first();
    let hint = key.map_or(String::new(), |key| format!("; {key} opens the {way}"));
    refuse(
        app,
        format!("This is the {which} quotation of the article{hint}"),
    )
<<<<<<< HEAD
}

/// Copies the current quotation with its speaker, its document and its place.
pub(super) fn copy(app: &mut App) -> Vec<Effect> {
    match citation(app) {
        Some(text) => {
            app.say("Copied the quotation with its citation");
            vec![Effect::Copy(text)]
        }
        None => {
            let key = app.keymap.keys(Action::NextQuotation).first();
            let hint = key.map_or(String::new(), |key| format!("; {key} goes to the next one"));
            refuse(app, format!("No quotation is selected{hint}"))
        }
    }
}

/// The quotation as it can stand in a report of one's own: words, speaker, title, date, file and bytes.
fn citation(app: &App) -> Option<String> {
    let doc = app.article.doc?;
    let at = QuoteRef {
        doc,
        index: app.article.quotation?,
    };
    let quotation = app.library.quotation(at)?;
    let document = app.library.document(doc)?;
    let words = quotation.span.of(&document.text);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let speaker = match &quotation.speaker {
        Speaker::Entity(_) => {
            let entity = app.library.entities.get(app.library.speaker(at)?)?;
            match &entity.role {
                Some(role) => format!("{}, {role}", entity.name),
                None => entity.name.clone(),
            }
        }
        Speaker::Unnamed(words) => words.clone(),
        Speaker::Unknown => "speaker unknown".to_owned(),
    };
    let doubt = if quotation.is_doubtful() {
        " (attribution doubtful)"
    } else {
        ""
    };
    let outlet = document
        .outlet
        .as_deref()
        .map(|outlet| format!("{outlet}, "));
    Some(format!(
        "{words}\n— {speaker}{doubt}\n{}, {}{}\n{}, bytes {}–{}\n",
        document.heading(),
        outlet.unwrap_or_default(),
        date_in_words(document.date),
        document.path.display(),
        quotation.span.start,
        quotation.span.end,
    ))
=======
>>>>>>> a719da8 (Find, search, look up a person, ask why and use the mouse: the state and keys of all overlays)
}
