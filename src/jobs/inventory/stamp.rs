//! How a file was when it was read, in little room.

use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::num::NonZeroU64;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use crate::cache::Seen;

/// How a file was when it was read. One that is the same is not read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::jobs) struct Stamp {
    /// A number for its length and the last change of its content.
    content: u64,
    /// One for these, its number on its device, which is another when it was replaced, and the last change of anything about
    /// it; none where only the length and the first of the times are known.
    whole: Option<NonZeroU64>,
}

impl Stamp {
    /// The stamp of the file at a path; one that no file has where there is none.
    pub(in crate::jobs) fn of(path: &Path) -> Self {
        fs::metadata(path).map_or_else(|_| Self::default(), |found| Self::from(&found))
    }

    /// The stamp of a file as the cache saw it.
    pub(in crate::jobs) fn seen(seen: Seen) -> Self {
        let second = 1_000_000_000;
        let changed = (
            seen.changed.div_euclid(second),
            seen.changed.rem_euclid(second),
        );
        Self {
            content: number(&(seen.length, changed)),
            whole: None,
        }
    }

    /// Whether a file that was like this is as it was, as far as that is known.
    pub(super) fn is_still(self, now: Self) -> bool {
        self.content == now.content && (self.whole.is_none() || self.whole == now.whole)
    }

    /// Whether only the length and the time of the last change of the content are known.
    pub(super) const fn is_partial(self) -> bool {
        self.whole.is_none()
    }
}

impl From<&Metadata> for Stamp {
    fn from(found: &Metadata) -> Self {
        let content = (found.len(), (found.mtime(), found.mtime_nsec()));
        let whole = (content, found.ino(), (found.ctime(), found.ctime_nsec()));
        Self {
            content: number(&content),
            whole: NonZeroU64::new(number(&whole)),
        }
    }
}

fn number(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}
