//! Everything that can wake the program.

use std::path::PathBuf;
use std::sync::Arc;

use crate::engine::Analysis;
use crate::library::{
    Correction, Corrections, DocId, Document, Gathered, Library, Problem, Renewal, StatementId,
    Version,
};

use super::memory::Met;
use super::{Background, Key};

/// One thing that happened outside. The set is closed: no tick, no callback.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted in one piece.
    Paste(String),
    /// A whole line was typed, where keys are not heard one by one.
    Line(String),
    /// Nothing more will be typed.
    Over,
    /// The terminal has another size now.
    Resize(Size),
    /// The terminal answers what it was asked.
    Answer(Answer),
    /// Long work has news.
    Report(Report),
    /// A timer that [`super::Effect::Wake`] asked for has run out.
    Timer(Timer),
    /// Corrections have been dated and signed, and are on the disk unless [`Event::Refused`] says that they are not.
    Corrected(Vec<Correction>),
    /// What an effect asked for could not be done; carries why, for the status line.
    Refused(String),
    /// These earlier versions of a document are kept.
    Versions(DocId, Vec<Version>),
    /// This is what was there at former visits.
    Met(Box<Met>),
    /// Rows have been written to the file at this path.
    Exported(String),
    /// The terminal does not take a copy.
    NotCopied {
        /// What was to be copied.
        text: String,
        /// Why it was not, for the reader.
        why: String,
    },
    /// The program is back in the foreground; the screen must be drawn anew.
    Resumed,
    /// The terminal is gone or the system asks to end. Carries the number of the signal that says so.
    Hangup(u8),
}

/// Columns and rows of the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// What a terminal says of itself when it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It has taken all that was sent before the question.
    Taken,
    /// How bright it is behind the letters (OSC 11).
    Background(Background),
    /// It can tell apart keys that are the same byte by old custom (kitty's keyboard protocol).
    Keyboard,
    /// How one of its modes is set (DECRPM).
    Mode {
        /// The number of the mode.
        number: u16,
        /// 0: not known; 1 and 3: on; 2 and 4: off; 3 and 4 cannot be changed.
        setting: u8,
    },
}

/// What the mouse did, and where: column and row counted from the upper left, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub kind: MouseKind,
    /// The column.
    pub column: u16,
    /// The row.
    pub row: u16,
}

/// The kinds of mouse events that the program hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Click,
    /// The wheel turned towards the reader.
    WheelDown,
    /// The wheel turned away from the reader.
    WheelUp,
}

/// Timers that `update` may ask for. Asking again restarts one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Timer {
    /// The selection in the list of documents has rested long enough to open the article.
    Rested,
}

/// News from long work. Reports of a round that nobody waits for any more are dropped by `update`.
#[derive(Clone, Debug)]
pub struct Report {
    /// The round that the work belongs to.
    pub round: u32,
    /// The news.
    pub news: News,
}

/// What long work has to tell.
#[derive(Clone, Debug)]
pub enum News {
    /// The files have been read: documents in library order, files that failed, and how many were passed over.
    Imported {
        /// How the library is called.
        name: String,
        /// In library order.
        documents: Arc<Vec<Document>>,
        /// Files that could not be opened.
        problems: Vec<Problem>,
        /// How many hidden and binary files were passed over.
        skipped: usize,
        /// What the reader knows better, from earlier sessions and from colleagues.
        corrections: Box<Corrections>,
    },
    /// The same, and everything that is found in the documents is known from before.
    Opened(Box<Library>),
    /// The one file of the library is large: this is its beginning, to read until [`News::Imported`] brings the whole.
    Glanced(Box<Document>),
    /// Some documents have been analysed. A document may come twice: first alone, then with what the library knows.
    Analyzed(Vec<(DocId, Arc<Analysis>)>),
    /// What the documents tell together: statements, and who cites whom.
    Gathered {
        /// What they tell.
        gathered: Arc<Gathered>,
        /// The revision of the corrections then; of another one this says nothing.
        corrections: usize,
    },
    /// What documents tell, as numbers: see [`crate::library::told`].
    Told(Vec<(DocId, Vec<u64>)>),
    /// Statements that hold the words of [`super::Effect::Sift`].
    Sifted {
        /// What the documents told together then; of other statements this says nothing.
        gathered: Arc<Gathered>,
        /// The words.
        words: String,
        /// The statements found, by first appearance.
        found: Arc<[StatementId]>,
        /// Whether these are all.
        whole: bool,
    },
    /// How far the work has come.
    Progress(Progress),
    /// The analysis of one document failed; the others go on.
    Failed {
        /// The document.
        doc: DocId,
        /// What happened.
        reason: String,
    },
    /// Something that the reader should hear, and that changes nothing.
    Remark(String),
    /// The library cannot be opened at all; carries what to tell the reader.
    CannotOpen(String),
    /// Everything of this round is done that there was to do at its beginning.
    Finished,
    /// Files of the library have changed.
    Renewed(Box<Renewal>),
    /// All that came with [`News::Renewed`] has been analysed.
    CaughtUp,
    /// Something about the watch over the files.
    Watching(Watching),
    /// Something about the server of a library that a newsroom shares.
    Sharing(Sharing),
}

/// What there is to say about the server of a shared library.
#[derive(Clone, Debug, PartialEq)]
pub enum Sharing {
    /// Others have made these corrections, or written these notes.
    Corrected(Vec<Correction>),
    /// It cannot be reached. What is corrected stays here until it can.
    Away,
    /// It can be reached again, and has what was corrected meanwhile.
    Back,
    /// It does not take corrections; carries why.
    Refused(String),
}

/// What there is to say about the watch over the files of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Watching {
    /// A folder that the reader named is gone. What was read of it stays.
    Gone(PathBuf),
    /// A folder that the reader named is back.
    Back(PathBuf),
    /// The system does not tell any more what happens: the files are looked at every so many seconds.
    Looking(u64),
}

/// How far long work has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done, as the status line says it: `reading`, `finding quotations`.
    pub stage: &'static str,
    /// Documents, bytes or parts done.
    pub done: usize,
    /// Documents, bytes or parts in all.
    pub all: usize,
    /// What is counted.
    pub measure: Measure,
    /// How many of them have been done each second since the work began.
    pub per_second: usize,
}

impl Progress {
    /// How long the rest will take at this rate, in seconds; none while nothing tells.
    pub fn seconds_left(&self) -> Option<usize> {
        self.all
            .saturating_sub(self.done)
            .checked_div(self.per_second)
    }
}

/// What the progress of long work is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Documents.
    Documents,
    /// Bytes of text, where documents are large.
    Bytes,
    /// Parts that mean nothing to the reader: the share of them that is done does.
    Share,
}
