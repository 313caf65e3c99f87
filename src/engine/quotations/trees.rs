//! Boosted oblivious trees over small numbers, as the programs that learn them write them down.

/// Levels of a tree.
const DEPTH: usize = 5;

/// A tree asks the same questions on every way; the answers number its leaves.
struct Tree {
    /// The number of a value and what it must exceed.
    questions: [(u8, u8); DEPTH],
    leaves: [f32; 1 << DEPTH],
}

/// Trees whose answers add up, and what their probabilities are worth.
#[derive(Default)]
pub(super) struct Trees {
    boosted: Vec<Tree>,
    /// Upper ends of ranges of probability, with the share that was right in each.
    shares: Vec<(f32, f32)>,
    /// The score above which the answer is yes, for trees that decide by themselves.
    threshold: f32,
}

impl Trees {
    /// Reads the lines `tree`, five questions `Name>value`, thirty-two leaves; `share`, end, share; and `threshold`, score.
    /// `number` gives the number of the value with a name.
    pub(super) fn parse(lines: &str, number: impl Fn(&str) -> Option<u8>) -> Self {
        let mut all = Self::default();
        for line in lines.lines() {
            let mut fields = line.split('\t');
            match fields.next() {
                Some("tree") => all.boosted.push(tree(fields, &number)),
                Some("share") => {
                    let mut value = || fields.next().and_then(|field| field.parse().ok());
                    if let (Some(end), Some(share)) = (value(), value()) {
                        all.shares.push((end, share));
                    }
                }
                Some("threshold") => {
                    let value = fields.next().and_then(|field| field.parse().ok());
                    all.threshold = value.unwrap_or_default();
                }
                _ => {}
            }
        }
        all
    }

    /// The sum of the answers for these values.
    pub(super) fn score(&self, value: impl Fn(usize) -> u8) -> f32 {
        let leaf = |tree: &Tree| {
            let answers = tree.questions.iter().enumerate();
            let number = answers.fold(0, |number, (level, &(which, above))| {
                number | usize::from(value(which.into()) > above) << level
            });
            tree.leaves.get(number).copied().unwrap_or_default()
        };
        self.boosted.iter().map(leaf).sum()
    }

    /// Whether a score says yes.
    pub(super) fn says_yes(&self, score: f32) -> bool {
        score > self.threshold
    }

    /// The share of right answers among those with this probability.
    pub(super) fn share(&self, probability: f32) -> f32 {
        self.shares
            .iter()
            .find(|&&(end, _)| probability <= end)
            .or(self.shares.last())
            .map_or(probability, |&(_, share)| share)
    }
}

fn tree<'a>(
    mut fields: impl Iterator<Item = &'a str>,
    number: impl Fn(&str) -> Option<u8>,
) -> Tree {
    let mut tree = Tree {
        questions: [(0, u8::MAX); DEPTH],
        leaves: [0.0; 1 << DEPTH],
    };
    for (place, field) in tree.questions.iter_mut().zip(fields.by_ref()) {
        // A question that nobody answers with yes when the file names an unknown value.
        *place = field
            .split_once('>')
            .and_then(|(name, above)| Some((number(name)?, above.parse().ok()?)))
            .unwrap_or((0, u8::MAX));
    }
    for (place, field) in tree.leaves.iter_mut().zip(fields) {
        *place = field.parse().unwrap_or(0.0);
    }
    tree
}

#[cfg(test)]
mod tests {
    use super::{DEPTH, Trees};

    #[test]
    fn answers_add_up_and_unknown_names_say_no() {
        let leaves = |yes: &str| {
            let mut all = vec!["0"; 1 << DEPTH];
            all[1] = yes;
            all.join("\t")
        };
        let end = "\tEnd>9".repeat(DEPTH - 1);
        let file = format!(
            "# a comment\ntree\tWords>2{end}\t{}\ntree\tNobody>0{end}\t{}\nthreshold\t1.5\n",
            leaves("2"),
            leaves("4"),
        );
        let number = |name: &str| ["Words", "End"].iter().position(|one| *one == name);
        let trees = Trees::parse(&file, |name| number(name).map(|at| at as u8));
        let long = trees.score(|which| [3, 0][which]);
        let short = trees.score(|which| [2, 0][which]);
        assert!(
            trees.says_yes(long) && !trees.says_yes(short),
            "{long} {short}"
        );
    }
}
