//! Plain text.

use crate::engine::blocks;

use super::encoding::decode;
use super::{File, Imported, Importer, Read, Reason, exports};

/// Accepts whatever no other importer does.
pub(super) const IMPORTER: Importer = Importer {
    accepts: |_| true,
    read,
    in_part: true,
};

fn read(file: File<'_>) -> Result<Read, Reason> {
    let text = decode(file.bytes)?;
    if let Some(read) = exports::in_text(&text) {
        return Ok(read);
    }
    Ok(Read::one(Imported {
        blocks: blocks(&text),
        text,
        ..Imported::default()
    }))
}
