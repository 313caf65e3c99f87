//! Text in, findings out: quotations, who said them, and who is mentioned.
//!
//! The engine knows no screen, file, clock or thread. It is deterministic, total and pure: any text gives findings and
//! notes, never an error and never a panic.

mod analysis;
mod blocks;
pub(crate) mod hashing;
mod lexicon;
pub mod names;
pub mod quotations;
mod rule;
mod span;
pub mod tagger;
mod tokens;
pub(crate) mod varint;

pub use analysis::{
    Analysis, Citation, EntityKind, Gender, LocalEntity, LocalId, Note, Quotation, QuotationKind,
    Rival, Speaker,
};
pub use blocks::{Block, BlockKind, blocks};
pub use lexicon::Lexicon;
pub use names::{Background, Question, Survey, Tie};
pub use rule::{DOUBTFUL_BELOW, Rule};
pub use span::Span;
pub use tagger::Tagging;

use names::Names;
use quotations::marks::{Scan, scan};
pub use quotations::{Weighing, feature_names, trait_names};
use tagger::Tags;
use tokens::Tokens;

/// Raised whenever the same text may give other findings than before; part of the key of every cached analysis.
pub const VERSION: u32 = 14;

/// Builds what the engine needs for every text and builds once. It does so by itself when it is first asked; whoever cannot wait has
/// this done on another thread meanwhile.
pub fn prepare() {
    quotations::prepare();
}

/// The names and roles of one document, from which [`Background::gather`] learns what the whole library knows.
pub fn survey(text: &str, blocks: &[Block], lexicon: &Lexicon) -> Survey {
    survey_and_tag(text, blocks, lexicon).0
}

/// The same, and what [`analyze_tagged`] need not find again.
pub fn survey_and_tag(text: &str, blocks: &[Block], lexicon: &Lexicon) -> (Survey, Tagging) {
    let (tokens, _) = read(text, blocks, lexicon);
    let tags = Tags::find(&tokens);
    let names = Names::find_tagged(&tokens, lexicon, &Background::default(), &tags);
    (Survey::of(&names), Tagging::of(&tags))
}

/// Finds the quotations, their speakers, and the people and organizations of one document.
///
/// `background` is what the other documents of the library tell, such as the full name behind a lone surname; an empty
/// one serves for a single document.
pub fn analyze(
    text: &str,
    blocks: &[Block],
    lexicon: &Lexicon,
    background: &Background,
) -> Analysis {
    analyze_tagged(text, blocks, lexicon, background, None)
}

/// The same, sooner where somebody has kept what [`survey_and_tag`] found in this text.
pub fn analyze_tagged(
    text: &str,
    blocks: &[Block],
    lexicon: &Lexicon,
    background: &Background,
    known: Option<&Tagging>,
) -> Analysis {
    let (tokens, scan) = read(text, blocks, lexicon);
    let known = known.and_then(|known| known.tags(tokens.len()));
    let tags = known.unwrap_or_else(|| Tags::find(&tokens));
    let names = Names::find_tagged(&tokens, lexicon, background, &tags);
    let (quotations, citations) = quotations::find(&tokens, blocks, &scan.pieces, &names, lexicon);
    Analysis {
        quotations,
        entities: names.findings(text),
        citations,
        notes: scan.notes,
    }
}

/// The texts in quotation marks of one document, with the values by which the engine tells speech from titles,
/// terms and irony. The program that trains the model reads them.
pub fn marked_features(
    text: &str,
    blocks: &[Block],
    lexicon: &Lexicon,
    background: &Background,
) -> Vec<(Span, Vec<u8>)> {
    let (tokens, scan) = read(text, blocks, lexicon);
    let names = Names::find(&tokens, lexicon, background);
    quotations::described(&tokens, blocks, &scan.pieces, &names, lexicon)
}

/// The texts in quotation marks of one document, each with everybody who may have said it and the values by which the engine
/// weighs them. The program that trains the model reads them.
pub fn weighings(
    text: &str,
    blocks: &[Block],
    lexicon: &Lexicon,
    background: &Background,
) -> Vec<quotations::Weighing> {
    let (tokens, scan) = read(text, blocks, lexicon);
    let names = Names::find(&tokens, lexicon, background);
    quotations::candidates(&tokens, blocks, &scan.pieces, &names, lexicon)
}

/// The tokens of a text, those in quotation marks marked, and the quoted pieces.
fn read<'t>(text: &'t str, blocks: &[Block], lexicon: &Lexicon) -> (Tokens<'t>, Scan) {
    let scan = scan(text, blocks);
    let mut tokens = Tokens::new(text, blocks, lexicon);
    tokens.set_quoted(scan.pieces.iter().map(|piece| piece.span));
    (tokens, scan)
}
