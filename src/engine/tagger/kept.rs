//! What the tagger found in a text, kept in a few bytes until the text is read again.

use super::{Kind, Tagged, Tags};
use crate::engine::varint::{put, take};

/// The names of a text that the tagger found: two bytes for most of them.
///
/// For each name two numbers: how many tokens lie between it and the one before, and how long it is, times four, plus the
/// number of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagging(Box<[u8]>);

impl Tagging {
    /// Puts names away.
    pub(crate) fn of(tags: &Tags) -> Self {
        let mut bytes = Vec::with_capacity(2 * tags.0.len());
        let mut end = 0;
        for name in &tags.0 {
            put(&mut bytes, (name.tokens.start - end) as u32);
            put(
                &mut bytes,
                (name.tokens.len() << 2 | name.kind as usize) as u32,
            );
            end = name.tokens.end;
        }
        Self(bytes.into())
    }

    /// The names again; none when they are not those of a text of so many tokens.
    pub(crate) fn tags(&self, tokens: usize) -> Option<Tags> {
        let mut names = Vec::with_capacity(self.0.len() / 2);
        let mut bytes = &*self.0;
        let mut end = 0_usize;
        while !bytes.is_empty() {
            let start = end.checked_add(take(&mut bytes)? as usize)?;
            let told = take(&mut bytes)? as usize;
            end = start.checked_add(told >> 2).filter(|&end| end <= tokens)?;
            names.push(Tagged {
                tokens: start..end,
                kind: KINDS[told & 3],
            });
        }
        Some(Tags(names))
    }
}

/// The kinds by their numbers.
const KINDS: [Kind; 4] = [Kind::Person, Kind::Organization, Kind::Place, Kind::Other];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_as_they_were() {
        let name = |tokens, kind| Tagged { tokens, kind };
        let tags = Tags(vec![
            name(0..2, Kind::Person),
            name(2..3, Kind::Other),
            name(150..190, Kind::Place),
            name(70_000..70_001, Kind::Organization),
        ]);
        let kept = Tagging::of(&tags);
        assert_eq!(kept.0.len(), 12);
        assert_eq!(kept.tags(70_001).map(|again| again.0), Some(tags.0));
        assert!(kept.tags(70_000).is_none(), "another text");
    }

    #[test]
    fn any_bytes_give_names_or_none() {
        for bytes in [&[0x80][..], &[5], &[0xff; 30], &[1, 0, 0xff]] {
            let tags = Tagging(bytes.into()).tags(9);
            assert!(tags.is_none(), "{bytes:?}");
        }
    }
}
