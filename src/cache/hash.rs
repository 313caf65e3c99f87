//! Hashes of files and of texts.

use sha2::{Digest, Sha256};

use crate::library::Document;

/// The first 16 bytes of SHA-256: two different things with the same one do not happen, not even on purpose.
pub(crate) type Hash = [u8; 16];

/// The hash of these bytes.
pub(crate) fn of_bytes(bytes: &[u8]) -> Hash {
    first(Sha256::digest(bytes).as_ref())
}

/// The hash of all that the engine sees of a document: its text and its blocks.
pub(crate) fn of_content(document: &Document) -> Hash {
    document.text.stamp(|| work_out(document))
}

fn work_out(document: &Document) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update((document.text.len() as u64).to_le_bytes());
    hasher.update(document.text.as_bytes());
    for block in &document.blocks {
        hasher.update([block.kind as u8]);
        hasher.update(block.span.start.to_le_bytes());
        hasher.update(block.span.end.to_le_bytes());
    }
    first(hasher.finalize().as_ref())
}

/// The hash as 32 digits to the base 16.
pub(crate) fn in_words(hash: Hash) -> String {
    format!("{:032x}", u128::from_be_bytes(hash))
}

fn first(digest: &[u8]) -> Hash {
    let mut hash = [0; 16];
    for (to, from) in hash.iter_mut().zip(digest) {
        *to = *from;
    }
    hash
}
