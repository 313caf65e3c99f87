//! Plain text.

use crate::engine::blocks;
use crate::library::Metadata;

use super::encoding::decode;
use super::{Imported, Importer, Reason};

/// Accepts whatever no other importer does.
pub(super) const IMPORTER: Importer = Importer {
    accepts: |_, _| true,
    read,
};

fn read(bytes: Vec<u8>) -> Result<Vec<Imported>, Reason> {
    let text = decode(bytes)?;
    Ok(vec![Imported {
        blocks: blocks(&text),
        text,
        metadata: Metadata::default(),
    }])
}
