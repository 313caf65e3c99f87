//! Quotations in titles and subheads: the article tells who said them.

use super::super::{BlockKind, QuotationKind, Rule};
use super::attribution::words_of;
use super::decided::Decided;
use super::page::Page;
use super::phrases::noun_phrase;
use super::roles::holder;
use super::source::{Voice, Who};

/// Below this many characters, the same words may have been said by two people.
const TELLING_CHARACTERS: usize = 6;

/// Gives each quotation of a heading the speaker of the same words in the article; one that nobody said there stays as it is.
pub(super) fn same_words(page: &Page, decided: &mut [Decided]) {
    let is_heading = |one: &Decided| {
        matches!(
            page.block_kind(one.piece.block),
            BlockKind::Title | BlockKind::Subhead
        )
    };
    if !decided.iter().any(is_heading) {
        return;
    }
    for one in decided
        .iter_mut()
        .filter(|one| is_heading(one) && !matches!(one.voice, Some(Voice::Entity(_))))
    {
        by_role(page, one);
    }
    let plain: Vec<String> = decided
        .iter()
        .map(|one| plain_words(one.piece.span.of(page.text())))
        .collect();
    for index in 0..decided.len() {
        if !is_heading(&decided[index]) || plain[index].len() < TELLING_CHARACTERS {
            continue;
        }
        let wanted = &plain[index];
        let said = decided
            .iter()
            .zip(&plain)
            .filter(|(one, _)| {
                !is_heading(one) && one.voice.is_some() && one.kind != QuotationKind::Scare
            })
            .find(|(_, words)| words.contains(wanted.as_str()))
            .map(|(one, _)| (one.voice, one.source, one.cue));
        if let Some((voice, source, cue)) = said {
            let one = &mut decided[index];
            (one.voice, one.source, one.cue) = (voice, source, cue);
            one.rule = Rule::SameWords;
            one.confidence = one.rule.confidence();
            if one.kind == QuotationKind::Scare {
                one.kind = QuotationKind::Mixed;
            }
        }
    }
}

/// `Mayor defends the bridge: “It is safe”`: the person whom the article calls so.
fn by_role(page: &Page, one: &mut Decided) {
    let (start, _) = page.block_tokens(one.piece.block);
    let quote = page.at(one.piece.span.start);
    let introduced = quote > start && page.is_mark(quote - 1, ":–—,'‘");
    let Some(source) = noun_phrase(page, start, quote).filter(|_| introduced) else {
        return;
    };
    let Who::Phrase { head } = source.who else {
        return;
    };
    // Headline verbs stand on no list: in `Mayor defends` the holder of the role is looked for word by word.
    let held = (source.first..=head)
        .rev()
        .find_map(|role| Some((role, holder(page, role)?)));
    if let Some((role, id)) = held {
        one.voice = Some(Voice::Entity(id));
        one.source = Some(page.tokens.span(source.first, role + 1));
        one.rule = Rule::SentenceSubject;
        one.confidence = one.rule.confidence();
        one.kind = QuotationKind::Direct;
    }
}

/// The words in lower case with one blank between, without marks.
fn plain_words(quotation: &str) -> String {
    let mut plain = String::with_capacity(quotation.len() + 2);
    plain.push(' ');
    for word in words_of(quotation).split(|character: char| {
        !character.is_alphanumeric() && character != '’' && character != '\''
    }) {
        if !word.is_empty() {
            plain.extend(
                word.chars()
                    .flat_map(char::to_lowercase)
                    .map(|character| if character == '’' { '\'' } else { character }),
            );
            plain.push(' ');
        }
    }
    plain
}
