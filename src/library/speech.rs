//! Speech through the whole library: what counts as such, and in which order documents are read for it.

use std::cmp::Reverse;

use super::{DocId, Library, QuoteRef};

/// Which documents come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By date, as things were said. Undated documents come last.
    #[default]
    OldestFirst,
    /// By date, as in the list of documents. Undated documents come last.
    NewestFirst,
}

impl Library {
    /// The quotations of a document that count as speech, in text order.
    pub fn speech_in(&self, doc: DocId) -> impl Iterator<Item = QuoteRef> + '_ {
        let quotations = self.analysis(doc).map(|analysis| &analysis.quotations);
        quotations
            .into_iter()
            .flatten()
            .zip(0..)
            .filter(|(quotation, _)| quotation.is_speech())
            .map(move |(_, index)| QuoteRef { doc, index })
    }

    /// Sorts documents by their dates; those of one day and undated ones stay in library order.
    pub fn sort_by_date(&self, docs: &mut [DocId], order: Order) {
        let day = |doc: &DocId| self.document(*doc)?.date.map(|dated| dated.day);
        match order {
            Order::OldestFirst => docs.sort_by_key(|doc| (day(doc).is_none(), day(doc), *doc)),
            Order::NewestFirst => docs.sort_by_key(|doc| (Reverse(day(doc)), *doc)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undated_documents_come_last_in_both_orders() {
        let library = Library::of_texts(
            "vell",
            &[
                ("a", " date 2026-03-01 No."),
                ("b", "No."),
                ("c", " date 2026-03-02 No."),
                ("d", " date 2026-03-01 No."),
            ],
        );
        let sorted = |order| {
            let mut docs: Vec<DocId> = library.ids().collect();
            library.sort_by_date(&mut docs, order);
            let names = docs.iter().filter_map(|doc| library.document(*doc));
            names
                .map(|document| document.name.as_str())
                .collect::<String>()
        };
        assert_eq!(sorted(Order::NewestFirst), "cadb");
        assert_eq!(sorted(Order::OldestFirst), "adcb");
    }
}
