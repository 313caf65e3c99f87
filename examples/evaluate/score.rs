//! What is right and wrong in one article.

use std::collections::{BTreeMap, HashMap};
use std::ops::AddAssign;
use std::sync::LazyLock;

use onrecord::engine::{QuotationKind, Rule};
use regex::Regex;

use crate::gold::{Article, Found, Known};
use crate::people::{People, Said};
use crate::spans::{Place, pairs};
use crate::speakers::{Strictness, core, same};

/// A cue that reports speech, rather than thought or feeling.
static SAYING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(sa(id|y|ys|ying)|told|tell(s|ing)?|according to|add(ed|s|ing)|wr(ote|ites?|iting)|written|note[ds]?|noting",
        r"|ask(ed|s|ing)?|announce[ds]?|announcing|argue[ds]?|arguing|claim(ed|s|ing)?|report(ed|s|ing)|suggest(ed|s|ing)",
        r"|acknowledge[ds]?|explain(ed|s|ing)|insist(ed|s|ing)|warn(ed|s|ing)|state[ds]?|stating|tweet(ed|s|ing)|testif\w+",
        r"|predict(ed|s|ing)|conclude[ds]?|point(ed|s|ing) out|admit(ted|s|ting)?|promis(ed|es|ing)|vow(ed|s|ing)",
        r"|pledg(ed|es|ing)|den(ied|ies|ying)|declare[ds]?|contend(ed|s|ing)?|complain(ed|s|ing)|repl(ied|ies)",
        r"|respond(ed|s|ing)|assert(ed|s|ing)?|alleg(ed|es|ing)|recall(ed|s|ing)|describ(ed|es|ing)|call(ed|s|ing)",
        r"|quot(ed|ing|es)|reveal(ed|s|ing)|confirm(ed|s|ing)|indicat(ed|es|ing)|continu(ed|es)|remark(ed|s)",
        r"|stress(ed|es|ing)|emphasiz(ed|es|ing)|urg(ed|es|ing)|mention(ed|s|ing)|joke[ds]?|joking|cit(ed|es|ing)",
        r"|accus(ed|es|ing)|critici[sz](ed|es|ing)|proposed|reiterat\w+)\b",
    ))
    .unwrap()
});

/// Names that are bodies although they end like a person's.
static BODY: LazyLock<Regex> = LazyLock::new(|| {
    let words = "Post|Times|Journal|Sentinel|Council|Bank|Group|Book|Department|campaign|Commission|Agency|Fund";
    Regex::new(&format!("({words}|Greenpeace|Feld)")).unwrap()
});

macro_rules! tally {
    ($($field:ident),* $(,)?) => {
        /// What was counted in one article, or in several.
        #[derive(Clone, Copy, Debug, Default)]
        pub(crate) struct Tally { $(pub(crate) $field: usize,)* }

        impl AddAssign for Tally {
            fn add_assign(&mut self, other: Self) { $(self.$field += other.$field;)* }
        }
    };
}

tally! {
    documents, known, predicted, exact, overlapping,
    direct, direct_found, mixed, mixed_found,
    pairs_named, pairs_asked, pairs_strict, pairs_lenient,
    scare, scare_called_quotation, scare_called_scare, scare_predicted, quotations_lost_as_scare,
    indirect_predicted, indirect_right, indirect_known, indirect_found, indirect_named, indirect_named_right,
}

/// How often the speaker was asked for, found and right.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Answers {
    pub(crate) asked: usize,
    pub(crate) found: usize,
    pub(crate) strict: usize,
    pub(crate) lenient: usize,
    pub(crate) unnamed: usize,
}

impl AddAssign for Answers {
    fn add_assign(&mut self, other: Self) {
        self.asked += other.asked;
        self.found += other.found;
        self.strict += other.strict;
        self.lenient += other.lenient;
        self.unnamed += other.unnamed;
    }
}

/// One quotation whose speaker is known, and what the engine made of it.
#[derive(Clone, Debug)]
pub(crate) struct Judged {
    /// Its kind in the gold data.
    pub(crate) kind: String,
    /// How its source is worded.
    pub(crate) source: String,
    /// The rule and its confidence, where the engine found the quotation and named somebody.
    pub(crate) named: Option<(Rule, f64)>,
    pub(crate) found: bool,
    pub(crate) strict: bool,
    pub(crate) lenient: bool,
}

/// Something that went wrong.
#[derive(Clone, Debug)]
pub(crate) struct Wrong {
    /// `missed`, `no quotation`, `speaker`, or `part of the name`.
    pub(crate) what: &'static str,
    pub(crate) place: Place,
    pub(crate) right: String,
    pub(crate) named: String,
}

/// Everything counted in one article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Score {
    pub(crate) tally: Tally,
    /// By `all`, kind, and `src:` with the form of the source.
    pub(crate) answers: BTreeMap<String, Answers>,
    pub(crate) judged: Vec<Judged>,
    pub(crate) people: People,
    pub(crate) wrong: Vec<Wrong>,
}

impl Score {
    /// All articles together.
    pub(crate) fn sum<'s>(
        scores: impl IntoIterator<Item = &'s Self>,
    ) -> (Tally, BTreeMap<String, Answers>) {
        let (mut tally, mut answers) = (Tally::default(), BTreeMap::<String, Answers>::new());
        for score in scores {
            tally += score.tally;
            for (key, one) in &score.answers {
                *answers.entry(key.clone()).or_default() += *one;
            }
        }
        (tally, answers)
    }
}

/// A known or found quotation at its trimmed place.
struct At<'a, T> {
    place: Place,
    what: &'a T,
}

fn places<T>(all: &[At<'_, T>]) -> Vec<Place> {
    all.iter().map(|at| at.place).collect()
}

/// Compares what was found in an article with what is known.
pub(crate) fn score(document: usize, article: &Article, found: &[Found]) -> Score {
    let mut score = Score::default();
    score.tally.documents = 1;
    let known: Vec<At<'_, Known>> = article
        .quotes
        .iter()
        .map(|what| At {
            place: what.place().trimmed(&article.text),
            what,
        })
        .collect();
    let pieces: Vec<At<'_, Found>> = found
        .iter()
        .flat_map(|what| {
            let pieces = what.place.pieces(&article.text);
            pieces.into_iter().map(move |place| At { place, what })
        })
        .filter(|at| at.place.end > at.place.start)
        .collect();
    speech(&mut score, document, article, &known, &pieces);
    scare(&mut score.tally, &known, &pieces);
    indirect(&mut score.tally, &known, &pieces);
    score
}

fn is_marked(known: &Known) -> bool {
    matches!(known.kind.as_str(), "direct" | "mixed")
}

fn of_kind<'f>(pieces: &[At<'f, Found>], kinds: &[QuotationKind]) -> Vec<At<'f, Found>> {
    pieces
        .iter()
        .filter(|at| kinds.contains(&at.what.kind))
        .map(|at| At {
            place: at.place,
            what: at.what,
        })
        .collect()
}

/// Quotations in marks: which were found, and who said them.
fn speech(
    score: &mut Score,
    document: usize,
    article: &Article,
    known: &[At<'_, Known>],
    pieces: &[At<'_, Found>],
) {
    let asked: Vec<&At<'_, Known>> = known.iter().filter(|at| is_marked(at.what)).collect();
    let asked_places: Vec<Place> = asked.iter().map(|at| at.place).collect();
    let found = of_kind(pieces, &[QuotationKind::Direct, QuotationKind::Mixed]);
    let found_places = places(&found);
    score.tally.exact += in_both(&asked_places, &found_places);
    let pairs: HashMap<usize, usize> = pairs(&asked_places, &found_places).into_iter().collect();
    score.tally.known += asked.len();
    score.tally.overlapping += pairs.len();
    let unclear = |at: &&At<'_, Known>| matches!(at.what.kind.as_str(), "ambiguous" | "block");
    let unclear: Vec<Place> = known.iter().filter(unclear).map(|at| at.place).collect();
    for (number, at) in found.iter().enumerate() {
        if pairs.values().any(|paired| *paired == number) {
            score.tally.predicted += 1;
        } else if !unclear
            .iter()
            .any(|place| at.place.overlap(*place) > 0.3 || place.covers(at.place))
        {
            score.tally.predicted += 1;
            let named = at.what.speaker.clone().unwrap_or_default();
            if !named.is_empty() {
                score.tally.pairs_named += 1;
                score.people.said(&named, Said::Wrongly(document, number));
            }
            score.wrong.push(Wrong {
                what: "no quotation",
                place: at.place,
                right: String::new(),
                named,
            });
        }
    }
    for (number, at) in asked.iter().enumerate() {
        let answer = pairs.get(&number).map(|paired| found[*paired].what);
        one(score, Said::Known(document, number), article, at, answer);
    }
}

/// One known quotation, and the found one that it pairs with.
fn one(
    score: &mut Score,
    said: Said,
    article: &Article,
    at: &At<'_, Known>,
    answer: Option<&Found>,
) {
    let known = at.what;
    let tally = &mut score.tally;
    let (kind, kind_found) = if known.kind == "direct" {
        (&mut tally.direct, &mut tally.direct_found)
    } else {
        (&mut tally.mixed, &mut tally.mixed_found)
    };
    *kind += 1;
    *kind_found += usize::from(answer.is_some());
    let named = answer
        .and_then(|found| found.speaker.as_deref())
        .unwrap_or_default();
    let mut wrong = |what: &'static str| {
        score.wrong.push(Wrong {
            what,
            place: at.place,
            right: known.speaker.clone().unwrap_or_default(),
            named: named.to_owned(),
        });
    };
    if answer.is_none() {
        wrong("missed");
    }
    if !named.is_empty() {
        score.people.said(named, said);
    }
    let Some(right) = known.asked_for() else {
        return;
    };
    let form = form(known, right, &article.text);
    let is = |strictness| {
        known
            .right()
            .any(|right| same(named, right, form, strictness))
    };
    let strict = is(Strictness::Full);
    let lenient = strict || is(Strictness::Part);
    if answer.is_some() && !strict {
        wrong(if lenient {
            "part of the name"
        } else {
            "speaker"
        });
    }
    let answers = Answers {
        asked: 1,
        found: answer.is_some().into(),
        strict: strict.into(),
        lenient: lenient.into(),
        unnamed: (answer.is_some() && named.is_empty()).into(),
    };
    for key in [
        "all".to_owned(),
        known.kind.clone(),
        format!("src:{}", known.speaker_type),
    ] {
        *score.answers.entry(key).or_default() += answers;
    }
    tally.pairs_named += usize::from(!named.is_empty());
    tally.pairs_asked += 1;
    tally.pairs_strict += usize::from(strict);
    tally.pairs_lenient += usize::from(lenient);
    let decided = answer.filter(|_| !named.is_empty());
    score.judged.push(Judged {
        kind: known.kind.clone(),
        source: known.speaker_type.clone(),
        named: decided.map(|found| (found.rule, found.confidence)),
        found: answer.is_some(),
        strict,
        lenient,
    });
    score.people.asked(said);
    if form == "name" && core(right).len() >= 2 {
        score.people.is(right, said);
    }
}

/// How the right name is compared: as a person's for pronouns and for people that the gold data took for bodies.
fn form<'k>(known: &'k Known, right: &str, text: &str) -> &'k str {
    match known.speaker_type.as_str() {
        "pronoun" | "hand" => "name",
        "nominal" | "org" if known.speaker_status == "hand" => {
            let name = core(right);
            let person = name.len() >= 2
                && text
                    .to_lowercase()
                    .contains(name.last().map_or("", String::as_str))
                && !BODY.is_match(right);
            if person { "name" } else { &known.speaker_type }
        }
        form => form,
    }
}

/// How many places are in both lists, repeated ones as often as in both.
fn in_both(one: &[Place], other: &[Place]) -> usize {
    let mut left: HashMap<Place, usize> = HashMap::new();
    for place in one {
        *left.entry(*place).or_default() += 1;
    }
    let mut both = 0;
    for place in other {
        if let Some(count) = left.get_mut(place).filter(|count| **count > 0) {
            *count -= 1;
            both += 1;
        }
    }
    both
}

/// Words in marks that nobody said.
fn scare(tally: &mut Tally, known: &[At<'_, Known>], pieces: &[At<'_, Found>]) {
    let quotations = of_kind(pieces, &[QuotationKind::Direct, QuotationKind::Mixed]);
    let scare = of_kind(pieces, &[QuotationKind::Scare]);
    let hit = |place: Place, found: &[At<'_, Found>]| {
        usize::from(found.iter().any(|at| place.overlap(at.place) >= 0.5))
    };
    tally.scare_predicted += scare.len();
    for at in known {
        if at.what.kind == "scare" {
            tally.scare += 1;
            tally.scare_called_quotation += hit(at.place, &quotations);
            tally.scare_called_scare += hit(at.place, &scare);
        } else if is_marked(at.what) {
            tally.quotations_lost_as_scare += hit(at.place, &scare);
        }
    }
}

/// Speech without marks. A found one is right when half of it lies in what anybody is reported to say or think.
fn indirect(tally: &mut Tally, known: &[At<'_, Known>], pieces: &[At<'_, Found>]) {
    let found = of_kind(pieces, &[QuotationKind::Indirect]);
    let mut contents: Vec<Place> = known
        .iter()
        .filter(|at| at.what.kind != "scare")
        .flat_map(|at| &at.what.content_spans)
        .map(|&(start, end)| Place { start, end })
        .collect();
    contents.sort_unstable();
    contents.dedup();
    for at in &found {
        let covered: usize = contents.iter().map(|place| at.place.shared(*place)).sum();
        tally.indirect_predicted += 1;
        tally.indirect_right += usize::from(2 * covered >= at.place.end - at.place.start);
    }
    for at in known.iter().filter(|at| reports_speech(at.what)) {
        tally.indirect_known += 1;
        let overlaps = found
            .iter()
            .map(|one| (one.place.overlap(at.place), one.what));
        // The first of the best.
        let best = overlaps.reduce(|best, one| if one.0 > best.0 { one } else { best });
        let Some((_, found)) = best.filter(|(overlap, _)| *overlap >= 0.5) else {
            continue;
        };
        tally.indirect_found += 1;
        if at.what.asked_for().is_some() {
            let named = found.speaker.as_deref().unwrap_or_default();
            let form = match at.what.speaker_type.as_str() {
                "pronoun" | "hand" => "name",
                form => form,
            };
            let mut right = at.what.right();
            tally.indirect_named += 1;
            tally.indirect_named_right +=
                usize::from(right.any(|right| same(named, right, form, Strictness::Part)));
        }
    }
}

fn reports_speech(known: &Known) -> bool {
    let cue = known.cue.as_deref().unwrap_or_default();
    matches!(known.kind.as_str(), "indirect" | "block") && SAYING.is_match(cue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_found_quotation_with_the_right_speaker_is_a_pair() {
        let text = "“No,” said Ann Orr. “Yes,” said Bo Dale.";
        let line = serde_json::json!({"id": "a", "text": text, "quotes": [
            {"start": 3, "end": 5, "kind": "direct", "speaker": "Ann Orr", "speaker_type": "name", "speaker_status": "name"},
            {"start": 27, "end": 30, "kind": "direct", "speaker": "Bo Dale", "speaker_type": "name", "speaker_status": "name"},
        ]});
        let article: Article = serde_json::from_value(line).unwrap();
        let found = Found {
            place: Place { start: 0, end: 9 },
            kind: QuotationKind::Direct,
            speaker: Some("Ann Orr".to_owned()),
            rule: Rule::After,
            confidence: 0.9,
        };
        let score = score(0, &article, &[found]);
        let tally = score.tally;
        assert_eq!((tally.exact, tally.overlapping, tally.predicted), (1, 1, 1));
        assert_eq!(
            (tally.pairs_strict, tally.pairs_named, tally.pairs_asked),
            (1, 1, 2)
        );
        assert_eq!(score.wrong.len(), 1);
    }
}
