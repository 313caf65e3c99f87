//! Places in the library, and the way back through them.

use crate::library::DocId;

/// A place to go to: a byte of a document's text, and the quotation that stands there if one is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The document.
    pub doc: DocId,
    /// The byte of its text; 0 is the beginning with the headline.
    pub byte: u32,
    /// The quotation meant, by the byte where it begins: a later look at the document may count quotations differently.
    pub quote: Option<u32>,
}

/// As many places as are remembered.
const MOST: usize = 200;

/// Where the reader was before each jump, and where the way back led from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jumps {
    /// The way back, the nearest place last.
    pub back: Vec<Place>,
    /// The way forward, the nearest place last.
    pub forward: Vec<Place>,
}

impl Jumps {
    /// Remembers the place that a jump leaves. The way forward ends here.
    pub fn record(&mut self, from: Place) {
        self.forward.clear();
        if self.back.last() != Some(&from) {
            self.back.push(from);
        }
        if self.back.len() > MOST {
            self.back.remove(0);
        }
    }

    /// The place before the last jump; `here` becomes the way forward.
    pub fn back(&mut self, here: Place) -> Option<Place> {
        let place = self.back.pop()?;
        self.forward.push(here);
        Some(place)
    }

    /// The place that [`Self::back`] left; `here` becomes the way back again.
    pub fn forward(&mut self, here: Place) -> Option<Place> {
        let place = self.forward.pop()?;
        self.back.push(here);
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(byte: u32) -> Place {
        Place {
            doc: DocId(0),
            byte,
            quote: None,
        }
    }

    #[test]
    fn back_and_forward_retrace_the_jumps() {
        let mut jumps = Jumps::default();
        jumps.record(at(1));
        jumps.record(at(2));
        assert_eq!(jumps.back(at(3)), Some(at(2)));
        assert_eq!(jumps.back(at(2)), Some(at(1)));
        assert_eq!(jumps.back(at(1)), None);
        assert_eq!(jumps.forward(at(1)), Some(at(2)));
        assert_eq!(jumps.forward(at(2)), Some(at(3)));
        assert_eq!(jumps.forward(at(3)), None);
    }

    #[test]
    fn a_new_jump_ends_the_way_forward() {
        let mut jumps = Jumps::default();
        jumps.record(at(1));
        jumps.back(at(2));
        jumps.record(at(1));
        assert_eq!(jumps.forward(at(5)), None);
    }
}
