//! How many names of the documents held back are found: exact spans, by corpus and kind.

use onrecord::engine::tagger::{Label, Model, labels};

use crate::corpus::Corpus;
use crate::text::Joined;

#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    found: usize,
    gold: usize,
}

impl Count {
    fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }
}

/// Prints the figures for the documents whose number in their corpus `takes`.
pub(crate) fn print(corpora: &[Corpus], bytes: &[u8], takes: impl Fn(usize) -> bool) {
    let model = Model::new(bytes);
    let mut all = [Count::default(); 2];
    for corpus in corpora {
        let mut counts = [Count::default(); 2];
        let numbered = corpus.documents.iter().enumerate();
        for (_, document) in numbered.filter(|(number, _)| takes(*number)) {
            let joined = Joined::of(document);
            for segment in labels(&joined.text, &joined.blocks, &model) {
                let gold = joined.labels(segment.iter().map(|(start, _)| *start));
                let found: Vec<Label> = segment.iter().map(|(_, label)| *label).collect();
                count(&gold, &found, &mut counts);
            }
        }
        line(&corpus.name, counts);
        for (all, count) in all.iter_mut().zip(counts).filter(|_| !corpus.is_silver()) {
            all.right += count.right;
            all.found += count.found;
            all.gold += count.gold;
        }
    }
    line("all with reviewed labels", all);
}

fn count(gold: &[Label], found: &[Label], counts: &mut [Count; 2]) {
    let (gold, found) = (names(gold), names(found));
    for (count, kind) in counts.iter_mut().zip([1, 3]) {
        let of_kind = |name: &&(usize, usize, Label)| name.2 == kind;
        count.gold += gold.iter().filter(of_kind).count();
        count.found += found.iter().filter(of_kind).count();
        count.right += found
            .iter()
            .filter(of_kind)
            .filter(|name| gold.contains(name))
            .count();
    }
}

fn line(name: &str, [people, bodies]: [Count; 2]) {
    println!(
        "{name:<24} people F1 {:5.1} of {:5}   organizations F1 {:5.1} of {:5}",
        people.f1(),
        people.gold,
        bodies.f1(),
        bodies.gold
    );
}

fn names(labels: &[Label]) -> Vec<(usize, usize, Label)> {
    let mut names: Vec<(usize, usize, Label)> = Vec::new();
    for (index, &label) in labels.iter().enumerate() {
        match names.last_mut() {
            Some(name) if label == name.2 + 1 && name.1 == index => name.1 += 1,
            _ if label % 2 == 1 => names.push((index, index + 1, label)),
            _ => {}
        }
    }
    names
}
