//! The pages of a ledger one behind the other, their numbers in as many bytes as they need: most take one.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::engine::varint;
use crate::library::DocId;

/// A page, as bytes.
pub(super) type Page = Vec<u8>;

/// Numbers of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbers<'p>(&'p [u8]);

impl<'p> Numbers<'p> {
    /// All of a page.
    pub(super) const fn of(page: &'p [u8]) -> Self {
        Self(page)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.iter().filter(|byte| **byte < 0x80).count()
    }

    /// Takes the next so many away; none when there are fewer.
    pub(super) fn split(&mut self, count: u32) -> Option<Self> {
        let mut at = 0;
        for _ in 0..count {
            let rest = self.0.get(at..)?;
            at += rest.iter().position(|byte| *byte < 0x80)? + 1;
        }
        let (some, rest) = self.0.split_at(at);
        self.0 = rest;
        Some(Self(some))
    }
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        varint::take(&mut self.0)
    }
}

/// The pages of all documents.
#[derive(Clone, Debug, Default)]
pub(super) struct Pages {
    bytes: Vec<u8>,
    /// Where each begins and ends in `bytes`, by the ids of the documents; nowhere for one that has none.
    places: Vec<(u32, u32)>,
    /// How many bytes belong to no page any more.
    lost: usize,
}

impl Pages {
    /// How many documents have a page, or had.
    pub(super) const fn len(&self) -> usize {
        self.places.len()
    }

    /// The page of a document.
    pub(super) fn get(&self, doc: DocId) -> Option<&[u8]> {
        let (from, to) = *self.places.get(doc.0 as usize)?;
        (from < to).then(|| &self.bytes[from as usize..to as usize])
    }

    /// Every document with its page.
    pub(super) fn iter(&self) -> impl Iterator<Item = (DocId, &[u8])> {
        let all = (0..self.places.len() as u32).map(DocId);
        all.filter_map(|doc| Some((doc, self.get(doc)?)))
    }

    /// Puts a page in the place of the one before.
    pub(super) fn set(&mut self, doc: DocId, page: Option<&[u8]>) {
        let at = doc.0 as usize;
        if self.places.len() <= at {
            self.places.resize(at + 1, (0, 0));
        }
        self.lost += self.get(doc).map_or(0, <[u8]>::len);
        self.places[at] = (0, 0);
        if let Some(page) = page {
            let from = self.bytes.len();
            self.bytes.extend_from_slice(page);
            self.places[at] = (from as u32, self.bytes.len() as u32);
        }
        if self.lost > self.bytes.len() / 2 {
            *self = self.packed();
        }
    }

    /// The same in the order of the documents, without what is lost.
    fn packed(&self) -> Self {
        let mut packed = Self {
            bytes: Vec::with_capacity(self.bytes.len() - self.lost),
            ..Self::default()
        };
        for doc in (0..self.places.len() as u32).map(DocId) {
            packed.set(doc, self.get(doc));
        }
        packed
    }
}

/// The length of each page, and all of them in one.
impl Serialize for Pages {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let packed = self.packed();
        let lengths: Vec<u32> = packed.places.iter().map(|(from, to)| to - from).collect();
        (lengths, Bytes(packed.bytes)).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Pages {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (lengths, Bytes(bytes)): (Vec<u32>, Bytes) = Deserialize::deserialize(deserializer)?;
        let mut end = 0_u32;
        let places = lengths.into_iter().map(|length| {
            let from = end;
            end = end.checked_add(length)?;
            Some((from, end))
        });
        let places: Option<Vec<_>> = places.collect();
        let places = places.filter(|_| end as usize == bytes.len());
        let places = places.ok_or_else(|| Error::custom("pages that are cut off"))?;
        Ok(Self {
            bytes,
            places,
            lost: 0,
        })
    }
}

/// Bytes that come and go in one piece.
struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Piece;
        impl Visitor<'_> for Piece {
            type Value = Bytes;

            fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
                to.write_str("bytes")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }
        }
        deserializer.deserialize_bytes(Piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let all = [0, 1, 127, 128, 300, 1 << 14, u32::MAX - 1, u32::MAX];
        let mut page = Page::new();
        for number in all {
            varint::put(&mut page, number);
        }
        let mut numbers = Numbers::of(&page);
        assert_eq!(numbers.len(), all.len());
        assert!(numbers.clone().eq(all));
        let first = numbers.split(3).unwrap();
        assert!(first.eq(all[..3].iter().copied()));
        assert_eq!(numbers.split(6), None);
        assert!(numbers.eq(all[3..].iter().copied()));
    }

    #[test]
    fn pages_are_replaced_and_packed() {
        let mut pages = Pages::default();
        for doc in [2, 0, 1] {
            pages.set(DocId(doc), Some(&[doc as u8; 8]));
        }
        for _ in 0..3 {
            pages.set(DocId(1), Some(&[9; 8]));
            pages.set(DocId(2), None);
        }
        let read = |pages: &Pages| -> Vec<Option<Vec<u8>>> {
            let all = (0..4).map(DocId);
            all.map(|doc| pages.get(doc).map(<[u8]>::to_vec)).collect()
        };
        let expected = [Some(vec![0; 8]), Some(vec![9; 8]), None, None];
        assert_eq!(read(&pages), expected);
        assert!(pages.bytes.len() <= 32, "{}", pages.bytes.len());
        let bytes = postcard::to_stdvec(&pages).unwrap();
        assert_eq!(read(&postcard::from_bytes(&bytes).unwrap()), expected);
        assert!(postcard::from_bytes::<Pages>(&[1, 9, 1, 0]).is_err());
    }
}
