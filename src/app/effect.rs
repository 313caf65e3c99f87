//! Everything that `update` asks of the outside.

use std::sync::Arc;
use std::time::Duration;

use crate::library::{DocId, Repair, StatementId, Version};

use super::Timer;
use super::export::Export;
use super::memory::Note;

/// One thing for the loop to do. `update` itself does no input or output.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Analyse this document before all others.
    AnalyzeFirst(DocId),
    /// Begin nothing more of the work that goes on; what is done stays.
    Stop,
    /// Look whether files of the library have changed.
    Look,
    /// Bring the quotations of all documents together, as they are now.
    Gather,
    /// Look through the statements for words, and tell [`super::News::Sifted`].
    Sift(Sieve),
    /// Date and sign these changes, add them to the log on the disk, and send [`super::Event::Corrected`].
    Correct(Vec<Repair>),
    /// Take back the corrections with these ids, in the same way.
    TakeBack(Vec<String>),
    /// Put this text on the reader's clipboard.
    Copy(String),
    /// Send [`super::Event::Timer`] after this time; asking again starts the time anew.
    Wake(Timer, Duration),
    /// Keep what documents were before their files changed.
    KeepVersions(Vec<(DocId, Version)>),
    /// Look what is kept of a document's earlier versions, and send [`super::Event::Versions`] if anything is.
    FindVersions(DocId),
    /// Look up what was there at former visits, compare it with what is there now, and send [`super::Event::Met`].
    Meet,
    /// Work out what these documents tell, and send [`super::News::Told`].
    Tell(Vec<DocId>),
    /// Write these changes down for the next session.
    Keep(Vec<Note>),
    /// Write rows to a new file, and send [`super::Event::Exported`].
    Export(Export),
    /// Begin or stop to hear the mouse.
    Mouse(bool),
    /// Forget what the terminal shows and draw everything.
    Redraw,
    /// Give the terminal back to the shell until `fg`.
    Suspend,
}

/// What is looked for in the statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sieve {
    /// The words, as they are typed.
    pub words: String,
    /// The statements that fewer letters of them have left, where these are known: there can be no others.
    pub among: Option<Arc<[StatementId]>>,
}
