//! Which quotations report one utterance.
//!
//! The longest wording leads a group; a shorter one joins when its words lie in the leader's, in order, with few missing.
//! Leskovec, Backstrom and Kleinberg, “Meme-tracking and the Dynamics of the News Cycle” (2009), found containment to be the
//! right relation: desks cut quotations far more often than they change them. A group has one leader, so that two utterances
//! never become one over a short phrase that both hold.

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::engine::QuotationKind;
use crate::engine::hashing::{HashMap, HashSet};
use crate::library::{EntityId, Library, QuoteRef};

use super::align::{Indexed, MOST_WORDS};
use super::{Stretch, appeared, words};

/// Words that stand in any sentence whatever it is about: they alone make no two quotations one.
const STOCK: &str = " a about after all also am an and any are arent as at be been before being but by came can cant come could \
    couldnt did didnt do does doesnt doing done dont even every for from get gets getting go goes going gonna good got great had \
    has hasnt have havent having he her here hes him his how i id if ill im in into is isnt it its ive just know let lets like \
    little look lot lots made make makes many may maybe me mean might more most much must my need never no not now of off on one \
    only or other our out over people really right said same say saying says see should so some something still such sure take \
    than that thats the their them then there theres these they theyre theyve thing things think this those time to too up us \
    very want wants was wasnt way we well were werent weve what whats when where which who whos why will with wont would wouldnt \
    yes you youre your ";
static STOCK_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| STOCK.split_ascii_whitespace().collect());

/// Quotations of fewer words have no window, and are one statement only when one speaker says the same.
const WINDOW: usize = 3;
/// Windows are looked through in so many parts, one after the other: all of them at once would take more memory than the words.
const PASSES: u64 = 4;
/// A window in so many groups says nothing; and of groups with equal words no more are looked through, the latest of them.
const MOST_LEADERS: usize = 256;
/// So many candidates are aligned, those with the most windows in common first.
const MOST_ALIGNED: usize = 12;
/// With another number much the same sentence says something else: a number has the content of so many words.
const NUMBER: usize = 3;
/// Reports of one utterance that is short or reworded appear within so many days; later, somebody says it again.
const WEEK: i64 = 7;
const FEW_DAYS: i64 = 3;
const DAY: i64 = 1;
/// So few words, each with a capital, are a name, a nickname or a slogan.
const LABEL: usize = 4;
/// More words with so many capitals, and one on each that is content, are the title of a book or a song.
const TITLE: usize = 3;
/// One person says much the same again and again; so much content in words that were changed is not said twice.
const TELLING: usize = 5;

/// One quotation as it is compared.
struct Said {
    at: QuoteRef,
    words: Box<[u32]>,
    content: usize,
    who: Who,
    reported: bool,
    day: Option<NaiveDate>,
    label: bool,
}

impl Said {
    /// Whether the two appeared within so many days; what has no date may always have.
    fn is_near(&self, other: &Self, days: i64) -> bool {
        let dates = self.day.zip(other.day);
        dates.is_none_or(|(a, b)| (a - b).num_days().abs() <= days)
    }
}

/// Who says it, as far as that bears on whether two quotations are one utterance.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Named(EntityId),
    /// Named by an attribution too weak to keep two quotations apart.
    Perhaps(EntityId),
    Nobody,
}

/// Groups all quotations of the library that are speech: each with the number of its group, in the order of the library. None
/// when a part of the work was not wanted.
pub(super) fn group(library: &Library, part: Stretch) -> Option<Vec<(QuoteRef, u32)>> {
    let mut numbers = Numbers::default();
    let mut said: Vec<Said> = Vec::new();
    for doc in library.ids() {
        let speech = library.speech_in(doc);
        said.extend(speech.filter_map(|at| numbers.read(library, at)));
        if !part() {
            return None;
        }
    }
    let mut order: Vec<u32> = (0..said.len() as u32).collect();
    order.sort_by_key(|&index| {
        let one = &said[index as usize];
        // Words that somebody is known to have said, and in quotation marks, lead before others of the same length.
        (
            std::cmp::Reverse(one.words.len()),
            one.reported,
            one.who == Who::Nobody,
            index,
        )
    });
    let mut group = vec![0; said.len()];
    let repeated = repeated(&said, &numbers);
    let mut leaders = Leaders::new(&said, &numbers, &repeated);
    let each = said.len().div_ceil(library.len().max(1)).max(1);
    for (at, index) in order.into_iter().enumerate() {
        group[index as usize] = leaders.place(index);
        if at % each == 0 && !part() {
            return None;
        }
    }
    let places = said.iter().map(|one| one.at);
    Some(places.zip(group).collect())
}

/// Numbers for words, and how much content each has: none, some, or as much as a number.
#[derive(Default)]
struct Numbers {
    of: HashMap<String, u32>,
    content: Vec<usize>,
}

impl Numbers {
    fn read(&mut self, library: &Library, at: QuoteRef) -> Option<Said> {
        let quotation = library.quotation(at)?;
        let text = &library.document(at.doc)?.text;
        let mut numbers = Vec::new();
        let (mut capitals, mut plain) = (0, 0);
        words::each(text, quotation.span, |place, word| {
            if numbers.len() < MOST_WORDS {
                let number = self.number(word);
                numbers.push(number);
                let capital = is_capitalized(place.of(text));
                capitals += usize::from(place.of(text).starts_with(char::is_uppercase));
                plain += usize::from(!capital && self.content[number as usize] > 0);
            }
        });
        let is_name = capitals >= 2 && capitals == numbers.len() && numbers.len() <= LABEL;
        let is_title = capitals >= TITLE && plain == 0 && numbers.len() > LABEL;
        let who = match library.speaker(at) {
            Some(id) if quotation.is_doubtful() => Who::Perhaps(id),
            Some(id) => Who::Named(id),
            None => Who::Nobody,
        };
        Some(Said {
            at,
            content: numbers
                .iter()
                .map(|&word| self.content[word as usize])
                .sum(),
            label: is_name || is_title,
            words: numbers.into(),
            who,
            reported: quotation.kind == QuotationKind::Indirect,
            day: appeared(library, at.doc),
        })
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(&known) = self.of.get(word) {
            return known;
        }
        let next = self.content.len() as u32;
        self.of.insert(word.to_owned(), next);
        let stock = STOCK_WORDS.contains(word);
        let is_number = word.starts_with(|mark: char| mark.is_ascii_digit());
        self.content.push(match (stock, is_number) {
            (true, _) => 0,
            (_, true) => NUMBER,
            _ => 1,
        });
        next
    }
}

/// A set of windows.
type Windows = HashSet<u64>;

/// The windows that hold something of content, as numbers.
fn windows<'s>(one: &'s Said, numbers: &'s Numbers) -> impl Iterator<Item = u64> + use<'s> {
    let content = &numbers.content;
    one.words
        .windows(WINDOW)
        .filter(|window| window.iter().any(|&word| content[word as usize] > 0))
        // Twenty-one bits a word: two million different words.
        .map(|window| {
            window
                .iter()
                .fold(0, |key, &word| key << 21 ^ u64::from(word))
        })
}

/// The windows that stand in more than one place. Most stand in one: nothing has them in common, and to keep them would take
/// more memory than all else.
fn repeated(said: &[Said], numbers: &Numbers) -> Windows {
    let mut repeated = Windows::default();
    let mut some: Vec<u64> = Vec::new();
    for pass in 0..PASSES {
        let all = said.iter().flat_map(|one| windows(one, numbers));
        some.clear();
        some.extend(all.filter(|window| window % PASSES == pass));
        some.sort_unstable();
        let pairs = some.windows(2).filter(|pair| pair[0] == pair[1]);
        repeated.extend(pairs.map(|pair| pair[0]));
    }
    repeated
}

/// The groups so far, each told by the quotation that leads it.
struct Leaders<'s> {
    said: &'s [Said],
    numbers: &'s Numbers,
    /// The windows that stand in more than one place.
    repeated: &'s Windows,
    /// The quotation that leads each group.
    of: Vec<u32>,
    /// Who is taken to speak in each group: the leader, or the first who joined and has a name.
    who: Vec<Who>,
    /// The groups whose leader has these words and no others.
    equal: HashMap<&'s [u32], Vec<u32>>,
    /// The groups whose leader holds these three words beside each other.
    windows: HashMap<u64, Vec<u32>>,
    /// For each group, how many windows it has in common with the quotation being placed.
    common: Vec<u32>,
}

/// How well a quotation fits a leader.
struct Fit {
    /// Words in common, in order.
    matched: usize,
    /// Of these, the ones that are content.
    content: usize,
    /// Whether all of its words stand beside each other in the leader.
    whole: bool,
    /// Words between those in common: all where others stand in their place, an eighth and one where they are left out.
    between: usize,
}

impl<'s> Leaders<'s> {
    fn new(said: &'s [Said], numbers: &'s Numbers, repeated: &'s Windows) -> Self {
        Self {
            said,
            numbers,
            repeated,
            of: Vec::new(),
            who: Vec::new(),
            equal: HashMap::default(),
            windows: HashMap::default(),
            common: Vec::new(),
        }
    }

    /// The group of the quotation: one that it fits, else a new one that it leads.
    fn place(&mut self, index: u32) -> u32 {
        let one = &self.said[index as usize];
        let found = self.equal_to(one).or_else(|| self.best(one));
        let Some(group) = found else {
            return self.lead(index);
        };
        let who = &mut self.who[group as usize];
        match (*who, one.who) {
            (Who::Nobody, other) | (Who::Perhaps(_), other @ Who::Named(_)) => *who = other,
            _ => {}
        }
        group
    }

    fn lead(&mut self, index: u32) -> u32 {
        let one = &self.said[index as usize];
        let group = self.of.len() as u32;
        self.of.push(index);
        self.who.push(one.who);
        self.common.push(0);
        self.equal.entry(&one.words).or_default().push(group);
        for window in self.windows_of(one) {
            let holders = self.windows.entry(window).or_default();
            if holders.last() != Some(&group) {
                holders.push(group);
            }
        }
        group
    }

    /// The windows that others may have in common with the quotation.
    fn windows_of(&self, one: &'s Said) -> impl Iterator<Item = u64> + use<'s> {
        let repeated = self.repeated;
        windows(one, self.numbers).filter(|window| repeated.contains(window))
    }

    fn equal_to(&self, one: &Said) -> Option<u32> {
        let fit = Fit {
            matched: one.words.len(),
            content: one.content,
            whole: true,
            between: 0,
        };
        let groups = self.equal.get(&one.words[..])?;
        let latest = &groups[groups.len().saturating_sub(MOST_LEADERS)..];
        let mut fitting = latest
            .iter()
            .copied()
            .filter(|&group| self.joins(one, group, &fit));
        // Those of the same speaker first.
        let first = fitting.next()?;
        let same = |group: &u32| self.who[*group as usize] == one.who;
        Some(if same(&first) {
            first
        } else {
            fitting.find(same).unwrap_or(first)
        })
    }

    /// The group that the quotation fits best.
    fn best(&mut self, one: &'s Said) -> Option<u32> {
        let mut touched = Vec::new();
        for window in self.windows_of(one) {
            let Some(holders) = self
                .windows
                .get(&window)
                .filter(|all| all.len() <= MOST_LEADERS)
            else {
                continue;
            };
            for &group in holders {
                let common = &mut self.common[group as usize];
                if *common == 0 {
                    touched.push(group);
                }
                *common += 1;
            }
        }
        let mut candidates: Vec<(u32, u32)> = touched
            .into_iter()
            .map(|group| (std::mem::take(&mut self.common[group as usize]), group))
            .collect();
        candidates.sort_unstable_by_key(|&(common, group)| (std::cmp::Reverse(common), group));
        candidates.truncate(MOST_ALIGNED);
        let mut best: Option<(usize, bool, u32)> = None;
        let words = Indexed::new(&one.words);
        for (_, group) in candidates {
            let fit = self.fit(one, &words, group);
            let same = self.who[group as usize] == one.who;
            if self.joins(one, group, &fit)
                && best.is_none_or(|(matched, known, _)| (fit.matched, same) > (matched, known))
            {
                best = Some((fit.matched, same, group));
                if fit.whole && same {
                    break;
                }
            }
        }
        best.map(|(.., group)| group)
    }

    fn fit(&self, one: &Said, words: &Indexed<u32>, group: u32) -> Fit {
        let leader = &self.said[self.of[group as usize] as usize];
        let pairs = words.pairs(&leader.words);
        let content = pairs
            .iter()
            .map(|(_, at)| self.numbers.content[one.words[*at] as usize])
            .sum();
        let between = pairs.windows(2).map(|two| gap(two[0], two[1])).sum();
        Fit {
            whole: between == 0 && pairs.len() == one.words.len(),
            matched: pairs.len(),
            content,
            between,
        }
    }

    /// Whether a quotation that fits the leader like this reports the same utterance.
    fn joins(&self, one: &Said, group: u32, fit: &Fit) -> bool {
        let leader = &self.said[self.of[group as usize] as usize];
        if one.label || leader.label {
            return one.at.doc == leader.at.doc;
        }
        let (length, content) = (one.words.len(), fit.content);
        let equal = fit.whole && leader.words.len() == length;
        let reported = one.reported || leader.reported;
        let near = |days| one.is_near(leader, days);
        // Seven of ten words, and two of three of those that are content.
        let alike = |enough: usize| {
            fit.matched * 10 >= length * 7
                && content * 3 >= one.content * 2
                && fit.matched >= fit.between * 2
                && length > LABEL
                && (length >= 10 && content >= enough && !reported || near(FEW_DAYS))
        };
        match (self.who[group as usize], one.who) {
            (Who::Named(a) | Who::Perhaps(a), Who::Named(b) | Who::Perhaps(b)) if a == b => {
                // Slogans and single words are said again and again.
                let said_once = match length {
                    ..=WINDOW => near(DAY),
                    // A reporter's words for it may fit another time as well.
                    ..8 if reported => near(WEEK),
                    _ if length > LABEL && content >= 3 => true,
                    _ => near(WEEK),
                };
                equal && content >= 1 && said_once
                    || length > WINDOW && content >= 2 && (fit.whole && said_once || alike(TELLING))
            }
            // Words that a reporter chose are the same in two reports when one copies the other.
            (a, b) if reported => {
                let apart = matches!((a, b), (Who::Named(_), Who::Named(_)));
                let copied =
                    length >= 8 && content >= 4 || length >= 6 && content >= 3 && near(WEEK);
                !apart && equal && copied
            }
            // Either two people use one slogan, or one of the reports is wrong about who spoke. Only long words that are
            // equal throughout are no slogan.
            (Who::Named(_), Who::Named(_)) => fit.whole && length >= 8 && content >= 4,
            // One of them may be named in the other report, or by a better attribution.
            _ => {
                let said_once = length >= 8 || near(WEEK);
                equal && said_once && (length >= 4 && content >= 2 || length >= 6)
                    || fit.whole && said_once && length >= 5 && content >= 2
                    || alike(3) && length >= 7 && content >= 3
            }
        }
    }
}

/// Whether a word has a capital as in a title; words in capitals throughout are shouted.
fn is_capitalized(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_none_or(|next| !next.is_uppercase())
}

/// What lies between two pairs of words in common. Desks leave whole passages out, but put few words in place of others.
fn gap(before: (usize, usize), after: (usize, usize)) -> usize {
    let [full, variant] = [after.0 - before.0 - 1, after.1 - before.1 - 1];
    match (full, variant) {
        (0, added) => added,
        (omitted, 0) => 1 + omitted / 8,
        (was, is) => was.max(is),
    }
}
