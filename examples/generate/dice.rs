//! Numbers that look like chance and are the same on every machine: xorshift, seeded.

/// A source of such numbers.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The numbers of one part of the work, whatever the other parts have drawn.
    pub(crate) fn new(seed: u64, part: u64) -> Self {
        // Neighbouring seeds must not give neighbouring numbers (splitmix64).
        let mut mixed = seed.wrapping_add(part.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        Self((mixed ^ mixed >> 31) | 1)
    }

    /// A number below `most`, which is at least 1.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % most.max(1) as u64) as usize
    }

    /// A number below `most`; small ones come often and large ones seldom, as with words and with the people in the news.
    pub(crate) fn seldom_large(&mut self, most: usize) -> usize {
        let mut most = most;
        for _ in 0..self.below(6) {
            most = most.div_ceil(4);
        }
        self.below(most)
    }

    /// One of these.
    pub(crate) fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from.get(self.below(from.len()))
            .copied()
            .unwrap_or_default()
    }
}
