//! Places in a text, compared without the marks around them.

/// A stretch of a text in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// What may stand around the words of a quotation without being part of them.
const AROUND: &[char] = &[
    ' ', '\t', '\r', '\n', '"', '“', '”', '‘', '’', '\'', '`', '.', ',', ';', ':', '!', '?', '…',
    '—', '–', '-',
];

impl Place {
    /// The place without marks and punctuation at its ends; as it is when nothing else is in it.
    pub(crate) fn trimmed(self, text: &str) -> Self {
        let Some(words) = text.get(self.start..self.end) else {
            return self;
        };
        let behind = words.trim_start_matches(AROUND);
        let core = behind.trim_end_matches(AROUND);
        if core.is_empty() {
            return self;
        }
        let start = self.end - behind.len();
        Self {
            start,
            end: start + core.len(),
        }
    }

    /// The place cut at line breaks, blank pieces left out, each trimmed.
    pub(crate) fn pieces(self, text: &str) -> Vec<Self> {
        let mut at = self.start;
        let words = text.get(self.start..self.end).unwrap_or_default();
        let lines = words.split('\n').map(|line| {
            let piece = Self {
                start: at,
                end: at + line.len(),
            };
            at = piece.end + 1;
            (piece, line)
        });
        lines
            .filter(|(_, line)| !line.trim_ascii().is_empty())
            .map(|(piece, _)| piece.trimmed(text))
            .collect()
    }

    /// How many bytes both have.
    pub(crate) fn shared(self, other: Self) -> usize {
        let end = self.end.min(other.end);
        end.saturating_sub(self.start.max(other.start))
    }

    /// The bytes that both have as a share of those that either has.
    pub(crate) fn overlap(self, other: Self) -> f64 {
        let shared = self.shared(other);
        if shared == 0 {
            return 0.0;
        }
        let together = self.end.max(other.end) - self.start.min(other.start);
        shared as f64 / together as f64
    }

    /// Whether the other lies in it.
    pub(crate) fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Pairs of places that overlap by half or more, the best first, each place once.
pub(crate) fn pairs(known: &[Place], found: &[Place]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (one, place) in known.iter().enumerate() {
        for (other, candidate) in found.iter().enumerate() {
            let overlap = place.overlap(*candidate);
            if overlap >= 0.5 {
                candidates.push((overlap, one, other));
            }
        }
    }
    candidates.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then_with(|| (b.1, b.2).cmp(&(a.1, a.2)))
    });
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, one, other) in candidates {
        if pairs.iter().all(|pair| pair.0 != one && pair.1 != other) {
            pairs.push((one, other));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(start: usize, end: usize) -> Place {
        Place { start, end }
    }

    #[test]
    fn marks_at_the_ends_do_not_count() {
        let text = "He said “No, never.” twice";
        assert_eq!(place(8, 24).trimmed(text).pieces(text), [place(11, 20)]);
        assert_eq!(place(8, 11).trimmed(text), place(8, 11));
    }

    #[test]
    fn a_quotation_of_two_paragraphs_is_two_pieces() {
        let text = "“One\n\n“Two”";
        assert_eq!(
            place(0, text.len()).pieces(text),
            [place(3, 6), place(11, 14)]
        );
    }

    #[test]
    fn the_best_pair_comes_first_and_each_place_once() {
        let (known, found) = ([place(0, 10), place(10, 20)], [place(0, 14), place(0, 10)]);
        assert_eq!(pairs(&known, &found), [(0, 1)]);
        assert!((place(0, 10).overlap(place(5, 15)) - 1.0 / 3.0).abs() < 1e-9);
    }
}
