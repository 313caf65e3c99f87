//! How boosted trees lie in the program. The programs that learn them write lines; `src/build.rs` makes of these what
//! is read in place, so that nothing is parsed when the program starts.
//!
//! The lines: `tree`, five questions `Name>value`, thirty-two leaves; `share`, the upper end of a range of probability, the
//! share that was right in it; and `threshold`, a score; the fields apart by tabs. What they become: the names that are
//! asked for, a line each; the trees, [`TREE`] bytes each: for each question the number of its name's line and the value that
//! must be exceeded, then the leaves; the shares, [`SHARE`] bytes each; the threshold. Numbers with a fraction are
//! little-endian `f32`.

use std::error::Error;

/// Levels of a tree.
pub(super) const DEPTH: usize = 5;
/// Bytes before the leaves of a tree.
pub(super) const QUESTIONS: usize = 2 * DEPTH;
/// How many leaves a tree has.
pub(super) const LEAVES: usize = 1 << DEPTH;
/// Bytes of a tree.
pub(super) const TREE: usize = QUESTIONS + 4 * LEAVES;
/// Bytes of a share.
pub(super) const SHARE: usize = 8;

/// The parts, as they lie in the program.
#[derive(Default)]
#[allow(dead_code, reason = "only the build script and tests write them")]
pub(super) struct Parts {
    pub(super) names: String,
    pub(super) trees: Vec<u8>,
    pub(super) shares: Vec<u8>,
    pub(super) threshold: [u8; 4],
}

#[allow(dead_code, reason = "only the build script and tests write them")]
impl Parts {
    /// Makes them of the lines. Other lines are comments.
    ///
    /// # Errors
    /// When a line lacks something, or there are more names than a byte can number.
    pub(super) fn of(lines: &str) -> Result<Self, Box<dyn Error>> {
        let mut parts = Self::default();
        for line in lines.lines() {
            let mut fields = line.split('\t');
            match fields.next() {
                Some("tree") => {
                    for _ in 0..DEPTH {
                        let question = parts.question(fields.next())?;
                        parts.trees.extend(question);
                    }
                    for _ in 0..LEAVES {
                        parts.trees.extend(number(fields.next())?);
                    }
                }
                Some("share") => {
                    for _ in 0..2 {
                        parts.shares.extend(number(fields.next())?);
                    }
                }
                Some("threshold") => parts.threshold = number(fields.next())?,
                _ => {}
            }
        }
        Ok(parts)
    }

    /// The line of the name, which is added when it is new, and the value.
    fn question(&mut self, field: Option<&str>) -> Result<[u8; 2], Box<dyn Error>> {
        let (name, above) = field
            .and_then(|field| field.split_once('>'))
            .ok_or("a tree has too few questions")?;
        let known = self.names.lines().position(|known| known == name);
        let line = known.unwrap_or_else(|| {
            let new = self.names.lines().count();
            self.names.extend([name, "\n"]);
            new
        });
        Ok([u8::try_from(line)?, above.parse()?])
    }
}

fn number(field: Option<&str>) -> Result<[u8; 4], Box<dyn Error>> {
    let value: f32 = field.ok_or("a line has too few numbers")?.parse()?;
    Ok(value.to_le_bytes())
}
