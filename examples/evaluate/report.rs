//! The figures as tables of text.

use std::collections::BTreeMap;
use std::io::{self, Write};

use onrecord::engine::Rule;

use crate::calibration::{bins, expected_error, shares};
use crate::gold::Article;
use crate::people::lists;
use crate::sampling::{FOLDS, fold, interval};
use crate::score::{Answers, Judged, Score, Tally};

/// Fewer quotations do not make a person's list.
const LEAST: usize = 5;

/// Precision, recall and F1.
fn prf(right: usize, predicted: usize, known: usize) -> [f64; 3] {
    let precision = share(right, predicted);
    let recall = share(right, known);
    let both = precision + recall;
    let f1 = if both > 0.0 {
        2.0 * precision * recall / both
    } else {
        0.0
    };
    [precision, recall, f1]
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

fn percent(share: f64) -> String {
    format!("{:5.1}", 100.0 * share)
}

fn strict(tally: &Tally) -> [f64; 3] {
    prf(tally.pairs_strict, tally.pairs_named, tally.pairs_asked)
}

/// The main figures.
pub(crate) fn figures(out: &mut impl Write, scores: &[Score]) -> io::Result<()> {
    let (tally, answers) = Score::sum(scores);
    writeln!(
        out,
        "documents {}; known quotations {}; predicted {}",
        tally.documents, tally.known, tally.predicted
    )?;
    let exact = prf(tally.exact, tally.predicted, tally.known).map(percent);
    let overlap = prf(tally.overlapping, tally.predicted, tally.known).map(percent);
    writeln!(
        out,
        "detection   exact P {} R {} F1 {}   overlap P {} R {} F1 {}   recall direct {} mixed {}",
        exact[0],
        exact[1],
        exact[2],
        overlap[0],
        overlap[1],
        overlap[2],
        percent(share(tally.direct_found, tally.direct)),
        percent(share(tally.mixed_found, tally.mixed)),
    )?;
    let pair = strict(&tally).map(percent);
    let lenient = prf(tally.pairs_lenient, tally.pairs_named, tally.pairs_asked);
    writeln!(
        out,
        "attribution pair F1 strict {} (P {} R {})   lenient {}",
        pair[2],
        pair[0],
        pair[1],
        percent(lenient[2])
    )?;
    for (key, answers) in &answers {
        row(out, key, answers)?;
    }
    writeln!(
        out,
        "scare       known {}: called quotation {}, called scare {}; quotations lost as scare {} of {} predicted scare",
        tally.scare,
        tally.scare_called_quotation,
        tally.scare_called_scare,
        tally.quotations_lost_as_scare,
        tally.scare_predicted
    )?;
    writeln!(
        out,
        "indirect    predicted {}   P {}   R of {} {}   speaker right (lenient) {}",
        tally.indirect_predicted,
        percent(share(tally.indirect_right, tally.indirect_predicted)),
        tally.indirect_known,
        percent(share(tally.indirect_found, tally.indirect_known)),
        percent(share(tally.indirect_named_right, tally.indirect_named)),
    )?;
    people(out, scores)
}

fn row(out: &mut impl Write, key: &str, answers: &Answers) -> io::Result<()> {
    writeln!(
        out,
        "    {key:12} asked {:5}   right of found: strict {} lenient {}   right of all: strict {}   nobody named {}",
        answers.asked,
        percent(share(answers.strict, answers.found)),
        percent(share(answers.lenient, answers.found)),
        percent(share(answers.strict, answers.asked)),
        answers.unnamed
    )
}

fn people(out: &mut impl Write, scores: &[Score]) -> io::Result<()> {
    let mut lists = lists(scores.iter().map(|score| &score.people), LEAST);
    let count = lists.len().max(1) as f64;
    let mean = |sum: f64| percent(sum / count);
    writeln!(
        out,
        "people      {} with {LEAST} or more quotations: P {} R {} F1 {}",
        lists.len(),
        mean(lists.iter().map(|one| one.precision).sum()),
        mean(lists.iter().map(|one| one.recall).sum()),
        mean(lists.iter().map(|one| one.f1).sum()),
    )?;
    lists.sort_by_key(|one| std::cmp::Reverse(one.quotations));
    for one in lists.iter().take(6) {
        writeln!(
            out,
            "    {:22} {:4}   P {} R {}   under {:?}",
            one.name,
            one.quotations,
            percent(one.precision),
            percent(one.recall),
            one.under
        )?;
    }
    Ok(())
}

/// How often each rule fired and was right, beside the confidence that it states.
pub(crate) fn by_rule(out: &mut impl Write, scores: &[Score]) -> io::Result<()> {
    let mut rules: BTreeMap<Rule, (usize, usize, usize, f64)> = BTreeMap::new();
    for judged in scores.iter().flat_map(|score| &score.judged) {
        if let Some((rule, stated)) = judged.named {
            let one = rules.entry(rule).or_default();
            one.0 += 1;
            one.1 += usize::from(judged.strict);
            one.2 += usize::from(judged.lenient);
            one.3 += stated;
        }
    }
    writeln!(
        out,
        "\nby rule: fired, right in % (strict, lenient), stated on average"
    )?;
    for (rule, (fired, strict, lenient, stated)) in rules {
        writeln!(
            out,
            "    {:20} {fired:5}   {} {}   {}",
            rule.name(),
            percent(share(strict, fired)),
            percent(share(lenient, fired)),
            percent(stated / fired.max(1) as f64)
        )?;
    }
    Ok(())
}

/// The attributions grouped by what `key` gives for a document's number and a quotation.
pub(crate) fn by(
    out: &mut impl Write,
    scores: &[Score],
    key: impl Fn(usize, &Judged) -> String,
) -> io::Result<()> {
    let mut groups: BTreeMap<String, Answers> = BTreeMap::new();
    for (at, score) in scores.iter().enumerate() {
        for judged in &score.judged {
            *groups.entry(key(at, judged)).or_default() += Answers {
                asked: 1,
                found: judged.found.into(),
                strict: judged.strict.into(),
                lenient: judged.lenient.into(),
                unnamed: (judged.found && judged.named.is_none()).into(),
            };
        }
    }
    writeln!(out)?;
    for (key, answers) in &groups {
        row(out, key, answers)?;
    }
    Ok(())
}

/// The main figures with their 95 % intervals.
pub(crate) fn intervals(out: &mut impl Write, scores: &[Score]) -> io::Result<()> {
    type Figure = (&'static str, fn(&Tally) -> f64);
    let figures: [Figure; 6] = [
        ("detection F1, exact", |tally| {
            prf(tally.exact, tally.predicted, tally.known)[2]
        }),
        ("detection F1, overlap", |tally| {
            prf(tally.overlapping, tally.predicted, tally.known)[2]
        }),
        ("pair F1, strict", |tally| strict(tally)[2]),
        ("pair F1, lenient", |tally| {
            prf(tally.pairs_lenient, tally.pairs_named, tally.pairs_asked)[2]
        }),
        ("indirect precision", |tally| {
            share(tally.indirect_right, tally.indirect_predicted)
        }),
        ("indirect recall", |tally| {
            share(tally.indirect_found, tally.indirect_known)
        }),
    ];
    writeln!(out, "\n95 % intervals, documents drawn a thousand times")?;
    for (name, figure) in figures {
        let all = figure(&sum(scores.iter()));
        let (low, high) = interval(scores.len(), |drawn| {
            figure(&sum(drawn.iter().filter_map(|at| scores.get(*at))))
        });
        writeln!(
            out,
            "    {name:22} {}  ({} to {})",
            percent(all),
            percent(low),
            percent(high)
        )?;
    }
    Ok(())
}

fn sum<'s>(scores: impl Iterator<Item = &'s Score>) -> Tally {
    scores.fold(Tally::default(), |mut sum, score| {
        sum += score.tally;
        sum
    })
}

/// Pair F1 of each fifth of the documents.
pub(crate) fn folds(out: &mut impl Write, scores: &[Score]) -> io::Result<()> {
    write!(out, "\npair F1 strict of five folds by document:")?;
    for number in 0..FOLDS {
        let own = scores
            .iter()
            .enumerate()
            .filter(|(at, _)| fold(*at) == number);
        write!(
            out,
            " {}",
            percent(strict(&sum(own.map(|(_, score)| score)))[2])
        )?;
    }
    writeln!(out)
}

/// What is stated and what is right, by bins; and what the shares of the other folds would have stated.
pub(crate) fn calibration(out: &mut impl Write, scores: &[Score]) -> io::Result<()> {
    let judged: Vec<(usize, Rule, f64, bool)> = scores
        .iter()
        .enumerate()
        .flat_map(|(at, score)| score.judged.iter().map(move |judged| (at, judged)))
        .filter_map(|(at, judged)| {
            judged
                .named
                .map(|(rule, stated)| (at, rule, stated, judged.strict))
        })
        .collect();
    let stated: Vec<(f64, bool)> = judged.iter().map(|one| (one.2, one.3)).collect();
    writeln!(out, "\nconfidence   attributions   stated   right")?;
    for (number, bin) in bins(&stated)
        .iter()
        .enumerate()
        .filter(|(_, bin)| bin.count > 0)
    {
        writeln!(
            out,
            "    {:.1}–{:.1}         {:5}    {}   {}",
            number as f64 / 10.0,
            (number + 1) as f64 / 10.0,
            bin.count,
            percent(bin.stated()),
            percent(bin.share())
        )?;
    }
    let mut held_out = Vec::new();
    for number in 0..FOLDS {
        let others: Vec<(Rule, bool)> = judged
            .iter()
            .filter(|one| fold(one.0) != number)
            .map(|one| (one.1, one.3))
            .collect();
        let shares = shares(&others);
        let own = judged.iter().filter(|one| fold(one.0) == number);
        held_out.extend(own.map(|one| (shares.get(&one.1).copied().unwrap_or(0.5), one.3)));
    }
    writeln!(
        out,
        "expected calibration error: as stated {:.3}; with shares from the other four folds {:.3}",
        expected_error(&stated),
        expected_error(&held_out)
    )
}

/// Every error, one a line with tabs between its columns.
pub(crate) fn errors(
    out: &mut impl Write,
    articles: &[Article],
    scores: &[Score],
) -> io::Result<()> {
    /// Bytes before a quotation that are shown.
    const BEFORE: usize = 160;
    writeln!(out)?;
    for (article, score) in articles.iter().zip(scores) {
        for wrong in &score.wrong {
            let mut from = wrong.place.start.saturating_sub(BEFORE);
            while !article.text.is_char_boundary(from) {
                from += 1;
            }
            let columns = [
                article.id.as_str(),
                wrong.what,
                article
                    .text
                    .get(from..wrong.place.start)
                    .unwrap_or_default(),
                article
                    .text
                    .get(wrong.place.start..wrong.place.end)
                    .unwrap_or_default(),
                &wrong.right,
                &wrong.named,
            ];
            let columns =
                columns.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
            writeln!(out, "{}", columns.join("\t"))?;
        }
    }
    Ok(())
}
