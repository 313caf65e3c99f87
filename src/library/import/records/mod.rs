//! Dumps of databases and interfaces: JSON, one JSON object a line, CSV. One file, many articles, told by the names of
//! their fields.

mod csv;
mod fields;
mod json;

pub(super) use self::csv::IMPORTER as CSV;
pub(super) use self::json::IMPORTER as JSON;

use serde_json::{Map, Value};

use super::{Read, Reason};

/// The articles of a dump while it is being read.
#[derive(Default)]
struct Dump {
    read: Read,
    /// How many records held no text.
    empty: usize,
    records: usize,
    /// The fields of the first record without text.
    names: Option<String>,
}

impl Dump {
    /// Takes one record in. The outlet serves where the record names none.
    fn take(&mut self, record: &Map<String, Value>, outlet: Option<&str>) {
        self.records += 1;
        let Some(mut article) = fields::article(record) else {
            self.empty += 1;
            let names = || {
                record
                    .keys()
                    .take(12)
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            self.names.get_or_insert_with(names);
            return;
        };
        let known = &mut article.metadata.outlet;
        *known = known.take().or_else(|| outlet.map(str::to_owned));
        // The number of an article is that of its record, so that it stays when others get a text.
        self.read.push(article.numbered(self.records));
    }

    fn finish(self) -> Result<Read, Reason> {
        let Self {
            mut read,
            empty,
            records,
            names,
        } = self;
        if read.articles.is_empty() {
            return Err(match names {
                Some(names) => Reason::NoTextField(names),
                None => Reason::Empty,
            });
        }
        if empty > 0 {
            read.trouble(Reason::RecordsWithoutText(empty, records));
        }
        if records == 1 {
            read.articles
                .iter_mut()
                .for_each(|article| article.place.clear());
        }
        Ok(read)
    }
}
