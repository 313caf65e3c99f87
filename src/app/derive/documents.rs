//! The documents in the order of the left pane, and their rows.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::app::Order;
use crate::library::{Copies, DateBasis, DocId, Library};

/// Rows that one document takes.
pub const ROWS_EACH: usize = 2;

/// The documents by day. Rows are counted from 0; only the rows asked for are made.
#[derive(Clone, Debug, Default)]
pub struct DocumentList {
    order: Vec<DocId>,
    /// The place of each document in `order`.
    places: Vec<u32>,
    groups: Vec<Group>,
}

/// The documents of one day.
#[derive(Clone, Copy, Debug)]
struct Group {
    /// The day; none for the documents whose day nothing states.
    day: Option<NaiveDate>,
    /// The place of its first document.
    first: usize,
    /// The row of its heading.
    row: usize,
}

/// One row of the left pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// Between two days.
    Blank,
    /// The heading of a day; none heads the documents without a known one.
    Day(Option<NaiveDate>),
    /// A document's title.
    Title(DocId),
    /// What else is known about the document above.
    About(DocId),
}

/// The day that somebody states for the document.
fn known_day(library: &Library, doc: DocId) -> Option<NaiveDate> {
    let date = library.document(doc)?.date?;
    date.basis.is_known().then_some(date.day)
}

/// The day that the text makes likely.
fn likely_day(library: &Library, doc: DocId) -> Option<NaiveDate> {
    let date = library.document(doc)?.date?;
    (date.basis == DateBasis::Text).then_some(date.day)
}

impl DocumentList {
    /// Orders the documents by day. Those without a known day stand at the end, by the day their text makes likely.
    ///
    /// Copies are folded: they stand beneath the fullest article where it is among `unfolded`, and in no row otherwise.
    pub(super) fn new(
        library: &Library,
        order: Order,
        copies: Option<&Copies>,
        unfolded: &BTreeSet<DocId>,
    ) -> Self {
        let mut keyed: Vec<_> = library
            .ids()
            .filter(|&doc| {
                let fuller = copies.and_then(|copies| copies.of(doc));
                fuller.is_none_or(|fuller| library.is_gone(fuller.to))
            })
            .map(|doc| (known_day(library, doc), likely_day(library, doc), doc))
            .collect();
        match order {
            Order::NewestFirst => keyed.sort_by_key(|&(day, likely, _)| Reverse((day, likely))),
            Order::OldestFirst => keyed.sort_by_key(|(day, likely, _)| {
                let last = NaiveDate::MAX;
                (day.unwrap_or(last), likely.unwrap_or(last))
            }),
        }
        let mut list = Self {
            places: vec![0; library.documents.len()],
            ..Self::default()
        };
        let mut row = 0;
        for (day, _, doc) in keyed {
            let place = list.order.len();
            if list.groups.last().is_none_or(|group| group.day != day) {
                // A blank row stands before every day but the first.
                row += usize::from(place > 0);
                list.groups.push(Group {
                    day,
                    first: place,
                    row,
                });
                row += 1;
            }
            row += ROWS_EACH;
            list.push(doc);
            let beneath = copies.map_or(&[][..], |copies| copies.copies(doc));
            for &copy in beneath.iter().filter(|&&copy| !library.is_gone(copy)) {
                if unfolded.contains(&doc) {
                    row += ROWS_EACH;
                    list.push(copy);
                } else {
                    list.set_place(copy, place);
                }
            }
        }
        list
    }

    fn push(&mut self, doc: DocId) {
        self.set_place(doc, self.order.len());
        self.order.push(doc);
    }

    fn set_place(&mut self, doc: DocId, place: usize) {
        if let Some(slot) = self.places.get_mut(doc.0 as usize) {
            *slot = place as u32;
        }
    }

    /// How many documents stand in the list.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The document at a place of the order.
    pub fn at(&self, place: usize) -> Option<DocId> {
        self.order.get(place).copied()
    }

    /// The place of a document in the order; for a copy that is folded, that of the fullest article.
    pub fn place(&self, doc: DocId) -> Option<usize> {
        self.places.get(doc.0 as usize).map(|&place| place as usize)
    }

    /// How many rows all documents take.
    pub fn height(&self) -> usize {
        self.groups.last().map_or(0, |group| {
            group.row + 1 + ROWS_EACH * (self.len() - group.first)
        })
    }

    /// The rows to bring on screen for the document at a place: its own, and the day's heading for the first of a day.
    pub fn rows_of(&self, place: usize) -> std::ops::Range<usize> {
        let Some(group) = self.group_before(|group| group.first <= place) else {
            return 0..0;
        };
        let own = group.row + 1 + ROWS_EACH * (place - group.first);
        let from = if place == group.first { group.row } else { own };
        from..own + ROWS_EACH
    }

    /// What stands in a row.
    pub fn row(&self, row: usize) -> Option<ListRow> {
        let group = self.group_before(|group| group.row <= row)?;
        if row == group.row {
            return Some(ListRow::Day(group.day));
        }
        let below = row - group.row - 1;
        let place = group.first + below / ROWS_EACH;
        let end = self
            .groups
            .get(self.groups.partition_point(|group| group.row <= row))
            .map_or(self.len(), |next| next.first);
        let in_group = place < end;
        match (in_group, below % ROWS_EACH) {
            (true, 0) => self.at(place).map(ListRow::Title),
            (true, _) => self.at(place).map(ListRow::About),
            (false, _) => (row < self.height()).then_some(ListRow::Blank),
        }
    }

    /// The day that a row stands under; none for the documents without a known one, and where there is no row.
    pub fn day_of(&self, row: usize) -> Option<NaiveDate> {
        self.group_before(|group| group.row <= row)?.day
    }

    /// The last group that fits; groups are in order of whatever `fits` asks about.
    fn group_before(&self, fits: impl Fn(&Group) -> bool) -> Option<&Group> {
        self.groups[..self.groups.partition_point(fits)].last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::documents;

    #[test]
    fn rows_and_places_agree_in_both_orders() {
        let documents = documents();
        let library = Library::of_documents("vell".to_owned(), documents, Vec::new(), 0);
        for (order, names) in [
            (Order::NewestFirst, "closed offer letter night"),
            (Order::OldestFirst, "offer letter closed night"),
        ] {
            let list = DocumentList::new(&library, order, None, &BTreeSet::new());
            let mut shown = Vec::new();
            for place in 0..list.len() {
                let doc = list.at(place).unwrap();
                assert_eq!(list.place(doc), Some(place));
                let rows = list.rows_of(place);
                assert_eq!(list.row(rows.end - 2), Some(ListRow::Title(doc)));
                assert_eq!(list.row(rows.end - 1), Some(ListRow::About(doc)));
                if rows.len() > ROWS_EACH {
                    let day = known_day(&library, doc);
                    assert_eq!(list.row(rows.start), Some(ListRow::Day(day)));
                }
                shown.push(library.document(doc).unwrap().name.as_str());
            }
            assert_eq!(shown.join(" "), names);
            assert_eq!(list.row(list.height()), None);
            assert!(list.row(list.height() - 1).is_some());
        }
    }
}
